import type { QuorumCount } from "./ballot.ts";
import type { Bench, Seat } from "./bench.ts";
import { add, compare, divide, type Fraction, fraction, multiply, ZERO } from "./fraction.ts";
import type { Group, LedgerSeat } from "./ledger.ts";
import { neededPresence, neededYes } from "./needed.ts";
import type { Choice, Rule } from "./rule.ts";

/** The amounts of a count, in points or people, after the rule for organizations. */
export interface Tally {
  readonly yes: Fraction;
  readonly no: Fraction;
  readonly abstain: Fraction;
  readonly present: Fraction;
  readonly base: Fraction;
  readonly needed: Fraction;
  readonly quorum: QuorumCount | null;
  readonly capped: readonly {
    readonly organization: string;
    readonly from: Fraction;
    readonly to: Fraction;
  }[];
}

/** Adds up the bench as it stands now. */
export function tallyBench(rule: Rule, bench: Bench): Tally {
  const { unit, ledger } = bench;
  let [yes, no, abstain, base] = [ZERO, ZERO, ZERO, ZERO];
  for (const group of ledger.groups) {
    const weighed = ledger.weighed(group);
    const amount = (value: bigint) => fraction(value, weighed.denominator * unit);
    yes = add(yes, amount(weighed.yes));
    no = add(no, amount(weighed.no));
    abstain = add(abstain, amount(weighed.abstain));
    base = add(base, amount(weighed.base));
  }
  if (rule.pass.of === "seats") base = fraction(rule.seats ?? 0);
  const present = bench.seats
    .filter((seat) => seat.ledger.status === "present")
    .reduce((sum, seat) => add(sum, countedFor(rule, bench, seat)), ZERO);
  return {
    yes,
    no,
    abstain,
    present,
    base,
    needed: neededYes(rule, bench, base),
    quorum: tallyQuorum(rule, bench),
    capped: ledger.groups.flatMap((group) => cappedEntry(rule, bench, group)),
  };
}

/** What a seat's choice weighs in the count, after the rule for organizations; zero without a choice. */
export function countedFor(rule: Rule, bench: Bench, { ledger: seat }: Seat): Fraction {
  const { status } = seat;
  const group = bench.ledger.groups[seat.group];
  if (group === undefined || status === "silent" || status === "recused") return ZERO;
  const own = fraction(seat.weight, bench.unit);
  switch (rule.organization.kind) {
    case "none":
      return own;
    case "split":
      return divide(own, fraction(Math.max(1, group.now.members)));
    case "collapse-identical":
      return representative(group, status) === seat ? own : ZERO;
    case "cap": {
      const cast = fraction(group.now.yes + group.now.no, bench.unit);
      const { cap } = rule.organization;
      const cut = (status === "yes" || status === "no") && compare(cast, cap) > 0;
      return cut ? divide(multiply(own, cap), cast) : own;
    }
  }
}

/** Among equal votes of one organization the one with the highest points, and of those the first, counts. */
function representative(group: Group, choice: Choice): LedgerSeat | undefined {
  return group.seats
    .filter((seat) => seat.status === choice)
    .reduce<LedgerSeat | undefined>(
      (best, seat) => (best === undefined || seat.weight > best.weight ? seat : best),
      undefined,
    );
}

function tallyQuorum(rule: Rule, bench: Bench): QuorumCount | null {
  const { quorum } = bench;
  if (rule.quorum === null || quorum === null) return null;
  const people = quorum.people();
  const have = rule.quorum.threshold === null ? fraction(people) : quorum.have();
  return { met: quorum.isMet(), have, need: neededPresence(rule.quorum, bench), people };
}

/** An organization that weighs less than its members would without the rule: in the base, or else in votes cast. */
function cappedEntry(rule: Rule, bench: Bench, group: Group): Tally["capped"] {
  if (rule.organization.kind === "none") return [];
  const { unit } = bench;
  const weighed = bench.ledger.weighed(group);
  const after = (value: bigint) => fraction(value, weighed.denominator * unit);
  const said = (...choices: Choice[]) =>
    group.seats
      .filter((seat) => choices.some((choice) => choice === seat.status))
      .reduce((sum, seat) => sum + seat.weight, 0n);
  const cast = said("yes", "no");
  const pairs: [Fraction, Fraction][] = [[fraction(cast, unit), after(weighed.yes + weighed.no)]];
  if (rule.pass.of === "eligible") pairs.unshift([fraction(group.now.eligible, unit), after(weighed.base)]);
  if (rule.pass.of === "cast-and-abstain") {
    pairs.unshift([fraction(cast + said("abstain"), unit), after(weighed.base)]);
  }
  const cut = pairs.find(([from, to]) => compare(from, to) !== 0);
  return cut === undefined ? [] : [{ organization: nameOf(bench, group), from: cut[0], to: cut[1] }];
}

function nameOf(bench: Bench, group: Group): string {
  const seat = bench.seats.find(({ ledger }) => ledger === group.seats[0]);
  const voter = seat?.holder.voter;
  return voter?.organizations.map((name) => name.trim()).find((name) => name !== "") ?? voter?.login ?? "";
}
