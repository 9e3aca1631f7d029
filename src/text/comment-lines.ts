import { findInlinePieces } from "./inline-html.ts";
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
  const lines: CommentLine[] = [];
  const open: string[] = [];

  for (const node of parseMarkdownBlocks(text).children) {
    if (node.type === "html") followElements(node.value, open);
    if (node.type !== "paragraph" || !node.position) continue;
    const first = node.position.start.line;
    const paragraph = parsed.slice(first - 1, node.position.end.line).join("\n");
    for (const [index, rest] of withoutSilence(paragraph, open).split("\n").entries()) {
      const spoken = rest.trim();
      if (spoken !== "") lines.push({ line: first + index, text: written[first + index - 1] ?? "", spoken });
    }
  }
  return lines;
}

/** The paragraph without what its author does not say; line ends stay where they are. */
function withoutSilence(paragraph: string, open: string[]): string {
  let spoken = "";
  let at = 0;
  const take = (to: number): void => {
    const piece = paragraph.slice(at, to);
    spoken += open.length === 0 ? piece : lineEndsOf(piece);
    at = to;
  };
  for (const { kind, from, to } of findInlinePieces(paragraph)) {
    const piece = paragraph.slice(from, to);
    if (kind === "code" && !piece.includes("\n")) continue;
    take(from);
    if (kind === "tag") followElements(piece, open);
    spoken += lineEndsOf(piece);
    at = to;
  }
  take(paragraph.length);
  return spoken;
}

function lineEndsOf(text: string): string {
  return text.replace(/[^\n]/g, "");
}

/** Keeps the list of open elements in step with a piece of HTML. */
function followElements(html: string, open: string[]): void {
  const withoutComments = html.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
  for (const [, slash, name = ""] of withoutComments.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    const element = name.toLowerCase();
    if (!SILENT.has(element)) continue;
    if (slash === "") open.push(element);
    else if (open.includes(element)) open.length = open.lastIndexOf(element);
  }
}
