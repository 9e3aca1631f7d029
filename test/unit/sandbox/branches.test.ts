import { describe, expect, it } from "vitest";
import { findAccount } from "../../../src/sandbox/accounts.ts";
import {
  branchHead,
  commitOnBranch,
  createRef,
  deleteRef,
  resolveCommit,
  updateRef,
} from "../../../src/sandbox/branches.ts";
import { SandboxError } from "../../../src/sandbox/errors.ts";
import { readCommit } from "../../../src/sandbox/git/history.ts";
import { exportTree, listFiles } from "../../../src/sandbox/git/tree.ts";
import { createBlob, createCommit, createTree } from "../../../src/sandbox/git-objects.ts";
import { findNode, gitObjectNodeId, refNodeId } from "../../../src/sandbox/nodes.ts";
import { createRepository } from "../../../src/sandbox/repositories.ts";
import { buildSmallWorld, namesOf } from "./small-world.ts";

function refusal(operation: () => unknown): { type: string; status: number; message: string } {
  try {
    operation();
  } catch (error) {
    if (error instanceof SandboxError)
      return { type: error.type, status: error.status, message: error.message };
    throw error;
  }
  throw new Error("nothing was refused");
}

function build() {
  const world = buildSmallWorld();
  const program = world.repository("octo/program");
  return { ...world, program, head: branchHead(program, "main") ?? "" };
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe("refs", () => {
  it("are created once, at a commit that is there, under a proper name", () => {
    const { state, bot, program, head, told } = build();
    const create = (name: string, oid = head) => refusal(() => createRef(state, bot, program, name, oid));
    createRef(state, bot, program, "refs/heads/a/b", head);
    expect(namesOf(told)).toEqual(["create", "push"]);
    expect(told[1]?.payload).toMatchObject({
      created: true,
      commits: [],
      before: "0".repeat(40),
      after: head,
    });
    expect(create("refs/heads/a/b")).toMatchObject({ status: 422, message: "Reference already exists" });
    expect(create("refs/heads/a")).toMatchObject({ status: 422 });
    expect(create("refs/heads/x", "0".repeat(40))).toMatchObject({ message: "Object does not exist" });
    for (const name of [
      "x",
      "refs/heads/",
      "refs/heads/a..b",
      "refs/heads/a b",
      "refs/heads/.a",
      "refs/heads/a.lock",
    ]) {
      expect(create(name)).toMatchObject({ message: `${name} is not a valid ref name.` });
    }
  });

  it("move forward only, unless forced", () => {
    const { state, as, bot, program, head, told } = build();
    const next = as("wes").commit({
      repository: "octo/program",
      branch: "main",
      files: { a: "1" },
      message: "a",
    });
    const update = (force: boolean) => updateRef(state, bot, program, "refs/heads/main", head, { force });
    expect(refusal(() => update(false))).toMatchObject({
      status: 422,
      message: "Update is not a fast forward",
    });
    update(true);
    expect(told.at(-1)?.payload).toMatchObject({ forced: true, before: next.oid, after: head });
    const events = told.length;
    update(true);
    expect(told).toHaveLength(events);
    expect(refusal(() => updateRef(state, bot, program, "refs/heads/gone", head))).toMatchObject({
      message: "Reference does not exist",
    });
  });

  it("are not deleted when it is the default branch", () => {
    const { state, bot, program } = build();
    expect(refusal(() => deleteRef(state, bot, program, "refs/heads/main"))).toMatchObject({ status: 422 });
  });

  it("and commits are found by every name that git has for them", () => {
    const { program, head } = build();
    for (const name of ["main", "heads/main", "refs/heads/main", "HEAD", head, head.slice(0, 7)]) {
      expect(resolveCommit(program, name)).toBe(head);
    }
    expect([resolveCommit(program, "gone"), resolveCommit(program, head.slice(0, 6))]).toEqual([null, null]);
  });
});

describe("git objects through the API", () => {
  it("build a commit step by step, signed when an app names nobody", () => {
    const { state, bot, app, program, head } = build();
    const blob = createBlob(state, bot, program, bytes("x\n"));
    const tree = createTree(state, bot, program, {
      baseTree: head,
      changes: [
        { path: "dir/x.md", mode: "100644", object: { oid: blob.oid } },
        { path: "docs/a.md", mode: "100644", object: null },
      ],
    });
    expect([...listFiles(program.objects, tree.oid).keys()]).toEqual([
      "README.md",
      "dir/x.md",
      "partners.yml",
    ]);
    const input = { message: "m", tree: tree.oid, parents: [head] };
    const botEmail = `${app?.botId}+partner-bot[bot]@users.noreply.github.com`;
    expect(createCommit(state, bot, program, input)).toMatchObject({
      signedByGitHub: true,
      author: { name: "partner-bot[bot]", email: botEmail },
      committer: { name: "GitHub" },
    });
    const forged = { ...input, author: { name: "Wes", email: "wes@example.org" } };
    expect(createCommit(state, bot, program, forged)).toMatchObject({
      signedByGitHub: false,
      committer: { name: "Wes" },
    });
  });

  it("refuse what is not there", () => {
    const { state, bot, as, program, head } = build();
    const none = "0".repeat(40);
    const tree = (input: Parameters<typeof createTree>[3]) =>
      refusal(() => createTree(state, bot, program, input));
    const commit = (input: object) =>
      refusal(() => createCommit(state, bot, program, { message: "m", tree: head, parents: [], ...input }));
    expect(tree({ baseTree: none, changes: [] })).toMatchObject({ status: 404 });
    expect(tree({ changes: [] })).toMatchObject({ message: "Invalid tree info" });
    expect(tree({ changes: [{ path: "a", mode: "100644", object: { oid: none } }] })).toMatchObject({
      status: 422,
    });
    expect(tree({ changes: [{ path: "../a", mode: "100644", object: { content: "" } }] })).toMatchObject({
      message: "tree.path contains a malformed path component",
    });
    expect(commit({})).toMatchObject({ message: "Tree SHA does not exist" });
    const { tree: known } = readCommit(program.objects, head);
    expect(commit({ tree: known, parents: [none] })).toMatchObject({
      message: "Parent SHA does not exist or is not a commit object",
    });
    expect(refusal(() => createBlob(state, as("tia").actor, program, bytes("")))).toMatchObject({
      status: 403,
    });
  });
});

describe("a commit on a branch", () => {
  it("is one signed commit, and stale when the head is another", () => {
    const { state, bot, program, head, told } = build();
    const changes = { additions: [{ path: "a/b", bytes: bytes("1") }], deletions: ["docs/a.md"] };
    const input = { branch: "main", message: "m", changes, expectedHead: head };
    const commit = commitOnBranch(state, bot, program, input);
    expect(commit).toMatchObject({ parents: [head], signedByGitHub: true, committer: { name: "GitHub" } });
    expect([...exportTree(program.objects, commit.oid).keys()]).toEqual(["README.md", "a/b", "partners.yml"]);
    expect(namesOf(told)).toEqual(["push"]);
    expect(told[0]?.payload).toMatchObject({
      head_commit: { added: ["a/b"], removed: ["docs/a.md"], modified: [] },
    });
    expect(refusal(() => commitOnBranch(state, bot, program, input))).toMatchObject({
      type: "STALE_DATA",
      message: `Expected branch to point to "${head}" but it did not. Pull and try again.`,
    });
  });

  it("needs the branch, and the paths that it deletes", () => {
    const { state, bot, program } = build();
    const commit = (branch: string, deletions: string[]) =>
      refusal(() => commitOnBranch(state, bot, program, { branch, message: "m", changes: { deletions } }));
    expect(commit("gone", [])).toMatchObject({ type: "NOT_FOUND" });
    expect(commit("main", ["gone.md"])).toMatchObject({ type: "UNPROCESSABLE" });
  });

  it("starts an empty repository on its default branch", () => {
    const { state, bot } = build();
    const owner = findAccount(state, "octo");
    if (owner === null) throw new Error("not built");
    const empty = createRepository(state, { owner, name: "empty" });
    const input = {
      branch: "main",
      message: "m",
      changes: { additions: [{ path: "a", bytes: bytes("1") }] },
    };
    expect(commitOnBranch(state, bot, empty, input).parents).toEqual([]);
  });

  it("of workflows is refused to an app without the permission", () => {
    const { state, bot, as, program } = build();
    const files = { ".github/workflows/ci.yml": "on: push\n" };
    const additions = [{ path: ".github/workflows/ci.yml", bytes: bytes("on: push\n") }];
    const input = { branch: "main", message: "m", changes: { additions } };
    expect(refusal(() => commitOnBranch(state, bot, program, input))).toMatchObject({ status: 403 });
    as("wes").commit({ repository: "octo/program", branch: "main", files, message: "by a person" });
    expect(commitOnBranch(state, bot, program, { ...input, changes: {} }).signedByGitHub).toBe(true);
  });

  it("closes and marks the issues that its message names", () => {
    const { as } = build();
    const [one, two] = ["a", "b"].map((title) => as("rob").openIssue({ repository: "octo/program", title }));
    const change = { repository: "octo/program", files: { a: "1" }, message: "Fixes #1, see #2" };
    as("wes").commit({ ...change, branch: "side" });
    expect(one?.state).toBe("open");
    as("wes").commit({ ...change, branch: "main", files: { a: "2" } });
    expect([one?.state, two?.state]).toEqual(["closed", "open"]);
    expect(two?.timeline.map(({ type }) => type)).toEqual(["ReferencedEvent", "ReferencedEvent"]);
  });
});

describe("node ids", () => {
  it("look like GitHub's and lead back, also those of git objects and refs", () => {
    const { state, program, head, as } = build();
    const issue = as("rob").openIssue({ repository: "octo/program", title: "a" });
    expect(issue.nodeId).toMatch(/^I_kwDO/);
    expect(program.nodeId).toMatch(/^R_kgDO/);
    expect(as("rob").comment(issue, "x").nodeId).toMatch(/^IC_kwDO/);
    expect(findNode(state, issue.nodeId)).toBe(issue);
    const commit = readCommit(program.objects, head);
    expect(findNode(state, gitObjectNodeId(program, commit))).toMatchObject({
      type: "Commit",
      object: commit,
    });
    const ref = refNodeId(program, "refs/heads/main");
    expect(findNode(state, ref)).toMatchObject({ type: "Ref", name: "refs/heads/main" });
    program.refs.delete("refs/heads/main");
    expect([findNode(state, ref), findNode(state, "I_nonsense"), findNode(state, "")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(new Set(state.nodes.keys()).size).toBe(state.nodes.size);
  });
});
