import { formatInstantForPeople } from "../instant.ts";
import type { ActivityWindow } from "./activity-window.ts";
import type { CoverageSummary, MissingRepository } from "./coverage.ts";
import { MOST_OF_A_GLOB } from "./repository-glob.ts";

const REASONS: Record<MissingRepository["why"], string> = {
  "not-collected": "not collected yet",
  unfinished: "its collection is not finished",
  "not-found": "not found on GitHub",
  forbidden: "GitHub does not show it",
  "too-many": `stands for more than ${MOST_OF_A_GLOB} repositories`,
  nothing: "stands for no repository",
};

/** Whether everything in the window is known. Only then does silence mean anything. */
export function isCovered({ complete, from, to }: CoverageSummary, window: ActivityWindow): boolean {
  return complete && from !== null && to !== null && from <= window.from && window.to <= to;
}

/**
 * What the ledger is complete for, in one sentence without a full stop: `complete from 2025-11-24 00:00 UTC to
 * 2026-11-24 08:00 UTC, 40 of 41 repositories; missing: example/old (not found on GitHub)`.
 */
export function coverageStatement({ from, to, repositories, missing }: CoverageSummary): string {
  if (repositories === 0) return "no repositories are linked in the config, so nothing is counted";
  const known = repositories - missing.length;
  const when =
    from === null || to === null
      ? "not known to be complete for any time"
      : `complete from ${formatInstantForPeople(from)} to ${formatInstantForPeople(to)}`;
  const count = `${known} of ${repositories} ${repositories === 1 ? "repository" : "repositories"}`;
  const names = describeMissing(missing);
  return `${when}, ${count}${names === "" ? "" : `; missing: ${names}`}`;
}

/** `example/old (not found on GitHub), example/new (not collected yet) and 3 more`: at most so many by name. */
export function describeMissing(
  missing: readonly MissingRepository[],
  most: number = missing.length,
): string {
  const named = missing.slice(0, most).map(({ repository, why }) => `${repository} (${REASONS[why]})`);
  const further = missing.length - named.length;
  return `${named.join(", ")}${further > 0 ? ` and ${further} more` : ""}`;
}

/** What of the window is outside of that time, in a sentence each. */
export function uncoveredTimes({ from, to }: CoverageSummary, window: ActivityWindow): string[] {
  if (from === null || to === null) return [];
  return [
    ...(window.from < from ? ["The time asked for begins earlier: what is older may be missing."] : []),
    ...(window.to > to ? ["The time asked for ends later: what is newer may be missing."] : []),
  ];
}
