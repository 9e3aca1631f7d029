import type { LedgerSeat, SeatStatus } from "./ledger.ts";
import type { Base, OrganizationRule } from "./rule.ts";

/** What the members of one organization say together, in units of the smallest common part of all points. */
export interface Sums {
  yes: bigint;
  no: bigint;
  abstain: bigint;
  /** The weight of the members who are in the base and not recused. */
  eligible: bigint;
  /** How many members are not recused. */
  members: number;
}

export function noSums(): Sums {
  return { yes: 0n, no: 0n, abstain: 0n, eligible: 0n, members: 0 };
}

/** Adds (`1`) a seat that says `status` to the sums, or takes it away (`-1`). */
export function addToSums(sums: Sums, seat: LedgerSeat, status: SeatStatus, sign: 1 | -1): void {
  if (status === "recused") return;
  const weight = sign === 1 ? seat.weight : -seat.weight;
  sums.members += sign;
  if (seat.inBase) sums.eligible += weight;
  if (status === "yes" || status === "no" || status === "abstain") sums[status] += weight;
}

/** What an organization weighs in the count: numerators over one denominator. */
export interface Weighed {
  readonly yes: bigint;
  readonly no: bigint;
  readonly abstain: bigint;
  readonly base: bigint;
  readonly denominator: bigint;
}

/** The rule for organizations with its cap in the ledger's unit. */
export type OrganizationUnits =
  | { readonly kind: "none" | "split" | "collapse-identical" }
  | { readonly kind: "cap"; readonly cap: bigint };

/** @param unit how many of the ledger's units make one point or one person */
export function organizationUnits(rule: OrganizationRule, unit: bigint): OrganizationUnits {
  if (rule.kind !== "cap") return { kind: rule.kind };
  return { kind: "cap", cap: (rule.cap.numerator * unit) / rule.cap.denominator };
}

/**
 * Applies the rule for organizations to one of them (`DESIGN.md` section 6). Under a cap only the excess of yes
 * and no together is cut, in proportion; the base holds at most the cap. Under `split` each member has an equal
 * share of one vote. For `collapse-identical` the sums must already hold each choice once.
 */
export function weighOrganization(rule: OrganizationUnits, of: Base, sums: Sums): Weighed {
  const { yes, no, abstain } = sums;
  const cast = yes + no;
  const base = baseOf(of, sums);
  if (rule.kind === "split") {
    return { yes, no, abstain, base, denominator: sums.members === 0 ? 1n : BigInt(sums.members) };
  }
  if (rule.kind !== "cap") return { yes, no, abstain, base, denominator: 1n };
  const capped = base < rule.cap ? base : rule.cap;
  if (cast <= rule.cap) return { yes, no, abstain, base: capped, denominator: 1n };
  return {
    yes: yes * rule.cap,
    no: no * rule.cap,
    abstain: abstain * cast,
    base: capped * cast,
    denominator: cast,
  };
}

function baseOf(of: Base, { yes, no, abstain, eligible }: Sums): bigint {
  switch (of) {
    case "cast":
      return yes + no;
    case "cast-and-abstain":
      return yes + no + abstain;
    case "eligible":
      return eligible;
    case "seats":
      return 0n;
  }
}
