import type { Nodes } from "mdast";
import { UserError } from "../errors.ts";
import { mayHoldCode, normalizeLineEnds, parseMarkdownBlocks } from "./markdown-blocks.ts";

/**
 * The text between `<!-- partnerbot:NAME:start -->` and `<!-- partnerbot:NAME:end -->`, with `\n` line ends and without blank lines
 * at its ends. Each marker is a line of its own outside code. Throws `UserError` when there is not exactly one pair.
 */
export function readManagedSection(source: string, name: string): string {
  const { start, end } = findMarkers(source, name);
  return trimBlankLines(
    normalizeLineEnds(source)
      .split("\n")
      .slice(start, end - 1)
      .join("\n"),
  );
}

/**
 * Puts the content between the markers, set off by blank lines. Everything else stays byte for byte, and the content gets the line ends of
 * the file. Doing it twice changes nothing. Throws as {@link readManagedSection} does.
 */
export function replaceManagedSection(source: string, name: string, content: string): string {
  const { start, end } = findMarkers(source, name);
  const lines = source.split(/(?<=\r\n|\r(?!\n)|\n)/);
  const lineEnd = /\r\n|\r|\n/.exec(lines[start - 1] ?? "")?.[0] ?? "\n";
  const inner = trimBlankLines(normalizeLineEnds(content));
  const section = inner === "" ? "" : `\n${inner}\n\n`;
  const result = [...lines.slice(0, start), section.replaceAll("\n", lineEnd), ...lines.slice(end - 1)].join(
    "",
  );
  if (readManagedSection(result, name) !== inner) {
    throw new Error(`the content of the section "${name}" would break its markers`);
  }
  return result;
}

/** The lines of the two markers, counted from 1. */
function findMarkers(source: string, name: string): { start: number; end: number } {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new RangeError(`not a section name: ${JSON.stringify(name)}`);
  const text = normalizeLineEnds(source);
  const lines = text.split("\n");
  const marker = (edge: string): string => `<!-- partnerbot:${name}:${edge} -->`;
  const linesOf = (edge: string): number[] =>
    lines.flatMap((line, index) => (line.trim() === marker(edge) ? [index + 1] : []));

  const candidates = { start: linesOf("start"), end: linesOf("end") };
  const isAny = candidates.start.length + candidates.end.length > 0;
  const code = isAny && mayHoldCode(text) ? codeLines(text) : new Set();
  const starts = candidates.start.filter((line) => !code.has(line));
  const ends = candidates.end.filter((line) => !code.has(line));

  const mend = `Keep exactly one line "${marker("start")}" and, below it, one line "${marker("end")}", each on a line of its own and outside code.`;
  for (const [edge, found] of [
    ["start", starts],
    ["end", ends],
  ] as const) {
    if (found.length === 0) {
      const other = edge === "start" ? ends : starts;
      const place = other.length > 0 ? ` (the other marker is in line ${other.join(", ")})` : "";
      throw new UserError(
        "managed-section-missing",
        `The ${edge} marker of the section "${name}" is missing${place}.`,
        mend,
      );
    }
    if (found.length > 1) {
      throw new UserError(
        "managed-section-doubled",
        `The ${edge} marker of the section "${name}" is there ${found.length} times, in lines ${found.join(", ")}.`,
        mend,
      );
    }
  }
  const [start = 0] = starts;
  const [end = 0] = ends;
  if (end < start) {
    throw new UserError(
      "managed-section-reversed",
      `The end marker of the section "${name}" (line ${end}) stands before its start marker (line ${start}).`,
      mend,
    );
  }
  return { start, end };
}

function codeLines(text: string): Set<number> {
  const lines = new Set<number>();
  const collect = (node: Nodes): void => {
    if (node.type === "code" && node.position) {
      for (let line = node.position.start.line; line <= node.position.end.line; line += 1) lines.add(line);
    }
    if ("children" in node) node.children.forEach(collect);
  };
  collect(parseMarkdownBlocks(text));
  return lines;
}

function trimBlankLines(text: string): string {
  return text
    .replace(/^(?:[ \t]*\n)+/, "")
    .replace(/(?:\n[ \t]*)+$/, "")
    .replace(/^[ \t]+$/, "");
}
