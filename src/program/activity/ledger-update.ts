import { blobId } from "../publication.ts";
import type { Contribution } from "./contribution.ts";
import type { RepositoryCoverage } from "./coverage.ts";
import { groupByMonth, ledgerPath, mergeContributions, parseLedger, printLedger } from "./ledger.ts";

/** What was newly read of one repository. */
export interface FoundContributions {
  contributions: readonly Contribution[];
  /** Whether the commits that were found are all there are. */
  replacesCommits: boolean;
}

/** The months of which the text has to be known before an update can be made. */
export function monthsTouched(
  { files }: Pick<RepositoryCoverage, "files">,
  { contributions, replacesCommits }: FoundContributions,
): string[] {
  const found = [...groupByMonth(contributions).keys()];
  const known = Object.keys(files);
  return replacesCommits ? known : known.filter((month) => found.includes(month));
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
      ({ kind, at }) => !(found.replacesCommits && kind === "commit" && at >= coverage.from),
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
