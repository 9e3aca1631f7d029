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

const UPDATE_BRANCH = /^partnerbot\/([1-9]\d{0,9})-update-[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** How the branches of all updates that one issue asked for begin: the partner that it names may be corrected. */
export function updateBranchStem(issue: number): string {
  return `partnerbot/${issue}-update-`;
}

/** The branch of the pull request by which a partner changes its own entry; `partner` is its id. */
export function formatUpdateBranch(issue: number, partner: string): string {
  return `${updateBranchStem(issue)}${partner}`;
}

/** The branch of the pull request that freezes a year. */
export function formatArchiveBranch(year: number): string {
  return `partnerbot/archive-${year}`;
}

/** The issue that a branch of this app belongs to, a decision's or an update's; `null` for any other branch. */
export function issueOfBranch(name: string): number | null {
  const [, issue] = UPDATE_BRANCH.exec(name.replace(/^refs\/heads\//, "")) ?? [];
  return issue === undefined ? (parseDecisionBranch(name)?.issue ?? null) : Number(issue);
}

/** The other way; `null` for a branch that is not a decision's. Takes `refs/heads/` in front, too. */
export function parseDecisionBranch(name: string): DecisionBranch | null {
  const [, issue, kind, number = "1", partner] = BRANCH.exec(name.replace(/^refs\/heads\//, "")) ?? [];
  const known = BALLOT_KINDS.find((candidate) => candidate === kind);
  if (issue === undefined || known === undefined || partner === undefined) return null;
  return { issue: Number(issue), kind: known, partner, number: Number(number) };
}
