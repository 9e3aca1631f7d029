import type { ActivityReader } from "../github/activity/activity-reader.ts";
import { type CollectionTask, OVERLAP } from "../github/activity/collection.ts";
import { type ProbedRepository, probeRepositories } from "../github/activity/probe.ts";
import { firstInstantOf } from "../program/activity/activity-window.ts";
import type { Coverage, RepositoryCoverage } from "../program/activity/coverage.ts";
import { isGlob, isLinked, linkedNames, linkedOwners } from "../program/activity/repository-glob.ts";
import type { Config } from "../program/config.ts";
import { type Instant, instantOf } from "../program/instant.ts";

/** A look lags behind what happens by so much. */
const LAG = 60_000;
/** So far back the first collection goes. */
const FIRST_YEAR = 365 * 86_400_000;

/** Which repositories are to be read, and what is known of those that are not. */
export async function planCollection(
  reader: ActivityReader,
  { activity }: Config,
  at: Instant,
  { repositories }: Coverage,
): Promise<{ tasks: CollectionTask[]; coverage: Coverage }> {
  const links = activity.repositories;
  const said = activity.since === undefined ? undefined : firstInstantOf(activity.since);
  const entries = Object.entries(repositories).filter(([name, { formerly = [] }]) =>
    [name, ...formerly].some((each) => isLinked(links, each)),
  );
  const names = linkedNames(links);
  const knownAs = (linked: string) =>
    entries.find(([name, { formerly = [] }]) =>
      [name, ...formerly].some((each) => each.toLowerCase() === linked.toLowerCase()),
    );
  const isFresh = (linked: string) => (knownAs(linked)?.[1].to ?? null) === null;
  const task = (linked: string, [previous, before]: [string, RepositoryCoverage] | []): CollectionTask => ({
    linked,
    before: before ?? null,
    previous: previous ?? null,
    from: said ?? before?.from ?? instantOf(Math.floor((at - FIRST_YEAR) / 1000) * 1000),
  });
  const owners = linkedOwners(links);
  const asked = names.filter((name) => !isFresh(name));
  const probe = asked.length + owners.length === 0 ? null : await probeRepositories(reader, asked, owners);
  const globs = links.filter(isGlob);
  const wanted = (probe?.repositories ?? []).filter(
    ({ linked, name, isArchived, isFork }) =>
      asked.includes(linked) ||
      (isLinked(globs, name) &&
        !names.some((each) => each.toLowerCase() === name.toLowerCase()) &&
        (activity.archived || !isArchived) &&
        (activity.forks || !isFork)),
  );
  const kept = new Map<string, RepositoryCoverage>();
  const tasks: CollectionTask[] = names.filter(isFresh).map((name) => task(name, knownAs(name) ?? []));
  for (const found of wanted) {
    const entry = entries.find(([, { id }]) => id === found.id) ?? [];
    const [name, before] = entry;
    if (before !== undefined && name === found.name && isUnchanged(before, found, said)) {
      kept.set(name, seenAgain(before, probe?.at ?? null));
    } else tasks.push(task(found.linked, entry));
  }
  for (const linked of probe?.missing ?? []) {
    const [name, before] = knownAs(linked) ?? [];
    if (name !== undefined && before !== undefined) kept.set(name, { ...before, problem: "not-found" });
  }
  return { tasks, coverage: { repositories: Object.fromEntries(kept) } };
}

/** As it was, and known up to now. Within the time that is read again, it stays as it is. */
function seenAgain(before: RepositoryCoverage, at: Instant | null): RepositoryCoverage {
  const isLater = at !== null && before.to !== null && at - OVERLAP >= before.to;
  return isLater ? { ...before, to: at, recent: 0 } : before;
}

/** Nothing has happened in it since it was collected. */
function isUnchanged(
  before: RepositoryCoverage,
  found: ProbedRepository,
  since: Instant | undefined,
): boolean {
  const { to, unfinished, problem, head, from } = before;
  return (
    to !== null &&
    unfinished === null &&
    problem === null &&
    head === found.head &&
    (since ?? from) === from &&
    (found.updated === null || found.updated < to - LAG)
  );
}
