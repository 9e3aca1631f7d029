import { displayWidth } from "../text/display-width.ts";

/** Rows as indented columns, each as wide as its widest cell. */
export function renderColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell));
    });
  }
  return rows.map((row) =>
    `  ${row.map((cell, index) => cell + " ".repeat((widths[index] ?? 0) - displayWidth(cell))).join("  ")}`.trimEnd(),
  );
}
