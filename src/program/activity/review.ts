import { add, type Fraction, printFraction, ZERO } from "../ballot/fraction.ts";
import type { Config } from "../config.ts";
import { formatDay, type Instant, instantOf } from "../instant.ts";
import type { Partner } from "../partner.ts";
import { isListed } from "../registry.ts";
import { validBadges } from "../tier.ts";
import { amountOf, type CountedFact, measure, type ProgramActivity } from "./partner-activity.ts";
import { type Standing, standingOf } from "./standing.ts";

/** A review is opened in the first days of its month; later it would come as a surprise. */
const OPEN_WITHIN = 14;

/** So many of each kind are linked to at the most. */
export const MOST_LINKS = 3;

/** What one partner did since the last review, and what the committee may want to vote on. */
export interface ReviewLine {
  partner: Partner;
  standing: Standing;
  /** What there was of each kind of which there was anything. */
  amounts: readonly ReviewAmount[];
  people: number;
  weeks: number;
  proposals: readonly ReviewProposal[];
}

interface ReviewAmount {
  kind: CountedFact["kind"];
  /** Exact, such as `3/2` where people are at two partners. */
  amount: string;
  /** The addresses of the last few, newest first. */
  latest: readonly string[];
}

/** What the committee may want to vote on. Each is a ballot of its own. */
export type ReviewProposal =
  | { kind: "renew" | "take-away"; category: string; day: string }
  | { kind: "award"; category: string; weeks: number }
  | { kind: "relegate"; category: string; weeks: number };

/** The review that is due: its key is its month, such as `2026-07`. `null` when none is. */
export function reviewDue({ activity }: Config, now: Instant): string | null {
  const date = new Date(now);
  const month = date.getUTCMonth() + 1;
  const isDue = activity.reviews.months.includes(month) && date.getUTCDate() <= OPEN_WITHIN;
  return isDue ? formatDay(now).slice(0, 7) : null;
}

/** The time that a review looks at: since the month of the one before, or a year where there is but one in the year. */
export function reviewWindow({ activity }: Config, key: string): { from: Instant; to: Instant } {
  const [year = 0, month = 1] = key.split("-").map(Number);
  const months = [...activity.reviews.months].sort((one, other) => one - other);
  const before = months.filter((other) => other < month).at(-1);
  const last = before ?? months.at(-1) ?? month;
  const from = Date.UTC(before === undefined ? year - 1 : year, last - 1);
  return { from: instantOf(from), to: instantOf(Date.UTC(year, month - 1)) };
}

/** A line for each partner on the list, in the order of the registry: nobody is ranked. */
export function reviewLines(
  config: Config,
  partners: readonly Partner[],
  activity: ProgramActivity,
  window: { from: Instant; to: Instant },
  now: Instant,
): ReviewLine[] {
  return partners.filter(isListed).map((partner) => {
    const facts = (activity.facts.get(partner.id) ?? []).filter(
      ({ at }) => at > window.from && at <= window.to,
    );
    const { people, weeks } = measure(facts, window.from, window.to);
    return {
      partner,
      standing: standingOf(partner, config.activity.standing, activity, now),
      amounts: amountsOf(facts),
      people,
      weeks,
      proposals: proposalsOf(config, partner, facts, window, now),
    };
  });
}

function amountsOf(facts: readonly CountedFact[]): ReviewLine["amounts"] {
  const byKind = new Map<CountedFact["kind"], { amount: Fraction; urls: string[] }>();
  for (const fact of facts) {
    const { amount, urls } = byKind.get(fact.kind) ?? { amount: ZERO, urls: [] };
    byKind.set(fact.kind, { amount: add(amount, amountOf(fact)), urls: withLast(urls, fact) });
  }
  return [...byKind].map(([kind, { amount, urls }]) => ({
    kind,
    amount: printFraction(amount),
    latest: urls.reverse(),
  }));
}

/** What people did who asked to be forgotten is linked to nowhere. */
function withLast(urls: readonly string[], { url }: CountedFact): string[] {
  return url === "" ? [...urls] : [...urls.slice(1 - MOST_LINKS), url];
}

/** Badges that run out before the next review or have run out, and those that the config says are earned by activity. */
function proposalsOf(
  config: Config,
  partner: Partner,
  facts: readonly CountedFact[],
  window: { from: Instant; to: Instant },
  now: Instant,
): ReviewProposal[] {
  const today = formatDay(now);
  const next = formatDay(instantOf(now + (window.to - window.from)));
  const held = new Set(validBadges(partner, today).map(({ category }) => category));
  const expiring = partner.badges.flatMap(({ category, expires }): ReviewProposal[] => {
    if (expires === undefined || expires > next) return [];
    return [{ kind: expires < today ? "take-away" : "renew", category, day: expires }];
  });
  const earned = Object.entries(config.activity.badges).flatMap(([category, rule]): ReviewProposal[] => {
    const counted = facts.filter(({ kind }) => rule.kinds.some((counts) => counts === kind));
    const { weeks } = measure(counted, window.from, window.to);
    if (weeks >= rule.weeks) return held.has(category) ? [] : [{ kind: "award", category, weeks }];
    return held.has(category) && activityIsKnown(partner, window)
      ? [{ kind: "relegate", category, weeks }]
      : [];
  });
  return [...expiring, ...earned];
}

/** Nobody is relegated for a time in which it was no partner yet. */
function activityIsKnown(partner: Partner, { from }: { from: Instant }): boolean {
  return partner.since <= formatDay(from);
}
