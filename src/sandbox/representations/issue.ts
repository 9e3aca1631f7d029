import { formatInstant, type Instant } from "../../program/instant.ts";
import { findAccountById } from "../accounts.ts";
import { issueOf } from "../comments.ts";
import { textOf } from "../content.ts";
import { labelsOf } from "../labels.ts";
import { repositoryOf } from "../repositories.ts";
import type { IssueComment, IssueOrPullRequest, PullRequest, State } from "../state.ts";
import { representUser } from "./account.ts";
import { representApp } from "./app.ts";
import { associationOf } from "./association.ts";
import { representLabel } from "./label.ts";
import { representReactionRollup } from "./reaction.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";

export { representReaction } from "./reaction.ts";

export function issueUrl(state: State, issue: IssueOrPullRequest): string {
  return `${repositoryUrl(state, repositoryOf(state, issue))}/issues/${issue.number}`;
}

/** The address for people. */
export function issuePage(state: State, issue: IssueOrPullRequest): string {
  const kind = issue.type === "PullRequest" ? "pull" : "issues";
  return `${repositoryPage(state, repositoryOf(state, issue))}/${kind}/${issue.number}`;
}

/** The address for people of one comment. */
function commentPage(state: State, comment: IssueComment): string {
  return `${issuePage(state, issueOf(state, comment))}#issuecomment-${comment.id}`;
}

export function formatOrNull(instant: Instant | null): string | null {
  return instant === null ? null : formatInstant(instant);
}

/** REST's issue view, also of a pull request. Without who closed it, as in lists and webhooks. */
export function representIssueInList(state: State, issue: IssueOrPullRequest) {
  const repository = repositoryOf(state, issue);
  const url = issueUrl(state, issue);
  const assignees = issue.assigneeIds.map((id) => representUser(state, findAccountById(state, id)));
  return {
    url,
    repository_url: repositoryUrl(state, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(state, issue),
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: representUser(state, findAccountById(state, issue.authorId)),
    labels: labelsOf(state, issue).map((label) => representLabel(state, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: issue.comments.length,
    created_at: formatInstant(issue.createdAt),
    updated_at: formatInstant(issue.updatedAt),
    closed_at: formatOrNull(issue.closedAt),
    author_association: associationOf(state, issue.authorId, repository),
    active_lock_reason: issue.lockReason,
    ...(issue.type === "PullRequest" ? representAsPullRequest(state, issue) : {}),
    body: textOf(issue.body) || null,
    reactions: representReactionRollup(url, issue.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: representAppOf(state, issue.appId),
    state_reason: issue.stateReason,
  };
}

/** REST's issue view, also of a pull request, as `GET /repos/{owner}/{repo}/issues/{number}`. */
export function representIssue(state: State, issue: IssueOrPullRequest) {
  const closedBy =
    issue.closedById === null ? null : representUser(state, findAccountById(state, issue.closedById));
  return { ...representIssueInList(state, issue), closed_by: closedBy };
}

function representAsPullRequest(state: State, pullRequest: PullRequest) {
  const page = issuePage(state, pullRequest);
  return {
    draft: pullRequest.draft,
    pull_request: {
      url: `${repositoryUrl(state, repositoryOf(state, pullRequest))}/pulls/${pullRequest.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: formatOrNull(pullRequest.merge?.at ?? null),
    },
  };
}

function representAppOf(state: State, appId: number | null): Record<string, unknown> | null {
  const app = appId === null ? undefined : state.apps.get(appId);
  return app === undefined ? null : representApp(state, app);
}

export function representComment(state: State, comment: IssueComment) {
  const repository = repositoryOf(state, comment);
  const issue = issueOf(state, comment);
  const url = `${repositoryUrl(state, repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: commentPage(state, comment),
    issue_url: issueUrl(state, issue),
    id: comment.id,
    node_id: comment.nodeId,
    user: representUser(state, findAccountById(state, comment.authorId)),
    created_at: formatInstant(comment.createdAt),
    updated_at: formatInstant(comment.updatedAt),
    author_association: associationOf(state, comment.authorId, repository),
    body: textOf(comment.body),
    reactions: representReactionRollup(url, comment.reactions),
    performed_via_github_app: representAppOf(state, comment.appId),
  };
}
