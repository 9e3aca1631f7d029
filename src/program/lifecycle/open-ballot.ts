import type { Action } from "../action.ts";
import { type BallotRecord, type EarlierBallot, printBallotRecord } from "../ballot/record.ts";
import type { Roll } from "../ballot/roll.ts";
import type { Actor } from "../ballot/vote.ts";
import type { PartnerRequest } from "../ballot-request.ts";
import { type BallotKind, ruleOf } from "../config.ts";
import { kindOf } from "../decision.ts";
import { knownNames } from "../organization-name.ts";
import { type Partner, partnerId } from "../partner.ts";
import { ballotPath, earlierBallotPath } from "../places.ts";
import type { Application } from "./application.ts";
import { readRecord } from "./ballot-state.ts";

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
    ...openingOf(application, "admit", opening),
    subject: {
      organizations: [...new Set([...knownNames(snapshot.company), id, ...hostOf(snapshot.website)])],
      applicant: look.issue.author?.login ?? null,
      proposer: opening.by?.login ?? null,
      person: null,
      claims: snapshot.people.map((person) => person.login),
    },
    partner: { id, name: snapshot.company },
    categories: [...categories],
    taken: [],
    reason: null,
    digest,
    proposal: { ...snapshot, categories: [...categories] },
    rule,
    roll,
  };
}

/**
 * Opens a vote about a company that is or was a partner. What the registry says of it stands for the proposal: its names
 * for recusals, and the people whom it names as its own.
 */
export function openPartnerBallot(
  application: Application,
  partner: Partner,
  request: PartnerRequest,
  roll: Roll,
  opening: Opening,
): BallotRecord {
  const names = [partner.name, ...partner["former-names"]].flatMap(knownNames);
  const hosts = [...partner.domains, ...hostOf(partner.url ?? null)];
  return {
    ...openingOf(application, request.kind, opening),
    subject: {
      organizations: [...new Set([...names, partner.id, ...hosts])],
      applicant: application.look.issue.author?.login ?? null,
      proposer: opening.by?.login ?? null,
      person: null,
      claims: partner.people
        .filter(({ consent }) => consent.state === "suggested")
        .map((person) => person.login),
    },
    partner: { id: partner.id, name: partner.name },
    categories: request.kind === "award" ? [...request.given] : [],
    taken: request.kind === "award" ? [...request.taken] : [],
    reason: request.reason,
    digest: "",
    proposal: null,
    rule: ruleOf(application.config, request.kind),
    roll,
  };
}

function openingOf(application: Application, kind: BallotKind, { by, comment }: Opening) {
  const { look } = application;
  const order: [number, number] | null = comment === null ? null : [comment, 0];
  return {
    issue: look.issue.number,
    kind,
    number: nextNumber(application, kind),
    opened: { at: look.at, by, order },
    config: look.config?.oid ?? null,
    events: [],
    earlier: earlierBallots(application, kind),
    result: null,
  };
}

/** The record that the new one takes the place of, and those that it had taken the place of. */
function earlierBallots({ look }: Application, kind: BallotKind): EarlierBallot[] {
  const [commit] = look.ballots[kind].commits;
  if (commit === undefined) return [];
  const last = believed(look, kind);
  const outcome = last?.result?.count.outcome;
  const isOver = outcome !== undefined && outcome !== "open";
  return [...(last?.earlier ?? []), { commit: commit.oid, outcome: isOver ? outcome : "void" }];
}

/**
 * A number that no earlier ballot of that kind on that issue has had, so that neither its file nor its branch is taken up
 * again. Where the record before this one cannot be believed, it has at least one commit for each ballot.
 */
function nextNumber({ look }: Application, kind: BallotKind): number {
  return 1 + (believed(look, kind)?.number ?? look.ballots[kind].commits.filter(({ own }) => own).length);
}

function believed(look: Application["look"], kind: BallotKind): BallotRecord | null {
  const state = readRecord(look, kind);
  return state.kind === "decided" || state.kind === "open" ? state.record : null;
}

/** The commit that writes a record down, upon the data branch as it was seen. */
export function recordAction(
  { look }: Application,
  record: BallotRecord,
  headline: string,
): Extract<Action, { do: "record" }> {
  return {
    do: "record",
    head: look.dataHead,
    headline,
    file: { path: ballotPath(record.issue, kindOf(record)), content: printBallotRecord(record) },
    alongside: [],
  };
}

/** As {@link recordAction}, for a new ballot: the record whose place it takes is kept beside it. */
export function openingAction(application: Application, record: BallotRecord): Action {
  const kind = kindOf(record);
  const last = believed(application.look, kind);
  const replaced = record.earlier.at(-1);
  const before = replaced?.outcome === "void" ? ` (${replaced.commit.slice(0, SHORT_OID)} is void)` : "";
  const kept =
    last === null
      ? []
      : [{ path: earlierBallotPath(record.issue, kind, last.number), content: printBallotRecord(last) }];
  const headline = `ballot: open ${record.issue}-${kind}${before}`;
  return { ...recordAction(application, record, headline), alongside: kept };
}

const SHORT_OID = 7;

function hostOf(website: string | null): string[] {
  return website === null ? [] : [new URL(website).hostname.replace(/^www\./, "")];
}
