import type { QuorumCount } from "./ballot.ts";
import type { Bench } from "./bench.ts";
import type { CountedVotes } from "./counted-votes.ts";
import { ExactSum } from "./exact-sum.ts";
import { type Fraction, fraction } from "./fraction.ts";
import type { Group } from "./ledger.ts";
import { neededPresence, neededYes } from "./needed.ts";
import type { Voter } from "./roll.ts";
import type { Rule } from "./rule.ts";

/** An organization that weighs less than its members would without the rule for organizations. */
interface CappedOrganization {
  readonly organization: string;
  readonly from: Fraction;
  readonly to: Fraction;
}

/** The amounts of a count, in points or people, after the rule for organizations. */
export interface Tally {
  readonly yes: Fraction;
  readonly no: Fraction;
  readonly abstain: Fraction;
  readonly present: Fraction;
  readonly base: Fraction;
  readonly needed: Fraction;
  readonly quorum: QuorumCount | null;
  readonly capped: readonly CappedOrganization[];
}

/** Adds up the bench as it stands now. */
export function tallyBench(rule: Rule, bench: Bench, counted: CountedVotes): Tally {
  const { unit, ledger } = bench;
  const total = (part: "yes" | "no" | "abstain" | "base"): Fraction => {
    const sum = new ExactSum();
    for (const group of ledger.groups) {
      const weighed = ledger.weighed(group);
      sum.add(weighed[part], weighed.denominator);
    }
    const { numerator, denominator } = sum.value();
    return fraction(numerator, denominator * unit);
  };
  const base = rule.pass.of === "seats" ? fraction(rule.seats ?? 0) : total("base");
  return {
    yes: total("yes"),
    no: total("no"),
    abstain: total("abstain"),
    present: totalPresent(bench, counted),
    base,
    needed: neededYes(rule, bench, base),
    quorum: tallyQuorum(rule, bench),
    capped: cappedOrganizations(rule, bench),
  };
}

function totalPresent({ seats }: Bench, counted: CountedVotes): Fraction {
  const sum = new ExactSum();
  for (const seat of seats) {
    if (seat.ledger.status !== "present") continue;
    const { numerator, denominator } = counted.of(seat);
    sum.add(numerator, denominator);
  }
  return sum.value();
}

function tallyQuorum(rule: Rule, bench: Bench): QuorumCount | null {
  const { quorum } = bench;
  if (rule.quorum === null || quorum === null) return null;
  const people = quorum.people();
  const have = rule.quorum.threshold === null ? fraction(people) : quorum.have();
  return { met: quorum.isMet(), have, need: neededPresence(rule.quorum, bench), people };
}

function cappedOrganizations(rule: Rule, bench: Bench): CappedOrganization[] {
  if (rule.organization.kind === "none") return [];
  const first = new Map<number, Voter>();
  for (const { ledger, holder } of bench.seats) {
    if (!first.has(ledger.group)) first.set(ledger.group, holder.voter);
  }
  return bench.ledger.groups.flatMap((group, index) => {
    const cut = cutOf(rule, bench, group);
    return cut === null ? [] : [{ organization: nameOf(first.get(index)), ...cut }];
  });
}

/** What the rule takes from an organization: in the base, or else in votes cast. `null` where it takes nothing. */
function cutOf(rule: Rule, { ledger, unit }: Bench, group: Group): { from: Fraction; to: Fraction } | null {
  const weighed = ledger.weighed(group);
  const cast = group.now.yes + group.now.no;
  const pairs: [from: bigint, to: bigint][] = [[cast, weighed.yes + weighed.no]];
  if (rule.pass.of === "eligible") pairs.unshift([group.now.eligible, weighed.base]);
  if (rule.pass.of === "cast-and-abstain") pairs.unshift([cast + group.now.abstain, weighed.base]);
  const cut = pairs.find(([from, to]) => from * weighed.denominator !== to);
  if (cut === undefined) return null;
  const [from, to] = cut;
  return { from: fraction(from, unit), to: fraction(to, weighed.denominator * unit) };
}

function nameOf(voter: Voter | undefined): string {
  return voter?.organizations.map((name) => name.trim()).find((name) => name !== "") ?? voter?.login ?? "";
}
