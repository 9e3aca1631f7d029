import type { CollectedRepository } from "../github/activity/collection.ts";
import type { InstallationClients } from "../github/client.ts";
import { commitToDataBranch } from "../github/data-branch.ts";
import { findTexts } from "../github/find-ledger.ts";
import {
  COVERAGE_PATH,
  type Coverage,
  printCoverage,
  type RepositoryCoverage,
} from "../program/activity/coverage.ts";
import { ledgerPath } from "../program/activity/ledger.ts";
import { monthsTouched, updatedLedger } from "../program/activity/ledger-update.ts";
import type { ProgramLook } from "../program/observation.ts";
import { DATA_BRANCH } from "../program/places.ts";
import { blobId } from "../program/publication.ts";
import type { Memory } from "./memory.ts";

/** One commit takes so many bytes. */
const MOST_BYTES = 10_000_000;

interface LedgerUpdate {
  coverage: Coverage;
  files: readonly { path: string; content: string }[];
  remove: readonly string[];
}

/** What the ledger becomes by what was read. */
export async function updatedActivity(
  memory: Memory,
  read: InstallationClients["read"],
  look: ProgramLook,
  kept: Coverage,
  collected: readonly CollectedRepository[],
): Promise<LedgerUpdate> {
  const repositories: Record<string, RepositoryCoverage> = { ...kept.repositories };
  const files: { path: string; content: string }[] = [];
  const remove: string[] = [];
  for (const { linked, name, coverage, previous, ...found } of collected) {
    const called = name ?? previous ?? linked;
    const isMoved = previous !== null && name !== null && previous !== name;
    const months = isMoved ? Object.keys(coverage.files) : monthsTouched(coverage, found);
    const texts = await textsOf(memory, read, look, coverage, months);
    const { files: changed, ids } = updatedLedger(called, coverage, found, texts);
    const moved = isMoved
      ? [...texts].map(([month, content]) => ({ path: ledgerPath({ repository: called, month }), content }))
      : [];
    if (isMoved) {
      remove.push(...[...texts.keys()].map((month) => ledgerPath({ repository: previous, month })));
    }
    files.push(...moved.filter(({ path }) => !changed.some((file) => file.path === path)), ...changed);
    const former = [
      ...(coverage.formerly ?? []),
      ...(called.toLowerCase() === linked.toLowerCase() ? [] : [linked]),
    ];
    const { formerly: _, ...rest } = coverage;
    repositories[called] = {
      ...rest,
      files: ids,
      ...(former.length === 0 ? {} : { formerly: [...new Set(former)].sort() }),
    };
  }
  return { coverage: { repositories }, files, remove };
}

async function textsOf(
  memory: Memory,
  read: InstallationClients["read"],
  { repository }: ProgramLook,
  { files }: RepositoryCoverage,
  months: readonly string[],
): Promise<Map<string, string>> {
  const wanted = months.flatMap((month) => files[month] ?? []);
  const unknown = wanted.filter((oid) => memory.blob(oid) === undefined);
  const found = await findTexts(read, repository, unknown);
  return new Map(
    months.flatMap((month): [string, string][] => {
      const oid = files[month] ?? "";
      const bytes = memory.blob(oid);
      const text = found.get(oid) ?? (bytes === undefined ? null : Buffer.from(bytes).toString("utf8"));
      if (text === null)
        throw new Error(`the ledger of ${month} is not on the branch ${DATA_BRANCH} any more`);
      return [[month, text]];
    }),
  );
}

/** Git's ids are made of the bytes, so what was written need not be read. */
export function rememberLedger(memory: Memory, { files }: LedgerUpdate): void {
  for (const { content } of files) memory.rememberBlob(blobId(content), Buffer.from(content, "utf8"));
}

/** The files first where they are many, and in the end the coverage, which says what holds. */
export async function writeLedger(
  write: InstallationClients["write"],
  { repository, data }: ProgramLook,
  { coverage, files, remove }: LedgerUpdate,
): Promise<void> {
  const groups: { path: string; content: string }[][] = [[]];
  let bytes = 0;
  for (const file of files) {
    const size = Buffer.byteLength(file.content);
    if (bytes + size > MOST_BYTES && bytes > 0) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(file);
    bytes += size;
  }
  const last = groups.pop() ?? [];
  const common = { branch: DATA_BRANCH, head: data.head };
  for (const [first, ...others] of groups) {
    if (first === undefined) continue;
    await commitToDataBranch(write, repository, {
      ...common,
      headline: `activity: ${others.length + 1} files`,
      file: first,
      alongside: others,
    });
  }
  await commitToDataBranch(write, repository, {
    ...common,
    headline: `activity: ${Object.keys(coverage.repositories).length} repositories`,
    file: { path: COVERAGE_PATH, content: printCoverage(coverage) },
    alongside: last,
    remove,
  });
}
