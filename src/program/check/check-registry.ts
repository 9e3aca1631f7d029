import type { Config } from "../config.ts";
import type { Registry } from "../registry.ts";
import type { Locate } from "../yaml-problems.ts";
import { checkCompanies } from "./check-companies.ts";
import { checkDates } from "./check-dates.ts";
import { checkEntry } from "./check-entry.ts";
import { type ComparedFinding, compareRegistries } from "./check-history.ts";
import type { CheckFinding } from "./finding.ts";

interface CheckedRegistry {
  readonly path: string;
  readonly registry: Registry;
  readonly locate: Locate;
  /** The registry before; `null` where there is nothing to compare with. */
  readonly before: Registry | null;
  readonly config: Config;
  readonly today: string;
  readonly exists: (path: string) => boolean;
  readonly isPicture: (path: string) => boolean | null;
}

/** What a registry says that its shape allows, and that cannot be or will surprise. */
export function checkRegistry(checked: CheckedRegistry): CheckFinding[] {
  const { registry, before, today } = checked;
  const own = registry.partners.flatMap((partner, entry) =>
    [...checkEntry(partner, checked), ...checkDates(partner, today)].map((finding) => ({
      ...finding,
      entry,
    })),
  );
  const compared = before === null ? [] : compareRegistries(before, registry);
  return [...own, ...checkCompanies(registry), ...compared].map((finding) => placed(checked, finding));
}

function placed({ path, locate }: CheckedRegistry, finding: ComparedFinding): CheckFinding {
  const { entry, level, message, mend } = finding;
  const place = entry === null ? locate(["partners"], "key") : locate(["partners", entry, ...finding.path]);
  return { path, ...place, level, message, mend };
}
