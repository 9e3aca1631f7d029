import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import { type Instant, instantOf } from "../../program/instant.ts";
import { CommitPart } from "./commit-part.ts";
import { type ConnectionPage, historyOf, nextCursor } from "./connection-page.ts";
import { FINISHED, type Gap, type ListPart, SHORT_PAGE, WHOLE_PAGE } from "./list-part.ts";

/** Read again each time, because GitHub's lists lag behind what happened. */
export const OVERLAP = 3_600_000;
/** So far back commits are looked for first that came in late, such as those of a branch that was merged. */
const LATE = 30 * 86_400_000;
/** So often all commits are walked through when those that were found are not as many as GitHub counts. */
const MOST_WALKS = 2;
/** The list, and what is kept of an interrupted walk through it. */
const LIST = "commits";

/** What is known of a repository's commits. */
type KnownCommits = Pick<RepositoryCoverage, "head" | "commits" | "recent">;

/** Which commits a walk goes through: those after what is known, those of some time before as well, or all. */
type Extent = "new" | "late" | "all";

/**
 * A walk through the commits of the default branch, as it is when the walk begins. When those that were known and those that
 * were read are not as many as GitHub counts, older ones have come in: then it walks again, further back. When the head that was
 * known is not among the commits any more, some are gone, and it walks through all. A long walk through all goes through
 * several times beside each other.
 */
export class CommitWalk {
  /** Back to here it walks now. */
  #since: Instant;
  readonly #from: Instant;
  readonly #known: KnownCommits | null;
  #extent: Extent;
  #parts: CommitPart[];
  #walks = 0;
  /** What the first page said; `null` before it is there, and where there are no commits. */
  #head: string | null = null;
  #total = 0;
  /** How many there are before `since`, and how many were read after it; `null` where nobody knows. */
  #older: number | null = 0;
  #read = 0;
  #recent = 0;
  #isResumed = false;
  #isOver = false;
  #isSkipped = false;

  /** `since`: what is before it is known; `known` is `null` where nothing is. */
  constructor(known: KnownCommits | null, from: Instant, since: Instant) {
    this.#known = known;
    this.#from = from;
    this.#extent = known === null || since <= from ? "all" : "new";
    this.#since = this.#extent === "all" ? from : since;
    this.#parts = [this.#opening(false)];
  }

  /** What was read of them before is enough. */
  skip(): void {
    this.#isSkipped = true;
  }

  /** Whether there is nothing more to be read. */
  get isOver(): boolean {
    return this.#isOver || this.#isSkipped;
  }

  /** The parts that are still to be read. */
  parts(): readonly CommitPart[] {
    return this.isOver ? [] : this.#parts.filter(({ isOver }) => !isOver);
  }

  /** Takes a page of one of the parts. `until`: up to when everything will be known. */
  take(part: ListPart, page: ConnectionPage, until: Instant): void {
    const taken = this.parts().find((each) => each === part);
    // Beside this page another one may have shown that the walk has to begin anew.
    if (taken === undefined) return;
    const isFirst = isFirstPage(part);
    const history = historyOf(page);
    if (isFirst ? this.#isGone(page) : history === null) {
      this.#walkThroughAll();
      return;
    }
    if (isFirst) this.#begin(page);
    const own = taken.take({
      times: (history?.nodes ?? []).flatMap((node) => node?.committedDate ?? []),
      total: history?.totalCount ?? 0,
      next: nextCursor(history?.pageInfo),
    });
    this.#read += own.length;
    this.#recent += own.filter((at) => at >= until - OVERLAP).length;
    if (isFirst && this.#head !== null) this.#parts = [taken.pinned(this.#head)];
    if (this.parts().length === 0 || (this.#extent === "all" && this.#read === this.#total)) this.#end();
  }

  /** Where more parts could walk, which only pays where all are walked through. The second time it goes on one by one. */
  gaps(): Gap[] {
    if (this.#extent !== "all" || this.#walks > 1) return [];
    return this.parts().map((part) => ({
      left: part.left,
      readers: 1,
      most: Number.POSITIVE_INFINITY,
      isSure: true,
      split: (more) => {
        this.#parts = [...this.#parts, ...part.split(more)];
      },
    }));
  }

  /** All commits after this were read in one go, so that known ones that were not found are gone; `null` where they were not. */
  get replacesFrom(): Instant | null {
    return this.#isOver && !this.#isResumed ? this.#since : null;
  }

  /** What is known now; `null` while it is not over. */
  result(): KnownCommits | null {
    return this.#isOver ? { head: this.#head, commits: this.#total, recent: this.#recent } : null;
  }

  /**
   * Goes on where a walk was interrupted, by the texts that `interruption` gave. `isAdded`: what was found before stays. Otherwise
   * it could not take the place of what is known, and all are walked through once more, in one go.
   */
  resume(texts: Readonly<Record<string, string>>, isAdded: boolean): void {
    const { [LIST]: cursor, [`${LIST}:head`]: head = "" } = texts;
    if (cursor === FINISHED) this.skip();
    if (cursor === FINISHED || head === "") return;
    this.#walkThroughAll();
    if (!isAdded) return;
    const count = (name: string) => Number(texts[`${LIST}:${name}`]);
    this.#walks = 1;
    this.#isResumed = true;
    this.#head = head;
    this.#total = count("total");
    this.#read = count("read");
    this.#recent = count("recent");
    const parts = Object.entries(texts).filter(([name]) => /:\d+$/.test(name) && name.startsWith(`${LIST}:`));
    this.#parts =
      cursor === undefined
        ? parts.flatMap(([, text]) => CommitPart.parse(text, head) ?? [])
        : [CommitPart.after(cursor, this.#since, head)];
  }

  /** What `resume` needs. */
  interruption(): Record<string, string> {
    if (this.isOver) return { [LIST]: FINISHED };
    if (this.#parts.some(isFirstPage)) return {};
    const counts = { head: this.#head ?? "", total: this.#total, read: this.#read, recent: this.#recent };
    const parts = this.parts().map((part, index) => [index + 1, part.print()]);
    return Object.fromEntries(
      [...Object.entries(counts), ...parts].map(([name, text]) => [`${LIST}:${name}`, `${text}`]),
    );
  }

  /** Whether the branch has left commits that were known. */
  #isGone({ defaultBranchRef }: ConnectionPage): boolean {
    return this.#compared !== null && defaultBranchRef?.compare?.aheadBy !== 0;
  }

  /** The commit of which the first page has to say whether it still is among them; `null` for none. */
  get #compared(): string | null {
    return this.#extent === "all" ? null : (this.#known?.head ?? null);
  }

  #opening(isBegun: boolean): CommitPart {
    return new CommitPart(this.#since, null, null, {
      size: this.#extent === "new" ? SHORT_PAGE : WHOLE_PAGE,
      compared: this.#compared,
      // Those since then are to be counted there too.
      counted: this.#extent === "late" ? this.#compared : null,
      isBegun,
    });
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

  #end(): void {
    const isWhole = this.#older !== null && this.#older + this.#read === this.#total;
    if (!isWhole && (this.#extent !== "all" || this.#walks < MOST_WALKS)) {
      this.#goFurther();
      return;
    }
    // Where it still is not, the next collection sees that again.
    if (this.#extent === "all") this.#total = this.#read;
    this.#isOver = true;
  }

  #goFurther(): void {
    const late = instantOf(this.#since - LATE);
    if (this.#extent !== "new" || this.#known?.head == null || late <= this.#from) {
      this.#walkThroughAll();
      return;
    }
    this.#extent = "late";
    this.#since = late;
    this.#parts = [this.#opening(true)];
  }

  #walkThroughAll(): void {
    this.#extent = "all";
    this.#since = this.#from;
    this.#older = 0;
    this.#parts = [this.#opening(true)];
  }
}

function isFirstPage({ request }: ListPart): boolean {
  return request.at === null;
}
