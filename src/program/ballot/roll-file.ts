import type { Heading, Nodes, RootContent } from "mdast";
import { normalizeLineEnds, parseMarkdownBlocks } from "../../text/markdown-blocks.ts";
import { nearest } from "../nearest-word.ts";
import { findHeading, type Titled } from "./roll-file-heading.ts";
import { loginsIn } from "./roll-file-login.ts";

/** Who stands in a section of a file, in the order of the file, or why that cannot be said. */
export type RollFileResult =
  | { readonly ok: true; readonly logins: readonly string[] }
  | { readonly ok: false; readonly problem: string };

const MOST_NAMED = 10;

/**
 * The logins in one section of a Markdown file such as OWNERS.md: from its heading to the next one of the same or a
 * higher level. In lists and tables `@login`, `[@login](https://github.com/login)` and `https://github.com/login` count;
 * in running text only the full link does. Code, HTML, quotes and struck-out text are ignored, and so are teams such as
 * `@example/maintainers`. Each login is there once, as it is written first.
 *
 * A section that is missing, there twice, or without anybody is a problem, and so is a link whose text and address
 * name different people: nobody is ever guessed.
 *
 * `host` is the GitHub in use, whose profiles count beside those of github.com.
 */
export function parseRollFile(markdown: string, section: string, host = "github.com"): RollFileResult {
  const { children } = parseMarkdownBlocks(normalizeLineEnds(markdown));
  const headings = children.filter((node) => node.type === "heading").map(titled);
  const found = findHeading(headings, section);
  if (found.length === 0) return problem(missing(headings, section));
  const [heading] = found;
  if (heading === undefined || found.length > 1) {
    const places = found.map(({ line, text }) => `"${text}" in line ${line}`).join(" and ");
    return problem(
      `more than one heading could be "${section}" (${places}): write the whole heading, or rename one`,
    );
  }

  const logins = new Map<string, string>();
  for (const { text, line, listed } of texts(sectionOf(children, heading.node))) {
    const read = loginsIn(text, host, listed);
    if (!read.ok) return problem(`line ${line}: ${read.problem}`);
    for (const login of read.logins) {
      const key = login.toLowerCase();
      if (!logins.has(key)) logins.set(key, login);
    }
  }
  if (logins.size === 0) {
    return problem(
      `nobody stands under the heading "${heading.text}" (line ${heading.line}): list people there as @login`,
    );
  }
  return { ok: true, logins: [...logins.values()] };
}

function problem(text: string): RollFileResult {
  return { ok: false, problem: text };
}

function missing(headings: readonly Titled[], section: string): string {
  const names = headings.map(({ text }) => text);
  if (names.length === 0) return `there is no heading "${section}", nor any other`;
  const meant = nearest(section, names);
  if (meant !== null) return `there is no heading "${section}"; did you mean "${meant}"?`;
  const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return `there is no heading "${section}"; there are ${shown.join(", ")}${more}`;
}

function titled(node: Heading): Titled {
  return { node, text: plainText(node).trim(), line: node.position?.start.line ?? 1 };
}

function sectionOf(nodes: readonly RootContent[], heading: Heading): readonly RootContent[] {
  const after = nodes.slice(nodes.indexOf(heading) + 1);
  const end = after.findIndex((node) => node.type === "heading" && node.depth <= heading.depth);
  return end === -1 ? after : after.slice(0, end);
}

interface SectionText {
  text: string;
  line: number;
  /** In a list or a table, where people are listed, and not in running text. */
  listed: boolean;
}

function texts(nodes: readonly Nodes[], listed = false): SectionText[] {
  return nodes.flatMap((node): SectionText[] => {
    switch (node.type) {
      case "paragraph":
      case "heading":
        return [{ text: plainText(node), line: node.position?.start.line ?? 1, listed }];
      case "tableCell":
        return [{ text: plainText(node), line: node.position?.start.line ?? 1, listed: true }];
      case "list":
      case "listItem":
      case "table":
      case "tableRow":
        return texts(node.children, true);
      default:
        return [];
    }
  });
}

/** What stands in a block, as it was written: inside of lines nothing has been parsed. */
function plainText(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(plainText).join("") : "";
}
