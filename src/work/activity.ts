import { ActivityReader } from "../github/activity/activity-reader.ts";
import { type Collected, collectActivity } from "../github/activity/collect.ts";
import type { InstallationClients } from "../github/client.ts";
import { findCoverage } from "../github/find-ledger.ts";
import { type Coverage, NO_COVERAGE, printCoverage } from "../program/activity/coverage.ts";
import type { Config } from "../program/config.ts";
import { earliest, type Instant, instantOf, latest } from "../program/instant.ts";
import { believedCoverage } from "../program/lifecycle/believed-ledger.ts";
import type { ProgramLook } from "../program/observation.ts";
import { blobId } from "../program/publication.ts";
import { planCollection } from "./collection-plan.ts";
import type { ProgramKey } from "./key.ts";
import { type LedgerUpdate, rememberLedger, updatedActivity, writeLedger } from "./ledger.ts";
import { type LedgerForgetting, withoutOptedOut } from "./ledger-forgetting.ts";
import { type LedgerRepair, repairedLedger } from "./ledger-repair.ts";
import { ledgerOfReadings, planReading } from "./live-reading.ts";
import type { CollectionMemory, Memory } from "./memory.ts";

const DAY = 86_400_000;
/** So often GitHub is asked whether anything has happened. */
const EVERY = DAY;
/** What nothing has happened in is written down again after so long, so that it is not taken for outdated. */
const WRITTEN_EVERY = 2 * DAY;
/** After a failure GitHub is asked again so soon. */
const AFTER_FAILURE = DAY / 24;

/** What a look at activity came to. */
export interface LookedAtActivity {
  coverage: Coverage;
  /** Git's id of the coverage on the data branch; `null` while there is none. */
  oid: string | null;
  isWritten: boolean;
  /** Whether all linked repositories were looked at, or only some of which events have told. */
  reach: "all" | "some";
}

/**
 * Collects what happened in the linked repositories since the last time, once a day: one call when nothing has, and then as few as
 * there is to read, and one commit. In between it reads only repositories that are awaited, since events have told of them. What
 * somebody has changed in the ledger by hand is written again as it was.
 * @returns what is known, and whether anything was written; `null` when it is not time yet, or nothing is linked.
 * @throws what stopped the collection, when all that was read is written down.
 */
export async function lookAtActivity(
  memory: Memory,
  key: ProgramKey,
  clients: InstallationClients,
  look: ProgramLook,
  config: Config,
): Promise<LookedAtActivity | null> {
  const awaited = memory.awaited.has(key) ? memory.awaited.take(key, Date.now()) : [];
  try {
    return await collect(memory, key, clients, look, config, awaited);
  } catch (error) {
    memory.awaited.putBack(key, awaited);
    throw error;
  }
}

async function collect(
  memory: Memory,
  key: ProgramKey,
  { read, write }: InstallationClients,
  look: ProgramLook,
  config: Config,
  awaited: readonly string[],
): Promise<LookedAtActivity | null> {
  const { repositories: links } = config.activity;
  const linked = linkedBy(config);
  const known = memory.collection(key);
  const isSame = known?.linked === linked && known.oid === look.data.coverage;
  const reach = isSame && look.at < known.next ? "some" : "all";
  if (links.length === 0 || (reach === "some" && awaited.length === 0)) return null;

  const before = isSame ? known : await knownCoverage({ read }, key, look, links, linked);
  const restored = await repairedLedger(memory, read, look, before.coverage);
  const repair = await withoutOptedOut(memory, read, look, config.activity, restored);
  const reader = new ActivityReader(read, config.activity, memory.budget(key.installation), look.at);
  const plan =
    reach === "all"
      ? await planCollection(reader, config.activity, look.at, repair.coverage)
      : { tasks: planReading(links, repair.coverage, awaited), coverage: repair.coverage };
  const collected = await collectActivity(reader, plan.tasks, config.activity);
  const { repositories, kept } =
    reach === "all"
      ? { repositories: collected.repositories, kept: plan.coverage }
      : ledgerOfReadings(collected.repositories, repair.coverage);
  const made = await updatedActivity(memory, read, look, repair.coverage, kept, repositories);
  const update = withRepair(made, repair);
  // What was read because of an event is written down when the ledger changes by it; until when nothing has happened can wait.
  const isNews = reach === "all" ? plan.tasks.length + repair.files.length > 0 : update.files.length > 0;
  const isDue =
    isNews ||
    before.coverage.optedOut !== update.coverage.optedOut ||
    problemsOf(before.coverage) !== problemsOf(update.coverage) ||
    isOutdated(before, look.at);
  if (isDue) await writeLedger(write, look, update, remarkOn(restored, repair));
  rememberLedger(memory, update);
  const oid = isDue ? blobId(printCoverage(update.coverage)) : before.oid;
  memory.rememberCollection(key, {
    program: key,
    links,
    linked,
    oid,
    coverage: update.coverage,
    written: isDue ? look.at : before.written,
    next: nextLook(collected, look.at, reach === "all" ? null : before.next),
  });
  if (collected.stopped === "failed") throw collected.error;
  return { coverage: update.coverage, oid, isWritten: isDue, reach };
}

/**
 * What is known of the repositories that this config links, without asking; `null` where nobody has looked since it was
 * changed, or since the start.
 */
export function knownCollection(memory: Memory, key: ProgramKey, config: Config): Coverage | null {
  if (config.activity.repositories.length === 0) return NO_COVERAGE;
  const known = memory.collection(key);
  return known?.linked === linkedBy(config) ? known.coverage : null;
}

/** What a config links: with another, all has to be looked at. */
function linkedBy({ activity: { repositories, since, archived, forks } }: Config): string {
  return JSON.stringify([repositories, since ?? null, archived, forks]);
}

/** When all repositories are looked at next. `planned`: when that was planned before, where this look was not for all of them. */
function nextLook({ stopped, reset }: Collected, at: Instant, planned: Instant | null): Instant {
  const soon = instantOf(at + AFTER_FAILURE);
  const next = { done: instantOf(at + EVERY), failed: soon, budget: reset ?? soon }[stopped];
  return planned === null ? next : (earliest([next, planned]) ?? next);
}

/** What somebody has changed is written as it was, and without who opted out, where it is not written anew. */
function withRepair(
  update: LedgerUpdate,
  { coverage: { optedOut }, files, deleted, emptied }: LedgerForgetting,
): LedgerUpdate {
  const written = new Set(update.files.map(({ path }) => path));
  const remove = [...update.remove, ...emptied.filter((path) => !written.has(path))];
  const paths = new Set([...written, ...remove]);
  return {
    coverage: { ...update.coverage, ...(optedOut === undefined ? {} : { optedOut }) },
    files: [...update.files, ...files.filter(({ path }) => !paths.has(path))],
    remove: remove.filter((path) => !deleted.has(path)),
  };
}

function remarkOn({ files }: LedgerRepair, { forgotten }: LedgerForgetting): string {
  const restored = `, ${files.length} ${files.length === 1 ? "file" : "files"} that somebody had changed restored`;
  const without = `, ${forgotten} ${forgotten === 1 ? "line" : "lines"} of people who opted out taken out`;
  return `${files.length === 0 ? "" : restored}${forgotten === 0 ? "" : without}`;
}

/** What the data branch says. What somebody else has written there is not believed, and all is collected anew. */
async function knownCoverage(
  { read }: Pick<InstallationClients, "read">,
  program: ProgramKey,
  look: ProgramLook,
  links: readonly string[],
  linked: string,
): Promise<CollectionMemory> {
  const nothing = {
    program,
    links,
    linked,
    oid: look.data.coverage,
    coverage: NO_COVERAGE,
    written: null,
    next: look.at,
  };
  if (look.data.coverage === null) return nothing;
  const observed = await findCoverage(read, look.repository, look.app);
  const believed = believedCoverage(observed, look.repository);
  if (!believed.ok) return nothing;
  const { coverage } = believed;
  const written = latest(Object.values(coverage.repositories).flatMap(({ to }) => to ?? []));
  return { ...nothing, coverage, written };
}

/** Which repositories there are, which of them GitHub does not show, and which globs are of no use. */
function problemsOf({ repositories, globs = {} }: Coverage): string {
  const problems = Object.entries(repositories).map(([name, { problem }]) => `${name} ${problem ?? ""}`);
  const useless = Object.entries(globs).map(([glob, problem]) => `${glob} ${problem}`);
  return [...problems, ...useless].sort().join("\n");
}

/** Whether what is written down is of so long ago that it would soon not be believed any more. */
function isOutdated({ written }: CollectionMemory, at: Instant): boolean {
  return written === null || at - written >= WRITTEN_EVERY;
}
