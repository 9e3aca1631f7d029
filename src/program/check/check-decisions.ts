import { compareRecount } from "../ballot/record.ts";
import type { Config } from "../config.ts";
import { parseDecision } from "../decision.ts";
import { decisionPlace } from "../decisions.ts";
import { type ChangedFile, isDecision } from "./check-files.ts";
import { type CheckFinding, fileFinding, yamlFindings } from "./finding.ts";

const RESTORE = "Restore the file. What changes later is a decision of its own.";

/** Whether the record of a decision can be read, stands where it belongs, and counts to what it says. */
export function checkDecision(path: string, text: string, { files }: Pick<Config, "files">): CheckFinding[] {
  const decision = parseDecision(text);
  if (!decision.ok) return yamlFindings(path, decision.problems);
  const { value, locate } = decision;
  const { ballot } = value;
  const findings: CheckFinding[] = [];
  const belongs = decisionPlace(ballot, files.decisions);
  if (belongs === null) {
    const message = "this ballot is not over, or is one that no decision can be made of";
    findings.push({ path, ...locate(["ballot", "kind"]), level: "failure", message, mend: RESTORE });
  } else if (belongs !== path) {
    const message = `this is the record of ${belongs}: by its path it would be another decision`;
    const mend = `Move the file to ${belongs}.`;
    findings.push({ path, ...locate(["ballot", "issue"]), level: "failure", message, mend });
  }
  const differences = compareRecount(ballot).map(
    ({ key, recorded, recounted }): CheckFinding => ({
      path,
      ...locate(["ballot", "result", "count", key]),
      level: "failure",
      message: `${key}: the record says ${recorded}, its acts come to ${recounted}`,
      mend: RESTORE,
    }),
  );
  return [...findings, ...differences];
}

/** Records of decisions that were there before, and that a change edits or takes away. */
export function checkKeptDecisions(
  changed: readonly ChangedFile[],
  config: Pick<Config, "files">,
): CheckFinding[] {
  return changed.flatMap(({ path, change }) => {
    if (!isDecision(config, path) || change === "added" || change === "renamed") return [];
    const message =
      change === "deleted"
        ? "the record of a decision is taken away"
        : "the record of a decision is edited: it stays as it was when the vote closed";
    return [fileFinding(path, "failure", message, RESTORE)];
  });
}
