import { closeIssuesByCommits } from "./closing-references.ts";
import { isAncestor } from "./git/history.ts";
import { emitPush } from "./payloads/push.ts";
import { emitRefCreated, emitRefDeleted } from "./payloads/ref.ts";
import { followBranch } from "./pull-request-branches.ts";
import type { Actor, Repository, State } from "./state.ts";

/** What happens to a ref: `null` before is a creation, after a deletion. `forced`: commits were dropped. */
export interface RefMove {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly forced: boolean;
}

/**
 * Moves a ref without asking for rights, with everything that GitHub does about it: webhooks, the pull requests of the
 * branch, issues that the commits close. `after` null deletes it. To where it stands is no change.
 */
export function moveRef(
  state: State,
  actor: Actor,
  repository: Repository,
  name: string,
  after: string | null,
): void {
  const before = repository.refs.get(name) ?? null;
  if (before === after) return;
  const forced = before !== null && after !== null && !isAncestor(repository.objects, before, after);
  const move: RefMove = { name, before, after, forced };
  if (after === null) repository.refs.delete(name);
  else repository.refs.set(name, after);
  repository.pushedAt = state.clock.now();
  repository.updatedAt = repository.pushedAt;
  if (before === null) emitRefCreated(state, actor, repository, name);
  if (after === null) emitRefDeleted(state, actor, repository, name);
  emitPush(state, actor, repository, move);
  if (!name.startsWith("refs/heads/")) return;
  followBranch(state, actor, repository, move);
  closeIssuesByCommits(state, actor, repository, move);
}
