import { z } from "zod";
import type { FormReading, IssueForm } from "../text/issue-form.ts";
import type { Config } from "./config.ts";
import { type Intake, REPORT_FIELDS, type ReportField } from "./intake.ts";
import { type Answer, findField, readAnswer } from "./proposal-answers.ts";
import { formProblems, longerThan, tooMany } from "./proposal-checks.ts";
import { readAddress, readAddresses } from "./proposal-parts.ts";
import type { ProposalProblem } from "./proposal-problem.ts";
import { entryLines, isBlank, plainText, saysNothing } from "./proposal-text.ts";

/** The kinds of work that GitHub cannot see. */
export const REPORT_KINDS = [
  "talk",
  "webinar",
  "training",
  "post",
  "event",
  "donation",
  "infrastructure",
  "other",
] as const;

export type ReportKind = (typeof REPORT_KINDS)[number];

/** In code points. */
const LONGEST_DESCRIPTION = 500;

/** One piece of work as it was reported. */
export interface ContributionReport {
  kind: ReportKind;
  /** The day of the work, UTC. */
  date: string;
  /** Addresses where it can be seen, at least one. They are text: whether they open is tried, and nothing is read from there. */
  evidence: readonly string[];
  /** One line; empty where the form does not ask for it. */
  description: string;
}

/** A report as it was read from its issue. */
export interface ReportReading {
  /** The partner, as the issue names it; empty when it does not. */
  named: string;
  /** What is reported; `null` while a part of it is missing or wrong. */
  report: ContributionReport | null;
  /** The day, where one is given, also one that has not come yet. */
  date: string | null;
  /** What people know each part as. */
  labels: ReadonlyMap<ReportField, string>;
  problems: readonly ProposalProblem[];
}

/** Which field of the form holds a part of the report: by `intake.report-fields` (id or label), else by id. */
export function reportField(intake: Intake, form: IssueForm, field: ReportField) {
  return findField(form, field, intake["report-fields"][field]);
}

/**
 * Reads a report from the answers of its form. Never throws for what people wrote: all of it becomes problems.
 * @param today the UTC day on which it is read.
 */
export function readContributionReport(
  config: Config,
  form: IssueForm,
  reading: FormReading,
  today: string,
): ReportReading {
  const answers = answersOf(config.intake, form, reading);
  const label = (field: ReportField) => answers.get(field)?.field?.label.trim() ?? field;
  const problems = [
    ...formProblems(reading, new Map()),
    ...REPORT_FIELDS.flatMap((field) => unanswered(answers.get(field), label(field))),
  ];
  const date = dayOf(answers.get("date"));
  if (date === null && answers.get("date")?.state === "answered") {
    problems.push({ kind: "not-a-day", field: label("date"), found: answers.get("date")?.text ?? "" });
  }
  if (date !== null && date > today)
    problems.push({ kind: "in-the-future", field: label("date"), found: date });

  const { evidence, refused } = evidenceIn(answers.get("evidence")?.text ?? "");
  for (const found of refused) problems.push({ kind: "not-an-address", field: label("evidence"), found });
  problems.push(...tooMany(label("evidence"), evidence.length));

  const description = plainText(answers.get("description")?.text ?? "");
  problems.push(...longerThan(label("description"), description, LONGEST_DESCRIPTION));

  const isWhole = problems.length === 0 && date !== null && evidence.length > 0;
  return {
    named: plainText(answers.get("partner")?.text ?? ""),
    report: isWhole ? { kind: kindOf(answers.get("kind")), date, evidence, description } : null,
    date,
    labels: new Map(REPORT_FIELDS.map((field) => [field, label(field)])),
    problems,
  };
}

/** Only as a partner's name "n/a" and the like may be an answer. */
function answersOf(intake: Intake, form: IssueForm, reading: FormReading): Map<ReportField, Answer> {
  return new Map(
    REPORT_FIELDS.flatMap((name) => {
      const field = reportField(intake, form, name);
      const isNothing = name === "partner" ? (text: string) => isBlank(plainText(text)) : saysNothing;
      const answer = field === null ? null : readAnswer(reading, field, isNothing);
      return answer === null ? [] : [[name, answer] as const];
    }),
  );
}

/** All that the form asks for has to be answered. */
function unanswered(answer: Answer | undefined, field: string): ProposalProblem[] {
  if (answer === undefined || answer.state === "answered") return [];
  // What was chosen and is no option has a problem of its own.
  if (answer.unknown.length > 0) return [];
  return [{ kind: answer.state === "missing" ? "missing-section" : "missing", field }];
}

function dayOf(answer: Answer | undefined): string | null {
  const text = plainText(answer?.text ?? "");
  return z.iso.date().safeParse(text).success ? text : null;
}

/** One address a line. A line without one that can be opened is refused. */
function evidenceIn(text: string): { evidence: string[]; refused: string[] } {
  const refused: string[] = [];
  const evidence = entryLines(text).flatMap((line) => {
    const addresses = readAddresses(line).flatMap((entry) => readAddress(entry) ?? []);
    if (addresses.length === 0) refused.push(line);
    return addresses;
  });
  return { evidence: [...new Set(evidence)], refused };
}

/** A form of the program's own may name the kinds in its own words: the first word that is a kind tells. */
function kindOf(answer: Answer | undefined): ReportKind {
  const words = (answer?.options[0] ?? answer?.text ?? "").toLowerCase().match(/\p{L}+/gu) ?? [];
  for (const word of words) {
    const kind = REPORT_KINDS.find((known) => word === known || word === `${known}s`);
    if (kind !== undefined) return kind;
  }
  return "other";
}
