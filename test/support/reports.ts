import { ONE } from "../../src/program/ballot/fraction.ts";
import { type ConfirmedReport, parseConfirmedReport } from "../../src/program/confirmed-report.ts";
import type { TriedLinks } from "../../src/program/evidence-link.ts";
import { firstPlaces, readApplication } from "../../src/program/lifecycle/application.ts";
import type { Committee } from "../../src/program/lifecycle/committee.ts";
import type { ReportRequest } from "../../src/program/lifecycle/report-request.ts";
import { decideReport } from "../../src/program/lifecycle/report-verdict.ts";
import type { Needs, Verdict } from "../../src/program/lifecycle/verdict.ts";
import type { ApplicationLook } from "../../src/program/observation.ts";
import { loadIssueForm } from "../../src/templates.ts";
import {
  type FormField,
  type FormInput,
  parseIssueForm,
  renderIssueBody,
} from "../../src/text/issue-form.ts";
import { applicationLook, observedFile, PATHS, person } from "./looks.ts";
import { GLOBEX, INITECH, registryOf } from "./updates.ts";

export const REPORT_FORM_TEXT = loadIssueForm("contribution-report");
const FORM = parseIssueForm(REPORT_FORM_TEXT);

/** A complete report of Globex, by field id. */
const ANSWERS: Record<string, FormInput> = {
  partner: "Globex",
  kind: ["talk"],
  date: "2026-02-20",
  evidence: "https://conference.example/talks/7",
  description: "A talk on automation at a conference.",
};

/** The issue body that GitHub makes of the form's answers; a complete one unless said. `null` leaves a field empty. */
export function reportBody(answers: Record<string, FormInput> = {}): string {
  const given: Record<string, FormInput> = { ...ANSWERS, ...answers };
  return renderIssueBody(
    FORM,
    new Map<FormField, FormInput>(
      FORM.fields.map((field) => [field, (field.id === null ? undefined : given[field.id]) ?? null]),
    ),
  );
}

/** The committee of these looks: `bo` and `cy`, and `dee`, who works for Globex. */
export const REPORT_COMMITTEE: Committee = {
  ok: true,
  roll: ["bo", "cy", "dee"].map((login) => ({
    login,
    id: person(login).id,
    role: null,
    points: ONE,
    organizations: login === "dee" ? ["Globex Inc."] : [],
    inBase: true,
    alternateFor: null,
  })),
};

/** A record of issue 12, as `cy` has confirmed it by comment 7. */
export const CONFIRMED: ConfirmedReport = {
  issue: 12,
  partner: "globex",
  kind: "talk",
  date: "2026-02-20",
  expires: "2027-02-20",
  evidence: ["https://conference.example/talks/7"],
  description: "A talk on automation at a conference.",
  reportedBy: { login: "gus", id: 3103 },
  confirmedBy: { login: "cy", id: 2099 },
  at: applicationLook().at,
  comment: 7,
};

/** What a record says. */
export function reportOf(text: string): ConfirmedReport {
  const parsed = parseConfirmedReport(text);
  if (!parsed.ok) throw new Error(`the report cannot be read: ${parsed.problems[0]?.message}`);
  return parsed.report;
}

type LookParts = Parameters<typeof applicationLook>[0];

/** A look at issue 12, by which `gus` reports a talk of Globex. */
export function reportLook({ issue, ...parts }: LookParts = {}): ApplicationLook {
  return applicationLook({
    reportForm: observedFile(PATHS.reportForm, REPORT_FORM_TEXT),
    registry: observedFile("partners.yml", registryOf(GLOBEX, INITECH)),
    issue: { title: "[Report] Globex", body: reportBody(), ...issue },
    ...parts,
  });
}

/** What was understood of a report; `null` for an issue that is none. */
export function readReportOf(look: ApplicationLook): ReportRequest | null {
  let places = firstPlaces(PATHS);
  for (let round = 0; round < 3; round += 1) {
    const reading = readApplication(look, places);
    if (reading.kind === "report") return reading.report;
    if (reading.kind !== "look-elsewhere") return null;
    places = reading.places;
  }
  throw new Error("the look is never in the right place");
}

/** The addresses that these reports give, none of them dead. */
const OPEN: TriedLinks = new Map([["https://conference.example/talks/7", null]]);

/** What should be true of a report, or what has to be known first. */
export function decideReportOf(
  look: ApplicationLook,
  committee: Committee | null = null,
  links: TriedLinks = OPEN,
): Verdict | Needs {
  const request = readReportOf(look);
  if (request === null) throw new Error("the issue is no report");
  return decideReport(request, { committee, links });
}
