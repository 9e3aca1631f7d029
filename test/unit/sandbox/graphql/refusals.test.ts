import { describe, expect, it } from "vitest";
import { at, createWorld, PERMISSIONS } from "./world.ts";

const run = (document: string, variables: Record<string, unknown> = {}) => {
  const world = createWorld();
  world.fileIssue();
  return world.endpoint.execute({ document, variables, viewer: world.bot });
};

describe("documents that GitHub refuses", () => {
  it.each([
    [
      'query Look { repository(owner: "octo-org", name: "program") { sponsors } }',
      "Field 'sponsors' doesn't exist on type 'Repository'",
      ["query Look", "repository", "sponsors"],
    ],
    [
      '{ user(nick: "x", login: "y") { id } }',
      "Field 'user' doesn't accept argument 'nick'",
      ["query", "user", "nick"],
    ],
    ["{ user { id } }", "Field 'user' is missing required arguments: login", ["query", "user"]],
    [
      "{ viewer }",
      "Field must have selections (field 'viewer' returns User but has no selections. Did you mean 'viewer { ... }'?)",
      ["query", "viewer"],
    ],
    ["query Look($x: Int) { viewer { id } }", "Variable $x is declared by Look but not used", ["query Look"]],
    ["{ user(login: $who) { id } }", "Variable $who is used by anonymous query but not declared", null],
  ])("%s", async (document, message, path) => {
    const answer = await run(document);
    expect(answer).not.toHaveProperty("data");
    expect(answer.errors?.[0]?.message).toBe(message);
    if (path !== null) expect(answer.errors?.[0]?.path).toEqual(path);
    expect(answer.errors?.[0]?.locations).not.toEqual([]);
  });

  it("none at all", async () => {
    expect(await run("")).toEqual({
      errors: [{ message: "A query attribute must be specified and must be a string." }],
    });
  });

  it("a syntax error", async () => {
    const { data, errors } = await run("{ viewer {");
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining("Syntax Error"),
      locations: [{ line: 1 }],
    });
  });
});

describe("variables that GitHub refuses", () => {
  const document = `query ($number: Int!) { repository(owner: "octo-org", name: "program") { issue(number: $number) { id } } }`;

  it("a missing one", async () => {
    expect(await run(document)).toEqual({
      errors: [
        {
          message: "Variable $number of type Int! was provided invalid value",
          locations: [{ line: 1, column: 8 }],
          extensions: { value: null, problems: [{ path: [], explanation: "Expected value to not be null" }] },
        },
      ],
    });
  });

  it("a text for a number", async () => {
    const { errors } = await run(document, { number: "1" });
    expect(errors?.[0]?.extensions).toEqual({
      value: "1",
      problems: [{ path: [], explanation: 'Could not coerce value "1" to Int' }],
    });
  });

  it("what an input object lacks, has too much, or has wrong", async () => {
    const { errors } = await run(
      `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { clientMutationId } }`,
      {
        input: {
          branch: {},
          expectedHeadOid: "main",
          fileChanges: { additions: [{ path: "a", contents: "é" }] },
          file: "x",
        },
      },
    );
    const message = errors?.[0]?.message ?? "";
    expect(message).toContain(
      "Variable $input of type CreateCommitOnBranchInput! was provided invalid value for ",
    );
    expect(message).toContain('expectedHeadOid (Could not coerce value "main" to GitObjectID)');
    expect(message).toContain("message (Expected value to not be null)");
    expect(message).toContain("file (Field is not defined on CreateCommitOnBranchInput)");
    expect(message).toContain(
      'fileChanges.additions.0.contents (Could not coerce value "é" to Base64String)',
    );
  });

  it("a word that the enum does not have", async () => {
    const { errors } = await run(
      `query ($states: [IssueState!]) { repository(owner: "octo-org", name: "program") { issues(first: 1, states: $states) { totalCount } } }`,
      { states: ["open"] },
    );
    expect(errors?.[0]?.message).toBe(
      'Variable $states of type [IssueState!] was provided invalid value for 0 (Expected "open" to be one of: CLOSED, OPEN)',
    );
  });

  it("ignores one that nobody declared, as GitHub does", async () => {
    const { errors, data } = await run(document, { number: 1, numbre: 2 });
    expect(errors).toBeUndefined();
    expect(at(data, "repository", "issue", "id")).toBeTypeOf("string");
  });
});

describe("what is not there", () => {
  it.each([
    ['user(login: "nobody") { id }', "user", "Could not resolve to a User with the login of 'nobody'."],
    ['user(login: "octo-org") { id }', "user", "Could not resolve to a User with the login of 'octo-org'."],
    [
      'organization(login: "ada") { id }',
      "organization",
      "Could not resolve to an Organization with the login of 'ada'.",
    ],
    [
      'repository(owner: "o", name: "n") { id }',
      "repository",
      "Could not resolve to a Repository with the name 'o/n'.",
    ],
    ['node(id: "I_none") { id }', "node", "Could not resolve to a node with the global id of 'I_none'"],
  ])("%s", async (field, name, message) => {
    const { data, errors } = await run(`{ ${field} viewer { login } }`);
    expect(data).toEqual({ [name]: null, viewer: { login: "partnerbot[bot]" } });
    expect(errors).toMatchObject([
      { type: "NOT_FOUND", path: [name], message, locations: [{ line: 1, column: 3 }] },
    ]);
  });

  it.each([
    ["issue(number: 99) { id }", "issue", "Could not resolve to an Issue with the number of 99."],
    [
      "pullRequest(number: 1) { id }",
      "pullRequest",
      "Could not resolve to a PullRequest with the number of 1.",
    ],
    [
      "issueOrPullRequest(number: 99) { __typename }",
      "issueOrPullRequest",
      /issue or pull request with the number of 99/,
    ],
  ])("%s of a repository", async (field, name, message) => {
    const { data, errors } = await run(`{ repository(owner: "octo-org", name: "program") { ${field} } }`);
    expect(data).toEqual({ repository: { [name]: null } });
    expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["repository", name] }]);
    expect(errors?.[0]?.message).toMatch(message);
  });

  it("a private repository that the token does not reach", async () => {
    const world = createWorld();
    const answer = await world.endpoint.execute({
      document: '{ repository(owner: "octo-org", name: "secret") { id } }',
      viewer: world.bot,
    });
    expect(answer.errors).toMatchObject([{ type: "NOT_FOUND" }]);
    expect(
      await world.data(
        '{ repository(owner: "octo-org", name: "secret") { name } }',
        {},
        world.person(world.admin),
      ),
    ).toEqual({ repository: { name: "secret" } });
  });

  it("one of several nodes: null in its place, with an error of its own", async () => {
    const world = createWorld();
    const id = world.fileIssue().nodeId;
    const { data, errors } = await world.endpoint.execute({
      document: "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      variables: { ids: [id, "I_gone"] },
      viewer: world.bot,
    });
    expect(data).toEqual({ nodes: [{ id }, null] });
    expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["nodes", 1] }]);
  });

  it("a team, which is null without an error", async () => {
    expect(await run('{ organization(login: "octo-org") { team(slug: "nobody") { id } } }')).toEqual({
      data: { organization: { team: null } },
    });
  });
});

describe("what the app may not", () => {
  const without = (name: string) =>
    Object.fromEntries(Object.entries(PERMISSIONS).filter(([permission]) => permission !== name));

  it.each([
    [
      "issues",
      'repository(owner: "octo-org", name: "program") { part: issue(number: 1) { id } }',
      ["repository", "part"],
    ],
    [
      "pull_requests",
      'repository(owner: "octo-org", name: "program") { part: pullRequests(first: 1) { totalCount } }',
      ["repository", "part"],
    ],
    [
      "contents",
      'repository(owner: "octo-org", name: "program") { part: object(expression: "main:README.md") { oid } }',
      ["repository", "part"],
    ],
    [
      "members",
      'organization(login: "octo-org") { part: team(slug: "committee") { id } }',
      ["organization", "part"],
    ],
  ])("reading without `%s`", async (permission, field, path) => {
    const world = createWorld();
    world.fileIssue();
    const { errors } = await world.endpoint.execute({
      document: `{ ${field} }`,
      viewer: world.botWith(without(permission)),
    });
    expect(errors).toMatchObject([
      {
        type: "FORBIDDEN",
        path,
        message: "Resource not accessible by integration",
        extensions: { saml_failure: false },
      },
    ]);
  });

  it("writing with `issues: read`", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const { data, errors } = await world.endpoint.execute({
      document: "mutation ($input: AddCommentInput!) { addComment(input: $input) { clientMutationId } }",
      variables: { input: { subjectId: issue.nodeId, body: "hello" } },
      viewer: world.botWith({ ...PERMISSIONS, issues: "read" }),
    });
    expect(data).toEqual({ addComment: null });
    expect(errors).toMatchObject([
      { type: "FORBIDDEN", path: ["addComment"], message: "Resource not accessible by integration" },
    ]);
    expect(issue.comments).toEqual([]);
  });
});

describe("what the sandbox does not have", () => {
  it("a field: an error that names it, never a silent null", async () => {
    const { errors } = await run(
      '{ repository(owner: "octo-org", name: "program") { issue(number: 1) { milestone { id } } } }',
    );
    expect(errors).toMatchObject([
      {
        type: "SANDBOX_NOT_IMPLEMENTED",
        path: ["repository", "issue", "milestone"],
        message: "The sandbox does not have Issue.milestone.",
      },
    ]);
  });

  it("a root field, and a mutation", async () => {
    expect((await run('{ search(query: "x", type: ISSUE, first: 1) { issueCount } }')).errors).toMatchObject([
      { type: "SANDBOX_NOT_IMPLEMENTED", message: "The sandbox does not have Query.search." },
    ]);
    const { errors } = await run(
      'mutation { lockLockable(input: { lockableId: "x" }) { clientMutationId } }',
    );
    expect(errors).toMatchObject([
      { type: "SANDBOX_NOT_IMPLEMENTED", message: "The sandbox does not have Mutation.lockLockable." },
    ]);
  });

  it("an argument that would be ignored", async () => {
    const issues = (filter: string) =>
      run(
        `{ repository(owner: "octo-org", name: "program") { issues(first: 1, ${filter}) { totalCount } } }`,
      );
    expect((await issues('filterBy: { mentioned: "x" }')).errors).toMatchObject([
      {
        type: "SANDBOX_NOT_IMPLEMENTED",
        message: "The sandbox does not have the argument `filterBy.mentioned` of Repository.issues.",
      },
    ]);
    expect((await issues("filterBy: { states: [OPEN] }")).errors).toBeUndefined();
  });

  it("a git revision that it cannot read", async () => {
    const { errors } = await run(
      '{ repository(owner: "octo-org", name: "program") { object(expression: "main~1") { oid } } }',
    );
    expect(errors).toMatchObject([{ type: "SANDBOX_NOT_IMPLEMENTED" }]);
  });
});

describe("the limits of a call", () => {
  it("too many nodes: nothing runs", async () => {
    const answer = await run(`{ repository(owner: "octo-org", name: "program") { issues(first: 100) { nodes {
      comments(first: 100) { nodes { reactions(first: 100) { nodes { id } } } } } } } }`);
    expect(answer).toEqual({
      errors: [
        {
          type: "MAX_NODE_LIMIT_EXCEEDED",
          message:
            "This query requests up to 1,010,100 possible nodes which exceeds the maximum limit of 500,000.",
        },
      ],
    });
  });

  it("more than 100 ids", async () => {
    const { errors } = await run("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: Array.from({ length: 101 }, (_, index) => `I_${index}`),
    });
    expect(errors?.[0]).toMatchObject({
      type: "ARGUMENT_LIMIT",
      message: "You may not provide more than 100 node ids; you provided 101.",
    });
  });
});
