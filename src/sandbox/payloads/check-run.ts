import { formatInstant } from "../../program/instant.ts";
import { emitRepositoryEvent } from "../events.ts";
import { repositoryOf } from "../repositories.ts";
import { representApp } from "../representations/app.ts";
import { pullRequestsWith, representCheckRun, representMinimal } from "../representations/check-run.ts";
import { repositoryUrl } from "../representations/repository.ts";
import type { Actor, CheckRun, Repository, State } from "../state.ts";

/** Emits `check_run`, with the whole check suite. */
export function emitCheckRun(
  state: State,
  actor: Actor,
  checkRun: CheckRun,
  action: "created" | "completed",
): void {
  const repository = repositoryOf(state, checkRun);
  emitRepositoryEvent(state, actor, repository, { event: "check_run", action }, () => ({
    check_run: {
      ...representCheckRun(state, checkRun),
      check_suite: representSuite(state, repository, checkRun),
    },
  }));
}

function representSuite(state: State, repository: Repository, { checkSuiteId }: CheckRun) {
  const suite = repository.checkSuites.get(checkSuiteId);
  if (suite === undefined) throw new Error(`no check suite ${checkSuiteId}`);
  const runs = [...repository.checkRuns.values()].filter((run) => run.checkSuiteId === suite.id);
  const done = runs.every((run) => run.status === "completed");
  const failed = runs.find((run) => !["success", "neutral", "skipped"].includes(run.conclusion ?? "success"));
  const app = state.apps.get(suite.appId);
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch,
    head_sha: suite.headOid,
    status: done ? "completed" : "queued",
    conclusion: done ? (failed?.conclusion ?? "success") : null,
    url: `${repositoryUrl(state, repository)}/check-suites/${suite.id}`,
    before: null,
    after: suite.headOid,
    pull_requests: pullRequestsWith(repository, suite.headOid).map((one) =>
      representMinimal(state, repository, one),
    ),
    ...(app === undefined ? {} : { app: representApp(state, app) }),
    created_at: formatInstant(suite.createdAt),
    updated_at: formatInstant(suite.updatedAt),
  };
}
