import { findVote } from "../github/find-vote.ts";
import { orExplain } from "../github/token-client.ts";
import type { BallotRecord } from "../program/ballot/record.ts";
import { kindOf } from "../program/decision.ts";
import { requireConfig } from "../program/lifecycle/live-vote.ts";
import { findVoteChanges, type VoteChange } from "../program/lifecycle/vote-changes.ts";
import { type GitHubAccess, type IssueAddress, parseIssueAddress, requireSameHost } from "./github-access.ts";

/**
 * Reads the votes of a record from GitHub again, a hundred with one request, and says what is not as it was.
 * @throws {UserError} for what `orExplain`, `requireSameHost` and `requireConfig` throw.
 */
export async function checkVotesOnline(record: BallotRecord, access: GitHubAccess): Promise<VoteChange[]> {
  const votes = (record.result?.acts ?? []).flatMap(({ link, by }) =>
    link === null ? [] : [{ link, by: by.login, address: parseIssueAddress(link) }],
  );
  const home = votes.find(({ address }) => address?.number === record.issue)?.address;
  const strangers = votes
    .filter(({ address }) => !home || !address || printAddress(address) !== printAddress(home))
    .map((vote) => ({ ...vote, message: `is not on issue ${record.issue} of the repository` }));
  if (!home) return strangers.map(changed);

  requireSameHost(home.host, access);
  const look = await orExplain(findVote(access.client, home, kindOf(record), null));
  if (look === null) {
    const message = "cannot be found: the issue was deleted or moved, or the token may not see it";
    return votes.map((vote) => changed({ ...vote, message }));
  }
  return [...strangers.map(changed), ...findVoteChanges(record, look.issue, requireConfig(look))];
}

function printAddress({ host, owner, name, number }: IssueAddress): string {
  return `${host}/${owner}/${name}/${number}`.toLowerCase();
}

function changed({ link, by, message }: Pick<VoteChange, "link" | "by" | "message">): VoteChange {
  return { link, by, change: "not-found", message };
}
