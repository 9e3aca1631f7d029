import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Largest } from "../../../../src/program/ballot/largest.ts";

describe("the largest of some amounts", () => {
  it("is the largest after every change", () => {
    const change = fc.tuple(fc.nat(1_000), fc.bigInt({ min: 0n, max: 20n }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(change, { maxLength: 40 }), (size, changes) => {
        const largest = new Largest(size);
        const amounts = new Array<bigint>(size).fill(0n);
        for (const [anywhere, amount] of changes) {
          largest.set(anywhere % size, amount);
          amounts[anywhere % size] = amount;
          expect(largest.get()).toBe(amounts.reduce((a, b) => (a > b ? a : b)));
        }
      }),
    );
  });

  it("is zero of none", () => {
    expect(new Largest(0).get()).toBe(0n);
    expect(new Largest(3).get()).toBe(0n);
  });
});
