import type { IssueForm } from "../text/issue-form.ts";
import { checkRule } from "./ballot/rule-check.ts";
import { categoryLabel } from "./category.ts";
import { BALLOT_KINDS, type Config, configSchema } from "./config.ts";
import { REPORT_LABEL, STAGES, stageLabel, UPDATE_LABEL } from "./lifecycle/stage.ts";
import { nearest } from "./nearest-word.ts";
import { type GivenFiles, readForm, readReportForm, readUpdateForm } from "./program-forms.ts";
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
  /** `null` also where the program has no updates. */
  updateForm: IssueForm | null;
  /** `null` also where the program has no reports. */
  reportForm: IssueForm | null;
  registry: Registry | null;
  problems: readonly FileProblem[];
}

/** GitHub's limit for the name of a label. */
const LONGEST_LABEL = 50;

/**
 * Reads what the program of `owner`'s repository is made of (`null` where the owner is not known); with `"config"`
 * only the config, before it is known where the rest is.
 */
export function readProgram(
  owner: string | null,
  files: GivenFiles,
  reads: "config" | "all" = "all",
): ProgramFiles {
  const read = readConfig(files.config.text, owner);
  if (!read.ok) {
    return { ...NOTHING, problems: fileProblems(files.config.path, read.problems) };
  }
  const { config } = read;
  if (reads === "config") return { ...NOTHING, config, problems: [] };
  const form = readForm(config, files, read.locate);
  const updateForm = readUpdateForm(config, files, read.locate);
  const reportForm = readReportForm(config, files, read.locate);
  const registry = parseRegistry(files.registry?.text ?? null);
  return {
    config,
    form: form.form,
    updateForm: updateForm.form,
    reportForm: reportForm.form,
    registry: registry.ok ? registry.registry : null,
    problems: [
      ...form.problems,
      ...updateForm.problems,
      ...reportForm.problems,
      ...(registry.ok ? [] : fileProblems(config.files.registry, registry.problems)),
    ],
  };
}

const NOTHING = { config: null, form: null, updateForm: null, reportForm: null, registry: null };

type ConfigResult =
  | { ok: true; config: Config; locate: Locate }
  | { ok: false; problems: readonly YamlProblem[] };

/**
 * Reads a config: first its shape, then what cannot be meant (a rule that never passes, a category that is none, a
 * team that this app can never see). `owner` is whose repository it is in, where that is known.
 */
export function readConfig(text: string, owner: string | null = null): ConfigResult {
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
  problems.push(...foreignTeams(config, owner, locate));
  const ids = config.categories.map((category) => category.id);
  config.categories.forEach((category, index) => {
    if (ids.indexOf(category.id) < index) {
      add(["categories", index, "id"], `there are two categories ${category.id}: give each its own id`);
    }
  });
  for (const [option, id] of Object.entries(config.intake.categories)) {
    if (!ids.includes(id)) {
      const meant = nearest(id, ids);
      const hint = meant === null ? "" : `; did you mean ${meant}?`;
      add(["intake", "categories", option], `${id} is none of the categories: ${ids.join(", ")}${hint}`);
    }
  }
  config.affiliations.forEach(({ from, to }, index) => {
    if (from !== undefined && to !== undefined && to < from) {
      add(["affiliations", index, "to"], `the last day, ${to}, is before the first, ${from}`);
    }
  });
  for (const { key, message } of sharedForms(config)) add(["intake", key], message);
  if (config.files.registry === config.files.list) {
    add(["files"], `the registry and the list are both ${config.files.list}: give each its own path`);
  }
  for (const { index, message } of labelProblems(config)) {
    add(["categories", index, config.categories[index]?.label === undefined ? "id" : "label"], message);
  }
  return problems.length > 0 ? { ok: false, problems: inOrder(problems) } : { ok: true, config, locate };
}

/** Forms by which several kinds of issues would be filed. */
function sharedForms({ intake }: Config) {
  const filed = [
    { key: "form", what: "proposals" },
    { key: "update-form", what: "updates" },
    { key: "report-form", what: "reports" },
  ] as const;
  return filed.flatMap(({ key, what }, index) => {
    const other = filed.slice(0, index).find((before) => intake[before.key] === intake[key]);
    if (other === undefined) return [];
    const message = `${other.what} and ${what} are both filed by ${intake[key]}: give each its own form`;
    return [{ key, message }];
  });
}

/** Labels that GitHub would refuse, and that could not be told from another category's or a stage's. */
function labelProblems({ categories }: Config): { index: number; message: string }[] {
  const stages = [...STAGES.map(stageLabel), UPDATE_LABEL, REPORT_LABEL].map(({ name }) =>
    name.toLowerCase(),
  );
  const labels = categories.map((category) => categoryLabel(category).trim().toLowerCase());
  return labels.flatMap((label, index) => {
    if (label.length > LONGEST_LABEL) {
      return [
        {
          index,
          message: `the label "${label}" is longer than ${LONGEST_LABEL} characters: give a shorter one under label`,
        },
      ];
    }
    if (stages.includes(label)) {
      return [
        {
          index,
          message: `the label "${label}" is one of this app's own: give this category another one under label`,
        },
      ];
    }
    const first = labels.indexOf(label);
    if (first === index || categories[first]?.id === categories[index]?.id) return [];
    return [
      {
        index,
        message: `the label "${label}" is also that of ${categories[first]?.id}: give each category its own`,
      },
    ];
  });
}

/** Teams of another organization than the repository's: an installation sees only its own organization's teams. */
function foreignTeams(config: Config, owner: string | null, locate: Locate): YamlProblem[] {
  if (owner === null) return [];
  const roll = locate(["roll"]);
  return config.roll.roles.flatMap(({ team }, index) => {
    if (team === null || team.toLowerCase().startsWith(`${owner.toLowerCase()}/`)) return [];
    const path = ["roll", index, "team"];
    const place = locate(path);
    // The roll may be a plain list, or a list under `roles`.
    const found =
      place.line === roll.line && place.column === roll.column ? ["roll", "roles", index, "team"] : path;
    const message = `the team ${team} belongs to another organization than this repository, whose owner is ${owner}, so this app cannot read it: name a team of ${owner}, or the voters under users`;
    return [{ path: found, ...locate(found), found: `the text "${team}"`, expected: "", message }];
  });
}

function fileProblems(path: string, problems: readonly YamlProblem[]): FileProblem[] {
  return problems.map(({ line, column, message }) => ({ path, line, column, message }));
}
