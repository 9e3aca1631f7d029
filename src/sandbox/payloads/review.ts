import { emitRepositoryEvent } from "../events.ts";
import { repositoryOf } from "../repositories.ts";
import { representSimplePullRequest } from "../representations/pull-request.ts";
import { representReview } from "../representations/review.ts";
import type { Actor, PullRequest, Review, State } from "../state.ts";

/** Emits `pull_request_review` for one that was submitted. */
export function emitReviewSubmitted(
  state: State,
  actor: Actor,
  pullRequest: PullRequest,
  review: Review,
): void {
  const name = { event: "pull_request_review", action: "submitted" };
  emitRepositoryEvent(state, actor, repositoryOf(state, review), name, () => ({
    review: representReview(state, pullRequest, review),
    pull_request: representSimplePullRequest(state, pullRequest),
  }));
}
