/** A comment's lines as a terminal shows them: without markup, addresses, hidden markers and control characters. */
export function plainLines(markdown: string): string[] {
  return markdown
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .split(/\r\n?|\n/)
    .filter((line) => !/^\s*(?:\|[\s|:-]*\||<\/?(?:details|summary)>)\s*$/.test(line))
    .map(plainLine)
    .filter((line) => line !== "");
}

/** What new lines a text has, against the one before. */
export function newLines(before: string, after: string): string[] {
  const known = new Set(plainLines(before));
  return plainLines(after).filter((line) => !known.has(line));
}

/** The first heading of a text, `""` when it has none. */
export function headingOf(markdown: string): string {
  return plainLine(/^#{1,6} .*$/m.exec(markdown)?.[0] ?? "");
}

/** One line without what would move the cursor, colour the terminal or hide. */
export function printable(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "")
    .trim();
}

function plainLine(line: string): string {
  const text = line
    .replace(/^\s*>\s?(?:\[!\w+\]\s*)?/, "")
    .replace(/^#{1,6}\s+/, "")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*/g, "")
    .replace(/`/g, "")
    .replace(/\\([\\*_[\]|~#$^{}=:+-])/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");
  const cells = /^\|(.*)\|$/.exec(text.trim())?.[1];
  if (cells === undefined) return printable(text);
  const [first = "", ...rest] = cells.split("|").map(printable);
  return rest.length === 1
    ? `${first}: ${rest[0]}`
    : [first, ...rest].filter((cell) => cell !== "").join(" · ");
}
