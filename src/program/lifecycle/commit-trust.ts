import type { ObservedCommit } from "../observation.ts";

/**
 * Whether this app made a commit itself, as far as can be told: its name alone can be forged. `signs` says whether the
 * GitHub in use signs what apps commit.
 */
export function isOwnCommit(commit: ObservedCommit, signs: boolean): boolean {
  if (!commit.own) return false;
  return commit.signature === "github" || (commit.signature === "unsigned" && !signs);
}
