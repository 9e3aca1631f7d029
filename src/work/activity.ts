import { ActivityReader } from "../github/activity/activity-reader.ts";
import { collectActivity } from "../github/activity/collect.ts";
import type { InstallationClients } from "../github/client.ts";
import { findCoverage } from "../github/find-ledger.ts";
import { type Coverage, NO_COVERAGE, printCoverage } from "../program/activity/coverage.ts";
import type { Config } from "../program/config.ts";
import { type Instant, instantOf, latest } from "../program/instant.ts";
import { believedCoverage } from "../program/lifecycle/believed-ledger.ts";
import type { ProgramLook } from "../program/observation.ts";
import { blobId } from "../program/publication.ts";
import { planCollection } from "./collection-plan.ts";
import type { Key } from "./key.ts";
import { type LedgerUpdate, rememberLedger, updatedActivity, writeLedger } from "./ledger.ts";
import { type LedgerRepair, repairedLedger } from "./ledger-repair.ts";
import type { CollectionMemory, Memory } from "./memory.ts";

const DAY = 86_400_000;
/** So often GitHub is asked whether anything has happened. */
const EVERY = DAY;
/** What nothing has happened in is written down again after so long, so that it is not taken for outdated. */
const WRITTEN_EVERY = 2 * DAY;
/** After a failure GitHub is asked again so soon. */
const AFTER_FAILURE = DAY / 24;

/**
 * Collects what happened in the linked repositories since the last time, once a day: one call when nothing has, and then as few as
 * there is to read, and one commit. What somebody has changed in the ledger by hand is written again as it was.
 * @returns what is known, and whether anything was written; `null` when it is not time yet, or nothing is linked.
 * @throws what stopped the collection, when all that was read is written down.
 */
export async function lookAtActivity(
  memory: Memory,
  key: Extract<Key, { kind: "program" }>,
  { read, write }: InstallationClients,
  look: ProgramLook,
  config: Config,
): Promise<{ coverage: Coverage; isWritten: boolean } | null> {
  const { repositories: links, since } = config.activity;
  const linked = JSON.stringify([links, since ?? null, config.activity.archived, config.activity.forks]);
  const known = memory.collection(key);
  const isSame = known?.linked === linked && known.oid === look.data.coverage;
  if (links.length === 0 || (isSame && look.at < known.next)) return null;

  const before = isSame ? known : await knownCoverage({ read }, look, linked);
  const repair = await repairedLedger(memory, read, look, before.coverage);
  const reader = new ActivityReader(read, config.activity);
  const plan = await planCollection(reader, config.activity, look.at, repair.coverage);
  const collected = await collectActivity(reader, plan.tasks, config.activity);
  const made = await updatedActivity(
    memory,
    read,
    look,
    repair.coverage,
    plan.coverage,
    collected.repositories,
  );
  const update = withRepair(made, repair);
  const isDue =
    plan.tasks.length + repair.files.length > 0 ||
    problemsOf(before.coverage) !== problemsOf(update.coverage) ||
    isOutdated(before, look.at);
  if (isDue) await writeLedger(write, look, update, remarkOn(repair));
  rememberLedger(memory, update);
  const next =
    collected.stopped === "budget"
      ? (collected.reset ?? instantOf(look.at + AFTER_FAILURE))
      : instantOf(look.at + (collected.stopped === "failed" ? AFTER_FAILURE : EVERY));
  memory.rememberCollection(key, {
    linked,
    oid: isDue ? blobId(printCoverage(update.coverage)) : before.oid,
    coverage: update.coverage,
    written: isDue ? look.at : before.written,
    next,
  });
  if (collected.stopped === "failed") throw collected.error;
  if (plan.tooMany.length > 0) {
    throw new Error(
      `activity.repositories: ${plan.tooMany.join(", ")} stands for more than 500 repositories, so none of them is collected: link them by name, or by narrower globs`,
    );
  }
  return { coverage: update.coverage, isWritten: isDue };
}

/** What somebody has changed is written as it was, where it is not written anew. */
function withRepair(update: LedgerUpdate, { files, deleted }: LedgerRepair): LedgerUpdate {
  const { remove } = update;
  const paths = new Set([...update.files.map(({ path }) => path), ...remove]);
  return {
    ...update,
    files: [...update.files, ...files.filter(({ path }) => !paths.has(path))],
    remove: remove.filter((path) => !deleted.has(path)),
  };
}

function remarkOn({ files }: LedgerRepair): string {
  if (files.length === 0) return "";
  return `, ${files.length} ${files.length === 1 ? "file" : "files"} that somebody had changed restored`;
}

/** What the data branch says. What somebody else has written there is not believed, and all is collected anew. */
async function knownCoverage(
  { read }: Pick<InstallationClients, "read">,
  look: ProgramLook,
  linked: string,
): Promise<CollectionMemory> {
  const nothing = { linked, oid: look.data.coverage, coverage: NO_COVERAGE, written: null, next: look.at };
  if (look.data.coverage === null) return nothing;
  const observed = await findCoverage(read, look.repository, look.app);
  const believed = believedCoverage(observed, look.repository);
  if (!believed.ok) return nothing;
  const { coverage } = believed;
  const written = latest(Object.values(coverage.repositories).flatMap(({ to }) => to ?? []));
  return { ...nothing, coverage, written };
}

/** Which repositories there are, and which of them GitHub does not show. */
function problemsOf({ repositories }: Coverage): string {
  const problems = Object.entries(repositories).map(([name, { problem }]) => `${name} ${problem ?? ""}`);
  return problems.sort().join("\n");
}

/** Whether what is written down is of so long ago that it would soon not be believed any more. */
function isOutdated({ written }: CollectionMemory, at: Instant): boolean {
  return written === null || at - written >= WRITTEN_EVERY;
}
