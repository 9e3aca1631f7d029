export { closingIssues } from "./closing-references.ts";
export { isMergeable } from "./mergeability.ts";
export { type MergeMethod, mergePullRequest } from "./merging.ts";

import { canSee, requireAccess } from "./access.ts";
import { actorAccount } from "./accounts.ts";
import { invalid, unprocessable } from "./errors.ts";
import { diffTrees, type FileChange } from "./git/diff.ts";
import { commitsBetween, mergeBase, readCommit } from "./git/history.ts";
import type { Commit } from "./git/object.ts";
import { CONTENTS } from "./git-objects.ts";
import { editIssue, newConversation } from "./issues.ts";
import { nextId, register } from "./nodes.ts";
import { emitConversation } from "./payloads/conversation.ts";
import { requireDifference, requireNoRival } from "./pull-request-rules.ts";
import { recordReferences } from "./references.ts";
import { findRepository, ownerOf, repositoryOf } from "./repositories.ts";
import type { Actor, PullRequest, Repository, State } from "./state.ts";
import { checkIssueBody, checkTitle } from "./text-limits.ts";

const PULL_REQUESTS = { app: { pull_requests: "write" }, person: "read" } as const;

export interface NewPullRequest {
  repository: Repository;
  title: string;
  body?: string | null;
  /** `branch`, or `owner:branch` for a fork. */
  head: string;
  base: string;
  draft?: boolean;
  maintainerCanModify?: boolean;
}

/** A person needs write access to the head's repository. */
export function openPullRequest(state: State, actor: Actor, input: NewPullRequest): PullRequest {
  const { repository, title } = input;
  requireAccess(state, actor, repository, PULL_REQUESTS);
  const body = input.body ?? "";
  checkTitle("PullRequest", title);
  checkIssueBody("PullRequest", body);
  const head = findHead(state, actor, repository, input.head);
  const baseOid = repository.refs.get(`refs/heads/${input.base}`);
  if (baseOid === undefined) throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
  const isFork = head.repositoryId !== repository.id;
  const shown = isFork
    ? { base: `${ownerOf(state, repository).login}:${input.base}`, head: input.head }
    : { base: input.base, head: head.ref };
  requireNoRival(state, repository, head, input.base);
  requireDifference(repository, { name: shown.base, oid: baseOid }, { name: shown.head, oid: head.oid });
  const pullRequest: PullRequest = {
    ...newConversation(state, actor, repository, "PullRequest", title, body),
    type: "PullRequest",
    pullRequestId: nextId(state),
    draft: input.draft ?? false,
    maintainerCanModify: isFork && (input.maintainerCanModify ?? true),
    head,
    base: { ref: input.base, oid: baseOid },
    merge: null,
    reviews: [],
    mergeabilityKnownFor: null,
  };
  repository.issues.set(pullRequest.number, register(state, pullRequest));
  emitConversation(state, actor, pullRequest, "opened");
  recordReferences(state, actor, pullRequest, repository, body);
  return pullRequest;
}

function findHead(state: State, actor: Actor, repository: Repository, name: string): PullRequest["head"] {
  const [first = "", ...rest] = name.split(":");
  const ref = rest.length === 0 ? first : rest.join(":");
  const from = rest.length === 0 ? repository : findInNetwork(state, repository, first);
  const oid = from?.refs.get(`refs/heads/${ref}`);
  if (from === null || oid === undefined || !canSee(state, actor, from)) {
    throw invalid({ resource: "PullRequest", field: "head", code: "invalid" });
  }
  if (actor.kind === "person") requireAccess(state, actor, from, CONTENTS);
  return { repositoryId: from.id, ref, oid };
}

/** The repository of the same fork network that an owner has. */
function findInNetwork(state: State, repository: Repository, owner: string): Repository | null {
  if (ownerOf(state, repository).login.toLowerCase() === owner.toLowerCase()) return repository;
  const named = findRepository(state, owner, repository.name);
  return named?.objects === repository.objects ? named : null;
}

export interface PullRequestChanges {
  title?: string;
  body?: string | null;
  state?: "open" | "closed";
  base?: string;
}

/** As PATCH; `state: "closed"` closes without merging. Labels and assignees go through `editIssue`. */
export function editPullRequest(
  state: State,
  actor: Actor,
  pullRequest: PullRequest,
  changes: PullRequestChanges,
): PullRequest {
  const { base, ...others } = changes;
  const repository = repositoryOf(state, pullRequest);
  requireAccess(state, actor, repository, PULL_REQUESTS);
  if (base !== undefined && base !== pullRequest.base.ref) changeBase(state, actor, pullRequest, base);
  return editIssue(state, actor, pullRequest, others);
}

function changeBase(state: State, actor: Actor, pullRequest: PullRequest, base: string): void {
  const repository = repositoryOf(state, pullRequest);
  const own = pullRequest.authorId === actorAccount(state, actor).id;
  requireAccess(state, actor, repository, { ...PULL_REQUESTS, person: own ? "read" : "write" });
  const oid = repository.refs.get(`refs/heads/${base}`);
  if (oid === undefined) throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
  if (pullRequest.state === "closed") {
    throw unprocessable("Cannot change the base branch of a closed pull request.");
  }
  const { head } = pullRequest;
  requireNoRival(state, repository, head, base);
  requireDifference(repository, { name: base, oid }, { name: head.ref, oid: head.oid });
  const from = pullRequest.base;
  pullRequest.base = { ref: base, oid };
  pullRequest.updatedAt = state.clock.now();
  const changes = { base: { ref: { from: from.ref }, sha: { from: from.oid } } };
  emitConversation(state, actor, pullRequest, "edited", { changes });
}

/** The commits of head that are not in base, oldest first; of a merged one those that were. */
export function pullRequestCommits(state: State, pullRequest: PullRequest): Commit[] {
  return commitsBetween(repositoryOf(state, pullRequest).objects, pullRequest.base.oid, pullRequest.head.oid);
}

/** What it changes, against where it branched off. */
export function pullRequestFiles(state: State, pullRequest: PullRequest): FileChange[] {
  const store = repositoryOf(state, pullRequest).objects;
  const base = mergeBase(store, pullRequest.base.oid, pullRequest.head.oid);
  const before = base === null ? null : readCommit(store, base).tree;
  return diffTrees(store, before, readCommit(store, pullRequest.head.oid).tree);
}
