import { formatInstant } from "../../program/instant.ts";
import { findAccountById } from "../accounts.ts";
import { textOf } from "../content.ts";
import { labelsOf } from "../labels.ts";
import { isMergeable } from "../mergeability.ts";
import { pullRequestCommits, pullRequestFiles } from "../pull-requests.ts";
import { ownerOf, repositoryOf } from "../repositories.ts";
import type { PullRequest, State } from "../state.ts";
import { representUser } from "./account.ts";
import { associationOf } from "./association.ts";
import { formatOrNull, issuePage, issueUrl } from "./issue.ts";
import { representLabel } from "./label.ts";
import { repositoryUrl, representRepository } from "./repository.ts";

/** As in lists. */
export function representSimplePullRequest(state: State, pullRequest: PullRequest) {
  const repository = repositoryOf(state, pullRequest);
  const api = repositoryUrl(state, repository);
  const links = linksOf(state, pullRequest, api);
  const page = issuePage(state, pullRequest);
  const assignees = pullRequest.assigneeIds.map((id) => representUser(state, findAccountById(state, id)));
  const { head, base } = pullRequest;
  return {
    url: links.self.href,
    id: pullRequest.pullRequestId,
    node_id: pullRequest.nodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: links.issue.href,
    number: pullRequest.number,
    state: pullRequest.state,
    locked: pullRequest.locked,
    title: pullRequest.title,
    user: representUser(state, findAccountById(state, pullRequest.authorId)),
    body: textOf(pullRequest.body) || null,
    created_at: formatInstant(pullRequest.createdAt),
    updated_at: formatInstant(pullRequest.updatedAt),
    closed_at: formatOrNull(pullRequest.closedAt),
    merged_at: formatOrNull(pullRequest.merge?.at ?? null),
    merge_commit_sha: pullRequest.merge?.commitOid ?? null,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: [],
    requested_teams: [],
    labels: labelsOf(state, pullRequest).map((label) => representLabel(state, label)),
    milestone: null,
    draft: pullRequest.draft,
    commits_url: links.commits.href,
    review_comments_url: links.review_comments.href,
    review_comment_url: links.review_comment.href,
    comments_url: links.comments.href,
    statuses_url: links.statuses.href,
    head: representEnd(state, head.repositoryId, head.ref, head.oid),
    base: representEnd(state, repository.id, base.ref, base.oid),
    _links: links,
    author_association: associationOf(state, pullRequest.authorId, repository),
    auto_merge: null,
    active_lock_reason: pullRequest.lockReason,
  };
}

function representEnd(state: State, repositoryId: number, ref: string, sha: string) {
  const repository = repositoryOf(state, { repositoryId });
  const owner = ownerOf(state, repository);
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: representUser(state, owner),
    repo: representRepository(state, repository),
  };
}

function linksOf(state: State, pullRequest: PullRequest, api: string) {
  const self = `${api}/pulls/${pullRequest.number}`;
  const issue = issueUrl(state, pullRequest);
  return {
    self: { href: self },
    html: { href: issuePage(state, pullRequest) },
    issue: { href: issue },
    comments: { href: `${issue}/comments` },
    review_comments: { href: `${self}/comments` },
    review_comment: { href: `${api}/pulls/comments{/number}` },
    commits: { href: `${self}/commits` },
    statuses: { href: `${api}/statuses/${pullRequest.head.oid}` },
  };
}

/** As `GET /pulls/{n}`: with mergeable, counts and merged_by. */
export function representPullRequest(state: State, pullRequest: PullRequest) {
  return { ...representSimplePullRequest(state, pullRequest), ...details(state, pullRequest, isMergeable) };
}

/** As in webhooks, where GitHub has not yet worked out whether it merges. */
export function representPullRequestInWebhook(state: State, pullRequest: PullRequest) {
  return { ...representSimplePullRequest(state, pullRequest), ...details(state, pullRequest, () => null) };
}

function details(state: State, pullRequest: PullRequest, mergeableOf: typeof isMergeable) {
  const mergeable = mergeableOf(state, pullRequest);
  const files = pullRequestFiles(state, pullRequest);
  const { merge } = pullRequest;
  return {
    merged: merge !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? "unknown" : mergeable ? "clean" : "dirty",
    merged_by: merge === null ? null : representUser(state, findAccountById(state, merge.byId)),
    comments: pullRequest.comments.length,
    review_comments: 0,
    maintainer_can_modify: pullRequest.maintainerCanModify,
    commits: pullRequestCommits(state, pullRequest).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
