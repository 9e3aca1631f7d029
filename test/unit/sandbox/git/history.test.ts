import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffTrees } from "../../../../src/sandbox/git/diff.ts";
import {
  commitsBetween,
  compare,
  history,
  isAncestor,
  mergeBase,
} from "../../../../src/sandbox/git/history.ts";
import { type ObjectStore, writeBlob, writeCommit } from "../../../../src/sandbox/git/object.ts";
import { updateTree } from "../../../../src/sandbox/git/tree.ts";

const store: ObjectStore = new Map();
let directory: string;
let clock = 1_700_000_000;

/** Writes the commit into the sandbox and into a real repository; both must give it the same id. */
function commit(parents: readonly string[], files: Record<string, string>): string {
  clock += 60;
  const entries = Object.entries(files).map(([path, text]) => {
    git(["hash-object", "-w", "--stdin"], text);
    return [path, { mode: "100644", oid: writeBlob(store, new TextEncoder().encode(text)).oid }] as const;
  });
  git(["read-tree", "--empty"]);
  for (const [path, { oid }] of entries)
    git(["update-index", "--add", "--cacheinfo", `100644,${oid},${path}`]);
  const tree = git(["write-tree"]);
  const person = { name: "Ann", email: "ann@example.org", seconds: clock, zone: "+0000" };
  const made = writeCommit(store, {
    tree: updateTree(store, null, new Map(entries)),
    parents,
    author: person,
    committer: person,
    message: `at ${clock}\n`,
    signedByGitHub: false,
  });
  const oid = git(["commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent])], `at ${clock}\n`);
  expect(made.oid).toBe(oid);
  return oid;
}

function git(args: readonly string[], input = ""): string {
  const date = `${clock} +0000`;
  const who = { GIT_AUTHOR_NAME: "Ann", GIT_AUTHOR_EMAIL: "ann@example.org", GIT_AUTHOR_DATE: date };
  const by = { GIT_COMMITTER_NAME: "Ann", GIT_COMMITTER_EMAIL: "ann@example.org", GIT_COMMITTER_DATE: date };
  const env = { ...process.env, ...who, ...by };
  return execFileSync("git", args, { cwd: directory, input, encoding: "utf8", env }).trim();
}

let root: string;
let left: string;
let right: string;
let merged: string;
let last: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "sandbox-history-"));
  git(["init", "--quiet"]);
  root = commit([], { a: "1\n", "d/b": "1\n" });
  left = commit([root], { a: "2\n", "d/b": "1\n" });
  right = commit([root], { a: "1\n", "d/b": "2\n" });
  merged = commit([left, right], { a: "2\n", "d/b": "2\n" });
  const dropped = commit([merged], { a: "dropped\n", "d/b": "2\n" });
  const kept = commit([merged], { a: "2\n", "d/b": "3\n" });
  const chosen = commit([kept, dropped], { a: "2\n", "d/b": "3\n" });
  last = commit([chosen], { a: "2\n", "d/b": "3\n", c: "1\n" });
});
afterAll(() => rmSync(directory, { recursive: true }));

const log = (...args: string[]) =>
  git(["log", "--format=%H", ...args])
    .split("\n")
    .filter(Boolean);

describe("history", () => {
  it("is what git log shows", () => {
    expect([...history(store, last)].map(({ oid }) => oid)).toEqual(log(last));
  });

  it.each(["a", "d", "d/b", "c", "nothing"])("of the path %s is what git log -- path shows", (path) => {
    expect([...history(store, last, { path })].map(({ oid }) => oid)).toEqual(log(last, "--", path));
  });

  it("knows ancestors and merge bases as git does", () => {
    expect(isAncestor(store, root, last)).toBe(true);
    expect(isAncestor(store, last, last)).toBe(true);
    expect(isAncestor(store, left, right)).toBe(false);
    expect(mergeBase(store, left, right)).toBe(git(["merge-base", left, right]));
    expect(mergeBase(store, last, right)).toBe(git(["merge-base", last, right]));
    expect(mergeBase(store, commit([], { z: "1" }), last)).toBeNull();
  });

  it("lists the commits of one side, parents first", () => {
    expect(commitsBetween(store, left, merged).map(({ oid }) => oid)).toEqual([right, merged]);
    expect(commitsBetween(store, last, left)).toEqual([]);
  });

  it("compares as GitHub does", () => {
    expect(compare(store, root, left)).toMatchObject({
      status: "ahead",
      aheadBy: 1,
      behindBy: 0,
      mergeBase: root,
    });
    expect(compare(store, left, root)).toMatchObject({
      status: "behind",
      aheadBy: 0,
      behindBy: 1,
      files: [],
    });
    expect(compare(store, left, right)).toMatchObject({ status: "diverged", aheadBy: 1, behindBy: 1 });
    expect(compare(store, left, left)).toMatchObject({ status: "identical", commits: [] });
    expect(compare(store, left, right)?.files.map(({ path }) => path)).toEqual(["d/b"]);
  });
});

describe("differences", () => {
  it("are the hunks that git diff shows", () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}\n`);
    const changed = [...lines.slice(0, 5), "new\n", ...lines.slice(5, 20), ...lines.slice(22), "end"];
    const before = commit([], { f: lines.join("") });
    const after = commit([before], { f: changed.join("") });
    const trees = [before, after].map((oid) =>
      store.get(oid)?.type === "commit" ? git(["rev-parse", `${oid}^{tree}`]) : "",
    );
    const [change] = diffTrees(store, trees[0] ?? null, trees[1] ?? "");
    const shown = git(["diff", "--no-color", before, after]).split("\n");
    const patch = shown
      .slice(shown.findIndex((line) => line.startsWith("@@")))
      .map((line) => line.replace(/^(@@ .* @@).*/, "$1"));
    expect(change?.patch).toBe(patch.join("\n"));
    expect(change).toMatchObject({ status: "modified", additions: 2, deletions: 2 });
  });

  it("of binary files have no text", () => {
    const before = commit([], { f: "a\0b" });
    const after = commit([before], { f: "a\0c", g: "x\n" });
    const trees = [before, after].map((oid) => git(["rev-parse", `${oid}^{tree}`]));
    expect(diffTrees(store, trees[0] ?? null, trees[1] ?? "")).toMatchObject([
      { path: "f", status: "modified", patch: null },
      { path: "g", status: "added", patch: "@@ -0,0 +1 @@\n+x", additions: 1 },
    ]);
  });
});
