import { type Fraction, fraction } from "../ballot/fraction.ts";
import type { Instant } from "../instant.ts";
import { weekOf } from "./activity-window.ts";
import type { ContributionKind } from "./contribution.ts";

/** One thing that counts for a partner: a contribution of its people, or work that it reported and that was confirmed. */
export interface CountedFact {
  at: Instant;
  kind: ContributionKind | "report";
  /** GitHub's numeric id of the person; `null` for a report, and for people who asked to be forgotten. */
  by: number | null;
  /** `owner/name`; empty for a report, and for what people did who asked to be forgotten. */
  repository: string;
  /** Empty for what people did who asked to be forgotten. */
  url: string;
  /** Among how many partners it is shared, since a person may be at several. */
  shared: number;
  /** How often. Left out for once. */
  times?: number;
}

/** How much a fact counts: a part of one for what is shared. */
export function amountOf({ shared, times = 1 }: CountedFact): Fraction {
  return fraction(times, shared);
}

/** What is known of what all partners did. */
export interface ProgramActivity {
  coverage: ActivityCoverage;
  /** By partner id, oldest first. A partner that is not in it did nothing that is known. */
  facts: ReadonlyMap<string, readonly CountedFact[]>;
  /** Contributions of partners' people that name a partner that is not in the registry, oldest first. */
  misnamed: readonly Misnamed[];
}

/** A contribution that names a partner that there is not. */
export interface Misnamed {
  at: Instant;
  /** The id that it names. */
  partner: string;
  url: string;
}

/** For which time everything is known. Only then does silence mean anything. */
export type ActivityCoverage =
  /** From the first instant to the last one, of so many linked repositories. */
  { complete: true; from: Instant; to: Instant; repositories: number } | { complete: false; why: string };

/** How much there was in a time. */
export interface Measured {
  items: number;
  people: number;
  weeks: number;
}

/**
 * What counts after `from` and until `to`, which is included. A report stands for a person of its own, and all people who
 * asked to be forgotten for one.
 */
export function measure(facts: readonly CountedFact[], from: Instant, to: Instant): Measured {
  const within = facts.filter(({ at }) => at > from && at <= to);
  const weeks = new Set(within.map(({ at }) => weekOf(at)));
  const people = new Set(within.map(({ by, url }) => by ?? url));
  return { items: within.length, people: people.size, weeks: weeks.size };
}

/** The last thing that counts until then; `null` when nothing is known. */
export function lastFact(facts: readonly CountedFact[], until: Instant): CountedFact | null {
  return facts.findLast(({ at }) => at <= until) ?? null;
}
