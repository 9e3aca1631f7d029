import { diffTrees, type FileChange } from "./diff.ts";
import type { Commit, ObjectStore } from "./object.ts";
import { findEntry } from "./tree.ts";

/** Throws when the object is not there or is no commit. */
export function readCommit(store: ObjectStore, oid: string): Commit {
  const object = store.get(oid);
  if (object?.type !== "commit") throw new Error(`not a commit: ${oid}`);
  return object;
}

/** Newest first, as `git log`; with `path` as `git log -- path`. */
export function* history(
  store: ObjectStore,
  from: string,
  options: { path?: string } = {},
): Generator<Commit> {
  const queue: Commit[] = [readCommit(store, from)];
  const seen = new Set([from]);
  for (let commit = queue.shift(); commit !== undefined; commit = queue.shift()) {
    const { path } = options;
    const same = path === undefined ? undefined : parentWithSame(store, commit, path);
    if (same === undefined && (path === undefined || changesPath(store, commit, path))) yield commit;
    // Where a parent has the same content, git follows only that one.
    for (const oid of same === undefined ? commit.parents : [same]) {
      if (seen.has(oid)) continue;
      seen.add(oid);
      enqueue(queue, readCommit(store, oid));
    }
  }
}

function parentWithSame(store: ObjectStore, commit: Commit, path: string): string | undefined {
  const now = entryKey(store, commit, path);
  return commit.parents.find((parent) => entryKey(store, readCommit(store, parent), path) === now);
}

function changesPath(store: ObjectStore, commit: Commit, path: string): boolean {
  return commit.parents.length > 0 || entryKey(store, commit, path) !== null;
}

function entryKey(store: ObjectStore, commit: Commit, path: string): string | null {
  if (path === "") return commit.tree;
  const entry = findEntry(store, commit.tree, path);
  return entry === null ? null : `${entry.mode} ${entry.oid}`;
}

/** By commit time, newest first; of equal ones the one that was found first. */
function enqueue(queue: Commit[], commit: Commit): void {
  const later = queue.findIndex((other) => other.committer.seconds < commit.committer.seconds);
  queue.splice(later === -1 ? queue.length : later, 0, commit);
}

/** `oid` and everything before it. */
function ancestors(store: ObjectStore, oid: string): Set<string> {
  const found = new Set([oid]);
  for (const next of found) {
    for (const parent of readCommit(store, next).parents) found.add(parent);
  }
  return found;
}

/** `oid` itself is its own ancestor. */
export function isAncestor(store: ObjectStore, ancestor: string, oid: string): boolean {
  const found = new Set([oid]);
  for (const next of found) {
    if (next === ancestor) return true;
    for (const parent of readCommit(store, next).parents) found.add(parent);
  }
  return false;
}

/** The best common ancestor; `null` when the histories have nothing in common. */
export function mergeBase(store: ObjectStore, one: string, other: string): string | null {
  const ofOne = ancestors(store, one);
  const candidates: string[] = [];
  const visited = new Set([other]);
  for (const next of visited) {
    if (ofOne.has(next)) candidates.push(next);
    else for (const parent of readCommit(store, next).parents) visited.add(parent);
  }
  const best = candidates.filter(
    (candidate) => !candidates.some((rival) => rival !== candidate && isAncestor(store, candidate, rival)),
  );
  const newest = best.sort(
    (a, b) => readCommit(store, b).committer.seconds - readCommit(store, a).committer.seconds,
  );
  return newest[0] ?? null;
}

/** In `head` and not in `base` (`null`: all of them), oldest first. */
export function commitsBetween(store: ObjectStore, base: string | null, head: string): Commit[] {
  const known = base === null ? new Set<string>() : ancestors(store, base);
  const found: Commit[] = [];
  const placed = new Set<string>();
  const stack: { oid: string; parentsDone: boolean }[] = [{ oid: head, parentsDone: false }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (known.has(item.oid) || placed.has(item.oid)) continue;
    const commit = readCommit(store, item.oid);
    if (item.parentsDone) {
      placed.add(item.oid);
      found.push(commit);
      continue;
    }
    stack.push({ oid: item.oid, parentsDone: true });
    for (const parent of [...commit.parents].reverse()) stack.push({ oid: parent, parentsDone: false });
  }
  return found;
}

export interface Comparison {
  status: "identical" | "ahead" | "behind" | "diverged";
  mergeBase: string;
  aheadBy: number;
  behindBy: number;
  /** Those that only head has, oldest first. */
  commits: Commit[];
  /** From the merge base to head. */
  files: FileChange[];
}

/** As GitHub compares `base...head`; `null` when they have no common ancestor. */
export function compare(store: ObjectStore, base: string, head: string): Comparison | null {
  const common = mergeBase(store, base, head);
  if (common === null) return null;
  const commits = commitsBetween(store, base, head);
  const behindBy = commitsBetween(store, head, base).length;
  const ahead = commits.length > 0;
  return {
    status: ahead ? (behindBy > 0 ? "diverged" : "ahead") : behindBy > 0 ? "behind" : "identical",
    mergeBase: common,
    aheadBy: commits.length,
    behindBy,
    commits,
    files: diffTrees(store, readCommit(store, common).tree, readCommit(store, head).tree),
  };
}
