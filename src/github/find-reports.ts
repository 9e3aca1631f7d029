import { z } from "zod";
import type { ObservedCommit, ObservedFile } from "../program/observation.ts";
import { DATA_BRANCH, REPORTS_FOLDER } from "../program/places.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import { findCommitsOf } from "./find-commits-of.ts";
import { FOLDER, filesIn, folderSchema } from "./folder-tree.ts";
import { fragmentsOf } from "./fragments.ts";
import { graphql } from "./graphql.ts";

/** The records of reports on the data branch. */
export interface ObservedReports {
  /** Git's id of the folder; `null` when there is none. The same id is the same content. */
  tree: string | null;
  files: readonly { file: ObservedFile; commits: readonly ObservedCommit[] }[];
}

const REPORTS = /* GraphQL */ `query Reports($owner: String!, $name: String!, $folder: String!, $dataRef: String!) {
  repository(owner: $owner, name: $name) {
    folder: object(expression: $folder) { oid ${FOLDER} }
    data: ref(qualifiedName: $dataRef) { target { oid } }
  }
}
`;

const reportsSchema = z.object({
  repository: z.object({
    folder: z.object({ oid: z.string().optional() }).and(z.unknown()).nullish(),
    data: z.object({ target: z.object({ oid: z.string() }) }).nullable(),
  }),
});

/** Reads the records of reports, and who wrote each last: one query, and one more for each fifty. */
export async function findReports(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  app: string,
): Promise<ObservedReports> {
  const variables = {
    owner,
    name,
    folder: `${DATA_BRANCH}:${REPORTS_FOLDER}`,
    dataRef: `refs/heads/${DATA_BRANCH}`,
  };
  const document = REPORTS + fragmentsOf(REPORTS);
  const { data } = await graphql(client, document, variables, reportsSchema);
  const { folder, data: branch } = data.repository;
  const tree = folder?.oid ?? null;
  if (branch === null || tree === null) return { tree: null, files: [] };
  const files = filesIn(REPORTS_FOLDER, folderSchema.parse(folder)).flatMap(({ text, ...file }) =>
    text === null ? [] : [{ ...file, text }],
  );
  const found = await findCommitsOf(client, { owner, name }, branch.target.oid, files, app);
  return { tree, files: found };
}
