import { requireAccess } from "./access.ts";
import { actorAccount } from "./accounts.ts";
import { SandboxError } from "./errors.ts";
import { commitsBetween, readCommit } from "./git/history.ts";
import { mergeTrees } from "./git/merge.ts";
import { writeCommit } from "./git/object.ts";
import { CONTENTS, commitAs } from "./git-objects.ts";
import { baseHead, mergedTree } from "./mergeability.ts";
import { announceMerge, markMerged } from "./pull-request-branches.ts";
import { moveRef } from "./ref-moves.ts";
import { ownerOf, repositoryOf } from "./repositories.ts";
import { signatureOf } from "./signatures.ts";
import type { Actor, PullRequest, State } from "./state.ts";

export type MergeMethod = "merge" | "squash" | "rebase";

export interface MergeOptions {
  method?: MergeMethod;
  title?: string;
  message?: string;
  /** The head that the caller saw. */
  expectedHead?: string;
}

/** 405 when it is not mergeable, 409 when `expectedHead` is not the head. Returns the id of the commit on the base. */
export function mergePullRequest(
  state: State,
  actor: Actor,
  pullRequest: PullRequest,
  options: MergeOptions = {},
): string {
  const repository = repositoryOf(state, pullRequest);
  requireAccess(state, actor, repository, CONTENTS);
  const { head } = pullRequest;
  if (options.expectedHead !== undefined && options.expectedHead !== head.oid) {
    throw new SandboxError("CONFLICT", "Head branch was modified. Review and try the merge again.");
  }
  if (pullRequest.state === "closed") throw notMergeable("Pull Request is not mergeable");
  if (pullRequest.draft) throw notMergeable("Pull Request is still a draft");
  const tree = mergedTree(state, pullRequest);
  if (tree === null) throw notMergeable("Pull Request is not mergeable");
  const oid = writeMerge(state, actor, pullRequest, tree, options);
  markMerged(state, actor, pullRequest, oid);
  pullRequest.base = { ...pullRequest.base, oid: baseHead(state, pullRequest) };
  moveRef(state, actor, repository, `refs/heads/${pullRequest.base.ref}`, oid);
  announceMerge(state, actor, pullRequest, oid);
  deleteHead(state, actor, pullRequest);
  return oid;
}

function deleteHead(state: State, actor: Actor, { head, repositoryId }: PullRequest): void {
  const repository = repositoryOf(state, { repositoryId });
  const isHere = head.repositoryId === repositoryId && head.ref !== repository.defaultBranch;
  if (repository.deleteBranchOnMerge && isHere)
    moveRef(state, actor, repository, `refs/heads/${head.ref}`, null);
}

function writeMerge(
  state: State,
  actor: Actor,
  pullRequest: PullRequest,
  tree: string,
  options: MergeOptions,
): string {
  const method = options.method ?? "merge";
  if (method === "rebase") return writeRebase(state, actor, pullRequest);
  const repository = repositoryOf(state, pullRequest);
  const base = baseHead(state, pullRequest);
  const texts = method === "merge" ? mergeTexts(state, pullRequest) : squashTexts(state, pullRequest);
  const message = [options.title ?? texts.title, options.message ?? texts.message].filter(
    (text) => text !== "",
  );
  const parents = method === "merge" ? [base, pullRequest.head.oid] : [base];
  return commitAs(state, actor, repository, { tree, parents, message: message.join("\n\n"), sign: true }).oid;
}

function mergeTexts(state: State, { head, number, title }: PullRequest): { title: string; message: string } {
  const from = state.repositories.get(head.repositoryId);
  const owner = from === undefined ? "unknown" : ownerOf(state, from).login;
  return { title: `Merge pull request #${number} from ${owner}/${head.ref}`, message: title };
}

function squashTexts(state: State, pullRequest: PullRequest): { title: string; message: string } {
  const store = repositoryOf(state, pullRequest).objects;
  const commits = commitsBetween(store, baseHead(state, pullRequest), pullRequest.head.oid);
  const message = commits.length === 1 ? "" : commits.map((commit) => `* ${commit.message}`).join("\n\n");
  return { title: `${pullRequest.title} (#${pullRequest.number})`, message };
}

/** Every commit again on top of the base, unsigned as on GitHub. */
function writeRebase(state: State, actor: Actor, pullRequest: PullRequest): string {
  const store = repositoryOf(state, pullRequest).objects;
  const committer = signatureOf(actorAccount(state, actor), state.clock.now());
  let onto = baseHead(state, pullRequest);
  for (const commit of commitsBetween(store, onto, pullRequest.head.oid)) {
    const parent = commit.parents[0];
    if (parent === undefined || commit.parents.length > 1) throw notMergeable("This branch can't be rebased");
    const trees = [parent, onto].map((oid) => readCommit(store, oid).tree);
    const result = mergeTrees(store, trees[0] ?? "", trees[1] ?? "", commit.tree);
    if (!result.clean) throw notMergeable("This branch can't be rebased");
    const { author, message } = commit;
    onto = writeCommit(store, {
      tree: result.tree,
      parents: [onto],
      author,
      committer,
      message,
      signedByGitHub: false,
    }).oid;
  }
  return onto;
}

function notMergeable(message: string): SandboxError {
  return new SandboxError("CONFLICT", message, null, 405);
}
