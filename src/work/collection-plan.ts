import type { ActivityReader } from "../github/activity/activity-reader.ts";
import type { CollectionTask } from "../github/activity/collection-task.ts";
import { OVERLAP } from "../github/activity/commit-walk.ts";
import type { ConnectionName } from "../github/activity/connection-page.ts";
import { type Probe, type ProbedRepository, probeRepositories } from "../github/activity/probe.ts";
import type { ActivityConfig } from "../program/activity/activity-config.ts";
import { firstInstantOf } from "../program/activity/activity-window.ts";
import type { Coverage, GlobProblem, RepositoryCoverage } from "../program/activity/coverage.ts";
import {
  isGlob,
  isLinked,
  linkedNames,
  linkedOwners,
  MOST_OF_A_GLOB,
  matchesRepository,
} from "../program/activity/repository-glob.ts";
import { type Instant, instantOf } from "../program/instant.ts";

/** A look lags behind what happens by so much. */
const LAG = 60_000;
/** So far back the first collection goes. */
const FIRST_YEAR = 365 * 86_400_000;

export interface CollectionPlan {
  /** The repositories that are to be read. */
  tasks: readonly CollectionTask[];
  /** What is known of those that need not be, and which globs are of no use. */
  coverage: Coverage;
}

type Entry = [name: string, coverage: RepositoryCoverage];

/** Which repositories are to be read. One call where any was read before, or a glob is linked. */
export async function planCollection(
  reader: ActivityReader,
  activity: ActivityConfig,
  at: Instant,
  known: Coverage,
): Promise<CollectionPlan> {
  const planning = new Planning(activity, at, known);
  const { fresh, asked, owners } = planning;
  if (asked.length + owners.length > 0) {
    const isEnough = (owner: string, found: readonly ProbedRepository[]) => planning.isRefused(owner, found);
    planning.look(await probeRepositories(reader, asked, owners, isEnough));
  }
  for (const linked of fresh) planning.readFresh(linked);
  return planning.result();
}

class Planning {
  readonly fresh: readonly string[];
  readonly asked: readonly string[];
  readonly owners: readonly string[];
  readonly #activity: ActivityConfig;
  readonly #at: Instant;
  readonly #entries: readonly Entry[];
  readonly #names: readonly string[];
  readonly #said: Instant | undefined;
  readonly #tasks: CollectionTask[] = [];
  readonly #kept: Map<string, RepositoryCoverage>;
  readonly #globs = new Map<string, GlobProblem>();

  constructor(activity: ActivityConfig, at: Instant, { repositories }: Coverage) {
    const { since, repositories: links } = activity;
    this.#activity = activity;
    this.#at = at;
    this.#entries = Object.entries(repositories);
    this.#said = since === undefined ? undefined : firstInstantOf(since);
    this.#names = linkedNames(links);
    this.owners = linkedOwners(links);
    // What is not linked any more stays known: it may come back, also by another name.
    const unlinked = this.#entries.filter((entry) => !namesOf(entry).some((name) => isLinked(links, name)));
    this.#kept = new Map(unlinked);
    const isLookedAt = unlinked.length + this.owners.length > 0;
    this.fresh = isLookedAt ? [] : this.#names.filter((name) => this.#isFresh(name));
    this.asked = this.#names.filter((name) => !this.fresh.includes(name));
  }

  /** Whether all globs of an owner stand for too many of what was found, so that no more of its repositories matter. */
  isRefused(owner: string, found: readonly ProbedRepository[]): boolean {
    const globs = this.#activity.repositories.filter((link) => isGlob(link) && isOf(link, owner));
    return globs.every((glob) => this.#meant(glob, found) > MOST_OF_A_GLOB);
  }

  look({ at, repositories, hidden }: Probe): void {
    const globs = this.#activity.repositories.filter(isGlob);
    for (const glob of globs) {
      const problem = this.#problemOf(glob, repositories, hidden);
      if (problem !== null) this.#globs.set(glob, problem);
    }
    const usable = globs.filter((glob) => !this.#globs.has(glob));
    const links = new Map<string, string[]>();
    for (const found of repositories) {
      const isNamed = this.asked.includes(found.linked);
      if (!isNamed && !(this.#isListed(found) && isLinked(usable, found.name))) continue;
      links.set(found.id, [...(links.get(found.id) ?? []), ...(isNamed ? [found.linked] : [])]);
    }
    for (const [id, linked] of links) {
      const found = repositories.find((repository) => repository.id === id);
      if (found !== undefined) this.#decide(found, linked, at);
    }
    for (const linked of this.asked) {
      const problem = hidden.get(linked);
      const [name = linked, before = this.#nothing()] = this.#knownAs(linked) ?? [];
      if (problem !== undefined) this.#kept.set(name, { ...before, problem });
    }
    for (const entry of this.#entries) {
      if (isLinked(globs, entry[0]) && !links.has(entry[1].id ?? "")) this.#keepVanished(entry, hidden, at);
    }
  }

  /** Has a repository read of which nothing is known that could be built upon. */
  readFresh(linked: string): void {
    this.#read(linked, this.#knownAs(linked), null);
  }

  result(): CollectionPlan {
    const moved = this.#tasks.map(({ previous }) => previous);
    const kept = [...this.#kept].filter(([name]) => !moved.includes(name));
    const repositories = Object.fromEntries(kept);
    const globs = this.#globs.size === 0 ? {} : { globs: Object.fromEntries(this.#globs) };
    return { tasks: this.#tasks, coverage: { repositories, ...globs } };
  }

  #problemOf(glob: string, found: readonly ProbedRepository[], hidden: Probe["hidden"]): GlobProblem | null {
    const problem = hidden.get(this.owners.find((owner) => isOf(glob, owner)) ?? "");
    if (problem !== undefined) return problem;
    const meant = this.#meant(glob, found);
    if (meant > MOST_OF_A_GLOB) return "too-many";
    const isKnown = this.#entries.some((entry) =>
      namesOf(entry).some((name) => matchesRepository(glob, name)),
    );
    return meant === 0 && !isKnown ? "nothing" : null;
  }

  /** For how many of these repositories a glob stands. */
  #meant(glob: string, found: readonly ProbedRepository[]): number {
    const meant = found.filter((each) => this.#isListed(each) && matchesRepository(glob, each.name));
    return new Set(meant.map(({ id }) => id)).size;
  }

  #decide(found: ProbedRepository, links: readonly string[], at: Instant): void {
    const { id, name } = found;
    const known = this.#entries.find(([, coverage]) => coverage.id === id) ?? null;
    // Names by which it is linked from before it was renamed, or from before the config was changed.
    const formerly = [...new Set([...(known?.[1].formerly ?? []), ...links])].filter(
      (each) => each.toLowerCase() !== name.toLowerCase(),
    );
    const entry: Entry | null =
      known === null ? null : [known[0], formerly.length === 0 ? known[1] : { ...known[1], formerly }];
    const unchanged = entry === null ? [] : this.#unchangedLists(entry[1], found, at);
    if (entry !== null && isKept(entry, name, unchanged)) {
      this.#kept.set(name, { ...entry[1], to: at, recent: 0 });
      return;
    }
    // Within the time that is read again it stays as it is.
    if (entry !== null && isKept(entry, name, this.#quietLists(entry[1], found))) {
      this.#kept.set(name, entry[1]);
      return;
    }
    this.#read(links[0] ?? name, entry, { at, id, name, unchanged });
  }

  /** What a glob does not stand for any more goes on to count as it was: there is nothing more of it to know. */
  #keepVanished([name, before]: Entry, hidden: Probe["hidden"], at: Instant): void {
    if (this.#kept.has(name)) return;
    const owner = this.owners.find((each) => isOf(name, each)) ?? "";
    const problem = hidden.get(owner);
    if (problem !== undefined) this.#kept.set(name, { ...before, problem });
    else if (isLinked(this.#refused, name)) this.#kept.set(name, before);
    else if (before.to !== null)
      this.#kept.set(name, { ...before, to: at, recent: 0, unfinished: null, problem: null });
  }

  get #refused(): string[] {
    return [...this.#globs].flatMap(([glob, problem]) => (problem === "too-many" ? [glob] : []));
  }

  #read(linked: string, entry: Entry | null, probed: CollectionTask["probed"]): void {
    const [previous = null, before = null] = entry ?? [];
    this.#tasks.push({ linked, before, previous, from: this.#fromOf(before), probed });
  }

  /** Lists in which nothing has happened since they were read. */
  #quietLists(before: RepositoryCoverage, found: ProbedRepository): ConnectionName[] {
    const { to, unfinished, head, from } = before;
    if (to === null || unfinished !== null || this.#fromOf(before) !== from) return [];
    const isQuiet = (updated: Instant | null) => updated === null || updated < to - LAG;
    const lists: [ConnectionName, boolean][] = [
      ["pullRequests", isQuiet(found.pullRequests)],
      ["issues", isQuiet(found.issues)],
      ["commits", head === found.head && isQuiet(found.releases)],
    ];
    return lists.flatMap(([list, isUnchanged]) => (isUnchanged ? [list] : []));
  }

  /** Those of them that need not be read. How many commits are from the last hour is known again only after an hour. */
  #unchangedLists(before: RepositoryCoverage, found: ProbedRepository, at: Instant): ConnectionName[] {
    const isLater = before.to !== null && at - OVERLAP >= before.to;
    return this.#quietLists(before, found).filter((list) => list !== "commits" || isLater);
  }

  /** Whether globs mean such a repository. One that was read before goes on to be read. */
  #isListed({ id, name, isArchived, isFork }: ProbedRepository): boolean {
    const { archived, forks, repositories } = this.#activity;
    const isWanted = (archived || !isArchived) && (forks || !isFork);
    const isKnown = this.#entries.some(([, coverage]) => coverage.id === id && coverage.to !== null);
    return isLinked(repositories.filter(isGlob), name) && (isWanted || isKnown);
  }

  #knownAs(linked: string): Entry | null {
    const isSame = (name: string) => name.toLowerCase() === linked.toLowerCase();
    return this.#entries.find((entry) => namesOf(entry).some(isSame)) ?? null;
  }

  /** Nothing is known of it that could be built upon, so that looking at it first saves nothing. */
  #isFresh(linked: string): boolean {
    const known = this.#knownAs(linked)?.[1];
    return known === undefined || (known.to === null && known.problem === null);
  }

  #fromOf(before: RepositoryCoverage | null): Instant {
    return this.#said ?? before?.from ?? instantOf(Math.floor((this.#at - FIRST_YEAR) / 1000) * 1000);
  }

  #nothing(): RepositoryCoverage {
    return {
      id: null,
      from: this.#fromOf(null),
      to: null,
      head: null,
      files: {},
      commits: 0,
      recent: 0,
      unattributed: 0,
      unfinished: null,
      problem: null,
    };
  }
}

/** Whether a repository or a glob is of that owner. */
function isOf(linked: string, owner: string): boolean {
  return linked.toLowerCase().startsWith(`${owner.toLowerCase()}/`);
}

/** The names that mean an entry. */
function namesOf([name, { formerly = [] }]: Entry): string[] {
  return [name, ...formerly];
}

function isKept([known, { problem }]: Entry, name: string, unchanged: readonly ConnectionName[]): boolean {
  return known === name && problem === null && unchanged.length === 3;
}
