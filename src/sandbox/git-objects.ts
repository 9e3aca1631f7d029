import { may, requireAccess } from "./access.ts";
import { actorAccount } from "./accounts.ts";
import { forbidden, notFound, unprocessable } from "./errors.ts";
import { readCommit } from "./git/history.ts";
import { type Blob, type Commit, type FileMode, type Tree, writeBlob, writeCommit } from "./git/object.ts";
import { findEntry, isValidPath, readTree, updateTree } from "./git/tree.ts";
import { type CommitPerson, personSignature, signatureOf, WEB_FLOW } from "./signatures.ts";
import type { Actor, Repository, State } from "./state.ts";

/** What writing to the contents of a repository asks for. */
export const CONTENTS = { app: { contents: "write" }, person: "write" } as const;

export function createBlob(state: State, actor: Actor, repository: Repository, bytes: Uint8Array): Blob {
  requireAccess(state, actor, repository, CONTENTS);
  return writeBlob(repository.objects, bytes);
}

export interface TreeChange {
  path: string;
  mode: FileMode;
  /** An object of the repository, a new blob's content, or `null` to delete the path. */
  object: { oid: string } | { content: string } | null;
}

/** Without `baseTree` (a tree or a commit) the tree holds only what is named. 404 for a base, 422 for an object that is not there. */
export function createTree(
  state: State,
  actor: Actor,
  repository: Repository,
  input: { baseTree?: string; changes: readonly TreeChange[] },
): Tree {
  requireAccess(state, actor, repository, CONTENTS);
  const store = repository.objects;
  const base = input.baseTree === undefined ? null : treeOf(repository, input.baseTree);
  if (input.baseTree !== undefined && base === null) throw notFound();
  if (base === null && input.changes.length === 0) throw unprocessable("Invalid tree info");
  for (const change of input.changes) checkTreeChange(repository, base, change);
  const changes = input.changes.map(({ path, mode, object }) => {
    if (object === null) return [path, null] as const;
    const oid = "oid" in object ? object.oid : writeBlob(store, new TextEncoder().encode(object.content)).oid;
    return [path, { mode, oid }] as const;
  });
  return readTree(store, updateTree(store, base, new Map(changes)));
}

function treeOf(repository: Repository, oid: string): string | null {
  const object = repository.objects.get(oid);
  if (object?.type === "commit") return object.tree;
  return object?.type === "tree" ? oid : null;
}

function checkTreeChange(
  repository: Repository,
  base: string | null,
  { path, mode, object }: TreeChange,
): void {
  if (!isValidPath(path)) throw unprocessable("tree.path contains a malformed path component");
  if (object === null) {
    const known = base !== null && findEntry(repository.objects, base, path) !== null;
    if (!known) throw unprocessable("GitRPC::BadObjectState");
    return;
  }
  if (!("oid" in object) || mode === "160000") return;
  const found = repository.objects.get(object.oid);
  if (found?.type !== (mode === "040000" ? "tree" : "blob")) {
    throw unprocessable(`tree.sha ${object.oid} is not a valid ${mode === "040000" ? "tree" : "blob"}`);
  }
}

export interface NewGitCommit {
  message: string;
  tree: string;
  parents: readonly string[];
  author?: CommitPerson;
  committer?: CommitPerson;
}

/** REST's `POST git/commits`: signed by GitHub only when an app makes it and names neither author nor committer. */
export function createCommit(
  state: State,
  actor: Actor,
  repository: Repository,
  input: NewGitCommit,
): Commit {
  requireAccess(state, actor, repository, CONTENTS);
  const store = repository.objects;
  if (store.get(input.tree)?.type !== "tree") throw unprocessable("Tree SHA does not exist");
  if (input.parents.some((parent) => store.get(parent)?.type !== "commit")) {
    throw unprocessable("Parent SHA does not exist or is not a commit object");
  }
  return commitAs(state, actor, repository, { ...input, sign: actor.kind === "installation" });
}

/** Writes the commit; GitHub signs it when `sign` is set and nobody is named. */
export function commitAs(
  state: State,
  actor: Actor,
  repository: Repository,
  input: NewGitCommit & { sign: boolean },
): Commit {
  requireWorkflows(state, actor, repository, input);
  const now = state.clock.now();
  const signed = input.sign && input.author === undefined && input.committer === undefined;
  const me = signatureOf(actorAccount(state, actor), now);
  const author = input.author === undefined ? me : personSignature(input.author, now);
  const committer = input.committer === undefined ? author : personSignature(input.committer, now);
  return writeCommit(repository.objects, {
    tree: input.tree,
    parents: input.parents,
    message: input.message,
    author,
    committer: signed ? personSignature(WEB_FLOW, now) : committer,
    signedByGitHub: signed,
  });
}

/** An app changes workflow files only with a permission of its own. */
function requireWorkflows(state: State, actor: Actor, repository: Repository, input: NewGitCommit): void {
  const need = { app: { workflows: "write" }, person: "read" } as const;
  if (actor.kind === "person" || may(state, actor, repository, need)) return;
  const path = ".github/workflows";
  const now = findEntry(repository.objects, input.tree, path)?.oid;
  const before = input.parents.map((oid) => readCommit(repository.objects, oid).tree);
  const known = before.map((tree) => findEntry(repository.objects, tree, path)?.oid);
  if (now === undefined || known.includes(now)) return;
  throw forbidden("Resource not accessible by integration");
}
