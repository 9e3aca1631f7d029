import type { InstallationClients } from "../github/client.ts";
import { findLedgerFiles } from "../github/find-ledger.ts";
import { COVERAGE_PATH, type Coverage } from "../program/activity/coverage.ts";
import { parseLedgerPath } from "../program/activity/ledger.ts";
import { ledgerFiles, ledgerTreeId } from "../program/activity/ledger-tree.ts";
import type { ProgramLook } from "../program/observation.ts";
import { ledgerTexts } from "./ledger.ts";
import type { Memory } from "./memory.ts";

export interface LedgerRepair {
  /** What is known without the files that cannot be had any more. */
  coverage: Coverage;
  /** Files as they were written, which somebody has changed or deleted since. */
  files: readonly { path: string; content: string }[];
  /** Files that somebody has deleted. */
  deleted: ReadonlySet<string>;
}

/**
 * What has to be written again, since somebody else has changed it on the data branch. Nothing is asked for while git's id of the
 * folder is what it has to be. A repository of which git has lost a file is read anew.
 */
export async function repairedLedger(
  memory: Memory,
  read: InstallationClients["read"],
  { repository, data }: ProgramLook,
  coverage: Coverage,
): Promise<LedgerRepair> {
  const written = ledgerFiles(coverage, data.coverage ?? "");
  const isWhole = Object.keys(coverage.repositories).length === 0 || data.ledger === ledgerTreeId(written);
  if (isWhole) return { coverage, files: [], deleted: new Set() };
  const there = data.ledger === null ? new Map() : await findLedgerFiles(read, repository, data.ledger);
  const changed = [...written].filter(([path, id]) => path !== COVERAGE_PATH && there.get(path) !== id);
  const texts = await ledgerTexts(
    memory,
    read,
    repository,
    changed.map(([, id]) => id),
  );
  const files = changed.flatMap(([path, id]) => {
    const content = texts.get(id);
    return content === undefined ? [] : [{ path, content }];
  });
  const lost = changed.filter(([, id]) => !texts.has(id)).map(([path]) => path);
  return {
    coverage: withoutLost(coverage, lost),
    files,
    deleted: new Set([...written.keys()].filter((path) => !there.has(path))),
  };
}

function withoutLost(coverage: Coverage, lost: readonly string[]): Coverage {
  const without = new Set(lost.flatMap((path) => parseLedgerPath(path)?.repository ?? []));
  const entries = Object.entries(coverage.repositories).map(([name, known]) =>
    without.has(name)
      ? ([
          name,
          { ...known, to: null, unfinished: null, files: {}, commits: 0, recent: 0, unattributed: 0 },
        ] as const)
      : ([name, known] as const),
  );
  return { ...coverage, repositories: Object.fromEntries(entries) };
}
