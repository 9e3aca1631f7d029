import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { UserError } from "../errors.ts";

type FormFieldKind = "input" | "textarea" | "dropdown" | "checkboxes" | "other";

interface FormOption {
  readonly label: string;
  /** Only checkboxes have options that must be ticked. */
  readonly required: boolean;
}

/** One question of an issue form. Markdown blocks ask nothing and are left out. */
export interface FormField {
  readonly id: string | null;
  /** As the form has it; GitHub prints it behind `### ` with its outer spaces. */
  readonly label: string;
  /** `other` is an element type that is not known here; it is read like a textarea. */
  readonly kind: FormFieldKind;
  /** A dropdown that takes several options. */
  readonly multiple: boolean;
  readonly options: readonly FormOption[];
  readonly required: boolean;
  /** The language of the code fence that GitHub puts around a textarea's answer. */
  readonly render: string | null;
}

export interface IssueForm {
  readonly name: string;
  /** The prefix that GitHub puts into the title of a new issue. */
  readonly title: string | null;
  readonly labels: readonly string[];
  readonly fields: readonly FormField[];
}

// The form is read with YAML's failsafe schema, so every scalar is its own spelling: `1.0` and `No` stay what people see.
const TRUE = /^(?:true|yes|on)$/i;

const flag = z
  .string()
  .optional()
  .transform((text) => text !== undefined && TRUE.test(text));
const label = z.string().refine((text) => text.trim() !== "", "a label must not be empty");
const option = z
  .union([label.transform((text) => ({ label: text, required: false })), z.object({ label, required: flag })])
  .transform(({ label: text, required }) => ({ label: normalizeLabel(text), required }));
const validations = z.object({ required: flag }).optional();
const common = { id: z.string().optional(), validations };
const body = {
  text: z.object({ label, render: z.string().optional() }),
  dropdown: z.object({ label, multiple: flag, options: z.array(option).min(1) }),
  checkboxes: z.object({ label, options: z.array(option).min(1) }),
};

const element = z.union([
  z.object({ ...common, type: z.enum(["input", "textarea"]), attributes: body.text }),
  z.object({ ...common, type: z.literal("dropdown"), attributes: body.dropdown }),
  z.object({ ...common, type: z.literal("checkboxes"), attributes: body.checkboxes }),
]);
const KNOWN = new Set(["input", "textarea", "dropdown", "checkboxes"]);

const formShape = z.object({
  name: z.string().min(1),
  title: z.string().optional(),
  labels: z.union([z.string(), z.array(z.string())]).optional(),
  body: z.array(z.looseObject({ type: z.string().min(1) })).min(1),
});
const labelled = z.object({ ...common, attributes: z.object({ label }) });

/** A label as it is compared: outer spaces away, runs of spaces one space. */
export function normalizeLabel(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/**
 * Reads a GitHub issue form (`.github/ISSUE_TEMPLATE/*.yml`).
 * Throws `UserError("issue-form-invalid")` with line and column when the text is not one.
 */
export function parseIssueForm(yamlText: string): IssueForm {
  const lineCounter = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter, schema: "failsafe", prettyErrors: false });

  const fail = (message: string, offset: number): never => {
    const { line, col } = lineCounter.linePos(offset);
    throw new UserError(
      "issue-form-invalid",
      `The issue form cannot be read: line ${Math.max(line, 1)}, column ${Math.max(col, 1)}: ${message}.`,
      "Mend the form; GitHub's documentation of issue forms says what it may hold.",
    );
  };
  const failAt = (path: readonly PropertyKey[], message: string): never => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return fail(message, node.range[0]);
    }
    return fail(message, 0);
  };
  const read = <T>(schema: z.ZodType<T>, value: unknown, path: readonly PropertyKey[]): T => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const issue = deepest(result.error.issues);
    return failAt([...path, ...issue.path], describe([...path, ...issue.path], issue.message));
  };

  const [error] = document.errors;
  if (error) return fail(`not valid YAML (${error.message})`, error.pos[0]);
  const form = read(formShape, toData(document, fail), []);

  const fields = form.body.flatMap((item, index): FormField[] => {
    if (item.type === "markdown") return [];
    if (!KNOWN.has(item.type)) {
      const other = labelled.safeParse(item);
      return other.success ? [fieldOf("other", other.data)] : [];
    }
    const known = read(element, item, ["body", index]);
    return [fieldOf(known.type, known)];
  });
  return { name: form.name, title: form.title || null, labels: splitLabels(form.labels), fields };
}

interface Element {
  id?: string | undefined;
  validations?: { required: boolean } | undefined;
  attributes: {
    label: string;
    multiple?: boolean;
    options?: FormOption[];
    render?: string | undefined;
  };
}

function fieldOf(kind: FormFieldKind, { id, validations, attributes }: Element): FormField {
  return {
    id: id || null,
    label: attributes.label,
    kind,
    multiple: attributes.multiple ?? false,
    options: attributes.options ?? [],
    required: validations?.required ?? false,
    render: attributes.render || null,
  };
}

function toData(document: ReturnType<typeof parseDocument>, fail: (m: string, o: number) => never): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return fail(`an alias cannot be resolved (${error.message})`, 0);
    throw error;
  }
}

function splitLabels(labels: string | readonly string[] | undefined): string[] {
  return [labels ?? []]
    .flat()
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

type Issue = z.core.$ZodIssue;

/** A union reports one list of issues for each of its members: the one that came furthest fits what was meant. */
function deepest(issues: readonly Issue[]): Issue {
  const flat = issues.flatMap((issue): Issue[] => {
    if (issue.code !== "invalid_union" || issue.errors.every((inner) => inner.length === 0)) return [issue];
    return issue.errors
      .filter((inner) => inner.length > 0)
      .map((inner) => deepest(inner))
      .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
  return flat.reduce((best, issue) => (issue.path.length > best.path.length ? issue : best));
}

function describe(path: readonly PropertyKey[], message: string): string {
  const place = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return place === "" ? message : `${place.replace(/^\./, "")}: ${message}`;
}
