import type { InstallationClients } from "../github/client.ts";
import { findCoverage, findTexts, type ObservedCoverage } from "../github/find-ledger.ts";
import { findReports } from "../github/find-reports.ts";
import type { PlacedContribution } from "../program/activity/contribution.ts";
import { type Coverage, linkedCoverage, NO_COVERAGE, parseCoverage } from "../program/activity/coverage.ts";
import { monthOf, parseLedger } from "../program/activity/ledger.ts";
import type { ProgramActivity } from "../program/activity/partner-activity.ts";
import { programActivity } from "../program/activity/program-activity.ts";
import type { Config } from "../program/config.ts";
import { type ConfirmedReport, countedReports } from "../program/confirmed-report.ts";
import { formatDay, type Instant, instantOf } from "../program/instant.ts";
import { isOwnCommit } from "../program/lifecycle/commit-trust.ts";
import { believeReport } from "../program/lifecycle/report-state.ts";
import type { ObservedRepository } from "../program/observation.ts";
import type { Registry } from "../program/registry.ts";
import type { Memory } from "./memory.ts";

/** So far back the ledger is read: as far as reviews and charts go, in milliseconds. */
const LOOK_BACK = 400 * 86_400_000;

interface Program {
  config: Config;
  registry: Registry;
}

/**
 * What is known of what partners did. One query for the coverage, and as few as GitHub allows for files that have changed since
 * they were read last. A coverage that somebody else has written is not believed: then nothing is known.
 */
export async function knownActivity(
  memory: Memory,
  { read }: Pick<InstallationClients, "read">,
  repository: ObservedRepository,
  app: string,
  { config, registry }: Program,
  at: Instant,
): Promise<ProgramActivity> {
  const observed = await findCoverage(read, repository, app);
  const believed = believedCoverage(observed, repository);
  const coverage = believed.ok ? believed.coverage : NO_COVERAGE;
  const activity = await activityOf(memory, { read }, repository, app, { config, registry }, coverage, at);
  return believed.ok ? activity : { ...activity, coverage: { complete: false, why: believed.why } };
}

/**
 * What the ledger says, of which this is the coverage. Its files are read where they have changed since the last time, and the
 * reports too, of which `reportsTree` is git's id where that is known.
 */
export async function activityOf(
  memory: Memory,
  { read }: Pick<InstallationClients, "read">,
  repository: ObservedRepository,
  app: string,
  { config, registry }: Program,
  coverage: Coverage,
  at: Instant,
  reportsTree?: string | null,
): Promise<ProgramActivity> {
  const contributions = await readLedger(memory, read, repository, coverage, config, at);
  const { origin } = new URL(repository.url);
  const confirmed = await confirmedReports(memory, read, repository, app, reportsTree);
  const reports = countedReports(confirmed, formatDay(at), repository.url);
  const known = { coverage, contributions, reports };
  return programActivity({ registry, config: config.activity }, known, origin);
}

/** Reports that members have confirmed, as far as this app wrote them down. */
async function confirmedReports(
  memory: Memory,
  read: InstallationClients["read"],
  repository: ObservedRepository,
  app: string,
  tree: string | null | undefined,
): Promise<readonly ConfirmedReport[]> {
  const known = memory.reports(repository);
  if (tree === null) return [];
  if (tree !== undefined && tree === known?.tree) return known.reports;
  const found = await findReports(read, repository, app, known?.tree ?? null);
  if (found === null) return known?.reports ?? [];
  const reports = found.files.flatMap(({ file, commits }) => {
    const [last] = commits;
    const issue = Number(/(\d+)\.yml$/.exec(file.path)?.[1]);
    if (last === undefined || !Number.isSafeInteger(issue)) return [];
    const signs = repository.onGitHubCom || (last.own && last.signature === "github");
    const belief = believeReport(issue, file.text, last, signs);
    return belief.ok ? [belief.report] : [];
  });
  memory.rememberReports(repository, { tree: found.tree, reports });
  return reports;
}

/** The coverage, when this app wrote it. */
export function believedCoverage(
  { file, commit }: ObservedCoverage,
  { onGitHubCom }: Pick<ObservedRepository, "onGitHubCom">,
): { ok: true; coverage: Coverage } | { ok: false; why: string } {
  if (file === null || commit === null) return { ok: true, coverage: NO_COVERAGE };
  const signs = onGitHubCom || (commit.own && commit.signature === "github");
  if (!isOwnCommit(commit, signs)) {
    return { ok: false, why: `Somebody else than this app has changed ${file.path} (${commit.url}).` };
  }
  const parsed = parseCoverage(file.text);
  return parsed.ok ? parsed : { ok: false, why: `${file.path} cannot be read: ${parsed.message}.` };
}

async function readLedger(
  memory: Memory,
  read: InstallationClients["read"],
  repository: ObservedRepository,
  coverage: Coverage,
  { activity }: Config,
  at: Instant,
): Promise<PlacedContribution[]> {
  const since = monthOf(instantOf(at - LOOK_BACK));
  const files = linkedCoverage(coverage, activity.repositories).flatMap(([name, { files: months }]) =>
    Object.entries(months).flatMap(([month, oid]) => (month < since ? [] : [{ name, month, oid }])),
  );
  const unknown = files.map(({ oid }) => oid).filter((oid) => memory.blob(oid) === undefined);
  const found = await findTexts(read, repository, [...new Set(unknown)]);
  for (const [oid, text] of found) memory.rememberBlob(oid, Buffer.from(text, "utf8"));
  return files.flatMap(({ name, month, oid }) => {
    const known = memory.blob(oid);
    const text = found.get(oid) ?? (known === undefined ? null : Buffer.from(known).toString("utf8"));
    if (text === null) throw new Error(`activity/${name}/${month}.ndjson is not on the data branch`);
    const parsed = parseLedger(text, month);
    if (!parsed.ok) {
      const { line, message } = parsed.problem;
      throw new Error(`activity/${name}/${month}.ndjson, line ${line}: ${message}`);
    }
    return parsed.contributions.map((contribution) => ({ repository: name, contribution }));
  });
}
