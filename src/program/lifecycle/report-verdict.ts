import { truncateText } from "../../text/escape.ts";
import { type ConfirmedReport, reportExpiry, startOf } from "../confirmed-report.ts";
import type { ContributionReport, ReportKind } from "../contribution-report.ts";
import { addDuration, describeDuration } from "../duration.ts";
import { linksToTry, type TriedLinks } from "../evidence-link.ts";
import { earliest, formatInstantForPeople } from "../instant.ts";
import type { Message, MessageViews } from "../messages.ts";
import { DATA_BRANCH, reportPath } from "../places.ts";
import { isListed } from "../registry.ts";
import type { Committee } from "./committee.ts";
import { answerAfterwards, type ReportTalk, readReportTalk } from "./report-commands.ts";
import { reportProblems } from "./report-problems.ts";
import type { ReportRequest } from "./report-request.ts";
import { confirmedKey, confirmingAction, type ReportState } from "./report-state.ts";
import { REPORT_LABEL } from "./stage.ts";
import { closingOf, isTakenUpSince, lastActivity, lastReopened } from "./timeline.ts";
import { type Asking, askingKey, askingOf } from "./update-asker.ts";
import { askingProblems } from "./update-problems.ts";
import type { Needs, Verdict, WantedState } from "./verdict.ts";
import { type ProblemView, type Still, stillVerdict } from "./verdict-parts.ts";

const SHORT_OID = 7;
/** In code points; the whole reason is in the member's own comment. */
const LONGEST_REASON = 500;
/** In code points; the whole address is in the report above. */
const LONGEST_ADDRESS = 300;

/**
 * What should be true of an issue by which a partner reports work: what is missing said, then a member of the committee asked,
 * and what was confirmed written down. From then on the record counts, and not the issue.
 */
export function decideReport(
  request: ReportRequest,
  { committee, links }: { committee: Committee | null; links: TriedLinks },
): Verdict | Needs {
  const { look, state, reading } = request;
  if (state.kind === "confirmed") {
    const answers = answerAfterwards(request, state.report);
    return confirmedVerdict(request, state.report, stillVerdict(request, [], answers));
  }
  const asking = askingOfReport(request, committee);
  if (asking?.kind === "needs-committee") return { needs: "committee" };
  const problems = [...askedBy(request, asking), ...reportProblems(request)];
  const report = problems.length === 0 ? (reading?.report ?? null) : null;
  const talk = readReportTalk(request, committee, report !== null);
  if (talk === "needs-committee") return { needs: "committee" };

  const isKnown = asking?.kind === "allowed" || asking?.kind === "refused";
  const still: Still = {
    ...stillVerdict(request, [], talk.answers),
    labels: [REPORT_LABEL],
    statusKey: isKnown ? askingKey(request, asking.kind) : "",
  };
  const closing = closingOf(look.issue);
  if (talk.withdrawn) return endedVerdict(request, still, "withdrawn");
  if (talk.confirmed !== null && report !== null) {
    return confirmingVerdict(request, report, talk.confirmed, still);
  }
  if (talk.declined !== null) return endedVerdict(request, still, "declined", talk.declined);
  if (state.kind === "distrusted") return stoppedVerdict(request, state, problems, still);
  if (closing.by === "other") return endedVerdict(request, still, "closed");
  const expires = addDuration(lastActivity(look.issue), request.config.intake.expire);
  if (report === null && look.at >= expires) return endedVerdict(request, still, "expired");
  if (closing.by === "app" && !isTakenUpSince(look.issue, closing.at)) {
    return endedVerdict(request, still, "resting");
  }
  return report === null
    ? incompleteVerdict(request, problems, still)
    : waitingVerdict(request, report, links, still);
}

/** Whether those who report may; `null` while it is not known for whom. */
function askingOfReport(request: ReportRequest, committee: Committee | null): Asking | null {
  const { reading, partner } = request;
  if (reading === null || partner === null || !isListed(partner)) return null;
  // Only a confirmation brings anything about, and for that the committee is read anyway.
  return askingOf(request, partner, committee, committee === null);
}

function askedBy(request: ReportRequest, asking: Asking | null): ProblemView[] {
  return asking === null ? [] : askingProblems(request, asking, "report its work");
}

function incompleteVerdict(request: ReportRequest, problems: readonly ProblemView[], still: Still): Verdict {
  const { look, config, partner, reading } = request;
  const expires = addDuration(lastActivity(look.issue), config.intake.expire);
  const form = config.intake["report-form"].split("/").at(-1) ?? "";
  const view: MessageViews["status-report-incomplete"] = {
    company: partner?.name ?? "",
    problems,
    formLink:
      reading === null ? `${look.repository.url}/issues/new?template=${encodeURIComponent(form)}` : "",
    expires: formatInstantForPeople(expires),
  };
  // A day that has not come yet comes by itself.
  const comes = reading?.date == null ? [] : [startOf(reading.date)].filter((day) => day > look.at);
  return {
    ...still,
    stage: "incomplete",
    status: { name: "status-report-incomplete", view },
    issue: { state: "open" },
    next: earliest([expires, ...comes]),
  };
}

/** A dead address is told, and the report waits all the same: whether the work was done is for a member to say. */
function waitingVerdict(
  request: ReportRequest,
  report: ContributionReport,
  links: TriedLinks,
  still: Still,
): Verdict | Needs {
  const { config, partner } = request;
  const addresses = config.activity.reports["check-links"] ? linksToTry(report.evidence) : [];
  if (addresses.some((address) => !links.has(address))) return { needs: "links", addresses };
  const status: Message = {
    name: "status-report-waiting",
    view: {
      company: partner?.name ?? "",
      work: WORK[report.kind],
      date: report.date,
      expires: reportExpiry(report.date, config.activity.reports.lasts),
      committee: config.program.committee,
      mention: config.program["committee-mention"] ?? "",
      dead: addresses.flatMap((address) => {
        const why = links.get(address) ?? null;
        return why === null ? [] : [{ address: truncateText(address, LONGEST_ADDRESS), why }];
      }),
    },
  };
  return { ...still, stage: "waiting", status, issue: { state: "open" } };
}

/** Writes down what a member confirms, and says so right away. */
function confirmingVerdict(
  request: ReportRequest,
  report: ContributionReport,
  { by, comment }: NonNullable<ReportTalk["confirmed"]>,
  still: Still,
): Verdict {
  const { look, partner, config } = request;
  const { author, number } = look.issue;
  if (author === null || partner === null) throw new Error("nobody reports what has no author or no partner");
  const confirmed: ConfirmedReport = {
    ...report,
    issue: number,
    partner: partner.id,
    expires: reportExpiry(report.date, config.activity.reports.lasts),
    reportedBy: { login: author.login, id: author.id },
    confirmedBy: { login: by.login, id: by.id },
    at: look.at,
    comment: comment.id,
  };
  return { ...confirmedVerdict(request, confirmed, still), first: [confirmingAction(look, confirmed)] };
}

function confirmedVerdict(request: ReportRequest, report: ConfirmedReport, still: Still): Verdict {
  const { look, registry } = request;
  const { issue, repository } = look;
  const view: MessageViews["status-report-confirmed"] = {
    company: registry.partners.find(({ id }) => id === report.partner)?.name ?? report.partner,
    work: WORK[report.kind],
    date: report.date,
    expires: report.expires,
    member: report.confirmedBy.login,
    recordLink: `${repository.url}/blob/${DATA_BRANCH}/${reportPath(report.issue)}`,
    isEdited: issue.lastEditedAt !== null && issue.lastEditedAt >= report.at,
  };
  // Who opens the issue again is not contradicted.
  const reopened = lastReopened(issue);
  const state: WantedState =
    reopened !== null && reopened > report.at
      ? { state: "as-is" }
      : { state: "closed", reason: "completed", duplicateOf: null };
  return {
    ...still,
    labels: [REPORT_LABEL],
    stage: "confirmed",
    status: { name: "status-report-confirmed", view },
    statusKey: confirmedKey(look, report),
    issue: state,
  };
}

/** What is on record is not as this app wrote it, and counts for nothing until a member confirms the report again. */
function stoppedVerdict(
  request: ReportRequest,
  { commit, problem }: Extract<ReportState, { kind: "distrusted" }>,
  problems: readonly ProblemView[],
  still: Still,
): Verdict {
  const { look, config, partner } = request;
  const view: MessageViews["status-report-stopped"] = {
    company: partner?.name ?? "",
    committee: config.program.committee,
    problem,
    commit: commit?.oid.slice(0, SHORT_OID) ?? "",
    commitLink: commit?.url ?? "",
    problems,
  };
  return {
    ...still,
    stage: "waiting",
    status: { name: "status-report-stopped", view },
    statusKey: confirmedKey(look, null),
    issue: closingOf(look.issue).by === "other" ? { state: "as-is" } : { state: "open" },
  };
}

type Ending = MessageViews["status-report-closed"]["ending"];

const STAGES = {
  withdrawn: "withdrawn",
  declined: "declined",
  closed: "cancelled",
  expired: "expired",
  resting: "cancelled",
} as const;

/** It has ended without a record. Editing or opening the issue again asks anew. */
function endedVerdict(
  request: ReportRequest,
  still: Still,
  ending: Ending,
  declined: ReportTalk["declined"] = null,
): Verdict {
  const { look, config, partner } = request;
  const closing = closingOf(look.issue);
  const closer = closing.by === "other" ? (closing.person?.login ?? "") : "";
  const view: MessageViews["status-report-closed"] = {
    company: partner?.name ?? "",
    ending,
    person: declined?.by.login ?? closer,
    reason: truncateText(declined?.reason ?? "", LONGEST_REASON),
    days: describeDuration(config.intake.expire),
  };
  return {
    ...still,
    stage: STAGES[ending],
    status: { name: "status-report-closed", view },
    issue:
      ending === "closed"
        ? { state: "as-is" }
        : { state: "closed", reason: "not-planned", duplicateOf: null },
  };
}

/** What was done, as a sentence says it. */
const WORK: Readonly<Record<ReportKind, string>> = {
  talk: "a talk",
  webinar: "a webinar",
  training: "a training",
  post: "a post",
  event: "an event",
  donation: "a donation",
  infrastructure: "infrastructure",
  other: "other work",
};
