import { z } from "zod";
import type { Base, ObservedArchive } from "../program/observation.ts";
import { DATA_BRANCH } from "../program/places.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import { commitSchema, fragmentsOf, pullRequestSchema } from "./fragments.ts";
import { graphql } from "./graphql.ts";
import { observedCommit, observedPullRequest } from "./observed.ts";

const ARCHIVE = /* GraphQL */ `query Archive(
  $owner: String!, $name: String!, $archive: String!, $branchRef: String!, $branch: String!, $dataRef: String!
) {
  repository(owner: $owner, name: $name) {
    archive: object(expression: $archive) { oid }
    data: ref(qualifiedName: $dataRef) { target { ...Commit } }
    branch: ref(qualifiedName: $branchRef) { target { ...Commit } }
    pullRequests(headRefName: $branch, first: 10, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { ...PullRequest }
    }
  }
}
`;

const branchSchema = z.object({ target: commitSchema }).nullable();

const archiveSchema = z.object({
  repository: z.object({
    archive: z.object({ oid: z.string() }).nullable(),
    data: branchSchema,
    branch: branchSchema,
    pullRequests: z.object({ nodes: z.array(pullRequestSchema.nullable()).nullish() }),
  }),
});

/**
 * Looks at the archive of a year: whether there is a file at `path` as of the commit `base`, the branch that freezes it, and the
 * newest pull request of this app from there. One query. `app` is the login of this app's account without `[bot]`.
 * @throws {GraphQLAnswerError} when GitHub's answer is not whole, or there is no such repository.
 */
export async function findArchive(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  base: Base,
  { path, branch }: { path: string; branch: string },
  app: string,
): Promise<ObservedArchive> {
  const variables = {
    owner,
    name,
    archive: `${base.oid}:${path}`,
    branchRef: `refs/heads/${branch}`,
    branch,
    dataRef: `refs/heads/${DATA_BRANCH}`,
  };
  const headOf = (ref: z.output<typeof branchSchema>) =>
    ref === null ? null : observedCommit(ref.target, app);
  const answer = await graphql(client, ARCHIVE + fragmentsOf(ARCHIVE), variables, archiveSchema);
  const { repository } = answer.data;
  return {
    isThere: repository.archive !== null,
    branch: headOf(repository.branch),
    pullRequest:
      (repository.pullRequests.nodes ?? [])
        .map((pullRequest) => (pullRequest === null ? null : observedPullRequest(pullRequest, app)))
        .find((pullRequest) => pullRequest !== null) ?? null,
    data: headOf(repository.data),
  };
}
