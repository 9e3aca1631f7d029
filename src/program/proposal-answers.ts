import type { FormField, FormReading, IssueForm } from "../text/issue-form.ts";
import { type Intake, PROPOSAL_FIELDS, type ProposalField } from "./intake.ts";
import { isBlank, saysNothing } from "./proposal-text.ts";

/** One answer under the proposal's own name for it. `field` is null when the form does not ask for it. */
export interface Answer {
  field: FormField | null;
  state: "answered" | "empty" | "missing";
  /** As written; empty unless answered. */
  text: string;
  /** Chosen options, in the form's spelling. */
  options: readonly string[];
  /** What stood among the options and is none of them. */
  unknown: readonly string[];
}

export type Answers = ReadonlyMap<ProposalField, Answer>;

/** Which field of the form holds a part of the proposal: by `intake.fields` (id or label), else by id. */
export function formField(intake: Intake, form: IssueForm, field: ProposalField): FormField | null {
  return findField(form, field, intake.fields[field]);
}

/** The field that the config names, by id or label; where it names none, the one whose id is the part's own name. */
export function findField(form: IssueForm, name: string, wanted: string | undefined): FormField | null {
  if (wanted === undefined) return form.fields.find((candidate) => candidate.id === name) ?? null;
  return (
    form.fields.find((candidate) => candidate.id === wanted) ??
    form.fields.find((candidate) => normalized(candidate.label) === normalized(wanted)) ??
    null
  );
}

/**
 * The answers of a form under the proposal's names. Parts that the form does not ask for are left out; "n/a" and the
 * like are no answer, except as a company's name.
 */
export function answersByField(intake: Intake, form: IssueForm, reading: FormReading): Answers {
  const answers = new Map<ProposalField, Answer>();
  for (const name of PROPOSAL_FIELDS) {
    const field = formField(intake, form, name);
    const answer =
      field === null ? null : readAnswer(reading, field, name === "company" ? isBlank : saysNothing);
    if (answer !== null) answers.set(name, answer);
  }
  return answers;
}

/** What a reading holds for one field, where `isNothing` says which texts are no answer; `null` when it is not of this form. */
export function readAnswer(
  reading: FormReading,
  field: FormField,
  isNothing: (text: string) => boolean,
): Answer | null {
  const answer = reading.answers.find((candidate) => candidate.field === field);
  if (answer === undefined) return null;
  const unknown = reading.problems.flatMap((problem) =>
    problem.type === "unknown-option" && problem.field === field ? [problem.text] : [],
  );
  const { text, options } = answer.state === "answered" ? answer : { text: "", options: [] };
  const said = field.kind === "input" ? beforeHeading(text) : text;
  const isEmpty = options.length === 0 && isNothing(said);
  return {
    field,
    state: answer.state === "answered" && isEmpty ? "empty" : answer.state,
    text: isEmpty ? "" : said.trim(),
    options,
    unknown,
  };
}

/** A form of an older version may have had another section next, which is no part of a single line's answer. */
function beforeHeading(text: string): string {
  return text.split(/\n {0,3}#{1,6}[ \t]/, 1)[0] ?? "";
}

/** What people know the part as: the form's label, or our own name for it. */
export function fieldLabel(answers: Answers, field: ProposalField): string {
  return answers.get(field)?.field?.label.trim() ?? field;
}

function normalized(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}
