import type { Count } from "../ballot/ballot.ts";
import type { BallotRecord } from "../ballot/record.ts";
import { isVoter } from "../ballot/roll.ts";
import type { Actor } from "../ballot/vote.ts";
import type { Instant } from "../instant.ts";
import type { ObservedIssue } from "../observation.ts";
import { findVoter } from "./committee.ts";

/** What a voter said during a vote, and somebody else edited or deleted. */
export interface TakenVote {
  readonly voter: Actor;
  /** Login of who did it; `null` where GitHub does not say. */
  readonly by: string | null;
  readonly at: Instant;
  /** The comment that was edited; `null` for a deleted one, of which GitHub does not say which it was. */
  readonly comment: { readonly id: number; readonly link: string | null } | null;
  /** The voter has voted since. */
  readonly mended: boolean;
}

/** Acts that do not count because somebody else edited their comment, in the order of the acts. */
export function editedVotes(count: Count): TakenVote[] {
  return count.ignored.flatMap(({ act, code }): TakenVote[] => {
    if (code !== "edited-by-other" || act.void === null) return [];
    return [
      {
        voter: act.by,
        by: act.void.by,
        at: act.void.at ?? act.at,
        comment: { id: act.order[0], link: act.link },
        mended: hasVotedSince(count, act.by, act.at),
      },
    ];
  });
}

/** Comments of voters that somebody else deleted before the close: if one was a vote, only its author can cast it again. */
export function deletedComments(record: BallotRecord, issue: ObservedIssue, count: Count): TakenVote[] {
  return issue.timeline.flatMap((event): TakenVote[] => {
    if (event.type !== "comment-deleted" || event.author === null || event.at < record.opened.at) return [];
    if (count.decided !== null && event.at > count.decided) return [];
    const { actor, author, at } = event;
    if (findVoter(record.roll, author) === undefined) return [];
    if (actor?.login.toLowerCase() === author.login.toLowerCase()) return [];
    const voter = { login: author.login, id: author.id };
    return [{ voter, by: actor?.login ?? null, at, comment: null, mended: hasVotedSince(count, voter, at) }];
  });
}

function hasVotedSince({ voters }: Count, person: Actor, moment: Instant): boolean {
  return voters.some(
    ({ voter, at, choice, state }) =>
      isVoter(voter, person) && at !== null && at > moment && (choice !== null || state === "recused"),
  );
}
