import { displayWidth } from "./display-width.ts";

const NARROWEST = 3;

/**
 * A GFM table laid out as Prettier leaves it: every column as wide as its widest cell, at least three. Cells are Markdown already, so
 * text in them is escaped (which also escapes `|`). A row that is short is filled up, no row may be longer than the header. No newline
 * at the end.
 */
export function renderMarkdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const long = rows.find((row) => row.length > header.length);
  if (long) throw new RangeError(`a row has ${long.length} cells, the header has ${header.length}`);
  const cells = [header, ...rows].map((row) => header.map((_, column) => (row[column] ?? "").trim()));
  if (cells.flat().some((cell) => /[\r\n]/.test(cell))) throw new RangeError("a cell holds a line break");

  const widths = header.map((_, column) =>
    Math.max(NARROWEST, ...cells.map((row) => displayWidth(row[column] ?? ""))),
  );
  const line = (row: readonly string[]): string => {
    const padded = row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - displayWidth(cell)));
    return `| ${padded.join(" | ")} |`;
  };
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
