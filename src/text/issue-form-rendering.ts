import type { FormField, IssueForm } from "./issue-form-definition.ts";
import { NO_RESPONSE } from "./issue-form-section.ts";

/** A text, the chosen options, or nothing. */
export type FormInput = string | readonly string[] | null;

/**
 * The issue body that GitHub makes of a filled form: every field in form order, the label as it is, `_No response_` where nothing
 * was answered, boxes as `- [X]`. A field that is not in the map is left unanswered.
 */
export function renderIssueBody(form: IssueForm, answers: ReadonlyMap<FormField, FormInput>): string {
  return form.fields
    .map((field) => `### ${field.label}\n\n${renderAnswer(field, answers.get(field) ?? null)}`)
    .join("\n\n");
}

function renderAnswer(field: FormField, answer: FormInput): string {
  if (field.kind === "checkboxes") {
    const ticked = new Set([answer ?? []].flat());
    return field.options
      .map((option) => `- [${ticked.has(option.label) ? "X" : " "}] ${option.label}`)
      .join("\n");
  }
  const text = typeof answer === "string" ? answer : (answer ?? []).join(", ");
  if (text.trim() === "") return NO_RESPONSE;
  return field.render === null ? text : `\`\`\`${field.render}\n${text}\n\`\`\``;
}
