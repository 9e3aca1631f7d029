import { UserError } from "../../errors.ts";
import type { Count } from "../ballot/ballot.ts";
import { countBallot } from "../ballot/count.ts";
import { type PrintedCount, printCount, printedCountSchema } from "../ballot/count-print.ts";
import { type BallotRecord, ballotOf, withRecordedEvents } from "../ballot/record.ts";
import { type BallotKind, CONFIG_PATH, type Config } from "../config.ts";
import type { ApplicationLook } from "../observation.ts";
import { readConfig } from "../program-files.ts";
import { commentActs } from "./ballot-acts.ts";
import { currentBallot, readBallot } from "./ballot-state.ts";

/** Where a record's count and one from GitHub's comments differ. */
interface CountDifference {
  readonly key: keyof PrintedCount;
  readonly recorded: PrintedCount[keyof PrintedCount];
  readonly recounted: PrintedCount[keyof PrintedCount];
}

/** A vote as it stands on GitHub. */
export interface LiveVote {
  readonly record: BallotRecord;
  /** From the comments as they are now: as of the look, or, for a decided vote, as of when it was counted. */
  readonly count: Count;
  /** `null` while the vote is open. */
  readonly differences: readonly CountDifference[] | null;
}

/**
 * Counts a vote from the record on the data branch and the comments of the issue. What only the bot can write down (a
 * vote that began anew with an edit of the proposal, a proposal taken back) is in the count once it has done so. Without
 * a kind it is the vote that is open, or else the one decided last.
 *
 * @throws {UserError} `no-vote`; `distrusted-record` when the record is not as the app wrote it; `bad-config`.
 */
export function countLiveVote(look: ApplicationLook, kind: BallotKind | null): LiveVote {
  const ballot = kind === null ? currentBallot(look, null) : readBallot(look, kind);
  if (ballot.kind === "none") {
    throw new UserError(
      "no-vote",
      `No vote${kind === null ? "" : ` of the kind ${kind}`} is open or decided on this issue.`,
      "A vote opens when the proposal is complete and its time for review is over.",
    );
  }
  if (ballot.kind === "distrusted") {
    const commit = ballot.commit === null ? "" : ` The commit: ${ballot.commit.url}`;
    const app = look.app === "" ? "no app" : `the app ${look.app}`;
    throw new UserError(
      "distrusted-record",
      `The record of this vote is not believed. ${ballot.problem}${commit}`,
      `The record is held against ${app}; --app SLUG says another one.`,
    );
  }
  const { record } = ballot;
  const acts = commentActs(look.issue, requireConfig(look), record).map(({ act }) => act);
  const now = record.result?.counted ?? look.at;
  const count = countBallot(ballotOf(record), withRecordedEvents(record, acts), now);
  return {
    record,
    count,
    differences: record.result && compareCounts(record.result.count, printCount(count)),
  };
}

/** The config as it is now: the words that count as votes are in it. */
export function requireConfig({ config }: Pick<ApplicationLook, "config">): Config {
  const read = config === null ? null : readConfig(config.text);
  if (read?.ok) return read.config;
  const [problem] = read?.problems ?? [];
  throw new UserError(
    "bad-config",
    problem === undefined
      ? `There is no ${CONFIG_PATH} on the default branch.`
      : `${CONFIG_PATH}:${problem.line}:${problem.column}: ${problem.message}`,
    "The words that count as votes stand there, so nothing is counted without it.",
  );
}

function compareCounts(recorded: PrintedCount, recounted: PrintedCount): CountDifference[] {
  return printedCountSchema
    .keyof()
    .options.filter((key) => JSON.stringify(recorded[key]) !== JSON.stringify(recounted[key]))
    .map((key) => ({ key, recorded: recorded[key], recounted: recounted[key] }));
}
