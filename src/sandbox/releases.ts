import { instantOf } from "../program/instant.ts";
import { requireAccess } from "./access.ts";
import { actorAccount } from "./accounts.ts";
import { branchHead } from "./branches.ts";
import { readCommit } from "./git/history.ts";
import { newIdentity, register } from "./nodes.ts";
import type { Actor, Release, Repository, State } from "./state.ts";

/** Publishes a release of the default branch as it is. */
export function publishRelease(state: State, actor: Actor, repository: Repository, tag: string): Release {
  requireAccess(state, actor, repository, { app: { contents: "write" }, person: "write" });
  const now = state.clock.now();
  const head = branchHead(repository, repository.defaultBranch);
  const release: Release = {
    ...newIdentity(state, "Release", [repository.id]),
    type: "Release",
    repositoryId: repository.id,
    authorId: actorAccount(state, actor).id,
    tag,
    createdAt: head === null ? now : instantOf(readCommit(repository.objects, head).committer.seconds * 1000),
    publishedAt: now,
  };
  repository.releases.push(register(state, release));
  return release;
}
