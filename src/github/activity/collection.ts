import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import { earliest, type Instant, instantOf } from "../../program/instant.ts";
import type { CollectedRepository, CollectionTask } from "./collection-task.ts";
import { CommitWalk, OVERLAP } from "./commit-walk.ts";
import { CONNECTIONS, type ConnectionPage, type PagedName } from "./connection-page.ts";
import { Gathered } from "./page-contributions.ts";

/** Stands for the cursor of a list that was read to its end. */
const FINISHED = "*";
/** GitHub gives no longer pages. */
const WHOLE_PAGE = 100;
/** What has happened since the last time mostly fits on so short a page, so that more of them go into one call. */
const SHORT_PAGE = 20;
/** What is kept of an interrupted walk through the commits, beside the cursors. */
const WALK = "commits:";

/** How far one list of a repository was read. */
export interface Chain {
  collection: RepositoryCollection;
  connection: PagedName;
  cursor: string | null;
  since: Instant;
  /** Back to here the comments and reviews of what is found are read. */
  nestedSince: Instant;
  /** A commit that is to be compared with the branch; `null` for none. */
  head: string | null;
  /** A commit at which the commits are to be counted too; `null` for none. */
  counted: string | null;
  /** How many things its page has at the most. */
  size: number;
}

/** Gathers what pages say of one repository, and knows which are to be read next. */
export class RepositoryCollection {
  readonly task: CollectionTask;
  readonly #config: ActivityConfig;
  readonly #since: Instant;
  readonly #nestedSince: Instant;
  readonly #cursors = new Map<PagedName, string>();
  readonly #walk: CommitWalk;
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
    this.#nestedSince = earliest([this.#since, before?.backTo ?? this.#since]) ?? this.#since;
    this.#until = unfinished?.until ?? probed?.at ?? null;
    this.#id = probed?.id ?? before?.id ?? null;
    this.#name = probed?.name ?? null;
    this.#isTouched = unfinished !== null;
    this.#isSlow = unfinished !== null;
    this.#walk = new CommitWalk(this.#isCold ? null : before, from, this.#since);
    if (unfinished !== null) this.#goOn(unfinished.cursors);
    else if (!this.#isCold) for (const list of probed?.unchanged ?? []) this.#cursors.set(list, FINISHED);
  }

  /** The lists that are still to be read. */
  chains(): Chain[] {
    const begun: PagedName[] = this.#cursors.has("releases")
      ? [...CONNECTIONS, "releases"]
      : [...CONNECTIONS];
    return begun
      .filter((connection) => this.#cursors.get(connection) !== FINISHED)
      .map((connection) => this.#chain(connection, this.#cursors.get(connection) ?? null));
  }

  /** GitHub does not show the repository. */
  missing(problem: NonNullable<RepositoryCoverage["problem"]>): void {
    this.#problem = problem;
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
    this.#gathered ??= new Gathered({ config: this.#config, home: page.url, from, counted });
    return this.#gathered;
  }

  /** Takes a page, and gives the chains that read on: none at the end of the list. */
  take(page: ConnectionPage, chain: Chain): Chain[] {
    this.#isTouched = true;
    const gathered = this.gathered(page);
    switch (chain.connection) {
      case "pullRequests": {
        gathered.pullRequests(page);
        const last = page.pullRequests?.nodes.findLast((node) => node !== null);
        const isOver = last !== undefined && last !== null && last.updatedAt < chain.since;
        return this.#next(chain, isOver ? null : nextCursor(page.pullRequests?.pageInfo));
      }
      case "issues":
        gathered.issues(page);
        return this.#next(chain, nextCursor(page.issues?.pageInfo));
      case "releases":
        return this.#takeReleases(page, chain, gathered);
      case "commits":
        return this.#takeCommits(page, chain, gathered);
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
    const backTo = isDone ? (this.#isSlow ? this.#nestedSince : undefined) : before?.backTo;
    const unattributed = this.#isCold && before?.unfinished == null ? 0 : (before?.unattributed ?? 0);
    return {
      linked,
      name: this.#name,
      previous,
      contributions: this.#gathered?.contributions ?? [],
      commitsFrom: this.#walk.replacesFrom,
      coverage: {
        ...known,
        id: this.#id,
        from: isDone || isBegun ? from : (before?.from ?? from),
        to: isDone ? until : isBegun && this.#isCold ? null : (before?.to ?? null),
        head,
        files: before?.files ?? {},
        commits: total,
        recent,
        unattributed: unattributed + (this.#gathered?.unattributed ?? 0),
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

  #goOn(cursors: Readonly<Record<string, string>>): void {
    for (const connection of [...CONNECTIONS, "releases"] as const) {
      const cursor = cursors[connection];
      if (cursor !== undefined) this.#cursors.set(connection, cursor);
    }
    const commits = cursors["commits"];
    if (commits === undefined || commits === FINISHED) return;
    if (this.#isCold && this.task.before?.to == null) {
      const kept = Object.entries(cursors).filter(([name]) => name.startsWith(WALK));
      this.#walk.resume(Object.fromEntries(kept.map(([name, text]) => [name.slice(WALK.length), text])));
    } else {
      // Those that were found before cannot take the place of what is known: all are read once more, in one go.
      this.#walk.readAll();
      this.#cursors.delete("commits");
    }
  }

  #interruption(): Record<string, string> {
    const isWalking = (this.#cursors.get("commits") ?? FINISHED) !== FINISHED;
    const walk = isWalking ? Object.entries(this.#walk.interruption()) : [];
    return {
      ...Object.fromEntries(this.#cursors),
      ...Object.fromEntries(walk.map(([name, text]) => [`${WALK}${name}`, text])),
    };
  }

  #takeReleases(page: ConnectionPage, chain: Chain, gathered: Gathered): Chain[] {
    gathered.releases(page);
    const last = page.releases?.nodes.findLast((node) => node !== null);
    const isOver = last == null || last.createdAt < chain.since;
    return this.#next(chain, isOver ? null : nextCursor(page.releases?.pageInfo));
  }

  #takeCommits(page: ConnectionPage, chain: Chain, gathered: Gathered): Chain[] {
    const isFirst = chain.cursor === null;
    gathered.commits(page, isFirst);
    const releases =
      isFirst && !this.#cursors.has("releases")
        ? this.#takeReleases(page, this.#chain("releases", null), gathered)
        : [];
    const walked = this.#walk.take(page, isFirst, this.#until ?? this.task.from);
    if (walked === "over") return [...this.#next(chain, null), ...releases];
    if (walked.cursor !== null) return [...this.#next(chain, walked.cursor), ...releases];
    this.#cursors.delete("commits");
    return [this.#chain("commits", null), ...releases];
  }

  #next(chain: Chain, cursor: string | null): Chain[] {
    this.#cursors.set(chain.connection, cursor ?? FINISHED);
    if (cursor === null) return [];
    if (chain.connection === "pullRequests" || chain.connection === "issues") this.#isSlow = true;
    return [this.#chain(chain.connection, cursor)];
  }

  #chain(connection: PagedName, cursor: string | null): Chain {
    const isCommits = connection === "commits";
    const isShort = cursor === null && (isCommits ? this.#walk.isShort : !this.#isCold);
    return {
      collection: this,
      connection,
      cursor,
      size: isShort ? SHORT_PAGE : WHOLE_PAGE,
      since: isCommits ? this.#walk.since : this.#since,
      nestedSince: this.#nestedSince,
      head: isCommits && cursor === null ? this.#walk.compared : null,
      counted: isCommits && cursor === null ? this.#walk.counted : null,
    };
  }

  #knownCommits(): Pick<RepositoryCoverage, "head" | "commits" | "recent"> | null {
    const { before, probed } = this.task;
    const isSkipped = !this.#isCold && probed?.unchanged.includes("commits");
    // Nothing new is among them, so what is read again next time is none of them.
    return isSkipped && before !== null ? { ...before, recent: 0 } : this.#walk.result();
  }
}

/** From when on a repository is read again. */
function sinceOf(before: RepositoryCoverage | null, from: Instant): Instant {
  const to = before?.to ?? null;
  return to === null || before === null || before.from > from
    ? from
    : instantOf(Math.max(from, to - OVERLAP));
}

function nextCursor(
  pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined } | undefined,
): string | null {
  return pageInfo?.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}
