import { parseMarker } from "../../text/marker.ts";
import { type BallotRecord, parseBallotRecord } from "../ballot/record.ts";
import { decidedAt } from "../decision.ts";
import type { ApplicationLook, ObservedCommit } from "../observation.ts";
import { lastReopened } from "./timeline.ts";

/** What the data branch says about an application's ballot. */
export type BallotState =
  | { kind: "none" }
  /** Not as this app wrote it: nothing in it is believed. `commit` is `null` when the whole branch is gone. */
  | { kind: "distrusted"; commit: ObservedCommit | null; problem: string }
  | { kind: "open"; record: BallotRecord }
  | { kind: "decided"; record: BallotRecord };

/**
 * Reads the ballot record, and believes it only when its last commit is this app's own and signed by GitHub
 * (`DESIGN.md` section 6, tamper evidence). A ballot that was cancelled or withdrawn is none any more when a person
 * has opened the issue again since then: the application goes on before its vote.
 */
export function readBallot(look: ApplicationLook): BallotState {
  const { record: file, commits } = look.ballot;
  const distrusted = (problem: string): BallotState => ({
    kind: "distrusted",
    commit: commits[0] ?? null,
    problem,
  });
  const [last] = commits;
  if (file === null) {
    // A record that was there and is gone was taken away by somebody: this app never deletes one.
    if (last !== undefined) return distrusted("It was deleted.");
    return saidResults(look).length === 0 ? { kind: "none" } : distrusted("Its whole branch was deleted.");
  }
  if (last === undefined) throw new Error(`${file.path} has no history`);
  if (!last.own) return distrusted("Its last commit is not this app's.");
  if (!isTrusted(last, look)) return distrusted("Its last commit is not signed by GitHub.");
  const parsed = parseBallotRecord(file.text);
  if (!parsed.ok) return distrusted("It cannot be read.");
  const { record } = parsed;
  if (record.result === null) {
    // A result is said only after it was written down.
    return saidResults(look).includes(resultKey(record))
      ? distrusted("It was put back to what it was before its result.")
      : { kind: "open", record };
  }
  const reopened = lastReopened(look.issue);
  const isOver = record.result.count.outcome === "cancelled" && reopened !== null;
  return isOver && reopened > decidedAt(record) ? { kind: "none" } : { kind: "decided", record };
}

/** Whether this app made a commit itself, as far as can be told: its name alone can be forged. */
export function isTrusted(commit: ObservedCommit, look: ApplicationLook): boolean {
  if (!commit.own) return false;
  return commit.signature === "github" || (commit.signature === "unsigned" && !signs(look));
}

/** Whether the GitHub in use signs what apps commit: github.com does, and any GitHub that was seen to do it once. */
function signs({ repository, ballot }: ApplicationLook): boolean {
  return (
    repository.onGitHubCom || ballot.commits.some((commit) => commit.own && commit.signature === "github")
  );
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
