import { type BallotRecord, recountRecord } from "../ballot/record.ts";
import { decidedAt, decisionPathOf, formatDecisionPath } from "../decision.ts";
import { carriedOutClause } from "../decision-pull-request.ts";
import type { Message } from "../messages.ts";
import type { Application } from "./application.ts";
import { type CommentAct, commentActs } from "./ballot-acts.ts";
import type { DecidedBallot } from "./ballot-state.ts";
import type { Known } from "./decide.ts";
import { proposalOf } from "./decided-proposal.ts";
import { listedVerdict, type PartnerApplication, partnerVerdict } from "./partner-verdict.ts";
import { askedByProposal } from "./proposal-consents.ts";
import { questionView } from "./question.ts";
import { findResult, resultLinkOf, resultNotes } from "./result-note.ts";
import type { Needs, Verdict } from "./verdict.ts";
import { categoriesOf, closedAs, type Still, stillVerdict } from "./verdict-parts.ts";
import { type BallotTalk, readVotingCommands } from "./voting-commands.ts";

/** An application whose vote has a result. */
export interface DecidedApplication extends Application {
  ballot: DecidedBallot;
}

/** What should be true once the vote is decided: the result said, and for a yes the pull request until it is merged. */
export function decidedVerdict(application: DecidedApplication, known: Known): Verdict | Needs {
  const { partner } = application;
  const { record } = application.ballot;
  const count = recountRecord(record);
  const isPending = count.outcome === "passed" && !isCarriedOut(application, record);
  if (partner !== null && !(isPending && goesOn(application))) {
    const listed: PartnerApplication = { ...application, partner };
    return partnerVerdict(listed, record, talkOf(application, record), known.committee);
  }
  const answers = readVotingCommands(application, {
    ...talkOf(application, record),
    openVote: (comment) => {
      if (record.opened.order?.[0] === comment.id) return null;
      return isPending
        ? "The pull request of the decision is not merged yet. It has to be merged or closed first."
        : "The vote is decided.";
    },
  });
  const still = stillVerdict(application, categoriesOf(application, record.categories), answers);
  const common: Still = {
    ...still,
    notes: [...still.notes, ...resultNotes(application)],
    // The status comment links to the result, which is to be written first.
    again: findResult(application, record) === undefined,
  };
  if (isPending) return approvedVerdict(application, record, common, known);
  if (count.outcome === "passed") return listedVerdict(application, record, common);

  const company = record.partner.name;
  const { committee: name } = application.config.program;
  const resultLink = resultLinkOf(application, record);
  const closed: Still = { ...common, issue: closedAs(application, record, "not-planned") };
  if (count.outcome !== "cancelled") {
    const view = { company, committee: name, resultLink, outcome: count.why };
    return { ...closed, stage: "rejected", status: { name: "status-rejected", view } };
  }
  if (isWithdrawn(record)) {
    return { ...closed, stage: "withdrawn", status: { name: "status-withdrawn", view: { company } } };
  }
  const view = { company, committee: name, why: count.why, resultLink };
  return { ...closed, stage: "cancelled", status: { name: "status-cancelled", view } };
}

/** The pull request was merged, or the registry has the decision in its history all the same. */
function isCarriedOut({ look, config, partner }: Application, record: BallotRecord): boolean {
  if (look.pullRequest?.state === "merged") return true;
  if (partner === null) return false;
  const path = formatDecisionPath(decisionPathOf(record, config.files.decisions));
  return record.kind === "admit" || partner.history.some(({ ref }) => ref === path);
}

/** A pull request about a partner that was closed without being merged is done with: the committee may vote again. */
function goesOn({ look }: Application): boolean {
  return look.pullRequest?.state !== "closed";
}

/** The applicant, and not the committee, ended the vote. */
function isWithdrawn(record: BallotRecord): boolean {
  return record.events.some((event) => event.do === "withdraw");
}

function talkOf(application: Application, record: BallotRecord): Omit<BallotTalk, "openVote"> {
  const spoken = commentActs(application.look.issue, application.config, record);
  return {
    record,
    ignored: [...recountRecord(record).ignored, ...lateActs(spoken, record)],
    spoken,
    decided: decidedAt(record),
  };
}

/** What was said about the vote after it was decided, and so came too late. */
function lateActs(spoken: readonly CommentAct[], record: BallotRecord) {
  const known = new Set((record.result?.acts ?? []).map((act) => act.order.join(" ")));
  return spoken
    .filter(({ act }) => !known.has(act.order.join(" ")))
    .map(({ act }) => ({ act, code: "too-late" as const, why: "came after the close" }));
}

function approvedVerdict(
  application: DecidedApplication,
  record: BallotRecord,
  still: Still,
  known: Known,
): Verdict | Needs {
  const { look, config } = application;
  const { pullRequest } = look;
  const proposed = proposalOf(application, record, known);
  if (proposed.kind === "unknown") return proposed.needed;
  const { company, question, isAdmission } = questionView(config, record);
  const status: Message = {
    name: "status-approved",
    view: {
      company,
      question,
      isAdmission,
      committee: config.program.committee,
      merged: carriedOutClause(record),
      resultLink: resultLinkOf(application, record),
      pullRequest: pullRequest?.number ?? 0,
      pullRequestLink: pullRequest?.url ?? "",
      leftAlone: proposed.kind === "left-alone" ? proposed.because : "",
      problem: proposed.kind === "impossible" ? proposed.problem : "",
      // What is not to be touched any more takes nobody's word.
      asked: isAdmission && proposed.kind !== "left-alone" ? askedByProposal(application) : [],
    },
  };
  const proposal = proposed.kind === "proposed" ? proposed.proposal : null;
  return { ...still, stage: "approved", status, proposal, again: still.again || proposal !== null };
}
