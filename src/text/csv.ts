/** What spreadsheets take for a formula when a cell begins with it. */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/;

/**
 * A line of CSV as RFC 4180 has it, with its end. A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front, since quotes alone do not keep it from being computed.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return `${value}`;
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
