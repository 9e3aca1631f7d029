import type { InstallationClients } from "../github/client.ts";
import { findCoverage } from "../github/find-ledger.ts";
import { findReports } from "../github/find-reports.ts";
import type { PlacedContribution } from "../program/activity/contribution.ts";
import { type Coverage, linkedCoverage, NO_COVERAGE } from "../program/activity/coverage.ts";
import { monthOf, requireLedger } from "../program/activity/ledger.ts";
import type { ProgramActivity } from "../program/activity/partner-activity.ts";
import { programActivity } from "../program/activity/program-activity.ts";
import type { Config } from "../program/config.ts";
import { type ConfirmedReport, countedReports } from "../program/confirmed-report.ts";
import { formatDay, type Instant, instantOf } from "../program/instant.ts";
import { believedCoverage, believedReports } from "../program/lifecycle/believed-ledger.ts";
import type { ObservedRepository } from "../program/observation.ts";
import type { Registry } from "../program/registry.ts";
import { ledgerTexts } from "./ledger.ts";
import type { LedgerMemory, Memory } from "./memory.ts";

/** So far back the ledger is read: as far as reviews and charts go, in milliseconds. */
const LOOK_BACK = 400 * 86_400_000;

/** Whose activity is asked for, and as of when. */
export interface ActivityQuestion {
  repository: ObservedRepository;
  /** The login of this app's account, without `[bot]`. */
  app: string;
  config: Config;
  registry: Registry;
  at: Instant;
}

/**
 * What is known of what partners did, by the data branch at `head`. Nothing is asked for while that is where it was the last
 * time. A coverage that somebody else has written is not believed: then nothing is known.
 */
export async function knownActivity(
  memory: Memory,
  { read }: Pick<InstallationClients, "read">,
  question: ActivityQuestion,
  head: string | null,
): Promise<ProgramActivity> {
  const { repository, app } = question;
  const known = memory.ledger(repository);
  const ledger =
    known !== null && known.head === head ? known : await readState(memory, read, repository, app, head);
  const { belief, reports } = ledger;
  const coverage = belief.ok ? belief.coverage : NO_COVERAGE;
  const activity = await activityOf(memory, { read }, question, coverage, reports);
  return belief.ok ? activity : { ...activity, coverage: { complete: false, why: belief.why } };
}

/** What the ledger says, of which this is the coverage. Its files are read where they have changed since the last time. */
export async function activityOf(
  memory: Memory,
  { read }: Pick<InstallationClients, "read">,
  question: ActivityQuestion,
  coverage: Coverage,
  reports: readonly ConfirmedReport[],
): Promise<ProgramActivity> {
  const { repository, config, registry, at } = question;
  const contributions = await readLedger(memory, read, question, coverage);
  const counted = countedReports(reports, formatDay(at), repository.url);
  const known = { coverage, contributions, reports: counted };
  return programActivity({ registry, config: config.activity }, known, new URL(repository.url).origin);
}

/** Reports that members have confirmed. `tree` is git's id of their folder, which is read where it has changed. */
export async function confirmedReports(
  memory: Memory,
  { read }: Pick<InstallationClients, "read">,
  { repository, app }: Pick<ActivityQuestion, "repository" | "app">,
  tree: string | null,
): Promise<readonly ConfirmedReport[]> {
  if (tree === null) return [];
  const known = memory.reports(repository);
  if (known?.tree === tree) return known.reports;
  const found = await findReports(read, repository, app);
  const reports = believedReports(found.files, repository);
  memory.rememberReports(repository, { tree: found.tree, reports });
  return reports;
}

async function readState(
  memory: Memory,
  read: InstallationClients["read"],
  repository: ObservedRepository,
  app: string,
  head: string | null,
): Promise<LedgerMemory> {
  const observed = await findCoverage(read, repository, app);
  const reports = await confirmedReports(memory, { read }, { repository, app }, observed.reports);
  const ledger = { head, belief: believedCoverage(observed, repository), reports };
  // Where the branch has moved meanwhile, what was read belongs to another head.
  if (observed.head === head) memory.rememberLedger(repository, ledger);
  return ledger;
}

async function readLedger(
  memory: Memory,
  read: InstallationClients["read"],
  { repository, config, at }: ActivityQuestion,
  coverage: Coverage,
): Promise<PlacedContribution[]> {
  const since = monthOf(instantOf(at - LOOK_BACK));
  const files = linkedCoverage(coverage, config.activity.repositories).flatMap(([name, { files: months }]) =>
    Object.entries(months).flatMap(([month, oid]) => (month < since ? [] : [{ name, month, oid }])),
  );
  const texts = await ledgerTexts(
    memory,
    read,
    repository,
    files.map(({ oid }) => oid),
  );
  return files.flatMap(({ name, month, oid }) => {
    const contributions = requireLedger({ repository: name, month }, texts.get(oid));
    return contributions.map((contribution) => ({ repository: name, contribution }));
  });
}
