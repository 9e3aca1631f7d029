import { UserError } from "../../errors.ts";
import type { BallotRecord } from "../ballot/record.ts";
import { branchOf } from "../decision-branch.ts";
import { type DecisionFiles, decisionFiles } from "../decision-files.ts";
import { decisionPullRequest } from "../decision-pull-request.ts";
import { gatherDecisions } from "../decisions.ts";
import { supportedByTexts } from "../supported-by-files.ts";
import type { Application } from "./application.ts";
import { isTrusted } from "./ballot-state.ts";
import { consentsMark, hasMark } from "./consents.ts";
import type { Known } from "./decide.ts";
import { proposalConsents } from "./proposal-consents.ts";
import type { Needs, Proposal } from "./verdict.ts";

/** What is to be done about the decision's pull request. */
export type Proposed =
  | { kind: "current" }
  /** Something has to be read first. */
  | { kind: "unknown"; needed: Needs }
  | { kind: "proposed"; proposal: Proposal }
  | { kind: "left-alone"; because: "closed" | "edited" }
  | { kind: "impossible"; problem: string };

/**
 * One commit on the current head of the base. Made again when the base has moved, so that it can always be merged;
 * left alone when a person closed the pull request or committed to its branch (`DESIGN.md` section 7).
 */
export function proposalOf(
  application: Application,
  record: BallotRecord,
  { decisions, logos }: Pick<Known, "decisions" | "logos">,
): Proposed {
  const { look, config } = application;
  const { pullRequest, branch, repository } = look;
  if (pullRequest?.state === "closed") return { kind: "left-alone", because: "closed" };
  const head = branch ?? pullRequest?.head ?? null;
  if (head !== null && !isTrusted(head, look)) return { kind: "left-alone", because: "edited" };

  const consents = record.kind === "admit" ? proposalConsents(application) : [];
  const mark = consentsMark(consents);
  const isOnBase = pullRequest?.head.parents[0] === repository.base.oid;
  if (pullRequest !== null && isOnBase && hasMark(pullRequest.body, mark)) return { kind: "current" };
  // What cannot be written anyway is found out before more is read.
  const soFar = decisions ?? { readme: null, files: [], ballots: [] };
  let decided: DecisionFiles;
  try {
    decided = decisionFiles({
      record,
      registryText: look.registry?.text ?? null,
      listText: look.list?.text ?? null,
      supportedBy: supportedByTexts(look.supportedBy),
      decisions: gatherDecisions(soFar, config.files.decisions, (commit) => isTrusted(commit, look)),
      readmeText: soFar.readme?.text ?? null,
      logo: logos.get(record.proposal?.logo ?? "") ?? null,
      consents,
      config,
      repository,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: "impossible", problem: `${error.message} ${error.mend}` };
  }
  if (decisions === null) return { kind: "unknown", needed: { needs: "decisions" } };
  if (decided.logo.kind === "attached") {
    return { kind: "unknown", needed: { needs: "logo", address: decided.logo.address } };
  }
  const { title, view, commit } = decisionPullRequest({
    record,
    partner: decided.partner,
    carried: decided.carried,
    supportedBy: decided.supportedBy,
    logo: decided.logo,
    mark,
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
