import { requireAccess } from "./access.ts";
import { actorAccount } from "./accounts.ts";
import { newContent } from "./content.ts";
import { conversationNeed } from "./conversation-need.ts";
import { newIdentity, register } from "./nodes.ts";
import { emitReviewSubmitted } from "./payloads/review.ts";
import { repositoryOf } from "./repositories.ts";
import type { Actor, PullRequest, Review, State } from "./state.ts";
import { checkCommentBody } from "./text-limits.ts";

/** Submits a review. */
export function submitReview(
  state: State,
  actor: Actor,
  pullRequest: PullRequest,
  { body, verdict }: { body: string; verdict: Review["state"] },
): Review {
  const repository = repositoryOf(state, pullRequest);
  requireAccess(state, actor, repository, conversationNeed(pullRequest, "read"));
  // Only who approves may say nothing.
  if (verdict !== "APPROVED" || body !== "") checkCommentBody(body);
  const now = state.clock.now();
  const authorId = actorAccount(state, actor).id;
  const review: Review = {
    ...newIdentity(state, "PullRequestReview", [repository.id]),
    type: "PullRequestReview",
    repositoryId: repository.id,
    issueNumber: pullRequest.number,
    authorId,
    body: newContent(state, authorId, body),
    state: verdict,
    createdAt: now,
    updatedAt: now,
  };
  pullRequest.reviews.push(register(state, review));
  pullRequest.updatedAt = now;
  emitReviewSubmitted(state, actor, pullRequest, review);
  return review;
}
