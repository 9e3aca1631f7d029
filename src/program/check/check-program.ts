import { CONFIG_PATH, type Config } from "../config.ts";
import type { ObservedFile } from "../observation.ts";
import { type FileProblem, readConfig, readProgram } from "../program-files.ts";
import { parseRegistry, type Registry } from "../registry.ts";
import { checkArchives, removedArchives } from "./check-archives.ts";
import { checkConfig } from "./check-config.ts";
import { checkDecision, checkKeptDecisions } from "./check-decisions.ts";
import {
  alwaysRead,
  archiveYearOf,
  formPaths,
  isDecision,
  isOwnTemplate,
  type ProgramCheckFiles,
} from "./check-files.ts";
import { checkListContents } from "./check-list-contents.ts";
import { checkLists } from "./check-lists.ts";
import { checkRegistry } from "./check-registry.ts";
import { checkTemplate } from "./check-templates.ts";
import { type CheckFinding, fileFinding, inFileOrder, yamlFindings } from "./finding.ts";

/**
 * Everything that is wrong, or will surprise, in the files of a program: the config, the issue forms that it names, the
 * registry, the sections that this app keeps, decisions, archives and page templates. Each finding has its place and is
 * there once, in the order of the files. Files that a broken one tells of (a config that cannot be read) are not looked
 * at until it is mended.
 */
export function checkProgram(files: ProgramCheckFiles): CheckFinding[] {
  const text = files.texts.get(CONFIG_PATH);
  if (text === undefined) return [noConfig(files.base !== null), ...removedArchives(files, null)];
  if (text === null) return [unreadable(CONFIG_PATH)];
  const read = readConfig(text, files.repository?.owner ?? null);
  if (!read.ok) return yamlFindings(CONFIG_PATH, read.problems);
  const { config, locate } = read;
  return inFileOrder([
    ...checkConfig(CONFIG_PATH, config, locate),
    ...alwaysRead(config)
      .filter((path) => files.texts.get(path) === null)
      .map(unreadable),
    ...formFindings(files, config),
    ...registryFindings(files, config),
    ...checkLists(files, config, CONFIG_PATH, locate),
    ...checkKeptDecisions(files.base?.changed ?? [], config),
    ...checkArchives(files, config),
    ...[...files.texts].flatMap(([path, content]) => otherFindings(files, config, path, content)),
  ]);
}

/** The config and the registry, as far as they can be read. */
export function programState(texts: ProgramCheckFiles["texts"]): {
  config: Config | null;
  registry: Registry | null;
} {
  const read = readConfig(texts.get(CONFIG_PATH) ?? "");
  if (!read.ok) return { config: null, registry: null };
  const text = texts.get(read.config.files.registry);
  const result = text === null ? null : parseRegistry(text ?? null);
  return { config: read.config, registry: result?.ok ? result.registry : null };
}

function registryFindings(files: ProgramCheckFiles, config: Config): CheckFinding[] {
  const path = config.files.registry;
  const text = files.texts.get(path);
  if (text === null) return [];
  const result = parseRegistry(text ?? null);
  if (!result.ok) return yamlFindings(path, result.problems);
  const { registry, locate } = result;
  const { today, exists, isPicture, base } = files;
  const before = base?.registry ?? null;
  return [
    ...checkRegistry({ path, registry, locate, before, config, today, exists, isPicture }),
    ...checkListContents(files, config, registry),
  ];
}

/** What is wrong with the issue forms, and with what the config says about them. */
function formFindings({ repository, texts }: ProgramCheckFiles, config: Config): CheckFinding[] {
  const observed = (path: string): ObservedFile | null => {
    const text = texts.get(path);
    return typeof text === "string" ? { path, oid: "", text } : null;
  };
  const configFile = observed(CONFIG_PATH);
  if (configFile === null || formPaths(config).some((path) => texts.get(path) === null)) return [];
  const { problems } = readProgram(repository?.owner ?? null, {
    config: configFile,
    form: observed(config.intake.form),
    updateForm: observed(config.intake["update-form"]),
    reportForm: observed(config.intake["report-form"]),
    registry: null,
  });
  return problems.map(
    ({ path, line, column, message }: FileProblem): CheckFinding => ({
      path,
      line: line ?? 1,
      column: column ?? 1,
      level: "failure",
      message,
      mend: "",
    }),
  );
}

function otherFindings(
  files: ProgramCheckFiles,
  config: Config,
  path: string,
  text: string | null,
): CheckFinding[] {
  const decision = isDecision(config, path);
  const archive = archiveYearOf(config, path) !== null;
  if (!decision && !archive && !isOwnTemplate(path)) return [];
  if (text === null) return [unreadable(path)];
  if (archive) return [];
  return decision ? checkDecision(path, text, config) : checkTemplate(path, text, files);
}

/** A checkout without a config is no program; a change that takes it away ends one, which is up to its people. */
function noConfig(removed: boolean): CheckFinding {
  if (removed) {
    const message = "the config is taken away: Partnerbot does nothing in this repository from then on";
    return fileFinding(CONFIG_PATH, "warning", message, "Keep it if the program goes on.");
  }
  const mend = "Add it: docs/configuration.md says what is in it.";
  return fileFinding(CONFIG_PATH, "failure", "there is no config, so this is no partner program", mend);
}

function unreadable(path: string): CheckFinding {
  const message = "this file cannot be read: it is too large, or not text";
  return fileFinding(path, "failure", message, "Keep it below 500 kB, as text in UTF-8.");
}
