import { describeDuration } from "../duration.ts";
import { printFraction } from "./fraction.ts";
import type { Base, QuorumRule, Rule, Threshold } from "./rule.ts";

/** The rule in full words, one sentence a line, as printed in every vote. */
export function describeRule(rule: Rule): string[] {
  return [
    `It passes with ${describeThreshold(rule.pass)} of ${describeBase(rule)}.`,
    ...describeConditions(rule),
    ...(rule.quorum === null
      ? ["There is no quorum."]
      : [describeQuorum(rule.quorum, rule), describeNoQuorum(rule)]),
    ...describePeriod(rule),
    ...describeOrganization(rule),
    ...describeRecusal(rule),
    ...describeSpecial(rule),
  ];
}

/** "more than 1/2" or "at least 2/3". */
export function describeThreshold({ strict, fraction }: Threshold): string {
  return `${strict ? "more than" : "at least"} ${printFraction(fraction)}`;
}

/** What the fraction is of, in the unit that the rule counts. */
export function describeBase({ pass, count, seats }: Pick<Rule, "pass" | "count" | "seats">): string {
  const points = count === "points";
  const words: Record<Base, string> = {
    cast: points ? "the points of yes and no together" : "the yes and no votes together",
    "cast-and-abstain": points
      ? "the points of yes, no and abstentions together"
      : "the yes and no votes and abstentions together",
    eligible: points ? "all eligible points" : "all eligible voters",
    seats: `the ${seats ?? 0} seats, vacancies and recusals included`,
  };
  return words[pass.of];
}

function describeConditions({ minimumYes, maximumNo, noNeedsReason }: Rule): string[] {
  const lines: string[] = [];
  if (minimumYes !== null) lines.push(`At least ${people(minimumYes)} must say yes.`);
  if (maximumNo === 0) lines.push("Nobody may say no.");
  else if (maximumNo !== null) lines.push(`At most ${people(maximumNo)} may say no.`);
  if (noNeedsReason) lines.push("A no counts only with a reason.");
  return lines;
}

function describeQuorum(quorum: QuorumRule, { seats }: Rule): string {
  const unit = quorum.count === "points" ? "points" : "voters";
  const base = quorum.of === "seats" ? `the ${seats ?? 0} seats` : `all eligible ${unit}`;
  const parts = [
    ...(quorum.threshold === null ? [] : [`${describeThreshold(quorum.threshold)} of ${base}`]),
    ...(quorum.minimum === null ? [] : [`at least ${people(quorum.minimum)}`]),
  ];
  return `The quorum is ${parts.join(" and ")}; it counts ${list(quorum.votes)}.`;
}

function describeNoQuorum({ noQuorum }: Rule): string {
  const end = noQuorum.then === "fails" ? "it fails" : "what was cast is counted";
  if (noQuorum.extend === null) return `Without a quorum at the end ${end}.`;
  const times = noQuorum.times === 1 ? "once" : `up to ${noQuorum.times} times`;
  return `Without a quorum at the end it is extended ${times} by ${describeDuration(noQuorum.extend)}; then ${end}.`;
}

function describePeriod({ period }: Rule): string[] {
  const lines = [`It is open for ${describeDuration(period.openFor)}.`];
  const early = {
    never: null,
    "when-passed": "It closes early as soon as it has passed on the count so far",
    "when-decided":
      "It closes early when nothing that those without a vote could still do would change the outcome",
    "when-all-voted": "It closes early when all eligible voters have voted",
  }[period.closeEarly];
  if (early === null) return lines;
  const atLeast =
    period.atLeast === null ? "" : `, but not before ${describeDuration(period.atLeast)} are over`;
  return [...lines, `${early}${atLeast}.`];
}

function describeOrganization({ organization, count }: Rule): string[] {
  if (organization.kind === "none") return [];
  if (organization.kind === "split") {
    return ["Each organization has one vote, in equal shares among its members who are not recused."];
  }
  if (organization.kind === "collapse-identical") {
    return [
      "Equal votes of one organization count once, with the highest points among them; different ones stay.",
    ];
  }
  const cap = printFraction(organization.cap);
  const unit = count === "points" ? "points" : "votes";
  return [
    `One organization weighs at most ${cap} ${cap === "1" ? unit.slice(0, -1) : unit}; what is more is cut in proportion.`,
  ];
}

function describeRecusal({ recuse }: Rule): string[] {
  const who = {
    affiliated: "voters affiliated with the applicant",
    proposer: "the proposer",
    subject: "the person whom it is about",
  };
  if (recuse.length === 0) return ["Nobody is recused without asking."];
  return [`Recused without asking: ${list(recuse.map((ground) => who[ground]))}.`];
}

function describeSpecial({ proposer, veto, tie, onEdit, second }: Rule): string[] {
  const lines: string[] = [];
  if (proposer === "implicit-yes") lines.push("Proposing counts as a yes until the proposer says otherwise.");
  if (veto !== null) {
    lines.push(
      `Anyone on the roll can veto it${veto.reason === "required" ? " with a reason" : ""}; a veto that stands at the close defeats it.`,
    );
  }
  lines.push(tie === "chair" ? "A tie is decided by the chair's vote." : "A tie fails.");
  if (onEdit === "restart") lines.push("Editing the proposal restarts the vote.");
  if (onEdit === "warn") lines.push("Editing the proposal is pointed out; votes stand.");
  if (second > 0)
    lines.push(`${second === 1 ? "One voter" : `${second} voters`} must second it before it opens.`);
  return lines;
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
