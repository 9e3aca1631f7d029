import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import { type FormField, type FormInput, type IssueForm, parseIssueForm } from "../../text/issue-form.ts";
import { decodeText } from "../git/diff.ts";
import { readCommit } from "../git/history.ts";
import { findEntry, readBytes, readTree } from "../git/tree.ts";
import type { Repository } from "../state.ts";
import { defaultPlace } from "./files.ts";

const FOLDER = ".github/ISSUE_TEMPLATE";

/** A field with what only its page shows. `field` is `null` for a text between the questions. */
export interface ShownField {
  readonly field: FormField | null;
  /** Markdown: the text itself, or the explanation of a question. */
  readonly description: string;
  readonly placeholder: string;
}

/** An issue form of the repository, as its page shows it. */
export interface ShownForm {
  readonly file: string;
  readonly form: IssueForm;
  readonly description: string;
  readonly fields: readonly ShownField[];
}

/** What is missing, or is a list, is nothing to show. */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String).catch("");
const shown = z.looseObject({
  description: text,
  body: z.array(
    z.looseObject({
      type: z.string(),
      attributes: z
        .looseObject({ value: text, description: text, placeholder: text })
        .prefault({ value: "", description: "", placeholder: "" }),
    }),
  ),
});
const KNOWN = ["input", "textarea", "dropdown", "checkboxes"];

/** The forms on the default branch; files that are no valid form are left out. */
export function findForms(repository: Repository): ShownForm[] {
  const place = defaultPlace(repository);
  if (place === null) return [];
  const { objects } = repository;
  const folder = findEntry(objects, readCommit(objects, place.commit).tree, FOLDER);
  if (folder?.mode !== "040000") return [];
  return readTree(objects, folder.oid).entries.flatMap(({ name, mode, oid }) => {
    if (mode === "040000" || !/\.ya?ml$/.test(name) || /^config\.ya?ml$/.test(name)) return [];
    const source = decodeText(readBytes(objects, oid));
    return source === null ? [] : (readForm(name, source) ?? []);
  });
}

function readForm(file: string, source: string): ShownForm | null {
  try {
    const form = parseIssueForm(source);
    const { description, body } = shown.parse(parse(source));
    const questions = [...form.fields];
    const fields = body.flatMap(({ type, attributes }): ShownField[] => {
      const { value, description: hint, placeholder } = attributes;
      if (type === "markdown") return [{ field: null, description: value, placeholder: "" }];
      // Elements of other types are left out by the form too, when they have no label.
      if (!KNOWN.includes(type) && questions[0]?.kind !== "other") return [];
      const field = questions.shift();
      return field === undefined ? [] : [{ field, description: hint, placeholder }];
    });
    return { file, form, description, fields };
  } catch (error) {
    if (error instanceof UserError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** The name of a field in the page's own form. */
export function fieldName(index: number): string {
  return `field-${index}`;
}

/** What was posted, by field. */
export function readAnswers({ fields }: ShownForm, posted: URLSearchParams): Map<FormField, FormInput> {
  return new Map(
    fields.flatMap(({ field }, index): [FormField, FormInput][] => {
      if (field === null) return [];
      const values = posted.getAll(fieldName(index)).filter((value) => value !== "");
      const several = field.kind === "checkboxes" || field.multiple;
      return [[field, several ? values : (values[0] ?? null)]];
    }),
  );
}
