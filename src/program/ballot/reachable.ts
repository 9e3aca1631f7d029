import { add, type Fraction, fraction, subtract } from "./fraction.ts";
import { larger } from "./largest.ts";
import type { LedgerRule, LedgerSeat, SeatStatus } from "./ledger.ts";
import { addToSums, noSums, type Sums, weighOrganization } from "./organization.ts";

/** How many people there are of each kind that a rule asks about. */
export interface People {
  yesPeople: number;
  noPeople: number;
  inBase: number;
  yesChairs: number;
  noChairs: number;
}

/** One combination: what the seats of a part of the roll come to, added up seat by seat. */
export interface Row extends Sums, People {
  /** The most that a single seat gives to each choice. */
  mostYes: bigint;
  mostNo: bigint;
  mostAbstain: bigint;
}

/** What a part of the roll can come to, against what it comes to when all of it who are free say yes. */
export interface Reachable {
  /** Yes less the fraction of the base, times the fraction's denominator, as in the ledger. */
  readonly score: Fraction;
  /** Yes less no. */
  readonly difference: Fraction;
  readonly anyYes: boolean;
  readonly people: Readonly<People>;
}

const NOBODY: People = { yesPeople: 0, noPeople: 0, inBase: 0, yesChairs: 0, noChairs: 0 };

export const EMPTY_ROW: Readonly<Row> = { ...noSums(), ...NOBODY, mostYes: 0n, mostNo: 0n, mostAbstain: 0n };

/** The row with one more seat, which says `status`. */
export function withSeat(row: Row, seat: LedgerSeat, status: SeatStatus): Row {
  const next = { ...row };
  addToSums(next, seat, status, 1);
  countPerson(next, seat, status, 1);
  const { weight } = seat;
  if (status === "yes") next.mostYes = larger(next.mostYes, weight);
  if (status === "no") next.mostNo = larger(next.mostNo, weight);
  if (status === "abstain") next.mostAbstain = larger(next.mostAbstain, weight);
  return next;
}

/** Adds (`1`) someone who says `status`, or takes them away (`-1`). */
export function countPerson(people: People, seat: LedgerSeat, status: SeatStatus, sign: 1 | -1): void {
  if (seat.inBase && status !== "recused") people.inBase += sign;
  if (status === "yes") people.yesPeople += sign;
  if (status === "no") people.noPeople += sign;
  if (seat.chair && status === "yes") people.yesChairs += sign;
  if (seat.chair && status === "no") people.noChairs += sign;
}

/** Two rows with the same fingerprint come to the same under every rule. */
export function fingerprint(row: Row): string {
  const points = `${row.yes} ${row.no} ${row.abstain} ${row.eligible} ${row.members}`;
  const most = `${row.mostYes} ${row.mostNo} ${row.mostAbstain}`;
  return `${points} ${most} ${row.yesPeople} ${row.noPeople} ${row.yesChairs > 0} ${row.noChairs > 0}`;
}

/** Weighs one combination of an independent part of the roll against the one in which all who are free say yes. */
export function weighRow(rule: LedgerRule, row: Row, best: Row): Reachable {
  const [one, other] = [amountsOf(rule, row), amountsOf(rule, best)];
  return {
    score: subtract(one.score, other.score),
    difference: subtract(one.difference, other.difference),
    anyYes: one.anyYes,
    people: row,
  };
}

export function plus(a: Reachable, b: Reachable): Reachable {
  return {
    score: add(a.score, b.score),
    difference: add(a.difference, b.difference),
    anyYes: a.anyYes || b.anyYes,
    people: {
      yesPeople: a.people.yesPeople + b.people.yesPeople,
      noPeople: a.people.noPeople + b.people.noPeople,
      inBase: a.people.inBase + b.people.inBase,
      yesChairs: a.people.yesChairs + b.people.yesChairs,
      noChairs: a.people.noChairs + b.people.noChairs,
    },
  };
}

function amountsOf(rule: LedgerRule, row: Row): { score: Fraction; difference: Fraction; anyYes: boolean } {
  const once = rule.organization.kind === "collapse-identical";
  const sums = once ? { ...row, yes: row.mostYes, no: row.mostNo, abstain: row.mostAbstain } : row;
  const { yes, no, base, denominator } = weighOrganization(rule.organization, rule.pass.of, sums);
  const { numerator: part, denominator: whole } = rule.pass.fraction;
  return {
    score: fraction(whole * yes - part * base, denominator),
    difference: fraction(yes - no, denominator),
    anyYes: yes > 0n,
  };
}
