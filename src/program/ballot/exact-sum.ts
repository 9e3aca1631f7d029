import {
  add,
  compare,
  type Fraction,
  fraction,
  greatestCommonDivisor,
  leastCommonMultiple,
  ZERO,
} from "./fraction.ts";

/** How many steps make one. */
const STEPS = 2n ** 64n;

/** A fraction as a whole number and a rest from zero up to, and without, one. */
interface Split {
  readonly whole: bigint;
  /** The rest in small steps, rounded down, and whether that lost anything: 1 or 0. */
  readonly steps: bigint;
  readonly rounded: 0 | 1;
  /** The rest exactly, in lowest terms. */
  readonly rest: Fraction;
}

/**
 * A sum of many fractions that changes by one term at a time. What is less than one is kept twice: rounded down to
 * small steps, and exactly, apart by denominator. The steps nearly always tell the sign; only a sum that is nearer to
 * zero than they can tell is brought together exactly.
 */
export class ExactSum {
  #whole = 0n;
  #steps = 0n;
  /** How many rests were rounded. Each of them lost less than one step. */
  #rounded = 0;
  readonly #rests = new Map<bigint, bigint>();

  add(numerator: bigint, denominator: bigint): void {
    if (denominator === 1n) this.#whole += numerator;
    else this.#change(split(numerator, denominator), 1);
  }

  /** Takes away a term that was added. */
  subtract(numerator: bigint, denominator: bigint): void {
    if (denominator === 1n) this.#whole -= numerator;
    else this.#change(split(numerator, denominator), -1);
  }

  /** Below zero, zero, or above zero: the sign of the sum with `more` added, exactly. */
  sign(more: Fraction = ZERO): number {
    const other = split(more.numerator, more.denominator);
    const rounded = this.#rounded + other.rounded;
    const steps = (this.#whole + other.whole) * STEPS + this.#steps + other.steps;
    if (rounded === 0) return steps > 0n ? 1 : steps < 0n ? -1 : 0;
    if (steps >= 0n) return 1;
    if (steps + BigInt(rounded) <= 0n) return -1;
    return compare(add(this.value(), more), ZERO);
  }

  value(): Fraction {
    let common = 1n;
    for (const denominator of this.#rests.keys()) common = leastCommonMultiple(common, denominator);
    let sum = this.#whole * common;
    for (const [denominator, numerator] of this.#rests) sum += numerator * (common / denominator);
    return fraction(sum, common);
  }

  #change({ whole, steps, rounded, rest }: Split, sign: 1 | -1): void {
    this.#whole += sign === 1 ? whole : -whole;
    if (rest.numerator === 0n) return;
    this.#steps += sign === 1 ? steps : -steps;
    this.#rounded += sign * rounded;
    const { numerator, denominator } = rest;
    const sum = (this.#rests.get(denominator) ?? 0n) + (sign === 1 ? numerator : -numerator);
    if (sum === 0n) this.#rests.delete(denominator);
    else this.#rests.set(denominator, sum);
  }
}

function split(numerator: bigint, denominator: bigint): Split {
  if (denominator === 1n) return { whole: numerator, steps: 0n, rounded: 0, rest: ZERO };
  // In lowest terms there are fewer denominators: an organization that says one thing gives a whole number.
  const divisor = greatestCommonDivisor(numerator, denominator);
  const [top, bottom] = [numerator / divisor, denominator / divisor];
  const over = ((top % bottom) + bottom) % bottom;
  const scaled = over * STEPS;
  return {
    whole: (top - over) / bottom,
    steps: scaled / bottom,
    rounded: scaled % bottom === 0n ? 0 : 1,
    rest: { numerator: over, denominator: bottom },
  };
}
