import { z } from "zod";
import type { ChangedFile } from "../program/check/check-files.ts";
import { CHECK_NAME, type PullRequestLook, type WrittenCheck } from "../program/check/pull-request-look.ts";
import { CONFIG_PATH } from "../program/config.ts";
import { type GitHubClient, isGitHubCom } from "./client.ts";
import { fileSchema, fragmentsOf, pageInfoSchema, programRepositoryShape } from "./fragments.ts";
import { type GraphQLAnswer, GraphQLAnswerError, graphql, orNull } from "./graphql.ts";
import { withoutBotSuffix } from "./observed.ts";
import { baseOf, observedRepository } from "./observed-repository.ts";

const PULL_REQUEST = /* GraphQL */ `query PullRequestLook(
  $owner: String!, $name: String!, $number: Int!, $config: String!, $path: String!, $check: String!
) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    id name url
    owner { login }
    defaultBranchRef { name target { oid ... on Commit { tree { oid } } } }
    config: object(expression: $config) { ...File }
    pullRequest(number: $number) {
      state baseRefName headRefOid changedFiles
      files(first: 100) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
      commits(last: 1) {
        nodes {
          commit {
            oid
            parents(first: 2) { nodes { oid } }
            config: file(path: $path) { object { ...File } }
            checkSuites(first: 10, filterBy: { checkName: $check }) {
              nodes {
                app { slug }
                checkRuns(first: 1, filterBy: { checkName: $check, checkType: LATEST }) {
                  nodes { databaseId externalId status annotations(first: 1) { totalCount } }
                }
              }
            }
          }
        }
      }
    }
  }
}
`;

const FILES = /* GraphQL */ `query PullRequestFiles($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      files(first: 100, after: $after) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
    }
  }
}
`;

const filesSchema = z.object({
  nodes: z
    .array(
      z
        .object({
          path: z.string(),
          changeType: z.enum(["ADDED", "CHANGED", "COPIED", "DELETED", "MODIFIED", "RENAMED"]),
        })
        .nullable(),
    )
    .nullish(),
  pageInfo: pageInfoSchema,
});

type FilesPage = z.output<typeof filesSchema>;

const checkRunSchema = z.object({
  databaseId: z.int().nullish(),
  externalId: z.string().nullish(),
  status: z.string(),
  annotations: z.object({ totalCount: z.int() }).nullish(),
});

const suiteSchema = z.object({
  app: z.object({ slug: z.string() }).nullish(),
  checkRuns: z.object({ nodes: z.array(checkRunSchema.nullable()).nullish() }).nullish(),
});

const commitSchema = z.object({
  oid: z.string(),
  parents: z.object({ nodes: z.array(z.object({ oid: z.string() }).nullable()).nullish() }),
  config: z.object({ object: fileSchema }).nullish(),
  checkSuites: z.object({ nodes: z.array(suiteSchema.nullable()).nullish() }).nullish(),
});

const pullRequestSchema = z.object({
  state: z.enum(["OPEN", "CLOSED", "MERGED"]),
  baseRefName: z.string(),
  headRefOid: z.string(),
  changedFiles: z.int(),
  files: filesSchema.nullish(),
  commits: z.object({ nodes: z.array(z.object({ commit: commitSchema }).nullable()).nullish() }),
});

const { form: _form, registry: _registry, ...repositoryShape } = programRepositoryShape;

const lookSchema = z.object({
  viewer: z.object({ login: z.string() }),
  repository: z
    .object({
      ...repositoryShape,
      pullRequest: pullRequestSchema.nullish(),
    })
    .nullish(),
});

const filesPageSchema = z.object({
  repository: z.object({ pullRequest: z.object({ headRefOid: z.string(), files: filesSchema.nullish() }) }),
});

const CHANGES = {
  ADDED: "added",
  CHANGED: "changed",
  COPIED: "added",
  DELETED: "deleted",
  MODIFIED: "changed",
  RENAMED: "renamed",
} as const satisfies Record<string, ChangedFile["change"]>;

/**
 * Looks at a pull request: its last commit with the check that this app has put there, the config at that commit and on
 * the default branch, and the paths of all files that it changes. One query, and one more for each further hundred files.
 * @returns `null` when there is no such pull request.
 * @throws {GraphQLAnswerError} also when its head moves meanwhile: then it is looked at again.
 */
export async function findPullRequest(
  client: GitHubClient,
  key: { owner: string; name: string; number: number },
): Promise<PullRequestLook | null> {
  const { owner, name, number } = key;
  const variables = {
    owner,
    name,
    number,
    config: `HEAD:${CONFIG_PATH}`,
    path: CONFIG_PATH,
    check: CHECK_NAME,
  };
  const document = PULL_REQUEST + fragmentsOf(PULL_REQUEST);
  const answer = await orNull(graphql(client, document, variables, lookSchema));
  const repository = answer?.data.repository;
  const base = baseOf(repository);
  const pullRequest = repository?.pullRequest;
  if (!answer || !repository || base === null || !pullRequest) return null;
  const { headRefOid, changedFiles, files } = pullRequest;
  const commit = pullRequest.commits.nodes?.find((node) => node !== null)?.commit;
  if (commit?.oid !== headRefOid) throw movedHead(number);
  // Not yet computed, or too much to: that is not to say that nothing has changed.
  if (!files) throw notWhole(`GitHub does not say what pull request ${number} changes`);
  const changed = await allFiles(client, key, headRefOid, files);
  const app = withoutBotSuffix(answer.data.viewer.login);
  return {
    at: answer.at,
    app,
    repository: {
      ...observedRepository(repository, base, isGitHubCom(client)),
      labels: [],
      allLabels: false,
    },
    number,
    open: pullRequest.state === "OPEN",
    into: pullRequest.baseRefName,
    head: headRefOid,
    parents: (commit.parents.nodes ?? []).flatMap((parent) => (parent ? [parent.oid] : [])),
    changed,
    allChanged: changed.length >= changedFiles,
    config: { head: textOf(commit.config?.object), base: textOf(repository.config) },
    check: writtenCheck(commit, app),
  };
}

/** All files, from the first page on. */
async function allFiles(
  client: GitHubClient,
  { owner, name, number }: { owner: string; name: string; number: number },
  head: string,
  first: FilesPage,
): Promise<ChangedFile[]> {
  const found: ChangedFile[] = [];
  for (let page: FilesPage | null | undefined = first; page; ) {
    for (const node of page.nodes ?? []) {
      if (node) found.push({ path: node.path, change: CHANGES[node.changeType] });
    }
    const after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    if (after == null) break;
    const answer: GraphQLAnswer<z.output<typeof filesPageSchema>> = await graphql(
      client,
      FILES,
      { owner, name, number, after },
      filesPageSchema,
    );
    const { headRefOid, files } = answer.data.repository.pullRequest;
    if (headRefOid !== head) throw movedHead(number);
    page = files;
  }
  return found;
}

/** The text of a file: `undefined` for none, `null` for one that GitHub does not give whole. */
export function textOf(file: z.output<typeof fileSchema>): string | null | undefined {
  if (!file || file.oid === undefined) return undefined;
  return file.isTruncated ? null : (file.text ?? null);
}

/** Of this app's own: a check of that name may be anybody's. */
function writtenCheck({ checkSuites }: z.output<typeof commitSchema>, app: string): WrittenCheck | null {
  const own = (checkSuites?.nodes ?? []).filter(
    (suite) => suite?.app?.slug.toLowerCase() === app.toLowerCase(),
  );
  const runs = own.flatMap((suite) => suite?.checkRuns?.nodes ?? []);
  const run = runs.find((candidate) => candidate !== null);
  if (!run || run.databaseId == null) return null;
  return {
    id: run.databaseId,
    externalId: run.externalId ?? "",
    completed: run.status === "COMPLETED",
    annotations: run.annotations?.totalCount ?? 0,
  };
}

function movedHead(number: number): GraphQLAnswerError {
  return notWhole(`the head of pull request ${number} moves while it is read`);
}

/** Looking again may help. */
function notWhole(message: string): GraphQLAnswerError {
  return new GraphQLAnswerError([{ type: "STALE_DATA", message, path: ["repository", "pullRequest"] }]);
}
