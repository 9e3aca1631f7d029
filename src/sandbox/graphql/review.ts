import type { GraphQLResolveInfo } from "graphql";
import { repositoryOf } from "../repositories.ts";
import type { PullRequest, Review } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import { contentFields } from "./content.ts";
import type { Fields } from "./fields.ts";
import { pullRequestFields } from "./pull-request.ts";
import { repositoryFields } from "./repository.ts";
import { addresses, type Scene, time } from "./scene.ts";

function reviewFields(scene: Scene, pullRequest: PullRequest, review: Review): Fields {
  const repository = repositoryOf(scene.state, review);
  return {
    __typename: "PullRequestReview",
    id: review.nodeId,
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    ...addresses(scene, repository, `/pull/${review.issueNumber}#pullrequestreview-${review.id}`),
    ...contentFields(scene, review),
    state: review.state,
    submittedAt: time(review.createdAt),
    pullRequest: () => pullRequestFields(scene, pullRequest),
    repository: () => repositoryFields(scene, repository),
  };
}

type ReviewPage = PageArguments & { states?: readonly string[] | null; author?: string | null };

export function reviewConnection(
  scene: Scene,
  pullRequest: PullRequest,
  { states, ...page }: ReviewPage,
  info: GraphQLResolveInfo,
): Fields {
  return connection(page, info, {
    items: pullRequest.reviews.filter(({ state }) => states == null || states.includes(state)),
    key: (review) => review.id,
    fields: (review) => reviewFields(scene, pullRequest, review),
  });
}
