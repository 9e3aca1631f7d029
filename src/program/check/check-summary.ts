import { truncateText } from "../../text/escape.ts";
import type { Render } from "../lifecycle/steps.ts";
import { changeInWords, type PartnerChanges } from "./describe-change.ts";
import type { CheckFinding, FindingLevel } from "./finding.ts";

/** What the summary of a check is made of. */
export interface CheckSummary {
  readonly findings: readonly CheckFinding[];
  /** How many findings are shown nowhere else. */
  readonly unshown: number;
  /** What changes for partners; `null` where it cannot be told. */
  readonly changes: readonly PartnerChanges[] | null;
}

/** GitHub's limit for a summary, in bytes of UTF-8. */
const LONGEST_SUMMARY = 65_535;
/** So many are read; the rest is counted. */
const MOST_PARTNERS = 200;
const LONGEST_LINE = 1_000;

/** The result in one line. */
export function titleOf({ findings, changes }: CheckSummary): string {
  const counts = [
    counted(countOf(findings, "failure"), "problem", "problems"),
    counted(countOf(findings, "warning"), "warning", "warnings"),
  ].filter((words) => words !== "");
  if (counts.length > 0) return counts.join(", ");
  const changing = changes?.length ?? 0;
  if (changing === 0) return "All is well, and nothing changes for partners";
  return `All is well: ${counted(changing, "partner changes", "partners change")}`;
}

/** The summary in Markdown. A change of more partners than fit shows the first ones, and says how many there are more. */
export function renderSummary(summary: CheckSummary, render: Render): string {
  const { findings, unshown, changes } = summary;
  for (let shown = MOST_PARTNERS; ; shown = Math.floor(shown / 2)) {
    const text = render({
      name: "check-summary",
      view: {
        failures: countOf(findings, "failure"),
        warnings: countOf(findings, "warning"),
        notes: countOf(findings, "notice"),
        unshown,
        told: changes !== null,
        changes: (changes ?? []).slice(0, shown).map(({ name, changes: all }) => ({
          company: truncateText(name, LONGEST_LINE),
          what: truncateText(all.map(changeInWords).join("; "), LONGEST_LINE),
        })),
        further: Math.max(0, (changes ?? []).length - shown),
      },
    });
    if (shown === 0 || new TextEncoder().encode(text).length <= LONGEST_SUMMARY) return text;
  }
}

function countOf(findings: readonly CheckFinding[], level: FindingLevel): number {
  return findings.filter((finding) => finding.level === level).length;
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : many}`;
}
