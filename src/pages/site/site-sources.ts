import { parseArchive, type YearArchive } from "../../program/archive.ts";
import type { Config } from "../../program/config.ts";
import { type DecisionFile, type FiledDecision, gatherDecisions } from "../../program/decisions.ts";
import type { FileProblem } from "../../program/program-files.ts";
import type { Registry } from "../../program/registry.ts";
import { escapeHtml } from "../../text/escape.ts";
import { createTemplates, type Templates } from "../../text/template.ts";

/** The files of a program that its site is made of, besides the config, the registry and the logos. */
export interface SiteSources {
  /** `<decisions>/<year>/*.yml` */
  readonly decisions: readonly DecisionFile[];
  /** `<archive>/<year>.yml` */
  readonly archives: readonly DecisionFile[];
  /** The program's own templates of pages. */
  readonly templates: readonly DecisionFile[];
}

/** What the sources say, and which of them cannot be read. */
export interface ReadSources {
  readonly decisions: readonly FiledDecision[];
  readonly archives: readonly YearArchive[];
  readonly templates: Templates;
  /** The files of the program's own templates, by name. */
  readonly ownTemplates: ReadonlyMap<string, string>;
  readonly problems: readonly FileProblem[];
}

/**
 * Reads the sources of a site. What cannot be read is a problem, and the site is made without it. `pages` are our own
 * templates by name; a template of the program's takes the place of the one whose name its file has.
 */
export function readSiteSources(
  sources: SiteSources,
  config: Pick<Config, "files">,
  pages: ReadonlyMap<string, string>,
): ReadSources {
  const problems: FileProblem[] = [];
  const refuse = (path: string, message: string, line: number | null = null, column = 1) => {
    problems.push({ path, line, column, message });
  };
  const { listed, unreadable } = gatherDecisions(
    { readme: null, files: sources.decisions, ballots: [] },
    config.files.decisions,
    () => false,
  );
  for (const path of unreadable) {
    refuse(path, "it cannot be read as the decision that it is named after: restore it from its history");
  }
  const archives = sources.archives.flatMap(({ path, text }) => {
    const read = parseArchive(text ?? "");
    if (read.ok) return [read.value];
    for (const { line, column, message } of read.problems) refuse(path, message, line, column);
    return [];
  });
  const own = new Map<string, string>();
  const ownTemplates = new Map<string, string>();
  for (const { path, text } of sources.templates) {
    const name = templateName(path);
    if (text === null) refuse(path, "it is too large, or not text");
    else if (pages.has(name)) {
      own.set(name, text);
      ownTemplates.set(name, path);
    } else
      refuse(
        path,
        `no page has a template of the name ${name}; the names are ${[...pages.keys()].join(", ")}`,
      );
  }
  const templates = createTemplates(new Map([...pages, ...own]), { escape: escapeHtml, markup: "html" });
  return { decisions: listed, archives, templates, ownTemplates, problems };
}

/** The name of a template by the path of its file. */
export function templateName(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/\.[^.]+$/, "");
}

/** The paths in the repository at which the registry has logos. */
export function logoPaths({ partners }: Registry): string[] {
  const places = partners.flatMap(({ logo }) => [logo?.light ?? [], logo?.dark ?? []].flat());
  return [...new Set(places.filter((place) => !/^https?:/.test(place)))].sort();
}
