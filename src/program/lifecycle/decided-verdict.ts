import { parseMarker } from "../../text/marker.ts";
import type { CloseReason } from "../action.ts";
import type { Count } from "../ballot/ballot.ts";
import { type BallotRecord, recountRecord } from "../ballot/record.ts";
import { decidedAt } from "../decision.ts";
import type { Message } from "../messages.ts";
import type { ObservedComment } from "../observation.ts";
import { DATA_BRANCH } from "../places.ts";
import { type Application, ballotPath } from "./application.ts";
import { type CommentAct, commentActs } from "./ballot-acts.ts";
import { resultKey } from "./ballot-state.ts";
import { resultParts } from "./count-view.ts";
import { branchOf, proposalOf } from "./decided-proposal.ts";
import { resultNotices } from "./notices.ts";
import { lastReopened } from "./timeline.ts";
import type { Note, Verdict, WantedState } from "./verdict.ts";
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
  const spoken = commentActs(look.issue, config, record);
  const answers = readVotingCommands(application, {
    record,
    ignored: [...count.ignored, ...lateActs(spoken, record)],
    spoken,
    decided: decidedAt(record),
    openVote: "The vote is decided.",
  });
  const still = stillVerdict(application, categories, answers);
  const common: Still = {
    ...still,
    notes: [...still.notes, resultNote(application, record, count)],
    // The status comment links to the result, which is to be written first.
    again: findResult(application, record) === undefined,
  };
  if (count.outcome === "passed") return passedVerdict(application, record, common);

  const company = record.partner.name;
  const { committee } = config.program;
  const resultLink = resultLinkOf(application, record);
  const closed: Still = { ...common, issue: closedAs(application, record, "not-planned") };
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

/** Closed with the decision; a person who opened the issue again since then is not contradicted. */
function closedAs({ look }: Application, record: BallotRecord, reason: CloseReason): WantedState {
  const reopened = lastReopened(look.issue);
  const since = look.pullRequest?.mergedAt ?? decidedAt(record);
  if (reopened !== null && reopened > since) return { state: "as-is" };
  return { state: "closed", reason, duplicateOf: null };
}

/** The applicant, and not the committee, ended the vote. */
function isWithdrawn(record: BallotRecord): boolean {
  return record.events.some((event) => event.do === "withdraw");
}

/** What was said about the vote after it was decided, and so came too late. */
function lateActs(spoken: readonly CommentAct[], record: BallotRecord) {
  const known = new Set((record.result?.acts ?? []).map((act) => act.order.join(" ")));
  return spoken
    .filter(({ act }) => !known.has(act.order.join(" ")))
    .map(({ act }) => ({ act, code: "too-late" as const, why: "came after the close" }));
}

function findResult({ look }: Application, record: BallotRecord): ObservedComment | undefined {
  return look.issue.comments.find((candidate) => {
    const marker = candidate.author?.own ? parseMarker(candidate.body) : null;
    return marker?.name === "result" && marker.key === resultKey(record);
  });
}

function resultLinkOf(application: Application, record: BallotRecord): string {
  return findResult(application, record)?.url ?? application.look.issue.url;
}

function resultNote(application: Application, record: BallotRecord, count: Count): Note {
  const { look, config } = application;
  const view = {
    ...resultParts(record.rule, count),
    committee: config.program.committee,
    company: record.partner.name,
    categories: categoriesOf(application, record.categories).map((category) => category.name),
    notices: resultNotices(record, count, look.issue),
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
  return { ...still, stage: "approved", status, proposal, again: still.again || proposal !== null };
}

function listedVerdict(application: Application, record: BallotRecord, still: Still): Verdict {
  const { look, config } = application;
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
    issue: closedAs(application, record, "completed"),
    // What was pushed after the merge is nowhere else, and stays.
    deletedBranch: number > 0 && branch?.oid === pullRequest?.head.oid ? branchOf(record) : null,
  };
}
