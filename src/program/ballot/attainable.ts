import { type Fraction, greatestCommonDivisor } from "./fraction.ts";
import { larger } from "./largest.ts";
import { allSums, bundle, type Offer, searchBits, searchTable } from "./sum-search.ts";

/** A search is not made, or given up, that costs more than these: each is a few hundredths of a second. */
const MOST_PORTIONS = 50_000;
const MOST_BITS = 128_000_000n;
const MOST_CELLS = 30_000_000n;
const MOST_SUMS = 100_000;
const MOST_ADDITIONS = 100_000;

/**
 * The least whole number that is more than (`strict`), or at least, a fraction of `base`; never below 1, because
 * nothing at all reaches no threshold.
 */
export function leastAbove(
  base: Fraction,
  { strict, fraction }: { strict: boolean; fraction: Fraction },
): bigint {
  const numerator = base.numerator * fraction.numerator;
  const denominator = base.denominator * fraction.denominator;
  const down = numerator / denominator;
  const least = strict || numerator % denominator !== 0n ? down + 1n : down;
  return least < 1n ? 1n : least;
}

/**
 * The smallest sum of offers that is at least `least`, which is above zero, with at least `people` behind it; `null`
 * where there is none, or where looking for it would take too long.
 */
export function smallestSum(offers: readonly Offer[], least: bigint, people: number): bigint | null {
  const step = commonStep(offers);
  if (step === 0n) return null;
  const inSteps = step === 1n ? offers : offers.map((offer) => divide(offer, step));
  const sum = smallestNumber(inSteps, (least + step - 1n) / step, people);
  return sum === null ? null : sum * step;
}

/** The largest number of which every amount is a multiple; zero when nobody offers anything. */
export function commonStep(offers: readonly Offer[]): bigint {
  let step = 0n;
  for (const offer of offers) {
    for (const { amount } of offer) step = greatestCommonDivisor(amount, step);
    if (step === 1n) break;
  }
  return step;
}

function divide(offer: Offer, step: bigint): Offer {
  return offer.map(({ amount, behind }) => ({ amount: amount / step, behind }));
}

function smallestNumber(offers: readonly Offer[], least: bigint, people: number): bigint | null {
  const mosts = offers.map((offer) => offer.reduce((most, { amount }) => larger(most, amount), 0n));
  const total = mosts.reduce((sum, most) => sum + most, 0n);
  const largest = mosts.reduce(larger, 0n);
  if (total < least || portionsIn(offers) > MOST_PORTIONS) return null;
  if (reachesExactly(offers, least, people)) return least;
  // Leaving any part out of the smallest sum falls below `least` or loses people: so it is not larger than this.
  const bound = larger(least + largest, BigInt(people) * largest);
  const limit = bound < total ? bound : total;
  const bundles = bundle(offers);
  const cells = limit * BigInt(portionsIn(bundles));
  if (cells <= MOST_BITS && alwaysEnoughPeople(offers, least, people))
    return searchBits(bundles, least, limit);
  if (cells <= MOST_CELLS) return searchTable(bundles, Number(least), people, Number(limit));
  const sums = allSums(bundles, MOST_SUMS, { left: MOST_ADDITIONS });
  let smallest: bigint | null = null;
  for (const { amount, behind } of sums ?? []) {
    if (amount >= least && behind >= people && (smallest === null || amount < smallest)) smallest = amount;
  }
  return smallest;
}

function portionsIn(offers: readonly Offer[]): number {
  return offers.reduce((sum, offer) => sum + offer.length, 0);
}

/** The usual case, found by taking the largest amounts that still fit. */
function reachesExactly(offers: readonly Offer[], least: bigint, people: number): boolean {
  const portions = offers.flatMap((offer, part) => offer.map((portion) => ({ ...portion, part })));
  portions.sort((a, b) => (a.amount > b.amount ? -1 : a.amount < b.amount ? 1 : 0));
  const used = new Set<number>();
  let missing = least;
  let found = 0;
  for (const { amount, behind, part } of portions) {
    if (amount > missing || used.has(part)) continue;
    used.add(part);
    missing -= amount;
    found += behind;
  }
  return missing === 0n && found >= people;
}

/** Whether each amount has its share of the people behind it, so that whatever reaches `least` has enough of them. */
function alwaysEnoughPeople(offers: readonly Offer[], least: bigint, people: number): boolean {
  return offers.every((offer) =>
    offer.every(({ amount, behind }) => BigInt(behind) * least >= BigInt(people) * amount),
  );
}
