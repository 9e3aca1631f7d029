import { requireAccess } from "./access.ts";
import { actorAccount } from "./accounts.ts";
import { newIdentity, register } from "./nodes.ts";
import type { Actor, Release, Repository, State } from "./state.ts";

/** Publishes a release of a tag. */
export function publishRelease(state: State, actor: Actor, repository: Repository, tag: string): Release {
  requireAccess(state, actor, repository, { app: { contents: "write" }, person: "write" });
  const release: Release = {
    ...newIdentity(state, "Release", [repository.id]),
    type: "Release",
    repositoryId: repository.id,
    authorId: actorAccount(state, actor).id,
    tag,
    createdAt: state.clock.now(),
  };
  repository.releases.push(register(state, release));
  return release;
}
