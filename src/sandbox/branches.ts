import { requireAccess } from "./access.ts";
import { notFound, SandboxError, unprocessable } from "./errors.ts";
import { isAncestor, readCommit } from "./git/history.ts";
import { type Commit, writeBlob } from "./git/object.ts";
import { findEntry, isValidPath, updateTree } from "./git/tree.ts";
import { CONTENTS, commitAs } from "./git-objects.ts";
import { moveRef } from "./ref-moves.ts";
import type { CommitPerson } from "./signatures.ts";
import type { Actor, Repository, State } from "./state.ts";

/** `name` is full: `refs/heads/x`. 422 "Reference already exists". */
export function createRef(
  state: State,
  actor: Actor,
  repository: Repository,
  name: string,
  oid: string,
): void {
  requireAccess(state, actor, repository, CONTENTS);
  if (!isValidRef(name)) throw unprocessable(`${name} is not a valid ref name.`);
  if (repository.refs.has(name)) throw unprocessable("Reference already exists");
  const inTheWay = [...repository.refs.keys()].some(
    (other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`),
  );
  if (inTheWay)
    throw unprocessable("Reference cannot be created: a reference of a folder's name is in the way");
  requireObject(repository, name, oid);
  moveRef(state, actor, repository, name, oid);
}

/** 422 "Update is not a fast forward" unless `force`; 422 "Reference does not exist". To where it stands is no change. */
export function updateRef(
  state: State,
  actor: Actor,
  repository: Repository,
  name: string,
  oid: string,
  options: { force?: boolean } = {},
): void {
  requireAccess(state, actor, repository, CONTENTS);
  const before = repository.refs.get(name);
  if (before === undefined) throw unprocessable("Reference does not exist");
  requireObject(repository, name, oid);
  if (!isAncestor(repository.objects, before, oid) && options.force !== true) {
    throw unprocessable("Update is not a fast forward");
  }
  moveRef(state, actor, repository, name, oid);
}

/** 422 for one that is not there, and for the default branch. */
export function deleteRef(state: State, actor: Actor, repository: Repository, name: string): void {
  requireAccess(state, actor, repository, CONTENTS);
  if (!repository.refs.has(name)) throw unprocessable("Reference does not exist");
  if (name === `refs/heads/${repository.defaultBranch}`) {
    throw unprocessable(`Cannot delete the default branch ${repository.defaultBranch}`);
  }
  moveRef(state, actor, repository, name, null);
}

function requireObject(repository: Repository, name: string, oid: string): void {
  const object = repository.objects.get(oid);
  if (object === undefined) throw unprocessable("Object does not exist");
  if (object.type !== "commit" && name.startsWith("refs/heads/"))
    throw unprocessable("Reference update failed");
}

/** As `git check-ref-format`, and within `refs/`. */
function isValidRef(name: string): boolean {
  if (!/^refs\/[^/]+\/.+$/.test(name) || /\.\.|@\{|[ ~^:?*[\\\p{Cc}]|\/\/|[./]$/u.test(name)) return false;
  return name.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock"));
}

export interface FileChanges {
  additions?: readonly { path: string; bytes: Uint8Array }[];
  deletions?: readonly string[];
}

export interface BranchCommit {
  /** `main`, not `refs/heads/main`. */
  branch: string;
  message: string;
  changes: FileChanges;
  expectedHead?: string;
  author?: CommitPerson;
  committer?: CommitPerson;
}

/**
 * One commit on a branch, signed by GitHub: GraphQL's `createCommitOnBranch`, REST's contents, the web editor. Naming an
 * author or committer (REST's contents may) leaves it unsigned. The branch must exist, but for the first commit of an
 * empty repository. STALE_DATA when `expectedHead` is not the head.
 */
export function commitOnBranch(
  state: State,
  actor: Actor,
  repository: Repository,
  input: BranchCommit,
): Commit {
  return commitFiles(state, actor, repository, input, true);
}

/**
 * As `commitOnBranch`, by `git push`: never signed, and whoever it says is its author. `onto` is the commit to build on
 * instead of the head: a forced push.
 */
export function pushFiles(
  state: State,
  actor: Actor,
  repository: Repository,
  input: BranchCommit & { onto?: string },
): Commit {
  return commitFiles(state, actor, repository, input, false);
}

function commitFiles(
  state: State,
  actor: Actor,
  repository: Repository,
  input: BranchCommit & { onto?: string },
  sign: boolean,
): Commit {
  requireAccess(state, actor, repository, CONTENTS);
  const { branch, expectedHead, changes, onto, ...details } = input;
  const head = branchHead(repository, branch);
  const isFirst = repository.refs.size === 0 && branch === repository.defaultBranch;
  if (head === null && !isFirst) throw notFound(`Branch ${branch} not found`);
  if (expectedHead !== undefined && expectedHead !== head) {
    const message = `Expected branch to point to "${expectedHead}" but it did not. Pull and try again.`;
    throw new SandboxError("STALE_DATA", message);
  }
  const parent = onto ?? head;
  const before = parent === null ? null : readCommit(repository.objects, parent).tree;
  const tree = changeFiles(repository, before, changes, parent);
  const parents = parent === null ? [] : [parent];
  const commit = commitAs(state, actor, repository, { ...details, tree, parents, sign });
  moveRef(state, actor, repository, `refs/heads/${branch}`, commit.oid);
  return commit;
}

function changeFiles(
  repository: Repository,
  before: string | null,
  changes: FileChanges,
  head: string | null,
): string {
  const store = repository.objects;
  const additions = changes.additions ?? [];
  const deletions = changes.deletions ?? [];
  for (const path of [...additions.map((file) => file.path), ...deletions]) {
    if (!isValidPath(path)) throw unprocessable(`A path was requested which is malformed: ${path}`);
  }
  for (const path of deletions) {
    if (before === null || findEntry(store, before, path) === null) {
      throw unprocessable(`A path was requested for deletion which does not exist as of commit oid ${head}`);
    }
  }
  return updateTree(
    store,
    before,
    new Map([
      ...deletions.map((path) => [path, null] as const),
      ...additions.map(({ path, bytes }) => {
        const known = before === null ? null : findEntry(store, before, path);
        const mode = known?.mode === "100755" ? known.mode : ("100644" as const);
        return [path, { mode, oid: writeBlob(store, bytes).oid }] as const;
      }),
    ]),
  );
}

/** The head of a branch (`main`, not `refs/heads/main`); `null` when there is none. */
export function branchHead(repository: Repository, branch: string): string | null {
  return repository.refs.get(`refs/heads/${branch}`) ?? null;
}

/** Resolves a branch, tag, full ref name, `HEAD`, or commit id (abbreviated from 7 digits on); `null` when it is none. */
export function resolveCommit(repository: Repository, name: string): string | null {
  const ref = name === "HEAD" ? `refs/heads/${repository.defaultBranch}` : name;
  for (const full of [ref, `refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`]) {
    const oid = repository.refs.get(full);
    if (oid !== undefined) return oid;
  }
  if (!/^[\da-f]{7,40}$/i.test(name)) return null;
  const wanted = name.toLowerCase();
  for (const [oid, object] of repository.objects) {
    if (object.type === "commit" && oid.startsWith(wanted)) return oid;
  }
  return null;
}
