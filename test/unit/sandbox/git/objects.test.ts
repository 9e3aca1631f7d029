import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ObjectStore,
  type Signature,
  writeBlob,
  writeCommit,
  writeTree,
} from "../../../../src/sandbox/git/object.ts";
import { exportTree, findEntry, listFiles, updateTree } from "../../../../src/sandbox/git/tree.ts";

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "sandbox-git-"));
  git(["init", "--quiet"]);
});

afterAll(() => rmSync(directory, { recursive: true }));

function git(
  args: readonly string[],
  input: string | Uint8Array = "",
  env: Record<string, string> = {},
): string {
  return execFileSync("git", args, {
    cwd: directory,
    input,
    encoding: "utf8",
    env: { ...process.env, ...env },
  }).trim();
}

const encode = (text: string) => new TextEncoder().encode(text);
const ann: Signature = { name: "Ann Ö", email: "ann@example.org", seconds: 1_700_000_000, zone: "+0000" };
const bob: Signature = { name: "Bob", email: "bob@example.org", seconds: 1_700_000_060, zone: "+0200" };

describe("git objects", () => {
  it.each(["", "hello\n", "grüße 🎉\r\n", "a\0b"])("gives %j the blob id that git gives", (text) => {
    const store: ObjectStore = new Map();
    expect(writeBlob(store, encode(text)).oid).toBe(git(["hash-object", "--stdin", "-w"], encode(text)));
  });

  it("orders a tree as git does, folders as if they ended in a slash", () => {
    const store: ObjectStore = new Map();
    const blob = writeBlob(store, encode("x"));
    git(["hash-object", "--stdin", "-w"], "x");
    const inner = writeTree(store, [{ mode: "100755", name: "run", oid: blob.oid }]);
    git(["mktree"], `100755 blob ${blob.oid}\trun\n`);
    const names = ["foo.txt", "foo-bar", "foo0", "Z", "ä", "a"];
    const tree = writeTree(store, [
      ...names.map((name) => ({ mode: "100644" as const, name, oid: blob.oid })),
      { mode: "040000", name: "foo", oid: inner.oid },
    ]);
    const lines = [
      ...names.map((name) => `100644 blob ${blob.oid}\t${name}`),
      `040000 tree ${inner.oid}\tfoo`,
    ];
    expect(tree.oid).toBe(git(["mktree"], `${lines.join("\n")}\n`));
  });

  it("gives the empty tree its well-known id", () => {
    expect(writeTree(new Map(), []).oid).toBe("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  });

  it("gives commits the ids that git gives, with and without parents", () => {
    const store: ObjectStore = new Map();
    const tree = writeTree(store, []).oid;
    git(["mktree"], "");
    const env = {
      GIT_AUTHOR_NAME: ann.name,
      GIT_AUTHOR_EMAIL: ann.email,
      GIT_AUTHOR_DATE: `${ann.seconds} ${ann.zone}`,
      GIT_COMMITTER_NAME: bob.name,
      GIT_COMMITTER_EMAIL: bob.email,
      GIT_COMMITTER_DATE: `${bob.seconds} ${bob.zone}`,
    };
    const shared = { tree, author: ann, committer: bob, signedByGitHub: false };
    const root = writeCommit(store, { ...shared, parents: [], message: "root\n" });
    expect(root.oid).toBe(git(["commit-tree", tree], "root\n", env));
    const child = writeCommit(store, { ...shared, parents: [root.oid], message: "child\n\nwith a body\n" });
    expect(child.oid).toBe(git(["commit-tree", tree, "-p", root.oid], "child\n\nwith a body\n", env));
  });

  it("keeps a signature inside the commit, as git reads it", () => {
    const store: ObjectStore = new Map();
    const tree = writeTree(store, []).oid;
    const commit = writeCommit(store, {
      tree,
      parents: [],
      author: ann,
      committer: bob,
      message: "signed",
      signedByGitHub: true,
    });
    const [head = "", message = ""] = (commit.signature?.payload ?? "").split("\n\n");
    const armor = (commit.signature?.armor ?? "").replaceAll("\n", "\n ");
    const content = `${head}\ngpgsig ${armor}\n\n${message}`;
    expect(commit.oid).toBe(git(["hash-object", "-t", "commit", "--stdin", "-w"], content));
    expect(git(["log", "-1", "--format=%s", commit.oid])).toBe("signed");
  });

  it("takes what would break a commit out of names and addresses", () => {
    const forged = { ...ann, name: "Eve <eve@example.org>\ncommitter x", email: "a>b" };
    const commit = writeCommit(new Map(), {
      tree: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
      parents: [],
      author: forged,
      committer: bob,
      message: "",
      signedByGitHub: false,
    });
    expect(commit.author).toMatchObject({ name: "Eve eve@example.orgcommitter x", email: "ab" });
  });
});

describe("changing a tree", () => {
  const store: ObjectStore = new Map();
  const file = (text: string) => ({ mode: "100644" as const, oid: writeBlob(store, encode(text)).oid });
  const base = updateTree(
    store,
    null,
    new Map([
      ["a", file("a")],
      ["b/c", file("c")],
      ["b/d/e", file("e")],
    ]),
  );
  const paths = (tree: string) => [...listFiles(store, tree).keys()];

  it("adds, replaces and deletes at any depth", () => {
    const tree = updateTree(
      store,
      base,
      new Map([
        ["b/c", file("C")],
        ["b/x/y", file("y")],
        ["a", null],
      ]),
    );
    expect(paths(tree)).toEqual(["b/c", "b/d/e", "b/x/y"]);
    expect(new TextDecoder().decode(exportTree(store, tree).get("b/c"))).toBe("C");
  });

  it("drops folders that become empty", () => {
    const tree = updateTree(
      store,
      base,
      new Map([
        ["b/d/e", null],
        ["b/c", null],
      ]),
    );
    expect(paths(tree)).toEqual(["a"]);
    expect(findEntry(store, tree, "b")).toBeNull();
  });

  it("puts a folder in the place of a file and a file in that of a folder", () => {
    expect(paths(updateTree(store, base, new Map([["a/b", file("1")]])))).toEqual(["a/b", "b/c", "b/d/e"]);
    expect(paths(updateTree(store, base, new Map([["b", file("1")]])))).toEqual(["a", "b"]);
  });

  it("keeps the id when nothing changes", () => {
    expect(
      updateTree(
        store,
        base,
        new Map([
          ["gone", null],
          ["q/w", null],
        ]),
      ),
    ).toBe(base);
  });
});
