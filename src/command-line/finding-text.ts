import type { CheckFinding } from "../program/check/finding.ts";
import { escapeLog } from "../text/escape.ts";

/** A finding as editors and continuous integration read it, `path:line:column: message`, with what to do below it. */
export function renderFinding({ path, line, column, level, message, mend }: CheckFinding): string {
  const kind = level === "failure" ? "" : `${level}: `;
  const said = `${escapeLog(path)}:${line}:${column}: ${kind}${escapeLog(message)}\n`;
  return mend === "" ? said : `${said}  ${escapeLog(mend)}\n`;
}

/** `2 problems, 1 warning`; empty when there are none. */
export function countFindings(findings: readonly CheckFinding[]): string {
  const words = [
    ["failure", "problem"],
    ["warning", "warning"],
    ["notice", "note"],
  ] as const;
  return words
    .flatMap(([level, word]) => {
      const count = findings.filter((finding) => finding.level === level).length;
      return count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`];
    })
    .join(", ");
}
