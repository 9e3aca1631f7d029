import { describe, expect, it } from "vitest";
import { commitOnBranch, createRef, pushFiles } from "../../../../src/sandbox/branches.ts";
import { at, createWorld, list, text } from "./world.ts";

const inRepository = (fields: string) => `{ repository(owner: "octo-org", name: "program") { ${fields} } }`;
const file = (path: string, content: string) => ({
  additions: [{ path, bytes: new TextEncoder().encode(content) }],
});

describe("Repository", () => {
  it("has GitHub's fields", async () => {
    const world = createWorld();
    const data = await world.data(
      inRepository(`__typename id databaseId name nameWithOwner url isPrivate isArchived isFork visibility viewerPermission
        owner { __typename login } defaultBranchRef { id name prefix target { oid } }`),
    );
    expect(at(data, "repository")).toMatchObject({
      __typename: "Repository",
      id: world.repository.nodeId,
      databaseId: world.repository.id,
      name: "program",
      nameWithOwner: "octo-org/program",
      url: `${world.state.urls.web}/octo-org/program`,
      isPrivate: false,
      isArchived: false,
      isFork: false,
      visibility: "PUBLIC",
      owner: { __typename: "Organization", login: "octo-org" },
      defaultBranchRef: {
        name: "main",
        prefix: "refs/heads/",
        target: { oid: world.repository.refs.get("refs/heads/main") },
      },
    });
    const asAda = await world.data(inRepository("viewerPermission"), {}, world.person(world.admin));
    expect(asAda).toEqual({ repository: { viewerPermission: "ADMIN" } });
  });

  it("lists its collaborators with what they may do", async () => {
    const world = createWorld();
    const data = await world.data(
      inRepository(`all: collaborators(first: 10) { edges { permission node { login } } }
        direct: collaborators(first: 10, affiliation: DIRECT) { nodes { login } }`),
    );
    expect(at(data, "repository")).toEqual({
      all: {
        edges: [
          { permission: "ADMIN", node: { login: "Ada" } },
          { permission: "WRITE", node: { login: "carla" } },
        ],
      },
      direct: { nodes: [{ login: "carla" }] },
    });
  });
});

describe("object", () => {
  it("reads blobs with their ids, and says what is binary", async () => {
    const world = createWorld();
    const data = await world.data(
      inRepository(`config: object(expression: "main:.github/partnerbot.yml") { __typename oid ... on Blob { text byteSize isBinary isTruncated } }
        logo: object(expression: "HEAD:logo.png") { ... on Blob { text byteSize isBinary } }
        none: object(expression: "main:partners.yml") { oid }
        lost: object(expression: "partnerbot-data:ballots/1.yml") { oid }`),
    );
    expect(at(data, "repository")).toEqual({
      config: {
        __typename: "Blob",
        // `git hash-object` of the same text.
        oid: "b82551848c644f63b8517a7bdf8be9a992e6f4da",
        text: "version: 1\n",
        byteSize: 11,
        isBinary: false,
        isTruncated: false,
      },
      logo: { text: null, byteSize: 7, isBinary: true },
      none: null,
      lost: null,
    });
    const oid = text(data, "repository", "config", "oid");
    const byOid = await world.data(inRepository(`object(oid: "${oid}") { ... on Blob { text } }`));
    expect(at(byOid, "repository", "object", "text")).toBe("version: 1\n");
  });

  it("reads trees with the whole paths of what is in them", async () => {
    const world = createWorld();
    const data = await world.data(
      inRepository(`root: object(expression: "main:") { ... on Tree { entries { name type path mode } } }
        folder: object(expression: "main:.github") { ... on Tree { entries { name path oid object { ... on Blob { text } } } } }`),
    );
    expect(at(data, "repository", "root", "entries")).toEqual([
      { name: ".github", type: "tree", path: ".github", mode: 0o40000 },
      { name: "README.md", type: "blob", path: "README.md", mode: 0o100644 },
      { name: "logo.png", type: "blob", path: "logo.png", mode: 0o100644 },
    ]);
    expect(at(data, "repository", "folder", "entries", 0)).toMatchObject({
      name: "partnerbot.yml",
      path: ".github/partnerbot.yml",
      object: { text: "version: 1\n" },
    });
  });

  it("reads trees within trees, each in git's order, where a folder stands as if it ended in a slash", async () => {
    const world = createWorld();
    const paths = ["a/2025/x.yml", "a/2025.yml", "a/2025-6.yml", "a/2025/x/deep.yml", "a/README.md"];
    commitOnBranch(world.state, world.bot, world.repository, {
      branch: "main",
      message: "Decide",
      changes: {
        additions: paths.map((path) => ({ path, bytes: new TextEncoder().encode(path) })),
      },
    });
    const blob = "... on Blob { text }";
    const data = await world.data(
      inRepository(`object(expression: "HEAD:a") { ... on Tree { entries {
        name type object { ${blob} ... on Tree { entries { name type object { ${blob} } } } }
      } } }`),
    );
    expect(at(data, "repository", "object", "entries")).toEqual([
      { name: "2025-6.yml", type: "blob", object: { text: "a/2025-6.yml" } },
      { name: "2025.yml", type: "blob", object: { text: "a/2025.yml" } },
      {
        name: "2025",
        type: "tree",
        object: {
          entries: [
            { name: "x.yml", type: "blob", object: { text: "a/2025/x.yml" } },
            { name: "x", type: "tree", object: {} },
          ],
        },
      },
      { name: "README.md", type: "blob", object: { text: "a/README.md" } },
    ]);
  });
});

describe("Commit", () => {
  it("of the app: signed by GitHub, by its bot with the no-reply address, whose user is `slug[bot]`", async () => {
    const world = createWorld();
    const commit = commitOnBranch(world.state, world.bot, world.repository, {
      branch: "main",
      message: "List Acme\n\nAs decided.",
      changes: file("partners.yml", "partners: []\n"),
    });
    const data = await world.data(
      inRepository(`object(expression: "main") { __typename ... on Commit {
        id oid url message messageHeadline messageBody committedDate authoredDate additions deletions changedFiles
        author { name email user { login databaseId } } committer { name email }
        signature { __typename isValid state wasSignedByGitHub }
        parents(first: 5) { totalCount nodes { oid } } tree { oid } file(path: "partners.yml") { oid path }
        associatedPullRequests(first: 5) { totalCount }
      } }`),
    );
    expect(at(data, "repository", "object")).toMatchObject({
      __typename: "Commit",
      oid: commit.oid,
      url: `${world.state.urls.web}/octo-org/program/commit/${commit.oid}`,
      message: "List Acme\n\nAs decided.",
      messageHeadline: "List Acme",
      messageBody: "As decided.",
      committedDate: "2026-03-02T09:00:00Z",
      additions: 1,
      deletions: 0,
      changedFiles: 1,
      author: {
        name: "partnerbot[bot]",
        email: `${world.botAccount.id}+partnerbot[bot]@users.noreply.github.com`,
        user: { login: "partnerbot[bot]", databaseId: world.botAccount.id },
      },
      committer: { name: "GitHub", email: "noreply@github.com" },
      signature: { __typename: "GpgSignature", isValid: true, state: "VALID", wasSignedByGitHub: true },
      parents: { totalCount: 1, nodes: [{ oid: commit.parents[0] }] },
      tree: { oid: commit.tree },
      file: { path: "partners.yml" },
      associatedPullRequests: { totalCount: 0 },
    });
  });

  it("pushed by a person: unsigned, with the account of the address", async () => {
    const world = createWorld();
    pushFiles(world.state, world.person(world.admin), world.repository, {
      branch: "main",
      message: "By hand",
      changes: file("x", "y"),
    });
    const data = await world.data(
      inRepository(
        'object(expression: "main") { ... on Commit { signature { isValid } author { email user { login } } } }',
      ),
    );
    expect(at(data, "repository", "object")).toEqual({
      signature: null,
      author: { email: "ada@example.org", user: { login: "Ada" } },
    });
  });

  it("has a history, newest first, by path, time and author, whose cursors outlast new commits", async () => {
    const world = createWorld();
    const { state, repository, bot } = world;
    const commit = (path: string) => {
      world.tick(3600);
      return commitOnBranch(state, bot, repository, {
        branch: "main",
        message: `change ${path}`,
        changes: file(path, String(state.clock.now())),
      }).oid;
    };
    const oids = [commit("a"), commit("b"), commit("c"), commit("d")].reverse();
    const history = (options: string) =>
      world.data(
        inRepository(
          `object(expression: "main") { ... on Commit { history(${options}) { totalCount pageInfo { endCursor hasNextPage } nodes { oid messageHeadline } } } }`,
        ),
      );
    const all = await history("first: 2");
    expect(at(all, "repository", "object", "history", "totalCount")).toBe(5);
    expect(list(all, "repository", "object", "history", "nodes").map((node) => text(node, "oid"))).toEqual(
      oids.slice(0, 2),
    );
    const after = text(all, "repository", "object", "history", "pageInfo", "endCursor");
    commit("a");
    const next = await history(`first: 2, after: "${after}"`);
    expect(list(next, "repository", "object", "history", "nodes").map((node) => text(node, "oid"))).toEqual(
      oids.slice(2, 4),
    );
    const headlines = async (options: string) =>
      list(await history(`first: 10, ${options}`), "repository", "object", "history", "nodes").map((node) =>
        text(node, "messageHeadline"),
      );
    expect(await headlines('path: "a"')).toEqual(["change a", "change a"]);
    expect(await headlines('since: "2026-03-02T10:30:00Z", until: "2026-03-02T12:30:00Z"')).toEqual([
      "change c",
      "change b",
    ]);
    expect(await headlines(`author: { id: "${world.botAccount.nodeId}" }`)).toHaveLength(5);
    expect(await headlines('author: { emails: ["nobody@example.org"] }')).toEqual([]);
  });
});

describe("Ref", () => {
  it("resolves full and short names, and lists under a prefix", async () => {
    const world = createWorld();
    const head = world.repository.refs.get("refs/heads/main") ?? "";
    createRef(world.state, world.bot, world.repository, "refs/heads/partnerbot/1-admit-acme", head);
    createRef(world.state, world.bot, world.repository, "refs/tags/v1", head);
    const data = await world.data(
      inRepository(`full: ref(qualifiedName: "refs/heads/main") { name } short: ref(qualifiedName: "main") { name }
        none: ref(qualifiedName: "refs/heads/nothing") { name }
        tag: ref(qualifiedName: "refs/tags/v1") { name prefix target { oid } }
        branches: refs(refPrefix: "refs/heads/", first: 10) { totalCount nodes { name } }
        bots: refs(refPrefix: "refs/heads/", query: "admit", first: 10) { nodes { name target { oid } } }
        nested: refs(refPrefix: "refs/heads/partnerbot/", first: 10) { nodes { name prefix } }`),
    );
    expect(at(data, "repository")).toEqual({
      full: { name: "main" },
      short: { name: "main" },
      none: null,
      tag: { name: "v1", prefix: "refs/tags/", target: { oid: head } },
      branches: { totalCount: 2, nodes: [{ name: "main" }, { name: "partnerbot/1-admit-acme" }] },
      bots: { nodes: [{ name: "partnerbot/1-admit-acme", target: { oid: head } }] },
      nested: { nodes: [{ name: "1-admit-acme", prefix: "refs/heads/partnerbot/" }] },
    });
  });
});

describe("Ref.compare", () => {
  const comparing = (headRef: string) =>
    inRepository(`ref(qualifiedName: "main") { compare(headRef: "${headRef}") { aheadBy behindBy status } }`);

  it("says how a commit stands to the branch, which is the base", async () => {
    const world = createWorld();
    const { repository, state } = world;
    const ada = world.person(world.admin);
    const base = repository.refs.get("refs/heads/main") ?? "";
    createRef(state, ada, repository, "refs/heads/side", base);
    const commit = (branch: string) =>
      commitOnBranch(state, ada, repository, { branch, message: branch, changes: file(branch, branch) }).oid;
    const side = commit("side");
    const compared = async (headRef: string) =>
      at(await world.data(comparing(headRef)), "repository", "ref", "compare");
    expect(await compared("side")).toEqual({ aheadBy: 1, behindBy: 0, status: "AHEAD" });
    const main = commit("main");
    expect(await compared(side)).toEqual({ aheadBy: 1, behindBy: 1, status: "DIVERGED" });
    expect(await compared(base)).toEqual({ aheadBy: 0, behindBy: 1, status: "BEHIND" });
    expect(await compared(main)).toEqual({ aheadBy: 0, behindBy: 0, status: "IDENTICAL" });
  });

  it("is nothing, and an error, for a commit that there is not", async () => {
    const world = createWorld();
    const answer = await world.ask(comparing("0".repeat(40)));
    expect(answer).toMatchObject({
      data: { repository: { ref: { compare: null } } },
      errors: [{ type: "NOT_FOUND", path: ["repository", "ref", "compare"] }],
    });
  });
});
