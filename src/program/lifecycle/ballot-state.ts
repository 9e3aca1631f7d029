import { parseMarker } from "../../text/marker.ts";
import { type BallotRecord, parseBallotRecord } from "../ballot/record.ts";
import { BALLOT_KINDS, type BallotKind } from "../config.ts";
import { decidedAt } from "../decision.ts";
import type { ApplicationLook, ObservedCommit } from "../observation.ts";
import type { Partner } from "../partner.ts";
import { distrustOf, isOwnCommit, signsCommits } from "./commit-trust.ts";
import { lastReopened } from "./timeline.ts";

/** Not as this app wrote it: nothing in it is believed. `commit` is `null` when the whole branch is gone. */
export interface DistrustedBallot {
  kind: "distrusted";
  ballot: BallotKind;
  commit: ObservedCommit | null;
  problem: string;
}

interface OpenBallot {
  kind: "open";
  record: BallotRecord;
}

export interface DecidedBallot {
  kind: "decided";
  record: BallotRecord;
}

/** What the data branch says about an issue's newest ballot, of one kind or of all. */
export type BallotState = { kind: "none" } | DistrustedBallot | OpenBallot | DecidedBallot;

/**
 * The ballot that an issue is about now, of all that were held on it: the open one, else one that has to be mended, else
 * the one decided last. A record that cannot be believed any more stops nothing when what it would decide is so already.
 */
export function currentBallot(look: ApplicationLook, partner: Partner | null): BallotState {
  const states = BALLOT_KINDS.map((kind) => readBallot(look, kind));
  const open = states.find((state) => state.kind === "open");
  const distrusted = states
    .filter((state) => state.kind === "distrusted")
    .find((state) => partner === null || !isSo(state.ballot, partner));
  return open ?? distrusted ?? lastDecided(states) ?? { kind: "none" };
}

function isSo(kind: BallotKind, { status }: Partner): boolean {
  switch (kind) {
    case "admit":
      return true;
    case "award":
      return false;
    case "remove":
      return status === "former";
    case "reinstate":
      return status === "active";
  }
}

function lastDecided(states: readonly BallotState[]): DecidedBallot | undefined {
  return states
    .filter((state) => state.kind === "decided")
    .sort((one, other) => decidedAt(other.record) - decidedAt(one.record))[0];
}

/** The closed ballots of an issue that are believed, the newest of each kind. */
export function decidedBallots(look: ApplicationLook): BallotRecord[] {
  return BALLOT_KINDS.map((kind) => readBallot(look, kind)).flatMap((state) =>
    state.kind === "decided" ? [state.record] : [],
  );
}

/**
 * The ballot of a kind. One on admission that was cancelled or withdrawn is none any more when a person has opened the
 * issue again since then: the application goes on before its vote.
 */
export function readBallot(look: ApplicationLook, kind: BallotKind): BallotState {
  const state = readRecord(look, kind);
  if (kind !== "admit" || state.kind !== "decided") return state;
  const { record } = state;
  const reopened = lastReopened(look.issue);
  const isOver = record.result?.count.outcome === "cancelled" && reopened !== null;
  return isOver && reopened > decidedAt(record) ? { kind: "none" } : state;
}

/**
 * Reads the record of a kind, and believes it only when its last commit is this app's own and signed by GitHub
 * (`DESIGN.md` section 6, tamper evidence).
 */
export function readRecord(look: ApplicationLook, kind: BallotKind): BallotState {
  const { record: file, commits } = look.ballots[kind];
  const distrusted = (problem: string): BallotState => ({
    kind: "distrusted",
    ballot: kind,
    commit: commits[0] ?? null,
    problem,
  });
  const [last] = commits;
  if (file === null) {
    // A record that was there and is gone was taken away by somebody: this app never deletes one.
    if (last !== undefined) return distrusted("It was deleted.");
    const said = saidResults(look).some((key) => key.startsWith(`${kind}-`));
    return said ? distrusted("Its whole branch was deleted.") : { kind: "none" };
  }
  if (last === undefined) throw new Error(`${file.path} has no history`);
  const why = distrustOf(last, signs(look));
  if (why !== null) return distrusted(why);
  const parsed = parseBallotRecord(file.text);
  if (!parsed.ok) return distrusted("It cannot be read.");
  const { record } = parsed;
  if (record.kind !== kind || record.issue !== look.issue.number)
    return distrusted("It is the record of another ballot.");
  if (record.result === null) {
    // A result is said only after it was written down.
    return saidResults(look).includes(resultKey(record))
      ? distrusted("It was put back to what it was before its result.")
      : { kind: "open", record };
  }
  return { kind: "decided", record };
}

/** Whether this app made a commit itself, as far as can be told: its name alone can be forged. */
export function isTrusted(commit: ObservedCommit, look: ApplicationLook): boolean {
  return isOwnCommit(commit, signs(look));
}

/** Whether the GitHub in use signs what apps commit: github.com does, and any GitHub that was seen to do it once. */
export function signs({ repository, ballots, report }: ApplicationLook): boolean {
  const seen = [...BALLOT_KINDS.map((kind) => ballots[kind]), report].flatMap(({ commits }) => commits);
  return signsCommits(repository, seen);
}

/** What marks the result comment of one ballot. */
export function resultKey(record: BallotRecord): string {
  return `${record.kind}-${record.opened.at / 1000}`;
}

/** The ballots of which this app has said the result. */
function saidResults({ issue }: ApplicationLook): string[] {
  return issue.comments.flatMap(({ author, body }) => {
    const marker = author?.own ? parseMarker(body) : null;
    return marker?.name === "result" && marker.key !== undefined ? [marker.key] : [];
  });
}
