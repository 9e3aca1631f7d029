import { z } from "zod";
import { missingBallots, type ObservedDecisions } from "../program/decisions.ts";
import type { ObservedCommit, ObservedFile } from "../program/observation.ts";
import { DATA_BRANCH } from "../program/places.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import {
  FOLDER,
  FOLDER_OF_FOLDERS,
  filesIn,
  filesOfYears,
  folderOfFoldersSchema,
  folderSchema,
} from "./folder-tree.ts";
import { commitSchema, fragmentsOf } from "./fragments.ts";
import { graphql } from "./graphql.ts";
import { observedCommit, observedFile } from "./observed.ts";

const BALLOTS = "ballots";

/** So many histories are asked for at once: each of them is a walk through the data branch. */
const MOST_HISTORIES = 50;

const DECISIONS = /* GraphQL */ `query Decisions(
  $owner: String!, $name: String!, $folder: String!, $ballots: String!, $dataRef: String!
) {
  repository(owner: $owner, name: $name) {
    folder: object(expression: $folder) { ${FOLDER_OF_FOLDERS} }
    ballots: object(expression: $ballots) { ${FOLDER} }
    data: ref(qualifiedName: $dataRef) { target { oid } }
  }
}
`;

const decisionsSchema = z.object({
  repository: z.object({
    folder: folderOfFoldersSchema,
    ballots: folderSchema,
    data: z.object({ target: z.object({ oid: z.string() }) }).nullable(),
  }),
});

/**
 * Reads the folder of the decisions as of the commit `base` of the default branch, and the ballots on the data branch which did not pass and
 * are missing there: one query, and one more for each fifty of those ballots. `app` is the login of this app's account
 * without `[bot]`.
 * @throws {GraphQLAnswerError} when GitHub's answer is not whole, or there is no such repository.
 */
export async function findDecisions(
  client: GitHubClient,
  repository: RepositoryName,
  base: string,
  folder: string,
  app: string,
): Promise<ObservedDecisions> {
  const { owner, name } = repository;
  const variables = {
    owner,
    name,
    folder: `${base}:${folder}`,
    ballots: `${DATA_BRANCH}:${BALLOTS}`,
    dataRef: `refs/heads/${DATA_BRANCH}`,
  };
  const answer = await graphql(client, DECISIONS + fragmentsOf(DECISIONS), variables, decisionsSchema);
  const { folder: found, ballots, data } = answer.data.repository;
  const files = filesOfYears(folder, found);
  const readme = `${folder}/README.md`;
  // A ballot whose text is not whole cannot be read, and so is not missing either.
  const whole = filesIn(BALLOTS, ballots).flatMap(({ text, ...file }) =>
    text === null ? [] : [{ ...file, text }],
  );
  const missing = missingBallots(whole, files, folder);
  return {
    readme: observedFile(readme, found?.entries?.find((entry) => entry.name === "README.md")?.object),
    files,
    ballots: data === null ? [] : await withCommits(client, repository, data.target.oid, missing, app),
  };
}

/** Who wrote the files, as of the head that they were read at: a later commit would speak for another text. */
async function withCommits(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  head: string,
  files: readonly ObservedFile[],
  app: string,
): Promise<{ file: ObservedFile; commits: ObservedCommit[] }[]> {
  const found: { file: ObservedFile; commits: ObservedCommit[] }[] = [];
  for (let from = 0; from < files.length; from += MOST_HISTORIES) {
    const group = files.slice(from, from + MOST_HISTORIES);
    const paths = Object.fromEntries(group.map(({ path }, index) => [`path${index}`, path]));
    const variables = { owner, name, head, ...paths };
    const { data } = await graphql(client, historiesDocument(group.length), variables, historiesSchema);
    for (const [index, file] of group.entries()) {
      const nodes = data.repository.data[`history${index}`]?.nodes ?? [];
      found.push({ file, commits: nodes.flatMap((node) => (node ? [observedCommit(node, app)] : [])) });
    }
  }
  return found;
}

function historiesDocument(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const parameters = indexes.map((index) => `, $path${index}: String!`).join("");
  const histories = indexes.map(
    (index) => `history${index}: history(first: 1, path: $path${index}) { nodes { ...Commit } }`,
  );
  const query = /* GraphQL */ `query BallotCommits($owner: String!, $name: String!, $head: GitObjectID!${parameters}) {
  repository(owner: $owner, name: $name) {
    data: object(oid: $head) {
      ... on Commit {
        ${histories.join("\n        ")}
      }
    }
  }
}
`;
  return query + fragmentsOf(query);
}

const historiesSchema = z.object({
  repository: z.object({
    data: z.record(z.string(), z.object({ nodes: z.array(commitSchema.nullable()).nullish() })),
  }),
});
