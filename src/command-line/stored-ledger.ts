import { UserError } from "../errors.ts";
import { type ActivityWindow, isInWindow } from "../program/activity/activity-window.ts";
import type { PlacedContribution } from "../program/activity/contribution.ts";
import { COVERAGE_PATH, type Coverage, NO_COVERAGE, parseCoverage } from "../program/activity/coverage.ts";
import {
  createLineReader,
  LEDGER_FOLDER,
  ledgerPath,
  monthOf,
  parseLedgerPath,
} from "../program/activity/ledger.ts";
import { DATA_BRANCH } from "../program/places.ts";
import { escapeLog } from "../text/escape.ts";
import { DataClone } from "./data-clone.ts";
import type { DataFile, DataFiles } from "./data-files.ts";
import { openData, textOf } from "./open-data.ts";

/** Longer than any line that a valid ledger can have. */
const LONGEST_LINE = 10_000;

/** A ledger on this machine, read line by line: its memory does not grow with the ledger. */
export class StoredLedger {
  readonly coverage: Coverage;
  readonly #data: DataFiles;
  readonly #paths: readonly string[];
  readonly #altered: string[] = [];

  private constructor(data: DataFiles, paths: readonly string[]) {
    this.#data = data;
    this.#paths = paths;
    this.coverage = this.#readCoverage();
  }

  /**
   * The ledger of a data branch, as {@link openData} finds it.
   * @throws UserError `ledger-missing`, `ledger-invalid`, `file-unreadable`, `git-failed`.
   */
  static of(from: string, name: string): StoredLedger {
    const data = openData(from, name);
    const paths = data.list(LEDGER_FOLDER);
    if (paths !== null) return new StoredLedger(data, paths);
    if (data instanceof DataClone) {
      throw new UserError(
        "ledger-missing",
        `There is no folder ${LEDGER_FOLDER} on the branch ${DATA_BRANCH} of ${name} yet.`,
        "The bot writes it when it has counted for the first time: fetch again tomorrow.",
      );
    }
    throw new UserError(
      "ledger-missing",
      `There is no folder ${LEDGER_FOLDER} in ${name}, and no branch ${DATA_BRANCH}.`,
      `Fetch the branch, in a clone of the program's repository: git fetch origin ${DATA_BRANCH}:${DATA_BRANCH}. Or name a folder that has it checked out: --from FOLDER.`,
    );
  }

  /**
   * The contributions of a window, file by file in the order of their paths; none of no window.
   * @throws UserError `ledger-invalid` with the place, `file-unreadable`, `git-failed`.
   */
  *contributions(window: ActivityWindow | null): Generator<PlacedContribution> {
    if (window === null) return;
    const [first, last] = [monthOf(window.from), monthOf(window.to)];
    this.#noteMissing(first, last);
    const paths = this.#paths.filter((path) => {
      const month = parseLedgerPath(path)?.month;
      return month !== undefined && month >= first && month <= last;
    });
    for (const file of this.#data.open(paths)) {
      const { path } = file;
      const { repository = "", month } = parseLedgerPath(path) ?? {};
      const written = this.coverage.repositories[repository]?.files[month ?? ""];
      const read = createLineReader(month);
      for (const line of this.#lines(file, written)) {
        const result = read(line);
        if (!result.ok) throw invalid(`${path}:${result.problem.line}:1`, result.problem.message);
        if (isInWindow(window, result.contribution.at))
          yield { repository, contribution: result.contribution };
      }
    }
  }

  /** Files, of those that were read, that are not as the coverage says that they were written, or are not there. */
  get altered(): readonly string[] {
    return this.#altered;
  }

  #noteMissing(first: string, last: string): void {
    const there = new Set(this.#paths);
    for (const [repository, { files }] of Object.entries(this.coverage.repositories)) {
      const months = Object.keys(files).filter((month) => month >= first && month <= last);
      const paths = months.map((month) => ledgerPath({ repository, month }));
      this.#altered.push(...paths.filter((path) => !there.has(path)));
    }
  }

  /** `written` is git's id of the file as the coverage knows it. */
  *#lines({ path, pieces }: DataFile, written: string | undefined): Generator<string> {
    let rest = "";
    for (let piece = pieces.next(); ; piece = pieces.next()) {
      if (piece.done) {
        if (written !== undefined && piece.value !== written) this.#altered.push(path);
        break;
      }
      // A valid line is ASCII. Whatever else stands there is refused as it is read.
      const text = rest + piece.value.toString("latin1");
      let start = 0;
      for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
        yield text.slice(start, end);
        start = end + 1;
      }
      rest = text.slice(start);
      if (rest.length > LONGEST_LINE) throw invalid(path, "has a line that is too long for any contribution");
    }
    if (rest !== "") yield rest;
  }

  #readCoverage(): Coverage {
    if (!this.#paths.includes(COVERAGE_PATH)) return NO_COVERAGE;
    const [text = ""] = Array.from(this.#data.open([COVERAGE_PATH]), textOf);
    const parsed = parseCoverage(text);
    if (!parsed.ok) throw invalid(COVERAGE_PATH, parsed.message);
    return parsed.coverage;
  }
}

function invalid(place: string, message: string): UserError {
  return new UserError(
    "ledger-invalid",
    `${place}: ${escapeLog(message)}`,
    `Only the bot writes these files: restore it from the branch ${DATA_BRANCH}.`,
  );
}
