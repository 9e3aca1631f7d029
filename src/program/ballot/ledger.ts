import { ExactSum } from "./exact-sum.ts";
import { type OrganizationUnits, type Sums, type Weighed, weighOrganization } from "./organization.ts";
import type { Base, Choice, Threshold } from "./rule.ts";

/** How a seat stands: what it says, that it says nothing, or that it is recused. */
export type SeatStatus = Choice | "silent" | "recused";

/** One seat as the ledger counts it. */
export interface LedgerSeat {
  /** Points or one person, in the ledger's unit. */
  readonly weight: bigint;
  readonly inBase: boolean;
  readonly chair: boolean;
  /** The organization's number; without a rule for organizations all seats are in one. */
  readonly group: number;
  status: SeatStatus;
  /** No vote of its own stands: whoever sits there can still do anything. */
  free: boolean;
}

/**
 * The three counts that decide a ballot: as it stands, if all who are free say yes, if all of them say no.
 * Votes cast stand in all three.
 */
export type Prospect = "now" | "best" | "worst";
const PROSPECTS: readonly Prospect[] = ["now", "best", "worst"];

/** The seats of one organization. */
export interface Group {
  readonly seats: LedgerSeat[];
  now: Sums;
  fixed: Sums;
  freeIn: bigint;
  freeOut: bigint;
  freeMembers: number;
  readonly weighed: Record<Prospect, Weighed>;
}

interface Totals {
  /** Yes less the fraction of the base, times the fraction's denominator. */
  readonly score: ExactSum;
  /** Yes less no. */
  readonly difference: ExactSum;
  /** Groups with any yes. */
  positive: number;
}

export interface LedgerRule {
  readonly pass: Threshold & { readonly of: Base };
  readonly organization: OrganizationUnits;
  /** The whole base in the ledger's unit when it is a fixed number of seats. */
  readonly seats: bigint;
}

const NOTHING: Weighed = { yes: 0n, no: 0n, abstain: 0n, base: 0n, denominator: 1n };

/** The running count. One change costs one organization, never the whole roll. */
export class Ledger {
  readonly rule: LedgerRule;
  readonly seats: readonly LedgerSeat[];
  readonly groups: readonly Group[];
  readonly people = { yes: 0, no: 0, abstain: 0, present: 0, silent: 0, recused: 0 };
  /** People in the base: not recused; with a vote of their own; without one; silent. */
  readonly inBase = { now: 0, fixed: 0, free: 0, silent: 0 };
  readonly fixedPeople = { yes: 0, no: 0 };
  freePeople = 0;
  readonly #totals: Record<Prospect, Totals>;
  readonly #dirty = new Set<Group>();

  /** @param seats all of them start as given, typically silent and free */
  constructor(rule: LedgerRule, seats: readonly LedgerSeat[], groupCount: number) {
    this.rule = rule;
    this.seats = seats;
    this.groups = Array.from({ length: groupCount }, () => ({
      seats: [],
      now: emptySums(),
      fixed: emptySums(),
      freeIn: 0n,
      freeOut: 0n,
      freeMembers: 0,
      weighed: { now: NOTHING, best: NOTHING, worst: NOTHING },
    }));
    const totals = (): Totals => ({ score: new ExactSum(), difference: new ExactSum(), positive: 0 });
    this.#totals = { now: totals(), best: totals(), worst: totals() };
    for (const prospect of PROSPECTS) {
      this.#totals[prospect].score.add(-rule.pass.fraction.numerator * rule.seats, 1n);
    }
    for (const seat of seats) {
      this.#groupOf(seat).seats.push(seat);
      this.#count(seat, 1);
    }
  }

  set(seat: LedgerSeat, status: SeatStatus, free: boolean): void {
    if (seat.status === status && seat.free === free) return;
    this.#count(seat, -1);
    seat.status = status;
    seat.free = free;
    this.#count(seat, 1);
  }

  /** Whether the fraction of `pass` is reached. Zero votes never reach `at-least`. */
  reached(prospect: Prospect): boolean {
    this.#refresh();
    const { score, positive } = this.#totals[prospect];
    const sign = score.sign();
    return this.rule.pass.strict ? sign > 0 : sign >= 0 && positive > 0;
  }

  /** The sign of yes less no. */
  balance(prospect: Prospect): number {
    this.#refresh();
    return this.#totals[prospect].difference.sign();
  }

  /** What a group weighs now. */
  weighed(group: Group): Weighed {
    this.#refresh();
    return group.weighed.now;
  }

  #groupOf(seat: LedgerSeat): Group {
    const group = this.groups[seat.group];
    if (group === undefined) throw new RangeError(`no group ${seat.group}`);
    return group;
  }

  #count(seat: LedgerSeat, sign: 1 | -1): void {
    const group = this.#groupOf(seat);
    this.#dirty.add(group);
    const weight = sign === 1 ? seat.weight : -seat.weight;
    this.people[seat.status] += sign;
    addToSums(group.now, seat, weight, sign);
    if (seat.inBase && seat.status !== "recused") {
      this.inBase.now += sign;
      if (seat.status === "silent") this.inBase.silent += sign;
    }
    if (seat.free) {
      this.freePeople += sign;
      group.freeMembers += sign;
      if (seat.inBase) {
        group.freeIn += weight;
        this.inBase.free += sign;
      } else {
        group.freeOut += weight;
      }
    } else if (seat.status !== "recused") {
      addToSums(group.fixed, seat, weight, sign);
      if (seat.inBase) this.inBase.fixed += sign;
      if (seat.status === "yes" || seat.status === "no") this.fixedPeople[seat.status] += sign;
    }
  }

  #refresh(): void {
    for (const group of this.#dirty) {
      for (const prospect of PROSPECTS) {
        this.#enter(prospect, group.weighed[prospect], -1n);
        const sums = this.#sums(group, prospect);
        const weighed = weighOrganization(this.rule.organization, this.rule.pass.of, sums);
        group.weighed[prospect] = weighed;
        this.#enter(prospect, weighed, 1n);
      }
    }
    this.#dirty.clear();
  }

  #enter(prospect: Prospect, { yes, no, base, denominator }: Weighed, sign: 1n | -1n): void {
    const { numerator, denominator: whole } = this.rule.pass.fraction;
    const totals = this.#totals[prospect];
    totals.score.add(sign * (whole * yes - numerator * base), denominator);
    totals.difference.add(sign * (yes - no), denominator);
    if (yes > 0n) totals.positive += Number(sign);
  }

  #sums(group: Group, prospect: Prospect): Sums {
    if (this.rule.organization.kind === "collapse-identical") return collapse(group.seats, prospect);
    if (prospect === "now") return group.now;
    const { fixed } = group;
    const free = group.freeIn + group.freeOut;
    return {
      yes: prospect === "best" ? fixed.yes + free : fixed.yes,
      no: prospect === "worst" ? fixed.no + free : fixed.no,
      abstain: fixed.abstain,
      eligible: fixed.eligible + group.freeIn,
      members: fixed.members + group.freeMembers,
    };
  }
}

function emptySums(): Sums {
  return { yes: 0n, no: 0n, abstain: 0n, eligible: 0n, members: 0 };
}

function addToSums(sums: Sums, seat: LedgerSeat, weight: bigint, sign: 1 | -1): void {
  if (seat.status === "recused") return;
  sums.members += sign;
  if (seat.inBase) sums.eligible += weight;
  if (seat.status === "yes" || seat.status === "no" || seat.status === "abstain") sums[seat.status] += weight;
}

/** Equal votes of one organization once, with the highest points among them. */
function collapse(seats: readonly LedgerSeat[], prospect: Prospect): Sums {
  const sums = emptySums();
  for (const seat of seats) {
    const hypothetical = prospect === "best" ? "yes" : "no";
    const status = prospect !== "now" && seat.free ? hypothetical : seat.status;
    if (status !== "yes" && status !== "no" && status !== "abstain") continue;
    if (seat.weight > sums[status]) sums[status] = seat.weight;
  }
  return sums;
}
