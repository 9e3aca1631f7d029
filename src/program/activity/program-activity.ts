import type { Registry } from "../registry.ts";
import type { ActivityConfig } from "./activity-config.ts";
import { affiliationsOf } from "./affiliation.ts";
import { anonymousFacts } from "./anonymous.ts";
import type { PlacedContribution } from "./contribution.ts";
import { type Coverage, coverageOf } from "./coverage.ts";
import { describeMissing } from "./coverage-statement.ts";
import { creditOf } from "./credit.ts";
import type { ActivityCoverage, CountedFact, Misnamed, ProgramActivity } from "./partner-activity.ts";
import { Selection } from "./selection.ts";

/** What is known: the ledger as far as it was read, and reports that members have confirmed. */
export interface KnownFacts {
  coverage: Coverage;
  contributions: Iterable<PlacedContribution>;
  reports: Iterable<{ partner: string; fact: CountedFact }>;
}

/** So many repositories are named. */
const NAMED = 3;

/**
 * What counts for each partner, oldest first. Only people who have confirmed that they work for it count: silence can start a
 * wind-down, so what is merely claimed must not keep one off, nor hide one. `home` is GitHub's address, such as `https://github.com`.
 */
export function programActivity(
  { registry, config }: { registry: Registry; config: ActivityConfig },
  { coverage, contributions, reports }: KnownFacts,
  home: string,
): ProgramActivity {
  const affiliations = affiliationsOf(registry, config);
  const facts = new Map<string, CountedFact[]>();
  const count = (partner: string, fact: CountedFact) => {
    const known = facts.get(partner);
    if (known === undefined) facts.set(partner, [fact]);
    else known.push(fact);
  };
  const misnamed: Misnamed[] = [];
  const selection = new Selection(config, coverage);
  for (const placed of contributions) {
    if (!selection.includes(placed)) continue;
    const { repository, contribution } = placed;
    const { at, kind, by, path } = contribution;
    const { shares, refused } = creditOf(affiliations, contribution);
    const url = `${home}/${repository}/${path}`;
    // Of passers-by it does not matter whom they name.
    if (refused === "unknown-partner" && shares.length > 0)
      misnamed.push({ at, partner: contribution.partner ?? "", url });
    for (const { partner, state } of shares) {
      if (state !== "confirmed") continue;
      count(partner, {
        at,
        kind,
        by,
        repository,
        url,
        shared: shares.length,
      });
    }
  }
  for (const { partner, fact } of reports) count(partner, fact);
  for (const partner of registry.partners) {
    for (const fact of anonymousFacts(partner, config)) count(partner.id, fact);
  }
  for (const list of facts.values()) list.sort((one, other) => one.at - other.at);
  misnamed.sort((one, other) => one.at - other.at);
  return { coverage: coverageInWords(coverage, config), facts, misnamed };
}

function coverageInWords(coverage: Coverage, { repositories: linked }: ActivityConfig): ActivityCoverage {
  if (linked.length === 0) return { complete: false, why: "No repositories are linked." };
  const { complete, from, to, repositories, missing } = coverageOf(coverage, linked);
  if (complete && from !== null && to !== null) return { complete: true, from, to, repositories };
  return { complete: false, why: `Not known: ${describeMissing(missing, NAMED)}.` };
}
