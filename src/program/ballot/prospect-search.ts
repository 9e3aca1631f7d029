import { add, compare, printFraction, subtract, ZERO } from "./fraction.ts";
import type { Ledger, LedgerSeat, SeatStatus } from "./ledger.ts";
import { type PassingRule, peopleConditionsHold } from "./passing.ts";
import {
  countPerson,
  EMPTY_ROW,
  fingerprint,
  type People,
  plus,
  type Reachable,
  type Row,
  weighRow,
  withSeat,
} from "./reachable.ts";

/** Combinations that the search may look at during one count. */
const BUDGET = 20_000;

/** Thrown and caught in this file only; made once, because collecting a stack takes longer than a small search. */
const OUT_OF_BUDGET = new Error("the search for prospects has run out of its budget");

const ALL: readonly SeatStatus[] = ["yes", "no", "abstain", "present", "recused"];

/** What cannot change any more, and for each independent part of the roll that has someone free all it can come to. */
interface Combinations {
  readonly settled: Reachable;
  readonly parts: readonly (readonly Reachable[])[];
}

/**
 * The combinations that lie between "all say yes" and "all say no", for the few rules under which those two
 * ends do not tell everything:
 * - `tie: chair` passes on equality alone, which may lie between the ends;
 * - under `cap` or `split` of those eligible, a recusal can do more than a vote where a member of the same
 *   organization votes without being in the base;
 * - under `collapse-identical` an abstention beside a no can weigh more than a second no.
 * Organizations are independent of each other, so each is enumerated by itself and the results are added up. Where
 * nobody is free the ends are one and tell everything.
 */
export class ProspectSearch {
  readonly #rule: PassingRule;
  readonly #ledger: Ledger;
  readonly #isUneven: boolean;
  readonly #isEqual: boolean;
  #left = BUDGET;

  constructor(rule: PassingRule, ledger: Ledger) {
    this.#rule = rule;
    this.#ledger = ledger;
    this.#isUneven = isUneven(ledger);
    this.#isEqual = allWeighTheSame(ledger);
  }

  /** Whether anything but "all say yes" could pass, given that this does not. */
  canPassOtherwise(): boolean {
    if (!this.#isUneven && this.#rule.tie !== "chair") return false;
    const { inBase, freePeople } = this.#ledger;
    if (freePeople === 0 || inBase.fixed + inBase.free === 0) return false;
    // No other combination has more people saying yes or fewer saying no.
    if (!peopleConditionsHold(this.#rule, this.#ledger, "best")) return false;
    return this.#unlessTooLong(
      () =>
        (this.#isUneven && this.#fractionCanBeReached()) ||
        (this.#rule.tie === "chair" && this.#tieCanBeWon()),
    );
  }

  /** Whether anything but "all say no" could fail, given that this passes. */
  canFailOtherwise(): boolean {
    if (this.#ledger.freePeople === 0) return false;
    const { pass, organization } = this.#ledger.rule;
    // Of two members of one organization, a no and an abstention weigh more in the base than two equal noes.
    const abstentionsAdd = pass.of === "cast-and-abstain" && organization.kind === "collapse-identical";
    const tieCanBeBroken = this.#rule.tie === "chair" && !this.#ledger.reached("worst");
    if (!this.#isUneven && !abstentionsAdd && !tieCanBeBroken) return false;
    return this.#unlessTooLong(() => this.#fractionCanBeMissed());
  }

  #unlessTooLong(search: () => boolean): boolean {
    try {
      return search();
    } catch (error) {
      if (error === OUT_OF_BUDGET) return true;
      throw error;
    }
  }

  #fractionCanBeReached(): boolean {
    const { settled, parts } = this.#combinations(["yes", "recused"]);
    let totals = [settled];
    for (const part of parts) {
      const best = new Map<string, Reachable>();
      for (const total of this.#sums(totals, part)) {
        const { yesPeople, inBase } = total.people;
        const key = `${Math.min(yesPeople, this.#rule.minimumYes ?? 0)} ${inBase > 0}`;
        const other = best.get(key);
        if (other === undefined || compare(total.score, other.score) > 0) best.set(key, total);
      }
      totals = [...best.values()];
    }
    return totals.some((total) => this.#peopleHold(total) && this.#isReached(total));
  }

  #tieCanBeWon(): boolean {
    if (this.#ledger.balance("best") < 0) return false;
    if (this.#isEqual) return this.#equalTieCanBeWon();
    const { minimumYes, maximumNo } = this.#rule;
    const { settled, parts } = this.#combinations(ALL);
    let totals = [settled];
    for (const part of parts) {
      const distinct = new Map<string, Reachable>();
      for (const total of this.#sums(totals, part)) {
        const { yesPeople, noPeople, inBase, yesChairs, noChairs } = total.people;
        if (maximumNo !== null && noPeople > maximumNo) continue;
        const [yes, no] = [Math.min(yesPeople, minimumYes ?? 0), maximumNo === null ? 0 : noPeople];
        const people = `${yes} ${no} ${inBase > 0}`;
        const chairs = `${yesChairs > 0} ${noChairs > 0}`;
        distinct.set(`${printFraction(total.difference)} ${people} ${chairs}`, total);
      }
      totals = [...distinct.values()];
    }
    return totals.some((total) => this.#peopleHold(total) && this.#isTieWon(total));
  }

  /** Where all seats weigh the same only numbers of people matter: the fewest yeses that will do are tried. */
  #equalTieCanBeWon(): boolean {
    const { fixedPeople, freePeople, chairs } = this.#ledger;
    const lead = fixedPeople.yes - fixedPeople.no;
    const chairIsMissing = chairs.fixed.yes === 0;
    if (chairs.fixed.no > 0 || (chairIsMissing && chairs.free === 0)) return false;
    const missingYes = (this.#rule.minimumYes ?? 0) - fixedPeople.yes;
    const yes = Math.max(0, -lead, missingYes, chairIsMissing ? 1 : 0);
    const no = yes + lead;
    const mostNo = (this.#rule.maximumNo ?? Number.POSITIVE_INFINITY) - fixedPeople.no;
    return yes + no <= freePeople && no <= Math.min(freePeople - chairs.free, mostNo);
  }

  #fractionCanBeMissed(): boolean {
    const options: readonly SeatStatus[] = this.#rule.tie === "chair" ? ALL : ["no", "abstain", "recused"];
    const { settled, parts } = this.#combinations(options);
    const lowest = parts.map((part) =>
      part.reduce((low, next) => (compare(next.score, low.score) < 0 ? next : low)),
    );
    const total = lowest.reduce(plus, settled);
    if (this.#isReached(total)) return false;
    if (this.#rule.tie !== "chair" || !this.#isTieWon(total)) return true;
    // The lowest score is a tie that the chair wins: is there a part that can break it and stay below the fraction?
    return parts.some((part, index) => {
      const low = lowest[index];
      if (low === undefined) return false;
      return part.some((other) => {
        const score = add(subtract(total.score, low.score), other.score);
        const difference = add(subtract(total.difference, low.difference), other.difference);
        const breaks = !this.#isEven({ difference }) || other.people.noChairs > 0;
        return breaks && !this.#isReached({ score, anyYes: true });
      });
    });
  }

  #isReached({ score, anyYes }: Pick<Reachable, "score" | "anyYes">): boolean {
    const sign = this.#ledger.totals("best").score.sign(score);
    return this.#ledger.rule.pass.strict ? sign > 0 : sign >= 0 && anyYes;
  }

  #isEven({ difference }: Pick<Reachable, "difference">): boolean {
    return this.#ledger.totals("best").difference.sign(difference) === 0;
  }

  #isTieWon(total: Reachable): boolean {
    return this.#isEven(total) && total.people.yesChairs > 0 && total.people.noChairs === 0;
  }

  #peopleHold({ people: { yesPeople, noPeople, inBase } }: Reachable): boolean {
    const { minimumYes, maximumNo } = this.#rule;
    const enoughYes = minimumYes === null || yesPeople >= minimumYes;
    return inBase > 0 && enoughYes && (maximumNo === null || noPeople <= maximumNo);
  }

  /** Without a rule for organizations each seat is a part of its own. */
  #combinations(options: readonly SeatStatus[]): Combinations {
    // Someone is free, and the first step would not be affordable.
    if (this.#left === 0) throw OUT_OF_BUDGET;
    const { rule, groups, fixedPeople, inBase, chairs } = this.#ledger;
    const people: People = {
      yesPeople: fixedPeople.yes,
      noPeople: fixedPeople.no,
      inBase: inBase.fixed,
      yesChairs: chairs.fixed.yes,
      noChairs: chairs.fixed.no,
    };
    let anyYes = false;
    const parts: Reachable[][] = [];
    for (const group of groups) {
      if (rule.organization.kind === "none") {
        anyYes ||= group.fixed.yes > 0n;
        for (const seat of group.seats) if (seat.free) parts.push(this.#enumerate([seat], options));
      } else if (group.freeMembers === 0) {
        anyYes ||= this.#ledger.weighed(group).yes > 0n;
      } else {
        parts.push(this.#enumerate(group.seats, options));
        for (const seat of group.seats) if (!seat.free) countPerson(people, seat, seat.status, -1);
      }
    }
    return { settled: { score: ZERO, difference: ZERO, anyYes, people }, parts };
  }

  #enumerate(seats: readonly LedgerSeat[], options: readonly SeatStatus[]): Reachable[] {
    let rows: Row[] = [EMPTY_ROW];
    let best = EMPTY_ROW;
    for (const seat of seats) {
      const distinct = new Map<string, Row>();
      for (const row of rows) {
        for (const status of seat.free ? options : [seat.status]) {
          this.#spend();
          const next = withSeat(row, seat, status);
          distinct.set(fingerprint(next), next);
        }
      }
      rows = [...distinct.values()];
      best = withSeat(best, seat, seat.free ? "yes" : seat.status);
    }
    return rows.map((row) => weighRow(this.#ledger.rule, row, best));
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
    if (this.#left === 0) throw OUT_OF_BUDGET;
    this.#left -= 1;
  }
}

/** Whether there are people outside the base who share an organization that is cut against those eligible. */
function isUneven({ rule, groups }: Ledger): boolean {
  const { kind } = rule.organization;
  if (rule.pass.of !== "eligible" || (kind !== "cap" && kind !== "split")) return false;
  return groups.some(({ seats }) => seats.length > 1 && seats.some((seat) => !seat.inBase));
}

function allWeighTheSame({ rule, seats }: Ledger): boolean {
  const [first] = seats;
  if (rule.organization.kind !== "none" || first === undefined || first.weight === 0n) return false;
  return seats.every(({ weight }) => weight === first.weight);
}
