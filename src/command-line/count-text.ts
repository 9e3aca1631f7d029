import type { Count } from "../program/ballot/ballot.ts";
import { printCount } from "../program/ballot/count-print.ts";
import type { Rule } from "../program/ballot/rule.ts";
import { describeRule } from "../program/ballot/rule-text.ts";
import { formatInstantForPeople } from "../program/instant.ts";
import { tallyView, voterViews } from "../program/lifecycle/count-view.ts";
import { escapeLog } from "../text/escape.ts";
import { renderColumns } from "./columns.ts";

/** A count as people read it at a terminal: outcome, numbers, every voter, what was not counted, and the rule. */
export function renderCount(title: string, rule: Rule, count: Count): string {
  const tally = tallyView(rule, count);
  const numbers = [
    ["yes", tally.yes],
    ["no", tally.no],
    ["abstain", tally.abstain],
    ["present", tally.present],
    ["needed", `${tally.needed} of ${tally.base} ${tally.unit}`],
    ...(tally.quorum === "" ? [] : [["quorum", tally.quorum]]),
    ["closes", formatInstantForPeople(count.closes)],
    ["decided", count.decided === null ? "not yet" : formatInstantForPeople(count.decided)],
  ];
  const voters = voterViews(rule, count).map((voter) => [
    voter.login,
    voter.standing,
    voter.said === "" ? "-" : voter.said,
    voter.reason,
  ]);
  const ignored = count.ignored.map(
    ({ act, why }) => `  ${act.by.login} ${why} (${formatInstantForPeople(act.at)})`,
  );
  const capped = printCount(count).capped.map(
    ({ organization, from, to }) => `  ${organization}: ${from} counted as ${to}`,
  );
  const lines = [
    title,
    count.why,
    "",
    ...renderColumns(numbers),
    "",
    ...renderColumns(voters),
    ...(ignored.length === 0 ? [] : ["", "Not counted:", ...ignored]),
    ...(capped.length === 0 ? [] : ["", "Limited by organization:", ...capped]),
    "",
    "The rule:",
    ...describeRule(rule).map((sentence) => `  ${sentence}`),
    "",
  ];
  return `${lines.map(escapeLog).join("\n")}\n`;
}
