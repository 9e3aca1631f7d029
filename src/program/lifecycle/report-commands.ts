import type { Command } from "../../text/command.ts";
import type { ConfirmedReport } from "../confirmed-report.ts";
import { formatDay } from "../instant.ts";
import type { ObservedComment, Person } from "../observation.ts";
import { speaksFor } from "../partner-people.ts";
import {
  Answers,
  answeredAsIs,
  type CommandComment,
  readCommands,
  refusalsAsWhole,
  saidAt,
} from "./commands.ts";
import { type Committee, findVoter } from "./committee.ts";
import type { ReportRequest } from "./report-request.ts";
import { closingOf, isTakenUpSince, sameAccount } from "./timeline.ts";
import { writerOf } from "./update-asker.ts";
import { worksFor } from "./wind-down-commands.ts";

/** What was said of a report that is not on record. */
export interface ReportTalk {
  answers: Answers;
  /** Who filed it took it back, by a word or by closing it, and nobody has taken it up since. */
  withdrawn: boolean;
  /** A member confirms it now, by this comment. */
  confirmed: { by: Person; comment: ObservedComment } | null;
  /** A member has declined it, and nobody has taken it up since. */
  declined: { by: Person; reason: string } | null;
}

const TAMPERED = "The comment was edited by somebody else, so it does not count.";
const BOTH = "One comment can say only one of /confirm and /decline. Please comment the one that you mean.";
const ON_RECORD = "The report was confirmed and is on record, so nothing that is said here now changes it.";
const NOT_HERE =
  "Nothing is voted on here. A member of the committee who has nothing to do with the partner says /confirm, or /decline with a reason; who filed this can say /withdraw.";

/**
 * Reads the commands on a report, of which the last one that is done holds. The app's own reaction on a comment says that
 * it was answered before. `isComplete` says whether the report can be confirmed as it is.
 */
export function readReportTalk(
  request: ReportRequest,
  committee: Committee | null,
  isComplete: boolean,
): ReportTalk | "needs-committee" {
  const { issue } = request.look;
  const closing = closingOf(issue);
  const isClosed = closing.by === "applicant" && !isTakenUpSince(issue, closing.at);
  const talk: ReportTalk = { answers: new Answers(), withdrawn: isClosed, confirmed: null, declined: null };
  for (const entry of readCommands(issue)) {
    const { comment, person, commands, tampered } = entry;
    const before = isOld(request, comment) ? "done" : answeredAsIs(comment);
    if (before === "refused") continue;
    if (before === "no") {
      if (committee === null && !tampered && commands.some(isWord)) return "needs-committee";
      const refusals = refusalsAsWhole(entry, (command) =>
        refusalOf(request, entry, command, committee, isComplete, talk),
      );
      for (const { text, why } of refusals) talk.answers.refused(entry, text, why);
      if (refusals.length > 0) continue;
    }
    talk.answers.done(comment);
    const command = commands.at(-1);
    if (command?.name === "withdraw") talk.withdrawn ||= !isTakenUpSince(issue, saidAt(comment));
    if (command?.name === "confirm") {
      talk.declined = null;
      if (before === "no") talk.confirmed = { by: person, comment };
    }
    if (command?.name === "decline" && !isTakenUpSince(issue, saidAt(comment))) {
      talk.declined = { by: person, reason: command.reason ?? "" };
    }
  }
  return talk;
}

/** Answers the commands on a report that is on record: nothing that is said now changes it. */
export function answerAfterwards({ look }: ReportRequest, report: ConfirmedReport): Answers {
  const answers = new Answers();
  for (const entry of readCommands(look.issue)) {
    const { comment, commands } = entry;
    if (comment.id === report.comment || comment.reactions.thumbsUp) answers.done(comment);
    else if (answeredAsIs(comment) !== "refused") {
      for (const { text } of commands) answers.refused(entry, text, ON_RECORD);
    }
  }
  return answers;
}

/** What was done before, perhaps to write the record that is not believed now, is no wish to write it anew. */
function isOld({ state }: ReportRequest, { reactions }: ObservedComment): boolean {
  return state.kind === "distrusted" && reactions.thumbsUp;
}

/** What only the committee can say. */
function isWord({ name }: Command): boolean {
  return name === "confirm" || name === "decline";
}

/** Why a command is not done; `null` when it is. */
function refusalOf(
  request: ReportRequest,
  { comment, person, commands, tampered }: CommandComment,
  command: Command,
  committee: Committee | null,
  isComplete: boolean,
  talk: ReportTalk,
): string | null {
  const { issue } = request.look;
  if (tampered) return TAMPERED;
  if (talk.confirmed !== null) return "The report is confirmed by an earlier comment.";
  switch (command.name) {
    case "withdraw":
      return sameAccount(person, issue.author) ? null : "Only who filed this report can take it back.";
    case "confirm":
    case "decline": {
      const conflict = conflictOf(request, person, committee);
      if (conflict !== null) return conflict;
      if (commands.some((other) => isWord(other) && other.name !== command.name)) return BOTH;
      if (talk.withdrawn) return "The report was taken back. Who filed it can open the issue again.";
      if (!isComplete) return "The report is not complete yet; the status comment says what is missing.";
      // In the same second nobody knows which came first.
      if (issue.lastEditedAt !== null && issue.lastEditedAt >= saidAt(comment)) {
        return `The report was edited after this was said. Please read it again, and comment /${command.name} once more.`;
      }
      return command.name === "decline" && command.reason === null
        ? "Please write why, such as /decline the link does not open."
        : null;
    }
    case "malformed":
      return command.problem;
    case "unknown":
      return "There is no such command. Here are /confirm, /decline with a reason, and /withdraw.";
    default:
      return NOT_HERE;
  }
}

/** Why a person cannot say whether the report holds; `null` for a member who has nothing to do with it. */
function conflictOf(request: ReportRequest, person: Person, committee: Committee | null): string | null {
  const { look, config, partner } = request;
  if (committee === null || !committee.ok) {
    return committee?.problems.join(" ") ?? "The committee is not known.";
  }
  const voter = findVoter(committee.roll, person);
  if (voter === undefined) {
    return `Only members of the ${config.program.committee} can confirm or decline a report.`;
  }
  if (sameAccount(person, look.issue.author) || sameAccount(person, writerOf(request))) {
    return "Nobody confirms or declines a report that is their own. Another member has to say this.";
  }
  if (partner === null) return null;
  if (worksFor(voter, partner)) {
    return `A member who works for ${partner.name} cannot confirm or decline its reports.`;
  }
  return speaksFor(partner, person, formatDay(look.at))
    ? `A member whom the entry of ${partner.name} names cannot confirm or decline its reports.`
    : null;
}
