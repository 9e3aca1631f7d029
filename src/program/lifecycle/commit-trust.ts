import type { ObservedCommit, ObservedRepository } from "../observation.ts";

/**
 * Whether this app made a commit itself, as far as can be told: its name alone can be forged. `signs` says whether the
 * GitHub in use signs what apps commit.
 */
export function isOwnCommit(commit: ObservedCommit, signs: boolean): boolean {
  if (!commit.own) return false;
  return commit.signature === "github" || (commit.signature === "unsigned" && !signs);
}

/** Why a record is not believed that was changed last by this commit, as a sentence; `null` when it is. */
export function distrustOf(last: ObservedCommit, signs: boolean): string | null {
  if (!last.own) return "Its last commit is not this app's.";
  return isOwnCommit(last, signs) ? null : "Its last commit is not signed by GitHub.";
}

/**
 * Whether the GitHub in use signs what apps commit, as far as these commits tell: github.com does, and any GitHub that was seen
 * to do it once.
 */
export function signsCommits(
  { onGitHubCom }: Pick<ObservedRepository, "onGitHubCom">,
  seen: readonly ObservedCommit[],
): boolean {
  return onGitHubCom || seen.some((commit) => commit.own && commit.signature === "github");
}
