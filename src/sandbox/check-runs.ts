import type { Instant } from "../program/instant.ts";
import { requireAccess } from "./access.ts";
import { actorApp } from "./accounts.ts";
import { forbidden, invalid, unprocessable } from "./errors.ts";
import { newIdentity, register } from "./nodes.ts";
import { emitCheckRun } from "./payloads/check-run.ts";
import { repositoryOf } from "./repositories.ts";
import type {
  Actor,
  App,
  CheckAnnotation,
  CheckConclusion,
  CheckRun,
  CheckStatus,
  CheckSuite,
  Repository,
  State,
} from "./state.ts";

const CHECKS = { app: { checks: "write" }, person: "write" } as const;
const TEXT_LIMIT = 65_535;

export interface CheckRunChanges {
  name?: string;
  detailsUrl?: string;
  externalId?: string;
  status?: CheckStatus;
  conclusion?: CheckConclusion;
  startedAt?: Instant;
  completedAt?: Instant;
  output?: { title?: string; summary: string; text?: string; annotations?: readonly CheckAnnotation[] };
}

/** Apps only. 422 for a commit that is not there. */
export function createCheckRun(
  state: State,
  actor: Actor,
  repository: Repository,
  input: CheckRunChanges & { name: string; headOid: string },
): CheckRun {
  const app = requireApp(state, actor, repository);
  const { headOid, name, ...changes } = input;
  if (name.trim() === "") throw invalid({ resource: "CheckRun", code: "missing_field", field: "name" });
  if (repository.objects.get(headOid)?.type !== "commit")
    throw unprocessable(`No commit found for SHA: ${headOid}`);
  checkChanges(changes);
  const now = state.clock.now();
  const suite = findOrCreateSuite(state, repository, app, headOid);
  const checkRun: CheckRun = {
    ...newIdentity(state, "CheckRun", [repository.id]),
    type: "CheckRun",
    repositoryId: repository.id,
    appId: app.id,
    checkSuiteId: suite.id,
    headOid,
    name,
    detailsUrl: null,
    externalId: "",
    status: "queued",
    conclusion: null,
    startedAt: now,
    completedAt: null,
    output: { title: null, summary: null, text: null, annotations: [] },
  };
  applyChanges(state, checkRun, changes);
  repository.checkRuns.set(checkRun.id, register(state, checkRun));
  suite.updatedAt = now;
  emitCheckRun(state, actor, checkRun, "created");
  if (checkRun.status === "completed") emitCheckRun(state, actor, checkRun, "completed");
  return checkRun;
}

/** 403 for another app's. */
export function updateCheckRun(
  state: State,
  actor: Actor,
  checkRun: CheckRun,
  changes: CheckRunChanges,
): CheckRun {
  const app = requireApp(state, actor, repositoryOf(state, checkRun));
  if (app.id !== checkRun.appId) {
    throw forbidden(
      `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`,
    );
  }
  checkChanges(changes);
  const wasCompleted = checkRun.status === "completed";
  applyChanges(state, checkRun, changes);
  if (checkRun.status === "completed" && !wasCompleted) emitCheckRun(state, actor, checkRun, "completed");
  return checkRun;
}

function requireApp(state: State, actor: Actor, repository: Repository): App {
  requireAccess(state, actor, repository, CHECKS);
  const app = actorApp(state, actor);
  if (app === null) throw forbidden("You must authenticate via a GitHub App.");
  return app;
}

function checkChanges(changes: CheckRunChanges): void {
  if (changes.status === "completed" && changes.conclusion === undefined) {
    throw invalid({ resource: "CheckRun", code: "missing_field", field: "conclusion" });
  }
  for (const field of ["summary", "text"] as const) {
    if ((changes.output?.[field]?.length ?? 0) <= TEXT_LIMIT) continue;
    const message = `${field} exceeds a maximum bytesize of ${TEXT_LIMIT}`;
    throw invalid({ resource: "CheckRun", code: "invalid", field, message });
  }
  if ((changes.output?.annotations?.length ?? 0) > 50)
    throw unprocessable("Annotations: no more than 50 are allowed");
}

function applyChanges(state: State, checkRun: CheckRun, changes: CheckRunChanges): void {
  checkRun.name = changes.name ?? checkRun.name;
  checkRun.detailsUrl = changes.detailsUrl ?? checkRun.detailsUrl;
  checkRun.externalId = changes.externalId ?? checkRun.externalId;
  checkRun.startedAt = changes.startedAt ?? checkRun.startedAt;
  checkRun.conclusion = changes.conclusion ?? checkRun.conclusion;
  // A conclusion completes, whatever else was said.
  checkRun.status = changes.conclusion === undefined ? (changes.status ?? checkRun.status) : "completed";
  if (checkRun.status === "completed") {
    checkRun.completedAt = changes.completedAt ?? checkRun.completedAt ?? state.clock.now();
  } else {
    checkRun.completedAt = null;
    checkRun.conclusion = null;
  }
  const { output } = changes;
  if (output === undefined) return;
  checkRun.output = {
    title: output.title ?? checkRun.output.title,
    summary: output.summary,
    text: output.text ?? checkRun.output.text,
    // Each update adds its annotations to those before.
    annotations: [...checkRun.output.annotations, ...(output.annotations ?? [])],
  };
}

function findOrCreateSuite(state: State, repository: Repository, app: App, headOid: string): CheckSuite {
  for (const suite of repository.checkSuites.values()) {
    if (suite.appId === app.id && suite.headOid === headOid) return suite;
  }
  const branch = [...repository.refs].find(
    ([name, oid]) => name.startsWith("refs/heads/") && oid === headOid,
  )?.[0];
  const now = state.clock.now();
  const suite: CheckSuite = {
    ...newIdentity(state, "CheckSuite", [repository.id]),
    type: "CheckSuite",
    repositoryId: repository.id,
    appId: app.id,
    headOid,
    headBranch: branch?.replace("refs/heads/", "") ?? null,
    createdAt: now,
    updatedAt: now,
  };
  repository.checkSuites.set(suite.id, suite);
  return register(state, suite);
}

/** Newest last. */
export function checkRunsFor(repository: Repository, headOid: string): CheckRun[] {
  return [...repository.checkRuns.values()].filter((checkRun) => checkRun.headOid === headOid);
}
