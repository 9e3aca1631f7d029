import { type Instant, instantOf } from "../../program/instant.ts";
import type { PagedName, PullRequestState } from "./connection-page.ts";

/** Stands for the cursor of what was read to its end. */
export const FINISHED = "*";
/** GitHub gives no longer pages. */
export const WHOLE_PAGE = 100;
/** What has happened since the last time mostly fits on so short a page, so that more of them go into one call. */
export const SHORT_PAGE = 20;

/** What the next page of a part of a list is. */
export interface PageRequest {
  connection: PagedName;
  cursor: string | null;
  /** How many things it has at the most. */
  size: number;
  /** From the newest on (`DESC`), or from the oldest on. */
  direction: "ASC" | "DESC";
  /** Of issues and commits: those of before are left out. */
  since: Instant;
  /** Of commits: those of after this are left out. */
  until: Instant | null;
  /** Of pull requests: those of these states alone; `null` for all. */
  states: readonly PullRequestState[] | null;
  /** The commit whose history is read; `null` for the head. */
  at: string | null;
  /** A commit that is to be compared with the branch; `null` for none. */
  compared: string | null;
  /** A commit at which the commits are to be counted too; `null` for none. */
  counted: string | null;
}

/** What only some of the lists have. */
export const PLAIN = {
  until: null,
  states: null,
  at: null,
  compared: null,
  counted: null,
} as const;

/** A part of a list, which is read page after page beside the others. */
export interface ListPart {
  /** The next page. */
  readonly request: PageRequest;
  /** Whether it is to be read on before others are begun. */
  readonly isBegun: boolean;
}

/** What is still to be read between the parts of a long list, or where there is one alone. */
export interface Gap {
  /** How many things it probably has. */
  readonly left: number;
  /** How many parts read it. */
  readonly readers: number;
  /** How many more could. */
  readonly most: number;
  /** Whether it is known that more parts are of use. */
  readonly isSure: boolean;
  /** Has it read by so many more, or by fewer. */
  split(more: number): void;
}

/**
 * Has gaps read by more parts, always the one that has most left for each: by as many as there is `room` for beside all else in
 * the next call, where more than a page is left for each, and in any case where that is more pages than `calls` are needed.
 */
export function fillGaps(
  gaps: readonly Gap[],
  { room, calls, pageSize }: { room: number; calls: number; pageSize: number },
): void {
  const given = new Map<Gap, number>();
  for (let page = 0; ; page += 1) {
    const least = page < room ? 1 : calls;
    let greatest: { gap: Gap; had: number; load: number } | null = null;
    for (const gap of gaps) {
      const had = given.get(gap) ?? 0;
      const load = gap.left / pageSize / (gap.readers + had);
      const isOpen = had < gap.most && (gap.isSure || page < room);
      if (isOpen && load > (greatest?.load ?? least)) greatest = { gap, had, load };
    }
    if (greatest === null) break;
    given.set(greatest.gap, greatest.had + 1);
  }
  for (const [gap, more] of given) gap.split(more);
}

/** Times that cut what is between two others into so many equal parts; fewer where there are not so many seconds. */
export function cut(from: Instant, to: Instant, parts: number): Instant[] {
  const at = (part: number) => Math.ceil((from + ((to - from) * part) / parts) / 1000) * 1000;
  const times = Array.from({ length: parts - 1 }, (_, index) => at(index + 1));
  return [...new Set(times)].filter((time) => time > from && time < to).map(instantOf);
}
