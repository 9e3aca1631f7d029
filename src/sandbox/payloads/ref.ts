import { emitRepositoryEvent } from "../events.ts";
import type { Actor, Repository, State } from "../state.ts";

/** Emits `create` for a branch or tag; other refs have no such event. */
export function emitRefCreated(state: State, actor: Actor, repository: Repository, name: string): void {
  const ref = shortRef(name);
  if (ref === null) return;
  emitRepositoryEvent(state, actor, repository, { event: "create", action: null }, () => ({
    ...ref,
    master_branch: repository.defaultBranch,
    description: repository.description,
    pusher_type: "user",
  }));
}

/** Emits `delete` for a branch or tag. */
export function emitRefDeleted(state: State, actor: Actor, repository: Repository, name: string): void {
  const ref = shortRef(name);
  if (ref === null) return;
  emitRepositoryEvent(state, actor, repository, { event: "delete", action: null }, () => ({
    ...ref,
    pusher_type: "user",
  }));
}

function shortRef(name: string): { ref: string; ref_type: "branch" | "tag" } | null {
  if (name.startsWith("refs/heads/")) return { ref: name.replace("refs/heads/", ""), ref_type: "branch" };
  if (name.startsWith("refs/tags/")) return { ref: name.replace("refs/tags/", ""), ref_type: "tag" };
  return null;
}
