import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";
import {
  alwaysRead,
  archiveYearOf,
  isDecision,
  type ProgramCheckFiles,
  TEMPLATE_FOLDER,
} from "../program/check/check-files.ts";
import { CONFIG_PATH, type Config } from "../program/config.ts";
import { readConfig } from "../program/program-files.ts";

/** GitHub gives no longer text, so a longer file is none here either. */
const LONGEST_TEXT = 512_000;

/** The files of a program in a folder on this machine. */
export interface Checkout {
  /** The folder as it was named, and as an absolute path. */
  readonly name: string;
  readonly folder: string;
  /** `null` when there is none, or none that can be read. */
  readonly config: Config | null;
  readonly texts: ProgramCheckFiles["texts"];
  exists(path: string): boolean;
  /** The bytes of a file; `null` when there is none. */
  bytes(path: string): Uint8Array | null;
}

/**
 * Reads all text files of a program from a checkout. Links that lead out of the folder lead nowhere: who checks somebody
 * else's branch shows none of their own files.
 *
 * @throws UserError `no-folder`, `file-unreadable`.
 */
export function readCheckout(from: string, name: string): Checkout {
  const folder = resolve(from, name);
  const root = realFolder(folder, name);
  const bytes = (path: string) => readBytes(root, path);
  const texts = new Map<string, string | null>();
  const read = (path: string) => {
    const content = bytes(path);
    if (content !== null) texts.set(path, textOf(content));
  };
  read(CONFIG_PATH);
  const config = configOf(texts.get(CONFIG_PATH));
  if (config !== null) {
    const { decisions, archive } = config.files;
    const years = list(root, decisions).flatMap((year) => list(root, `${decisions}/${year}`, year));
    const decided = years.map((path) => `${decisions}/${path}`).filter((path) => isDecision(config, path));
    const archived = list(root, archive).map((file) => `${archive}/${file}`);
    for (const path of [
      ...alwaysRead(config),
      ...decided,
      ...archived.filter((candidate) => archiveYearOf(config, candidate) !== null),
      ...list(root, TEMPLATE_FOLDER).map((file) => `${TEMPLATE_FOLDER}/${file}`),
    ]) {
      read(path);
    }
  }
  return { name, folder, config, texts, bytes, exists: (path) => pathInside(root, path) !== null };
}

function configOf(text: string | null | undefined): Config | null {
  const read = readConfig(text ?? "");
  return read.ok ? read.config : null;
}

function realFolder(folder: string, name: string): string {
  try {
    const root = realpathSync(folder);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    if (!isAbsent(error)) throw unreadable(name, error);
  }
  throw new UserError(
    "no-folder",
    `There is no folder ${name}.`,
    "Name a checkout of the program repository.",
  );
}

/** Where the file at a path really is; `null` when there is none in the folder. */
function pathInside(root: string, path: string): string | null {
  try {
    const real = realpathSync(join(root, path));
    const inside = relative(root, real);
    if (inside === ".." || inside.startsWith(`..${sep}`)) return null;
    return statSync(real).isFile() ? real : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw unreadable(path, error);
  }
}

function readBytes(root: string, path: string): Uint8Array | null {
  const file = pathInside(root, path);
  if (file === null) return null;
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Names in a folder, in order, with a prefix where one is given; nothing when there is no such folder. */
function list(root: string, path: string, prefix?: string): string[] {
  try {
    const names = readdirSync(join(root, path)).sort();
    return prefix === undefined ? names : names.map((entry) => `${prefix}/${entry}`);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw unreadable(path, error);
  }
}

/** The text of a file as GitHub gives it; `null` for one that is too long, or is no text. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.length > LONGEST_TEXT || bytes.subarray(0, 8000).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isAbsent(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error)) return false;
  return error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "ELOOP";
}

function unreadable(path: string, error: unknown): UserError {
  const mend = "See whether it may be read.";
  return new UserError("file-unreadable", `${path} cannot be read.`, mend, { cause: error });
}
