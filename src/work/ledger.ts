import type { CollectedRepository } from "../github/activity/collection-task.ts";
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

export interface LedgerUpdate {
  coverage: Coverage;
  files: readonly { path: string; content: string }[];
  /** Files that are the ledger's no longer. */
  remove: readonly string[];
}

/** What the ledger becomes by what was read. `before` is all that was known, `kept` what stays as it is. */
export async function updatedActivity(
  memory: Memory,
  read: InstallationClients["read"],
  look: ProgramLook,
  before: Coverage,
  kept: Coverage,
  collected: readonly CollectedRepository[],
): Promise<LedgerUpdate> {
  const repositories: Record<string, RepositoryCoverage> = { ...kept.repositories };
  const files: { path: string; content: string }[] = [];
  for (const { linked, name, coverage, previous, ...found } of collected) {
    const called = name ?? previous ?? linked;
    const other = repositories[called];
    const formerly = other?.formerly ?? coverage.formerly ?? [];
    const all = called.toLowerCase() === linked.toLowerCase() ? formerly : [...formerly, linked];
    const former = all.length === 0 ? {} : { formerly: [...new Set(all)].sort() };
    if (other !== undefined) {
      // It is linked by two names.
      repositories[called] = { ...other, ...former };
      continue;
    }
    const isMoved = previous !== null && previous !== called;
    const months = isMoved ? Object.keys(coverage.files) : monthsTouched(coverage, found);
    const texts = await textsOf(memory, read, look, coverage, months);
    const { files: changed, ids } = updatedLedger(called, coverage, found, texts);
    const moved = isMoved
      ? [...texts].map(([month, content]) => ({ path: ledgerPath({ repository: called, month }), content }))
      : [];
    files.push(...moved.filter(({ path }) => !changed.some((file) => file.path === path)), ...changed);
    repositories[called] = { ...coverage, files: ids, ...former };
  }
  const coverage = { ...kept, repositories };
  const held = monthFiles(coverage);
  const remove = [...monthFiles(before)].filter((path) => !held.has(path));
  return { coverage, files, remove };
}

function monthFiles({ repositories }: Coverage): Set<string> {
  const paths = Object.entries(repositories).flatMap(([repository, { files }]) =>
    Object.keys(files).map((month) => ledgerPath({ repository, month })),
  );
  return new Set(paths);
}

async function textsOf(
  memory: Memory,
  read: InstallationClients["read"],
  { repository }: ProgramLook,
  { files }: RepositoryCoverage,
  months: readonly string[],
): Promise<Map<string, string>> {
  const texts = await ledgerTexts(
    memory,
    read,
    repository,
    months.flatMap((month) => files[month] ?? []),
  );
  return new Map(
    months.map((month): [string, string] => {
      const text = texts.get(files[month] ?? "");
      if (text === undefined) throw new Error(`the ledger of ${month} is not on the branch ${DATA_BRANCH}`);
      return [month, text];
    }),
  );
}

/** The texts of files of the ledger by git's ids. They never change, so each is asked for once. One that is gone is left out. */
export async function ledgerTexts(
  memory: Memory,
  read: InstallationClients["read"],
  repository: ProgramLook["repository"],
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const id of ids) {
    const bytes = memory.blob(id);
    if (bytes !== undefined) found.set(id, Buffer.from(bytes).toString("utf8"));
  }
  const unknown = [...new Set(ids)].filter((id) => !found.has(id));
  for (const [id, text] of await findTexts(read, repository, unknown)) {
    memory.rememberBlob(id, Buffer.from(text, "utf8"));
    found.set(id, text);
  }
  return found;
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
  remark: string,
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
  const known = Object.keys(coverage.repositories).length;
  await commitToDataBranch(write, repository, {
    ...common,
    headline: `activity: ${known} ${known === 1 ? "repository" : "repositories"}${remark}`,
    file: { path: COVERAGE_PATH, content: printCoverage(coverage) },
    alongside: last,
    remove,
  });
}
