import type { Ballot } from "./ballot.ts";
import { leastCommonMultiple } from "./fraction.ts";
import type { LedgerSeat } from "./ledger.ts";
import { organizationKey, type Voter } from "./roll.ts";
import type { Rule } from "./rule.ts";
import type { VoteEntry, VoterActs } from "./voter-acts.ts";

/** One seat: who holds it, who may stand in, and how the ledger counts it. */
export interface Seat {
  readonly holder: VoterActs;
  readonly alternates: readonly VoterActs[];
  readonly ledger: LedgerSeat;
  readonly index: number;
  /** An alternate has a vote, which fills the seat unless its holder votes or is recused. */
  standIn: boolean;
}

/** The vote that fills a seat, by its holder or by an alternate. */
export interface Filled {
  readonly entry: VoteEntry;
  readonly alternate: VoterActs | null;
}

/** What fills a seat now; `null` when it is silent or recused. */
export function filledBy({ holder, alternates }: Seat): Filled | null {
  if (holder.isRecused()) return null;
  const own = holder.vote();
  return own === null ? standInOf(alternates) : { entry: own, alternate: null };
}

/** The first alternate who has a vote. */
export function standInOf(alternates: readonly VoterActs[]): Filled | null {
  for (const alternate of alternates) {
    const entry = alternate.vote();
    if (entry !== null) return { entry, alternate };
  }
  return null;
}

/**
 * The seats of a roll, on which nobody has voted yet, in the order of the roll; and the number of their organizations.
 *
 * @param unit how many of the ledger's units make one point or one person
 */
export function seatsOf(
  rule: Rule,
  voters: readonly VoterActs[],
  unit: bigint,
): { seats: readonly Seat[]; groups: number } {
  const standIns = alternatesByLogin(voters);
  const groups = new Map<string, number>();
  const seats = voters
    .filter(({ voter }) => voter.alternateFor === null)
    .map((holder, index): Seat => {
      const { voter } = holder;
      const key = rule.organization.kind === "none" ? "" : groupKey(voter, index);
      const group = groups.get(key) ?? groups.size;
      groups.set(key, group);
      const recused = holder.automatic !== null;
      const ledger: LedgerSeat = {
        weight: rule.count === "heads" ? unit : inUnits(voter, unit),
        inBase: voter.inBase,
        chair: voter.role === "chair",
        group,
        status: recused ? "recused" : "silent",
        free: !recused,
      };
      const alternates = standIns.get(voter.login.toLowerCase()) ?? [];
      return { holder, alternates, ledger, index, standIn: false };
    });
  return { seats, groups: groups.size };
}

/** The least common denominator of all that is added up, so that every amount is a whole number of units. */
export function unitOf(
  { count, organization }: Pick<Rule, "count" | "organization">,
  roll: Ballot["roll"],
): bigint {
  let unit = organization.kind === "cap" ? organization.cap.denominator : 1n;
  if (count === "points") {
    for (const voter of roll) unit = leastCommonMultiple(unit, voter.points.denominator);
  }
  return unit;
}

export function inUnits({ points }: Voter, unit: bigint): bigint {
  return (points.numerator * unit) / points.denominator;
}

function alternatesByLogin(voters: readonly VoterActs[]): Map<string, VoterActs[]> {
  const byLogin = new Map<string, VoterActs[]>();
  for (const acts of voters) {
    const key = acts.voter.alternateFor?.toLowerCase();
    if (key === undefined) continue;
    const others = byLogin.get(key);
    if (others === undefined) byLogin.set(key, [acts]);
    else others.push(acts);
  }
  return byLogin;
}

/** People without an organization are their own. */
function groupKey({ organizations }: Voter, index: number): string {
  const own = organizations.map(organizationKey).find((key) => key !== "");
  return own === undefined ? `seat ${index}` : `organization ${own}`;
}
