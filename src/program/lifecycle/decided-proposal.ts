import { UserError } from "../../errors.ts";
import type { BallotRecord } from "../ballot/record.ts";
import { formatDecisionBranch } from "../decision-branch.ts";
import { type DecisionFiles, decisionFiles } from "../decision-files.ts";
import { decisionPullRequest } from "../decision-pull-request.ts";
import type { Application } from "./application.ts";
import { isTrusted } from "./ballot-state.ts";
import type { Proposal } from "./verdict.ts";

/** The branch of the decision's pull request. */
export function branchOf(record: BallotRecord): string {
  return formatDecisionBranch({ issue: record.issue, kind: "admit", partner: record.partner.id });
}

/** What is to be done about the decision's pull request. */
export type Proposed =
  | { kind: "current" }
  | { kind: "proposed"; proposal: Proposal }
  | { kind: "left-alone"; because: "closed" | "edited" }
  | { kind: "impossible"; problem: string };

/**
 * One commit on the current head of the base. Made again when the base has moved, so that it can always be merged;
 * left alone when a person closed the pull request or committed to its branch (`DESIGN.md` section 7).
 */
export function proposalOf(application: Application, record: BallotRecord): Proposed {
  const { look, config } = application;
  const { pullRequest, branch, repository } = look;
  if (pullRequest?.state === "closed") return { kind: "left-alone", because: "closed" };
  const head = branch ?? pullRequest?.head ?? null;
  if (head !== null && !isTrusted(head, look)) return { kind: "left-alone", because: "edited" };

  if (pullRequest !== null && pullRequest.head.parents[0] === repository.base.oid) return { kind: "current" };
  let decided: DecisionFiles;
  try {
    decided = decisionFiles({
      record,
      registryText: look.registry?.text ?? null,
      listText: look.list?.text ?? null,
      config,
      repository,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const place = error.code.startsWith("managed-section") ? `${config.files.list}: ` : "";
    return { kind: "impossible", problem: `${place}${error.message} ${error.mend}` };
  }
  const { title, view, commit } = decisionPullRequest({
    record,
    partner: decided.partner,
    config,
    repository,
  });
  return {
    kind: "proposed",
    proposal: {
      base: repository.base,
      branch: branchOf(record),
      branchExists: branch !== null,
      commit,
      files: decided.files,
      title,
      body: { name: "pull-request", view },
      existing: pullRequest?.nodeId ?? null,
    },
  };
}
