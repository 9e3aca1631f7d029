import { z } from "zod";
import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import { formatInstant, type Instant } from "../../program/instant.ts";
import { graphql } from "../graphql.ts";
import type { ActivityReader } from "./activity-reader.ts";
import {
  type Chain,
  type CollectedRepository,
  type CollectionTask,
  RepositoryCollection,
} from "./collection.ts";
import {
  type ConnectionName,
  type ConnectionPage,
  pageSchema,
  rateLimitSchema,
  selectionOf,
} from "./connection-page.ts";
import { readOlder } from "./older.ts";

/** So many pages are asked for in one call. */
const PAGES_A_CALL = 5;

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
 * Reads what happened in repositories since they were collected last. Five pages go into one call, of whatever lists are next,
 * so the number of calls depends on how much there is alone. An answer that is not whole is never taken: the page is asked for
 * again, smaller, and in the end the collection stops and keeps what it has.
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
    const batch = queue.slice(0, PAGES_A_CALL);
    try {
      const { pages, at } = await readPages(reader, batch);
      for (const collection of collections) collection.begin(at);
      await readOlder(reader, batch, pages);
      const next = batch.map((chain, index) => take(chain, pages[index] ?? null));
      const gone = new Set(batch.filter((_, index) => !pages[index]).map(({ collection }) => collection));
      queue = [...queue.slice(PAGES_A_CALL), ...next.flatMap((chain) => chain ?? [])].filter(
        ({ collection }) => !gone.has(collection),
      );
    } catch (error) {
      if (!reader.shrink(error)) return result("failed", error);
    }
  }
  return result("done");
}

function take(chain: Chain, page: ConnectionPage | null): Chain | null {
  if (page !== null) return chain.collection.take(page, chain);
  chain.collection.missing();
  return null;
}

async function readPages(
  reader: ActivityReader,
  batch: readonly Chain[],
): Promise<{ pages: (ConnectionPage | null)[]; at: Instant }> {
  const variables = Object.fromEntries(
    batch.flatMap(({ collection, connection, cursor, since }, index) => {
      const [owner = "", name = ""] = collection.task.linked.split("/");
      return [
        [`owner${index}`, owner],
        [`name${index}`, name],
        [`after${index}`, cursor],
        ...(connection === "pullRequests" ? [] : [[`since${index}`, formatInstant(since)]]),
        ...(connection === "commits" ? [[`from${index}`, formatInstant(collection.task.from)]] : []),
      ];
    }),
  );
  const document = pagesDocument(batch.map(({ connection }) => connection));
  const { data, at } = await graphql(
    reader.client,
    document,
    { ...variables, first: reader.pageSize },
    pagesSchema,
    (path) => /^page\d+$/.test(path),
  );
  const { rateLimit, ...found } = data;
  reader.count(rateLimit);
  return { pages: batch.map((_, index) => pageSchema.parse(found[`page${index}`] ?? null)), at };
}

const pagesSchema = z.looseObject({ rateLimit: rateLimitSchema });

function pagesDocument(connections: readonly ConnectionName[]): string {
  const parameters = connections.map((connection, index) => {
    const since =
      connection === "pullRequests"
        ? ""
        : `, $since${index}: ${connection === "issues" ? "DateTime" : "GitTimestamp"}!`;
    const from = connection === "commits" ? `, $from${index}: GitTimestamp!` : "";
    return `, $owner${index}: String!, $name${index}: String!, $after${index}: String${since}${from}`;
  });
  const pages = connections.map((connection, index) => {
    const names = {
      first: "$first",
      after: `$after${index}`,
      since: `$since${index}`,
      from: `$from${index}`,
    };
    return `page${index}: repository(owner: $owner${index}, name: $name${index}) {
    id nameWithOwner url
    ${selectionOf(connection, names)}
  }`;
  });
  return /* GraphQL */ `query Activity($first: Int!${parameters.join("")}) {
  rateLimit { cost limit remaining resetAt }
  ${pages.join("\n  ")}
}
`;
}
