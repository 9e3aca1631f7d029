import { leastAbove, type Offer, smallestSum } from "./attainable.ts";
import type { Bench } from "./bench.ts";
import { type Fraction, fraction, greatestCommonDivisor, leastCommonMultiple, multiply } from "./fraction.ts";
import type { Group, LedgerSeat } from "./ledger.ts";
import type { OrganizationUnits } from "./organization.ts";
import type { Rule } from "./rule.ts";

/** The most different sums of one capped organization that are told apart. */
const MOST_SUMS = 5_000;

/**
 * The smallest attainable amount of yes that passes against the base as it stands: an amount that people who are
 * not recused can make up together, with as many of them as `minimum` wants. Where no such amount exists the
 * smallest one in the unit of the votes is given, so that the number can still be read.
 */
export function neededYes(rule: Rule, bench: Bench, base: Fraction): Fraction {
  const shares = rule.organization.kind === "split" ? shareUnit(bench.ledger.groups) : 1n;
  const unit = bench.unit * shares;
  const least = leastAbove(multiply(base, fraction(unit)), rule.pass);
  const parts = bench.ledger.groups.map((group) => offersOf(bench.ledger.rule.organization, group, shares));
  const offers = parts.flatMap((part) => part ?? []);
  const people = rule.minimumYes ?? 0;
  const sum = parts.includes(null) ? null : smallestSum(offers, least, people);
  const step = bench.ledger.seats.reduce((common, seat) => greatestCommonDivisor(common, seat.weight), 0n);
  return fraction(sum ?? smallestMultiple(offers, least, people, step * shares || unit), unit);
}

/** What the quorum needs against the base as it stands, in its own unit. */
export function neededPresence(rule: NonNullable<Rule["quorum"]>, bench: Bench): Fraction {
  const wanted = bench.quorum?.wanted() ?? null;
  const people = rule.minimum ?? 0;
  if (wanted === null) return fraction(people);
  const least = leastAbove(fraction(wanted.base), wanted);
  const offers = [...wanted.weights]
    .filter(([index]) => bench.seats[index]?.ledger.status !== "recused")
    .map(([, weight]): Offer => new Map([[weight, 1]]));
  const sum = smallestSum(offers, least, people) ?? smallestMultiple(offers, least, people, wanted.unit);
  return fraction(sum, wanted.unit);
}

function smallestMultiple(offers: readonly Offer[], least: bigint, people: number, unit: bigint): bigint {
  const amounts = offers.flatMap((offer) => [...offer.keys()]).filter((amount) => amount > 0n);
  const step = amounts.reduce(greatestCommonDivisor, 0n) || unit;
  const [smallest = unit] = [...amounts].sort((a, b) => (a < b ? -1 : 1));
  const behind = BigInt(people) * smallest;
  const wanted = behind > least ? behind : least;
  return ((wanted + step - 1n) / step) * step;
}

function shareUnit(groups: readonly Group[]): bigint {
  return groups.reduce((unit, { now }) => leastCommonMultiple(unit, BigInt(Math.max(1, now.members))), 1n);
}

function offersOf(rule: OrganizationUnits, { seats, now }: Group, shares: bigint): Offer[] | null {
  const willing = seats.filter((seat) => seat.status !== "recused");
  if (willing.length === 0) return [];
  switch (rule.kind) {
    case "none":
      return willing.map((seat) => new Map([[seat.weight, 1]]));
    case "split":
      return willing.map((seat) => new Map([[(seat.weight * shares) / BigInt(now.members), 1]]));
    case "collapse-identical":
      return [onceEach(willing)];
    case "cap": {
      const sums = cappedSums(willing, rule.cap);
      return sums === null ? null : [sums];
    }
  }
}

function onceEach(seats: readonly LedgerSeat[]): Offer {
  return new Map(
    seats.map(({ weight }) => [weight, seats.filter((other) => other.weight <= weight).length] as const),
  );
}

function cappedSums(seats: readonly LedgerSeat[], cap: bigint): Offer | null {
  let sums = new Map<bigint, number>([[0n, 0]]);
  for (const { weight } of seats) {
    const next = new Map(sums);
    for (const [sum, people] of sums) {
      const reached = sum + weight < cap ? sum + weight : cap;
      if ((next.get(reached) ?? -1) < people + 1) next.set(reached, people + 1);
    }
    sums = next;
    if (sums.size > MOST_SUMS) return null;
  }
  return sums;
}
