import { add, compare, type Fraction, fraction, multiply, ZERO } from "../../src/program/ballot/fraction.ts";
import type { Roll, Voter } from "../../src/program/ballot/roll.ts";
import type { Choice, Rule } from "../../src/program/ballot/rule.ts";

/** A second, slow and simple counter, written from the rules alone: the engine is compared with it. */
export type State = Choice | "silent" | "recused";
const STATES: readonly State[] = ["yes", "no", "abstain", "present", "silent", "recused"];

export interface Amounts {
  yes: Fraction;
  no: Fraction;
  base: Fraction;
}

interface Member {
  voter: Voter;
  state: State;
  weight: Fraction;
}

function organizationOf(voter: Voter): string {
  return voter.organizations[0]?.trim().toLowerCase() ?? `person ${voter.login}`;
}

function sum(values: readonly Fraction[]): Fraction {
  return values.reduce(add, ZERO);
}

function least(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) < 0 ? a : b;
}

/** Yes, no and base after the rule for organizations. */
export function amountsOf(rule: Rule, roll: Roll, states: readonly State[]): Amounts {
  const members: Member[] = roll
    .map((voter, index) => ({
      voter,
      state: states[index] ?? "silent",
      weight: rule.count === "heads" ? fraction(1) : voter.points,
    }))
    .filter(({ state }) => state !== "recused");
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = rule.organization.kind === "none" ? member.voter.login : organizationOf(member.voter);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  let [yes, no, base] = [ZERO, ZERO, ZERO];
  for (const group of groups.values()) {
    const part = amountsOfGroup(rule, group);
    yes = add(yes, part.yes);
    no = add(no, part.no);
    base = add(base, part.base);
  }
  return { yes, no, base: rule.pass.of === "seats" ? fraction(rule.seats ?? 0) : base };
}

function amountsOfGroup(rule: Rule, group: readonly Member[]): Amounts {
  const share = rule.organization.kind === "split" ? fraction(1, group.length) : fraction(1);
  const of = (wanted: (member: Member) => boolean) => {
    const weights = group.filter(wanted).map(({ weight }) => multiply(weight, share));
    if (rule.organization.kind !== "collapse-identical") return sum(weights);
    return weights.reduce((a, b) => (compare(a, b) > 0 ? a : b), ZERO);
  };
  const yes = of(({ state }) => state === "yes");
  const no = of(({ state }) => state === "no");
  const abstain = of(({ state }) => state === "abstain");
  const cast = add(yes, no);
  const base = {
    cast,
    "cast-and-abstain": add(cast, abstain),
    eligible: sum(group.filter(({ voter }) => voter.inBase).map(({ weight }) => multiply(weight, share))),
    seats: ZERO,
  }[rule.pass.of];
  if (rule.organization.kind !== "cap") return { yes, no, base };
  const { cap } = rule.organization;
  const keep =
    compare(cast, cap) > 0
      ? fraction(cap.numerator * cast.denominator, cap.denominator * cast.numerator)
      : fraction(1);
  return { yes: multiply(yes, keep), no: multiply(no, keep), base: least(base, cap) };
}

function fractionReached(rule: Rule, { yes, base }: Amounts): boolean {
  const order = compare(yes, multiply(rule.pass.fraction, base));
  return rule.pass.strict ? order > 0 : order >= 0 && compare(yes, ZERO) > 0;
}

export function quorumMet(rule: Rule, roll: Roll, states: readonly State[]): boolean {
  const { quorum } = rule;
  if (quorum === null) return true;
  const seats = roll
    .map((voter, index) => ({ voter, state: states[index] ?? "silent" }))
    .filter(({ voter, state }) => voter.inBase && state !== "recused");
  const there = seats.filter(({ state }) => quorum.votes.some((choice) => choice === state));
  const weigh = (some: typeof seats) =>
    sum(some.map(({ voter }) => (quorum.count === "heads" ? fraction(1) : voter.points)));
  if (quorum.minimum !== null && there.length < quorum.minimum) return false;
  if (quorum.threshold === null) return true;
  const have = weigh(there);
  const base = quorum.of === "seats" ? fraction(rule.seats ?? 0) : weigh(seats);
  const order = compare(have, multiply(quorum.threshold.fraction, base));
  return quorum.threshold.strict ? order > 0 : order >= 0 && compare(have, ZERO) > 0;
}

/** The seats of a roll with what fills them: an alternate's choice where the voter is silent. */
export function seatsOf(roll: Roll, states: readonly State[]): { roll: Roll; states: State[] } {
  const seats = roll.flatMap((voter, index) => {
    if (voter.alternateFor !== null) return [];
    const state = states[index] ?? "silent";
    const alternate = roll.findIndex(
      (other) => other.alternateFor?.toLowerCase() === voter.login && state === "silent",
    );
    const choice = states[alternate] ?? "silent";
    return [{ voter, state: state === "silent" && choice !== "recused" ? choice : state }];
  });
  return { roll: seats.map(({ voter }) => voter), states: seats.map(({ state }) => state) };
}

/** The outcome if the ballot closed with these states. */
export function outcomeOf(
  rule: Rule,
  roll: Roll,
  states: readonly State[],
  vetoed: boolean,
): "passed" | "failed" | "no-quorum" {
  if (!roll.some((voter, index) => voter.inBase && states[index] !== "recused")) return "failed";
  if (!quorumMet(rule, roll, states) && rule.noQuorum.then === "fails") return "no-quorum";
  if (vetoed) return "failed";
  const amounts = amountsOf(rule, roll, states);
  const count = (state: State) => states.filter((other) => other === state).length;
  if (rule.minimumYes !== null && count("yes") < rule.minimumYes) return "failed";
  if (rule.maximumNo !== null && count("no") > rule.maximumNo) return "failed";
  if (fractionReached(rule, amounts)) return "passed";
  const chairs = states.filter((_, index) => roll[index]?.role === "chair");
  const tied = compare(amounts.yes, amounts.no) === 0 && chairs.includes("yes") && !chairs.includes("no");
  return rule.tie === "chair" && tied ? "passed" : "failed";
}

/** Every way in which those who are free can end up. */
export function* completions(states: readonly State[], free: readonly boolean[]): Generator<State[]> {
  const index = free.indexOf(true);
  if (index < 0) {
    yield [...states];
    return;
  }
  const rest = free.map((value, position) => value && position !== index);
  for (const state of STATES) yield* completions(states.with(index, state), rest);
}
