/** One amount that a part of a roll can add, with the most people who can stand behind it. */
interface Portion {
  readonly amount: bigint;
  readonly behind: number;
}

/** All that one part of a roll can add, of which it adds one or nothing. */
export type Offer = readonly Portion[];

/** How many additions a search may still make. */
export interface Effort {
  left: number;
}

/**
 * The same offers in fewer: of equal ones some are put together, 1, 2, 4 and so on at a time, so that every number of
 * them can still be made up. Only offers of a single amount are, which is what voters on their own make.
 */
export function bundle(offers: readonly Offer[]): Offer[] {
  const bundles: Offer[] = [];
  const equal = new Map<string, { one: Portion; times: number }>();
  for (const offer of offers) {
    const [one] = offer;
    if (one === undefined) continue;
    if (offer.length > 1) {
      bundles.push(offer);
      continue;
    }
    const key = `${one.amount} ${one.behind}`;
    const same = equal.get(key);
    if (same === undefined) equal.set(key, { one, times: 1 });
    else same.times += 1;
  }
  for (const { one, times } of equal.values()) {
    for (let left = times, size = 1; left > 0; left -= size, size = Math.min(2 * size, left)) {
      bundles.push([{ amount: one.amount * BigInt(size), behind: one.behind * size }]);
    }
  }
  return bundles;
}

/** The smallest sum from `least` to `limit`, whoever is behind it: each sum that there is is one bit of a number. */
export function searchBits(offers: readonly Offer[], least: bigint, limit: bigint): bigint | null {
  let sums = 1n;
  for (const offer of offers) {
    let next = sums;
    for (const { amount } of offer) next |= sums << amount;
    sums = BigInt.asUintN(Number(limit) + 1, next);
  }
  const enough = sums >> least;
  const lowest = enough & -enough;
  return lowest === 0n ? null : least + BigInt(lowest.toString(2).length - 1);
}

/** The smallest sum from `least` to `limit` with at least `people` behind it: for each sum there is, the most people. */
export function searchTable(
  offers: readonly Offer[],
  least: number,
  people: number,
  limit: number,
): bigint | null {
  const nobody = -(2 ** 30);
  const most = new Int32Array(limit + 1).fill(nobody);
  most[0] = 0;
  for (const offer of offers) {
    const before = most.slice();
    for (const { amount, behind } of offer) {
      for (let sum = Number(amount), rest = 0; sum <= limit; sum++, rest++) {
        const reached = (before[rest] ?? nobody) + behind;
        if (reached > (most[sum] ?? nobody)) most[sum] = reached;
      }
    }
  }
  for (let sum = least; sum <= limit; sum++) if ((most[sum] ?? nobody) >= people) return BigInt(sum);
  return null;
}

/**
 * All sums that there are, each with the most people behind it, for amounts that are too large for a table. `null` if
 * there are more than `mostSums`, or if it takes more than the effort that is left.
 *
 * @param cap what a larger sum comes down to; `null` for no limit
 */
export function allSums(
  offers: readonly Offer[],
  mostSums: number,
  effort: Effort,
  cap: bigint | null = null,
): Offer | null {
  let sums = new Map<bigint, number>([[0n, 0]]);
  for (const offer of offers) {
    effort.left -= sums.size * (offer.length + 1);
    if (effort.left < 0) return null;
    const next = new Map(sums);
    for (const [sum, before] of sums) {
      for (const { amount, behind } of offer) {
        const reached = cap !== null && sum + amount > cap ? cap : sum + amount;
        if ((next.get(reached) ?? -1) < before + behind) next.set(reached, before + behind);
      }
    }
    if (next.size > mostSums) return null;
    sums = next;
  }
  return Array.from(sums, ([amount, behind]) => ({ amount, behind }));
}
