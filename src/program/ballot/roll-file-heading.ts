import type { Heading } from "mdast";
import { findInlinePieces } from "../../text/inline-html.ts";

/** A heading of a file, with its text as it was written. */
export interface Titled {
  readonly node: Heading;
  readonly text: string;
  readonly line: number;
}

const UNIT = String.raw`(?:vot(?:e|ing)[ -]points?|votes?|points?|people|members?|seats?)(?:\s+each)?`;
const IN_BRACKETS = new RegExp(String.raw`\s*[([]\s*(?:[x×]\s*)?\d+(?:/\d+)?\s*(?:${UNIT})?\s*[)\]]$`);
const AFTER_SIGN = new RegExp(String.raw`\s*[-–—:,]\s*\d+(?:/\d+)?\s*${UNIT}$`);

/**
 * The headings that a section's name means: those that say exactly it (case and outer spaces aside); when there are
 * none, those that say it with emoji, emphasis and asterisks left out; and then those that say it with a number of
 * votes, points or people behind it ("Maintainers (3 votes)"). More than one: the name is ambiguous.
 */
export function findHeading(headings: readonly Titled[], section: string): readonly Titled[] {
  for (const form of [exact, bare, withoutAmount]) {
    const wanted = form(section);
    const found = headings.filter(({ text }) => wanted !== "" && form(text) === wanted);
    if (found.length > 0) return found;
  }
  return [];
}

function exact(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

function bare(text: string): string {
  const words = withoutHtml(text)
    .replace(/!\[[^\]]*\]\([^)]*\)/g, " ")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/:[a-z0-9_+-]+:/gi, " ")
    .replace(/[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\uFE0F\u200D]/gu, " ")
    .replace(/[*_~`\\]/g, "");
  return exact(words).replace(/\s*:$/, "");
}

function withoutAmount(text: string): string {
  return bare(text).replace(IN_BRACKETS, "").replace(AFTER_SIGN, "").trim();
}

function withoutHtml(text: string): string {
  let rest = "";
  let at = 0;
  for (const { kind, from, to } of findInlinePieces(text)) {
    if (kind === "code") continue;
    rest += text.slice(at, from);
    at = to;
  }
  return rest + text.slice(at);
}
