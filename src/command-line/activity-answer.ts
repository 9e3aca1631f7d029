import { ActivityReporter } from "../program/activity/activity-report.ts";
import type { ActivityWindow } from "../program/activity/activity-window.ts";
import { confirmedLogins } from "../program/activity/affiliation.ts";
import { StandingReporter } from "../program/activity/standing-report.ts";
import type { Config } from "../program/config.ts";
import { earliest, type Instant, latest } from "../program/instant.ts";
import { printReport, renderSums } from "./activity-data.ts";
import type { ActivityFiles } from "./activity-files.ts";
import { type ActivityFormat, ItemPrinter } from "./activity-items.ts";
import { renderDoubts, renderReport } from "./activity-text.ts";
import { comparisonLines, printComparison, renderComparison } from "./activity-what-if.ts";
import type { BatchedOutput } from "./batched-output.ts";
import { checkoutRepository } from "./checkout-repository.ts";
import type { StoredLedger } from "./stored-ledger.ts";

/** What is asked of a ledger. */
export interface ActivityQuestion {
  /** The time whose activity is counted; `null` when only a comparison is asked for. */
  readonly window: ActivityWindow | null;
  /** The end of the last day for a comparison; `null` for as late as the ledger is complete. */
  readonly until: Instant | null;
  /** `null` for all of them. */
  readonly partner: string | null;
  readonly format: ActivityFormat;
  /** Whether the contributions are left out. */
  readonly sums: boolean;
}

/** Another config, and the file that it is from. */
interface OtherConfig {
  readonly file: string;
  readonly config: Config;
}

/**
 * Goes through the ledger once, prints what counts as it comes, and at the end what it adds up to. Gives what a table cannot
 * hold, for people: that something may be missing.
 */
export async function printActivity(
  question: ActivityQuestion,
  files: ActivityFiles,
  other: OtherConfig | null,
  ledger: StoredLedger,
  output: BatchedOutput,
): Promise<string> {
  const { window, until, partner, format, sums } = question;
  const { config, registry } = files;
  const { coverage } = ledger;
  const reporter =
    window === null ? null : new ActivityReporter({ registry, config: config.activity, coverage, window });
  const standing = ({ activity }: Config) =>
    new StandingReporter({ registry, config: activity, coverage, until });
  const standings = other === null ? null : { current: standing(config), other: standing(other.config) };
  // As CSV there is one table: that of the comparison where there is one.
  const items =
    reporter === null || sums || (format === "csv" && other !== null)
      ? null
      : new ItemPrinter(format, { logins: confirmedLogins(registry), home: homeOf(files), partner });

  output.write(items?.opening() ?? "");
  const windows = [window, standings?.current.window ?? null, standings?.other.window ?? null];
  for (const placed of ledger.contributions(spanOf(windows))) {
    const credit = reporter?.add(placed) ?? null;
    if (items !== null && credit !== null) output.write(items.print(placed, credit));
    if (output.isFull) await output.flush();
    standings?.current.add(placed);
    standings?.other.add(placed);
  }
  output.write(items?.closing() ?? "");

  const report = reporter?.report() ?? null;
  const partners = (report?.partners ?? []).filter(({ id }) => partner === null || id === partner);
  const { altered } = ledger;
  const comparison =
    standings === null || other === null
      ? null
      : { current: standings.current.report(), other: standings.other.report(), file: other.file };
  if (format === "json") {
    const sum = {
      ...(report === null ? {} : printReport(report, partners, altered)),
      ...(comparison === null ? {} : { "what-if": printComparison(comparison, partner) }),
    };
    output.write(`${items === null ? "{" : ","}${JSON.stringify(sum).slice(1)}\n`);
  } else if (format === "csv") {
    if (comparison !== null) output.write(comparisonLines(comparison, partner));
    else if (sums) output.write(renderSums(partners));
    return renderDoubts(report, altered);
  } else {
    const parts = [
      ...(report === null ? [] : [renderReport(report, partners, altered)]),
      ...(comparison === null ? [] : [renderComparison(comparison, partner)]),
    ];
    output.write(parts.join("\n"));
  }
  return "";
}

/** From the first to the last instant of all of them; `null` of none. */
function spanOf(windows: readonly (ActivityWindow | null)[]): ActivityWindow | null {
  const times = windows.filter((window) => window !== null);
  const from = earliest(times.map((window) => window.from));
  const to = latest(times.map((window) => window.to));
  return from === null || to === null ? null : { from, to };
}

/** The address of the GitHub that the checkout is from. */
function homeOf({ folder }: ActivityFiles): string {
  const repository = checkoutRepository(folder);
  return repository === null ? "https://github.com" : new URL(repository.url).origin;
}
