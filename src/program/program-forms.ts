import { UserError } from "../errors.ts";
import { type IssueForm, parseIssueForm } from "../text/issue-form.ts";
import type { Config } from "./config.ts";
import { UPDATE_FORM } from "./intake.ts";
import { nearest } from "./nearest-word.ts";
import type { ObservedFile } from "./observation.ts";
import { updateField } from "./partner-update.ts";
import type { FileProblem } from "./program-files.ts";
import { findField, formField } from "./proposal-answers.ts";
import type { Locate } from "./yaml-problems.ts";

/** A program's files as they were found. The form of updates is judged only where it was looked for. */
export interface GivenFiles {
  config: ObservedFile;
  form: ObservedFile | null;
  updateForm?: ObservedFile | null;
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
export function readUpdateForm({ intake }: Config, files: GivenFiles, locate: Locate): FormResult {
  const path = intake["update-form"];
  const inConfig = problemIn(files.config, locate);
  const { updateForm } = files;
  if (updateForm === undefined || (updateForm === null && path === UPDATE_FORM)) {
    return { form: null, problems: [] };
  }
  if (updateForm === null) {
    const message = `there is no issue form at ${path}: add it, or take this out, and there are no updates`;
    return { form: null, problems: [inConfig(["intake", "update-form"], message)] };
  }
  const { form, problems } = parseForm(path, updateForm.text);
  if (form === null) return { form, problems };
  for (const [field, wanted] of Object.entries(intake["update-fields"])) {
    if (findField(form, field, wanted) === null)
      problems.push(inConfig(["intake", "update-fields", field], noField(form, wanted)));
  }
  if (updateField(intake, form, "partner") === null) {
    const message = `no field of ${path} says which partner it is: say which under intake.update-fields`;
    problems.push(inConfig(["intake", "update-fields"], message));
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
