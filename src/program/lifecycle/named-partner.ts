import type { Config } from "../config.ts";
import type { ApplicationLook } from "../observation.ts";
import type { Partner } from "../partner.ts";
import { partnersNamed } from "../partner-update-entry.ts";
import type { Registry } from "../registry.ts";
import type { ProblemView } from "./verdict-parts.ts";

/** The entries that an issue can mean by a name or an id, and the one that it means; `null` for none, and for several. */
export function partnerNamed(
  registry: Registry,
  named: string,
): { candidates: readonly Partner[]; partner: Partner | null } {
  const candidates = named === "" ? [] : partnersNamed(registry, named);
  const [only = null, ...more] = candidates;
  return { candidates, partner: more.length === 0 ? only : null };
}

interface Naming {
  /** What people know the part as in which the partner is named. */
  field: string;
  found: string;
  candidates: readonly Partner[];
  /** The address of the registry. */
  link: string;
}

/** What is wrong with how an issue names a partner, where it does. */
export function namingProblems({ field, found, candidates, link }: Naming): ProblemView[] {
  if (found !== "" && candidates.length === 0) {
    return [{ field, found, mend: "No partner has this name or id. Please correct it.", link }];
  }
  if (candidates.length <= 1) return [];
  const ids = candidates.map(({ id }) => id).join(", ");
  return [{ field, found, mend: `More than one partner is meant by this: please write ${ids}.`, link }];
}

/** The address of the registry. */
export function registryLink({ look, config }: { look: ApplicationLook; config: Config }): string {
  const { url, base } = look.repository;
  return `${url}/blob/${base.branch}/${look.registry?.path ?? config.files.registry}`;
}
