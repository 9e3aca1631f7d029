import { parseMarker } from "../../text/marker.ts";
import type { Action } from "../action.ts";
import { type ConfirmedReport, parseConfirmedReport, printConfirmedReport } from "../confirmed-report.ts";
import type { ApplicationLook, ObservedCommit } from "../observation.ts";
import { reportPath } from "../places.ts";
import { signs } from "./ballot-state.ts";
import { distrustOf } from "./commit-trust.ts";
import { statusComment } from "./reply-notes.ts";

/** What the data branch says of a report. */
export type ReportState =
  | { kind: "none" }
  /** Not as this app wrote it. `commit` is `null` when nothing is left of it. */
  | { kind: "distrusted"; commit: ObservedCommit | null; problem: string }
  | { kind: "confirmed"; report: ConfirmedReport };

/** What a record that is believed says, or why it is not believed, as a sentence. */
type ReportBelief =
  | { ok: true; report: ConfirmedReport }
  | { ok: false; commit: ObservedCommit; problem: string };

/**
 * Reads the record of a report, and believes it only when its last commit is this app's own and signed by GitHub.
 * @param last the newest commit that changed this file.
 * @param signing whether the GitHub in use signs what apps commit: github.com does.
 */
export function believeReport(
  issue: number,
  text: string,
  last: ObservedCommit,
  signing: boolean,
): ReportBelief {
  const distrusted = (problem: string): ReportBelief => ({ ok: false, commit: last, problem });
  const why = distrustOf(last, signing);
  if (why !== null) return distrusted(why);
  const parsed = parseConfirmedReport(text);
  if (!parsed.ok) return distrusted("It cannot be read.");
  return parsed.report.issue === issue ? parsed : distrusted("It is the record of another report.");
}

/** What is on record of the report that a look was made at. */
export function readReportState(look: ApplicationLook): ReportState {
  const { record, commits } = look.report;
  const [last] = commits;
  const said = confirmedAt(look);
  if (record === null) {
    // This app never deletes a record.
    if (last !== undefined) return { kind: "distrusted", commit: last, problem: "It was deleted." };
    return said === null
      ? { kind: "none" }
      : { kind: "distrusted", commit: null, problem: "It is gone, with its history." };
  }
  if (last === undefined) throw new Error(`${record.path} has no history`);
  const belief = believeReport(look.issue.number, record.text, last, signs(look));
  if (!belief.ok) return { kind: "distrusted", commit: belief.commit, problem: belief.problem };
  const { report } = belief;
  // A confirmation is said only after it was written down.
  return said !== null && report.at / SECOND < said
    ? { kind: "distrusted", commit: last, problem: "It was put back to an earlier one." }
    : { kind: "confirmed", report };
}

/** Whether this app has said that the report was confirmed. */
export function wasConfirmed(look: ApplicationLook): boolean {
  return confirmedAt(look) !== null;
}

/** Marks the status comment once a report is on record; for a record that is not believed with what was said before. */
export function confirmedKey(look: ApplicationLook, report: ConfirmedReport | null): string {
  const at = report === null ? confirmedAt(look) : report.at / SECOND;
  return at === null ? "" : `${MARK}${at}`;
}

/** The commit that writes a report down, upon the data branch as it was seen. */
export function confirmingAction(look: ApplicationLook, report: ConfirmedReport): Action {
  const [replaced] = look.report.commits;
  const before = replaced === undefined ? "" : ` (${replaced.oid.slice(0, SHORT_OID)} is void)`;
  return {
    do: "record",
    head: look.dataHead,
    headline: `report: confirm ${report.issue} of ${report.partner}${before}`,
    file: { path: reportPath(report.issue), content: printConfirmedReport(report) },
    alongside: [],
  };
}

const MARK = "report-";
const SECOND = 1000;
const SHORT_OID = 7;

/** In seconds since 1970. */
function confirmedAt(look: ApplicationLook): number | null {
  const key = parseMarker(statusComment(look)?.body ?? "")?.key;
  if (key === undefined || !key.startsWith(MARK)) return null;
  const seconds = Number(key.slice(MARK.length));
  return Number.isSafeInteger(seconds) ? seconds : null;
}
