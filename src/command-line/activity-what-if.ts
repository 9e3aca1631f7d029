import type { StandingReport } from "../program/activity/standing-report.ts";
import { formatInstant, formatInstantForPeople } from "../program/instant.ts";
import { csvLine } from "../text/csv.ts";
import { escapeLog } from "../text/escape.ts";
import { renderColumns } from "./columns.ts";

/** How the partners stand under two configs. Both reports are of one registry, so of the same partners. */
export interface StandingComparison {
  readonly current: StandingReport;
  readonly other: StandingReport;
  /** The file of the other config, as it was named. */
  readonly file: string;
}

type PartnerStanding = StandingReport["partners"][number];

interface Row {
  readonly id: string;
  readonly name: string;
  readonly current: PartnerStanding;
  readonly other: PartnerStanding;
}

/** Side by side; `partner` leaves all others out. */
export function renderComparison(comparison: StandingComparison, partner: string | null): string {
  const { current, other, file } = comparison;
  const lines = [
    `How partners stand under this config, and under ${file}`,
    ...renderColumns([
      ["partner", "now", file, ""].map(escapeLog),
      ...rowsOf(comparison, partner).map((row) => [
        row.id,
        describe(row.current),
        describe(row.other),
        row.current.standing.kind === row.other.standing.kind ? "" : "changes",
      ]),
    ]),
    escapeLog(`Now: ${describeTime(current)}.`),
    escapeLog(`${file}: ${describeTime(other)}.`),
    "Work that partners reported themselves is not in the ledger, and not counted here.",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** The same as plain data, for JSON. */
export function printComparison(comparison: StandingComparison, partner: string | null): object {
  const { current, other, file } = comparison;
  return {
    file,
    current: printTime(current),
    other: printTime(other),
    partners: rowsOf(comparison, partner).map((row) => ({
      id: row.id,
      name: row.name,
      current: printStanding(row.current),
      other: printStanding(row.other),
    })),
  };
}

/** The same as CSV. */
export function comparisonLines(comparison: StandingComparison, partner: string | null): string {
  const header = ["partner", "name", "current", "current_people", "current_weeks"];
  const rows = rowsOf(comparison, partner).map(({ id, name, current, other }) =>
    csvLine([id, name, ...csvCells(current), ...csvCells(other)]),
  );
  return csvLine([...header, "other", "other_people", "other_weeks"]) + rows.join("");
}

function rowsOf({ current, other }: StandingComparison, partner: string | null): Row[] {
  return current.partners.flatMap((standing, index) => {
    const beside = other.partners[index];
    if (beside === undefined || (partner !== null && standing.id !== partner)) return [];
    return [{ id: standing.id, name: standing.name, current: standing, other: beside }];
  });
}

function describe({ standing, people, weeks }: PartnerStanding): string {
  const done = `${people} ${people === 1 ? "person" : "people"}, ${weeks} ${weeks === 1 ? "week" : "weeks"}`;
  return `${standing.kind} (${done})`;
}

function describeTime({ window, statement }: StandingReport): string {
  if (window === null) return statement;
  const [from, to] = [window.from, window.to].map(formatInstantForPeople);
  return `what was done from ${from} to ${to} counts; the ledger is ${statement}`;
}

function printTime({ window, statement }: StandingReport): object {
  return {
    from: window === null ? null : formatInstant(window.from),
    to: window === null ? null : formatInstant(window.to),
    statement,
  };
}

function printStanding({ standing, people, weeks }: PartnerStanding): object {
  return { standing: standing.kind, people, weeks };
}

function csvCells({ standing, people, weeks }: PartnerStanding): (string | number)[] {
  return [standing.kind, people, weeks];
}
