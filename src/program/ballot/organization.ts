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
  const { yes, no, abstain, eligible } = sums;
  const cast = yes + no;
  const base = { cast, "cast-and-abstain": cast + abstain, eligible, seats: 0n }[of];
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
