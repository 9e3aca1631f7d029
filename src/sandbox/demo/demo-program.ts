import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { UserError } from "../../errors.ts";
import { CONFIG_PATH } from "../../program/config.ts";
import { readProgram } from "../../program/program-files.ts";
import { loadIssueForm } from "../../templates.ts";
import { parseIssueForm } from "../../text/issue-form.ts";
import type { DemoProgram } from "./demo-world.ts";
import { type DerivedConfig, deriveConfig } from "./derived-config.ts";
import { CONFIG } from "./program-files.ts";

/** GitHub takes no longer text for an issue, in characters. */
const LONGEST_BODY = 65_536;

/** Files of one's own to play with; `null` takes the story's. Relative paths count from `folder`. */
export interface OwnFiles {
  readonly folder: string;
  readonly form: string | null;
  readonly config: string | null;
}

/**
 * Reads the config and the form. A form without a config gets one that is derived from its labels.
 * @throws {UserError} when a file is not there, or is not valid, with its place.
 */
export function loadDemoProgram(files: OwnFiles): DemoProgram & { derived: DerivedConfig | null } {
  const form =
    files.form === null ? loadIssueForm("partnership-proposal") : readOwn(files.folder, files.form);
  const parsed = parseIssueForm(form);
  const derived =
    files.form !== null && files.config === null ? deriveConfig(parsed, formFileName(files.form)) : null;
  const configText = files.config === null ? (derived?.text ?? CONFIG) : readOwn(files.folder, files.config);
  const name = files.config ?? CONFIG_PATH;
  const read = (path: string, text: string) => ({ path, text, oid: "" });
  const first = readProgram(null, {
    config: read(name, configText),
    form: read("", form),
    registry: null,
  });
  const [problem] = first.problems;
  if (first.config === null || problem !== undefined) {
    const place = problem?.line == null ? "" : `:${problem.line}:${problem.column}`;
    throw new UserError(
      "config-invalid",
      `${problem?.path ?? name}${place}: ${problem?.message ?? "this is no config"}`,
      "Mend that place and run the demo again. With --form and no --config, the demo derives a config and writes it out.",
    );
  }
  return {
    config: first.config,
    configText,
    form,
    updateForm: loadIssueForm("partner-update"),
    reportForm: loadIssueForm("contribution-report"),
    derived,
  };
}

/** The body of an issue, as somebody wrote it. @throws {UserError} when it cannot be one. */
export function loadProposal(folder: string, file: string): string {
  const body = readOwn(folder, file);
  if (body.length <= LONGEST_BODY) return body;
  throw new UserError(
    "proposal-too-long",
    `${file} has ${body.length} characters, and GitHub takes ${LONGEST_BODY} in an issue.`,
    "Shorten it.",
  );
}

function readOwn(folder: string, file: string): string {
  try {
    return readFileSync(resolve(folder, file), "utf8");
  } catch (error) {
    throw new UserError("file-unreadable", `${file} cannot be read.`, "Check the name of the file.", {
      cause: error,
    });
  }
}

/** A name that GitHub takes for a form. */
function formFileName(file: string): string {
  const name = basename(file).replace(/[^\w.-]+/g, "-");
  return /\.ya?ml$/.test(name) ? name : `${name}.yml`;
}
