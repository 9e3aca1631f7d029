import { z } from "zod";
import type { ObservedRepository } from "../program/observation.ts";
import { DATA_BRANCH } from "../program/places.ts";
import { type GitHubClient, isGitHubCom } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import { findTree } from "./find-tree.ts";
import { pageInfoSchema } from "./fragments.ts";
import { type GraphQLAnswer, graphql, orNull } from "./graphql.ts";
import { baseOf, observedRepository } from "./observed-repository.ts";

/** Git's ids of the files at the head of a branch, by path; `null` where there are more than GitHub lists at once. */
export type BranchFiles = ReadonlyMap<string, string> | null;

/** A repository, the files on its default branch, and those on the data branch. */
export interface ForgettingLook {
  readonly repository: ObservedRepository;
  readonly files: BranchFiles;
  readonly data: BranchFiles;
}

const FORGETTING = /* GraphQL */ `query Forgetting($owner: String!, $name: String!, $dataRef: String!) {
  repository(owner: $owner, name: $name) {
    id name url
    owner { login }
    defaultBranchRef { name target { oid ... on Commit { tree { oid } } } }
    data: ref(qualifiedName: $dataRef) { target { oid ... on Commit { tree { oid } } } }
  }
}
`;

const headSchema = z.object({ oid: z.string(), tree: z.object({ oid: z.string() }) });

const forgettingSchema = z.object({
  repository: z
    .object({
      id: z.string(),
      name: z.string(),
      url: z.string(),
      owner: z.object({ login: z.string() }),
      defaultBranchRef: z.object({ name: z.string(), target: headSchema }).nullable(),
      data: z.object({ target: headSchema }).nullable(),
    })
    .nullable(),
});

/** Looks at a program repository: one query, and one request for the files of each branch. `null` when there is none. */
export async function findForgetting(
  client: GitHubClient,
  { owner, name }: RepositoryName,
): Promise<ForgettingLook | null> {
  const variables = { owner, name, dataRef: `refs/heads/${DATA_BRANCH}` };
  const answer = await orNull(graphql(client, FORGETTING, variables, forgettingSchema));
  const found = answer?.data.repository;
  const base = baseOf(found);
  if (!found || base === null) return null;
  const data = found.data?.target.tree.oid;
  return {
    repository: { ...observedRepository(found, base, isGitHubCom(client)), labels: [], allLabels: false },
    files: await findTree(client, { owner, name }, base.tree),
    data: data === undefined ? new Map() : await findTree(client, { owner, name }, data),
  };
}

/** The branch of a pull request: its files, and the open pull request from there. */
export interface ForgetBranch {
  readonly files: BranchFiles;
  readonly pullRequest: { readonly nodeId: string; readonly url: string } | null;
}

const BRANCH = /* GraphQL */ `query ForgetBranch(
  $owner: String!, $name: String!, $ref: String!, $branch: String!, $after: String
) {
  repository(owner: $owner, name: $name) {
    branch: ref(qualifiedName: $ref) { target { oid ... on Commit { tree { oid } } } }
    pullRequests(headRefName: $branch, states: [OPEN], first: 100, after: $after) {
      nodes { id url isCrossRepository } pageInfo { hasNextPage endCursor }
    }
  }
}
`;

const branchSchema = z.object({
  repository: z.object({
    branch: z.object({ target: headSchema }).nullable(),
    pullRequests: z.object({
      nodes: z
        .array(z.object({ id: z.string(), url: z.string(), isCrossRepository: z.boolean() }).nullable())
        .nullish(),
      pageInfo: pageInfoSchema,
    }),
  }),
});

/** Looks at a branch and its open pull request, a hundred a query: forks may have branches of that name. `null`: no such branch. */
export async function findForgetBranch(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  branch: string,
): Promise<ForgetBranch | null> {
  const variables = { owner, name, ref: `refs/heads/${branch}`, branch };
  for (let after: string | null = null; ; ) {
    const pages = { ...variables, after };
    const answer: GraphQLAnswer<z.output<typeof branchSchema>> = await graphql(
      client,
      BRANCH,
      pages,
      branchSchema,
    );
    const { branch: found, pullRequests } = answer.data.repository;
    if (found === null) return null;
    const own = (pullRequests.nodes ?? []).find((node) => node !== null && !node.isCrossRepository);
    const { hasNextPage, endCursor } = pullRequests.pageInfo;
    if (!own && hasNextPage) {
      after = endCursor ?? null;
      continue;
    }
    return {
      files: await findTree(client, { owner, name }, found.target.tree.oid),
      pullRequest: own ? { nodeId: own.id, url: own.url } : null,
    };
  }
}
