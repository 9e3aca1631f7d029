import type { Count } from "../ballot/ballot.ts";
import type { BallotRecord } from "../ballot/record.ts";
import { formatInstantForPeople } from "../instant.ts";
import type { ObservedIssue } from "../observation.ts";
import { findVoter } from "./committee.ts";

/** What everybody should know about a running vote beside its numbers. */
export function votingNotices(
  record: BallotRecord,
  count: Count,
  issue: ObservedIssue,
  edited: boolean,
): string[] {
  const notices: string[] = [];
  if (edited && issue.lastEditedAt !== null) {
    const at = formatInstantForPeople(issue.lastEditedAt);
    notices.push(
      count.edits.length > 0
        ? `The proposal was edited on ${at}, so the vote began anew: please vote again.`
        : `The proposal was edited on ${at}, after the vote opened. What is voted on is what it said at the opening.`,
    );
  }
  for (const extension of count.extensions) {
    const to = formatInstantForPeople(extension.to);
    const reason = extension.reason === null || extension.reason === "" ? "" : ` (${extension.reason})`;
    notices.push(
      extension.cause === "no-quorum"
        ? `Too few had taken part, so the vote is extended to ${to}.`
        : `${extension.by?.login ?? "A member"} extended the vote to ${to}${reason}.`,
    );
  }
  for (const line of count.voters) {
    if (line.claimed) {
      notices.push(
        `The proposal names ${line.voter.login} as working for the applicant. If that is so, please comment /recuse.`,
      );
    }
  }
  return [...notices, ...deletionNotices(record, issue)];
}

/** Comments of voters that somebody else deleted: if one was a vote, only its author can cast it again. */
export function deletionNotices(record: BallotRecord, issue: ObservedIssue): string[] {
  return issue.timeline.flatMap((event) => {
    if (event.type !== "comment-deleted" || event.author === null || event.at < record.opened.at) return [];
    if (findVoter(record.roll, event.author) === undefined) return [];
    if (event.actor?.login.toLowerCase() === event.author.login.toLowerCase()) return [];
    const by = event.actor?.login ?? "somebody else";
    const at = formatInstantForPeople(event.at);
    return [
      `A comment of ${event.author.login} was deleted by ${by} on ${at}. If it was a vote, please vote again.`,
    ];
  });
}
