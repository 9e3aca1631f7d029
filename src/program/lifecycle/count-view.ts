import type { Count, VoterLine } from "../ballot/ballot.ts";
import { compare, type Fraction, printFraction, ZERO } from "../ballot/fraction.ts";
import type { Rule } from "../ballot/rule.ts";
import { describeRule } from "../ballot/rule-text.ts";
import type { IgnoredAct } from "../ballot/vote.ts";
import { formatInstantForPeople } from "../instant.ts";
import type { TallyView, VoterView } from "../messages.ts";

/** A longer roll is folded away in a result. */
const LONGEST_OPEN_ROLL = 20;

/** The numbers of a count as people read them. */
export function tallyView(rule: Rule, count: Count): TallyView {
  const { quorum } = count;
  return {
    yes: printFraction(count.yes),
    no: printFraction(count.no),
    abstain: printFraction(count.abstain),
    present: printFraction(count.present),
    needed: printFraction(count.needed),
    base: printFraction(count.base),
    unit: unitOf(rule, count.base),
    formula: count.formula,
    quorum:
      quorum === null
        ? ""
        : `${printFraction(quorum.have)} of ${printFraction(quorum.need)} needed${quorum.met ? ", reached" : ""}`,
  };
}

function unitOf(rule: Rule, base: Fraction): string {
  const one = compare(base, ONE_POINT) === 0;
  if (rule.count === "heads") return one ? "person" : "people";
  return one ? "point" : "points";
}

/** Every voter with what each said and when, in the order of the roll. */
export function voterViews(rule: Rule, count: Count): VoterView[] {
  return count.voters.map((line) => ({
    login: line.voter.login,
    standing: standing(rule, line),
    done: line.state === "recused" || line.choice !== null,
    said: line.state === "recused" ? "recused" : (line.choice ?? ""),
    reason: line.reason ?? (line.implicit ? "by proposing" : ""),
    counted: counted(line),
    when: line.at === null ? "" : formatInstantForPeople(line.at),
    link: line.link ?? "",
  }));
}

function standing(rule: Rule, { voter }: VoterLine): string {
  const weight = `${printFraction(voter.points)} ${compare(voter.points, ONE_POINT) === 0 ? "point" : "points"}`;
  const parts = [
    voter.role ?? "",
    rule.count === "heads" ? "" : weight,
    voter.alternateFor === null ? "" : `alternate of ${voter.alternateFor}`,
    voter.inBase || voter.alternateFor !== null ? "" : "outside the base",
  ].filter((part) => part !== "");
  const also = voter.otherRoles === undefined ? "" : `; also ${voter.otherRoles.join(", ")}`;
  return `${parts.length === 0 ? "voter" : parts.join(", ")}${also}`;
}

const ONE_POINT: Fraction = { numerator: 1n, denominator: 1n };

function counted(line: VoterLine): string {
  if (line.state === "recused" || line.choice === null) return "";
  return compare(line.counted, ZERO) === 0 ? "0" : printFraction(line.counted);
}

/** What a result prints besides the tally. */
export function resultParts(rule: Rule, count: Count) {
  return {
    why: count.why,
    opened: formatInstantForPeople(count.opened),
    closed: formatInstantForPeople(count.decided ?? count.closes),
    tally: tallyView(rule, count),
    rule: describeRule(rule),
    voters: voterViews(rule, count),
    folded: count.voters.length > LONGEST_OPEN_ROLL,
    ignored: count.ignored.map(ignoredView),
    recused: count.recused,
    capped: count.capped.map(({ organization, from, to }) => ({
      organization,
      from: printFraction(from),
      to: printFraction(to),
    })),
  };
}

function ignoredView({ act, why }: IgnoredAct) {
  return {
    login: act.by.login,
    what: deedWords(act),
    why,
    when: formatInstantForPeople(act.at),
    link: act.link ?? "",
  };
}

function deedWords(act: IgnoredAct["act"]): string {
  switch (act.do) {
    case "vote":
      return act.choice;
    case "vote-withdraw":
      return "taking a vote back";
    case "recuse":
      return "recusal";
    case "veto":
      return "veto";
    case "veto-withdraw":
      return "taking a veto back";
    case "open":
      return "opening";
    case "extend":
      return "extension";
    case "close":
      return "closing";
    case "cancel":
      return "cancelling";
    case "end":
      return "taking the proposal back";
    case "edit":
      return "edit of the proposal";
    case "unreadable":
      return "a comment that cannot be read any more";
  }
}
