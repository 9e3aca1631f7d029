import { matchesGlob } from "../../text/glob.ts";

/** Of a glob that stands for more repositories nothing is collected: somebody has linked half of GitHub by mistake. */
export const MOST_OF_A_GLOB = 500;

/** Whether a linked name is a glob, so that only GitHub can say what it stands for. */
export function isGlob(linked: string): boolean {
  return /[*?]/.test(linked);
}

/** Whether a linked name or glob such as `StackStorm/*` means this repository (`owner/name`), without regard to case. */
export function matchesRepository(linked: string, repository: string): boolean {
  const [owner = "", name = ""] = linked.split("/");
  const [foundOwner = "", foundName = ""] = repository.split("/");
  // Apart, so that no star goes across the slash.
  return matchesGlob(owner, foundOwner) && matchesGlob(name, foundName);
}

/** Whether any of what is linked means this repository (`owner/name`). */
export function isLinked(linked: readonly string[], repository: string): boolean {
  return linked.some((each) => matchesRepository(each, repository));
}

/** The linked repositories that are named in full, each once, as they were first written. */
export function linkedNames(linked: readonly string[]): string[] {
  return distinct(linked.filter((each) => !isGlob(each)));
}

/** Owners of whom all repositories have to be listed, since a glob is linked: each once, as first written. */
export function linkedOwners(linked: readonly string[]): string[] {
  return distinct(linked.filter(isGlob).map((each) => each.split("/")[0] ?? ""));
}

/** The same but for case is the same to GitHub. */
function distinct(names: readonly string[]): string[] {
  const keys = names.map((name) => name.toLowerCase());
  return names.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}
