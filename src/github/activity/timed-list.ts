import { type Instant, instantOf } from "../../program/instant.ts";
import { PULL_REQUEST_STATES, type PullRequestState } from "./connection-page.ts";
import { cut, FINISHED, type Gap, type ListPart, SHORT_PAGE, WHOLE_PAGE } from "./list-part.ts";
import { type TimedItem, type TimedName, type TimedPage, TimedPart } from "./timed-part.ts";

const BEGINNING = instantOf(0);
/** How pull requests are read from their other end by so many parts. */
const STATES: Readonly<Record<number, readonly (readonly PullRequestState[])[]>> = {
  2: [["MERGED"], ["OPEN", "CLOSED"]],
  3: PULL_REQUEST_STATES.map((state) => [state]),
};
/** The time before may be so many times as busy as the last one was. */
const MOST_ERROR = 2;
const ANY = Number.POSITIVE_INFINITY;

/**
 * Issues, pull requests or releases, read downwards from the newest on. A long list is read upwards as well: issues from several
 * times on, pull requests of each state and releases from the oldest on. What is updated meanwhile goes to the newest end, where
 * the next collection finds it. All else stays where it is, so everything was read when the parts have met.
 */
export class TimedList {
  readonly #connection: TimedName;
  readonly #since: Instant;
  readonly #isCold: boolean;
  /** The part that is read downwards. */
  readonly #front: TimedPart;
  /** The parts that are read upwards, the oldest first. */
  #sides: TimedPart[] = [];
  /** Whether the other end is of no use, since what is there is of before that time. */
  #isOneEnded = false;
  /** How many there were with the first page, and a number that those which have come since are above; `null` before it. */
  #begun: { total: number; number: number } | null = null;
  /** Those of then that were read. */
  readonly #seen = new Set<string>();
  #isOver = false;

  constructor(connection: TimedName, since: Instant, isCold: boolean) {
    this.#connection = connection;
    this.#since = since;
    this.#isCold = isCold;
    this.#front = new TimedPart(connection, "DESC", since, isCold ? WHOLE_PAGE : SHORT_PAGE);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Nothing of it is to be read. */
  skip(): void {
    this.#isOver = true;
  }

  /** The parts that are still to be read. */
  parts(): readonly TimedPart[] {
    return this.#isOver ? [] : this.#all.filter(({ isOver }) => !isOver);
  }

  /** Whether something was read before, as it is now. */
  hasRead(item: Pick<TimedItem, "id" | "at">): boolean {
    return this.#all.some((part) => part.saw(item));
  }

  /** Takes a page of one of the parts. */
  take(part: ListPart, page: TimedPage): void {
    const taken = this.parts().find((each) => each === part);
    // Beside this page another one may have shown that it is not needed.
    if (taken === undefined) return;
    const isFirst = taken.reached === null;
    taken.take(page);
    const last = page.items.at(-1);
    const isBefore = last !== undefined && last.at < this.#since;
    if (taken === this.#front) {
      const number = Math.max(0, ...page.items.map((item) => item.number ?? 0));
      this.#begun ??= { total: page.total, number };
    } else if (isFirst && isBefore) this.#stayOneEnded();
    this.#meet(taken, page);
    const isAllSeen = this.#see(page);
    const isReadAlone = taken === this.#front && (isBefore || page.next === null);
    this.#isOver = isAllSeen || isReadAlone || this.#all.every(({ isOver }) => isOver);
  }

  /** Where more parts could read it, which only pays for a first time. */
  gaps(): Gap[] {
    if (!this.#isCold || this.#isOver || this.#front.total === null) return [];
    if (this.#connection === "issues") return [...this.#gapsBelow(), ...this.#gapAtFront()];
    return this.#isOneEnded || this.#sides.length > 0 ? [] : this.#gapToEnd(this.#front.total);
  }

  /** Goes on where it was interrupted, by the texts that `interruption` gave. */
  resume(texts: Readonly<Record<string, string>>): void {
    const front = texts[this.#connection];
    if (front === FINISHED) this.#isOver = true;
    const sides = Object.entries(texts).filter(([name]) => name.startsWith(`${this.#connection}:`));
    this.#sides = sides
      .flatMap(([, text]) => TimedPart.parse(this.#connection, text) ?? [])
      .sort((one, other) => one.since - other.since);
    this.#front.cursor = front ?? null;
    this.#front.isOver = front === undefined && sides.length > 0;
  }

  /** What `resume` needs. */
  interruption(): Record<string, string> {
    if (this.#isOver) return { [this.#connection]: FINISHED };
    const sides = this.#sides.map((side, index) => [`${this.#connection}:${index + 1}`, side.print()]);
    const { cursor } = this.#front;
    return {
      ...(cursor === null || this.#front.isOver ? {} : { [this.#connection]: cursor }),
      ...Object.fromEntries(sides),
    };
  }

  get #all(): readonly TimedPart[] {
    return [this.#front, ...this.#sides];
  }

  /** Ends parts that have met: one has gone past the other, or has read something that the other has read as well. */
  #meet(taken: TimedPart, { items }: TimedPage): void {
    const front = this.#front;
    const facing = this.#sides.filter(({ until }) => until === null);
    for (const side of facing) {
      const other = taken === front ? side : front;
      const isShared = (taken === front || taken === side) && items.some((item) => other.saw(item));
      if (isShared || (front.reached !== null && front.reached < side.position)) side.isOver = true;
    }
    if (facing.length > 0 && facing.every(({ isOver }) => isOver)) front.isOver = true;
  }

  /** @returns whether all that there were with the first page were read, whatever has come, moved or gone since. */
  #see({ items }: TimedPage): boolean {
    const { total, number: last } = this.#begun ?? { total: 0, number: 0 };
    for (const { id, number } of items) if (number !== null && number <= last) this.#seen.add(id);
    return total > 0 && this.#seen.size >= total;
  }

  #stayOneEnded(): void {
    this.#isOneEnded = true;
    this.#sides = [];
  }

  #readFromEnd(more: number): void {
    const groups = this.#connection === "pullRequests" ? STATES[more] : undefined;
    this.#sides = (groups ?? [null]).map(
      (states) => new TimedPart(this.#connection, "ASC", BEGINNING, WHOLE_PAGE, states),
    );
  }

  /** Before the part that is read downwards, if the list seems to begin after the time from which on things are wanted. */
  #gapToEnd(total: number): Gap[] {
    const { reached, read, pace } = this.#front;
    const all = total - read;
    const wanted = reached === null || pace === 0 ? all : Math.min(all, (reached - this.#since) / pace);
    if (all > wanted * MOST_ERROR) return [];
    const most = this.#connection === "pullRequests" ? PULL_REQUEST_STATES.length : 1;
    const split = (more: number) => this.#readFromEnd(more);
    return [{ left: wanted, readers: 1, most, isSure: all === wanted, split }];
  }

  /** Between the times from which on issues are read upwards. */
  #gapsBelow(): Gap[] {
    return this.#sides.flatMap((side, index) => {
      const { until, total, read, position, isOver } = side;
      if (until === null || total === null || isOver) return [];
      const left = total - read - (this.#sides[index + 1]?.total ?? 0);
      return [
        {
          left,
          readers: 1,
          most: ANY,
          isSure: true,
          split: (more) => this.#readFrom(cut(position, until, more + 1)),
        },
      ];
    });
  }

  /** Between the last of those times and the part that is read downwards. */
  #gapAtFront(): Gap[] {
    const { reached, read, total, pace, isOver } = this.#front;
    const side = this.#sides.at(-1);
    const known = side === undefined ? total : side.total;
    if (isOver || reached === null || known === null) return [];
    const left = known - read - (side?.read ?? 0);
    // The last of its parts is read from both sides, so it is twice as long.
    if (side !== undefined) {
      const split = (more: number) => this.#readFrom(cut(side.position, reached, more + 2).slice(0, more));
      return [{ left, readers: 2, most: ANY, isSure: true, split }];
    }
    const oldest = pace === 0 ? this.#since : instantOf(Math.max(this.#since, reached - left * pace));
    const split = (more: number) =>
      this.#readFrom([this.#since, ...cut(oldest, reached, more + 1).slice(0, more - 1)]);
    return [{ left, readers: 1, most: ANY, isSure: true, split }];
  }

  /** Reads issues upwards from these times on too: each part up to where the next one begins. */
  #readFrom(times: readonly Instant[]): void {
    const begun = times
      .filter((since) => this.#sides.every((side) => side.since !== since))
      .map((since) => new TimedPart(this.#connection, "ASC", since, WHOLE_PAGE));
    this.#sides = [...this.#sides, ...begun].sort((one, other) => one.since - other.since);
    for (const [index, side] of this.#sides.entries()) side.until = this.#sides[index + 1]?.since ?? null;
  }
}
