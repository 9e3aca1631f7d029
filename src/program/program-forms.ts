import { UserError } from "../errors.ts";
import { type IssueForm, parseIssueForm } from "../text/issue-form.ts";
import type { Config } from "./config.ts";
import { REPORT_FORM, UPDATE_FORM } from "./intake.ts";
import { nearest } from "./nearest-word.ts";
import type { ObservedFile } from "./observation.ts";
import type { FileProblem } from "./program-files.ts";
import { findField, formField } from "./proposal-answers.ts";
import type { Locate } from "./yaml-problems.ts";

/** A program's files as they were found. The forms of updates and of reports are judged only where they were looked for. */
export interface GivenFiles {
  config: ObservedFile;
  form: ObservedFile | null;
  updateForm?: ObservedFile | null;
  reportForm?: ObservedFile | null;
  registry: ObservedFile | null;
}

interface FormResult {
  form: IssueForm | null;
  problems: FileProblem[];
}

/** The form of proposals, with what the config says of it. */
export function readForm(config: Config, files: GivenFiles, locate: Locate): FormResult {
  const path = config.intake.form;
  const inConfig = problemIn(files.config, locate);
  if (files.form === null) {
    const message = `there is no issue form at ${path}: add it, or say under intake.form where it is`;
    return { form: null, problems: [inConfig(["intake", "form"], message)] };
  }
  const { form, problems } = parseForm(path, files.form.text);
  if (form === null) return { form, problems };
  for (const [field, wanted] of Object.entries(config.intake.fields)) {
    if (findField(form, field, wanted) === null)
      problems.push(inConfig(["intake", "fields", field], noField(form, wanted)));
  }
  for (const [index, field] of (config.intake.required ?? []).entries()) {
    if (formField(config.intake, form, field) === null) {
      problems.push(
        inConfig(["intake", "required", index], `${field} is required, and the form does not ask for it`),
      );
    }
  }
  if (formField(config.intake, form, "company") === null) {
    problems.push(
      inConfig(
        ["intake", "fields"],
        "no field of the form holds the company's name: say which under intake.fields",
      ),
    );
  }
  return { form: problems.length > 0 ? null : form, problems };
}

/** The form of updates, which need not be there unless the config names it. */
export function readUpdateForm(config: Config, files: GivenFiles, locate: Locate): FormResult {
  return readFurtherForm(config, files, locate, {
    key: "update-form",
    fields: "update-fields",
    given: files.updateForm,
    standard: UPDATE_FORM,
    filed: "updates",
    needed: { partner: "says which partner it is" },
  });
}

/** The form of reports, which need not be there either. */
export function readReportForm(config: Config, files: GivenFiles, locate: Locate): FormResult {
  return readFurtherForm(config, files, locate, {
    key: "report-form",
    fields: "report-fields",
    given: files.reportForm,
    standard: REPORT_FORM,
    filed: "reports",
    needed: {
      partner: "says which partner it is",
      date: "says on which day it was",
      evidence: "says where it can be seen",
    },
  });
}

/** A form that a program need not have. */
interface FurtherForm {
  key: "update-form" | "report-form";
  fields: "update-fields" | "report-fields";
  given: ObservedFile | null | undefined;
  /** The path where nothing is said when it is not there. */
  standard: string;
  /** What is filed by it. */
  filed: string;
  /** Fields without which nothing can be filed, and what each does. */
  needed: Readonly<Record<string, string>>;
}

function readFurtherForm(
  { intake }: Config,
  files: GivenFiles,
  locate: Locate,
  { key, fields, given, standard, filed, needed }: FurtherForm,
): FormResult {
  const path = intake[key];
  const inConfig = problemIn(files.config, locate);
  if (given === undefined || (given === null && path === standard)) return { form: null, problems: [] };
  if (given === null) {
    const message = `there is no issue form at ${path}: add it, or take this out, and there are no ${filed}`;
    return { form: null, problems: [inConfig(["intake", key], message)] };
  }
  const { form, problems } = parseForm(path, given.text);
  if (form === null) return { form, problems };
  const named: Readonly<Record<string, string>> = intake[fields];
  for (const [field, wanted] of Object.entries(named)) {
    if (findField(form, field, wanted) === null)
      problems.push(inConfig(["intake", fields, field], noField(form, wanted)));
  }
  for (const [field, does] of Object.entries(needed)) {
    if (findField(form, field, named[field]) !== null) continue;
    problems.push(
      inConfig(["intake", fields], `no field of ${path} ${does}: say which under intake.${fields}`),
    );
  }
  return { form: problems.length > 0 ? null : form, problems };
}

function problemIn({ path }: ObservedFile, locate: Locate) {
  return (place: readonly (string | number)[], message: string): FileProblem => ({
    path,
    ...locate(place),
    message,
  });
}

function parseForm(path: string, text: string): FormResult {
  try {
    return { form: parseIssueForm(text), problems: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The place stands in the message of this error only.
    const [, line, column] = /line (\d+), column (\d+)/.exec(error.message) ?? [];
    const place =
      line === undefined ? { line: null, column: null } : { line: Number(line), column: Number(column) };
    return { form: null, problems: [{ path, ...place, message: `${error.message} ${error.mend}` }] };
  }
}

function noField(form: IssueForm, wanted: string): string {
  const names = form.fields.flatMap(({ id, label }) => [...(id === null ? [] : [id]), label.trim()]);
  const meant = nearest(wanted, names);
  const hint = meant === null ? "" : `did you mean "${meant}"? `;
  const labels = form.fields.map((candidate) => `"${candidate.label.trim()}"`).join(", ");
  return `the form has no field "${wanted}": ${hint}Its fields: ${labels}`;
}
