import { formatUpdateBranch } from "../decision-branch.ts";
import { addDuration, describeDuration } from "../duration.ts";
import { formatInstantForPeople } from "../instant.ts";
import type { Message, MessageViews } from "../messages.ts";
import type { ObservedPullRequest } from "../observation.ts";
import { isTrusted } from "./ballot-state.ts";
import { askedByUpdate } from "./consents.ts";
import { UPDATE_LABEL } from "./stage.ts";
import { closingOf, isTakenUpSince, lastActivity } from "./timeline.ts";
import { askingKey } from "./update-asker.ts";
import { readUpdateCommands } from "./update-commands.ts";
import { type Draft, draftOf, type KnownOfUpdate } from "./update-draft.ts";
import { type UpdateProposed, uselessBranch } from "./update-proposal.ts";
import type { UpdateRequest } from "./update-request.ts";
import type { Needs, Verdict } from "./verdict.ts";
import { closedAs, type ProblemView, type Still, stillVerdict } from "./verdict-parts.ts";

/**
 * What should be true of an issue by which a partner changes its entry: what is missing said, or a pull request until it
 * is merged. Nobody votes.
 */
export function decideUpdate(request: UpdateRequest, known: KnownOfUpdate): Verdict | Needs {
  const { look } = request;
  const { answers, withdrawn } = readUpdateCommands(request);
  const still: Still = { ...stillVerdict(request, [], answers), labels: [UPDATE_LABEL] };
  if (isDone(request)) return doneVerdict(request, still);

  const closing = closingOf(look.issue);
  const pullRequest = pullRequestOf(request);
  const isWaiting = pullRequest?.state === "open";
  if (closing.by === "applicant" || withdrawn) return endedVerdict(request, still, "withdrawn");
  if (closing.by === "other" && !isWaiting) return endedVerdict(request, still, "closed");
  if (closing.by === "app" && !isWaiting && !isTakenUpSince(look.issue, closing.at)) {
    return endedVerdict(request, still, pullRequest?.state === "closed" ? "declined" : "expired");
  }
  const isDeclined =
    pullRequest?.state === "closed" && !isTakenUpSince(look.issue, pullRequest.closedAt ?? look.at);
  if (isEdited(request)) {
    return isDeclined
      ? endedVerdict(request, still, "declined")
      : waitingVerdict(request, still, "edited", []);
  }
  const draft = draftOf(request, known);
  if (draft.kind === "unknown") return draft.needed;
  if (draft.kind === "incomplete") return incompleteVerdict(request, still, draft);
  // What could not be proposed anyway is said first: its pull request was closed because of that.
  if (isDeclined) return endedVerdict(request, still, "declined");
  return waitingVerdict(request, still, draft.proposed, draft.leftOut);
}

/** Its pull request was merged, or the entry has it in its history all the same. */
function isDone(request: UpdateRequest): boolean {
  const { partner, look } = request;
  return (
    pullRequestOf(request)?.state === "merged" ||
    (partner?.history.some(
      ({ event, ref }) => (event === "updated" || event === "left") && ref === look.issue.url,
    ) ??
      false)
  );
}

/** While no partner is named, no branch is known either, and what was looked at belongs to another one. */
function pullRequestOf({ partner, look }: UpdateRequest): ObservedPullRequest | null {
  return partner === null ? null : look.pullRequest;
}

/** Somebody has committed to the branch, and goes on with it by hand. */
function isEdited({ partner, look }: UpdateRequest): boolean {
  return partner !== null && look.branch !== null && !isTrusted(look.branch, look);
}

/** Something is missing, or nobody who may asks: no pull request stands for it, and after some time it is closed. */
function incompleteVerdict(
  request: UpdateRequest,
  still: Still,
  { problems, asking }: Extract<Draft, { kind: "incomplete" }>,
): Verdict {
  const { look, config, partner, reading } = request;
  const expires = addDuration(lastActivity(look.issue), config.intake.expire);
  const isKnown = asking?.kind === "allowed" || asking?.kind === "refused";
  const statusKey = isKnown ? askingKey(request, asking.kind) : "";
  if (look.at >= expires) return { ...endedVerdict(request, still, "expired"), statusKey };
  const { url } = look.repository;
  const form = config.intake["update-form"].split("/").at(-1) ?? "";
  const view: MessageViews["status-update-incomplete"] = {
    company: partner?.name ?? "",
    problems,
    formLink: reading === null ? `${url}/issues/new?template=${encodeURIComponent(form)}` : "",
    expires: formatInstantForPeople(expires),
    vote: voteWay(request),
  };
  // Who is on the committee may be known again in a minute.
  const deletedBranch = asking?.kind === "unknown" ? null : uselessBranch(request, null);
  return {
    ...still,
    stage: "incomplete",
    status: { name: "status-update-incomplete", view },
    statusKey,
    issue: closingOf(look.issue).by === "other" ? { state: "as-is" } : { state: "open" },
    deletedBranch,
    next: expires,
    again: deletedBranch !== null,
  };
}

function waitingVerdict(
  request: UpdateRequest,
  still: Still,
  proposed: UpdateProposed | "edited",
  leftOut: readonly ProblemView[],
): Verdict {
  const { look, partner, reading } = request;
  const pullRequest = look.pullRequest?.state === "open" ? look.pullRequest : null;
  const { name, id } = partner ?? { name: "", id: "" };
  const status: Message = {
    name: "status-update-waiting",
    view: {
      company: name,
      pullRequest: pullRequest?.number ?? 0,
      pullRequestLink: pullRequest?.url ?? "",
      isEdited: proposed === "edited",
      problem: proposed !== "edited" && proposed.kind === "impossible" ? proposed.problem : "",
      leftOut: leftOut.map(({ field, mend }) => ({ field, problem: mend })),
      asked: partner === null || reading === null ? [] : askedByUpdate(request, partner, reading),
      vote: voteWay(request),
    },
  };
  const proposal = proposed !== "edited" && proposed.kind === "proposed" ? proposed.proposal : null;
  const deletedBranch = uselessBranch(request, formatUpdateBranch(look.issue.number, id));
  return {
    ...still,
    stage: "approved",
    status,
    issue: closingOf(look.issue).by === "other" ? { state: "as-is" } : { state: "open" },
    proposal,
    deletedBranch,
    again: proposal !== null || deletedBranch !== null,
  };
}

function doneVerdict(request: UpdateRequest, still: Still): Verdict {
  const { look, config, partner } = request;
  const { branch, issue, repository } = look;
  const merged = pullRequestOf(request)?.state === "merged" ? look.pullRequest : null;
  const view = {
    company: partner?.name ?? "",
    person: issue.author?.login ?? "ghost",
    listLink: `${repository.url}/blob/${repository.base.branch}/${config.files.list}`,
    pullRequest: merged?.number ?? 0,
    pullRequestLink: merged?.url ?? "",
  };
  // What was pushed after the merge is nowhere else, and stays.
  const isMerged = partner !== null && merged !== null && branch?.oid === merged.head.oid;
  return {
    ...still,
    stage: "listed",
    status: { name: "status-update-done", view },
    issue: closedAs(request, null, "completed"),
    deletedBranch: isMerged ? formatUpdateBranch(issue.number, partner.id) : uselessBranch(request, null),
  };
}

type Ending = MessageViews["status-update-closed"]["ending"];

const STAGES = {
  withdrawn: "withdrawn",
  closed: "cancelled",
  declined: "cancelled",
  expired: "expired",
} as const;

/** It has ended without a change. What this app proposed for it goes; what a person made of it stays. */
function endedVerdict(request: UpdateRequest, still: Still, ending: Ending): Verdict {
  const { look, config, partner } = request;
  const closing = closingOf(look.issue);
  const pullRequest = pullRequestOf(request);
  const deletedBranch = ending === "declined" ? null : uselessBranch(request, null);
  const view = {
    company: partner?.name ?? "",
    ending,
    person: closing.by === "other" ? (closing.person?.login ?? "") : "",
    days: describeDuration(config.intake.expire),
    pullRequest: pullRequest?.number ?? 0,
    pullRequestLink: pullRequest?.url ?? "",
    isOpen: pullRequest?.state === "open" && isEdited(request),
  };
  return {
    ...still,
    stage: STAGES[ending],
    status: { name: "status-update-closed", view },
    issue:
      ending === "closed"
        ? { state: "as-is" }
        : { state: "closed", reason: "not-planned", duplicateOf: null },
    deletedBranch,
    again: deletedBranch !== null,
  };
}

/** How to ask for what only a vote may change, where it was asked for. */
function voteWay({
  reading,
  partner,
  config,
  look,
}: UpdateRequest): MessageViews["status-update-waiting"]["vote"] {
  if (!reading?.asksForVote) return null;
  const issue = partner?.application ?? 0;
  return {
    committee: config.program.committee,
    issue,
    issueLink: issue === 0 ? "" : `${look.repository.url}/issues/${issue}`,
  };
}
