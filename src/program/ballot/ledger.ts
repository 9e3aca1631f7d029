import { ExactSum } from "./exact-sum.ts";
import { IdenticalVotes } from "./identical-votes.ts";
import {
  addToSums,
  noSums,
  type OrganizationUnits,
  type Sums,
  type Weighed,
  weighOrganization,
} from "./organization.ts";
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
  /** Under `collapse-identical`. */
  identical: IdenticalVotes | null;
  readonly weighed: Record<Prospect, Weighed>;
}

export interface Totals {
  /** Yes less the fraction of the base, times the fraction's denominator. */
  readonly score: ExactSum;
  /** Yes less no, where it matters that they are equal. */
  readonly difference: ExactSum;
  /** Groups with any yes. */
  positive: number;
}

export interface LedgerRule {
  readonly pass: Threshold & { readonly of: Base };
  readonly organization: OrganizationUnits;
  /** The whole base in the ledger's unit when it is a fixed number of seats. */
  readonly seats: bigint;
  /** Whether it matters that yes and no are equal. */
  readonly tieCounts: boolean;
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
  /** What chairs say now, and with votes of their own; how many of them are free. */
  readonly chairs = { now: { yes: 0, no: 0 }, fixed: { yes: 0, no: 0 }, free: 0 };
  readonly #totals: Record<Prospect, Totals>;
  /** The groups that have changed since a prospect was asked for. */
  readonly #changed: Record<Prospect, Set<Group>>;

  /** @param seats all of them start as given, typically silent and free */
  constructor(rule: LedgerRule, seats: readonly LedgerSeat[], groupCount: number) {
    this.rule = rule;
    this.seats = seats;
    this.groups = Array.from({ length: groupCount }, () => ({
      seats: [],
      now: noSums(),
      fixed: noSums(),
      freeIn: 0n,
      freeOut: 0n,
      freeMembers: 0,
      identical: null,
      weighed: { now: NOTHING, best: NOTHING, worst: NOTHING },
    }));
    const totals = (): Totals => ({ score: new ExactSum(), difference: new ExactSum(), positive: 0 });
    this.#totals = { now: totals(), best: totals(), worst: totals() };
    for (const prospect of PROSPECTS) {
      this.#totals[prospect].score.add(-rule.pass.fraction.numerator * rule.seats, 1n);
    }
    this.#changed = { now: new Set(this.groups), best: new Set(this.groups), worst: new Set(this.groups) };
    for (const seat of seats) this.#groupOf(seat).seats.push(seat);
    if (rule.organization.kind === "collapse-identical") {
      for (const group of this.groups) group.identical = new IdenticalVotes(group.seats);
    }
    for (const seat of seats) this.#count(seat, 1);
  }

  set(seat: LedgerSeat, status: SeatStatus, free: boolean): void {
    if (seat.status === status && seat.free === free) return;
    this.#count(seat, -1);
    seat.status = status;
    seat.free = free;
    this.#count(seat, 1);
    const group = this.#groupOf(seat);
    for (const prospect of PROSPECTS) this.#changed[prospect].add(group);
  }

  /** Whether the fraction of `pass` is reached. Zero votes never reach `at-least`. */
  reached(prospect: Prospect): boolean {
    const { score, positive } = this.totals(prospect);
    const sign = score.sign();
    return this.rule.pass.strict ? sign > 0 : sign >= 0 && positive > 0;
  }

  /** The sign of yes less no, where the rule has ties count. */
  balance(prospect: Prospect): number {
    return this.totals(prospect).difference.sign();
  }

  totals(prospect: Prospect): Totals {
    const totals = this.#totals[prospect];
    const changed = this.#changed[prospect];
    for (const group of changed) {
      const sums = this.#sums(group, prospect);
      const weighed = weighOrganization(this.rule.organization, this.rule.pass.of, sums);
      this.#replace(totals, group.weighed[prospect], weighed);
      group.weighed[prospect] = weighed;
    }
    changed.clear();
    return totals;
  }

  /** What a group weighs now. */
  weighed(group: Group): Weighed {
    this.totals("now");
    return group.weighed.now;
  }

  #groupOf(seat: LedgerSeat): Group {
    const group = this.groups[seat.group];
    if (group === undefined) throw new RangeError(`no group ${seat.group}`);
    return group;
  }

  #count(seat: LedgerSeat, sign: 1 | -1): void {
    const group = this.#groupOf(seat);
    this.people[seat.status] += sign;
    addToSums(group.now, seat, seat.status, sign);
    group.identical?.count(seat, sign);
    if (seat.inBase && seat.status !== "recused") {
      this.inBase.now += sign;
      if (seat.status === "silent") this.inBase.silent += sign;
    }
    if (seat.free) {
      const weight = sign === 1 ? seat.weight : -seat.weight;
      this.freePeople += sign;
      group.freeMembers += sign;
      if (seat.inBase) {
        group.freeIn += weight;
        this.inBase.free += sign;
      } else {
        group.freeOut += weight;
      }
    } else if (seat.status !== "recused") {
      addToSums(group.fixed, seat, seat.status, sign);
      if (seat.inBase) this.inBase.fixed += sign;
      if (seat.status === "yes" || seat.status === "no") this.fixedPeople[seat.status] += sign;
    }
    if (seat.chair) this.#countChair(seat, sign);
  }

  #countChair({ status, free }: LedgerSeat, sign: 1 | -1): void {
    if (free) this.chairs.free += sign;
    if (status !== "yes" && status !== "no") return;
    this.chairs.now[status] += sign;
    if (!free) this.chairs.fixed[status] += sign;
  }

  #replace(totals: Totals, from: Weighed, to: Weighed): void {
    const { numerator, denominator } = this.rule.pass.fraction;
    totals.score.subtract(denominator * from.yes - numerator * from.base, from.denominator);
    totals.score.add(denominator * to.yes - numerator * to.base, to.denominator);
    if (this.rule.tieCounts) {
      totals.difference.subtract(from.yes - from.no, from.denominator);
      totals.difference.add(to.yes - to.no, to.denominator);
    }
    if (from.yes > 0n) totals.positive -= 1;
    if (to.yes > 0n) totals.positive += 1;
  }

  #sums({ identical, now, fixed, freeIn, freeOut, freeMembers }: Group, prospect: Prospect): Sums {
    if (identical !== null) return identical.sums(prospect);
    if (prospect === "now") return now;
    const free = freeIn + freeOut;
    return {
      yes: prospect === "best" ? fixed.yes + free : fixed.yes,
      no: prospect === "worst" ? fixed.no + free : fixed.no,
      abstain: fixed.abstain,
      eligible: fixed.eligible + freeIn,
      members: fixed.members + freeMembers,
    };
  }
}
