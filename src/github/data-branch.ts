import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { FileContent } from "../program/action.ts";
import type { GitHubClient } from "./client.ts";
import { createCommit, moveBranch, type RepositoryName, toBase64 } from "./commit.ts";
import { GraphQLAnswerError, graphql } from "./graphql.ts";
import { mutate } from "./mutate.ts";

/** What is to be written, upon what the branch was when it was looked at. */
export interface DataCommit {
  branch: string;
  /** `null` when there was no such branch. */
  head: string | null;
  headline: string;
  /** The file that the commit is about: when somebody else has changed it meanwhile, nothing is written. */
  file: FileContent;
  alongside: readonly FileContent[];
  /** Paths that are removed. Only of a branch that is there. */
  remove?: readonly string[];
}

/** So often a commit that came too late is made anew; then the whole decision is made again. */
const MOST_ATTEMPTS = 6;
/** Other processes that write at the same time do not know of our turns. */
const LONGEST_PAUSE = 400;

/** Commits of one client wait for each other: they would all be made on the same head, and all but one in vain. */
const turns = new WeakMap<GitHubClient, Promise<unknown>>();

/**
 * Commits to a branch that only this app writes. Many applications share that branch: when its head has
 * moved since the look, and this file has not changed by that, the commit is made on the new head.
 * @throws {GraphQLAnswerError} `STALE_DATA` when somebody has changed this very file; Octokit's `RequestError`.
 */
export async function commitToDataBranch(
  client: GitHubClient,
  repository: RepositoryName,
  commit: DataCommit,
): Promise<void> {
  const before = turns.get(client) ?? Promise.resolve();
  const turn = before.then(() => commitInTurn(client, repository, commit));
  turns.set(
    client,
    turn.catch(() => {}),
  );
  await turn;
}

async function commitInTurn(
  client: GitHubClient,
  repository: RepositoryName,
  commit: DataCommit,
): Promise<void> {
  let { head } = commit;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await commitOnto(client, repository, commit, head);
      return;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !cameTooLate(error)) throw error;
      const now = await findHead(client, repository, commit);
      if (now.changed || now.head === head) throw error;
      head = now.head;
      if (attempt > 1) await sleep(Math.random() * LONGEST_PAUSE);
    }
  }
}

async function commitOnto(
  client: GitHubClient,
  repository: RepositoryName,
  { branch, headline, file, alongside, remove = [] }: DataCommit,
  head: string | null,
): Promise<void> {
  const files = [file, ...alongside];
  if (head === null) {
    const oid = await createCommit(client, repository, null, headline, files);
    await moveBranch(client, repository, branch, oid, false);
    return;
  }
  await mutate(client, [
    {
      name: "createCommitOnBranch",
      input: {
        branch: { repositoryNameWithOwner: `${repository.owner}/${repository.name}`, branchName: branch },
        expectedHeadOid: head,
        message: { headline },
        fileChanges: {
          additions: files.map(({ path, content }) => ({
            path,
            contents: toBase64(content),
          })),
          ...(remove.length === 0 ? {} : { deletions: remove.map((path) => ({ path })) }),
        },
      },
      selection: "commit { oid }",
    },
  ]);
}

/** Another commit came first, or somebody has made the branch. */
function cameTooLate(error: unknown): boolean {
  if (error instanceof GraphQLAnswerError) return error.stale;
  return error instanceof Error && "status" in error && error.status === 422;
}

const HEAD = /* GraphQL */ `query DataBranch(
  $owner: String!, $name: String!, $ref: String!, $path: String!, $before: GitObjectID!, $withBefore: Boolean!
) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid ...Touching } }
    before: object(oid: $before) @include(if: $withBefore) { ...Touching }
  }
}
fragment Touching on Commit { history(first: 1, path: $path) { nodes { oid } } }
`;

const touchingSchema = z.object({
  history: z.object({ nodes: z.array(z.object({ oid: z.string() }).nullable()).nullish() }).optional(),
});

const headSchema = z.object({
  repository: z.object({
    ref: z.object({ target: touchingSchema.extend({ oid: z.string() }) }).nullable(),
    before: touchingSchema.nullish(),
  }),
});

/** Where the branch is now, and whether the file has been changed since the look. */
async function findHead(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  { branch, head, file }: DataCommit,
): Promise<{ head: string | null; changed: boolean }> {
  const before = head ?? "0".repeat(40);
  const variables = { owner, name, ref: `refs/heads/${branch}`, path: file.path, before };
  const { data } = await graphql(client, HEAD, { ...variables, withBefore: head !== null }, headSchema);
  const { ref, before: then } = data.repository;
  const last = (commit: z.output<typeof touchingSchema> | null | undefined) =>
    commit?.history?.nodes?.[0]?.oid ?? null;
  return { head: ref?.target.oid ?? null, changed: last(ref?.target) !== last(then) };
}
