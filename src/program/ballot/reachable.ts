import { add, compare, type Fraction, fraction, multiply, subtract, ZERO } from "./fraction.ts";
import type { LedgerRule, LedgerSeat, SeatStatus } from "./ledger.ts";
import { type Sums, weighOrganization } from "./organization.ts";

/** One combination: what each seat of a part of the roll says. */
export type Row = readonly (readonly [LedgerSeat, SeatStatus])[];

/** What a part of the roll can come to. */
export interface Reachable {
  /** Yes less the fraction of the base. */
  readonly score: Fraction;
  /** Yes less no. */
  readonly difference: Fraction;
  readonly anyYes: boolean;
  readonly yes: number;
  readonly no: number;
  readonly inBase: number;
  readonly chairYes: boolean;
  readonly chairNo: boolean;
}

export const NOTHING: Reachable = {
  score: ZERO,
  difference: ZERO,
  anyYes: false,
  yes: 0,
  no: 0,
  inBase: 0,
  chairYes: false,
  chairNo: false,
};

/** Weighs one combination of an independent part of the roll. */
export function weighRow(rule: LedgerRule, row: Row): Reachable {
  const sums = sumsOf(row, rule.organization.kind === "collapse-identical");
  const { yes, no, base, denominator } = weighOrganization(rule.organization, rule.pass.of, sums);
  const says = (status: SeatStatus) => row.filter(([, other]) => other === status);
  return {
    score: subtract(fraction(yes, denominator), multiply(rule.pass.fraction, fraction(base, denominator))),
    difference: fraction(yes - no, denominator),
    anyYes: yes > 0n,
    yes: says("yes").length,
    no: says("no").length,
    inBase: row.filter(([seat, status]) => seat.inBase && status !== "recused").length,
    chairYes: says("yes").some(([seat]) => seat.chair),
    chairNo: says("no").some(([seat]) => seat.chair),
  };
}

export function plus(a: Reachable, b: Reachable): Reachable {
  return {
    score: add(a.score, b.score),
    difference: add(a.difference, b.difference),
    anyYes: a.anyYes || b.anyYes,
    yes: a.yes + b.yes,
    no: a.no + b.no,
    inBase: a.inBase + b.inBase,
    chairYes: a.chairYes || b.chairYes,
    chairNo: a.chairNo || b.chairNo,
  };
}

export function isTieWon({ difference, chairYes, chairNo }: Reachable): boolean {
  return compare(difference, ZERO) === 0 && chairYes && !chairNo;
}

export function divideExactly(value: Fraction, unit: bigint): bigint {
  return value.numerator / (unit * value.denominator);
}

function sumsOf(row: Row, once: boolean): Sums {
  const sums: Sums = { yes: 0n, no: 0n, abstain: 0n, eligible: 0n, members: 0 };
  for (const [seat, status] of row) {
    if (status === "recused") continue;
    sums.members += 1;
    if (seat.inBase) sums.eligible += seat.weight;
    if (status !== "yes" && status !== "no" && status !== "abstain") continue;
    if (!once) sums[status] += seat.weight;
    else if (seat.weight > sums[status]) sums[status] = seat.weight;
  }
  return sums;
}

/** Two rows with the same fingerprint come to the same under every rule. */
export function fingerprint(row: Row): string {
  const { yes, no, abstain, eligible, members } = sumsOf(row, false);
  const most = sumsOf(row, true);
  const say = (status: SeatStatus) => row.filter(([, other]) => other === status).length;
  const chair = (status: SeatStatus) => row.some(([seat, other]) => seat.chair && other === status);
  return [
    [yes, no, abstain, eligible, members, most.yes, most.no, most.abstain].join(" "),
    [say("yes"), say("no"), chair("yes"), chair("no")].join(" "),
  ].join(" ");
}
