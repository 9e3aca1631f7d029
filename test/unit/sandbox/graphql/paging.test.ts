import { describe, expect, it } from "vitest";
import { createComment, deleteComment } from "../../../../src/sandbox/comments.ts";
import { at, createWorld, list, text } from "./world.ts";

const FORWARD = `query ($number: Int!, $after: String) {
  repository(owner: "octo-org", name: "program") { issue(number: $number) {
    comments(first: 100, after: $after) {
      totalCount nodes { body } edges { cursor node { body } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } } } }`;
const BACKWARD = `query ($number: Int!, $before: String) {
  repository(owner: "octo-org", name: "program") { issue(number: $number) {
    comments(last: 100, before: $before) {
      nodes { body } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } } } }`;

function talkOf(count: number) {
  const world = createWorld();
  const issue = world.fileIssue();
  const comments = Array.from({ length: count }, (_, index) =>
    createComment(world.state, world.person(world.carla), issue, `comment ${index + 1}`),
  );
  return { world, issue, comments };
}

const bodies = (connection: unknown) => list(connection, "nodes").map((node) => text(node, "body"));

describe("paging", () => {
  it("walks 250 comments forward, each once, in order", async () => {
    const { world, issue } = talkOf(250);
    const seen: string[] = [];
    const flags: unknown[] = [];
    let after: string | null = null;
    do {
      const data = await world.data(FORWARD, { number: issue.number, after });
      const connection = at(data, "repository", "issue", "comments");
      expect(at(connection, "totalCount")).toBe(250);
      const cursors = list(connection, "edges").map((edge) => text(edge, "cursor"));
      expect(at(connection, "pageInfo", "startCursor")).toBe(cursors[0]);
      expect(at(connection, "pageInfo", "endCursor")).toBe(cursors.at(-1));
      seen.push(...bodies(connection));
      flags.push([at(connection, "pageInfo", "hasPreviousPage"), at(connection, "pageInfo", "hasNextPage")]);
      after =
        at(connection, "pageInfo", "hasNextPage") === true ? text(connection, "pageInfo", "endCursor") : null;
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => `comment ${index + 1}`));
    expect(flags).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
  });

  it("walks them backward", async () => {
    const { world, issue } = talkOf(250);
    let seen: string[] = [];
    const flags: unknown[] = [];
    let before: string | null = null;
    do {
      const data = await world.data(BACKWARD, { number: issue.number, before });
      const connection = at(data, "repository", "issue", "comments");
      seen = [...bodies(connection), ...seen];
      flags.push([at(connection, "pageInfo", "hasPreviousPage"), at(connection, "pageInfo", "hasNextPage")]);
      before =
        at(connection, "pageInfo", "hasPreviousPage") === true
          ? text(connection, "pageInfo", "startCursor")
          : null;
    } while (before !== null);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => `comment ${index + 1}`));
    expect(flags).toEqual([
      [true, false],
      [true, true],
      [false, true],
    ]);
  });

  it("goes on behind a cursor whose comment was deleted meanwhile, and misses none", async () => {
    const { world, issue, comments } = talkOf(120);
    const first = await world.data(FORWARD, { number: issue.number });
    const after = text(first, "repository", "issue", "comments", "pageInfo", "endCursor");
    for (const index of [3, 98, 99]) {
      const comment = comments[index];
      if (comment !== undefined) deleteComment(world.state, world.person(world.admin), comment);
    }
    const second = await world.data(FORWARD, { number: issue.number, after });
    expect(bodies(at(second, "repository", "issue", "comments"))).toEqual(
      Array.from({ length: 20 }, (_, index) => `comment ${index + 101}`),
    );
  });

  it("gives an empty page without cursors", async () => {
    const { world, issue } = talkOf(0);
    const data = await world.data(FORWARD, { number: issue.number });
    expect(at(data, "repository", "issue", "comments")).toEqual({
      totalCount: 0,
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  it.each([
    [
      "comments { nodes { id } }",
      "MISSING_PAGINATION_BOUNDARIES",
      "You must provide a `first` or `last` value to properly paginate the `comments` connection.",
    ],
    ["comments { pageInfo { endCursor } }", "MISSING_PAGINATION_BOUNDARIES", /properly paginate/],
    [
      "comments(first: 101) { nodes { id } }",
      "EXCESSIVE_PAGINATION",
      "Requesting 101 records on the `comments` connection exceeds the `first` limit of 100 records.",
    ],
    [
      "comments(last: 250) { nodes { id } }",
      "EXCESSIVE_PAGINATION",
      "Requesting 250 records on the `comments` connection exceeds the `last` limit of 100 records.",
    ],
    ["comments(first: 0) { nodes { id } }", "INVALID_PAGINATION", /`first`/],
    ["comments(first: 1, last: 1) { nodes { id } }", "INVALID_PAGINATION", /both `first` and `last`/],
    [
      'comments(first: 1, after: "nonsense") { nodes { id } }',
      "INVALID_CURSOR_ARGUMENTS",
      "`nonsense` does not appear to be a valid cursor.",
    ],
  ])("refuses %s", async (field, type, message) => {
    const { world } = talkOf(1);
    const { data, errors } = await world.endpoint.execute({
      document: `{ repository(owner: "octo-org", name: "program") { issue(number: 1) { ${field} } } }`,
      viewer: world.bot,
    });
    expect(errors).toMatchObject([{ type, path: ["repository", "issue", "comments"] }]);
    expect(errors?.[0]?.message).toMatch(message);
    expect(at(data, "repository", "issue")).toBeNull();
  });

  it("counts without a page size", async () => {
    const { world } = talkOf(3);
    const data = await world.data(
      '{ repository(owner: "octo-org", name: "program") { issue(number: 1) { comments { totalCount } } } }',
    );
    expect(at(data, "repository", "issue", "comments", "totalCount")).toBe(3);
  });
});
