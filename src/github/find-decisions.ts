import { z } from "zod";
import { missingBallots, type ObservedDecisions } from "../program/decisions.ts";
import { DATA_BRANCH } from "../program/places.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import { findCommitsOf } from "./find-commits-of.ts";
import {
  FOLDER,
  FOLDER_OF_FOLDERS,
  filesIn,
  filesOfYears,
  folderOfFoldersSchema,
  folderSchema,
} from "./folder-tree.ts";
import { fragmentsOf } from "./fragments.ts";
import { graphql } from "./graphql.ts";
import { observedFile } from "./observed.ts";

const BALLOTS = "ballots";

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
    ballots: data === null ? [] : await findCommitsOf(client, repository, data.target.oid, missing, app),
  };
}
