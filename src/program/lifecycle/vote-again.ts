import type { Count } from "../ballot/ballot.ts";
import type { BallotRecord } from "../ballot/record.ts";
import { isVoter } from "../ballot/roll.ts";
import type { Actor } from "../ballot/vote.ts";
import type { MessageViews } from "../messages.ts";
import type { ObservedIssue } from "../observation.ts";
import { deletedComments, editedVotes, type TakenVote } from "./taken-votes.ts";
import type { Note } from "./verdict.ts";

/**
 * Asks those to vote again whose vote somebody else took away while the vote is open: in a comment that mentions them,
 * written once. Who was asked and has not voted since is not asked again, whatever else is edited or deleted, and who
 * is recused without asking is not asked at all.
 */
export function voteAgainNotes(
  record: BallotRecord,
  issue: ObservedIssue,
  count: Count,
  statusLink: string,
): Note[] {
  const taken = [...editedVotes(count), ...deletedComments(record, issue, count)]
    .filter(({ voter, mended }) => !mended && !isOut(count, voter))
    .sort((one, other) => one.at - other.at);
  const first = new Map<string, TakenVote>();
  for (const vote of taken) {
    const login = vote.voter.login.toLowerCase();
    if (!first.has(login)) first.set(login, vote);
  }
  return [...first.values()].map((vote): Note => {
    const view: MessageViews["vote-again"] = {
      voter: vote.voter.login,
      how: vote.comment === null ? "deleted" : "edited",
      by: vote.by ?? "",
      link: vote.comment?.link ?? "",
      statusLink,
    };
    return { name: "vote-again", key: keyOf(vote), message: { name: "vote-again", view }, upkeep: "once" };
  });
}

function isOut({ voters }: Count, person: Actor): boolean {
  return voters.some(({ voter, state, at }) => isVoter(voter, person) && state === "recused" && at === null);
}

function keyOf({ voter, at, comment }: TakenVote): string {
  const what = comment === null ? `deleted-${voter.id ?? voter.login.toLowerCase()}` : `edited-${comment.id}`;
  return `${what}-${at / 1000}`;
}
