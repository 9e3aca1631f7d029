import type { PrintedCount } from "../../program/ballot/count-print.ts";
import { decidedAt } from "../../program/decision.ts";
import type { FiledDecision } from "../../program/decisions.ts";
import { formatDay } from "../../program/instant.ts";
import { questionView } from "../../program/lifecycle/question.ts";
import { fileUrl } from "./repository-link.ts";
import type { SiteInput } from "./site-input.ts";

const OUTCOMES: Readonly<Record<PrintedCount["outcome"], string>> = {
  open: "Open",
  passed: "Passed",
  failed: "Failed",
  "no-quorum": "No quorum",
  cancelled: "Cancelled",
};

/** A decision as the pages show it. Amounts are exact texts such as `6` or `13/2`. */
export interface DecisionView {
  /** On which it was decided, UTC. */
  readonly day: string;
  readonly question: string;
  readonly outcome: PrintedCount["outcome"];
  readonly outcomeInWords: string;
  /** Such as `5 yes, 1 no, 1 abstain; 4 of 6 needed`. */
  readonly tally: string;
  readonly issue: number;
  readonly issueUrl: string;
  readonly recordUrl: string;
}

/** The decisions, newest first, by UTC day. An open ballot is none, and throws. */
export function decisionViews(input: SiteInput): DecisionView[] {
  return [...input.decisions]
    .sort(
      ({ ballot: one, path }, { ballot: other, path: otherPath }) =>
        decidedAt(other) - decidedAt(one) || other.issue - one.issue || (path < otherPath ? -1 : 1),
    )
    .map((decision) => decisionView(input, decision));
}

/** Such as `Passed with 5 yes, 1 no; 4 of 6 needed`. */
export function countInWords(count: PrintedCount): string {
  return `${OUTCOMES[count.outcome]} with ${tallyOf(count)}`;
}

function decisionView({ config, repository }: SiteInput, { ballot, path }: FiledDecision): DecisionView {
  const count = ballot.result?.count;
  if (count === undefined) throw new Error(`the ballot of ${path} is not decided`);
  return {
    day: formatDay(decidedAt(ballot)),
    question: questionView(config, ballot).question,
    outcome: count.outcome,
    outcomeInWords: OUTCOMES[count.outcome],
    tally: tallyOf(count),
    issue: ballot.issue,
    issueUrl: `${repository.url}/issues/${ballot.issue}`,
    recordUrl: fileUrl(repository, path),
  };
}

function tallyOf({ outcome, yes, no, abstain, base, needed }: PrintedCount): string {
  const cast = [`${yes} yes`, `${no} no`, ...(abstain === "0" ? [] : [`${abstain} abstain`])].join(", ");
  return outcome === "cancelled" ? cast : `${cast}; ${needed} of ${base} needed`;
}
