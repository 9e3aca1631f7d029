import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** More nesting than any person writes; the parser's time grows with the square of it. */
const MAXIMUM_NESTING = 10;

const CONTAINER_MARKER = String.raw`(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))[ \t]*`;
const DEEP_NESTING = new RegExp(
  `^([ \\t]*(?:${CONTAINER_MARKER}){${MAXIMUM_NESTING}})(?:${CONTAINER_MARKER})+`,
  "gm",
);

/** Everything that happens inside a line. Hostile text can make it take minutes: `a<!--` again and again, or `*a_`. */
const INLINE = [
  "attention",
  "autolink",
  "codeText",
  "definition",
  "emailAutolink",
  "gfmFootnoteCall",
  "gfmFootnoteDefinition",
  "gfmPotentialFootnoteCall",
  "htmlText",
  "labelEnd",
  "labelStartImage",
  "labelStartLink",
  "protocolAutolink",
  "strikethrough",
  "tasklistCheck",
  "wwwAutolink",
];
const extensions = [gfm(), { disable: { null: INLINE } }];
const mdastExtensions = gfmFromMarkdown().filter((extension) => !("transforms" in extension));

/** Text with `\n` line ends and without a byte order mark: GitHub keeps what the browser or the mail program sent. */
export function normalizeLineEnds(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

/**
 * The block structure of a Markdown text as GitHub sees it (GFM); what is inside a line stays text. The text must have
 * normal line ends. Line numbers of the nodes are those of the text; offsets are those of {@link limitNesting} of it.
 */
export function parseMarkdownBlocks(text: string): Root {
  return fromMarkdown(limitNesting(text), { extensions, mdastExtensions });
}

/**
 * Whether there can be code blocks in a text at all: they take a fence, a tab, or four spaces in a row (CommonMark 4.4, 4.5). It
 * saves taking apart long texts of which most have none.
 */
export function mayHoldCode(text: string): boolean {
  return /`{3}|~{3}|\t| {4}/.test(text);
}

/** Block quotes and lists nested deeper than a person would are cut to 10 levels; the lines stay the same lines. */
export function limitNesting(text: string): string {
  return text.replace(DEEP_NESTING, "$1");
}
