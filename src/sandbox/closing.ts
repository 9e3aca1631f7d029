import { actorAccount } from "./accounts.ts";
import { invalid } from "./errors.ts";
import { isAncestor } from "./git/history.ts";
import { emitConversation } from "./payloads/conversation.ts";
import { requireNoRival } from "./pull-request-rules.ts";
import { repositoryOf } from "./repositories.ts";
import type { Actor, Closer, IssueOrPullRequest, PullRequest, State, StateReason } from "./state.ts";
import { addTimelineEvent } from "./timeline.ts";

/** Closes without asking for rights. Closed already: only the reason changes. Pull requests have no reason. */
export function closeConversation(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  options: { reason?: StateReason; closer?: Closer } = {},
): void {
  const reason = issue.type === "PullRequest" ? null : (options.reason ?? "completed");
  if (issue.state === "closed") {
    if (issue.type === "Issue") issue.stateReason = reason;
    return;
  }
  markClosed(state, actor, issue, reason);
  const closer = options.closer ?? null;
  addTimelineEvent(state, actor, issue, { type: "ClosedEvent", stateReason: reason, closer });
  emitConversation(state, actor, issue, "closed");
}

/** The state alone: no timeline, no webhook. */
export function markClosed(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  reason: StateReason | null,
): void {
  issue.state = "closed";
  issue.stateReason = reason;
  issue.closedAt = state.clock.now();
  issue.closedById = actorAccount(state, actor).id;
  issue.updatedAt = issue.closedAt;
}

/** Reopens without asking for rights. 422 for a pull request that GitHub does not let come back. */
export function reopenConversation(state: State, actor: Actor, issue: IssueOrPullRequest): void {
  if (issue.state === "open") return;
  if (issue.type === "PullRequest") requireReopenable(state, issue);
  issue.state = "open";
  issue.stateReason = issue.type === "Issue" ? "reopened" : null;
  issue.closedAt = null;
  issue.closedById = null;
  issue.updatedAt = state.clock.now();
  addTimelineEvent(state, actor, issue, { type: "ReopenedEvent" });
  emitConversation(state, actor, issue, "reopened");
}

function requireReopenable(state: State, pullRequest: PullRequest): void {
  const { head, base } = pullRequest;
  const repository = repositoryOf(state, pullRequest);
  const headNow = state.repositories.get(head.repositoryId)?.refs.get(`refs/heads/${head.ref}`);
  const baseNow = repository.refs.get(`refs/heads/${base.ref}`);
  if (pullRequest.merge !== null) throw notReopenable("The pull request is already merged.");
  if (headNow === undefined) throw notReopenable(`The ${head.ref} branch has been deleted.`);
  if (baseNow === undefined) throw notReopenable(`The ${base.ref} branch has been deleted.`);
  if (!isAncestor(repository.objects, head.oid, headNow)) {
    throw notReopenable(`The ${head.ref} branch was force-pushed or recreated.`);
  }
  if (isAncestor(repository.objects, headNow, baseNow)) {
    throw notReopenable(`There are no new commits on the ${head.ref} branch.`);
  }
  requireNoRival(state, repository, head, base.ref);
  pullRequest.head = { ...head, oid: headNow };
  pullRequest.base = { ...base, oid: baseNow };
}

function notReopenable(why: string) {
  const message = `state cannot be changed. ${why}`;
  return invalid({ resource: "PullRequest", code: "invalid", field: "state", message });
}
