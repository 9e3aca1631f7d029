import type { Command } from "../../text/command.ts";
import { checkSeconds } from "../ballot/seconds.ts";
import type { Actor } from "../ballot/vote.ts";
import { hindranceOf, type PartnerRequest, parseBallotRequest } from "../ballot-request.ts";
import { BALLOT_KINDS, ruleOf } from "../config.ts";
import { decidedAt } from "../decision.ts";
import type { ObservedComment, Person } from "../observation.ts";
import type { Partner } from "../partner.ts";
import type { Application } from "./application.ts";
import { readRecord } from "./ballot-state.ts";
import { answeredAsIs, type CommandComment, readCommands, saidAt } from "./commands.ts";
import { type Committee, findVoter, openingProblems } from "./committee.ts";
import type { Opening } from "./open-ballot.ts";

/** Members who asked for the same vote. */
export interface Wish {
  request: PartnerRequest;
  /** Each once, in the order in which they asked. */
  seconders: readonly Actor[];
  opening: Opening;
}

/** What members asked to be voted on about a partner since the last vote. */
export interface Openings {
  /** The vote that opens now. */
  opened: Wish | null;
  /** Those that too few have asked for so far. */
  waiting: readonly Wish[];
  /** Answered for good: what was refused is not taken up later. */
  settled: ReadonlySet<ObservedComment>;
  /** Why an `/open-vote` is not done; `null` when it is. */
  refusalOf(comment: ObservedComment, command: Command): string | null;
}

interface Asked {
  request: PartnerRequest;
  person: Person;
  comment: ObservedComment;
  command: Command;
  /** Not answered yet. */
  fresh: boolean;
}

/**
 * Reads who asked for a vote about a partner. The app's own reaction says what was answered before; who may ask is known
 * only when the committee is.
 */
export function readOpenings(
  application: Application,
  partner: Partner,
  committee: Committee | null,
): Openings | "needs-committee" {
  const { look, config } = application;
  const refusals = new Map<string, string>();
  const settled = new Set<ObservedComment>();
  const groups = new Map<string, Asked[]>();
  for (const { entry, command } of openVotesSince(application)) {
    const { comment, person } = entry;
    const before = answeredAsIs(comment);
    if (before === "refused") {
      settled.add(comment);
      continue;
    }
    if (before === "no" && committee === null) return "needs-committee";
    const asked = requestOf(application, partner, command);
    const why = before === "no" && committee !== null ? outsiderOf(application, person, committee) : null;
    if (typeof asked === "string" || why !== null) {
      refusals.set(lineKey(comment, command), why ?? `${asked}`);
      continue;
    }
    const key = groupKey(asked);
    const fresh = before === "no";
    groups.set(key, [...(groups.get(key) ?? []), { request: asked, person, comment, command, fresh }]);
  }

  let opened: Wish | null = null;
  const waiting: Wish[] = [];
  for (const group of groups.values()) {
    const refuse = (why: string) => {
      for (const { comment, command, fresh } of group)
        if (fresh) refusals.set(lineKey(comment, command), why);
    };
    const wish = wishOf(group);
    if (wish === null) continue;
    const rule = ruleOf(config, wish.request.kind);
    if (rule.second > 0 && wish.seconders.length < rule.second) {
      waiting.push(wish);
      continue;
    }
    if (!group.some(({ fresh }) => fresh)) continue;
    if (committee === null) return "needs-committee";
    const problems = openingProblems(wish.request.kind, rule, committee);
    if (!committee.ok || problems.length > 0) refuse(problems.join(" "));
    else if (!checkSeconds(rule, committee.roll, look.issue.author, wish.seconders).met) waiting.push(wish);
    else if (opened !== null) refuse("Another vote was opened first. Please ask again when it is over.");
    else opened = wish;
  }
  return {
    opened,
    waiting,
    settled,
    refusalOf: (comment, command) => refusals.get(lineKey(comment, command)) ?? null,
  };
}

/** The commands that ask for a vote, said after the last ballot was over and not those that opened one. */
function openVotesSince(application: Application) {
  const { look } = application;
  const records = BALLOT_KINDS.flatMap((kind) => {
    const state = readRecord(look, kind);
    return state.kind === "decided" ? [state.record] : [];
  });
  const since = Math.max(0, ...records.map(decidedAt));
  const openers = new Set(records.map(({ opened }) => opened.order?.[0]));
  return readCommands(look.issue)
    .filter(({ comment, tampered }) => !tampered && !openers.has(comment.id) && saidAt(comment) > since)
    .flatMap((entry: CommandComment) =>
      entry.commands.flatMap((command) => (command.name === "open-vote" ? [{ entry, command }] : [])),
    );
}

/** What a command asks for, or why that makes no sense now. */
function requestOf(
  { config, ballot }: Application,
  partner: Partner,
  command: Extract<Command, { name: "open-vote" }>,
): PartnerRequest | string {
  const reading = parseBallotRequest(command);
  if (!reading.ok) return reading.problem;
  const { request } = reading;
  if (ballot.kind === "distrusted" && request.kind !== ballot.ballot) {
    return `The record of the last vote of the kind ${ballot.ballot} has to be replaced first: /open-vote ${ballot.ballot}, and /cancel-vote when it is not wanted.`;
  }
  if (request.kind === "admit") {
    return partner.status === "former"
      ? `${partner.name} was a partner before. /open-vote reinstate opens the vote on taking it back.`
      : `${partner.name} is a partner already. Write /open-vote award, remove or reinstate.`;
  }
  return hindranceOf(request, partner, config) ?? request;
}

function outsiderOf({ config }: Application, person: Person, committee: Committee): string | null {
  if (!committee.ok) return committee.problems.join(" ");
  if (findVoter(committee.roll, person) !== undefined) return null;
  return `Only members of the ${config.program.committee} can do this.`;
}

function wishOf(group: readonly Asked[]): Wish | null {
  const first = group[0];
  const newest = group.findLast(({ fresh }) => fresh) ?? group.at(-1);
  if (first === undefined || newest === undefined) return null;
  const people = new Map(group.map(({ person: { login, id } }) => [login.toLowerCase(), { login, id }]));
  const { person, comment } = newest;
  return {
    request: group.find(({ request }) => request.reason !== null)?.request ?? first.request,
    seconders: [...people.values()],
    opening: { by: { login: person.login, id: person.id }, comment: comment.id },
  };
}

/** The same vote is asked for whatever the reason. */
function groupKey(request: PartnerRequest): string {
  if (request.kind !== "award") return request.kind;
  return JSON.stringify([request.kind, [...request.given].sort(), [...request.taken].sort()]);
}

function lineKey(comment: ObservedComment, command: Command): string {
  return `${comment.nodeId} ${command.line}`;
}
