import type { CollectedRepository, CollectionTask } from "../github/activity/collection-task.ts";
import { type Coverage, linkedCoverage, type RepositoryCoverage } from "../program/activity/coverage.ts";
import type { ProgramKey } from "./key.ts";
import type { CollectionMemory } from "./memory.ts";

/**
 * The programs that link a repository (`owner/name`), each with the name by which its ledger has it, as far as is known from what
 * was collected last.
 */
export function linkingPrograms(
  collections: Iterable<Pick<CollectionMemory, "program" | "links" | "coverage">>,
  repository: string,
): { program: ProgramKey; repository: string }[] {
  return [...collections].flatMap(({ program, links, coverage }) => {
    const found = readableAlone(links, coverage, repository);
    return found === null ? [] : [{ program, repository: found[0] }];
  });
}

/** The readings of these repositories alone, without a look at any other. What is not known well enough is left to the daily look. */
export function planReading(
  links: readonly string[],
  known: Coverage,
  names: readonly string[],
): CollectionTask[] {
  return names.flatMap((name) => {
    const found = readableAlone(links, known, name);
    if (found === null) return [];
    const [linked, before] = found;
    return [{ linked, before, previous: linked, from: before.from, probed: null }];
  });
}

/**
 * What readings alone may write: the rest of the coverage stays as it is. A repository that GitHub does not show any more, that
 * has another name by now, or is another one, is left to the daily look, which knows of all of them.
 */
export function ledgerOfReadings(
  collected: readonly CollectedRepository[],
  known: Coverage,
): { repositories: CollectedRepository[]; kept: Coverage } {
  const repositories = collected.filter(
    ({ name, previous, coverage }) =>
      name !== null && name === previous && coverage.id === known.repositories[name]?.id,
  );
  const read = new Set(repositories.map(({ name }) => name));
  const kept = Object.entries(known.repositories).filter(([name]) => !read.has(name));
  return { repositories, kept: { ...known, repositories: Object.fromEntries(kept) } };
}

/** A linked repository of which enough is known to read on there: it was read to its end before. */
function readableAlone(
  links: readonly string[],
  coverage: Coverage,
  repository: string,
): [name: string, coverage: RepositoryCoverage] | null {
  const isMeant = (name: string) => name.toLowerCase() === repository.toLowerCase();
  const found = Object.entries(coverage.repositories).find(([name]) => isMeant(name));
  if (found === undefined || found[1].to === null || found[1].unfinished !== null) return null;
  const usable = links.filter((link) => coverage.globs?.[link] === undefined);
  const [linked] = linkedCoverage({ repositories: Object.fromEntries([found]) }, usable);
  return linked ?? null;
}
