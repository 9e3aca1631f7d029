import { z } from "zod";
import { findAccount } from "../accounts.ts";
import { notFound, SandboxError } from "../errors.ts";
import { editIssue, findIssue, lockIssue, openIssue, unlockIssue } from "../issues.ts";
import { labelsOf } from "../labels.ts";
import { representIssue, representIssueInList } from "../representations/issue.ts";
import type { IssueOrPullRequest } from "../state.ts";
import { choice, instantIn, NO_BODY, NOT_IN_SANDBOX, present, refuseParameters } from "./input.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import { numberParameter, type RepositoryCall, type Route, readRoute, writeRoute } from "./route.ts";

const TITLE = z.union([z.string(), z.number()]);
const LABEL = z.union([z.string(), z.looseObject({ name: z.string() })]);
const FIELDS = {
  body: z.string().nullable().exactOptional(),
  assignee: z.string().nullable().exactOptional(),
  assignees: z.array(z.string()).exactOptional(),
  labels: z.array(LABEL).exactOptional(),
  milestone: NOT_IN_SANDBOX,
  type: NOT_IN_SANDBOX,
};

export const issueRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "issues/list-for-repo",
      route: "GET /repos/{owner}/{repo}/issues",
      docs: "issues/issues#list-repository-issues",
      need: NEEDS.issuesRead,
    },
    (call) => page(call, selectIssues(call), (issue) => representIssueInList(call.state, issue)),
  ),
  readRoute(
    {
      operation: "issues/get",
      route: "GET /repos/{owner}/{repo}/issues/{issue_number}",
      docs: "issues/issues#get-an-issue",
      need: NEEDS.issuesRead,
    },
    (call) => ({ status: 200, body: representIssue(call.state, requireIssue(call)) }),
  ),
  writeRoute(
    {
      operation: "issues/create",
      route: "POST /repos/{owner}/{repo}/issues",
      docs: "issues/issues#create-an-issue",
      need: NEEDS.onlyIssuesWrite,
      body: z.strictObject({ title: TITLE, ...FIELDS }),
      resource: "Issue",
    },
    ({ state, actor, repository }, body) => {
      const issue = openIssue(state, actor, {
        repository,
        title: String(body.title),
        ...present({
          body: body.body,
          labels: body.labels?.map(nameOf),
          assignees: body.assignees ?? (body.assignee ? [body.assignee] : undefined),
        }),
      });
      const represented = representIssue(state, issue);
      return { status: 201, body: represented, headers: { Location: String(represented["url"]) } };
    },
  ),
  writeRoute(
    {
      operation: "issues/update",
      route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
      docs: "issues/issues#update-an-issue",
      need: NEEDS.issuesWrite,
      body: z.strictObject({
        title: TITLE.nullable().exactOptional(),
        state: z.enum(["open", "closed"]).exactOptional(),
        state_reason: z
          .enum(["completed", "not_planned", "duplicate", "reopened"])
          .nullable()
          .exactOptional(),
        ...FIELDS,
      }),
      resource: "Issue",
    },
    (call, body) => {
      const issue = editIssue(
        call.state,
        call.actor,
        requireIssue(call),
        present({
          title: body.title === undefined || body.title === null ? undefined : String(body.title),
          body: body.body,
          state: body.state,
          stateReason: body.state_reason,
          labels: body.labels?.map(nameOf),
          assignees: body.assignees ?? (body.assignee ? [body.assignee] : undefined),
        }),
      );
      return { status: 200, body: representIssue(call.state, issue) };
    },
  ),
  writeRoute(
    {
      operation: "issues/lock",
      route: "PUT /repos/{owner}/{repo}/issues/{issue_number}/lock",
      docs: "issues/issues#lock-an-issue",
      need: NEEDS.issuesWrite,
      body: z.strictObject({
        lock_reason: z.enum(["off-topic", "too heated", "resolved", "spam"]).nullable().exactOptional(),
      }),
      resource: "Issue",
    },
    (call, body) => {
      lockIssue(call.state, call.actor, requireIssue(call), body.lock_reason ?? null);
      return { status: 204 };
    },
  ),
  writeRoute(
    {
      operation: "issues/unlock",
      route: "DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock",
      docs: "issues/issues#unlock-an-issue",
      need: NEEDS.issuesWrite,
      body: NO_BODY,
    },
    (call) => {
      unlockIssue(call.state, call.actor, requireIssue(call));
      return { status: 204 };
    },
  ),
];

/** The issue or pull request of a call; 404, or 410 for one that was deleted. */
export function requireIssue(call: RepositoryCall): IssueOrPullRequest {
  const number = numberParameter(call, "issue_number");
  const issue = findIssue(call.repository, number);
  if (issue) return issue;
  if (number < 1 || number > call.repository.lastNumber) throw notFound();
  throw new SandboxError("NOT_FOUND", "This issue was deleted", null, 410);
}

function nameOf(label: z.output<typeof LABEL>): string {
  return typeof label === "string" ? label : label.name;
}

function selectIssues(call: RepositoryCall): IssueOrPullRequest[] {
  const { state, repository } = call;
  const query = call.url.searchParams;
  refuseParameters(query, ["milestone", "mentioned", "type", "issue_field_values"]);
  const shown = choice(query, "state", ["open", "closed", "all"], "open");
  const sort = choice(query, "sort", ["created", "updated", "comments"], "created");
  const direction = choice(query, "direction", ["asc", "desc"], "desc");
  const since = instantIn(query, "since");
  const labels = (query.get("labels") ?? "").split(",").filter((name) => name !== "");
  const creator = query.get("creator");
  const creatorId = creator === null ? null : findAccount(state, creator)?.id;
  const isAssigned = assigneeFilter(call, query.get("assignee"));
  const order = (issue: IssueOrPullRequest): number =>
    sort === "comments" ? issue.comments.length : sort === "updated" ? issue.updatedAt : issue.createdAt;
  return [...repository.issues.values()]
    .filter(
      (issue) =>
        (shown === "all" || issue.state === shown) &&
        (since === null || issue.updatedAt >= since) &&
        (creatorId === null || issue.authorId === creatorId) &&
        isAssigned(issue) &&
        hasAll(labelsOf(state, issue), labels),
    )
    .sort(
      (one, other) =>
        (order(one) - order(other) || one.number - other.number) * (direction === "asc" ? 1 : -1),
    );
}

function hasAll(labels: readonly { name: string }[], names: readonly string[]): boolean {
  return names.every((name) => labels.some((label) => label.name.toLowerCase() === name.toLowerCase()));
}

function assigneeFilter(
  { state }: RepositoryCall,
  wanted: string | null,
): (issue: IssueOrPullRequest) => boolean {
  if (wanted === null) return () => true;
  if (wanted === "none") return (issue) => issue.assigneeIds.length === 0;
  if (wanted === "*") return (issue) => issue.assigneeIds.length > 0;
  const id = findAccount(state, wanted)?.id;
  return (issue) => id !== undefined && issue.assigneeIds.includes(id);
}
