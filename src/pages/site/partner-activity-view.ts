import { amountOf, type CountedFact, type ProgramActivity } from "../../program/activity/partner-activity.ts";
import { add, type Fraction, printFraction, ZERO } from "../../program/ballot/fraction.ts";
import { formatDay } from "../../program/instant.ts";
import { type ChartMonth, renderActivityChart } from "../activity-chart.ts";
import type { ShownPartner } from "./shown-partner.ts";
import type { SiteInput } from "./site-input.ts";

const MONTHS = 12;

/** What is shown as one colour, and as one column of the table. */
const SERIES: readonly { readonly name: string; readonly kinds: readonly CountedFact["kind"][] }[] = [
  { name: "Commits and releases", kinds: ["commit", "release"] },
  { name: "Pull requests", kinds: ["pull-request-opened", "pull-request-merged"] },
  { name: "Reviews", kinds: ["review"] },
  { name: "Issues and comments", kinds: ["issue", "comment"] },
  { name: "Confirmed reports", kinds: ["report"] },
];

/**
 * What a partner's people did in the last twelve months, as a chart and the same as a table, with what is known at all.
 * `null` where activity is not tracked, and on pages that show less than half a page.
 */
export function partnerActivityView(
  { activity, day }: Pick<SiteInput, "activity" | "day">,
  { partner, page, state }: Pick<ShownPartner, "partner" | "page" | "state">,
) {
  if (activity === null || state === "former" || page === "logo" || page === "blurb") return null;
  const facts = activity.facts.get(partner.id) ?? [];
  const rows = lastMonths(day).map((month) => {
    const within = facts.filter(({ at }) => formatDay(at).startsWith(month));
    return { month, amounts: SERIES.map(({ kinds }) => sumOf(within, kinds)) };
  });
  const chart: ChartMonth[] = rows.map(({ month, amounts }) => ({ month, amounts: amounts.map(toNumber) }));
  const isEmpty = rows.every(({ amounts }) => amounts.every(({ numerator }) => numerator === 0n));
  return {
    series: SERIES.map(({ name }, index) => ({ name, number: index + 1 })),
    rows: rows.map(({ month, amounts }) => ({ month, amounts: amounts.map(printAmount) })),
    chart: isEmpty ? "" : renderActivityChart(chart),
    coverage: coverageInWords(activity),
  };
}

/** Which time is known, in one sentence. */
function coverageInWords({ coverage }: ProgramActivity): string {
  if (!coverage.complete) return `Not everything is known. ${coverage.why}`;
  const { from, to, repositories } = coverage;
  const where = `${repositories} linked ${repositories === 1 ? "repository" : "repositories"}`;
  return `Everything in ${where} from ${formatDay(from)} to ${formatDay(to)} was counted. Only people who are named as working for this partner count.`;
}

function sumOf(facts: readonly CountedFact[], kinds: readonly CountedFact["kind"][]): Fraction {
  return facts
    .filter(({ kind }) => kinds.includes(kind))
    .map(amountOf)
    .reduce(add, ZERO);
}

/** As people write it: `5 1/2`. */
function printAmount(amount: Fraction): string {
  const { numerator, denominator } = amount;
  const whole = numerator / denominator;
  if (denominator === 1n || whole === 0n) return printFraction(amount);
  return `${whole} ${numerator % denominator}/${denominator}`;
}

/** For drawing alone; the table beside it is exact. */
function toNumber({ numerator, denominator }: Fraction): number {
  return Number(numerator) / Number(denominator);
}

/** The month of the day and those before it, oldest first. */
function lastMonths(day: string): string[] {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return Array.from({ length: MONTHS }, (_, index) =>
    new Date(Date.UTC(year, month - MONTHS + index)).toISOString().slice(0, 7),
  );
}
