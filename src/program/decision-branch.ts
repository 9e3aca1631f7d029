import type { BallotRecord } from "./ballot/record.ts";
import { BALLOT_KINDS, type BallotKind } from "./config.ts";
import { kindOf } from "./decision.ts";

/** The branch of one decision's pull request. `partner` is a partner id (`partnerId`). */
interface DecisionBranch {
  issue: number;
  kind: BallotKind;
  partner: string;
  /** The record's number: the second award on one issue has a branch of its own. */
  number: number;
}

const BRANCH = new RegExp(
  `^partnerbot/([1-9]\\d{0,9})-(${BALLOT_KINDS.join("|")})(?:\\.([2-9]|[1-9]\\d{1,3}))?-([a-z0-9]+(?:-[a-z0-9]+)*)$`,
);

/** `partnerbot/<issue>-<kind>-<partner>`, the second one `partnerbot/<issue>-<kind>.2-<partner>`; without `refs/heads/`. */
export function formatDecisionBranch(branch: DecisionBranch): string {
  const ordinal = branch.number === 1 ? "" : `.${branch.number}`;
  return `partnerbot/${branch.issue}-${branch.kind}${ordinal}-${branch.partner}`;
}

/** The branch of the pull request that carries a decision out. */
export function branchOf(record: BallotRecord): string {
  const { issue, number, partner } = record;
  return formatDecisionBranch({ issue, kind: kindOf(record), number, partner: partner.id });
}

/** The other way; `null` for a branch that is not a decision's. Takes `refs/heads/` in front, too. */
export function parseDecisionBranch(name: string): DecisionBranch | null {
  const [, issue, kind, number = "1", partner] = BRANCH.exec(name.replace(/^refs\/heads\//, "")) ?? [];
  const known = BALLOT_KINDS.find((candidate) => candidate === kind);
  if (issue === undefined || known === undefined || partner === undefined) return null;
  return { issue: Number(issue), kind: known, partner, number: Number(number) };
}
