import { escapeSvg } from "../text/escape.ts";

/** One month, with an amount for each series. */
export interface ChartMonth {
  /** `2026-03`. */
  readonly month: string;
  readonly amounts: readonly number[];
}

const COLUMN = 44;
const GAP = 14;
const HEIGHT = 160;
const LEFT = 44;
const TOP = 12;
const BOTTOM = 26;

/**
 * Stacked columns, one for each month, as an SVG that stands inside a page: colours come from the page's style by the
 * classes `series-1`, `series-2`, … The same numbers have to stand beside it as a table, which is what a screen reader gets.
 */
export function renderActivityChart(months: readonly ChartMonth[]): string {
  const totals = months.map(({ amounts }) => amounts.reduce((sum, amount) => sum + amount, 0));
  const top = niceTop(Math.max(1, ...totals));
  const width = LEFT + months.length * (COLUMN + GAP);
  const height = TOP + HEIGHT + BOTTOM;
  const grid = [0, top / 2, top].map((value) => {
    const y = round(TOP + HEIGHT - (value / top) * HEIGHT);
    return [
      `<line class="grid" x1="${LEFT}" x2="${width}" y1="${y}" y2="${y}"/>`,
      `<text class="tick" x="${LEFT - 8}" y="${round(y + 4)}" text-anchor="end">${escapeSvg(String(value))}</text>`,
    ].join("");
  });
  const columns = months.map((month, index) =>
    renderColumn(month, LEFT + GAP / 2 + index * (COLUMN + GAP), top),
  );
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false">${grid.join("")}${columns.join("")}</svg>`;
}

function renderColumn({ month, amounts }: ChartMonth, x: number, top: number): string {
  let y = TOP + HEIGHT;
  const parts = amounts.map((amount, index) => {
    const high = (amount / top) * HEIGHT;
    y -= high;
    return amount === 0
      ? ""
      : `<rect class="series-${index + 1}" x="${x}" y="${round(y)}" width="${COLUMN}" height="${round(high)}"/>`;
  });
  const label = `<text class="tick" x="${x + COLUMN / 2}" y="${TOP + HEIGHT + 18}" text-anchor="middle">${escapeSvg(month.slice(5))}</text>`;
  return `${parts.join("")}${label}`;
}

/** The next of 2, 4, 10, 20, 40, 100, …: half of it is whole as well. */
function niceTop(most: number): number {
  for (let power = 1; ; power *= 10) {
    const found = [2, 4, 10].map((step) => step * power).find((step) => step >= most);
    if (found !== undefined) return found;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
