import type { Heading } from "mdast";
import { alignHeadings } from "./issue-form-alignment.ts";
import type { FormField, IssueForm } from "./issue-form-definition.ts";
import { normalizeLabel } from "./issue-form-definition.ts";
import { readCheckboxes, readDropdown, readText, type SectionReading } from "./issue-form-section.ts";
import { normalizeLineEnds, parseMarkdownBlocks } from "./markdown-blocks.ts";

/** What the body says for one field: `missing` has no heading there, `empty` has a heading and no answer. */
type FormAnswer =
  | {
      readonly state: "answered";
      readonly field: FormField;
      readonly text: string;
      /** The chosen options of a dropdown or of checkboxes, in the form's spelling and order. */
      readonly options: readonly string[];
    }
  | { readonly state: "empty"; readonly field: FormField }
  | { readonly state: "missing"; readonly field: FormField };

type FormProblem =
  /** A required section is not there at all; of checkboxes with an option that must be ticked, too. */
  | { readonly type: "missing-section"; readonly field: FormField }
  /** The label stands there once more where it could be meant; the first was read. */
  | { readonly type: "duplicate-heading"; readonly field: FormField }
  | { readonly type: "unknown-option"; readonly field: FormField; readonly text: string }
  | { readonly type: "required-option-unchecked"; readonly field: FormField; readonly option: string };

export interface FormReading {
  /** One for each field, in form order. */
  readonly answers: readonly FormAnswer[];
  readonly problems: readonly FormProblem[];
  /** The body has at least one heading of the form; free text has none. */
  readonly recognised: boolean;
}

/**
 * Reads an issue body that GitHub rendered from the form, as people may have edited it since. Never fails.
 *
 * A heading is a `###` line that GitHub shows as one: not in code, an HTML comment, a list or a quote, also when those are left
 * open. {@link alignHeadings} says which headings open a section; a section reaches to the next one that opens. An empty
 * required answer is no problem of the reading: `answers` says it.
 */
export function parseIssueBody(form: IssueForm, body: string): FormReading {
  const text = normalizeLineEnds(body);
  const lines = text.split("\n");
  const labels = form.fields.map((field) => normalizeLabel(field.label));
  const headings = findHeadings(text, lines, labels);
  const alignment = alignHeadings(
    labels,
    headings.map((heading) => heading.label),
  );

  const opened = alignment.headings
    .flatMap((index) => headings[index ?? -1]?.line ?? [])
    .sort((a, b) => a - b);
  const sectionFrom = (line: number): string[] =>
    lines.slice(
      line + 1,
      opened.find((next) => next > line),
    );

  const answers: FormAnswer[] = [];
  const problems: FormProblem[] = [];
  for (const [index, field] of form.fields.entries()) {
    const heading = headings[alignment.headings[index] ?? -1];
    if (!heading) {
      answers.push({ state: "missing", field });
      if (field.required || field.options.some((option) => option.required)) {
        problems.push({ type: "missing-section", field });
      }
      continue;
    }
    if (alignment.ambiguous.has(index)) problems.push({ type: "duplicate-heading", field });
    const reading = readSection(field, sectionFrom(heading.line));
    answers.push(
      reading.answer ? { state: "answered", field, ...reading.answer } : { state: "empty", field },
    );
    for (const unknown of reading.unknown) problems.push({ type: "unknown-option", field, text: unknown });
    for (const option of reading.unchecked) {
      problems.push({ type: "required-option-unchecked", field, option });
    }
  }
  return { answers, problems, recognised: opened.length > 0 };
}

interface LabelHeading {
  /** Index into the lines. */
  readonly line: number;
  readonly label: string;
}

/** The headings whose text is a label of the form, in any case, in the order of the body. */
function findHeadings(text: string, lines: readonly string[], labels: readonly string[]): LabelHeading[] {
  const known = new Set(labels.map((label) => label.toLowerCase()));
  const labelAt = (line: string): string | null => {
    const match = /^ {0,3}###[ \t]+(\S.*)$/.exec(line);
    const label = match?.[1] === undefined ? null : normalizeLabel(match[1]);
    return label !== null && known.has(label.toLowerCase()) ? label : null;
  };
  if (!lines.some((line) => labelAt(line) !== null)) return [];
  return parseMarkdownBlocks(text)
    .children.filter((node): node is Heading => node.type === "heading" && node.depth === 3)
    .flatMap((node) => {
      const line = (node.position?.start.line ?? 0) - 1;
      const label = labelAt(lines[line] ?? "");
      return label === null ? [] : [{ line, label }];
    });
}

function readSection(field: FormField, lines: readonly string[]): SectionReading {
  switch (field.kind) {
    case "dropdown":
      return readDropdown(field, lines);
    case "checkboxes":
      return readCheckboxes(field, lines);
    case "input":
    case "textarea":
    case "other":
      return readText(field, lines);
  }
}
