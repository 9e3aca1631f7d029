import { type BallotRecord, recountRecord } from "../ballot/record.ts";
import { ruleOf } from "../config.ts";
import { branchOf } from "../decision-branch.ts";
import type { Message } from "../messages.ts";
import type { Partner } from "../partner.ts";
import type { Application } from "./application.ts";
import { readRecord, resultKey } from "./ballot-state.ts";
import type { Committee } from "./committee.ts";
import { embeddingOf } from "./embedding.ts";
import { updateFormLink } from "./form-link.ts";
import { mentionsOf } from "./mentions.ts";
import { openPartnerBallot } from "./open-ballot.ts";
import { openingVerdict } from "./opening-verdict.ts";
import { type Openings, readOpenings, type Wish } from "./openings.ts";
import { categoryNames, questionView, requestQuestion } from "./question.ts";
import { findResult, resultLinkOf, resultNotes } from "./result-note.ts";
import type { Needs, Note, Verdict } from "./verdict.ts";
import { categoriesOf, closedAs, type Still, stillVerdict } from "./verdict-parts.ts";
import { type BallotTalk, readVotingCommands } from "./voting-commands.ts";

/** The issue of a company that is in the registry. */
export interface PartnerApplication extends Application {
  partner: Partner;
}

/**
 * What should be true of a partner's issue while no vote is open on it: its standing as the registry says it, what came
 * of the last vote, and a new vote when members ask for one. `last` is the ballot decided last, and `talk` what its
 * comments said.
 */
export function partnerVerdict(
  application: PartnerApplication,
  last: BallotRecord | null,
  talk: Omit<BallotTalk, "openVote" | "settled">,
  committee: Committee | null,
): Verdict | Needs {
  const { partner } = application;
  const openings = readOpenings(application, partner, committee);
  if (openings === "needs-committee") return { needs: "committee" };
  const answers = readVotingCommands(application, {
    ...talk,
    openVote: openings.refusalOf,
    settled: openings.settled,
  });
  const badges = partner.badges.map(({ category }) => category);
  const still = stillVerdict(application, categoriesOf(application, badges), answers);
  if (openings.opened !== null && committee?.ok) {
    const { request, opening } = openings.opened;
    const record = openPartnerBallot(application, partner, request, committee.roll, opening);
    return openingVerdict(application, record, committee, still);
  }
  const common: Still = {
    ...still,
    notes: [...still.notes, ...resultNotes(application)],
    again: last !== null && findResult(application, last) === undefined,
  };
  return standingVerdict(application, last, common, openings);
}

/** As {@link partnerVerdict}, for a company whose pull request was merged and that somebody has taken out of the registry since. */
export function listedVerdict(application: Application, last: BallotRecord, still: Still): Verdict {
  return standingVerdict(application, last, still, null);
}

function standingVerdict(
  application: Application,
  last: BallotRecord | null,
  still: Still,
  openings: Openings | null,
): Verdict {
  const { look, partner } = application;
  const { pullRequest, branch } = look;
  const isMerged = pullRequest?.state === "merged";
  const isFormer = partner?.status === "former";
  return {
    ...still,
    stage: isFormer ? "former" : "listed",
    status: standingStatus(application, last, openings),
    notes: [...still.notes, ...changeNotes(application, last)],
    issue: closedAs(application, last, "completed"),
    // What was pushed after the merge is nowhere else, and stays.
    deletedBranch: last !== null && isMerged && branch?.oid === pullRequest.head.oid ? branchOf(last) : null,
  };
}

function standingStatus(
  application: Application,
  last: BallotRecord | null,
  openings: Openings | null,
): Message {
  const { look, config, partner } = application;
  const { pullRequest } = look;
  const isAdmission = last === null || last.kind === "admit";
  const view = {
    company: partner?.name ?? last?.partner.name ?? "",
    program: config.program.name,
    committee: config.program.committee,
    listLink: listLinkOf(application),
    since: partner?.status === "former" ? (partner["status-since"] ?? "") : "",
    pullRequest: isAdmission && pullRequest?.state === "merged" ? pullRequest.number : 0,
    pullRequestLink: isAdmission ? (pullRequest?.url ?? "") : "",
    last: last === null || isAdmission ? null : lastVote(application, last),
    waiting: (openings?.waiting ?? []).map((wish) => waitingView(application, wish)),
    distrusted: distrustedAdmission(application),
    updateLink: partner === null ? "" : updateFormLink(application),
  };
  return { name: partner?.status === "former" ? "status-former" : "status-listed", view };
}

/** What came of the last vote about a partner. */
function lastVote(application: Application, last: BallotRecord) {
  const { pullRequest } = application.look;
  const { outcome } = recountRecord(last);
  return {
    question: questionView(application.config, last).question,
    outcome: outcome.replace("-", " "),
    resultLink: resultLinkOf(application, last),
    /** A decision that a maintainer did not want to carry out. */
    closedPullRequest: outcome === "passed" && pullRequest?.state === "closed" ? pullRequest.number : 0,
    pullRequestLink: pullRequest?.url ?? "",
  };
}

function waitingView({ config, partner }: Application, { request, seconders }: Wish) {
  return {
    question: requestQuestion(config, partner?.name ?? "", request),
    seconders: seconders.map(({ login }) => login),
    needed: ruleOf(config, request.kind).second,
  };
}

/** Somebody changed the record of the admission after it was carried out: it has no effect any more, and is said. */
function distrustedAdmission({ look }: Application): string {
  const state = readRecord(look, "admit");
  return state.kind === "distrusted" ? (state.commit?.url ?? "") : "";
}

/** One comment for each decision that was carried out, to those whom it concerns. */
function changeNotes(application: Application, last: BallotRecord | null): Note[] {
  const { look, config, partner } = application;
  if (last === null || recountRecord(last).outcome !== "passed") return [];
  if (look.pullRequest?.state === "closed") return [];
  const { author } = look.issue;
  const applicant = author?.login ?? "ghost";
  const { company, categories } = questionView(config, last);
  const program = config.program.name;
  const listLink = listLinkOf(application);
  if (last.kind === "admit") {
    if (partner?.status === "former") return [];
    const embedding = embeddingOf(application, partner);
    const view = { applicant, company, program, listLink, badges: categories, embedding };
    return [{ name: "welcome", key: "", message: { name: "welcome", view }, upkeep: "once" }];
  }
  const view = {
    // Who filed its application, and whom the partner named as its contacts. The bot files notices itself.
    mentions: mentionsOf([...(author?.kind === "user" ? [author] : []), ...(partner?.contacts ?? [])]),
    company,
    program,
    committee: config.program.committee,
    kind: last.kind,
    given: categories,
    taken: last.taken.map(categoryNames(config)),
    listLink,
    resultLink: resultLinkOf(application, last),
  };
  const message: Message = { name: "partner-changed", view };
  return [{ name: "changed", key: resultKey(last), message, upkeep: "once" }];
}

function listLinkOf({ look, config }: Application): string {
  const { url, base } = look.repository;
  return `${url}/blob/${base.branch}/${config.files.list}`;
}
