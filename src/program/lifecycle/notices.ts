import type { Count } from "../ballot/ballot.ts";
import type { BallotRecord } from "../ballot/record.ts";
import { formatInstantForPeople } from "../instant.ts";
import type { ObservedIssue } from "../observation.ts";
import type { Application } from "./application.ts";
import { deletedComments, editedVotes } from "./taken-votes.ts";

/** What everybody should know about a running vote beside its numbers. */
export function votingNotices(application: Application, record: BallotRecord, count: Count): string[] {
  const { issue } = application.look;
  const notices = editNotices(application, record, count);
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
    if (line.claimed && line.state !== "recused") {
      notices.push(
        `${claimant(record)} names ${line.voter.login} as working for ${record.partner.name}. If that is so, please comment /recuse.`,
      );
    }
  }
  return [...notices, ...voidNotices(count), ...deletionNotices(record, issue, count)];
}

/** What belongs to a result beside its numbers: claims that nobody confirmed, who has left, comments taken away. */
export function resultNotices(record: BallotRecord, count: Count, issue: ObservedIssue): string[] {
  const claims = count.voters
    .filter((line) => line.claimed && line.state !== "recused")
    .map(
      ({ voter }) =>
        `${claimant(record)} names ${voter.login} as working for ${record.partner.name}. Nobody has confirmed it, so it changed nothing.`,
    );
  const left = (record.result?.left ?? []).map(
    (login) => `${login} has left the committee since the vote opened. The roll of the opening stands.`,
  );
  return [...claims, ...left, ...deletionNotices(record, issue, count)];
}

function claimant({ proposal }: BallotRecord): string {
  return proposal === null ? "The registry" : "The proposal";
}

/** What an edit of the proposal did to the vote. */
function editNotices({ look, proposal }: Application, record: BallotRecord, count: Count): string[] {
  if (record.proposal === null) return [];
  const notices: string[] = [];
  const restart = record.events.filter((event) => event.do === "restart").at(-1);
  if (restart !== undefined) {
    const fallen = [...new Set(count.fallen.map(({ by }) => by.login))];
    const who = fallen.length === 0 ? "" : ` The votes of ${fallen.join(", ")} fell.`;
    notices.push(
      `The proposal was edited on ${formatInstantForPeople(restart.at)}, so the vote began anew: please vote again.${who}`,
    );
  }
  const { lastEditedAt } = look.issue;
  const differs = record.rule.onEdit !== "keep" && proposal?.digest !== record.digest;
  if (differs && lastEditedAt !== null && lastEditedAt >= count.opened) {
    const at = formatInstantForPeople(lastEditedAt);
    notices.push(
      restart === undefined
        ? `The proposal was edited on ${at}, after the vote opened. What is voted on is what it said at the opening.`
        : `The proposal was edited again on ${at}. What is voted on is what it said when the vote began anew.`,
    );
  }
  return notices;
}

/** Votes that somebody else's edit took away, while their authors have not voted again. */
function voidNotices(count: Count): string[] {
  return editedVotes(count)
    .filter(({ mended }) => !mended)
    .map(
      ({ voter: { login }, by }) =>
        `A comment of ${login} was edited by ${by ?? "somebody else"}, so it does not count: ${login}, please vote again.`,
    );
}

function deletionNotices(record: BallotRecord, issue: ObservedIssue, count: Count): string[] {
  return deletedComments(record, issue, count).map(({ voter: { login }, by, at, mended }) => {
    const told = `A comment of ${login} was deleted by ${by ?? "somebody else"} on ${formatInstantForPeople(at)}.`;
    const settled = count.decided !== null || mended;
    return settled ? told : `${told} If it was a vote: ${login}, please vote again.`;
  });
}
