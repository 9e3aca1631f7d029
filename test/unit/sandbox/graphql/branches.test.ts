import { describe, expect, it } from "vitest";
import { subscribe } from "../../../../src/sandbox/events.ts";
import { at, createWorld, PERMISSIONS, text } from "./world.ts";

type World = ReturnType<typeof createWorld>;

const base64 = (content: string) => Buffer.from(content).toString("base64");
const headOf = (world: World, branch = "main") => world.repository.refs.get(`refs/heads/${branch}`) ?? "";

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) {
  commit { oid message author { user { login } } signature { isValid wasSignedByGitHub } parents(first: 1) { nodes { oid } } }
  ref { name target { oid } } } }`;

function commitInput(world: World, changes: Record<string, unknown> = {}) {
  return {
    branch: { repositoryNameWithOwner: "octo-org/program", branchName: "main" },
    expectedHeadOid: headOf(world),
    message: { headline: "List Acme", body: "As decided." },
    fileChanges: {
      additions: [{ path: "partners.yml", contents: base64("partners: [acme]\n") }],
      deletions: [{ path: "logo.png" }],
    },
    ...changes,
  };
}

describe("createCommitOnBranch", () => {
  it("commits additions and deletions in one, signed by GitHub, authored by the viewer, and pushes", async () => {
    const world = createWorld();
    const before = headOf(world);
    const heard: string[] = [];
    subscribe(world.state, ({ event }) => heard.push(event));
    const data = await world.data(COMMIT, { input: commitInput(world) });
    expect(at(data, "createCommitOnBranch")).toEqual({
      commit: {
        oid: headOf(world),
        message: "List Acme\n\nAs decided.",
        author: { user: { login: "partnerbot[bot]" } },
        signature: { isValid: true, wasSignedByGitHub: true },
        parents: { nodes: [{ oid: before }] },
      },
      ref: { name: "main", target: { oid: headOf(world) } },
    });
    const files = await world.data(
      '{ repository(owner: "octo-org", name: "program") { object(expression: "main:") { ... on Tree { entries { name } } } added: object(expression: "main:partners.yml") { ... on Blob { text } } } }',
    );
    expect(at(files, "repository", "object", "entries")).toEqual([
      { name: ".github" },
      { name: "README.md" },
      { name: "partners.yml" },
    ]);
    expect(at(files, "repository", "added", "text")).toBe("partners: [acme]\n");
    expect(heard).toEqual(["push"]);
  });

  it("refuses a stale head, and leaves everything as it was", async () => {
    const world = createWorld();
    const stale = headOf(world);
    await world.data(COMMIT, { input: commitInput(world) });
    const head = headOf(world);
    const { data, errors } = await world.ask(COMMIT, {
      input: commitInput(world, { expectedHeadOid: stale, fileChanges: {} }),
    });
    expect(data).toEqual({ createCommitOnBranch: null });
    expect(errors).toMatchObject([{ type: "STALE_DATA", path: ["createCommitOnBranch"] }]);
    expect(errors?.[0]?.message).toMatch(
      /^Expected branch to point to "[0-9a-f]{40}" but it did not\. +Pull and try again\.$/,
    );
    expect(headOf(world)).toBe(head);
  });

  it("takes the branch by its id too, and refuses one that does not exist", async () => {
    const world = createWorld();
    const ref = await world.data(
      '{ repository(owner: "octo-org", name: "program") { ref(qualifiedName: "main") { id } } }',
    );
    const id = text(ref, "repository", "ref", "id");
    const data = await world.data(COMMIT, { input: commitInput(world, { branch: { id } }) });
    expect(at(data, "createCommitOnBranch", "ref", "name")).toBe("main");
    const { errors } = await world.ask(COMMIT, {
      input: commitInput(world, {
        branch: { repositoryNameWithOwner: "octo-org/program", branchName: "nowhere" },
      }),
    });
    expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["createCommitOnBranch"] }]);
  });

  it("refuses to delete what is not there, and an app without `contents: write`", async () => {
    const world = createWorld();
    const { errors } = await world.ask(COMMIT, {
      input: commitInput(world, { fileChanges: { deletions: [{ path: "nothing" }] } }),
    });
    expect(errors).toMatchObject([{ type: "UNPROCESSABLE" }]);
    const weak = await world.ask(
      COMMIT,
      { input: commitInput(world) },
      world.botWith({ ...PERMISSIONS, contents: "read" }),
    );
    expect(weak.errors).toMatchObject([
      { type: "FORBIDDEN", message: "Resource not accessible by integration" },
    ]);
  });
});

describe("refs", () => {
  const CREATE =
    "mutation ($input: CreateRefInput!) { createRef(input: $input) { ref { id name target { oid } } } }";
  const UPDATE = "mutation ($input: UpdateRefInput!) { updateRef(input: $input) { ref { target { oid } } } }";

  it("are created once, moved forward, forced back and deleted", async () => {
    const world = createWorld();
    const first = headOf(world);
    const input = { repositoryId: world.repository.nodeId, name: "refs/heads/work", oid: first };
    const created = await world.data(CREATE, { input });
    const refId = text(created, "createRef", "ref", "id");
    expect(at(created, "createRef", "ref")).toMatchObject({ name: "work", target: { oid: first } });
    expect((await world.ask(CREATE, { input })).errors).toMatchObject([
      { type: "UNPROCESSABLE", message: 'A ref named "refs/heads/work" already exists in the repository.' },
    ]);
    const unknown = { ...input, name: "refs/heads/other", oid: "a".repeat(40) };
    expect((await world.ask(CREATE, { input: unknown })).errors).toMatchObject([{ type: "UNPROCESSABLE" }]);

    await world.data(COMMIT, { input: commitInput(world) });
    await world.data(UPDATE, { input: { refId, oid: headOf(world) } });
    expect(headOf(world, "work")).toBe(headOf(world));
    const back = await world.ask(UPDATE, { input: { refId, oid: first } });
    expect(back.errors).toMatchObject([{ type: "UNPROCESSABLE", message: "Update is not a fast forward" }]);
    await world.data(UPDATE, { input: { refId, oid: first, force: true } });
    expect(headOf(world, "work")).toBe(first);

    await world.data("mutation ($input: DeleteRefInput!) { deleteRef(input: $input) { clientMutationId } }", {
      input: { refId },
    });
    expect(headOf(world, "work")).toBe("");
    expect((await world.ask(UPDATE, { input: { refId, oid: first } })).errors).toMatchObject([
      { type: "NOT_FOUND" },
    ]);
  });

  it("updateRefs makes all its changes or none", async () => {
    const world = createWorld();
    const first = headOf(world);
    const none = "0".repeat(40);
    const update = (refUpdates: unknown[]) =>
      world.ask("mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }", {
        input: { repositoryId: world.repository.nodeId, refUpdates },
      });
    const failed = await update([
      { name: "refs/heads/a", afterOid: first, beforeOid: none },
      { name: "refs/heads/main", afterOid: first, beforeOid: "b".repeat(40) },
    ]);
    expect(failed.errors).toMatchObject([{ type: "UNPROCESSABLE", path: ["updateRefs"] }]);
    expect(headOf(world, "a")).toBe("");
    expect(
      (await update([{ name: "refs/heads/a", afterOid: first, beforeOid: none }])).errors,
    ).toBeUndefined();
    expect(headOf(world, "a")).toBe(first);
    expect(
      (await update([{ name: "refs/heads/a", afterOid: none, beforeOid: first }])).errors,
    ).toBeUndefined();
    expect(headOf(world, "a")).toBe("");
  });
});

describe("pull requests", () => {
  const CREATE = `mutation ($input: CreatePullRequestInput!) { createPullRequest(input: $input) { pullRequest {
    id number url title body state isDraft merged mergeable isCrossRepository headRefName headRefOid baseRefName baseRefOid
    databaseId author { login } headRef { name } headRepository { nameWithOwner }
    commits(first: 10) { totalCount nodes { commit { oid message } } } files(first: 10) { nodes { path changeType additions deletions } }
    closingIssuesReferences(first: 5) { nodes { number } } labels(first: 5) { totalCount } reviews(first: 5) { totalCount }
    timelineItems(first: 5) { nodes { __typename ... on PullRequestCommit { commit { oid } } } }
  } } }`;

  async function open(world: World) {
    const issue = world.fileIssue();
    const base = headOf(world);
    const ref = "mutation ($input: CreateRefInput!) { createRef(input: $input) { ref { id } } }";
    await world.data(ref, {
      input: { repositoryId: world.repository.nodeId, name: "refs/heads/decision", oid: base },
    });
    const branch = { repositoryNameWithOwner: "octo-org/program", branchName: "decision" };
    await world.data(COMMIT, {
      input: commitInput(world, {
        branch,
        fileChanges: { additions: [{ path: "partners.yml", contents: base64("x\n") }] },
      }),
    });
    const input = {
      repositoryId: world.repository.nodeId,
      headRefName: "decision",
      baseRefName: "main",
      title: "List Acme",
      body: `Closes #${issue.number}`,
    };
    return { issue, base, input };
  }

  it("are opened with all that GitHub says of them, once", async () => {
    const world = createWorld();
    const { issue, base, input } = await open(world);
    const data = await world.data(CREATE, { input });
    const head = headOf(world, "decision");
    expect(at(data, "createPullRequest", "pullRequest")).toMatchObject({
      number: 2,
      url: `${world.state.urls.web}/octo-org/program/pull/2`,
      state: "OPEN",
      isDraft: false,
      merged: false,
      // GitHub has not worked it out yet.
      mergeable: "UNKNOWN",
      isCrossRepository: false,
      headRefName: "decision",
      headRefOid: head,
      baseRefName: "main",
      baseRefOid: base,
      author: { login: "partnerbot" },
      headRef: { name: "decision" },
      headRepository: { nameWithOwner: "octo-org/program" },
      commits: { totalCount: 1, nodes: [{ commit: { oid: head } }] },
      files: { nodes: [{ path: "partners.yml", changeType: "ADDED", additions: 1, deletions: 0 }] },
      closingIssuesReferences: { nodes: [{ number: issue.number }] },
      reviews: { totalCount: 0 },
      timelineItems: { nodes: [{ __typename: "PullRequestCommit", commit: { oid: head } }] },
    });
    const later = await world.data(
      '{ repository(owner: "octo-org", name: "program") { pullRequest(number: 2) { mergeable } } }',
    );
    expect(at(later, "repository", "pullRequest", "mergeable")).toBe("MERGEABLE");
    const again = await world.ask(CREATE, { input });
    expect(again.errors).toMatchObject([
      { type: "UNPROCESSABLE", message: "A pull request already exists for octo-org:decision." },
    ]);
  });

  it("are listed by branch and state, changed, closed and reopened", async () => {
    const world = createWorld();
    const { input } = await open(world);
    const id = text(await world.data(CREATE, { input }), "createPullRequest", "pullRequest", "id");
    const list = () =>
      world.data(`{ repository(owner: "octo-org", name: "program") {
        open: pullRequests(first: 5, headRefName: "decision", baseRefName: "main", states: [OPEN]) { nodes { number title } }
        closed: pullRequests(first: 5, headRefName: "decision", states: [CLOSED]) { nodes { closedAt } }
        other: pullRequests(first: 5, headRefName: "nothing") { totalCount }
      } }`);
    expect(await list()).toEqual({
      repository: {
        open: { nodes: [{ number: 2, title: "List Acme" }] },
        closed: { nodes: [] },
        other: { totalCount: 0 },
      },
    });
    const update =
      "mutation ($input: UpdatePullRequestInput!) { updatePullRequest(input: $input) { pullRequest { title body } } }";
    expect(
      at(
        await world.data(update, { input: { pullRequestId: id, title: "List Acme Inc" } }),
        "updatePullRequest",
        "pullRequest",
      ),
    ).toEqual({
      title: "List Acme Inc",
      body: input.body,
    });
    await world.data(
      "mutation ($input: ClosePullRequestInput!) { closePullRequest(input: $input) { pullRequest { state } } }",
      { input: { pullRequestId: id } },
    );
    expect(at(await list(), "repository")).toMatchObject({
      open: { nodes: [] },
      closed: { nodes: [{ closedAt: "2026-03-02T09:00:00Z" }] },
    });
    const reopened = await world.data(
      "mutation ($input: ReopenPullRequestInput!) { reopenPullRequest(input: $input) { pullRequest { state } } }",
      { input: { pullRequestId: id } },
    );
    expect(at(reopened, "reopenPullRequest", "pullRequest", "state")).toBe("OPEN");
  });

  it("are merged by a person, which closes what they said they would", async () => {
    const world = createWorld();
    const { issue, input } = await open(world);
    const id = text(await world.data(CREATE, { input }), "createPullRequest", "pullRequest", "id");
    const merge = `mutation ($input: MergePullRequestInput!) { mergePullRequest(input: $input) { pullRequest {
      state merged mergedAt mergedBy { login } mergeCommit { oid } } } }`;
    const admin = world.person(world.admin);
    const stale = await world.ask(
      merge,
      { input: { pullRequestId: id, expectedHeadOid: "c".repeat(40) } },
      admin,
    );
    expect(stale.errors).toMatchObject([{ path: ["mergePullRequest"] }]);
    world.tick();
    const data = await world.data(merge, { input: { pullRequestId: id } }, admin);
    expect(at(data, "mergePullRequest", "pullRequest")).toEqual({
      state: "MERGED",
      merged: true,
      mergedAt: "2026-03-02T09:01:00Z",
      mergedBy: { login: "Ada" },
      mergeCommit: { oid: headOf(world) },
    });
    const closing =
      await world.data(`{ repository(owner: "octo-org", name: "program") { issue(number: ${issue.number}) {
      state timelineItems(last: 5, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { actor { login } closer { ... on PullRequest { number } } } } } } } }`);
    expect(at(closing, "repository", "issue")).toEqual({
      state: "CLOSED",
      timelineItems: { nodes: [{ actor: { login: "Ada" }, closer: { number: 2 } }] },
    });
    const commit =
      await world.data(`{ repository(owner: "octo-org", name: "program") { object(expression: "main") { ... on Commit {
      associatedPullRequests(first: 5) { nodes { number } } } } } }`);
    expect(at(commit, "repository", "object", "associatedPullRequests", "nodes")).toEqual([{ number: 2 }]);
  });
});
