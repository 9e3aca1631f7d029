import type { Instant } from "../instant.ts";
import { blobId } from "../publication.ts";
import type { Contribution } from "./contribution.ts";
import type { RepositoryCoverage } from "./coverage.ts";
import { groupByMonth, ledgerPath, mergeContributions, monthOf, parseLedger, printLedger } from "./ledger.ts";

/** What was newly read of one repository. */
export interface FoundContributions {
  contributions: readonly Contribution[];
  /** All commits after this were read, so that known ones that were not found are gone; `null` for no such time. */
  commitsFrom: Instant | null;
}

/** The months of which the text has to be known before an update can be made. */
export function monthsTouched(
  { files }: Pick<RepositoryCoverage, "files">,
  { contributions, commitsFrom }: FoundContributions,
): string[] {
  const found = [...groupByMonth(contributions).keys()];
  return Object.keys(files).filter(
    (month) => found.includes(month) || (commitsFrom !== null && month >= monthOf(commitsFrom)),
  );
}

/** The files of a repository's ledger that change, and git's ids of all of them afterwards. */
export function updatedLedger(
  repository: string,
  coverage: RepositoryCoverage,
  found: FoundContributions,
  texts: ReadonlyMap<string, string>,
): { files: { path: string; content: string }[]; ids: Record<string, string> } {
  const byMonth = groupByMonth(found.contributions);
  const months = new Set([...byMonth.keys(), ...monthsTouched(coverage, found)]);
  const ids: Record<string, string> = { ...coverage.files };
  const files: { path: string; content: string }[] = [];
  for (const month of [...months].sort()) {
    const old = oldContributions(texts.get(month), month).filter(
      ({ kind, at }) => kind !== "commit" || found.commitsFrom === null || at <= found.commitsFrom,
    );
    const content = printLedger(mergeContributions(old, byMonth.get(month) ?? []));
    const id = blobId(content);
    if (ids[month] === id) continue;
    ids[month] = id;
    files.push({ path: ledgerPath({ repository, month }), content });
  }
  return { files, ids };
}

function oldContributions(text: string | undefined, month: string): Contribution[] {
  if (text === undefined) return [];
  const parsed = parseLedger(text, month);
  if (!parsed.ok)
    throw new Error(`the ledger of ${month}, line ${parsed.problem.line}: ${parsed.problem.message}`);
  return parsed.contributions;
}
