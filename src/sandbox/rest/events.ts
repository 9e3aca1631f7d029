import { findAccountById } from "../accounts.ts";
import { readCommit } from "../git/history.ts";
import { pullRequestCommits } from "../pull-requests.ts";
import { representUser } from "../representations/account.ts";
import { representGitCommit } from "../representations/commit.ts";
import { representComment } from "../representations/issue.ts";
import type { IssueOrPullRequest } from "../state.ts";
import { requireIssue } from "./issues.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import { representEvent } from "./represent-event.ts";
import { type RepositoryCall, type Route, readRoute } from "./route.ts";

export const eventRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "issues/list-events",
      route: "GET /repos/{owner}/{repo}/issues/{issue_number}/events",
      docs: "issues/events#list-issue-events",
      need: NEEDS.issuesRead,
    },
    (call) => {
      const issue = requireIssue(call);
      const events = issue.timeline.filter((event) => event.type !== "CrossReferencedEvent");
      return page(call, events, (event) => {
        // Only the timeline is documented to say why an issue was closed.
        const { state_reason: _, ...represented } = representEvent(call.state, call.repository, event);
        return represented;
      });
    },
  ),
  readRoute(
    {
      operation: "issues/list-events-for-timeline",
      route: "GET /repos/{owner}/{repo}/issues/{issue_number}/timeline",
      docs: "issues/timeline#list-timeline-events-for-an-issue",
      need: NEEDS.issuesRead,
    },
    (call) => page(call, timelineOf(call, requireIssue(call)), (represent) => represent()),
  ),
];

/** Commits, comments and events together, oldest first; each is represented only when its page is shown. */
function timelineOf(call: RepositoryCall, issue: IssueOrPullRequest): (() => unknown)[] {
  const { state, repository } = call;
  const commits = issue.type === "PullRequest" ? pullRequestCommits(state, issue) : [];
  const items = [
    ...commits.map(({ oid, committer }) => ({
      at: committer.seconds * 1000,
      represent: () => {
        const commit = readCommit(repository.objects, oid);
        return { ...representGitCommit(state, repository, commit), event: "committed" };
      },
    })),
    ...issue.timeline.map((event) => ({
      at: event.at,
      represent: () => representEvent(state, repository, event),
    })),
    ...issue.comments.map((comment) => ({
      at: comment.createdAt,
      represent: () => ({
        ...representComment(state, comment),
        event: "commented",
        actor: representUser(state, findAccountById(state, comment.authorId)),
      }),
    })),
  ];
  return items.sort((one, other) => one.at - other.at).map(({ represent }) => represent);
}
