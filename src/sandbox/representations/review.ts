import { formatInstant } from "../../program/instant.ts";
import { findAccountById } from "../accounts.ts";
import { textOf } from "../content.ts";
import { repositoryOf } from "../repositories.ts";
import type { PullRequest, Review, State } from "../state.ts";
import { representUser } from "./account.ts";
import { associationOf } from "./association.ts";
import { issuePage } from "./issue.ts";
import { repositoryUrl } from "./repository.ts";

/** A submitted review, as in webhooks, where its verdict is in lower case. */
export function representReview(state: State, pullRequest: PullRequest, review: Review) {
  const repository = repositoryOf(state, review);
  const page = `${issuePage(state, pullRequest)}#pullrequestreview-${review.id}`;
  const url = `${repositoryUrl(state, repository)}/pulls/${pullRequest.number}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: representUser(state, findAccountById(state, review.authorId)),
    body: textOf(review.body) || null,
    commit_id: pullRequest.head.oid,
    submitted_at: formatInstant(review.createdAt),
    state: review.state.toLowerCase(),
    html_url: page,
    pull_request_url: url,
    author_association: associationOf(state, review.authorId, repository),
    _links: { html: { href: page }, pull_request: { href: url } },
  };
}
