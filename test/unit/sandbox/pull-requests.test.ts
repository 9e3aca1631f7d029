import { describe, expect, it } from "vitest";
import { findAccount } from "../../../src/sandbox/accounts.ts";
import { branchHead, createRef, updateRef } from "../../../src/sandbox/branches.ts";
import { SandboxError } from "../../../src/sandbox/errors.ts";
import { isAncestor, readCommit } from "../../../src/sandbox/git/history.ts";
import { exportTree } from "../../../src/sandbox/git/tree.ts";
import {
  closingIssues,
  editPullRequest,
  isMergeable,
  mergePullRequest,
  openPullRequest,
  pullRequestFiles,
} from "../../../src/sandbox/pull-requests.ts";
import { forkRepository } from "../../../src/sandbox/repositories.ts";
import { buildSmallWorld, namesOf } from "./small-world.ts";

const repository = "octo/program";

function refusal(operation: () => unknown): { status: number; message: string; errors: unknown } {
  try {
    operation();
  } catch (error) {
    if (error instanceof SandboxError)
      return { status: error.status, message: error.message, errors: error.errors };
    throw error;
  }
  throw new Error("nothing was refused");
}

/** A world with the branch `change`, which adds a file, and its pull request. */
function buildChange(body = "") {
  const world = buildSmallWorld();
  const wes = world.as("wes");
  const program = world.repository(repository);
  const start = branchHead(program, "main") ?? "";
  const commit = wes.commit({ repository, branch: "change", files: { "new.md": "new\n" }, message: "Add" });
  const pullRequest = wes.openPullRequest({ repository, title: "Change", body, head: "change" });
  const files = () => {
    const tree = exportTree(program.objects, branchHead(program, "main") ?? "");
    return Object.fromEntries([...tree].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
  };
  return { ...world, wes, program, start, commit, pullRequest, files };
}

describe("opening", () => {
  it("needs two branches with a difference", () => {
    const { wes } = buildChange();
    wes.createBranch({ repository, branch: "same" });
    const open = (head: string, base = "main") =>
      refusal(() => wes.openPullRequest({ repository, title: "x", head, base }));
    expect(open("same")).toMatchObject({
      status: 422,
      errors: [{ message: "No commits between main and same" }],
    });
    expect(open("gone")).toMatchObject({ errors: [{ field: "head", code: "invalid" }] });
    expect(open("change", "gone")).toMatchObject({ errors: [{ field: "base", code: "invalid" }] });
  });

  it("is refused for a second one of the same head and base, until the first is closed", () => {
    const { wes, pullRequest } = buildChange();
    const open = () => wes.openPullRequest({ repository, title: "again", head: "change" });
    expect(refusal(open)).toMatchObject({
      status: 422,
      errors: [{ message: "A pull request already exists for octo:change." }],
    });
    wes.closePullRequest(pullRequest);
    expect(open().number).toBe(2);
    expect(refusal(() => wes.reopenIssue(pullRequest))).toMatchObject({ status: 422 });
  });

  it("works from a fork, whose owner alone pushes there", () => {
    const { state, as, program } = buildChange();
    const rob = as("rob");
    forkRepository(state, rob.actor, program);
    rob.commit({ repository: "rob/program", branch: "main", files: { "r.md": "r\n" }, message: "r" });
    const pullRequest = rob.openPullRequest({ repository, title: "r", head: "rob:main" });
    expect(pullRequestFiles(state, pullRequest).map(({ path }) => path)).toEqual(["r.md"]);
    expect(
      refusal(() => rob.commit({ repository, branch: "main", files: { a: "1" }, message: "a" })).status,
    ).toBe(403);
    as("wes").merge(pullRequest);
    expect(pullRequest.merge).not.toBeNull();
  });
});

describe("merging", () => {
  it("makes a commit of two parents, signed by GitHub, and closes what the body names", () => {
    const { state, as, wes, program, start, commit, pullRequest, files, told } =
      buildChange("Closes #2, fixes #3");
    const [named, other] = ["a", "b"].map((title) => as("rob").openIssue({ repository, title }));
    expect(closingIssues(state, pullRequest)).toEqual([named, other]);
    told.length = 0;
    const oid = wes.merge(pullRequest);
    const merge = readCommit(program.objects, oid);
    expect(merge).toMatchObject({
      parents: [start, commit.oid],
      message: "Merge pull request #1 from octo/change\n\nChange",
      signedByGitHub: true,
      author: { email: "wes@example.org" },
    });
    expect(files()).toMatchObject({ "new.md": "new\n", "partners.yml": "partners: []\n" });
    expect(namesOf(told)).toEqual(["push", "pull_request.closed", "issues.closed", "issues.closed"]);
    const wesId = findAccount(state, "wes")?.id;
    expect(pullRequest).toMatchObject({ state: "closed", merge: { byId: wesId, commitOid: oid } });
    expect(named?.timeline).toMatchObject([
      {
        type: "ClosedEvent",
        actorId: wesId,
        stateReason: "completed",
        closer: { type: "PullRequest", number: 1 },
      },
    ]);
  });

  it("squashes to one commit, and rebases each onto the base, unsigned", () => {
    for (const method of ["squash", "rebase"] as const) {
      const { wes, program, pullRequest, start } = buildChange();
      wes.push({ repository, branch: "change", files: { "second.md": "2\n" }, message: "Second" });
      const moved = wes.commit({
        repository,
        branch: "main",
        files: { "README.md": "# New\n" },
        message: "Move",
      });
      const merged = readCommit(program.objects, wes.merge(pullRequest, method));
      expect(isAncestor(program.objects, pullRequest.head.oid, merged.oid)).toBe(false);
      const [parent = ""] = merged.parents;
      if (method === "squash") {
        expect(merged).toMatchObject({ parents: [moved.oid], signedByGitHub: true });
        expect(merged.message).toBe("Change (#1)\n\n* Add\n\n* Second");
      } else {
        expect(merged).toMatchObject({ message: "Second", signedByGitHub: false });
        expect(readCommit(program.objects, parent)).toMatchObject({ message: "Add", parents: [moved.oid] });
      }
      expect([...exportTree(program.objects, merged.oid).keys()]).toContain("second.md");
      expect(start).not.toBe(moved.oid);
    }
  });

  it("is refused in a conflict, for a head that moved, twice, and without the right", () => {
    const { state, as, wes, program, pullRequest, bot } = buildChange();
    const merge = (options = {}) => refusal(() => mergePullRequest(state, wes.actor, pullRequest, options));
    expect(merge({ expectedHead: "0".repeat(40) })).toMatchObject({ status: 409 });
    expect(refusal(() => as("tia").merge(pullRequest))).toMatchObject({ status: 403 });
    const weak = { ...bot, permissions: { pull_requests: "write" as const, contents: "read" as const } };
    expect(refusal(() => mergePullRequest(state, weak, pullRequest))).toMatchObject({ status: 403 });
    wes.commit({ repository, branch: "main", files: { "new.md": "other\n" }, message: "Conflict" });
    expect(isMergeable(state, pullRequest)).toBeNull();
    expect(isMergeable(state, pullRequest)).toBe(false);
    expect(merge()).toMatchObject({ status: 405, message: "Pull Request is not mergeable" });
    const head = branchHead(program, "main");
    wes.push({
      repository,
      branch: "change",
      files: { "new.md": "other\n" },
      message: "Same",
      onto: head ?? "",
    });
    wes.merge(pullRequest);
    expect(merge()).toMatchObject({ status: 405 });
  });

  it("deletes the branch where the repository says so", () => {
    const { wes, program, pullRequest } = buildChange();
    program.deleteBranchOnMerge = true;
    wes.merge(pullRequest);
    expect(branchHead(program, "change")).toBeNull();
    expect(pullRequest.timeline.map(({ type }) => type)).toEqual([
      "MergedEvent",
      "ClosedEvent",
      "HeadRefDeletedEvent",
    ]);
    expect(pullRequest.merge).not.toBeNull();
  });
});

describe("branches of an open pull request", () => {
  it("moved to the base's head make GitHub take it for merged", () => {
    const { state, bot, program, pullRequest, start, told } = buildChange();
    told.length = 0;
    updateRef(state, bot, program, "refs/heads/change", start, { force: true });
    expect(pullRequest).toMatchObject({ state: "closed", merge: { commitOid: start } });
    expect(namesOf(told)).toEqual(["push", "pull_request.closed"]);
    expect(told[1]?.payload).toMatchObject({ pull_request: { merged: true } });
  });

  it("contained in a push to the base count as merged too", () => {
    const { state, wes, program, pullRequest, commit } = buildChange();
    updateRef(state, wes.actor, program, "refs/heads/main", commit.oid);
    expect(pullRequest.merge).toMatchObject({ commitOid: commit.oid });
  });

  it("rebuilt on a new base stay open, as a forced push", () => {
    const { wes, pullRequest, told } = buildChange();
    const base = wes.commit({
      repository,
      branch: "main",
      files: { "README.md": "# New\n" },
      message: "Move",
    });
    told.length = 0;
    const rebuilt = wes.push({
      repository,
      branch: "change",
      files: { "new.md": "new\n" },
      message: "Rebuilt",
      onto: base.oid,
    });
    expect(pullRequest).toMatchObject({ state: "open", head: { oid: rebuilt.oid }, base: { oid: base.oid } });
    expect(pullRequest.timeline.map(({ type }) => type)).toEqual(["HeadRefForcePushedEvent"]);
    expect(namesOf(told)).toEqual(["push", "pull_request.synchronize"]);
    expect(told[0]?.payload).toMatchObject({ forced: true });
  });

  it("deleted close it unmerged; it reopens only when the branch is back where it was", () => {
    const { state, wes, program, pullRequest, commit, start, told } = buildChange();
    told.length = 0;
    wes.deleteBranch({ repository, branch: "change" });
    expect(namesOf(told)).toEqual(["delete", "push", "pull_request.closed"]);
    expect(told[2]?.payload).toMatchObject({ pull_request: { merged: false } });
    expect(pullRequest).toMatchObject({ state: "closed", merge: null });
    expect(refusal(() => wes.reopenIssue(pullRequest))).toMatchObject({
      status: 422,
      errors: [{ message: "state cannot be changed. The change branch has been deleted." }],
    });
    createRef(state, wes.actor, program, "refs/heads/change", start);
    expect(refusal(() => wes.reopenIssue(pullRequest))).toMatchObject({
      errors: [{ message: "state cannot be changed. The change branch was force-pushed or recreated." }],
    });
    updateRef(state, wes.actor, program, "refs/heads/change", commit.oid);
    wes.reopenIssue(pullRequest);
    expect(pullRequest.state).toBe("open");
  });

  it("cannot be given a base without a difference", () => {
    const { state, wes, program, pullRequest, commit } = buildChange();
    createRef(state, wes.actor, program, "refs/heads/same", commit.oid);
    expect(refusal(() => editPullRequest(state, wes.actor, pullRequest, { base: "same" }))).toMatchObject({
      errors: [{ message: "No commits between same and change" }],
    });
    wes.createBranch({ repository, branch: "other" });
    editPullRequest(state, wes.actor, pullRequest, { base: "other" });
    expect(pullRequest.base.ref).toBe("other");
    expect(closingIssues(state, pullRequest)).toEqual([]);
  });
});

describe("an app", () => {
  it("opens pull requests with the right to pull requests only", () => {
    const { state, bot, program, wes } = buildChange();
    wes.commit({ repository, branch: "two", files: { a: "1" }, message: "a" });
    const input = { repository: program, title: "x", head: "two", base: "main" };
    const weak = { ...bot, permissions: { issues: "write" as const } };
    expect(refusal(() => openPullRequest(state, weak, input))).toMatchObject({ status: 403 });
    expect(openPullRequest(state, bot, input)).toMatchObject({ number: 2, appId: expect.any(Number) });
  });
});
