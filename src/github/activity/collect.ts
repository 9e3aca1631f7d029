import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import type { Instant } from "../../program/instant.ts";
import type { ActivityReader } from "./activity-reader.ts";
import { type Chain, RepositoryCollection } from "./collection.ts";
import type { CollectedRepository, CollectionTask } from "./collection-task.ts";
import { fillGaps } from "./list-part.ts";
import { readOlder } from "./older.ts";
import { readPages } from "./read-pages.ts";

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
 * shorter ones, of whatever lists are next; what room is left is for more parts of long lists. So the number of calls depends on
 * how much there is alone. An answer that is not whole is never taken: the page is asked for again, smaller, and in the end the
 * collection stops and keeps what it has.
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
  for (;;) {
    takeApart(collections, reader.pageSize);
    const queue = queueOf(collections);
    if (queue.length === 0) return result("done");
    if (reader.isSpent) return result("budget");
    const batch = firstOf(queue, reader.pageSize);
    try {
      const { pages, at } = await readPages(reader, batch);
      for (const collection of collections) collection.begin(at);
      await readOlder(reader, batch, pages);
      for (const [index, chain] of batch.entries())
        chain.collection.take(pages[index] ?? "not-found", chain.part);
    } catch (error) {
      if (!reader.shrink(error)) return result("failed", error);
    }
  }
}

/** As many as fit into one call, at least one. */
function firstOf(queue: readonly Chain[], pageSize: number): Chain[] {
  let things = 0;
  const fitting = queue.slice(0, MOST_PAGES).findIndex(({ part }) => {
    things += Math.min(part.request.size, pageSize);
    return things > PAGES_A_CALL * pageSize;
  });
  return queue.slice(0, fitting === -1 ? MOST_PAGES : fitting);
}

/** Has long lists read by more parts, so that calls are full, and none of them goes on when all else is read. */
function takeApart(collections: readonly RepositoryCollection[], pageSize: number): void {
  const queue = queueOf(collections);
  const gaps = collections.flatMap((collection) => collection.gaps());
  const next = sum(queue.map(({ part }) => Math.min(part.request.size / pageSize, 1)));
  const later = sum(gaps.map(({ left, readers }) => Math.max(0, left / pageSize - readers)));
  fillGaps(gaps, {
    room: Math.min(Math.floor(PAGES_A_CALL - next), MOST_PAGES - queue.length),
    calls: Math.ceil((next + later) / PAGES_A_CALL),
    pageSize,
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What is to be read, long lists first: each of their pages needs a call of its own, and the others go beside them. */
function queueOf(collections: readonly RepositoryCollection[]): Chain[] {
  const chains = collections.flatMap((collection) => collection.chains());
  return [...chains.filter(({ part }) => part.isBegun), ...chains.filter(({ part }) => !part.isBegun)];
}
