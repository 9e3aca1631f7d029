import type { Html, Nodes, Paragraph } from "mdast";
import { limitNesting, normalizeLineEnds, parseMarkdownBlocks } from "./markdown-blocks.ts";

/** A line of a comment in which its author speaks: not code, not a quotation, not HTML. */
export interface CommentLine {
  /** Counted from 1. */
  readonly line: number;
  /** The line as it was written. */
  readonly text: string;
  /** Without outer spaces, HTML, and code that goes over several lines. */
  readonly spoken: string;
}

/** HTML elements in which a text is hidden, quoted, struck out, or code. */
const SILENT = new Set([
  "blockquote",
  "code",
  "del",
  "details",
  "kbd",
  "pre",
  "q",
  "s",
  "samp",
  "strike",
  "table",
  "tt",
]);

/** The lines of the paragraphs of a comment that stand on their own, in order, as GitHub shows them. */
export function readCommentLines(markdown: string): CommentLine[] {
  const text = normalizeLineEnds(markdown);
  const written = text.split("\n");
  const parsed = limitNesting(text).split("\n");
  const starts = lineStarts(parsed);
  const lines: CommentLine[] = [];
  const open: string[] = [];

  for (const node of parseMarkdownBlocks(text).children) {
    if (node.type === "html") followElements(node, open);
    if (node.type !== "paragraph" || !node.position) continue;
    const silent = silentRanges(node, open);
    for (let line = node.position.start.line; line <= node.position.end.line; line += 1) {
      const start = starts[line - 1] ?? 0;
      const spoken = withoutRanges(parsed[line - 1] ?? "", start, silent).trim();
      if (spoken !== "") lines.push({ line, text: written[line - 1] ?? "", spoken });
    }
  }
  return lines;
}

/** From where to where, in offsets of the parsed text, the paragraph is not what its author says. */
function silentRanges(paragraph: Paragraph, open: string[]): [number, number][] {
  const ranges: [number, number][] = [];
  const paragraphEnd = paragraph.position?.end.offset ?? 0;
  let silentFrom = open.length > 0 ? (paragraph.position?.start.offset ?? 0) : null;
  for (const node of inlineNodes(paragraph)) {
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? 0;
    const oneLine = node.position?.start.line === node.position?.end.line;
    if (node.type === "html" || !oneLine) ranges.push([from, to]);
    if (node.type !== "html") continue;
    followElements(node, open);
    if (open.length > 0) silentFrom ??= from;
    else if (silentFrom !== null) {
      ranges.push([silentFrom, to]);
      silentFrom = null;
    }
  }
  if (silentFrom !== null) ranges.push([silentFrom, paragraphEnd]);
  return ranges;
}

function inlineNodes(node: Nodes): Nodes[] {
  if (node.type === "inlineCode" || node.type === "html") return [node];
  return "children" in node ? node.children.flatMap(inlineNodes) : [];
}

/** Keeps the list of open elements in step with one piece of HTML. */
function followElements(html: Html, open: string[]): void {
  const withoutComments = html.value.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
  for (const [, slash, name = ""] of withoutComments.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    const element = name.toLowerCase();
    if (!SILENT.has(element)) continue;
    if (slash === "") open.push(element);
    else if (open.includes(element)) open.length = open.lastIndexOf(element);
  }
}

function withoutRanges(line: string, start: number, ranges: readonly [number, number][]): string {
  let rest = "";
  let at = start;
  const end = start + line.length;
  for (const [from, to] of [...ranges].sort(([one], [other]) => one - other)) {
    if (to <= at || from >= end) continue;
    rest += line.slice(at - start, Math.max(from - start, at - start));
    at = Math.min(to, end);
  }
  return rest + line.slice(at - start);
}

function lineStarts(lines: readonly string[]): number[] {
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  return starts;
}
