import { type Coverage, NO_COVERAGE, parseCoverage } from "../activity/coverage.ts";
import type { ConfirmedReport } from "../confirmed-report.ts";
import type { ObservedCommit, ObservedFile, ObservedRepository } from "../observation.ts";
import { issueOfReport } from "../places.ts";
import { isOwnCommit, signsCommits } from "./commit-trust.ts";
import { believeReport } from "./report-state.ts";

/** What the coverage of the ledger says, or why it is not believed. */
export type CoverageBelief = { ok: true; coverage: Coverage } | { ok: false; why: string };

/**
 * The coverage, when this app wrote it. It names every file of the ledger by git's id, so who wrote it wrote all of them.
 * Without a file nothing has been collected yet.
 */
export function believedCoverage(
  { file, commit }: { file: ObservedFile | null; commit: ObservedCommit | null },
  repository: Pick<ObservedRepository, "onGitHubCom">,
): CoverageBelief {
  if (file === null || commit === null) return { ok: true, coverage: NO_COVERAGE };
  if (!isOwnCommit(commit, signsCommits(repository, [commit]))) {
    return { ok: false, why: `Somebody else than this app has changed ${file.path} (${commit.url}).` };
  }
  const parsed = parseCoverage(file.text);
  return parsed.ok ? parsed : { ok: false, why: `${file.path} cannot be read: ${parsed.message}.` };
}

/** The reports that members have confirmed, as far as this app wrote them down. */
export function believedReports(
  files: readonly { file: ObservedFile; commits: readonly ObservedCommit[] }[],
  repository: Pick<ObservedRepository, "onGitHubCom">,
): ConfirmedReport[] {
  const signs = signsCommits(
    repository,
    files.flatMap(({ commits }) => commits),
  );
  return files.flatMap(({ file, commits }) => {
    const [last] = commits;
    const issue = issueOfReport(file.path);
    if (last === undefined || issue === null) return [];
    const belief = believeReport(issue, file.text, last, signs);
    return belief.ok ? [belief.report] : [];
  });
}
