import { instantOf } from "../program/instant.ts";
import { requireAccess } from "./access.ts";
import { actorAccount } from "./accounts.ts";
import { branchHead, createRef } from "./branches.ts";
import { invalid } from "./errors.ts";
import { readCommit } from "./git/history.ts";
import { newIdentity, register } from "./nodes.ts";
import { emitReleasePublished } from "./payloads/release.ts";
import type { Actor, Release, Repository, State } from "./state.ts";

/** Publishes a release of the default branch as it is, and makes its tag where there is none. 422 where there is one of that tag. */
export function publishRelease(state: State, actor: Actor, repository: Repository, tag: string): Release {
  requireAccess(state, actor, repository, { app: { contents: "write" }, person: "write" });
  if (repository.releases.some((release) => release.tag === tag)) {
    throw invalid({ resource: "Release", field: "tag_name", code: "already_exists" });
  }
  const now = state.clock.now();
  const head = branchHead(repository, repository.defaultBranch);
  const name = `refs/tags/${tag}`;
  if (head !== null && !repository.refs.has(name)) createRef(state, actor, repository, name, head);
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
  emitReleasePublished(state, actor, release);
  return release;
}
