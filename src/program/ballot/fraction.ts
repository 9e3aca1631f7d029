import { z } from "zod";
import { UserError } from "../../errors.ts";

/** An exact rational number, always in lowest terms with a denominator above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** The greatest common divisor, never negative. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > SAFE) [x, y] = [y, x % y];
  if (y === 0n) return x;
  // What fits into a number is divided many times faster as one.
  let [divisor, rest] = [Number(y), Number(x % y)];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  return BigInt(divisor);
}

/** The least common multiple of two numbers above zero. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

/** `numerator / denominator` in lowest terms. @throws RangeError on a denominator of zero. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (bottom === 0n) throw new RangeError("a fraction with a denominator of zero");
  if (bottom === 1n) return { numerator: top, denominator: bottom };
  const divisor = greatestCommonDivisor(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { numerator: top / divisor, denominator: bottom / divisor };
}

export const ZERO: Fraction = fraction(0);
export const ONE: Fraction = fraction(1);

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** @throws RangeError when `b` is zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below zero when `a` is less than `b`, zero when they are equal, above zero when it is more. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `"13/2"`, or `"3"` for a whole number. */
export function printFraction(value: Fraction): string {
  return value.denominator === 1n ? `${value.numerator}` : `${value.numerator}/${value.denominator}`;
}

const MEND = "write an exact fraction or a whole number: 1/2, 2/3, 3";

/**
 * Reads `"1/2"`, `"3"`, or a whole YAML number. Decimals and percentages are refused: 0.66 is not 2/3.
 *
 * @throws UserError `fraction` on anything else, with the mend.
 */
export function parseFraction(input: string | number): Fraction {
  if (typeof input === "number") {
    if (Number.isSafeInteger(input) && input >= 0) return fraction(input);
    throw new UserError("fraction", `${input} is not an exact fraction`, MEND);
  }
  const match = /^(\d{1,30})(?:\s*\/\s*(\d{1,30}))?$/.exec(input.trim());
  if (match?.[1] === undefined) {
    throw new UserError("fraction", `${JSON.stringify(input)} is not an exact fraction`, MEND);
  }
  const denominator = BigInt(match[2] ?? "1");
  if (denominator === 0n) throw new UserError("fraction", `${input} divides by zero`, MEND);
  return fraction(BigInt(match[1]), denominator);
}

/** A fraction in a config or a file: `1/2`, `3`. */
export const fractionSchema = z
  .union([z.string(), z.number()], { error: MEND })
  .meta({ examples: ["1/2", "2/3", 3] })
  .transform((input, context): Fraction => {
    try {
      return parseFraction(input);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      context.addIssue({ code: "custom", message: `${error.message}: ${error.mend}`, input });
      return z.NEVER;
    }
  });
