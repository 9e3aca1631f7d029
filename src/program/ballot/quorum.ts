import { type Fraction, fraction } from "./fraction.ts";
import type { LedgerSeat } from "./ledger.ts";
import { CHOICES, type Rule, type Threshold } from "./rule.ts";

interface QuorumSeat {
  readonly weight: bigint;
  readonly inBase: boolean;
}

interface CountedSeat {
  readonly index: number;
  readonly ledger: Pick<LedgerSeat, "status" | "free">;
  /** An alternate's vote fills the seat when its voter says nothing. */
  readonly standIn: boolean;
}

/** The running quorum: people (or points) in the base whose choice counts as presence. Never capped. */
export class Quorum {
  readonly #rule: NonNullable<Rule["quorum"]>;
  readonly #seats: number | null;
  readonly #unit: bigint;
  readonly #weights: readonly QuorumSeat[];
  /** What counts now, and what counts if those who are free do the worst for the quorum. */
  readonly #now = { have: 0n, base: 0n, people: 0 };
  readonly #worst = { have: 0n, base: 0n, people: 0 };
  /** How many seats are in the base even then, and the weights of those that leave it. */
  #staying = 0;
  readonly #leaving = new Map<number, bigint>();

  /** @param unit how many units of `weights` make one point or person */
  constructor(
    rule: NonNullable<Rule["quorum"]>,
    seats: number | null,
    weights: readonly QuorumSeat[],
    unit: bigint,
  ) {
    this.#rule = rule;
    this.#seats = seats;
    this.#weights = weights;
    this.#unit = unit;
  }

  /** Adds (`1`) or takes away (`-1`) a seat as it stands. */
  count({ index, ledger: { status, free }, standIn }: CountedSeat, sign: 1 | -1): void {
    const seat = this.#weights[index];
    if (seat?.inBase !== true) return;
    const weight = sign === 1 ? seat.weight : -seat.weight;
    const counts = status !== "silent" && status !== "recused" && this.#rule.votes.includes(status);
    if (status !== "recused") {
      this.#now.base += weight;
      if (counts) {
        this.#now.have += weight;
        this.#now.people += sign;
      }
    }
    if (status === "recused" && !free) return;
    // A free seat with an alternate's vote cannot fall silent: at worst its voter is recused, which costs the
    // quorum a presence, or makes a choice that does not count.
    if (free && standIn && this.#rule.votes.length === CHOICES.length) {
      if (sign === 1) this.#leaving.set(index, weight);
      else this.#leaving.delete(index);
      return;
    }
    this.#staying += sign;
    this.#worst.base += weight;
    if (!free && counts) {
      this.#worst.have += weight;
      this.#worst.people += sign;
    }
  }

  /** Whether the quorum is met now. */
  isMet(): boolean {
    return this.#isMet(this.#now);
  }

  /** Whether it stays met whatever those who are free still do. */
  isSafe(): boolean {
    if (this.#staying > 0 || this.#leaving.size === 0) return this.#isMet(this.#worst);
    // If all of them leave nobody is left to decide, and the ballot fails for that: at worst one of them stays.
    const weight = [...this.#leaving.values()].reduce((a, b) => (a < b ? a : b));
    return this.#isMet({ have: weight, base: weight, people: 1 });
  }

  /** What is there, in points or people. */
  have(): Fraction {
    return fraction(this.#now.have, this.#unit);
  }

  people(): number {
    return this.#now.people;
  }

  /** What the quorum is a fraction of now, and the weight of each seat in the base; `null` without a fraction. */
  wanted(): (Threshold & { base: bigint; weights: ReadonlyMap<number, bigint>; unit: bigint }) | null {
    const { threshold } = this.#rule;
    if (threshold === null) return null;
    const weights = new Map<number, bigint>();
    this.#weights.forEach((seat, index) => {
      if (seat.inBase) weights.set(index, seat.weight);
    });
    return { ...threshold, base: this.#base(this.#now.base), weights, unit: this.#unit };
  }

  #base(eligible: bigint): bigint {
    return this.#rule.of === "seats" ? BigInt(this.#seats ?? 0) * this.#unit : eligible;
  }

  #isMet({ have, base, people }: { have: bigint; base: bigint; people: number }): boolean {
    if (this.#rule.minimum !== null && people < this.#rule.minimum) return false;
    const { threshold } = this.#rule;
    if (threshold === null) return true;
    const { numerator, denominator } = threshold.fraction;
    const difference = have * denominator - numerator * this.#base(base);
    return threshold.strict ? difference > 0n : difference >= 0n && have > 0n;
  }
}
