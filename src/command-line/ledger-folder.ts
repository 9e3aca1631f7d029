import { createHash } from "node:crypto";
import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { type ActivityWindow, isInWindow } from "../program/activity/activity-window.ts";
import type { PlacedContribution } from "../program/activity/contribution.ts";
import { COVERAGE_PATH, type Coverage, NO_COVERAGE, parseCoverage } from "../program/activity/coverage.ts";
import {
  createLineReader,
  LEDGER_FOLDER,
  type LedgerFile,
  ledgerPath,
  monthOf,
  parseLedgerPath,
} from "../program/activity/ledger.ts";
import { escapeLog } from "../text/escape.ts";

const CHUNK = 65_536;
/** Longer than any line that a valid ledger can have. */
const LONGEST_LINE = 10_000;

/** The ledger in a folder on this machine, read line by line: its memory does not grow with the ledger. */
export class LedgerFolder {
  readonly coverage: Coverage;
  readonly #folder: string;
  readonly #files: readonly LedgerFile[];
  readonly #altered: string[] = [];

  /** @throws UserError `ledger-missing`, `ledger-invalid`, `file-unreadable`. */
  constructor(from: string, name: string) {
    this.#folder = resolve(from, name);
    const files = this.#list();
    if (files === null) {
      throw new UserError(
        "ledger-missing",
        `There is no folder ${LEDGER_FOLDER} in ${name}.`,
        "Check out the branch partnerbot-data (git worktree add ../data partnerbot-data) and name it: --from ../data.",
      );
    }
    this.#files = files;
    this.coverage = this.#readCoverage();
  }

  /**
   * The contributions of a window, file by file in the order of their paths; none of no window.
   * @throws UserError `ledger-invalid` with the place, `file-unreadable`.
   */
  *contributions(window: ActivityWindow | null): Generator<PlacedContribution> {
    if (window === null) return;
    const [first, last] = [monthOf(window.from), monthOf(window.to)];
    this.#noteMissing(first, last);
    for (const file of this.#files) {
      if (file.month < first || file.month > last) continue;
      const { repository } = file;
      const path = ledgerPath(file);
      const written = this.coverage.repositories[repository]?.files[file.month];
      const read = createLineReader(file.month);
      for (const line of this.#lines(path, written)) {
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
    const there = new Set(this.#files.map(ledgerPath));
    for (const [repository, { files }] of Object.entries(this.coverage.repositories)) {
      const months = Object.keys(files).filter((month) => month >= first && month <= last);
      const paths = months.map((month) => ledgerPath({ repository, month }));
      this.#altered.push(...paths.filter((path) => !there.has(path)));
    }
  }

  /** `written` is git's id of the file as the coverage knows it. */
  *#lines(path: string, written: string | undefined): Generator<string> {
    const descriptor = this.#open(path);
    try {
      const hash = createHash("sha1").update(`blob ${fstatSync(descriptor).size}\0`);
      const buffer = Buffer.allocUnsafe(CHUNK);
      let rest = "";
      for (;;) {
        const size = readSync(descriptor, buffer);
        if (size === 0) break;
        hash.update(buffer.subarray(0, size));
        // A valid line is ASCII. Whatever else stands there is refused as it is read.
        const text = rest + buffer.toString("latin1", 0, size);
        let start = 0;
        for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
          yield text.slice(start, end);
          start = end + 1;
        }
        rest = text.slice(start);
        if (rest.length > LONGEST_LINE)
          throw invalid(path, "has a line that is too long for any contribution");
      }
      if (rest !== "") yield rest;
      if (written !== undefined && hash.digest("hex") !== written) this.#altered.push(path);
    } finally {
      closeSync(descriptor);
    }
  }

  #open(path: string): number {
    try {
      return openSync(join(this.#folder, path), "r");
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  #readCoverage(): Coverage {
    let text: string;
    try {
      text = readFileSync(join(this.#folder, COVERAGE_PATH), "utf8");
    } catch (error) {
      if (isAbsent(error)) return NO_COVERAGE;
      throw unreadable(COVERAGE_PATH, error);
    }
    const parsed = parseCoverage(text);
    if (!parsed.ok) throw invalid(COVERAGE_PATH, parsed.message);
    return parsed.coverage;
  }

  /** All months, in the order of their paths; `null` where there is no folder. Links are not followed. */
  #list(): LedgerFile[] | null {
    const owners = this.#names(LEDGER_FOLDER, (entry) => entry.isDirectory());
    if (owners === null) return null;
    const repositories = owners.flatMap((owner) =>
      (this.#names(`${LEDGER_FOLDER}/${owner}`, (entry) => entry.isDirectory()) ?? []).map(
        (name) => `${LEDGER_FOLDER}/${owner}/${name}`,
      ),
    );
    return repositories.flatMap((folder) =>
      (this.#names(folder, (entry) => entry.isFile()) ?? []).flatMap(
        (name) => parseLedgerPath(`${folder}/${name}`) ?? [],
      ),
    );
  }

  #names(path: string, wanted: (entry: Dirent) => boolean): string[] | null {
    try {
      const entries = readdirSync(join(this.#folder, path), { withFileTypes: true });
      return entries
        .filter(wanted)
        .map(({ name }) => name)
        .sort();
    } catch (error) {
      if (isAbsent(error)) return null;
      throw unreadable(path, error);
    }
  }
}

function invalid(place: string, message: string): UserError {
  return new UserError(
    "ledger-invalid",
    `${place}: ${escapeLog(message)}`,
    "Only the bot writes these files: restore it from the branch partnerbot-data.",
  );
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function unreadable(path: string, error: unknown): UserError {
  const mend = "See whether it may be read.";
  return new UserError("file-unreadable", `${path} cannot be read.`, mend, { cause: error });
}
