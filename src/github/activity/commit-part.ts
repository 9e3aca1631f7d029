import { formatInstant, type Instant, instantOf, parseInstant } from "../../program/instant.ts";
import { cut, type ListPart, type PageRequest, PLAIN, WHOLE_PAGE } from "./list-part.ts";

const NOTHING = "-";
/** Git's times are whole seconds, and GitHub's `since` and `until` both belong to the time that they bound. */
const SECOND = 1000;

/** One page of the history of a commit. */
export interface HistoryPage {
  /** When its commits were made, the newest first. */
  times: readonly Instant[];
  /** How many commits there are on all pages. */
  total: number;
  /** Where the next page begins; `null` at the end. */
  next: string | null;
}

/** What the first page of a walk asks for besides, and whether it is to be read before others. */
type Opening = Pick<PageRequest, "size" | "compared" | "counted"> & Pick<ListPart, "isBegun">;

const FURTHER: Opening = { size: WHOLE_PAGE, compared: null, counted: null, isBegun: true };

/** The commits of some time, read from the newest on, in the history of one commit: of that nothing ever changes. */
export class CommitPart implements ListPart {
  readonly #since: Instant;
  readonly #until: Instant | null;
  /** The commit whose history it is; `null` for the head, of which it is the first page. */
  readonly #at: string | null;
  readonly #opening: Opening;
  /** Those of before this are read by other parts. */
  #floor: Instant;
  #cursor: string | null = null;
  #isOver = false;
  /** The time of the oldest one that was read; `null` while none was. */
  #reached: Instant | null = null;
  /** How many are still to be read; `null` while nobody knows. */
  #left: number | null = null;
  /** How much time one of them took on the last page. */
  #pace = 0;
  /** The part of which this one was cut off. */
  #rest: CommitPart | null = null;

  constructor(since: Instant, until: Instant | null, at: string | null, opening: Opening = FURTHER) {
    this.#since = since;
    this.#until = until;
    this.#at = at;
    this.#floor = since;
    this.#opening = opening;
  }

  /** What `print` gave; `null` for what is no such text. */
  static parse(text: string, at: string | null): CommitPart | null {
    const [since = "", until = "", floor = "", ...cursor] = text.split(" ");
    const [begin, lowest] = [parseInstant(since), parseInstant(floor)];
    if (begin === null || lowest === null) return null;
    const part = new CommitPart(begin, parseInstant(until), at);
    part.#floor = lowest;
    part.#cursor = cursor.join(" ") === NOTHING ? null : cursor.join(" ");
    return part;
  }

  /** What comes after a cursor in the history of a commit since then. */
  static after(cursor: string, since: Instant, at: string): CommitPart {
    const part = new CommitPart(since, null, at);
    part.#cursor = cursor;
    return part;
  }

  print(): string {
    const until = this.#until === null ? NOTHING : formatInstant(this.#until);
    return [formatInstant(this.#since), until, formatInstant(this.#floor), this.#cursor ?? NOTHING].join(" ");
  }

  get request(): PageRequest {
    const { size, compared, counted } = this.#opening;
    return {
      ...PLAIN,
      connection: "commits",
      direction: "DESC",
      cursor: this.#cursor,
      since: this.#since,
      until: this.#until,
      at: this.#at,
      size,
      compared,
      counted,
    };
  }

  get isBegun(): boolean {
    return this.#opening.isBegun;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get left(): number {
    return this.#left ?? 0;
  }

  /** Takes a page. @returns those of its times that are this part's own. */
  take({ times, total, next }: HistoryPage): Instant[] {
    if (this.#left === null) {
      this.#left = total;
      if (this.#rest !== null && this.#rest.#left !== null) this.#rest.#left -= total;
    }
    const own = times.filter((at) => at >= this.#floor);
    this.#left -= own.length;
    const [first, last] = [times[0], times.at(-1)];
    if (first !== undefined && last !== undefined) {
      this.#pace = Math.max(0, first - last) / times.length;
      this.#reached = instantOf(Math.min(...times, this.#reached ?? last));
    }
    this.#cursor = next;
    this.#isOver = next === null || (last !== undefined && last < this.#floor);
    return own;
  }

  /** The same part in the history of that commit, to be read on. */
  pinned(at: string): CommitPart {
    const part = new CommitPart(this.#since, this.#until, at);
    part.#cursor = this.#cursor;
    part.#isOver = this.#isOver;
    part.#reached = this.#reached;
    part.#left = this.#left;
    part.#pace = this.#pace;
    return part;
  }

  /** Gives what is older than it has come to so many others; to fewer where the commits are too close to each other. */
  split(more: number): CommitPart[] {
    if (this.#reached === null || this.#at === null) return [];
    // As if the commits went on as they were on the last page.
    const oldest = this.#pace === 0 ? this.#floor : this.#reached - this.left * this.#pace;
    const borders = cut(instantOf(Math.max(this.#floor, oldest)), this.#reached, more + 1).reverse();
    const parts = borders.map((border, index) => {
      const since = borders[index + 1] ?? this.#floor;
      const part = new CommitPart(since, instantOf(border - SECOND), this.#at);
      part.#rest = this;
      return part;
    });
    this.#floor = borders[0] ?? this.#floor;
    return parts;
  }
}
