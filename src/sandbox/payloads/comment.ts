import { emitRepositoryEvent } from "../events.ts";
import { repositoryOf } from "../repositories.ts";
import { representComment, representIssueInList } from "../representations/issue.ts";
import type { Actor, IssueComment, IssueOrPullRequest, State } from "../state.ts";

/** Emits `issue_comment`, also for a comment on a pull request. */
export function emitComment(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  comment: IssueComment,
  action: "created" | "edited" | "deleted",
  extra: Record<string, unknown> = {},
): void {
  emitRepositoryEvent(state, actor, repositoryOf(state, issue), { event: "issue_comment", action }, () => ({
    issue: representIssueInList(state, issue),
    comment: representComment(state, comment),
    ...extra,
  }));
}
