import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  compare,
  divide,
  fraction,
  fractionSchema,
  multiply,
  parseFraction,
  printFraction,
  subtract,
  ZERO,
} from "../../../../src/program/ballot/fraction.ts";

const any = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }))
  .map(([top, bottom]) => fraction(top, bottom));

describe("fractions", () => {
  it.each([
    ["1/2", "1/2"],
    ["2/4", "1/2"],
    ["3", "3"],
    [3, "3"],
    ["26/4", "13/2"],
    [" 2 / 3 ", "2/3"],
    [0, "0"],
    ["0/7", "0"],
    ["100000000000000000000/3", "100000000000000000000/3"],
  ])("%j is %s", (input, text) => {
    expect(printFraction(parseFraction(input))).toBe(text);
  });

  it.each([
    0.66,
    0.5,
    1e21,
    -1,
    Number.NaN,
    "0.66",
    "66%",
    "150 %",
    "1/0",
    "1/2/3",
    "-1/2",
    "",
    "half",
    "1e3",
    "1/-2",
  ])("%j is refused with the mend", (input) => {
    expect(() => parseFraction(input)).toThrow(expect.objectContaining({ code: "fraction" }));
    expect(fractionSchema.safeParse(input).success).toBe(false);
  });

  it("says what to write instead", () => {
    expect(fractionSchema.safeParse(0.66).error?.issues[0]?.message).toBe(
      "0.66 is not an exact fraction: write an exact fraction or a whole number: 1/2, 2/3, 3",
    );
    expect(fractionSchema.safeParse("1/0").error?.issues[0]?.message).toContain("divides by zero");
  });

  it("adds, subtracts, multiplies and divides exactly", () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        if (compare(b, ZERO) !== 0) expect(multiply(divide(a, b), b)).toEqual(a);
      }),
    );
  });

  it("compares as the difference says, and prints what it reads", () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(Math.sign(compare(a, b))).toBe(Math.sign(Number(subtract(a, b).numerator)));
        if (compare(a, ZERO) >= 0) expect(parseFraction(printFraction(a))).toEqual(a);
      }),
    );
  });

  it("refuses a denominator of zero", () => {
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
    expect(() => divide(fraction(1), ZERO)).toThrow(RangeError);
  });
});
