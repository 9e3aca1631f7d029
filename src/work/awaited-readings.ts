/**
 * The first event waits so long, in milliseconds: a merge alone is several events within a second or two, and all of them are
 * answered by one reading.
 */
const GATHERING = 5_000;

/**
 * A program's ledger is read no more often than that because of events, in milliseconds. So busy repositories cost six readings
 * and six commits an hour at the most, whatever happens there; the site that follows the ledger stays below the ten builds an
 * hour of GitHub Pages (docs.github.com, "GitHub Pages limits"); and who has contributed sees it before having left.
 */
const BETWEEN = 10 * 60_000;

/** In how many milliseconds a program's ledger is to be read because of an event. `last`: when it was read last. */
export function readingDelay(last: number | null, now: number): number {
  return Math.max(GATHERING, last === null ? 0 : last + BETWEEN - now);
}

interface ProgramName {
  owner: string;
  name: string;
}

/**
 * Linked repositories in which something has happened since they were read, by program. All of it may be lost: the daily look
 * finds the same. Times are this machine's, in milliseconds.
 */
export class AwaitedReadings {
  readonly #repositories = new Map<string, Set<string>>();
  readonly #last = new Map<string, number>();

  /** Notes a repository. @returns in how many milliseconds it is to be read. */
  add(program: ProgramName, repository: string, now: number): number {
    const key = keyOf(program);
    this.#repositories.set(key, (this.#repositories.get(key) ?? new Set()).add(repository));
    return readingDelay(this.#last.get(key) ?? null, now);
  }

  has(program: ProgramName): boolean {
    return this.#repositories.has(keyOf(program));
  }

  /** What is read now, and is awaited no more: what happens meanwhile is for another reading. */
  take(program: ProgramName, now: number): readonly string[] {
    const key = keyOf(program);
    const repositories = [...(this.#repositories.get(key) ?? [])];
    this.#repositories.delete(key);
    this.#last.set(key, now);
    return repositories;
  }

  /** A reading has failed: the next one is for these too. */
  putBack(program: ProgramName, repositories: readonly string[]): void {
    const key = keyOf(program);
    if (repositories.length === 0) return;
    this.#repositories.set(key, new Set([...(this.#repositories.get(key) ?? []), ...repositories]));
  }
}

function keyOf({ owner, name }: ProgramName): string {
  return `${owner}/${name}`.toLowerCase();
}
