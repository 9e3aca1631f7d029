import type { Instant } from "../instant.ts";
import type { AffiliationPeriod, Affiliations, Share } from "./affiliation.ts";
import type { Contribution } from "./contribution.ts";

/** Why the partner that a contribution names by itself does not count. */
export type RefusalReason = "unknown-partner" | "not-its-person" | "declined";

/** For whom a contribution counts. */
export interface Credit {
  /** By partner id. Each has an equal part of the contribution, so that nothing is credited twice. */
  shares: readonly Share[];
  /** Why the partner that the contribution names does not count, so that the affiliations hold; `null` otherwise. */
  refused: RefusalReason | null;
}

const NOBODY: Credit = { shares: [], refused: null };

/**
 * For whom a contribution counts on its day in UTC: for the partner that it names, or else for every partner that the
 * person worked for. A named partner counts when it is in the registry and the person is one of its people on that day,
 * or nobody's; for somebody who is nobody's it is no more than suggested.
 */
export function creditOf(affiliations: Affiliations, { at, by, partner }: Contribution): Credit {
  if (affiliations.leftOut.has(by) || affiliations.isOptedOut(by)) return NOBODY;
  const period = periodAt(affiliations.periods.get(by) ?? [], at);
  const shares = period?.shares ?? NOBODY.shares;
  if (partner === undefined) return { shares, refused: null };
  if (!affiliations.partners.has(partner)) return { shares, refused: "unknown-partner" };
  if (period?.declined.includes(partner)) return { shares, refused: "declined" };
  const own = shares.filter((share) => share.partner === partner);
  if (own.length > 0) return { shares: own, refused: null };
  if (shares.length > 0) return { shares, refused: "not-its-person" };
  return { shares: [{ partner, state: "suggested" }], refused: null };
}

function periodAt(periods: readonly AffiliationPeriod[], at: Instant): AffiliationPeriod | null {
  for (const period of periods) {
    if (period.from <= at && (period.to === null || at <= period.to)) return period;
  }
  return null;
}
