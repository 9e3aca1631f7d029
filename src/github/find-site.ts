import { z } from "zod";
import type { DecisionFile } from "../program/decisions.ts";
import type { Base } from "../program/observation.ts";
import { MANIFEST, type PublishedBranch } from "../program/publication.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import { findTree } from "./find-tree.ts";
import {
  FOLDER,
  FOLDER_OF_FOLDERS,
  filesIn,
  filesOfYears,
  folderOfFoldersSchema,
  folderSchema,
} from "./folder-tree.ts";
import { fileSchema, fragmentsOf } from "./fragments.ts";
import { graphql } from "./graphql.ts";

/** Where the parts of a site are, besides the config and the registry. */
export interface SitePlaces {
  decisions: string;
  archive: string;
  templates: string;
  /** Paths of the logos that the registry names. */
  logos: readonly string[];
  /** The branch to which the site is published. */
  branch: string;
}

/** What a site is made of, as of one commit of the default branch, and what is published now. */
export interface ObservedSite {
  decisions: readonly DecisionFile[];
  archives: readonly DecisionFile[];
  templates: readonly DecisionFile[];
  /** Git's ids of the logos that are there, by path. */
  logos: ReadonlyMap<string, string>;
  /** `null` when there is no such branch yet. */
  published: PublishedBranch | null;
}

const siteSchema = z.object({
  repository: z.looseObject({
    decisions: folderOfFoldersSchema,
    archives: folderSchema,
    templates: folderSchema,
    manifest: fileSchema,
    pages: z
      .object({ target: z.object({ oid: z.string(), tree: z.object({ oid: z.string() }) }) })
      .nullable(),
  }),
});

const logoSchema = z.object({ oid: z.string() }).nullish();

/**
 * Reads what a site is made of: one query, and one request more for the list of what is published.
 * @throws {GraphQLAnswerError} when GitHub's answer is not whole; an `Error` when the published branch has more files than
 * GitHub lists at once.
 */
export async function findSite(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  base: Base,
  places: SitePlaces,
): Promise<ObservedSite> {
  const document = siteDocument(places.logos.length);
  const variables: Record<string, string> = {
    owner,
    name,
    decisions: `${base.oid}:${places.decisions}`,
    archives: `${base.oid}:${places.archive}`,
    templates: `${base.oid}:${places.templates}`,
    manifest: `${places.branch}:${MANIFEST}`,
    pagesRef: `refs/heads/${places.branch}`,
  };
  places.logos.forEach((path, index) => {
    variables[`logo${index}`] = `${base.oid}:${path}`;
  });
  const { data } = await graphql(client, document, variables, siteSchema);
  const { decisions, archives, templates, manifest, pages, ...logos } = data.repository;
  const found = places.logos.flatMap((path, index) => {
    const logo = logoSchema.parse(logos[`logo${index}`]);
    return logo ? [[path, logo.oid] as const] : [];
  });
  return {
    decisions: filesOfYears(places.decisions, decisions),
    archives: filesIn(places.archive, archives).filter(({ path }) => /\/\d{4}\.yml$/.test(path)),
    templates: filesIn(places.templates, templates),
    logos: new Map(found),
    published:
      pages === null
        ? null
        : {
            head: pages.target.oid,
            tree: pages.target.tree.oid,
            files: await findFiles(client, { owner, name }, pages.target.tree.oid),
            manifest: manifest?.text ?? null,
          },
  };
}

/** The bytes of a file by git's id; they never change. */
export async function findBlob(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  oid: string,
): Promise<Uint8Array> {
  const { data } = await client.rest.git.getBlob({ owner, repo: name, file_sha: oid });
  return Buffer.from(data.content, "base64");
}

async function findFiles(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  tree: string,
): Promise<Map<string, string>> {
  const files = await findTree(client, { owner, name }, tree);
  if (files === null)
    throw new Error(`the branch of the site in ${owner}/${name} has too many files to list`);
  return files;
}

function siteDocument(logos: number): string {
  const indexes = Array.from({ length: logos }, (_, index) => index);
  const query = /* GraphQL */ `query Site(
  $owner: String!, $name: String!, $decisions: String!, $archives: String!, $templates: String!
  $manifest: String!, $pagesRef: String!${indexes.map((index) => `, $logo${index}: String!`).join("")}
) {
  repository(owner: $owner, name: $name) {
    decisions: object(expression: $decisions) { ${FOLDER_OF_FOLDERS} }
    archives: object(expression: $archives) { ${FOLDER} }
    templates: object(expression: $templates) { ${FOLDER} }
    manifest: object(expression: $manifest) { ...File }
    pages: ref(qualifiedName: $pagesRef) { target { oid ... on Commit { tree { oid } } } }
    ${indexes.map((index) => `logo${index}: object(expression: $logo${index}) { oid }`).join("\n    ")}
  }
}
`;
  return query + fragmentsOf(query);
}
