import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import { earliest, type Instant, instantOf } from "../../program/instant.ts";
import type { CollectedRepository, CollectionTask } from "./collection-task.ts";
import { CommitWalk, OVERLAP } from "./commit-walk.ts";
import {
  type ConnectionName,
  type ConnectionOf,
  type ConnectionPage,
  nextCursor,
} from "./connection-page.ts";
import type { Gap, ListPart } from "./list-part.ts";
import { Gathered } from "./page-contributions.ts";
import type { Page } from "./read-pages.ts";
import { TimedList } from "./timed-list.ts";

/** What is kept of an interrupted collection beside how far the lists were read. */
const UNATTRIBUTED = "unattributed";

/** A part of one list of a repository. */
export interface Chain {
  collection: RepositoryCollection;
  part: ListPart;
}

/** Gathers what pages say of one repository, and knows which are to be read next. */
export class RepositoryCollection {
  readonly task: CollectionTask;
  readonly #config: ActivityConfig;
  readonly #since: Instant;
  /** Back to here the comments and reviews of what is found are read. */
  readonly nestedSince: Instant;
  readonly #pullRequests: TimedList;
  readonly #issues: TimedList;
  readonly #commits: CommitWalk;
  /** Begun with the first page of commits; `null` before that. */
  #releases: TimedList | null = null;
  /** What was counted before an interruption: parts that meet after it have both read some of that. */
  #unattributed: ReadonlySet<string> = new Set();
  #gathered: Gathered | null = null;
  #id: string | null;
  #name: string | null;
  #problem: RepositoryCoverage["problem"] = null;
  #until: Instant | null;
  /** Whether anything is known of it that was not known before. */
  #isTouched: boolean;
  /** Whether a list was read in more than one call, so that things could move to its front unseen. */
  #isSlow: boolean;

  constructor(task: CollectionTask, config: ActivityConfig) {
    const { before, from, probed } = task;
    this.task = task;
    this.#config = config;
    // What was begun for another time is of no use for this one.
    const unfinished = before?.from === from ? before.unfinished : null;
    this.#since = unfinished?.since ?? sinceOf(before, from);
    this.nestedSince = earliest([this.#since, before?.backTo ?? this.#since]) ?? this.#since;
    this.#until = unfinished?.until ?? probed?.at ?? null;
    this.#id = probed?.id ?? before?.id ?? null;
    this.#name = probed?.name ?? null;
    this.#isTouched = unfinished !== null;
    this.#isSlow = unfinished !== null;
    this.#pullRequests = new TimedList("pullRequests", this.#since, this.#isCold);
    this.#issues = new TimedList("issues", this.#since, this.#isCold);
    this.#commits = new CommitWalk(this.#isCold ? null : before, from, this.#since);
    if (unfinished !== null) this.#goOn(unfinished.cursors);
    else if (!this.#isCold) for (const list of probed?.unchanged ?? []) this.#list(list).skip();
  }

  /** What is still to be read. */
  chains(): Chain[] {
    if (this.#problem !== null) return [];
    return this.#lists.flatMap((list) => list.parts().map((part) => ({ collection: this, part })));
  }

  /** Where more parts could read. */
  gaps(): Gap[] {
    return this.#problem === null ? this.#lists.flatMap((list) => list.gaps()) : [];
  }

  /** Whether the first releases are to come with that page. */
  wantsReleases({ request }: ListPart): boolean {
    return this.#releases === null && request.connection === "commits";
  }

  /** Whether an issue or a pull request was read before, as it is now. */
  hasRead(list: "issues" | "pullRequests", { id, updatedAt }: { id: string; updatedAt: Instant }): boolean {
    return (list === "issues" ? this.#issues : this.#pullRequests).hasRead({ id, at: updatedAt });
  }

  /** When GitHub answered first: what happened later is not known yet. */
  begin(at: Instant): void {
    this.#until ??= at;
  }

  gathered(page: ConnectionPage): Gathered {
    this.#id = page.id;
    this.#name = page.nameWithOwner;
    const { before, from } = this.task;
    const counted = this.#isCold ? from : (before?.to ?? from);
    const unattributed = this.#unattributed;
    this.#gathered ??= new Gathered({ config: this.#config, home: page.url, from, counted, unattributed });
    return this.#gathered;
  }

  /** Takes the next page of a part, or why GitHub does not show the repository. */
  take(page: Page, part: ListPart): void {
    if (typeof page === "string") {
      this.#problem = page;
      return;
    }
    this.#isTouched = true;
    const gathered = this.gathered(page);
    switch (part.request.connection) {
      case "pullRequests":
        gathered.pullRequests(page);
        this.#takeTimed(this.#pullRequests, part, page.pullRequests, ({ updatedAt }) => updatedAt);
        return;
      case "issues":
        gathered.issues(page);
        this.#takeTimed(this.#issues, part, page.issues, ({ updatedAt }) => updatedAt);
        return;
      case "releases":
        this.#takeReleases(page, part);
        return;
      case "commits":
        gathered.commits(page, part.request.at === null);
        if (this.wantsReleases(part)) {
          this.#releases = new TimedList("releases", this.#since, this.#isCold);
          this.#takeReleases(page, this.#releases.parts()[0]);
        }
        this.#commits.take(part, page, this.#until ?? this.task.from);
    }
  }

  result(): CollectedRepository {
    const { linked, previous, before, from } = this.task;
    const isDone = this.#problem === null && this.chains().length === 0;
    const isBegun = !isDone && this.#problem === null && this.#isTouched;
    const until = this.#until ?? from;
    const commits = this.#problem === null ? this.#knownCommits() : null;
    const { head = null, commits: total = 0, recent = 0 } = commits ?? before ?? {};
    const { backTo: _, ...known } = before ?? {};
    const backTo = isDone ? (this.#isSlow ? this.nestedSince : undefined) : before?.backTo;
    const unattributed = this.#isCold && before?.unfinished == null ? 0 : (before?.unattributed ?? 0);
    return {
      linked,
      name: this.#name,
      previous,
      contributions: this.#gathered?.contributions ?? [],
      commitsFrom: this.#commits.replacesFrom,
      coverage: {
        ...known,
        id: this.#id,
        from: isDone || isBegun ? from : (before?.from ?? from),
        to: isDone ? until : isBegun && this.#isCold ? null : (before?.to ?? null),
        head,
        files: before?.files ?? {},
        commits: total,
        recent,
        unattributed: unattributed + (this.#gathered?.unattributed.size ?? 0),
        unfinished: isBegun
          ? { since: this.#since, cursors: this.#interruption(), until }
          : isDone
            ? null
            : (before?.unfinished ?? null),
        problem: this.#problem,
        ...(backTo === undefined ? {} : { backTo }),
      },
    };
  }

  /** Nothing of it is known that could be built upon. */
  get #isCold(): boolean {
    return this.#since <= this.task.from;
  }

  get #lists(): readonly (TimedList | CommitWalk)[] {
    return [
      this.#pullRequests,
      this.#issues,
      this.#commits,
      ...(this.#releases === null ? [] : [this.#releases]),
    ];
  }

  #list(name: ConnectionName): TimedList | CommitWalk {
    return { pullRequests: this.#pullRequests, issues: this.#issues, commits: this.#commits }[name];
  }

  #goOn(cursors: Readonly<Record<string, string>>): void {
    this.#unattributed = new Set((cursors[UNATTRIBUTED] ?? "").split(",").filter((key) => key !== ""));
    this.#pullRequests.resume(cursors);
    this.#issues.resume(cursors);
    this.#commits.resume(cursors, this.#isCold && this.task.before?.to == null);
    if (!Object.keys(cursors).some((name) => name.startsWith("releases"))) return;
    this.#releases = new TimedList("releases", this.#since, this.#isCold);
    this.#releases.resume(cursors);
  }

  #interruption(): Record<string, string> {
    const unattributed = [...this.#unattributed, ...(this.#gathered?.unattributed ?? [])];
    return Object.assign(
      unattributed.length === 0 ? {} : { [UNATTRIBUTED]: unattributed.sort().join(",") },
      ...this.#lists.map((list) => list.interruption()),
    );
  }

  #takeReleases(page: ConnectionPage, part: ListPart | undefined): void {
    this.gathered(page).releases(page);
    if (this.#releases !== null && part !== undefined)
      this.#takeTimed(this.#releases, part, page.releases, ({ createdAt }) => createdAt);
  }

  #takeTimed<Node extends { id: string; number?: number }>(
    list: TimedList,
    part: ListPart,
    page: ConnectionOf<Node> | undefined,
    timeOf: (node: Node) => Instant,
  ): void {
    const nodes = (page?.nodes ?? []).filter((node) => node !== null);
    const items = nodes.map((node) => ({ id: node.id, at: timeOf(node), number: node.number ?? null }));
    list.take(part, { items, total: page?.totalCount ?? 0, next: nextCursor(page?.pageInfo) });
    if (!list.isOver && list !== this.#releases) this.#isSlow = true;
  }

  #knownCommits(): Pick<RepositoryCoverage, "head" | "commits" | "recent"> | null {
    const { before, probed } = this.task;
    const isSkipped = !this.#isCold && probed?.unchanged.includes("commits");
    // Nothing new is among them, so what is read again next time is none of them.
    return isSkipped && before !== null ? { ...before, recent: 0 } : this.#commits.result();
  }
}

/** From when on a repository is read again. */
function sinceOf(before: RepositoryCoverage | null, from: Instant): Instant {
  const to = before?.to ?? null;
  return to === null || before === null || before.from > from
    ? from
    : instantOf(Math.max(from, to - OVERLAP));
}
