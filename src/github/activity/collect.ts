import { z } from "zod";
import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import { formatInstant, type Instant } from "../../program/instant.ts";
import { graphql } from "../graphql.ts";
import type { ActivityReader } from "./activity-reader.ts";
import { type Chain, RepositoryCollection } from "./collection.ts";
import type { CollectedRepository, CollectionTask } from "./collection-task.ts";
import {
  type ConnectionPage,
  type PagedName,
  pageSchema,
  rateLimitSchema,
  selectionOf,
} from "./connection-page.ts";
import { readOlder } from "./older.ts";

/** So many whole pages are asked for in one call. */
const PAGES_A_CALL = 5;
/** So many short ones. */
const MOST_PAGES = 25;

/** What a collection came to. What was read is kept, however it ended. */
export interface Collected {
  repositories: readonly CollectedRepository[];
  /** `budget`: the share of GitHub's hourly budget is used up; `failed`: GitHub did not answer well enough. */
  stopped: "done" | "budget" | "failed";
  /** Why it failed. */
  error: unknown;
  /** When GitHub's budget starts anew. */
  reset: Instant | null;
}

/**
 * Reads what happened in repositories since they were collected last. Five pages of a hundred things go into one call, or more
 * shorter ones, of whatever lists are next, so the number of calls depends on how much there is alone. An answer that is not
 * whole is never taken: the page is asked for again, smaller, and in the end the collection stops and keeps what it has.
 */
export async function collectActivity(
  reader: ActivityReader,
  tasks: readonly CollectionTask[],
  config: ActivityConfig,
): Promise<Collected> {
  const collections = tasks.map((task) => new RepositoryCollection(task, config));
  const result = (stopped: Collected["stopped"], error: unknown = null): Collected => ({
    repositories: collections.map((collection) => collection.result()),
    stopped,
    error,
    reset: reader.reset,
  });
  let queue: Chain[] = collections.flatMap((collection) => collection.chains());
  while (queue.length > 0) {
    if (reader.isSpent) return result("budget");
    const batch = firstOf(queue, reader.pageSize);
    try {
      const { pages, at } = await readPages(reader, batch);
      for (const collection of collections) collection.begin(at);
      await readOlder(reader, batch, pages);
      // Long lists first: each of their pages needs a call of its own, and the others go beside them.
      queue = [...batch.flatMap((chain, index) => take(chain, pages[index])), ...queue.slice(batch.length)];
      const gone = new Set(
        batch.filter((_, index) => !isPage(pages[index])).map(({ collection }) => collection),
      );
      queue = queue.filter(({ collection }) => !gone.has(collection));
    } catch (error) {
      if (!reader.shrink(error)) return result("failed", error);
    }
  }
  return result("done");
}

/** As many as fit into one call, at least one. */
function firstOf(queue: readonly Chain[], pageSize: number): Chain[] {
  let things = 0;
  const fitting = queue.slice(0, MOST_PAGES).findIndex(({ size }) => {
    things += Math.min(size, pageSize);
    return things > PAGES_A_CALL * pageSize;
  });
  return queue.slice(0, fitting === -1 ? MOST_PAGES : fitting);
}

/** A page, or why GitHub does not show the repository. */
type Page = ConnectionPage | NonNullable<RepositoryCoverage["problem"]>;

function isPage(page: Page | undefined): page is ConnectionPage {
  return typeof page === "object";
}

function take(chain: Chain, page: Page | undefined): Chain[] {
  if (isPage(page)) return chain.collection.take(page, chain);
  chain.collection.missing(page ?? "not-found");
  return [];
}

async function readPages(
  reader: ActivityReader,
  batch: readonly Chain[],
): Promise<{ pages: Page[]; at: Instant }> {
  const variables = Object.fromEntries(
    batch.flatMap(({ collection, connection, cursor, since, head, counted, size }, index) => {
      const [owner = "", name = ""] = collection.task.linked.split("/");
      return [
        [`owner${index}`, owner],
        [`name${index}`, name],
        [`first${index}`, Math.min(size, reader.pageSize)],
        [`after${index}`, cursor],
        ...(hasSince(connection) ? [[`since${index}`, formatInstant(since)]] : []),
        ...(connection === "commits" ? [[`from${index}`, formatInstant(collection.task.from)]] : []),
        ...(head === null ? [] : [[`head${index}`, head]]),
        ...(counted === null ? [] : [[`known${index}`, counted]]),
      ];
    }),
  );
  const { data, at, forbidden } = await graphql(
    reader.client,
    pagesDocument(batch, reader.pageSize),
    variables,
    pagesSchema,
    isPageAlias,
    isPageAlias,
    isComparison,
  );
  const { rateLimit, ...found } = data;
  reader.count(rateLimit);
  const pages = batch.map((_, index): Page => {
    const alias = `page${index}`;
    if (forbidden.has(alias)) return "forbidden";
    return pageSchema.parse(found[alias] ?? null) ?? "not-found";
  });
  return { pages, at };
}

const pagesSchema = z.looseObject({ rateLimit: rateLimitSchema });

function isPageAlias(path: string): boolean {
  return /^page\d+$/.test(path);
}

/** Of commits that are gone GitHub says in several ways that it cannot compare them. */
function isComparison(path: string): boolean {
  return /^page\d+\.defaultBranchRef\.compare$/.test(path);
}

function hasSince(connection: PagedName): boolean {
  return connection === "issues" || connection === "commits";
}

function pagesDocument(batch: readonly Chain[], pageSize: number): string {
  const parameters = batch.map(({ connection, head, counted }, index) => {
    const type = connection === "issues" ? "DateTime" : "GitTimestamp";
    return [
      `$owner${index}: String!, $name${index}: String!, $first${index}: Int!, $after${index}: String`,
      hasSince(connection) ? `, $since${index}: ${type}!` : "",
      connection === "commits" ? `, $from${index}: GitTimestamp!` : "",
      head === null ? "" : `, $head${index}: String!`,
      counted === null ? "" : `, $known${index}: GitObjectID!`,
    ].join("");
  });
  const pages = batch.map(({ connection, head, counted, cursor }, index) => {
    const names = {
      first: `$first${index}`,
      after: `$after${index}`,
      since: `$since${index}`,
      from: `$from${index}`,
      head: head === null ? null : `$head${index}`,
      known: counted === null ? null : `$known${index}`,
    };
    return `page${index}: repository(owner: $owner${index}, name: $name${index}) {
    id nameWithOwner url
    ${selectionOf(connection, names, cursor === null ? pageSize : null)}
  }`;
  });
  return /* GraphQL */ `query Activity(${parameters.join(", ")}) {
  rateLimit { cost limit remaining resetAt }
  ${pages.join("\n  ")}
}
`;
}
