import { type Fraction, parseFraction } from "../ballot/fraction.ts";
import type { Instant } from "../instant.ts";
import type { Partner } from "../partner.ts";
import { type ActivityConfig, isCounted } from "./activity-config.ts";
import { firstInstantOf } from "./activity-window.ts";
import { CONTRIBUTION_KINDS, type ContributionKind } from "./contribution.ts";
import type { CountedFact } from "./partner-activity.ts";

/** How much people who asked to be forgotten did of one kind in one week, all of them together. */
export interface AnonymousAmount {
  kind: ContributionKind;
  /** Midnight, UTC, at which the Monday of the week begins. */
  at: Instant;
  amount: Fraction;
}

/** What the registry keeps of people who asked to be forgotten, of kinds that count, in the order of the file. */
export function anonymousAmounts(
  { anonymous }: Pick<Partner, "anonymous">,
  config: Pick<ActivityConfig, "kinds">,
): AnonymousAmount[] {
  return anonymous.flatMap((entry) => {
    const at = firstInstantOf(entry.week);
    if (at === undefined) return [];
    return CONTRIBUTION_KINDS.flatMap((kind) => {
      const amount = entry[kind];
      return amount === undefined || !isCounted(config, kind)
        ? []
        : [{ kind, at, amount: parseFraction(amount) }];
    });
  });
}

/** The same as facts that count for the partner, on the Monday of each week: they say nothing later than it was. */
export function anonymousFacts(
  partner: Pick<Partner, "anonymous">,
  config: Pick<ActivityConfig, "kinds">,
): CountedFact[] {
  return anonymousAmounts(partner, config).map(({ kind, at, amount }) => ({
    at,
    kind,
    by: null,
    repository: "",
    url: "",
    shared: Number(amount.denominator),
    times: Number(amount.numerator),
  }));
}
