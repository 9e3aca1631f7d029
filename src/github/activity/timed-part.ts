import { formatInstant, type Instant, parseInstant } from "../../program/instant.ts";
import { type PagedName, PULL_REQUEST_STATES } from "./connection-page.ts";
import { FINISHED, type ListPart, type PageRequest, PLAIN, WHOLE_PAGE } from "./list-part.ts";

const NOTHING = "-";

export interface TimedItem {
  id: string;
  /** The time by which the list is sorted. */
  at: Instant;
  /** Those that are made, or come from elsewhere, later have greater ones; `null` for what has none. */
  number: number | null;
}

/** One page of a list that is sorted by time. */
export interface TimedPage {
  items: readonly TimedItem[];
  /** How many things there are on all pages. */
  total: number;
  /** Where the next page begins; `null` at the end. */
  next: string | null;
}

type PullRequestStates = PageRequest["states"];
export type TimedName = Exclude<PagedName, "commits">;

/** A part of a list that is sorted by time: one of its ends, or what is from some time on. */
export class TimedPart implements ListPart {
  readonly direction: "ASC" | "DESC";
  readonly since: Instant;
  /** Upwards it is read until this; `null` for until it meets the part that is read downwards. */
  until: Instant | null = null;
  cursor: string | null = null;
  /** The time of the last thing that was read; `null` while none was. */
  reached: Instant | null = null;
  isOver = false;
  /** How many things it had when it was begun, with those after `until`; `null` while nobody knows. */
  total: number | null = null;
  /** How many of them were read. */
  read = 0;
  /** How much time one thing took on the last page. */
  pace = 0;
  readonly #connection: TimedName;
  readonly #states: PullRequestStates;
  readonly #size: number;
  readonly #seen = new Map<string, Instant>();

  constructor(
    connection: TimedName,
    direction: "ASC" | "DESC",
    since: Instant,
    size: number,
    states: PullRequestStates = null,
  ) {
    this.#connection = connection;
    this.direction = direction;
    this.since = since;
    this.#size = size;
    this.#states = states;
  }

  /** What `print` gave; `null` for what is no such text. */
  static parse(connection: TimedName, text: string): TimedPart | null {
    const [since = "", until = "", reached = "", states = "", ...cursor] = text.split(" ");
    const begin = parseInstant(since);
    if (begin === null) return null;
    const only =
      states === NOTHING ? null : PULL_REQUEST_STATES.filter((state) => states.split(",").includes(state));
    const part = new TimedPart(connection, "ASC", begin, WHOLE_PAGE, only);
    part.until = parseInstant(until);
    part.reached = parseInstant(reached);
    part.isOver = cursor.join(" ") === FINISHED;
    part.cursor = part.isOver || cursor.join(" ") === NOTHING ? null : cursor.join(" ");
    return part;
  }

  /** For a part that is read upwards. */
  print(): string {
    const times = [this.since, this.until, this.reached].map((at) =>
      at === null ? NOTHING : formatInstant(at),
    );
    return [
      ...times,
      this.#states?.join(",") ?? NOTHING,
      this.isOver ? FINISHED : (this.cursor ?? NOTHING),
    ].join(" ");
  }

  get request(): PageRequest {
    return {
      ...PLAIN,
      connection: this.#connection,
      cursor: this.cursor,
      size: this.cursor === null ? this.#size : WHOLE_PAGE,
      direction: this.direction,
      since: this.since,
      states: this.#states,
    };
  }

  get isBegun(): boolean {
    return this.cursor !== null || this.direction === "ASC";
  }

  /** Up to here everything was read that a part that is read upwards begins with. */
  get position(): Instant {
    return this.reached ?? this.since;
  }

  take({ items, total, next }: TimedPage): void {
    const [first, last] = [items[0], items.at(-1)];
    this.total ??= total;
    this.read += items.length;
    for (const { id, at } of items) this.#seen.set(id, at);
    if (first !== undefined && last !== undefined) {
      this.reached = last.at;
      this.pace = Math.abs(last.at - first.at) / items.length;
    }
    this.cursor = next;
    const isPast = this.until !== null && this.reached !== null && this.reached >= this.until;
    if (next === null || isPast) this.isOver = true;
  }

  /** Whether it has read this as it is. */
  saw({ id, at }: Pick<TimedItem, "id" | "at">): boolean {
    return this.#seen.get(id) === at;
  }
}
