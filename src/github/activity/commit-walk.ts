import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import { type Instant, instantOf } from "../../program/instant.ts";
import type { ConnectionPage } from "./connection-page.ts";

/** Read again each time, because GitHub's lists lag behind what happened. */
export const OVERLAP = 3_600_000;
/** So far back commits are looked for first that came in late, such as those of a branch that was merged. */
const LATE = 30 * 86_400_000;
/** So often all commits are walked through when their number changes meanwhile. */
const MOST_WALKS = 2;

/** What is known of a repository's commits. */
type KnownCommits = Pick<RepositoryCoverage, "head" | "commits" | "recent">;

/** Which commits a walk goes through: those after what is known, those of some time before as well, or all. */
type Extent = "new" | "late" | "all";

/**
 * A walk through the commits of the default branch, from the newest one on. When those that were known and those that were
 * read are not as many as GitHub counts, older ones have come in: then it walks again, further back. When the head that was known
 * is not among the commits any more, some are gone, and it walks through all.
 */
export class CommitWalk {
  /** Back to here it walks now. */
  since: Instant;
  readonly #from: Instant;
  readonly #known: KnownCommits | null;
  #extent: Extent;
  #walks = 0;
  /** What the first page said: the branch may move on while the others are read. */
  #head: string | null = null;
  #total = 0;
  /** How many there are before `since`, and how many were read after it; `null` where nobody knows. */
  #older: number | null = 0;
  #read = 0;
  #recent = 0;
  #isResumed = false;
  #isOver = false;

  /** `since`: what is before it is known; `known` is `null` where nothing is. */
  constructor(known: KnownCommits | null, from: Instant, since: Instant) {
    this.#known = known;
    this.#from = from;
    this.#extent = known === null || since <= from ? "all" : "new";
    this.since = this.#extent === "all" ? from : since;
  }

  /** Begins with all of them. */
  readAll(): void {
    this.#extent = "all";
    this.since = this.#from;
  }

  /** Goes on where a walk through all commits was interrupted, by its texts. */
  resume({ head = "", total, read, recent }: Readonly<Record<string, string>>): void {
    this.readAll();
    this.#walks = 1;
    this.#isResumed = true;
    this.#head = head === "" ? null : head;
    this.#total = Number(total);
    this.#read = Number(read);
    this.#recent = Number(recent);
  }

  /** What `resume` needs. */
  interruption(): Record<string, string> {
    return {
      head: this.#head ?? "",
      total: `${this.#total}`,
      read: `${this.#read}`,
      recent: `${this.#recent}`,
    };
  }

  /** Whether it goes through new commits alone, which are few. */
  get isShort(): boolean {
    return this.#extent === "new";
  }

  /** The commit of which the first page has to say whether it still is among them; `null` for none. */
  get compared(): string | null {
    return this.#extent === "all" ? null : (this.#known?.head ?? null);
  }

  /** The commit at which those since `since` are to be counted too, with the first page; `null` for none. */
  get counted(): string | null {
    return this.#extent === "late" ? (this.#known?.head ?? null) : null;
  }

  /** Takes a page, and says where to read on: `null` for the first page of another walk. */
  take(page: ConnectionPage, isFirst: boolean, until: Instant): { cursor: string | null } | "over" {
    if (isFirst && this.#isGone(page)) {
      this.readAll();
      return { cursor: null };
    }
    if (isFirst) this.#begin(page);
    const { pageInfo, nodes = [] } = page.defaultBranchRef?.target.history ?? {};
    const times = nodes.flatMap((node) => node?.committedDate ?? []);
    this.#read += times.length;
    this.#recent += times.filter((at) => at >= until - OVERLAP).length;
    if (pageInfo?.hasNextPage && pageInfo.endCursor != null) return { cursor: pageInfo.endCursor };
    const isWhole = this.#older !== null && this.#older + this.#read === this.#total;
    if (!isWhole && (this.#extent !== "all" || this.#walks < MOST_WALKS)) {
      this.#goFurther();
      return { cursor: null };
    }
    // Where it still is not, the next collection sees that again.
    if (this.#extent === "all") this.#total = this.#read;
    this.#isOver = true;
    return "over";
  }

  /** All commits after this were read in one go, so that known ones that were not found are gone; `null` where they were not. */
  get replacesFrom(): Instant | null {
    return this.#isOver && !this.#isResumed ? this.since : null;
  }

  /** What is known now; `null` while it is not over. */
  result(): KnownCommits | null {
    return this.#isOver ? { head: this.#head, commits: this.#total, recent: this.#recent } : null;
  }

  /** Whether the branch has left commits that were known. */
  #isGone({ defaultBranchRef }: ConnectionPage): boolean {
    return this.compared !== null && defaultBranchRef?.compare?.aheadBy !== 0;
  }

  #begin(page: ConnectionPage): void {
    const target = page.defaultBranchRef?.target;
    this.#walks += this.#extent === "all" ? 1 : 0;
    this.#head = target?.oid ?? null;
    this.#total = target?.all.totalCount ?? 0;
    this.#read = 0;
    this.#recent = 0;
    this.#isResumed = false;
    this.#older = this.#countOlder(page);
  }

  #countOlder({ known }: ConnectionPage): number | null {
    const { commits = 0, recent = 0 } = this.#known ?? {};
    if (this.#extent === "all") return 0;
    if (this.#extent === "new") return commits - recent;
    const counted = known?.history?.totalCount;
    return counted === undefined ? null : commits - counted;
  }

  #goFurther(): void {
    const late = instantOf(this.since - LATE);
    if (this.#extent !== "new" || this.#known?.head == null || late <= this.#from) {
      this.readAll();
      return;
    }
    this.#extent = "late";
    this.since = late;
  }
}
