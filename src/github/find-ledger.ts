import { z } from "zod";
import { COVERAGE_PATH } from "../program/activity/coverage.ts";
import { LEDGER_FOLDER } from "../program/activity/ledger.ts";
import type { ObservedCommit, ObservedFile } from "../program/observation.ts";
import { DATA_BRANCH, REPORTS_FOLDER } from "../program/places.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import { findBlob } from "./find-site.ts";
import { findTree } from "./find-tree.ts";
import { commitSchema, fileSchema, fragmentsOf } from "./fragments.ts";
import { graphql } from "./graphql.ts";
import { observedCommit, observedFile } from "./observed.ts";

/** What the data branch says of how far the ledger is complete. */
export interface ObservedCoverage {
  /** `null` where nothing has been collected yet. */
  file: ObservedFile | null;
  /** Who wrote it last. It names every file of the ledger by git's id, so who wrote it wrote all of them. */
  commit: ObservedCommit | null;
  /** The head of the data branch, and git's id of the folder of reports there. */
  head: string | null;
  reports: string | null;
}

const COVERAGE = /* GraphQL */ `query Coverage(
  $owner: String!, $name: String!, $coverage: String!, $reports: String!, $dataRef: String!, $path: String!
) {
  repository(owner: $owner, name: $name) {
    coverage: object(expression: $coverage) { ...File }
    reports: object(expression: $reports) { oid }
    data: ref(qualifiedName: $dataRef) {
      target { oid ... on Commit { history(first: 1, path: $path) { nodes { ...Commit } } } }
    }
  }
}
`;

const coverageSchema = z.object({
  repository: z.object({
    coverage: fileSchema,
    reports: z.object({ oid: z.string() }).nullable(),
    data: z
      .object({
        target: z.object({
          oid: z.string(),
          history: z.object({ nodes: z.array(commitSchema.nullable()).nullish() }).optional(),
        }),
      })
      .nullable(),
  }),
});

/**
 * Reads the coverage. One query. `app` is the login of this app's account without `[bot]`; `null` takes the app that wrote it
 * last, whichever that is.
 */
export async function findCoverage(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  app: string | null,
): Promise<ObservedCoverage> {
  const variables = {
    owner,
    name,
    coverage: `${DATA_BRANCH}:${COVERAGE_PATH}`,
    reports: `${DATA_BRANCH}:${REPORTS_FOLDER}`,
    dataRef: `refs/heads/${DATA_BRANCH}`,
    path: COVERAGE_PATH,
  };
  const document = COVERAGE + fragmentsOf(COVERAGE);
  const { data } = await graphql(client, document, variables, coverageSchema);
  const { coverage, reports, data: branch } = data.repository;
  const [last] = branch?.target.history?.nodes ?? [];
  return {
    file: observedFile(COVERAGE_PATH, coverage),
    commit: last ? observedCommit(last, app ?? writerOf(last)) : null,
    head: branch?.target.oid ?? null,
    reports: reports?.oid ?? null,
  };
}

/** The app whose address a commit has; empty for a person's. */
function writerOf({ author }: z.output<typeof commitSchema>): string {
  return /^(?:\d+\+)?([^@+]+)\[bot\]@users\.noreply\./.exec(author?.email ?? "")?.[1] ?? "";
}

/**
 * Git's ids of all files of the ledger by path, of the folder with this id. One request.
 * @throws an `Error` when there are more files than GitHub lists at once.
 */
export async function findLedgerFiles(
  client: GitHubClient,
  repository: RepositoryName,
  folder: string,
): Promise<Map<string, string>> {
  const files = await findTree(client, repository, folder);
  if (files === null) throw new Error(`the folder ${LEDGER_FOLDER} has more files than GitHub lists at once`);
  return new Map([...files].map(([path, id]) => [`${LEDGER_FOLDER}/${path}`, id]));
}

/** So many files are asked for at once. */
const MOST_AT_ONCE = 50;

const blobsSchema = z.object({ repository: z.record(z.string(), fileSchema) });

/**
 * The texts of files by git's ids: one query for each fifty, and one request more for each that is too large for that.
 * @returns by id; one that is not there is left out.
 */
export async function findTexts(
  client: GitHubClient,
  repository: RepositoryName,
  oids: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const { owner, name } = repository;
  for (let from = 0; from < oids.length; from += MOST_AT_ONCE) {
    const group = oids.slice(from, from + MOST_AT_ONCE);
    const variables = Object.fromEntries(group.map((oid, index) => [`oid${index}`, oid]));
    const { data } = await graphql(
      client,
      blobsDocument(group.length),
      { owner, name, ...variables },
      blobsSchema,
    );
    for (const [index, oid] of group.entries()) {
      const blob = data.repository[`blob${index}`];
      if (blob?.oid === undefined) continue;
      const isWhole = blob.isTruncated !== true && typeof blob.text === "string";
      texts.set(oid, isWhole ? (blob.text ?? "") : await readWhole(client, repository, oid));
    }
  }
  return texts;
}

async function readWhole(client: GitHubClient, repository: RepositoryName, oid: string): Promise<string> {
  return Buffer.from(await findBlob(client, repository, oid)).toString("utf8");
}

function blobsDocument(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const query = /* GraphQL */ `query LedgerFiles($owner: String!, $name: String!${indexes.map((index) => `, $oid${index}: GitObjectID!`).join("")}) {
  repository(owner: $owner, name: $name) {
    ${indexes.map((index) => `blob${index}: object(oid: $oid${index}) { ...File }`).join("\n    ")}
  }
}
`;
  return query + fragmentsOf(query);
}
