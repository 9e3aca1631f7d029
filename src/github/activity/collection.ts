import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import type { Contribution } from "../../program/activity/contribution.ts";
import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import { type Instant, instantOf } from "../../program/instant.ts";
import { CONNECTIONS, type ConnectionName, type ConnectionPage } from "./connection-page.ts";
import { Gathered } from "./page-contributions.ts";

/** Read again each time, because GitHub's lists lag behind what happened. */
export const OVERLAP = 3_600_000;
/** Stands for the cursor of a list that was read to its end. */
const FINISHED = "*";

/** One repository that is to be collected. */
export interface CollectionTask {
  /** `owner/name`, as it is linked. */
  linked: string;
  /** What is known of it, and under which name; `null` for nothing. */
  before: RepositoryCoverage | null;
  previous: string | null;
  /** From when on everything is to be known. */
  from: Instant;
}

/** What the collection of one repository came to. */
export interface CollectedRepository {
  linked: string;
  /** As GitHub spells it; `null` where GitHub does not show it. */
  name: string | null;
  /** The name under which it was known. */
  previous: string | null;
  contributions: readonly Contribution[];
  /** Whether all commits were read anew, so that the ones found take the place of all that are known. */
  replacesCommits: boolean;
  /** As it is now known, the files as they were. */
  coverage: RepositoryCoverage;
}

/** How far one list of a repository was read. */
export interface Chain {
  collection: RepositoryCollection;
  connection: ConnectionName;
  cursor: string | null;
  since: Instant;
}

/** Gathers what pages say of one repository, and knows which are to be read next. */
export class RepositoryCollection {
  readonly task: CollectionTask;
  readonly #config: ActivityConfig;
  #gathered: Gathered | null = null;
  #id: string | null = null;
  #name: string | null = null;
  #isMissing = false;
  #until: Instant | null = null;
  #head: string | null;
  #total: number;
  /** The times of all commits that were read, those of bots too. */
  #commitTimes: Instant[] = [];
  #replacesCommits = false;
  readonly #cursors: Map<ConnectionName, string>;
  readonly #since: Instant;

  constructor(task: CollectionTask, config: ActivityConfig) {
    this.task = task;
    this.#config = config;
    const { before, from } = task;
    this.#head = before?.head ?? null;
    this.#total = before?.commits ?? 0;
    this.#cursors = new Map(cursorsOf(before));
    this.#until = before?.unfinished?.until ?? null;
    this.#since = before?.unfinished?.since ?? sinceOf(before, from);
    // Of an interrupted walk through the commits it is not known how many there were.
    this.#replacesCommits = (this.#cursors.get("commits") ?? FINISHED) !== FINISHED;
  }

  /** The lists that are still to be read. */
  chains(): Chain[] {
    return CONNECTIONS.filter((connection) => this.#cursors.get(connection) !== FINISHED).map(
      (connection) => ({
        collection: this,
        connection,
        cursor: connection === "commits" ? null : (this.#cursors.get(connection) ?? null),
        since: connection === "commits" && this.#replacesCommits ? this.task.from : this.#since,
      }),
    );
  }

  /** GitHub does not show the repository. */
  missing(): void {
    this.#isMissing = true;
  }

  /** When GitHub answered first: what happened later is not known yet. */
  begin(at: Instant): void {
    this.#until ??= at;
  }

  gathered(page: ConnectionPage): Gathered {
    this.#id = page.id;
    this.#name = page.nameWithOwner;
    const { before, from } = this.task;
    const counted = before?.to ?? from;
    this.#gathered ??= new Gathered({ config: this.#config, home: page.url, from, counted });
    return this.#gathered;
  }

  /** Takes a page, and gives the chain that reads on; `null` at the end of the list. */
  take(page: ConnectionPage, chain: Chain): Chain | null {
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
      case "commits":
        return this.#takeCommits(page, chain, gathered);
    }
  }

  #takeCommits(page: ConnectionPage, chain: Chain, gathered: Gathered): Chain | null {
    gathered.commits(page);
    if (chain.cursor === null) gathered.releases(page);
    const target = page.defaultBranchRef?.target;
    this.#head = target?.oid ?? null;
    const nodes = target?.history.nodes.flatMap((node) => node ?? []) ?? [];
    this.#commitTimes.push(...nodes.map(({ committedDate }) => committedDate));
    const next = nextCursor(target?.history.pageInfo);
    if (next !== null) return this.#next(chain, next);

    const total = target?.all.totalCount ?? 0;
    const { before } = this.task;
    const expected = (before?.commits ?? 0) + this.#commitTimes.length - (before?.recent ?? 0);
    const isWhole = chain.since <= this.task.from;
    if (!isWhole && total !== expected) {
      // Older commits have come in, or some are gone: all of them are read anew.
      this.#commitTimes = [];
      this.#replacesCommits = true;
      return { ...chain, cursor: null, since: this.task.from };
    }
    if (isWhole) this.#replacesCommits = true;
    this.#total = total;
    return this.#next(chain, null);
  }

  #next(chain: Chain, cursor: string | null): Chain | null {
    this.#cursors.set(chain.connection, cursor ?? FINISHED);
    return cursor === null ? null : { ...chain, cursor };
  }

  result(): CollectedRepository {
    const { linked, before, from } = this.task;
    const gathered = this.#gathered;
    const isDone = CONNECTIONS.every((connection) => this.#cursors.get(connection) === FINISHED);
    const until = this.#until ?? from;
    const recent = this.#commitTimes.filter((at) => at >= until - OVERLAP).length;
    const commitsRead = this.#cursors.get("commits") === FINISHED && !this.#isMissing;
    const begun = !isDone && !this.#isMissing && this.#cursors.size > 0;
    return {
      linked,
      name: this.#name,
      previous: this.task.previous,
      contributions: gathered?.contributions ?? [],
      replacesCommits: this.#replacesCommits && commitsRead,
      coverage: {
        id: this.#id ?? before?.id ?? null,
        from,
        to: isDone && !this.#isMissing ? until : (before?.to ?? null),
        head: commitsRead ? this.#head : (before?.head ?? null),
        files: before?.files ?? {},
        commits: commitsRead ? this.#total : (before?.commits ?? 0),
        recent: commitsRead ? recent : (before?.recent ?? 0),
        unattributed: (before?.unattributed ?? 0) + (gathered?.unattributed ?? 0),
        unfinished: begun ? { since: this.#since, cursors: Object.fromEntries(this.#cursors), until } : null,
        problem: this.#isMissing ? "not-found" : null,
        ...(before?.formerly === undefined ? {} : { formerly: before.formerly }),
      },
    };
  }
}

/** From when on a repository is read again. */
function sinceOf(before: RepositoryCoverage | null, from: Instant): Instant {
  const to = before?.to ?? null;
  return to === null || before === null || before.from > from
    ? from
    : instantOf(Math.max(from, to - OVERLAP));
}

/** Commits are walked through from the newest one anew: their list cannot be gone on with once the branch has moved. */
function cursorsOf(before: RepositoryCoverage | null): [ConnectionName, string][] {
  const cursors = before?.unfinished?.cursors ?? {};
  return CONNECTIONS.flatMap((connection): [ConnectionName, string][] => {
    const cursor = cursors[connection];
    return cursor === undefined ? [] : [[connection, cursor]];
  });
}

function nextCursor(
  pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined } | undefined,
): string | null {
  return pageInfo?.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}
