import { type Fraction, fraction } from "./fraction.ts";
import type { LedgerSeat } from "./ledger.ts";
import type { Rule, Threshold } from "./rule.ts";

interface QuorumSeat {
  readonly weight: bigint;
  readonly inBase: boolean;
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
  count(index: number, { status, free }: Pick<LedgerSeat, "status" | "free">, sign: 1 | -1): void {
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
    // A free seat that is filled by an alternate cannot fall silent: at worst it is recused, which costs the
    // quorum its presence, or makes a choice that does not count.
    const filled = free && status !== "silent" && status !== "recused";
    const leaves = free ? filled && this.#rule.votes.length === 4 : status === "recused";
    if (leaves) return;
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
    return this.#isMet(this.#worst);
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
