import { add, compare, fraction, multiply, printFraction, subtract, ZERO } from "./fraction.ts";
import type { Group, Ledger, LedgerSeat, SeatStatus } from "./ledger.ts";
import { type PassingRule, peopleConditionsHold } from "./passing.ts";
import {
  divideExactly,
  fingerprint,
  isTieWon,
  NOTHING,
  plus,
  type Reachable,
  type Row,
  weighRow,
} from "./reachable.ts";

/** How many combinations may still be looked at, over the whole count of a ballot. */
export interface SearchBudget {
  left: number;
}

class OutOfBudget extends Error {}

const ALL: readonly SeatStatus[] = ["yes", "no", "abstain", "present", "recused"];

/**
 * The combinations that lie between "all say yes" and "all say no", for the few rules under which those two
 * ends do not tell everything:
 * - `tie: chair` passes on equality alone, which may lie between the ends;
 * - under `cap` or `split` of those eligible, a recusal can do more than a vote where a member of the same
 *   organization votes without being in the base;
 * - under `collapse-identical` an abstention beside a no can weigh more than a second no.
 * Organizations are independent of each other, so each is enumerated by itself and the results are added up.
 */
export class ProspectSearch {
  readonly #rule: PassingRule;
  readonly #ledger: Ledger;
  readonly #budget: SearchBudget;

  constructor(rule: PassingRule, ledger: Ledger, budget: SearchBudget) {
    this.#rule = rule;
    this.#ledger = ledger;
    this.#budget = budget;
  }

  /** Whether anything but "all say yes" could pass, given that this does not. */
  canPassOtherwise(): boolean {
    const uneven = this.#isUneven();
    if (!uneven && this.#rule.tie !== "chair") return false;
    const { inBase } = this.#ledger;
    if (inBase.fixed + inBase.free === 0) return false;
    // No other combination has more people saying yes or fewer saying no.
    if (!peopleConditionsHold(this.#rule, this.#ledger, "best")) return false;
    try {
      return (uneven && this.#fractionCanBeReached()) || (this.#rule.tie === "chair" && this.#tieCanBeWon());
    } catch (error) {
      if (error instanceof OutOfBudget) return true;
      throw error;
    }
  }

  /** Whether anything but "all say no" could fail, given that this passes. */
  canFailOtherwise(): boolean {
    const uneven = this.#isUneven() || this.#abstentionsAdd();
    if (!uneven && (this.#rule.tie !== "chair" || this.#ledger.reached("worst"))) return false;
    try {
      return this.#fractionCanBeMissed();
    } catch (error) {
      if (error instanceof OutOfBudget) return true;
      throw error;
    }
  }

  #isUneven(): boolean {
    const { rule, groups } = this.#ledger;
    const { kind } = rule.organization;
    if (rule.pass.of !== "eligible" || (kind !== "cap" && kind !== "split")) return false;
    return groups.some(({ seats }) => seats.length > 1 && seats.some((seat) => !seat.inBase));
  }

  /** Of two members of one organization, a no and an abstention weigh more in the base than two equal noes. */
  #abstentionsAdd(): boolean {
    const { pass, organization } = this.#ledger.rule;
    return pass.of === "cast-and-abstain" && organization.kind === "collapse-identical";
  }

  #fractionCanBeReached(): boolean {
    let totals = [this.#constant()];
    for (const part of this.#parts(["yes", "recused"])) {
      const best = new Map<string, Reachable>();
      for (const total of this.#sums(totals, part)) {
        const key = `${Math.min(total.yes, this.#rule.minimumYes ?? 0)} ${total.inBase > 0}`;
        const other = best.get(key);
        if (other === undefined || compare(total.score, other.score) > 0) best.set(key, total);
      }
      totals = [...best.values()];
    }
    return totals.some((total) => this.#peopleHold(total) && this.#isReached(total));
  }

  #tieCanBeWon(): boolean {
    if (this.#ledger.balance("best") < 0) return false;
    if (this.#ledger.rule.organization.kind === "none") {
      const weights = new Set(this.#ledger.seats.map((seat) => seat.weight));
      const [weight] = weights;
      if (weights.size === 1 && weight !== undefined && weight > 0n) return this.#equalTieCanBeWon(weight);
    }
    let totals = [this.#constant()];
    for (const part of this.#parts(ALL)) {
      const distinct = new Map<string, Reachable>();
      for (const total of this.#sums(totals, part)) {
        if (this.#rule.maximumNo !== null && total.no > this.#rule.maximumNo) continue;
        const yes = Math.min(total.yes, this.#rule.minimumYes ?? 0);
        const no = this.#rule.maximumNo === null ? 0 : total.no;
        const flags = [total.inBase > 0, total.chairYes, total.chairNo].join(" ");
        distinct.set(`${printFraction(total.difference)} ${yes} ${no} ${flags}`, total);
      }
      totals = [...distinct.values()];
    }
    return totals.some((total) => this.#peopleHold(total) && isTieWon(total));
  }

  /** Where all seats weigh the same, only numbers of people matter. */
  #equalTieCanBeWon(weight: bigint): boolean {
    const constant = this.#constant();
    const free = this.#ledger.seats.filter((seat) => seat.free);
    const chairs = free.filter((seat) => seat.chair).length;
    const lead = Number(divideExactly(constant.difference, weight));
    const mostNo = Math.min(
      free.length - chairs,
      (this.#rule.maximumNo ?? Number.POSITIVE_INFINITY) - constant.no,
    );
    for (let no = 0; no <= mostNo; no++) {
      const yes = no - lead;
      if (yes < 0 || yes + no > free.length || constant.yes + yes < (this.#rule.minimumYes ?? 0)) continue;
      if (!constant.chairNo && (constant.chairYes || (chairs > 0 && yes > 0))) return true;
    }
    return false;
  }

  #fractionCanBeMissed(): boolean {
    const parts = this.#parts(this.#rule.tie === "chair" ? ALL : ["no", "abstain", "recused"]);
    const lowest = parts.map((part) =>
      part.reduce((low, next) => (compare(next.score, low.score) < 0 ? next : low)),
    );
    const total = lowest.reduce(plus, this.#constant());
    if (this.#isReached(total)) return false;
    if (this.#rule.tie !== "chair" || !isTieWon(total)) return true;
    // The lowest score is a tie that the chair wins: is there a part that can break it and stay below the fraction?
    return parts.some((part, index) => {
      const low = lowest[index];
      if (low === undefined) return false;
      return part.some((other) => {
        const score = add(subtract(total.score, low.score), other.score);
        const difference = add(subtract(total.difference, low.difference), other.difference);
        const breaks = compare(difference, ZERO) !== 0 || other.chairNo;
        return breaks && !this.#isReached({ score, anyYes: true });
      });
    });
  }

  #isReached({ score, anyYes }: Pick<Reachable, "score" | "anyYes">): boolean {
    const order = compare(score, ZERO);
    return this.#ledger.rule.pass.strict ? order > 0 : order >= 0 && anyYes;
  }

  #peopleHold({ yes, no, inBase }: Reachable): boolean {
    const { minimumYes, maximumNo } = this.#rule;
    return (
      inBase > 0 && (minimumYes === null || yes >= minimumYes) && (maximumNo === null || no <= maximumNo)
    );
  }

  /** What cannot change any more: organizations without anyone free, and a fixed number of seats. */
  #constant(): Reachable {
    const { rule, groups } = this.#ledger;
    const seats = multiply(rule.pass.fraction, fraction(rule.seats));
    const linear = rule.organization.kind === "none";
    const settled = groups.map(({ seats }) => (linear ? seats.filter((seat) => !seat.free) : seats));
    return settled
      .filter((seats) => seats.every((seat) => !seat.free))
      .map((seats) =>
        weighRow(
          this.#ledger.rule,
          seats.map((seat) => [seat, seat.status]),
        ),
      )
      .reduce(plus, { ...NOTHING, score: subtract(ZERO, seats) });
  }

  /** For each independent part of the roll that has someone free: all that it can come to. */
  #parts(options: readonly SeatStatus[]): Reachable[][] {
    const { rule, groups } = this.#ledger;
    const parts: (readonly LedgerSeat[])[] =
      rule.organization.kind === "none"
        ? groups.flatMap(({ seats }) => seats.filter((seat) => seat.free).map((seat) => [seat]))
        : groups.map(({ seats }: Group) => seats).filter((seats) => seats.some((seat) => seat.free));
    return parts.map((seats) => this.#enumerate(seats, options));
  }

  #enumerate(seats: readonly LedgerSeat[], options: readonly SeatStatus[]): Reachable[] {
    let rows: Row[] = [[]];
    for (const seat of seats) {
      const distinct = new Map<string, Row>();
      for (const row of rows) {
        for (const status of seat.free ? options : [seat.status]) {
          this.#spend();
          const next = [...row, [seat, status] as const];
          distinct.set(fingerprint(next), next);
        }
      }
      rows = [...distinct.values()];
    }
    return rows.map((row) => weighRow(this.#ledger.rule, row));
  }

  *#sums(totals: readonly Reachable[], part: readonly Reachable[]): Generator<Reachable> {
    for (const total of totals) {
      for (const reachable of part) {
        this.#spend();
        yield plus(total, reachable);
      }
    }
  }

  #spend(): void {
    if (this.#budget.left <= 0) throw new OutOfBudget();
    this.#budget.left -= 1;
  }
}
