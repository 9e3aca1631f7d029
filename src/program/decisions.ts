import type { TextFile } from "./action.ts";
import { type BallotRecord, parseBallotRecord } from "./ballot/record.ts";
import { BALLOT_KINDS } from "./config.ts";
import {
  decisionPathOf,
  formatDecisionPath,
  kindOf,
  parseDecision,
  parseDecisionPath,
  printDecision,
} from "./decision.ts";
import { parseInstant } from "./instant.ts";
import type { ObservedCommit, ObservedFile } from "./observation.ts";
import { ballotPath, earlierBallotPath } from "./places.ts";

/** A file among the decisions; its text is `null` where GitHub does not give it whole: too large, or not text. */
export interface DecisionFile extends Omit<ObservedFile, "text"> {
  text: string | null;
}

/** What the repository says about all decisions of a program. */
export interface ObservedDecisions {
  /** `<folder>/README.md` on the default branch. */
  readonly readme: ObservedFile | null;
  /** `<folder>/<year>/*.yml` on the default branch. */
  readonly files: readonly DecisionFile[];
  /** Ballot records on the data branch whose decision may be missing, with their commits, newest first. */
  readonly ballots: readonly { file: ObservedFile; commits: readonly ObservedCommit[] }[];
}

/** A closed ballot, and the path of its decision on the default branch. */
export interface FiledDecision {
  readonly ballot: BallotRecord;
  readonly path: string;
}

export interface GatheredDecisions {
  /** The decisions of the folder, and those that are carried there. */
  readonly listed: readonly FiledDecision[];
  /** Records to add to the folder. */
  readonly carried: readonly TextFile[];
  /** Paths in the folder at which no decision can be read. */
  readonly unreadable: readonly string[];
}

/**
 * The files of the data branch that hold a decided ballot which did not pass and whose decision is not in the folder:
 * a passed one comes there with a pull request of its own.
 */
export function missingBallots(
  ballots: readonly ObservedFile[],
  files: readonly DecisionFile[],
  folder: string,
): ObservedFile[] {
  const present = new Set(files.map(({ path }) => path));
  return ballots.filter((file) => {
    const decision = readRejection(file, folder);
    return decision !== null && !present.has(decision.path);
  });
}

/**
 * All decisions of a program: those in the folder, and those which are missing there, when this app was the last to
 * write their record. A file that was broken or moved by hand does not keep the others from being read.
 */
export function gatherDecisions(
  observed: ObservedDecisions,
  folder: string,
  isTrusted: (commit: ObservedCommit) => boolean,
): GatheredDecisions {
  const listed: FiledDecision[] = [];
  const unreadable: string[] = [];
  for (const file of observed.files) {
    const ballot = readDecision(file, folder);
    if (ballot === null) unreadable.push(file.path);
    else listed.push({ ballot, path: file.path });
  }

  const trusted = observed.ballots.filter(({ commits: [last] }) => last !== undefined && isTrusted(last));
  const missing = missingBallots(
    trusted.map(({ file }) => file),
    observed.files,
    folder,
  ).flatMap((file) => readRejection(file, folder) ?? []);
  return {
    listed: [...listed, ...missing],
    carried: missing.map(({ ballot, path }) => ({
      path,
      content: printDecision({ ballot, entry: null }, path),
    })),
    unreadable,
  };
}

/** The ballot of a decision that stands where it belongs; `null` when the file is not as this app wrote it. */
function readDecision({ path, text }: DecisionFile, folder: string): BallotRecord | null {
  const decision = text === null ? null : parseDecision(text);
  if (!decision?.ok) return null;
  const { ballot } = decision.value;
  return decisionPlace(ballot, folder) === path ? ballot : null;
}

/** The decision that a ballot record of the data branch makes; `null` when it is open, has passed, or is not to be believed. */
function readRejection({ path: ballotAt, text }: ObservedFile, folder: string): FiledDecision | null {
  const parsed = parseBallotRecord(text);
  if (!parsed.ok) return null;
  const { record } = parsed;
  const path = decisionPlace(record, folder);
  if (path === null || record.result?.count.outcome === "passed") return null;
  const kind = kindOf(record);
  const places = [ballotPath(record.issue, kind), earlierBallotPath(record.issue, kind, record.number)];
  return places.includes(ballotAt) ? { ballot: record, path } : null;
}

/** Where the decision belongs; `null` for an open ballot, and for what only an edit by hand can say. */
export function decisionPlace(record: BallotRecord, folder: string): string | null {
  const count = record.result?.count;
  const closed = count?.outcome !== "open" && parseInstant(count?.decided ?? "") !== null;
  if (!closed || !BALLOT_KINDS.some((kind) => kind === record.kind)) return null;
  const path = formatDecisionPath(decisionPathOf(record, folder));
  return parseDecisionPath(path) === null ? null : path;
}
