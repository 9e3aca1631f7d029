import type { Fraction } from "./fraction.ts";

/** What one part of a roll can add: each amount with the most people who can stand behind it. */
export type Offer = ReadonlyMap<bigint, number>;

/** A search that costs more additions than this is not made. */
const MOST_STEPS = 30_000_000;
const MOST_SUMS = 100_000;

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
 * The smallest sum of offers that is at least `least` with at least `people` behind it; `null` where there is
 * none, or where looking for it would take too long.
 */
export function smallestSum(offers: readonly Offer[], least: bigint, people: number): bigint | null {
  let largest = 0n;
  let total = 0n;
  for (const offer of offers) {
    let most = 0n;
    for (const amount of offer.keys()) if (amount > most) most = amount;
    total += most;
    if (most > largest) largest = most;
  }
  if (total < least) return null;
  if (reachesExactly(offers, least, people)) return least;
  // Leaving any part out of the smallest sum falls below `least` or loses people: so it is not larger than this.
  const bounds = [least + largest, BigInt(people) * largest].reduce((a, b) => (a > b ? a : b));
  const limit = bounds < total ? bounds : total;
  const choices = offers.reduce((sum, offer) => sum + offer.size, 0);
  if (limit * BigInt(choices) <= BigInt(MOST_STEPS))
    return searchTable(offers, Number(least), people, Number(limit));
  return searchSums(offers, least, people);
}

/** The usual case, found by taking the largest amounts that still fit. */
function reachesExactly(offers: readonly Offer[], least: bigint, people: number): boolean {
  let missing = least;
  let behind = 0;
  const amounts = offers.flatMap((offer, part) =>
    [...offer].map(([amount, count]) => ({ amount, count, part })),
  );
  const used = new Set<number>();
  for (const { amount, count, part } of amounts.sort((a, b) => Number(b.amount - a.amount))) {
    if (amount > missing || used.has(part)) continue;
    used.add(part);
    missing -= amount;
    behind += count;
  }
  return missing === 0n && behind >= people;
}

/** For each sum the most people behind it. */
function searchTable(offers: readonly Offer[], least: number, people: number, limit: number): bigint | null {
  const most = new Int32Array(limit + 1).fill(-1);
  most[0] = 0;
  for (const offer of offers) {
    const options = [...offer].map(([amount, behind]) => [Number(amount), behind] as const);
    for (let sum = limit; sum >= 0; sum--) {
      let best = most[sum] ?? -1;
      for (const [amount, behind] of options) {
        const rest = amount > sum ? -1 : (most[sum - amount] ?? -1);
        if (rest >= 0 && rest + behind > best) best = rest + behind;
      }
      most[sum] = best;
    }
  }
  for (let sum = least; sum <= limit; sum++) if ((most[sum] ?? -1) >= people) return BigInt(sum);
  return null;
}

function searchSums(offers: readonly Offer[], least: bigint, people: number): bigint | null {
  let sums = new Map<bigint, number>([[0n, 0]]);
  for (const offer of offers) {
    const next = new Map(sums);
    for (const [sum, before] of sums) {
      for (const [amount, behind] of offer) {
        const reached = sum + amount;
        if ((next.get(reached) ?? -1) < before + behind) next.set(reached, before + behind);
      }
    }
    if (next.size > MOST_SUMS) return null;
    sums = next;
  }
  let smallest: bigint | null = null;
  for (const [sum, behind] of sums) {
    if (sum >= least && behind >= people && (smallest === null || sum < smallest)) smallest = sum;
  }
  return smallest;
}
