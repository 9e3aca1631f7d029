import { emitRepositoryEvent } from "../events.ts";
import { repositoryOf } from "../repositories.ts";
import { representIssueInList } from "../representations/issue.ts";
import { representPullRequestInWebhook } from "../representations/pull-request.ts";
import type { Actor, IssueOrPullRequest, State } from "../state.ts";

/** Emits `issues` or `pull_request`, with what this action adds. */
export function emitConversation(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  action: string,
  extra: Record<string, unknown> = {},
): void {
  const event = issue.type === "PullRequest" ? "pull_request" : "issues";
  emitRepositoryEvent(state, actor, repositoryOf(state, issue), { event, action }, () => ({
    ...(issue.type === "PullRequest"
      ? { number: issue.number, pull_request: representPullRequestInWebhook(state, issue) }
      : { issue: representIssueInList(state, issue) }),
    ...extra,
  }));
}
