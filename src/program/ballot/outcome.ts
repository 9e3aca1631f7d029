import { formatInstantForPeople } from "../instant.ts";
import type { Outcome } from "./ballot.ts";
import type { Bench } from "./bench.ts";
import { compare, printFraction, ZERO } from "./fraction.ts";
import { peopleConditionsHold, tieIsWon } from "./passing.ts";
import type { Replay } from "./replay.ts";
import type { Rule } from "./rule.ts";
import { describeBase, describeThreshold } from "./rule-text.ts";
import type { Tally } from "./tally.ts";

export interface Verdict {
  readonly outcome: Outcome;
  /** One sentence. */
  readonly why: string;
}

/** The outcome of a ballot as it stands at the end of its replay, and why in one sentence. */
export function decideOutcome(rule: Rule, replay: Replay, tally: Tally): Verdict {
  const { closing, bench } = replay;
  if (closing === null) {
    const standing = `${amount(rule, tally.yes)} of yes so far, ${printFraction(tally.needed)} needed`;
    return {
      outcome: "open",
      why: `The vote is open until ${formatInstantForPeople(replay.closes)}: ${standing}.`,
    };
  }
  if (closing.cause === "cancelled") {
    const { act } = closing;
    if (act?.do === "end") return { outcome: "cancelled", why: `Ended without a decision: ${act.reason}.` };
    const reason = act?.do === "cancel" && act.reason !== null ? `: ${act.reason}` : "";
    return { outcome: "cancelled", why: `Cancelled by ${act?.by.login ?? "the committee"}${reason}.` };
  }
  return judge(rule, bench, tally);
}

/** The comparison with its numbers: "12 points of yes against 20 in the base: more than 1/2 of … needs 11". */
export function describeFormula(rule: Rule, tally: Tally): string {
  const against = `yes ${printFraction(tally.yes)} of ${printFraction(tally.base)}`;
  const wanted = `${describeThreshold(rule.pass)} of ${describeBase(rule)}`;
  return `${against}; passing takes ${wanted}, which is ${printFraction(tally.needed)}`;
}

function judge(rule: Rule, bench: Bench, tally: Tally): Verdict {
  const failed = (why: string): Verdict => ({ outcome: "failed", why: `Failed: ${why}.` });
  if (bench.voters.length === 0) return failed("the roll is empty");
  if (bench.ledger.inBase.now === 0) {
    return failed(
      bench.ledger.people.recused > 0
        ? "everyone is recused, nobody is left to decide"
        : "nobody on the roll is in the base",
    );
  }
  if (!bench.quorumIsMet() && rule.noQuorum.then === "fails") {
    return { outcome: "no-quorum", why: `No quorum: ${describeMissingQuorum(rule, tally)}.` };
  }
  const [veto] = bench.standingVetoes();
  if (veto !== undefined) {
    const reason = veto.act.do === "veto" && veto.act.reason !== null ? `: ${veto.act.reason}` : "";
    return failed(`${veto.acts.voter.login} vetoed it${reason}`);
  }
  const { ledger } = bench;
  const reached = ledger.reached("now");
  if (!reached && !tieIsWon(rule, ledger, "now")) return failed(describeShortfall(rule, bench, tally));
  if (!peopleConditionsHold(rule, ledger, "now")) return failed(describePeople(rule, bench));
  const won = reached
    ? `${amount(rule, tally.yes)} of yes is ${comparison(rule)} (${printFraction(tally.needed)} needed)`
    : `yes and no are equal at ${printFraction(tally.yes)}, and the chair said yes`;
  return { outcome: "passed", why: `Passed: ${won}.` };
}

function describeShortfall(rule: Rule, bench: Bench, { yes, no, needed }: Tally): string {
  if (compare(yes, ZERO) === 0) return `nobody said yes (${printFraction(needed)} needed)`;
  const tied = compare(yes, no) === 0;
  const chair = rule.tie === "chair" ? ", and the chair did not say yes" : ", and a tie fails";
  const short = `${amount(rule, yes)} of yes is not ${comparison(rule)} (${printFraction(needed)} needed)`;
  return tied && bench.ledger.people.no > 0 ? `yes and no are equal at ${printFraction(yes)}${chair}` : short;
}

function comparison(rule: Rule): string {
  return `${describeThreshold(rule.pass)} of ${describeBase(rule)}`;
}

function describeMissingQuorum(rule: Rule, { quorum }: Tally): string {
  if (rule.quorum === null || quorum === null) return "too few took part";
  const unit = rule.quorum.count === "points" ? "points" : "voters";
  if (rule.quorum.minimum !== null && quorum.people < rule.quorum.minimum) {
    return `${quorum.people} of at least ${rule.quorum.minimum} people took part`;
  }
  return `${printFraction(quorum.have)} of ${printFraction(quorum.need)} needed ${unit} took part`;
}

function describePeople(rule: Rule, { ledger: { people } }: Bench): string {
  if (rule.minimumYes !== null && people.yes < rule.minimumYes) {
    return `${count(people.yes)} said yes, and at least ${rule.minimumYes} must`;
  }
  return `${count(people.no)} said no, and at most ${rule.maximumNo ?? 0} may`;
}

function count(people: number): string {
  return people === 1 ? "1 person" : `${people} people`;
}

function amount(rule: Rule, value: { numerator: bigint; denominator: bigint }): string {
  const text = printFraction(value);
  const unit = rule.count === "points" ? "point" : "vote";
  return `${text} ${text === "1" ? unit : `${unit}s`}`;
}
