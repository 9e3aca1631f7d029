import { closeConversation, markClosed } from "./closing.ts";
import { closeIssuesByPullRequest } from "./closing-references.ts";
import { isAncestor } from "./git/history.ts";
import { emitConversation } from "./payloads/conversation.ts";
import { isOf, openPullRequests, pullRequestsOf } from "./pull-request-rules.ts";
import type { RefMove } from "./ref-moves.ts";
import { repositoryOf } from "./repositories.ts";
import type { Actor, PullRequest, Repository, State } from "./state.ts";
import { addTimelineEvent } from "./timeline.ts";

/** What moving a branch does to the pull requests that come from it and to those that go into it. */
export function followBranch(state: State, actor: Actor, repository: Repository, move: RefMove): void {
  const branch = move.name.replace("refs/heads/", "");
  for (const other of state.repositories.values()) {
    for (const pullRequest of pullRequestsOf(other)) {
      if (isOf(pullRequest, { repositoryId: repository.id, ref: branch }))
        followHead(state, actor, pullRequest, move);
    }
  }
  for (const pullRequest of openPullRequests(repository)) {
    if (pullRequest.base.ref === branch) followBase(state, actor, pullRequest, move);
  }
}

function followHead(state: State, actor: Actor, pullRequest: PullRequest, move: RefMove): void {
  const { before, after } = move;
  if (after === null) {
    const isLast = pullRequest.head.oid === before;
    if (isLast)
      addTimelineEvent(state, actor, pullRequest, { type: "HeadRefDeletedEvent", ref: pullRequest.head.ref });
    closeConversation(state, actor, pullRequest);
    return;
  }
  if (pullRequest.state === "closed" || before === null) return;
  const repository = repositoryOf(state, pullRequest);
  const base = repository.refs.get(`refs/heads/${pullRequest.base.ref}`) ?? pullRequest.base.oid;
  pullRequest.head = { ...pullRequest.head, oid: after };
  pullRequest.updatedAt = state.clock.now();
  if (move.forced)
    addTimelineEvent(state, actor, pullRequest, { type: "HeadRefForcePushedEvent", before, after });
  // GitHub's trap: a head with nothing that base lacks counts as merged.
  if (isAncestor(repository.objects, after, base)) {
    completeMerge(state, actor, pullRequest, after);
    return;
  }
  pullRequest.base = { ...pullRequest.base, oid: base };
  emitConversation(state, actor, pullRequest, "synchronize", { before, after });
}

function followBase(state: State, actor: Actor, pullRequest: PullRequest, move: RefMove): void {
  if (move.after === null) {
    closeConversation(state, actor, pullRequest);
    return;
  }
  const { objects } = repositoryOf(state, pullRequest);
  if (isAncestor(objects, pullRequest.head.oid, move.after))
    completeMerge(state, actor, pullRequest, move.after);
}

/** Marks as merged, silently: see `announceMerge`. */
export function markMerged(state: State, actor: Actor, pullRequest: PullRequest, commitOid: string): void {
  markClosed(state, actor, pullRequest, null);
  const { closedAt, closedById } = pullRequest;
  pullRequest.merge = { at: closedAt ?? state.clock.now(), byId: closedById ?? 0, commitOid };
}

/** Timeline and webhook of a merge, and the issues that it closes. */
export function announceMerge(state: State, actor: Actor, pullRequest: PullRequest, commitOid: string): void {
  addTimelineEvent(state, actor, pullRequest, { type: "MergedEvent", commitOid, ref: pullRequest.base.ref });
  addTimelineEvent(state, actor, pullRequest, { type: "ClosedEvent", stateReason: null, closer: null });
  emitConversation(state, actor, pullRequest, "closed");
  closeIssuesByPullRequest(state, actor, pullRequest);
}

function completeMerge(state: State, actor: Actor, pullRequest: PullRequest, commitOid: string): void {
  markMerged(state, actor, pullRequest, commitOid);
  announceMerge(state, actor, pullRequest, commitOid);
}
