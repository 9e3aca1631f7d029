import { describe, expect, it } from "vitest";
import { deleteAccount } from "../../../../src/sandbox/accounts.ts";
import { createComment, deleteComment, editComment } from "../../../../src/sandbox/comments.ts";
import { closeIssue, editIssue, openIssue, reopenIssue } from "../../../../src/sandbox/issues.ts";
import { addLabels, removeLabel } from "../../../../src/sandbox/labels.ts";
import { addReaction } from "../../../../src/sandbox/reactions.ts";
import { at, createWorld, list } from "./world.ts";

const issueQuery = (fields: string) =>
  `query ($number: Int!) { repository(owner: "octo-org", name: "program") { issue(number: $number) { ${fields} } } }`;

const COMMENTS = issueQuery(`comments(first: 100) { nodes {
  id databaseId url body createdAt updatedAt lastEditedAt includesCreatedEdit viewerDidAuthor authorAssociation isMinimized
  author { __typename login ... on User { databaseId } ... on Bot { databaseId } }
  editor { login }
  userContentEdits(first: 10) { totalCount nodes { editedAt createdAt deletedAt editor { login } diff } }
} }`);

describe("Issue", () => {
  it("has GitHub's fields", async () => {
    const world = createWorld();
    const issue = world.fileIssue("Acme wants in", "### Company\n\n**Acme** & sons\n<!-- form v1 -->");
    const data = await world.data(
      issueQuery(`__typename id databaseId number url title body bodyText state stateReason closed closedAt locked
        createdAt updatedAt lastEditedAt editor { login } authorAssociation viewerDidAuthor
        author { __typename login ... on User { databaseId } } repository { nameWithOwner }
        participants(first: 5) { totalCount nodes { login } } assignees(first: 5) { totalCount }
        userContentEdits(first: 5) { totalCount nodes { diff } }`),
      { number: issue.number },
    );
    expect(at(data, "repository", "issue")).toEqual({
      __typename: "Issue",
      id: issue.nodeId,
      databaseId: issue.id,
      number: 1,
      url: `${world.state.urls.web}/octo-org/program/issues/1`,
      title: "Acme wants in",
      body: "### Company\n\n**Acme** & sons\n<!-- form v1 -->",
      bodyText: "Company\nAcme & sons",
      state: "OPEN",
      stateReason: null,
      closed: false,
      closedAt: null,
      locked: false,
      createdAt: "2026-03-02T09:00:00Z",
      updatedAt: "2026-03-02T09:00:00Z",
      lastEditedAt: null,
      editor: null,
      authorAssociation: "NONE",
      viewerDidAuthor: false,
      author: { __typename: "User", login: "stranger", databaseId: world.stranger.id },
      repository: { nameWithOwner: "octo-org/program" },
      participants: { totalCount: 1, nodes: [{ login: "stranger" }] },
      assignees: { totalCount: 0 },
      userContentEdits: { totalCount: 0, nodes: [] },
    });
  });

  it("shows an edit by someone else, newest version first, down to the original", async () => {
    const world = createWorld();
    const issue = world.fileIssue("Acme", "one");
    world.tick();
    editIssue(world.state, world.person(world.admin), issue, { body: "two" });
    const data = await world.data(
      issueQuery(
        "lastEditedAt editor { login } userContentEdits(first: 5) { nodes { editor { login } diff editedAt } }",
      ),
      { number: 1 },
    );
    expect(at(data, "repository", "issue")).toEqual({
      lastEditedAt: "2026-03-02T09:01:00Z",
      editor: { login: "Ada" },
      userContentEdits: {
        nodes: [
          { editor: { login: "Ada" }, diff: "two", editedAt: "2026-03-02T09:01:00Z" },
          { editor: { login: "stranger" }, diff: "one", editedAt: "2026-03-02T09:00:00Z" },
        ],
      },
    });
  });

  it("keeps the reason of its closing, and shows a duplicate only to those who ask", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const fields = issueQuery(
      "state plain: stateReason asked: stateReason(enableDuplicate: true) closed closedAt",
    );
    closeIssue(world.state, world.bot, issue, "duplicate");
    expect(at(await world.data(fields, { number: 1 }), "repository", "issue")).toEqual({
      state: "CLOSED",
      plain: "NOT_PLANNED",
      asked: "DUPLICATE",
      closed: true,
      closedAt: "2026-03-02T09:00:00Z",
    });
    reopenIssue(world.state, world.bot, issue);
    expect(at(await world.data(fields, { number: 1 }), "repository", "issue", "plain")).toBe("REOPENED");
  });
});

describe("IssueComment", () => {
  it("names its author as GitHub does: a bot by its slug, and a deleted account not at all", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const own = createComment(world.state, world.bot, issue, "I am the bot");
    const gone = createComment(world.state, world.person(world.stranger), issue, "goodbye");
    deleteAccount(world.state, world.stranger);
    const nodes = list(await world.data(COMMENTS, { number: 1 }), "repository", "issue", "comments", "nodes");
    expect(nodes[0]).toMatchObject({
      id: own.nodeId,
      databaseId: own.id,
      url: `${world.state.urls.web}/octo-org/program/issues/1#issuecomment-${own.id}`,
      author: { __typename: "Bot", login: "partnerbot", databaseId: world.botAccount.id },
      viewerDidAuthor: true,
      includesCreatedEdit: false,
      isMinimized: false,
      lastEditedAt: null,
      editor: null,
      userContentEdits: { totalCount: 0, nodes: [] },
    });
    expect(nodes[1]).toMatchObject({ id: gone.nodeId, author: null, viewerDidAuthor: false });
  });

  it("shows who edited it, and every version with its whole text", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const comment = createComment(world.state, world.person(world.carla), issue, "/vote no");
    world.tick();
    editComment(world.state, world.person(world.carla), comment, "/vote yes");
    world.tick();
    editComment(world.state, world.person(world.admin), comment, "/vote abstain");
    const data = await world.data(COMMENTS, { number: 1 });
    expect(at(data, "repository", "issue", "comments", "nodes", 0)).toMatchObject({
      body: "/vote abstain",
      author: { login: "carla" },
      editor: { login: "Ada" },
      createdAt: "2026-03-02T09:00:00Z",
      lastEditedAt: "2026-03-02T09:02:00Z",
      includesCreatedEdit: true,
      userContentEdits: {
        totalCount: 3,
        nodes: [
          {
            editor: { login: "Ada" },
            diff: "/vote abstain",
            editedAt: "2026-03-02T09:02:00Z",
            deletedAt: null,
          },
          { editor: { login: "carla" }, diff: "/vote yes", editedAt: "2026-03-02T09:01:00Z" },
          { editor: { login: "carla" }, diff: "/vote no", editedAt: "2026-03-02T09:00:00Z" },
        ],
      },
    });
  });

  it("shows reactions by kind and one by one", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const comment = createComment(world.state, world.person(world.carla), issue, "/vote yes");
    addReaction(world.state, world.bot, comment, "+1");
    addReaction(world.state, world.person(world.stranger), comment, "+1");
    addReaction(world.state, world.person(world.stranger), comment, "heart");
    const data = await world.data(
      issueQuery(`comments(first: 1) { nodes {
        reactionGroups { content viewerHasReacted reactors(first: 5) { totalCount nodes { __typename ... on Bot { login } ... on User { login } } } }
        reactions(first: 5, content: THUMBS_UP) { totalCount viewerHasReacted nodes { content user { login } } } } }`),
      { number: 1 },
    );
    const node = at(data, "repository", "issue", "comments", "nodes", 0);
    expect(list(node, "reactionGroups")).toHaveLength(8);
    expect(at(node, "reactionGroups", 0)).toEqual({
      content: "THUMBS_UP",
      viewerHasReacted: true,
      reactors: {
        totalCount: 2,
        nodes: [
          { __typename: "Bot", login: "partnerbot" },
          { __typename: "User", login: "stranger" },
        ],
      },
    });
    expect(at(node, "reactionGroups", 5)).toMatchObject({ content: "HEART", viewerHasReacted: false });
    expect(at(node, "reactions")).toEqual({
      totalCount: 2,
      viewerHasReacted: true,
      nodes: [
        { content: "THUMBS_UP", user: { login: "partnerbot[bot]" } },
        { content: "THUMBS_UP", user: { login: "stranger" } },
      ],
    });
  });
});

describe("the timeline", () => {
  it("keeps closings, reopenings, labels, titles and deleted comments with who did it", async () => {
    const world = createWorld();
    const { state, bot } = world;
    const issue = world.fileIssue();
    const admin = world.person(world.admin);
    addLabels(state, bot, issue, ["bug"]);
    removeLabel(state, admin, issue, "bug");
    const comment = createComment(state, world.person(world.carla), issue, "/vote yes");
    deleteComment(state, admin, comment);
    editIssue(state, admin, issue, { title: "Acme Inc" });
    closeIssue(state, world.person(world.stranger), issue, "completed");
    world.tick();
    reopenIssue(state, bot, issue);
    const data = await world.data(
      issueQuery(`timelineItems(first: 50) { totalCount nodes { __typename
        ... on LabeledEvent { actor { login } label { name color } }
        ... on UnlabeledEvent { actor { login } label { name } }
        ... on CommentDeletedEvent { actor { login } createdAt deletedCommentAuthor { login } }
        ... on RenamedTitleEvent { previousTitle currentTitle }
        ... on ClosedEvent { actor { login } stateReason closer { __typename } }
        ... on ReopenedEvent { actor { login } createdAt }
      } }`),
      { number: 1 },
    );
    expect(list(data, "repository", "issue", "timelineItems", "nodes")).toEqual([
      { __typename: "LabeledEvent", actor: { login: "partnerbot" }, label: { name: "bug", color: "d73a4a" } },
      { __typename: "UnlabeledEvent", actor: { login: "Ada" }, label: { name: "bug" } },
      {
        __typename: "CommentDeletedEvent",
        actor: { login: "Ada" },
        createdAt: "2026-03-02T09:00:00Z",
        deletedCommentAuthor: { login: "carla" },
      },
      { __typename: "RenamedTitleEvent", previousTitle: "Acme wants in", currentTitle: "Acme Inc" },
      { __typename: "ClosedEvent", actor: { login: "stranger" }, stateReason: "COMPLETED", closer: null },
      { __typename: "ReopenedEvent", actor: { login: "partnerbot" }, createdAt: "2026-03-02T09:01:00Z" },
    ]);
  });

  it("filters by type and time, pages, and mixes comments in", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    createComment(world.state, world.bot, issue, "first");
    closeIssue(world.state, world.bot, issue, "completed");
    world.tick();
    createComment(world.state, world.bot, issue, "second");
    const data = await world.data(
      issueQuery(`
        all: timelineItems(first: 10) { nodes { __typename } }
        last: timelineItems(last: 1) { pageInfo { hasPreviousPage } nodes { ... on IssueComment { body } } }
        closings: timelineItems(first: 10, itemTypes: [CLOSED_EVENT, REOPENED_EVENT]) { totalCount nodes { __typename } }
        recent: timelineItems(first: 10, since: "2026-03-02T09:01:00Z") { nodes { __typename } }`),
      { number: 1 },
    );
    expect(at(data, "repository", "issue")).toEqual({
      all: {
        nodes: [
          { __typename: "IssueComment" },
          { __typename: "ClosedEvent" },
          { __typename: "IssueComment" },
        ],
      },
      last: { pageInfo: { hasPreviousPage: true }, nodes: [{ body: "second" }] },
      closings: { totalCount: 1, nodes: [{ __typename: "ClosedEvent" }] },
      recent: { nodes: [{ __typename: "IssueComment" }] },
    });
  });

  it("keeps where it was mentioned", async () => {
    const world = createWorld();
    world.fileIssue();
    const { state, repository } = world;
    openIssue(state, world.person(world.admin), { repository, title: "Two", body: "see #1" });
    // Not told to those who do not see where it was said.
    openIssue(state, world.person(world.admin), {
      repository: world.secret,
      title: "x",
      body: "see octo-org/program#1",
    });
    const data = await world.data(
      issueQuery(`timelineItems(first: 5, itemTypes: [CROSS_REFERENCED_EVENT]) { nodes { ... on CrossReferencedEvent {
        isCrossRepository willCloseTarget source { ... on Issue { number } } target { ... on Issue { number } } } } }`),
      { number: 1 },
    );
    expect(list(data, "repository", "issue", "timelineItems", "nodes")).toEqual([
      { isCrossRepository: false, willCloseTarget: false, source: { number: 2 }, target: { number: 1 } },
    ]);
    const seen = await world.data(
      issueQuery("timelineItems(first: 5) { nodes { ... on CrossReferencedEvent { isCrossRepository } } }"),
      { number: 1 },
      world.person(world.admin),
    );
    expect(list(seen, "repository", "issue", "timelineItems", "nodes")).toEqual([
      { isCrossRepository: false },
      { isCrossRepository: true },
    ]);
  });
});

describe("lists of issues and labels", () => {
  it("filters by state, label, author and time, and orders", async () => {
    const world = createWorld();
    const { state, repository } = world;
    const admin = world.person(world.admin);
    const one = world.fileIssue("one");
    world.tick();
    const two = openIssue(state, admin, { repository, title: "two", labels: ["bug"] });
    world.tick();
    closeIssue(state, admin, one, "completed");
    const data = await world.data(`{ repository(owner: "octo-org", name: "program") {
      open: issues(first: 10, states: [OPEN]) { nodes { title } }
      bugs: issues(first: 10, labels: ["BUG"]) { nodes { title } }
      mine: issues(first: 10, filterBy: { createdBy: "STRANGER", states: [CLOSED] }) { nodes { title } }
      since: issues(first: 10, filterBy: { since: "2026-03-02T09:02:00Z" }) { nodes { title } }
      latest: issues(first: 1, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { title } pageInfo { hasNextPage } }
      either: issueOrPullRequest(number: ${two.number}) { ... on Issue { title labels(first: 5) { nodes { name } } } }
    } }`);
    expect(at(data, "repository")).toEqual({
      open: { nodes: [{ title: "two" }] },
      bugs: { nodes: [{ title: "two" }] },
      mine: { nodes: [{ title: "one" }] },
      since: { nodes: [{ title: "one" }] },
      latest: { totalCount: 2, nodes: [{ title: "two" }], pageInfo: { hasNextPage: true } },
      either: { title: "two", labels: { nodes: [{ name: "bug" }] } },
    });
  });

  it("finds labels by name and words", async () => {
    const world = createWorld();
    const data = await world.data(`{ repository(owner: "octo-org", name: "program") {
      label(name: "BUG") { name color description isDefault }
      none: label(name: "nothing") { id }
      labels(first: 3, query: "new", orderBy: { field: NAME, direction: DESC }) { totalCount nodes { name } }
    } }`);
    expect(at(data, "repository")).toEqual({
      label: { name: "bug", color: "d73a4a", description: "Something isn't working", isDefault: true },
      none: null,
      labels: { totalCount: 2, nodes: [{ name: "good first issue" }, { name: "enhancement" }] },
    });
  });
});
