import { UserError } from "../errors.ts";
import { type IssueForm, parseIssueForm } from "../text/issue-form.ts";
import { checkRule } from "./ballot/rule-check.ts";
import { BALLOT_KINDS, type Config, configSchema } from "./config.ts";
import type { ObservedFile } from "./observation.ts";
import { formField } from "./proposal-answers.ts";
import { parseRegistry, type Registry } from "./registry.ts";
import { inOrder, type Locate, parseYaml, type YamlProblem } from "./yaml-problems.ts";

/** Something wrong in one of a program's files, with its place where it has one. */
export interface FileProblem {
  path: string;
  line: number | null;
  column: number | null;
  message: string;
}

/** A program's files as far as they could be read. Each is `null` when it has problems, or was not given. */
export interface ProgramFiles {
  config: Config | null;
  form: IssueForm | null;
  registry: Registry | null;
  problems: readonly FileProblem[];
}

/** Reads what a program is made of; with `"config"` only the config, before it is known where the rest is. */
export function readProgram(
  files: { config: ObservedFile; form: ObservedFile | null; registry: ObservedFile | null },
  reads: "config" | "all" = "all",
): ProgramFiles {
  const read = readConfig(files.config.text);
  if (!read.ok) {
    return {
      config: null,
      form: null,
      registry: null,
      problems: fileProblems(files.config.path, read.problems),
    };
  }
  const { config } = read;
  if (reads === "config") return { config, form: null, registry: null, problems: [] };
  const form = readForm(config, files, read.locate);
  const registry = parseRegistry(files.registry?.text ?? null);
  return {
    config,
    form: form.form,
    registry: registry.ok ? registry.registry : null,
    problems: [
      ...form.problems,
      ...(registry.ok ? [] : fileProblems(config.files.registry, registry.problems)),
    ],
  };
}

type ConfigResult =
  | { ok: true; config: Config; locate: Locate }
  | { ok: false; problems: readonly YamlProblem[] };

/** Reads a config: first its shape, then what cannot be meant (a rule that never passes, a category that is none). */
export function readConfig(text: string): ConfigResult {
  const parsed = parseYaml(text, configSchema);
  if (!parsed.ok) return parsed;
  const { value: config, locate } = parsed;
  const problems: YamlProblem[] = [];
  const add = (path: readonly (string | number)[], message: string) => {
    problems.push({ path, ...locate(path), found: "", expected: "", message });
  };
  for (const kind of BALLOT_KINDS) {
    const rule = config.rules[kind];
    if (rule === undefined) continue;
    for (const { path, message, mend } of checkRule(rule))
      add(["rules", kind, ...path], `${message}: ${mend}`);
  }
  const ids = config.categories.map((category) => category.id);
  config.categories.forEach((category, index) => {
    if (ids.indexOf(category.id) < index) {
      add(["categories", index, "id"], `there are two categories ${category.id}: give each its own id`);
    }
  });
  for (const [option, id] of Object.entries(config.intake.categories)) {
    if (!ids.includes(id)) {
      add(["intake", "categories", option], `${id} is none of the categories: ${ids.join(", ")}`);
    }
  }
  return problems.length > 0 ? { ok: false, problems: inOrder(problems) } : { ok: true, config, locate };
}

function readForm(
  config: Config,
  files: { config: ObservedFile; form: ObservedFile | null },
  locate: Locate,
): { form: IssueForm | null; problems: FileProblem[] } {
  const path = config.intake.form;
  const inConfig = (place: readonly (string | number)[], message: string): FileProblem => ({
    path: files.config.path,
    ...locate(place),
    message,
  });
  if (files.form === null) {
    const message = `there is no issue form at ${path}: add it, or say under intake.form where it is`;
    return { form: null, problems: [inConfig(["intake", "form"], message)] };
  }
  let form: IssueForm;
  try {
    form = parseIssueForm(files.form.text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      form: null,
      problems: [{ path, line: null, column: null, message: `${error.message} ${error.mend}` }],
    };
  }
  const problems: FileProblem[] = [];
  for (const [field, wanted] of Object.entries(config.intake.fields)) {
    const known = form.fields.some(
      (candidate) => candidate.id === wanted || candidate.label.trim() === wanted.trim(),
    );
    if (!known) {
      const labels = form.fields.map((candidate) => `"${candidate.label.trim()}"`).join(", ");
      problems.push(
        inConfig(["intake", "fields", field], `the form has no field "${wanted}". Its fields: ${labels}`),
      );
    }
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

function fileProblems(path: string, problems: readonly YamlProblem[]): FileProblem[] {
  return problems.map(({ line, column, message }) => ({ path, line, column, message }));
}
