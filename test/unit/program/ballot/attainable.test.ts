import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallestSum } from "../../../../src/program/ballot/attainable.ts";
import { allSums, bundle, type Offer } from "../../../../src/program/ballot/sum-search.ts";

const portion = fc.record({
  amount: fc.bigInt({ min: 0n, max: 12n }),
  behind: fc.integer({ min: 1, max: 3 }),
});
const offers: fc.Arbitrary<Offer[]> = fc.array(
  fc.uniqueArray(portion, { minLength: 1, maxLength: 3, selector: ({ amount }) => amount }),
  { maxLength: 6 },
);

/** Every sum with the people behind it, one by one. */
function everySum(given: readonly Offer[]): { sum: bigint; people: number }[] {
  return given.reduce(
    (sums, offer) =>
      sums.flatMap(({ sum, people }) => [
        { sum, people },
        ...offer.map(({ amount, behind }) => ({ sum: sum + amount, people: people + behind })),
      ]),
    [{ sum: 0n, people: 0 }],
  );
}

function smallestByTrying(given: readonly Offer[], least: bigint, people: number): bigint | null {
  const enough = everySum(given).filter((one) => one.sum >= least && one.people >= people);
  return enough.reduce<bigint | null>((low, { sum }) => (low === null || sum < low ? sum : low), null);
}

function mostPeople(given: readonly Offer[]): Map<bigint, number> {
  const most = new Map<bigint, number>();
  for (const { sum, people } of everySum(given)) most.set(sum, Math.max(people, most.get(sum) ?? 0));
  return most;
}

function voters(...weights: readonly (bigint | number)[]): Offer[] {
  return weights.map((weight) => [{ amount: BigInt(weight), behind: 1 }]);
}

describe("the smallest sum that is enough", () => {
  it("is the one that trying everything finds, in large steps as in small ones", () => {
    const step = fc.constantFrom(1n, 6n, 10n ** 30n);
    fc.assert(
      fc.property(offers, fc.bigInt({ min: 1n, max: 60n }), fc.nat(8), step, (given, least, people, unit) => {
        const large = given.map((offer) =>
          offer.map(({ amount, behind }) => ({ amount: amount * unit, behind })),
        );
        const expected = smallestByTrying(given, least, people);
        expect(smallestSum(large, least * unit, people)).toBe(expected === null ? null : expected * unit);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is found among amounts that are too large for a table", () => {
    const given = voters(10n ** 15n, 10n ** 15n + 1n, 10n ** 20n + 7n);
    expect(smallestSum(given, 1n, 0)).toBe(10n ** 15n);
    expect(smallestSum(given, 10n ** 15n + 2n, 0)).toBe(2n * 10n ** 15n + 1n);
    expect(smallestSum(given, 1n, 3)).toBe(10n ** 20n + 2n * 10n ** 15n + 8n);
  });

  it("is not looked for where there are too many sums", () => {
    const given = voters(...Array.from({ length: 40 }, (_, index) => 10n ** 15n + 3n ** BigInt(index)));
    expect(smallestSum(given, 5n, 0)).toBeNull();
  });
});

describe("offers put together", () => {
  it("make the same sums with as many people behind them", () => {
    fc.assert(
      fc.property(offers, fc.array(fc.constantFrom(1, 2, 5), { maxLength: 9 }), (given, weights) => {
        const all = [...given.slice(0, 3), ...voters(...weights)];
        expect(mostPeople(bundle(all))).toEqual(mostPeople(all));
      }),
      { numRuns: 300 },
    );
    expect(bundle(voters(...new Array<number>(1_000).fill(3)))).toHaveLength(10);
  });
});

describe("all sums", () => {
  it("are all, with the most people, and none above the cap", () => {
    fc.assert(
      fc.property(offers, fc.bigInt({ min: 1n, max: 30n }), (given, cap) => {
        const sums = allSums(given, 1_000, { left: 100_000 }, cap);
        const expected = new Map<bigint, number>();
        for (const [sum, people] of mostPeople(given)) {
          const capped = sum < cap ? sum : cap;
          expected.set(capped, Math.max(people, expected.get(capped) ?? 0));
        }
        expect(new Map(sums?.map(({ amount, behind }) => [amount, behind]))).toEqual(expected);
      }),
    );
  });

  it("are given up beyond the limits", () => {
    const given = voters(1, 2, 4, 8);
    expect(allSums(given, 16, { left: 1_000 })).toHaveLength(16);
    expect(allSums(given, 15, { left: 1_000 })).toBeNull();
    expect(allSums(given, 16, { left: 20 })).toBeNull();
  });
});
