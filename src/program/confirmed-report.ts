import { stringify } from "yaml";
import { z } from "zod";
import { firstInstantOf } from "./activity/activity-window.ts";
import type { CountedFact } from "./activity/partner-activity.ts";
import { actorSchema, instantSchema } from "./ballot/record-act.ts";
import type { Actor } from "./ballot/vote.ts";
import { type ContributionReport, REPORT_KINDS } from "./contribution-report.ts";
import { addDuration, type Duration } from "./duration.ts";
import { formatDay, formatInstant, type Instant } from "./instant.ts";
import { parseYaml, type YamlProblem } from "./yaml-problems.ts";

/** A report that a member of the committee has confirmed, as it is kept on the data branch. */
export interface ConfirmedReport extends ContributionReport {
  /** Number of the issue by which it was reported. */
  readonly issue: number;
  /** Id of the partner. */
  readonly partner: string;
  /** The last day on which it counts, UTC. */
  readonly expires: string;
  readonly reportedBy: Actor;
  readonly confirmedBy: Actor;
  /** When it was written down. */
  readonly at: Instant;
  /** Id of the comment by which it was confirmed. */
  readonly comment: number;
}

type ConfirmedReportResult =
  | { readonly ok: true; readonly report: ConfirmedReport }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

const VERSION = 1;

const day = z.iso.date("a day such as 2026-01-31, in quotes");

const recordSchema = z
  .strictObject({
    version: z.literal(VERSION),
    issue: z.int().min(1),
    partner: z.string().min(1),
    kind: z.enum(REPORT_KINDS),
    date: day,
    expires: day,
    evidence: z.array(z.url({ protocol: /^https?$/ })).min(1),
    description: z.string(),
    "reported-by": actorSchema,
    "confirmed-by": actorSchema,
    at: instantSchema,
    comment: z.int().min(1),
  })
  .transform(
    ({ version: _, "reported-by": reportedBy, "confirmed-by": confirmedBy, ...report }): ConfirmedReport => ({
      ...report,
      reportedBy,
      confirmedBy,
    }),
  );

/** Reads the text of a report that was written down. Whether to believe it is told by its last commit. */
export function parseConfirmedReport(text: string): ConfirmedReportResult {
  const parsed = parseYaml(text, recordSchema);
  return parsed.ok ? { ok: true, report: parsed.value } : parsed;
}

/** Writes a report down: the same report always gives the same bytes. */
export function printConfirmedReport(report: ConfirmedReport): string {
  const { reportedBy, confirmedBy } = report;
  const data = {
    version: VERSION,
    issue: report.issue,
    partner: report.partner,
    kind: report.kind,
    date: report.date,
    expires: report.expires,
    evidence: report.evidence,
    description: report.description,
    "reported-by": { login: reportedBy.login, id: reportedBy.id },
    "confirmed-by": { login: confirmedBy.login, id: confirmedBy.id },
    at: formatInstant(report.at),
    comment: report.comment,
  };
  return stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The last day on which work of that day counts, where reports count for so long. */
export function reportExpiry(date: string, lasts: Duration): string {
  return formatDay(addDuration(startOf(date), lasts));
}

/**
 * What reports count as for their partners on a UTC day: each one is one thing that was done on its day, as long as it has
 * not expired. `home` is the address of the program's repository, such as `https://github.com/example/partners`.
 */
export function countedReports(
  reports: readonly ConfirmedReport[],
  day: string,
  home: string,
): { partner: string; fact: CountedFact }[] {
  return reports
    .filter(({ date, expires }) => date <= day && day <= expires)
    .map(({ partner, date, issue }) => ({
      partner,
      fact: {
        at: startOf(date),
        kind: "report",
        by: null,
        repository: "",
        url: `${home}/issues/${issue}`,
        shared: 1,
      },
    }));
}

/** Midnight, UTC, at which a day begins. */
export function startOf(day: string): Instant {
  const instant = firstInstantOf(day);
  if (instant === undefined) throw new RangeError(`not a day: ${day}`);
  return instant;
}
