import { invalid } from "./errors.ts";
import { isAncestor, mergeBase } from "./git/history.ts";
import { ownerOf } from "./repositories.ts";
import type { PullRequest, Repository, State } from "./state.ts";

/** 422 when an open pull request has the same head and base. */
export function requireNoRival(
  state: State,
  repository: Repository,
  head: Pick<PullRequest["head"], "repositoryId" | "ref">,
  base: string,
): void {
  if (openPullRequests(repository).some((other) => isOf(other, head) && other.base.ref === base)) {
    const from = state.repositories.get(head.repositoryId);
    const owner = ownerOf(state, from ?? repository).login;
    throw custom(`A pull request already exists for ${owner}:${head.ref}.`);
  }
}

/** 422 when head has no commit that base lacks, or nothing in common with it. */
export function requireDifference(
  repository: Repository,
  base: { name: string; oid: string },
  head: { name: string; oid: string },
): void {
  if (isAncestor(repository.objects, head.oid, base.oid)) {
    throw custom(`No commits between ${base.name} and ${head.name}`);
  }
  if (mergeBase(repository.objects, base.oid, head.oid) === null) {
    throw custom(`The ${head.name} branch has no history in common with ${base.name}`);
  }
}

/** By number. */
export function openPullRequests(repository: Repository): PullRequest[] {
  return pullRequestsOf(repository).filter((pullRequest) => pullRequest.state === "open");
}

/** By number. */
export function pullRequestsOf(repository: Repository): PullRequest[] {
  return [...repository.issues.values()].filter((issue) => issue.type === "PullRequest");
}

/** Whether its head is this branch. */
export function isOf(
  pullRequest: PullRequest,
  head: Pick<PullRequest["head"], "repositoryId" | "ref">,
): boolean {
  return pullRequest.head.repositoryId === head.repositoryId && pullRequest.head.ref === head.ref;
}

function custom(message: string) {
  return invalid({ resource: "PullRequest", code: "custom", message });
}
