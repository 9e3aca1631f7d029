import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import { CONFIG_PATH, type Config } from "../program/config.ts";
import { readConfig } from "../program/program-files.ts";
import { parseRegistry, type Registry } from "../program/registry.ts";
import type { YamlProblem } from "../program/yaml-problems.ts";
import { escapeLog } from "../text/escape.ts";
import { readCheckout } from "./checkout.ts";

/** What activity is counted by: the config and the registry of a checkout. */
export interface ActivityFiles {
  readonly config: Config;
  readonly registry: Registry;
  /** The checkout, as an absolute path. */
  readonly folder: string;
}

type Read<T> =
  | { readonly ok: true; readonly value: T }
  /** One line each, with its end: the place and what is wrong there. */
  | { readonly ok: false; readonly problems: string };

/** @throws UserError `no-folder`, `file-missing`, `file-unreadable`. */
export function readActivityFiles(from: string, name: string): Read<ActivityFiles> {
  const { texts, folder } = readCheckout(from, name);
  const text = texts.get(CONFIG_PATH);
  if (typeof text !== "string") throw missing(CONFIG_PATH, name);
  const config = readConfig(text);
  if (!config.ok) return { ok: false, problems: render(CONFIG_PATH, config.problems) };
  const path = config.config.files.registry;
  const list = texts.get(path);
  if (typeof list !== "string") throw missing(path, name);
  const registry = parseRegistry(list);
  if (!registry.ok) return { ok: false, problems: render(path, registry.problems) };
  return { ok: true, value: { config: config.config, registry: registry.registry, folder } };
}

/** @throws UserError `file-missing`. */
export function readOtherConfig(from: string, name: string): Read<Config> {
  let text: string;
  try {
    text = readFileSync(resolve(from, name), "utf8");
  } catch (error) {
    const mend = "Name a file that can be read.";
    throw new UserError("file-missing", `${name} cannot be read.`, mend, { cause: error });
  }
  const read = readConfig(text);
  return read.ok ? { ok: true, value: read.config } : { ok: false, problems: render(name, read.problems) };
}

function render(path: string, problems: readonly YamlProblem[]): string {
  return problems
    .map(({ line, column, message }) => `${escapeLog(path)}:${line}:${column}: ${escapeLog(message)}\n`)
    .join("");
}

function missing(path: string, name: string): UserError {
  const mend = "Name a checkout of the program repository: partnerbot activity DIR.";
  return new UserError("file-missing", `There is no ${path} in ${name} that can be read.`, mend);
}
