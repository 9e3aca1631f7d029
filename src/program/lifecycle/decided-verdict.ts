import { UserError } from "../../errors.ts";
import { parseMarker } from "../../text/marker.ts";
import type { Count } from "../ballot/ballot.ts";
import { type BallotRecord, recountRecord } from "../ballot/record.ts";
import { formatDecisionBranch } from "../decision-branch.ts";
import { type DecisionFiles, decisionFiles } from "../decision-files.ts";
import { decisionPullRequest } from "../decision-pull-request.ts";
import type { Message } from "../messages.ts";
import { DATA_BRANCH } from "../places.ts";
import { type Application, ballotPath } from "./application.ts";
import { commentActs } from "./ballot-acts.ts";
import { resultParts } from "./count-view.ts";
import { deletionNotices } from "./notices.ts";
import type { Note, Proposal, Verdict } from "./verdict.ts";
import { categoriesOf, type Still, stillVerdict } from "./verdict-parts.ts";
import { readVotingCommands } from "./voting-commands.ts";

/** An application whose vote has a result. */
export interface DecidedApplication extends Application {
  ballot: { kind: "decided"; record: BallotRecord };
}

/** What should be true once the vote is decided: the result said, and for a yes the pull request until it is merged. */
export function decidedVerdict(application: DecidedApplication): Verdict {
  const { look, config } = application;
  const { record } = application.ballot;
  const count = recountRecord(record);
  const categories = categoriesOf(application, record.categories);
  const answers = readVotingCommands(application, {
    roll: record.roll,
    ignored: lateActs(application, record),
    spoken: commentActs(look.issue, config),
    open: false,
    openVote: "The vote is decided.",
  });
  const still = stillVerdict(application, categories, answers);
  const common: Still = { ...still, notes: [...still.notes, resultNote(application, record, count)] };
  if (count.outcome === "passed") return passedVerdict(application, record, common);

  const company = record.partner.name;
  const { committee } = config.program;
  const resultLink = resultLinkOf(application, record);
  const closed: Still = { ...common, issue: { state: "closed", reason: "not-planned", duplicateOf: null } };
  if (count.outcome !== "cancelled") {
    const view = { company, committee, resultLink, outcome: count.why };
    return { ...closed, stage: "rejected", status: { name: "status-rejected", view } };
  }
  if (isWithdrawn(record)) {
    return { ...closed, stage: "withdrawn", status: { name: "status-withdrawn", view: { company } } };
  }
  const view = { company, committee, why: count.why, resultLink };
  return { ...closed, stage: "cancelled", status: { name: "status-cancelled", view } };
}

/** The applicant, and not the committee, ended the vote. */
export function isWithdrawn(record: BallotRecord): boolean {
  return record.events.some((event) => event.do === "withdraw");
}

/** What was said about the vote after it was decided, and so came too late. */
function lateActs({ look, config }: Application, record: BallotRecord) {
  const known = new Set((record.result?.acts ?? []).map((act) => act.order.join(" ")));
  return commentActs(look.issue, config)
    .filter(({ act }) => !known.has(act.order.join(" ")))
    .map(({ act }) => ({ act, code: "too-late" as const, why: "came after the close" }));
}

function resultKey(record: BallotRecord): string {
  return `${record.kind}-${record.opened.at / 1000}`;
}

function resultLinkOf({ look }: Application, record: BallotRecord): string {
  const comment = look.issue.comments.find((candidate) => {
    const marker = candidate.author?.own ? parseMarker(candidate.body) : null;
    return marker?.name === "result" && marker.key === resultKey(record);
  });
  return comment?.url ?? look.issue.url;
}

function resultNote(application: Application, record: BallotRecord, count: Count): Note {
  const { look, config } = application;
  const view = {
    ...resultParts(record.rule, count),
    committee: config.program.committee,
    company: record.partner.name,
    categories: categoriesOf(application, record.categories).map((category) => category.name),
    notices: deletionNotices(record, look.issue),
    recordLink: `${look.repository.url}/blob/${DATA_BRANCH}/${ballotPath(record.issue)}`,
  };
  return {
    name: "result",
    key: resultKey(record),
    message: { name: resultName(count), view },
    upkeep: "kept",
  };
}

function resultName(
  count: Count,
): "result-passed" | "result-failed" | "result-no-quorum" | "result-cancelled" {
  switch (count.outcome) {
    case "passed":
    case "failed":
    case "no-quorum":
    case "cancelled":
      return `result-${count.outcome}`;
    case "open":
      throw new Error("an open vote has no result");
  }
}

function passedVerdict(application: DecidedApplication, record: BallotRecord, still: Still): Verdict {
  const { look, config, registry } = application;
  const { pullRequest } = look;
  const merged = pullRequest?.state === "merged";
  const listed = registry.partners.find(
    (partner) => partner.application === record.issue && partner.status !== "former",
  );
  if (merged || listed !== undefined) return listedVerdict(application, record, still);

  const proposed = proposalOf(application, record);
  const status: Message = {
    name: "status-approved",
    view: {
      company: record.partner.name,
      committee: config.program.committee,
      resultLink: resultLinkOf(application, record),
      pullRequest: pullRequest?.number ?? 0,
      pullRequestLink: pullRequest?.url ?? "",
      leftAlone: proposed.kind === "left-alone" ? proposed.because : "",
      problem: proposed.kind === "impossible" ? proposed.problem : "",
    },
  };
  const proposal = proposed.kind === "proposed" ? proposed.proposal : null;
  return { ...still, stage: "approved", status, proposal, again: proposal !== null };
}

function listedVerdict({ look, config }: Application, record: BallotRecord, still: Still): Verdict {
  const { pullRequest, branch } = look;
  const { url, base } = look.repository;
  const listLink = `${url}/blob/${base.branch}/${config.files.list}`;
  const program = config.program.name;
  const company = record.partner.name;
  const welcome: Note = {
    name: "welcome",
    key: "",
    message: {
      name: "welcome",
      view: {
        applicant: look.issue.author?.login ?? "ghost",
        company,
        program,
        listLink,
        badges: still.categories.map((category) => category.name),
      },
    },
    upkeep: "once",
  };
  const number = pullRequest?.state === "merged" ? pullRequest.number : 0;
  return {
    ...still,
    stage: "listed",
    status: {
      name: "status-listed",
      view: { company, program, listLink, pullRequest: number, pullRequestLink: pullRequest?.url ?? "" },
    },
    notes: [...still.notes, welcome],
    issue: { state: "closed", reason: "completed", duplicateOf: null },
    deletedBranch: number > 0 && branch?.own ? branchOf(record) : null,
  };
}

function branchOf(record: BallotRecord): string {
  return formatDecisionBranch({ issue: record.issue, kind: "admit", partner: record.partner.id });
}

/** What is to be done about the decision's pull request. */
type Proposed =
  | { kind: "current" }
  | { kind: "proposed"; proposal: Proposal }
  | { kind: "left-alone"; because: "closed" | "edited" }
  | { kind: "impossible"; problem: string };

/**
 * One commit on the current head of the base. Made again when the base has moved, so that it can always be merged;
 * left alone when a person closed the pull request or committed to its branch (`DESIGN.md` section 7).
 */
function proposalOf(application: Application, record: BallotRecord): Proposed {
  const { look, config } = application;
  const { pullRequest, branch, repository } = look;
  if (pullRequest?.state === "closed") return { kind: "left-alone", because: "closed" };
  const head = pullRequest?.head ?? branch;
  if (head !== null && !head.own) return { kind: "left-alone", because: "edited" };

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
    return { kind: "impossible", problem: `${error.message} ${error.mend}` };
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
