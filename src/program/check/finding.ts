import { UserError } from "../../errors.ts";
import type { YamlProblem } from "../yaml-problems.ts";

/** `failure` keeps the check from passing; a `warning` says what will surprise; a `notice` is good to know. */
export type FindingLevel = "failure" | "warning" | "notice";

/** Something in a program's files that is not as it should be, where it is, and what to do about it. */
export interface CheckFinding {
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly level: FindingLevel;
  readonly message: string;
  /** Empty where the message says it all. */
  readonly mend: string;
}

/** What is wrong with the shape of a file, as findings. */
export function yamlFindings(path: string, problems: readonly YamlProblem[]): CheckFinding[] {
  return problems.map(({ line, column, expected, message }) => ({
    path,
    line,
    column,
    level: "failure",
    message,
    mend: mendOf(message, expected),
  }));
}

function mendOf(message: string, expected: string): string {
  // That message names what may stand there.
  if (message.startsWith("unknown key")) return "";
  if (expected !== "") return `Write ${expected}.`;
  return message.startsWith("not valid YAML")
    ? "Correct it here: only then the rest of the file is checked."
    : "";
}

/** An error for people as a finding. Its place stands in its message, where it has one. */
export function errorFinding(path: string, error: unknown): CheckFinding {
  if (!(error instanceof UserError)) throw error;
  const [, lines = "1"] = /\blines? ([\d, ]*\d)/.exec(error.message) ?? [];
  return {
    path,
    line: Number(lines.split(", ").at(-1)),
    column: 1,
    level: "failure",
    message: error.message,
    mend: error.mend,
  };
}

/** A finding about a file as a whole. */
export function fileFinding(path: string, level: FindingLevel, message: string, mend: string): CheckFinding {
  return { path, line: 1, column: 1, level, message, mend };
}

/** By file, then by place; of the same place the graver one first. Each once. */
export function inFileOrder(findings: readonly CheckFinding[]): CheckFinding[] {
  const levels: readonly FindingLevel[] = ["failure", "warning", "notice"];
  const sorted = [...findings].sort(
    (one, other) =>
      (one.path === other.path ? 0 : one.path < other.path ? -1 : 1) ||
      one.line - other.line ||
      one.column - other.column ||
      levels.indexOf(one.level) - levels.indexOf(other.level),
  );
  const said = new Set<string>();
  return sorted.filter((finding) => {
    const key = JSON.stringify(finding);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}
