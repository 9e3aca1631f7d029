import { z } from "zod";
import { parseInstant } from "../../program/instant.ts";
import { resolveCommit } from "../branches.ts";
import { type CheckRunChanges, checkRunsFor, createCheckRun, updateCheckRun } from "../check-runs.ts";
import { notFound, unprocessable } from "../errors.ts";
import { representCheckRun } from "../representations/check-run.ts";
import type { CheckRun } from "../state.ts";
import { choice, NOT_IN_SANDBOX, present } from "./input.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import {
  numberParameter,
  parameter,
  type RepositoryCall,
  type Route,
  readRoute,
  writeRoute,
} from "./route.ts";

const CONCLUSIONS = [
  "action_required",
  "cancelled",
  "failure",
  "neutral",
  "success",
  "skipped",
  "stale",
  "timed_out",
] as const;
const STATUSES = ["queued", "in_progress", "completed"] as const;
const INSTANT = z.string().transform((text, context) => {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  context.addIssue({ code: "custom", message: "it is not an ISO 8601 date" });
  return z.NEVER;
});
const TEXT = z.string().max(65_535);
const ANNOTATION = z.strictObject({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  start_column: z.int().exactOptional(),
  end_column: z.int().exactOptional(),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: z.string().exactOptional(),
  raw_details: z.string().exactOptional(),
});
const OUTPUT = z.strictObject({
  title: z.string().exactOptional(),
  summary: TEXT,
  text: TEXT.exactOptional(),
  annotations: z.array(ANNOTATION).max(50).exactOptional(),
  images: NOT_IN_SANDBOX,
});
const FIELDS = {
  details_url: z.string().exactOptional(),
  external_id: z.string().exactOptional(),
  status: z.enum(STATUSES).exactOptional(),
  started_at: INSTANT.exactOptional(),
  conclusion: z.enum(CONCLUSIONS).exactOptional(),
  completed_at: INSTANT.exactOptional(),
  actions: NOT_IN_SANDBOX,
};
const CHANGES = z.strictObject({
  name: z.string().exactOptional(),
  output: OUTPUT.exactOptional(),
  ...FIELDS,
});
const CHECK_RUN = "/repos/{owner}/{repo}/check-runs/{check_run_id}";

export const checkRunRoutes: readonly Route[] = [
  writeRoute(
    {
      operation: "checks/create",
      route: "POST /repos/{owner}/{repo}/check-runs",
      docs: "checks/runs#create-a-check-run",
      need: NEEDS.checksWrite,
      body: z.strictObject({
        name: z.string(),
        head_sha: z.string(),
        output: OUTPUT.extend({ title: z.string() }).exactOptional(),
        ...FIELDS,
      }),
      resource: "CheckRun",
    },
    ({ state, actor, repository }, { name, head_sha, ...fields }) => {
      const created = createCheckRun(state, actor, repository, {
        ...changesOf(fields),
        name,
        headOid: head_sha,
      });
      return { status: 201, body: representCheckRun(state, created) };
    },
  ),
  readRoute(
    {
      operation: "checks/get",
      route: `GET ${CHECK_RUN}`,
      docs: "checks/runs#get-a-check-run",
      need: NEEDS.checksRead,
    },
    (call) => ({ status: 200, body: representCheckRun(call.state, requireCheckRun(call)) }),
  ),
  writeRoute(
    {
      operation: "checks/update",
      route: `PATCH ${CHECK_RUN}`,
      docs: "checks/runs#update-a-check-run",
      need: NEEDS.checksWrite,
      body: CHANGES,
      resource: "CheckRun",
    },
    (call, body) => {
      const updated = updateCheckRun(call.state, call.actor, requireCheckRun(call), changesOf(body));
      return { status: 200, body: representCheckRun(call.state, updated) };
    },
  ),
  readRoute(
    {
      operation: "checks/list-for-ref",
      route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
      docs: "checks/runs#list-check-runs-for-a-git-reference",
      need: NEEDS.checksRead,
    },
    (call) => {
      const ref = parameter(call, "ref");
      const oid = resolveCommit(call.repository, ref);
      if (oid === null) throw unprocessable(`No commit found for SHA: ${ref}`);
      return page(
        call,
        selectCheckRuns(call, checkRunsFor(call.repository, oid)),
        (checkRun) => representCheckRun(call.state, checkRun),
        (shown, total) => ({ total_count: total, check_runs: shown }),
      );
    },
  ),
];

function requireCheckRun(call: RepositoryCall): CheckRun {
  const checkRun = call.repository.checkRuns.get(numberParameter(call, "check_run_id"));
  if (!checkRun) throw notFound();
  return checkRun;
}

function selectCheckRuns(call: RepositoryCall, all: readonly CheckRun[]): CheckRun[] {
  const query = call.url.searchParams;
  const name = query.get("check_name");
  const appId = query.get("app_id");
  const status = choice(query, "status", STATUSES, null);
  const newestFirst = [...all].reverse();
  const latest = new Set(newestFirst.map((one) => `${one.appId} ${one.name}`));
  const shown =
    choice(query, "filter", ["latest", "all"], "latest") === "all"
      ? newestFirst
      : newestFirst.filter((one) => latest.delete(`${one.appId} ${one.name}`));
  return shown.filter(
    (one) =>
      (name === null || one.name === name) &&
      (appId === null || String(one.appId) === appId) &&
      (status === null || one.status === status),
  );
}

function changesOf(body: z.output<typeof CHANGES>): CheckRunChanges {
  const { output } = body;
  return present({
    name: body.name,
    detailsUrl: body.details_url,
    externalId: body.external_id,
    status: body.status,
    conclusion: body.conclusion,
    startedAt: body.started_at,
    completedAt: body.completed_at,
    output: output && {
      summary: output.summary,
      ...present({
        title: output.title,
        text: output.text,
        annotations: output.annotations?.map(annotationOf),
      }),
    },
  });
}

function annotationOf(one: z.output<typeof ANNOTATION>): CheckRun["output"]["annotations"][number] {
  return {
    path: one.path,
    startLine: one.start_line,
    endLine: one.end_line,
    startColumn: one.start_column ?? null,
    endColumn: one.end_column ?? null,
    level: one.annotation_level,
    message: one.message,
    title: one.title ?? null,
    rawDetails: one.raw_details ?? null,
  };
}
