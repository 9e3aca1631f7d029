import type { ActivityReport, PartnerActivity } from "../program/activity/activity-report.ts";
import type { CreditState } from "../program/activity/affiliation.ts";
import { CONTRIBUTION_KINDS } from "../program/activity/contribution.ts";
import type { Measures } from "../program/activity/measures.ts";
import { type Fraction, leastCommonMultiple, printFraction } from "../program/ballot/fraction.ts";
import { formatDay, formatInstant } from "../program/instant.ts";
import { csvLine } from "../text/csv.ts";

/** The sums as plain data, for JSON. Amounts are exact: whole numbers or fractions, as text. */
export function printReport(
  report: ActivityReport,
  partners: readonly PartnerActivity[],
  altered: readonly string[],
): object {
  const { window, contributions, unaffiliated, problems, refused, coverage, complete, statement } = report;
  return {
    from: formatDay(window.from),
    to: formatDay(window.to),
    contributions,
    unaffiliated,
    partners: partners.map(({ id, name, confirmed, suggested }) => ({
      id,
      name,
      confirmed: printMeasures(confirmed),
      suggested: printMeasures(suggested),
    })),
    problems,
    refused,
    coverage: {
      complete,
      from: coverage.from === null ? null : formatInstant(coverage.from),
      to: coverage.to === null ? null : formatInstant(coverage.to),
      repositories: coverage.repositories,
      missing: coverage.missing,
      statement,
      altered,
    },
  };
}

function printMeasures({ counts, people, weeks, weighted }: Measures): object {
  const amounts = CONTRIBUTION_KINDS.map((kind) => [kind, printFraction(counts[kind])]);
  return { counts: Object.fromEntries(amounts), people, weeks, weighted: printFraction(weighted) };
}

/**
 * The sums as CSV. A spreadsheet would take `3/2` for a day, so all amounts of a row are whole numbers of its `parts`: 3 with
 * `parts` 2 is 3/2.
 */
export function renderSums(partners: readonly PartnerActivity[]): string {
  const header = ["partner", "name", "state", "parts", ...CONTRIBUTION_KINDS, "weighted", "people", "weeks"];
  const rows = partners.flatMap(({ id, name, confirmed, suggested }) => [
    sumLine(id, name, "confirmed", confirmed),
    sumLine(id, name, "suggested", suggested),
  ]);
  return csvLine(header) + rows.join("");
}

function sumLine(id: string, name: string, state: CreditState, measures: Measures): string {
  const { counts, weighted, people, weeks } = measures;
  const amounts = [...CONTRIBUTION_KINDS.map((kind) => counts[kind]), weighted];
  const parts = amounts.map(({ denominator }) => denominator).reduce(leastCommonMultiple, 1n);
  const inParts = ({ numerator, denominator }: Fraction) => `${numerator * (parts / denominator)}`;
  return csvLine([id, name, state, `${parts}`, ...amounts.map(inParts), people, weeks]);
}
