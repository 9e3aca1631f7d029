import { z } from "zod";
import type { ObservedCommit, ObservedFile } from "../program/observation.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import { commitSchema, fragmentsOf } from "./fragments.ts";
import { graphql } from "./graphql.ts";
import { observedCommit } from "./observed.ts";

/** So many histories are asked for at once: each of them is a walk through the data branch. */
const MOST_HISTORIES = 50;

/** Who wrote the files, as of the head that they were read at: a later commit would speak for another text. */
export async function findCommitsOf(
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
  const query = /* GraphQL */ `query FileCommits($owner: String!, $name: String!, $head: GitObjectID!${parameters}) {
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
