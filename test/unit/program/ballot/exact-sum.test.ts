import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactSum } from "../../../../src/program/ballot/exact-sum.ts";
import { add, compare, fraction, subtract, ZERO } from "../../../../src/program/ballot/fraction.ts";

const term = fc.tuple(fc.bigInt({ min: -50n, max: 50n }), fc.bigInt({ min: 1n, max: 60n }));

function sumOf(terms: readonly (readonly [bigint, bigint])[]): ExactSum {
  const sum = new ExactSum();
  for (const [top, bottom] of terms) sum.add(top, bottom);
  return sum;
}

describe("a sum of many fractions", () => {
  it("has the sign of the exact sum", () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 30 }), (terms) => {
        const exact = terms.reduce((total, [top, bottom]) => add(total, fraction(top, bottom)), ZERO);
        expect(sumOf(terms).sign()).toBe(compare(exact, ZERO));
      }),
    );
  });

  it("is zero where floating point is not", () => {
    const tenths: [bigint, bigint][] = [
      [1n, 10n],
      [1n, 5n],
      [-3n, 10n],
    ];
    expect(1 / 10 + 1 / 5 - 3 / 10).not.toBe(0);
    expect(
      sumOf([
        [1n, 10n],
        [1n, 5n],
        [-6n, 20n],
      ]).sign(),
    ).toBe(0);
    expect(sumOf(tenths).sign()).toBe(0);
  });

  it("keeps its sign beyond what floating point can hold", () => {
    const huge = 10n ** 400n;
    expect(
      sumOf([
        [huge, 1n],
        [-huge, 1n],
        [1n, 3n],
      ]).sign(),
    ).toBe(1);
    expect(
      sumOf([
        [huge, 3n],
        [-huge - 1n, 3n],
      ]).sign(),
    ).toBe(-1);
  });

  it("is what is left when terms are taken away again", () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 20 }), fc.array(term, { maxLength: 20 }), (stay, go) => {
        const sum = sumOf([...stay, ...go]);
        for (const [top, bottom] of go) sum.subtract(top, bottom);
        const exact = stay.reduce((total, [top, bottom]) => add(total, fraction(top, bottom)), ZERO);
        expect(sum.value()).toEqual(exact);
        expect(sum.sign()).toBe(compare(exact, ZERO));
      }),
    );
  });

  it("has the sign of the sum and one more term", () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 20 }), term, (terms, [top, bottom]) => {
        const sum = sumOf(terms);
        const more = fraction(top, bottom);
        expect(sum.sign(more)).toBe(compare(add(sum.value(), more), ZERO));
        expect(sum.sign(subtract(ZERO, sum.value()))).toBe(0);
      }),
    );
  });

  it("tells what lies nearer to zero than it is rounded to", () => {
    const tiny = 10n ** 40n;
    const thirds: [bigint, bigint][] = [
      [1n, 3n],
      [-1n, 3n],
    ];
    expect(sumOf([...thirds, [1n, tiny]]).sign()).toBe(1);
    expect(sumOf([...thirds, [-1n, tiny]]).sign()).toBe(-1);
  });
});
