import { archivePaths } from "../archive-files.ts";
import { CONFIG_PATH, type Config } from "../config.ts";
import type { Registry } from "../registry.ts";

/** Where a program keeps page templates of its own. */
export const TEMPLATE_FOLDER = ".github/partnerbot";

/** What a pull request does to a file. GitHub does not say from where a file was `renamed`. */
export interface ChangedFile {
  readonly path: string;
  readonly change: "added" | "changed" | "deleted" | "renamed";
}

/** The text files of a checkout, as far as they belong to its program. */
export interface ProgramCheckFiles {
  /** Which repository it is, where that is known: teams of others cannot be read, and lists link to its form. */
  readonly repository: { readonly owner: string; readonly url: string } | null;
  /** The UTC day, such as `2026-11-24`. */
  readonly today: string;
  /** By path; `null` for a file that is there and cannot be read as a whole text. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** Whether there is a file at a path: a logo, the record of a decision. */
  readonly exists: (path: string) => boolean;
  /** Whether a file is a picture that the site shows; `null` where its bytes were not read. */
  readonly isPicture: (path: string) => boolean | null;
  /** Names of the pages' templates that a program may replace by its own. */
  readonly pageTemplates: ReadonlySet<string>;
  /** What the files were before; `null` where there is nothing to compare with. */
  readonly base: CheckBase | null;
}

interface CheckBase {
  /** The config and the registry; `null` where they could not be read. */
  readonly config: Config | null;
  readonly registry: Registry | null;
  /** The texts of the archives of which something was changed, and of their pages. */
  readonly archives: ReadonlyMap<string, string | null>;
  /** The paths of everything in the folder of archives. */
  readonly archived: readonly string[];
  readonly changed: readonly ChangedFile[];
}

/** The issue forms that a config names. */
export function formPaths({ intake }: Pick<Config, "intake">): string[] {
  return [...new Set([intake.form, intake["update-form"], intake["report-form"]])];
}

/** The Markdown files with a section that this app keeps, and the name of the section. */
export function managedFiles({ files }: Pick<Config, "files">): { path: string; section: string }[] {
  return [
    { path: files.list, section: "partners" },
    { path: `${files.decisions}/README.md`, section: "decisions" },
    ...files["supported-by"].map((path) => ({ path, section: "supported-by" })),
  ];
}

/** The files that every check reads, whatever has changed. */
export function alwaysRead(config: Config): string[] {
  const managed = managedFiles(config).map(({ path }) => path);
  return [...new Set([CONFIG_PATH, config.files.registry, ...formPaths(config), ...managed])];
}

/** Whether the path is that of the record of a decision. */
export function isDecision({ files }: Pick<Config, "files">, path: string): boolean {
  return isIn(files.decisions, path, /^\d{4}\/[^/]+\.yml$/);
}

/** The year of which the path is the archive, or the page of the archive; `null` for any other path. */
export function archiveYearOf(config: Pick<Config, "files">, path: string): number | null {
  const year = Number(/(\d{4})\.(?:yml|md)$/.exec(path)?.[1]);
  if (Number.isNaN(year)) return null;
  return Object.values(archivePaths(config, year)).includes(path) ? year : null;
}

/** Whether the path is that of a page template of the program's own. */
export function isOwnTemplate(path: string): boolean {
  return isIn(TEMPLATE_FOLDER, path, /^[^/]+$/);
}

/** Whether the path is one of the files of a program, logos among them. */
export function isProgramFile(config: Config, path: string): boolean {
  return (
    alwaysRead(config).includes(path) ||
    isDecision(config, path) ||
    archiveYearOf(config, path) !== null ||
    isOwnTemplate(path) ||
    path.startsWith(`${config.files.logos}/`)
  );
}

function isIn(folder: string, path: string, rest: RegExp): boolean {
  return path.startsWith(`${folder}/`) && rest.test(path.slice(folder.length + 1));
}
