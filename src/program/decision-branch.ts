import { BALLOT_KINDS, type BallotKind } from "./config.ts";

/** The branch of one decision's pull request. `partner` is a partner id (`partnerId`). */
interface DecisionBranch {
  issue: number;
  kind: BallotKind;
  partner: string;
}

const BRANCH = new RegExp(
  `^partnerbot/([1-9]\\d{0,9})-(${BALLOT_KINDS.join("|")})-([a-z0-9]+(?:-[a-z0-9]+)*)$`,
);

/** `partnerbot/<issue>-<kind>-<partner>`, without `refs/heads/`. */
export function formatDecisionBranch(branch: DecisionBranch): string {
  return `partnerbot/${branch.issue}-${branch.kind}-${branch.partner}`;
}

/** The other way; `null` for a branch that is not a decision's. Takes `refs/heads/` in front, too. */
export function parseDecisionBranch(name: string): DecisionBranch | null {
  const [, issue, kind, partner] = BRANCH.exec(name.replace(/^refs\/heads\//, "")) ?? [];
  const known = BALLOT_KINDS.find((candidate) => candidate === kind);
  if (issue === undefined || known === undefined || partner === undefined) return null;
  return { issue: Number(issue), kind: known, partner };
}
