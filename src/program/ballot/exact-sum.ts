import { leastCommonMultiple } from "./fraction.ts";

/**
 * A sum of many fractions that changes by one term at a time. Terms are kept apart by denominator, so a change
 * is one addition; only asking for the sign of a sum that is close to zero brings them together.
 */
export class ExactSum {
  readonly #numerators = new Map<bigint, bigint>();

  add(numerator: bigint, denominator: bigint): void {
    if (numerator === 0n) return;
    const sum = (this.#numerators.get(denominator) ?? 0n) + numerator;
    if (sum === 0n) this.#numerators.delete(denominator);
    else this.#numerators.set(denominator, sum);
  }

  /** Below zero, zero, or above zero: exactly. */
  sign(): number {
    let rough = 0;
    let size = 0;
    for (const [denominator, numerator] of this.#numerators) {
      const term = Number(numerator) / Number(denominator);
      rough += term;
      size += Math.abs(term);
    }
    // Far more than floating point can lose over this many terms; NaN and infinity fall through to the exact way.
    if (Math.abs(rough) > size * 1e-9 && Number.isFinite(size)) return Math.sign(rough);
    let common = 1n;
    for (const denominator of this.#numerators.keys()) common = leastCommonMultiple(common, denominator);
    let exact = 0n;
    for (const [denominator, numerator] of this.#numerators) exact += numerator * (common / denominator);
    return exact > 0n ? 1 : exact < 0n ? -1 : 0;
  }
}
