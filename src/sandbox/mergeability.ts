import { SandboxError } from "./errors.ts";
import { mergeCommits } from "./git/merge.ts";
import { repositoryOf } from "./repositories.ts";
import type { PullRequest, State } from "./state.ts";

/**
 * Whether it could be merged, as GitHub shows it: `null` on a closed one, and for the first time that it is asked about a
 * new pair of commits (GitHub works it out in the background).
 */
export function isMergeable(state: State, pullRequest: PullRequest): boolean | null {
  if (pullRequest.state === "closed") return null;
  const pair = `${baseHead(state, pullRequest)}...${pullRequest.head.oid}`;
  if (pullRequest.mergeabilityKnownFor !== pair) {
    pullRequest.mergeabilityKnownFor = pair;
    return null;
  }
  return mergedTree(state, pullRequest) !== null;
}

/** The tree after a merge into the base as it is now; `null` is a conflict. */
export function mergedTree(state: State, pullRequest: PullRequest): string | null {
  const base = baseHead(state, pullRequest);
  const result = mergeCommits(repositoryOf(state, pullRequest).objects, base, pullRequest.head.oid);
  return result.clean ? result.tree : null;
}

/** The head of the base branch now. Throws 405 when the branch is gone. */
export function baseHead(state: State, pullRequest: PullRequest): string {
  const oid = repositoryOf(state, pullRequest).refs.get(`refs/heads/${pullRequest.base.ref}`);
  if (oid === undefined) throw new SandboxError("CONFLICT", "Base branch does not exist", null, 405);
  return oid;
}
