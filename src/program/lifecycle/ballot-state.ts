import { type BallotRecord, parseBallotRecord } from "../ballot/record.ts";
import type { ApplicationLook, ObservedCommit } from "../observation.ts";

/** What the data branch says about an application's ballot. */
export type BallotState =
  | { kind: "none" }
  /** Not as this app wrote it: nothing in it is believed. */
  | { kind: "distrusted"; commit: ObservedCommit; problem: string }
  | { kind: "open"; record: BallotRecord }
  | { kind: "decided"; record: BallotRecord };

/**
 * Reads the ballot record, and believes it only when its last commit is this app's own and signed by GitHub
 * (`DESIGN.md` section 6, tamper evidence).
 */
export function readBallot(look: ApplicationLook): BallotState {
  const { record: file, commits } = look.ballot;
  const [last] = commits;
  if (file === null) {
    // A record that was there and is gone was taken away by somebody: this app never deletes one.
    return last === undefined
      ? { kind: "none" }
      : { kind: "distrusted", commit: last, problem: "It was deleted." };
  }
  if (last === undefined) throw new Error(`${file.path} has no history`);
  if (!last.own) return { kind: "distrusted", commit: last, problem: "Its last commit is not this app's." };
  if (last.signature !== "github" && (last.signature === "other" || signs(look))) {
    return { kind: "distrusted", commit: last, problem: "Its last commit is not signed by GitHub." };
  }
  const parsed = parseBallotRecord(file.text);
  if (!parsed.ok) return { kind: "distrusted", commit: last, problem: "It cannot be read." };
  const { record } = parsed;
  return record.result === null ? { kind: "open", record } : { kind: "decided", record };
}

/** Whether the GitHub in use signs what apps commit: github.com does, and any GitHub that was seen to do it once. */
function signs({ repository, ballot }: ApplicationLook): boolean {
  return (
    new URL(repository.url).hostname === "github.com" ||
    ballot.commits.some((commit) => commit.own && commit.signature === "github")
  );
}
