import type { Action } from "../action.ts";
import { firstDayOf } from "../archive.ts";
import { type ArchiveFiles, archiveFiles } from "../archive-files.ts";
import { archivePullRequest } from "../archive-pull-request.ts";
import type { Config } from "../config.ts";
import { formatArchiveBranch } from "../decision-branch.ts";
import { formatDay, type Instant } from "../instant.ts";
import type { ObservedArchive, ObservedRepository } from "../observation.ts";
import type { Registry } from "../registry.ts";
import { isOwnCommit, signsCommits } from "./commit-trust.ts";
import type { Render } from "./steps.ts";

/** The year that is to be frozen: in January (UTC) the one that is just over; `null` in the rest of the year. */
export function yearToFreeze(at: Instant): number | null {
  const [year, month] = formatDay(at).split("-");
  return month === "01" ? Number(year) - 1 : null;
}

/**
 * The archive of a year that is over. It is dated January 1st on whichever day it is made, so that it is always the same.
 * @returns `null` when nobody was a partner in that year.
 */
export function frozenYear(
  { config, registry }: { config: Config; registry: Registry },
  year: number,
): ArchiveFiles | null {
  const frozen = firstDayOf(year + 1);
  const made = archiveFiles({ config, registry, year, frozen, archiveText: null, pageText: null });
  return made.archive.partners.length === 0 ? null : made;
}

interface ArchiveSituation {
  repository: ObservedRepository;
  config: Config;
  /** As the base's registry gives it. */
  made: ArchiveFiles;
  observed: ObservedArchive;
}

/**
 * What is to be done about the pull request that freezes a year: one commit on the current head of the base, made again
 * when that has moved. It is left alone when a person closed it or committed to its branch, and nothing is left of the
 * branch after the merge.
 */
export function archiveVerdict(
  { repository, config, made, observed }: ArchiveSituation,
  render: Render,
): Action[] {
  const { base } = repository;
  const { isThere, branch: branchHead, pullRequest, data } = observed;
  const branch = formatArchiveBranch(made.archive.year);
  if (pullRequest?.state === "merged") {
    // What was pushed after the merge is nowhere else, and stays.
    return branchHead?.oid === pullRequest.head.oid ? [{ do: "delete-branch", branch }] : [];
  }
  if (isThere || pullRequest?.state === "closed") return [];
  const head = branchHead ?? pullRequest?.head ?? null;
  if (head !== null && !isOwnCommit(head, signsCommits(repository, data === null ? [] : [data]))) return [];
  if (pullRequest !== null && pullRequest.head.parents[0] === base.oid) return [];
  const { title, view, commit } = archivePullRequest(made.archive, config);
  return [
    {
      do: "propose",
      base,
      branch,
      branchExists: branchHead !== null,
      ...commit,
      files: made.files,
      pullRequest: {
        title,
        body: render({ name: "archive-pull-request", view }),
        existing: pullRequest?.nodeId ?? null,
      },
    },
  ];
}
