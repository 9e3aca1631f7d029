import { oneLine } from "../../text/one-line.ts";

/** One line of text for data files: white space as single spaces, nothing that hides or reorders, no half characters. */
export function plainLine(text: string): string {
  return oneLine(text).replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** The same for text of several lines, with at most one blank line between two paragraphs. */
export function plainText(text: string): string {
  return text
    .split(/\r\n?|[\n\u0085\u2028\u2029]/)
    .map(plainLine)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
