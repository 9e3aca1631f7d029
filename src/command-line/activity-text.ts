import type { ActivityReport, PartnerActivity } from "../program/activity/activity-report.ts";
import { CONTRIBUTION_KINDS, type ContributionKind } from "../program/activity/contribution.ts";
import type { RefusalReason } from "../program/activity/credit.ts";
import type { Measures } from "../program/activity/measures.ts";
import { printFraction } from "../program/ballot/fraction.ts";
import { formatDay } from "../program/instant.ts";
import { escapeLog } from "../text/escape.ts";
import { renderColumns } from "./columns.ts";

const HEADINGS: Record<ContributionKind, string> = {
  commit: "commits",
  "pull-request-opened": "opened",
  "pull-request-merged": "merged",
  review: "reviews",
  issue: "issues",
  comment: "comments",
  release: "releases",
};

const REFUSALS: Record<RefusalReason, string> = {
  "unknown-partner": "there is no such partner",
  "not-its-person": "the person works for another partner on that day",
  declined: "the person has declined to be named for it",
};

/** The sums, what the ledger is complete for, and what was not credited as somebody meant. */
export function renderReport(
  report: ActivityReport,
  partners: readonly PartnerActivity[],
  altered: readonly string[],
): string {
  const { window, contributions, unaffiliated, statement } = report;
  const lines = [
    `Activity from ${formatDay(window.from)} to ${formatDay(window.to)}, days in UTC`,
    ...renderColumns([
      ["partner", "", ...CONTRIBUTION_KINDS.map((kind) => HEADINGS[kind]), "people", "weeks", "weighted"],
      ...partners.flatMap(rows),
    ]),
    `${contributions} ${contributions === 1 ? "contribution" : "contributions"}, ${unaffiliated} of them for no partner.`,
    statement,
    ...renderAltered(altered),
    ...renderProblems(report),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** Why something may be missing or wrong; empty where nothing says so. */
export function renderDoubts(report: ActivityReport | null, altered: readonly string[]): string {
  const incomplete = report === null || report.complete ? [] : [report.statement];
  return [...incomplete, ...renderAltered(altered)].map((line) => `${line}\n`).join("");
}

/** What is suggested has a row of its own, where there is any. */
function rows({ id, confirmed, suggested }: PartnerActivity): string[][] {
  return [
    [id, "confirmed", ...cells(confirmed)],
    ...(suggested.people === 0 ? [] : [["", "suggested", ...cells(suggested)]]),
  ];
}

function cells({ counts, people, weeks, weighted }: Measures): string[] {
  const amounts = CONTRIBUTION_KINDS.map((kind) => printFraction(counts[kind]));
  return [...amounts, `${people}`, `${weeks}`, printFraction(weighted)];
}

function renderAltered(altered: readonly string[]): string[] {
  if (altered.length === 0) return [];
  const message = "These files are not as the bot wrote them, so what is in them may be wrong:";
  return [message, ...altered.map((path) => `  ${escapeLog(path)}`)];
}

function renderProblems({ problems, refused }: ActivityReport): string[] {
  const more = refused.total - refused.first.length;
  return [
    ...problems.map(({ partner, login, message }) => `${partner}: ${login} ${message}.`),
    ...refused.first.map(
      ({ partner, why, repository, path }) =>
        `${repository} ${path} names the partner ${partner} in vain: ${REFUSALS[why]}.`,
    ),
    ...(more > 0 ? [`${more} more name a partner in vain.`] : []),
  ];
}
