import { z } from "zod";
import type { CheckReading, CheckTexts, PullRequestLook } from "../program/check/pull-request-look.ts";
import type { GitHubClient } from "./client.ts";
import { textOf } from "./find-pull-request.ts";
import { fileSchema, fragmentsOf } from "./fragments.ts";
import { graphql } from "./graphql.ts";

/** So many files are asked for at once. */
const MOST_FILES = 100;

const foundSchema = z.object({ repository: z.record(z.string(), z.unknown()) });

const treeSchema = z
  .object({
    entries: z
      .array(
        z.object({
          name: z.string(),
          object: z.object({ entries: z.array(z.object({ name: z.string() })).nullish() }).nullish(),
        }),
      )
      .nullish(),
  })
  .nullish();

/**
 * Finds the commit at which a pull request branched off: what it is compared with, whatever has come to the default
 * branch since. No request when its head stands right on the default branch's.
 */
export async function findMergeBase(client: GitHubClient, look: PullRequestLook): Promise<string> {
  const { repository, parents, head } = look;
  const { owner, name, base } = repository;
  if (parents.includes(base.oid)) return base.oid;
  const { data } = await client.rest.repos.compareCommitsWithBasehead({
    owner,
    repo: name,
    basehead: `${base.oid}...${head}`,
    per_page: 1,
  });
  return data.merge_base_commit.sha;
}

/**
 * Reads texts at the head of a pull request and at the commit where it branched off, and the names in the folders of
 * decisions, logos and archives: one query for each hundred files. Nothing of the pull request is run or checked out.
 */
export async function findCheckFiles(
  client: GitHubClient,
  { repository, head }: Pick<PullRequestLook, "repository" | "head">,
  mergeBase: string,
  reading: CheckReading,
): Promise<CheckTexts> {
  const { owner, name } = repository;
  const files = [
    ...reading.head.map((path) => ({ side: "head" as const, path, expression: `${head}:${path}` })),
    ...reading.base.map((path) => ({ side: "base" as const, path, expression: `${mergeBase}:${path}` })),
  ];
  const texts = { head: new Map<string, string | null>(), base: new Map<string, string | null>() };
  const folders = { head: new Map<string, Set<string>>(), base: new Map<string, Set<string>>() };
  for (let from = 0; from < files.length; from += MOST_FILES) {
    const group = files.slice(from, from + MOST_FILES);
    const listed = from === 0 ? foldersOf(reading, head, mergeBase) : [];
    const document = filesDocument(group.length, listed);
    const variables = {
      owner,
      name,
      ...Object.fromEntries(group.map(({ expression }, index) => [`path${index}`, expression])),
      ...Object.fromEntries(listed.map(({ alias, expression }) => [alias, expression])),
    };
    const { data } = await graphql(client, document, variables, foundSchema);
    group.forEach(({ side, path }, index) => {
      const text = textOf(fileSchema.parse(data.repository[`file${index}`]));
      if (text !== undefined) texts[side].set(path, text);
    });
    for (const { alias, path, side } of listed) learn(folders[side], path, data.repository[alias]);
  }
  const archives = reading.archives?.base ?? "";
  const archived = [...(folders.base.get(archives) ?? [])].map((name) => `${archives}/${name}`);
  const present = (path: string) => (texts.head.has(path) ? true : isListed(folders.head, path));
  return { ...texts, present, archived };
}

/** A folder of which the names are read. */
interface ListedFolder {
  alias: string;
  side: "head" | "base";
  path: string;
  expression: string;
  /** Whether those in its folders are read as well. */
  deep: boolean;
}

function foldersOf(
  { decisions, logos, archives }: CheckReading,
  head: string,
  mergeBase: string,
): ListedFolder[] {
  const folder = (
    alias: string,
    side: ListedFolder["side"],
    path: string | undefined | null,
    deep = false,
  ): ListedFolder[] => {
    const commit = side === "head" ? head : mergeBase;
    return path == null ? [] : [{ alias, side, path, expression: `${commit}:${path}`, deep }];
  };
  return [
    ...folder("decisions", "head", decisions, true),
    ...folder("logos", "head", logos),
    ...folder("archives", "head", archives?.head),
    ...folder("archived", "base", archives?.base),
  ];
}

/** The same, with what is known of some further paths: one query for each hundred. */
export async function withPresence(
  client: GitHubClient,
  { repository, head }: Pick<PullRequestLook, "repository" | "head">,
  found: CheckTexts,
  paths: readonly string[],
): Promise<CheckTexts> {
  const { owner, name } = repository;
  const known = new Map<string, boolean>();
  for (let from = 0; from < paths.length; from += MOST_FILES) {
    const group = paths.slice(from, from + MOST_FILES);
    const variables = Object.fromEntries(group.map((path, index) => [`path${index}`, `${head}:${path}`]));
    const document = presenceDocument(group.length);
    const { data } = await graphql(client, document, { owner, name, ...variables }, foundSchema);
    group.forEach((path, index) => {
      known.set(path, data.repository[`file${index}`] != null);
    });
  }
  return { ...found, present: (path) => known.get(path) ?? found.present(path) };
}

function filesDocument(count: number, listed: readonly ListedFolder[]): string {
  const names = (selection: string) => `... on Tree { entries { name ${selection} } }`;
  const folders = listed.map(({ alias, deep }) => {
    const selection = names(deep ? `object { ${names("")} }` : "");
    return `${alias}: object(expression: $${alias}) { ${selection} }`;
  });
  const parameters = listed.map(({ alias }) => `$${alias}: String!`);
  const query = objectsDocument("CheckFiles", count, "...File", parameters, folders);
  return query + fragmentsOf(query);
}

function presenceDocument(count: number): string {
  return objectsDocument("CheckPresence", count, "oid", [], []);
}

function objectsDocument(
  operation: string,
  count: number,
  selection: string,
  parameters: readonly string[],
  fields: readonly string[],
): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const all = ["$owner: String!", "$name: String!", ...indexes.map((index) => `$path${index}: String!`)];
  const objects = indexes.map((index) => `file${index}: object(expression: $path${index}) { ${selection} }`);
  return `query ${operation}(${[...all, ...parameters].join(", ")}) {
  repository(owner: $owner, name: $name) {
    ${[...objects, ...fields].join("\n    ")}
  }
}
`;
}

/** Keeps the names in a folder and in its folders. One that is not there holds nothing. */
function learn(folders: Map<string, Set<string>>, path: string, tree: unknown): void {
  const entries = treeSchema.parse(tree)?.entries ?? [];
  folders.set(path, new Set(entries.map(({ name }) => name)));
  for (const { name, object } of entries) {
    if (object?.entries) folders.set(`${path}/${name}`, new Set(object.entries.map((entry) => entry.name)));
  }
}

function isListed(folders: ReadonlyMap<string, ReadonlySet<string>>, path: string): boolean | null {
  const steps = path.split("/");
  const name = steps.pop() ?? "";
  return folders.get(steps.join("/"))?.has(name) ?? null;
}
