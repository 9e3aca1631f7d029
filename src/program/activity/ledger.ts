import { formatInstant, type Instant } from "../instant.ts";
import type { Contribution } from "./contribution.ts";
import { compareLines, parseLine, printLine } from "./ledger-line.ts";

/** The folder of the ledger on the data branch. */
export const LEDGER_FOLDER = "activity";

/** One month of one repository. */
export interface LedgerFile {
  /** `owner/name`, as GitHub spells it. */
  repository: string;
  /** `2026-03`, of the contributions' days in UTC. */
  month: string;
}

/** Why a ledger file cannot be read. */
interface LedgerProblem {
  /** From 1. */
  line: number;
  message: string;
}

export type LedgerResult =
  | { readonly ok: true; readonly contributions: Contribution[] }
  | { readonly ok: false; readonly problem: LedgerProblem };

export type LedgerLine =
  | { readonly ok: true; readonly contribution: Contribution }
  | { readonly ok: false; readonly problem: LedgerProblem };

/** `activity/<owner>/<name>/<YYYY-MM>.ndjson`. */
export function ledgerPath({ repository, month }: LedgerFile): string {
  return `${LEDGER_FOLDER}/${repository}/${month}.ndjson`;
}

/** Which month of which repository a path is; `null` for any other file. */
export function parseLedgerPath(path: string): LedgerFile | null {
  const [, repository, month] =
    /^activity\/([A-Za-z0-9_-]+\/(?!\.\.?\/)[A-Za-z0-9._-]+)\/(\d{4}-(?:0[1-9]|1[0-2]))\.ndjson$/.exec(
      path,
    ) ?? [];
  return repository === undefined || month === undefined ? null : { repository, month };
}

/** The month of an instant in UTC: `2026-03`. */
export function monthOf(at: Instant): string {
  return formatInstant(at).slice(0, 7);
}

/** The contributions by the month of their file. */
export function groupByMonth(contributions: Iterable<Contribution>): Map<string, Contribution[]> {
  const months = new Map<string, Contribution[]>();
  for (const contribution of contributions) {
    const month = monthOf(contribution.at);
    const list = months.get(month);
    if (list === undefined) months.set(month, [contribution]);
    else list.push(contribution);
  }
  return months;
}

/** Reads a ledger file as `printLedger` writes it. `month` is the one that the file is named after. */
export function parseLedger(text: string, month?: string): LedgerResult {
  const read = createLineReader(month);
  const contributions: Contribution[] = [];
  const lines = text.split("\n");
  // The last line ends like the others.
  if (lines.at(-1) === "") lines.pop();
  for (const line of lines) {
    const result = read(line);
    if (!result.ok) return result;
    contributions.push(result.contribution);
  }
  return { ok: true, contributions };
}

/**
 * The contributions of a file that this app wrote.
 * @throws an `Error` with the place when the file is gone, or is not as it was written: then the coverage does not hold.
 */
export function requireLedger(file: LedgerFile, text: string | undefined): Contribution[] {
  const path = ledgerPath(file);
  if (text === undefined) throw new Error(`${path} is not on the data branch`);
  const parsed = parseLedger(text, file.month);
  if (!parsed.ok) throw new Error(`${path}, line ${parsed.problem.line}: ${parsed.problem.message}`);
  return parsed.contributions;
}

/**
 * Reads the lines of one ledger file one after the other, without their ends. A line that is not behind the one before it
 * in the order of the file is refused, and so is a contribution that was there before: nothing may be counted twice.
 */
export function createLineReader(month?: string): (line: string) => LedgerLine {
  const seen = new Map<Contribution["kind"], Set<string>>();
  const inMonth = month === undefined ? null : monthCheck(month);
  let number = 0;
  let before: Contribution | null = null;
  return (line) => {
    number += 1;
    const refuse = (message: string): LedgerLine => ({ ok: false, problem: { line: number, message } });
    const contribution = parseLine(line);
    if (typeof contribution === "string") return refuse(contribution);
    const { kind, id, at } = contribution;
    if (inMonth?.(at) === false) return refuse(`this is not of ${month}`);
    const ids = seen.get(kind) ?? new Set();
    if (ids.has(id)) return refuse("this contribution is there twice");
    if (before !== null && compareLines(before, contribution) > 0) {
      return refuse("this line is not in order: lines are sorted by at, kind and id");
    }
    seen.set(kind, ids.add(id));
    before = contribution;
    return { ok: true, contribution };
  };
}

/** Compares with the month's ends: printing each time would take longer than all the rest. */
function monthCheck(month: string): (at: Instant) => boolean {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const [first, next] = [Date.UTC(year, number - 1), Date.UTC(year, number)];
  return (at) => at >= first && at < next;
}

/** The file: one line each, sorted, each once. Any order and duplication of the contributions gives the same bytes. */
export function printLedger(contributions: Iterable<Contribution>): string {
  return mergeContributions([], contributions)
    .map((contribution) => `${printLine(contribution)}\n`)
    .join("");
}

/**
 * All contributions in the order of the file, each once. What was found takes the place of what was there with the same
 * key. Of two that were found with one key, the one whose line sorts last is taken: their order does not matter.
 */
export function mergeContributions(
  old: Iterable<Contribution>,
  found: Iterable<Contribution>,
): Contribution[] {
  const merged = unique(old);
  for (const [key, contribution] of unique(found)) merged.set(key, contribution);
  return [...merged.values()].sort(compareLines);
}

function unique(contributions: Iterable<Contribution>): Map<string, Contribution> {
  const byKey = new Map<string, Contribution>();
  for (const contribution of contributions) {
    const key = `${contribution.kind} ${contribution.id}`;
    const other = byKey.get(key);
    if (other === undefined || printLine(other) < printLine(contribution)) byKey.set(key, contribution);
  }
  return byKey;
}
