/** Embeddings, overrides and isolates: they reorder what people read, and no name needs them. */
const REORDERING = /[\u202A-\u202E\u2066-\u2069]/g;
/** Letters by Unicode's book that show nothing. */
const FILLERS = /[\u115F\u1160\u3164\uFFA0]/g;
/** What people write into a field that they have nothing to say to. */
const NOTHING = /^(?:n\/?a|not applicable|none|nil|nothing|-+|[–—]+|[.…]+)[.!]?$/i;

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
/** Lengths are bounded here and below, so that hostile text cannot make an expression take minutes. */
const IMAGE = /!\[([^\]]{0,300})\]\([^)]{0,2048}\)/g;
const LINK = /\[([^\]]{1,300})\]\([^)]{0,2048}\)/g;

/** One line, without Markdown's links, images and comments, inner spaces collapsed. */
export function plainText(text: string): string {
  return text
    .replace(COMMENT, " ")
    .replace(IMAGE, "$1")
    .replace(LINK, "$1")
    .replace(REORDERING, "")
    .replace(/[\s\p{Cc}\u200b\u2028\u2029\u2060]+/gu, " ")
    .trim();
}

/** What GitHub shows of a text: HTML comments are left out, also one that is never closed. */
export function withoutComments(text: string): string {
  return text.replace(COMMENT, "");
}

/** The lines that say something, without HTML comments, list marks, boxes and the borders of a table. */
export function entryLines(text: string): string[] {
  return withoutComments(text)
    .split(/\r\n?|\n/)
    .map((line) =>
      line
        .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, "")
        .replace(/^\s*\[[ xX]\]\s+/, "")
        .replace(/^\s*\|/, "")
        .trim(),
    )
    .filter((line) => line !== "");
}

/** Without the punctuation that ends a sentence or a list entry. */
export function withoutEnd(text: string, marks = ".,;:"): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Nothing that anybody could see. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(FILLERS, ""));
}

/** Blank, or words that only say that there is nothing to say. */
export function saysNothing(text: string): boolean {
  return isBlank(text) || NOTHING.test(text.trim());
}

/** How long a text is to its reader: in code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}
