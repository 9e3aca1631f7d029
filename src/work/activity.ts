import { ActivityReader } from "../github/activity/activity-reader.ts";
import { collectActivity } from "../github/activity/collect.ts";
import type { InstallationClients } from "../github/client.ts";
import { findCoverage } from "../github/find-ledger.ts";
import { type Coverage, NO_COVERAGE, printCoverage } from "../program/activity/coverage.ts";
import type { Config } from "../program/config.ts";
import { type Instant, instantOf, latest } from "../program/instant.ts";
import type { ProgramLook } from "../program/observation.ts";
import { blobId } from "../program/publication.ts";
import { planCollection } from "./collection-plan.ts";
import type { Key } from "./key.ts";
import { believedCoverage } from "./known-activity.ts";
import { rememberLedger, updatedActivity, writeLedger } from "./ledger.ts";
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
 * there is to read, and one commit.
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
  const reader = new ActivityReader(read, config.activity);
  const planned = await planCollection(reader, config, look.at, before.coverage);
  const collected = await collectActivity(reader, planned.tasks, config.activity);
  const update = await updatedActivity(memory, read, look, planned.coverage, collected.repositories);
  const isDue = planned.tasks.length > 0 || isOutdated(before, look.at);
  if (isDue) await writeLedger(write, look, update);
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
  return { coverage: update.coverage, isWritten: isDue };
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

/** Whether what is written down is of so long ago that it would soon not be believed any more. */
function isOutdated({ written }: CollectionMemory, at: Instant): boolean {
  return written === null || at - written >= WRITTEN_EVERY;
}
