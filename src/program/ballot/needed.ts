import { commonStep, leastAbove, smallestSum } from "./attainable.ts";
import type { Bench } from "./bench.ts";
import { type Fraction, fraction, greatestCommonDivisor, leastCommonMultiple, multiply } from "./fraction.ts";
import type { Group, LedgerSeat } from "./ledger.ts";
import type { OrganizationUnits } from "./organization.ts";
import type { Rule } from "./rule.ts";
import { allSums, bundle, type Effort, type Offer } from "./sum-search.ts";

/** The most different sums of one capped organization that are told apart, and the additions for all of them. */
const MOST_SUMS = 5_000;
const MOST_ADDITIONS = 200_000;

/**
 * The smallest attainable amount of yes that passes against the base as it stands: an amount that people who are
 * not recused can make up together, with as many of them as `minimum` wants. Where no such amount exists, or it takes
 * too long to find, the smallest one in the unit of the votes is given, so that the number can still be read.
 */
export function neededYes(rule: Rule, { ledger, unit: own }: Bench, base: Fraction): Fraction {
  const shares = rule.organization.kind === "split" ? shareUnit(ledger.groups) : 1n;
  const unit = own * shares;
  const least = leastAbove(multiply(base, fraction(unit)), rule.pass);
  const effort = { left: MOST_ADDITIONS };
  const parts = ledger.groups.map((group) => offersOf(ledger.rule.organization, group, shares, effort));
  const offers = parts.flatMap((part) => part ?? []);
  const people = rule.minimumYes ?? 0;
  const sum = parts.includes(null) ? null : smallestSum(offers, least, people);
  if (sum !== null) return fraction(sum, unit);
  const step = ledger.seats.reduce((common, seat) => greatestCommonDivisor(common, seat.weight), 0n);
  return fraction(smallestMultiple(offers, least, people, step * shares || unit), unit);
}

/** What the quorum needs against the base as it stands, in its own unit. */
export function neededPresence(rule: NonNullable<Rule["quorum"]>, bench: Bench): Fraction {
  const wanted = bench.quorum?.wanted() ?? null;
  const people = rule.minimum ?? 0;
  if (wanted === null) return fraction(people);
  const least = leastAbove(fraction(wanted.base), wanted);
  const offers = [...wanted.weights]
    .filter(([index]) => bench.seats[index]?.ledger.status !== "recused")
    .map(([, weight]) => single(weight));
  const sum = smallestSum(offers, least, people) ?? smallestMultiple(offers, least, people, wanted.unit);
  return fraction(sum, wanted.unit);
}

function smallestMultiple(offers: readonly Offer[], least: bigint, people: number, unit: bigint): bigint {
  const step = commonStep(offers) || unit;
  let smallest: bigint | null = null;
  for (const offer of offers) {
    for (const { amount } of offer) {
      if (amount > 0n && (smallest === null || amount < smallest)) smallest = amount;
    }
  }
  const behind = BigInt(people) * (smallest ?? unit);
  const wanted = behind > least ? behind : least;
  return ((wanted + step - 1n) / step) * step;
}

function shareUnit(groups: readonly Group[]): bigint {
  return groups.reduce((unit, { now }) => leastCommonMultiple(unit, BigInt(Math.max(1, now.members))), 1n);
}

/** What an organization can give to yes; `null` where there are too many amounts to tell apart. */
function offersOf(
  rule: OrganizationUnits,
  { seats, now }: Group,
  shares: bigint,
  effort: Effort,
): Offer[] | null {
  const willing = seats.filter((seat) => seat.status !== "recused");
  if (willing.length === 0) return [];
  switch (rule.kind) {
    case "none":
      return willing.map(({ weight }) => single(weight));
    case "split":
      return willing.map(({ weight }) => single((weight * shares) / BigInt(now.members)));
    case "collapse-identical":
      return [onceEach(willing)];
    case "cap": {
      const sums = allSums(bundle(willing.map(({ weight }) => single(weight))), MOST_SUMS, effort, rule.cap);
      return sums === null ? null : [sums];
    }
  }
}

function single(weight: bigint): Offer {
  return [{ amount: weight, behind: 1 }];
}

/** The weight of any one member, with all behind it who weigh as much or less. */
function onceEach(seats: readonly LedgerSeat[]): Offer {
  const weights = seats.map(({ weight }) => weight).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const most = new Map(weights.map((weight, index) => [weight, index + 1]));
  return Array.from(most, ([amount, behind]) => ({ amount, behind }));
}
