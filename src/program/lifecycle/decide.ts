import type { ProgramActivity } from "../activity/partner-activity.ts";
import type { ObservedDecisions } from "../decisions.ts";
import type { TriedLinks } from "../evidence-link.ts";
import type { FetchedLogos } from "../logo.ts";
import { isListed } from "../registry.ts";
import type { Application, ApplicationReading } from "./application.ts";
import type { Committee } from "./committee.ts";
import { decidedVerdict } from "./decided-verdict.ts";
import { intakeVerdict } from "./intake-verdict.ts";
import { partnerVerdict } from "./partner-verdict.ts";
import { decideReport } from "./report-verdict.ts";
import { stoppedVerdict } from "./stopped-verdict.ts";
import { decideUpdate } from "./update-verdict.ts";
import type { Needs, Verdict } from "./verdict.ts";
import { votingVerdict } from "./voting-verdict.ts";
import { windDownVerdict } from "./wind-down-verdict.ts";

/** What was read besides the look itself, where a verdict needed it. */
export interface Known {
  /** Who votes now. */
  committee: Committee | null;
  /** All decisions so far. */
  decisions: ObservedDecisions | null;
  /** What partners did. */
  activity: ProgramActivity | null;
  /** What was made of the pictures that a company attached. */
  logos: FetchedLogos;
  /** What trying addresses of reports came to. */
  links: TriedLinks;
}

/** A look that was understood: at an application, at an update of a partner's entry, or at a report of its work. */
export type UnderstoodReading = Extract<ApplicationReading, { kind: "application" | "update" | "report" }>;

/** What was looked at, and by which config and registry. */
export function subjectOf(reading: UnderstoodReading): Pick<Application, "look" | "config" | "registry"> {
  switch (reading.kind) {
    case "application":
      return reading.application;
    case "update":
      return reading.update;
    case "report":
      return reading.report;
  }
}

/** What should be true of whatever was looked at. */
export function decideReading(reading: UnderstoodReading, known: Known): Verdict | Needs {
  switch (reading.kind) {
    case "application":
      return decideApplication(reading.application, known);
    case "update":
      return decideUpdate(reading.update, known);
    case "report":
      return decideReport(reading.report, known);
  }
}

/**
 * What should be true of an application, from all that was observed of it. A pure function: the same look gives the
 * same verdict. A verdict that needs more than is known says so.
 */
export function decideApplication(application: Application, known: Known): Verdict | Needs {
  const { committee } = known;
  const { ballot, partner, look } = application;
  switch (ballot.kind) {
    case "none": {
      if (partner === null) return intakeVerdict(application, committee);
      // A company that has left meanwhile has nothing to answer any more.
      if (application.isWindDown && isListed(partner)) {
        return windDownVerdict({ ...application, partner }, committee, known.activity);
      }
      const talk = { record: null, ignored: [], spoken: [], decided: look.issue.createdAt };
      return partnerVerdict({ ...application, partner }, null, talk, committee);
    }
    case "distrusted":
      return stoppedVerdict(application, ballot, committee);
    case "open":
      return votingVerdict({ ...application, ballot }, committee);
    case "decided":
      return decidedVerdict({ ...application, ballot }, known);
  }
}
