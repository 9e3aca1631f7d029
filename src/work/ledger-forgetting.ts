import { createHash } from "node:crypto";
import type { InstallationClients } from "../github/client.ts";
import type { ActivityConfig } from "../program/activity/activity-config.ts";
import type { Coverage, RepositoryCoverage } from "../program/activity/coverage.ts";
import { ledgerPath, printLedger, requireLedger } from "../program/activity/ledger.ts";
import { optedOutNumbers } from "../program/activity/left-out.ts";
import type { ProgramLook } from "../program/observation.ts";
import { blobId } from "../program/publication.ts";
import { ledgerTexts } from "./ledger.ts";
import type { LedgerRepair } from "./ledger-repair.ts";
import type { Memory } from "./memory.ts";

export interface LedgerForgetting extends LedgerRepair {
  /** How many lines are taken out. */
  forgotten: number;
  /** Files that nothing is left of. */
  emptied: readonly string[];
}

/** Which list of people who opted out is applied: its digest; `undefined` while nobody is on it. */
function appliedList({ "opted-out": list }: Pick<ActivityConfig, "opted-out">): string | undefined {
  if (list.length === 0) return undefined;
  return createHash("sha256")
    .update([...list].sort().join("\n"))
    .digest("hex");
}

/**
 * The ledger without the lines of accounts that have opted out since the last time. Nothing is asked for while the list is the
 * one that the coverage says was applied.
 */
export async function withoutOptedOut(
  memory: Memory,
  read: InstallationClients["read"],
  { repository }: Pick<ProgramLook, "repository">,
  config: Pick<ActivityConfig, "opted-out">,
  repair: LedgerRepair,
): Promise<LedgerForgetting> {
  const applied = appliedList(config);
  const { optedOut, ...withoutList } = repair.coverage;
  if (applied === undefined) return { ...repair, coverage: withoutList, forgotten: 0, emptied: [] };
  if (applied === optedOut) return { ...repair, forgotten: 0, emptied: [] };

  const { repositories } = withoutList;
  const ids = Object.values(repositories).flatMap(({ files }) => Object.values(files));
  const texts = await ledgerTexts(memory, read, repository, ids);
  const isOptedOut = optedOutNumbers(config);
  const changed = new Map(repair.files.map((file) => [file.path, file]));
  const kept: Record<string, RepositoryCoverage> = {};
  const emptied: string[] = [];
  let forgotten = 0;
  for (const [name, coverage] of Object.entries(repositories)) {
    const files: Record<string, string> = {};
    for (const [month, id] of Object.entries(coverage.files)) {
      const file = { repository: name, month };
      const path = ledgerPath(file);
      const lines = requireLedger(file, texts.get(id));
      const left = lines.filter(({ by }) => !isOptedOut(by));
      forgotten += lines.length - left.length;
      if (left.length === lines.length) {
        files[month] = id;
        continue;
      }
      changed.delete(path);
      if (left.length === 0) {
        emptied.push(path);
        continue;
      }
      const content = printLedger(left);
      files[month] = blobId(content);
      memory.rememberBlob(files[month], Buffer.from(content, "utf8"));
      changed.set(path, { path, content });
    }
    kept[name] = { ...coverage, files };
  }
  const coverage: Coverage = { ...withoutList, repositories: kept, optedOut: applied };
  return { ...repair, coverage, files: [...changed.values()], forgotten, emptied };
}
