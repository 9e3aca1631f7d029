import type { Action } from "../action.ts";
import { type BallotRecord, printBallotRecord } from "../ballot/record.ts";
import type { Roll } from "../ballot/roll.ts";
import type { Actor } from "../ballot/vote.ts";
import { knownNames } from "../organization-name.ts";
import { partnerId } from "../partner.ts";
import { type Application, ballotPath } from "./application.ts";

/** Who asked for the vote: a member by `/open-vote`, with the comment's id; `null` when the bot opens it by itself. */
export interface Opening {
  by: Actor | null;
  comment: number | null;
}

/**
 * Opens the vote on admitting the applicant: freezes the roll, the rule, the categories and the answers in the
 * ballot record. From then on neither the config nor the proposal changes what is voted on.
 */
export function openBallot(
  application: Application,
  roll: Roll,
  categories: readonly string[],
  opening: Opening,
): BallotRecord {
  const { look, registry, rule, proposal } = application;
  if (proposal === null) throw new Error("only a proposal that was read is voted on");
  const { snapshot, digest } = proposal;
  const id = partnerId(
    snapshot.company,
    registry.partners.map((partner) => partner.id),
    snapshot.website,
  );
  return {
    issue: look.issue.number,
    kind: "admit",
    opened: {
      at: look.at,
      by: opening.by,
      order: opening.comment === null ? null : [opening.comment, 0],
    },
    subject: {
      organizations: [...new Set([...knownNames(snapshot.company), id, ...hostOf(snapshot.website)])],
      applicant: look.issue.author?.login ?? null,
      proposer: opening.by?.login ?? null,
      person: null,
      claims: snapshot.people.map((person) => person.login),
    },
    partner: { id, name: snapshot.company },
    categories: [...categories],
    digest,
    proposal: { ...snapshot, categories: [...categories] },
    rule,
    roll,
    events: [],
    result: null,
  };
}

/** The commit that writes a record down, upon the data branch as it was seen. */
export function recordAction({ look }: Application, record: BallotRecord, headline: string): Action {
  return {
    do: "record",
    head: look.ballot.head,
    headline,
    file: { path: ballotPath(record.issue), content: printBallotRecord(record) },
  };
}

function hostOf(website: string | null): string[] {
  return website === null ? [] : [new URL(website).hostname.replace(/^www\./, "")];
}
