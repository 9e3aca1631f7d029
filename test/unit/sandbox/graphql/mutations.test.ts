import { describe, expect, it } from "vitest";
import { createComment } from "../../../../src/sandbox/comments.ts";
import { subscribe } from "../../../../src/sandbox/events.ts";
import { findLabel } from "../../../../src/sandbox/labels.ts";
import { createRepository } from "../../../../src/sandbox/repositories.ts";
import type { Actor } from "../../../../src/sandbox/state.ts";
import { at, createWorld, text } from "./world.ts";

type World = ReturnType<typeof createWorld>;

/** One mutation with its input as a variable. */
function mutate(
  world: World,
  name: string,
  input: Record<string, unknown>,
  fields = "clientMutationId",
  viewer: Actor = world.bot,
) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return world.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input }, viewer);
}

/** `issues.opened`, … as they happen. */
function eventsOf(world: World): string[] {
  const heard: string[] = [];
  subscribe(world.state, ({ event, action }) => heard.push(action === null ? event : `${event}.${action}`));
  return heard;
}

describe("mutations on comments", () => {
  it("add, edit and delete, echo clientMutationId, and fire webhooks", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const heard = eventsOf(world);
    const added = await mutate(
      world,
      "addComment",
      { subjectId: issue.nodeId, body: "hello", clientMutationId: "c-1" },
      "clientMutationId commentEdge { cursor node { id body author { login } viewerDidAuthor } } subject { id } timelineEdge { node { __typename } }",
    );
    expect(added.errors).toBeUndefined();
    const id = text(added.data, "addComment", "commentEdge", "node", "id");
    expect(added.data).toMatchObject({
      addComment: {
        clientMutationId: "c-1",
        commentEdge: { node: { body: "hello", author: { login: "partnerbot" }, viewerDidAuthor: true } },
        subject: { id: issue.nodeId },
        timelineEdge: { node: { __typename: "IssueComment" } },
      },
    });
    world.tick();
    const edited = await mutate(
      world,
      "updateIssueComment",
      { id, body: "hello again" },
      "issueComment { body lastEditedAt editor { login } }",
    );
    expect(edited.data).toEqual({
      updateIssueComment: {
        issueComment: {
          body: "hello again",
          lastEditedAt: "2026-03-02T09:01:00Z",
          editor: { login: "partnerbot" },
        },
      },
    });
    expect(await mutate(world, "deleteIssueComment", { id })).toEqual({
      data: { deleteIssueComment: { clientMutationId: null } },
    });
    expect(issue.comments).toEqual([]);
    expect(heard).toEqual(["issue_comment.created", "issue_comment.edited", "issue_comment.deleted"]);
    expect((await mutate(world, "deleteIssueComment", { id })).errors).toMatchObject([
      { type: "NOT_FOUND", path: ["deleteIssueComment"] },
    ]);
  });

  it("minimize", async () => {
    const world = createWorld();
    const comment = createComment(world.state, world.bot, world.fileIssue(), "old news");
    const { data } = await mutate(
      world,
      "minimizeComment",
      { subjectId: comment.nodeId, classifier: "OUTDATED" },
      "minimizedComment { isMinimized minimizedReason }",
    );
    expect(data).toEqual({
      minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: "outdated" } },
    });
  });

  it("react, once each, and take it back", async () => {
    const world = createWorld();
    const comment = createComment(world.state, world.person(world.carla), world.fileIssue(), "/vote yes");
    const input = { subjectId: comment.nodeId, content: "THUMBS_UP" };
    const fields =
      "reaction { content user { login } } subject { id } reactionGroups { content viewerHasReacted }";
    await mutate(world, "addReaction", input, fields);
    const again = await mutate(world, "addReaction", input, fields);
    expect(again.data).toMatchObject({
      addReaction: {
        reaction: { content: "THUMBS_UP", user: { login: "partnerbot[bot]" } },
        subject: { id: comment.nodeId },
      },
    });
    expect(comment.reactions).toHaveLength(1);
    const removed = await mutate(world, "removeReaction", input, fields);
    expect(at(removed.data, "removeReaction", "reactionGroups", 0)).toEqual({
      content: "THUMBS_UP",
      viewerHasReacted: false,
    });
    expect((await mutate(world, "removeReaction", input)).errors).toMatchObject([{ type: "NOT_FOUND" }]);
  });
});

describe("several mutations in one call", () => {
  it("run in order; one that fails is null with an error, and the others still run", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const answer = await world.ask(
      `mutation ($first: AddCommentInput!, $bad: AddCommentInput!, $close: CloseIssueInput!, $last: AddCommentInput!) {
        one: addComment(input: $first) { commentEdge { node { body } } }
        two: addComment(input: $bad) { commentEdge { node { body } } }
        three: closeIssue(input: $close) { issue { state stateReason comments { totalCount } } }
        four: addComment(input: $last) { commentEdge { node { body } } }
      }`,
      {
        first: { subjectId: issue.nodeId, body: "1" },
        bad: { subjectId: "I_gone", body: "2" },
        close: { issueId: issue.nodeId, stateReason: "NOT_PLANNED" },
        last: { subjectId: issue.nodeId, body: "4" },
      },
    );
    expect(answer.data).toEqual({
      one: { commentEdge: { node: { body: "1" } } },
      two: null,
      three: { issue: { state: "CLOSED", stateReason: "NOT_PLANNED", comments: { totalCount: 1 } } },
      four: { commentEdge: { node: { body: "4" } } },
    });
    expect(answer.errors).toMatchObject([
      {
        type: "NOT_FOUND",
        path: ["two"],
        message: "Could not resolve to a node with the global id of 'I_gone'",
      },
    ]);
  });

  it("a bad page size in the answer does not undo what was done", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const { data, errors } = await world.endpoint.execute({
      document: `mutation ($input: CloseIssueInput!) { closeIssue(input: $input) { issue { comments { nodes { id } } } } }`,
      variables: { input: { issueId: issue.nodeId } },
      viewer: world.bot,
    });
    expect(errors).toMatchObject([
      { type: "MISSING_PAGINATION_BOUNDARIES", path: ["closeIssue", "issue", "comments"] },
    ]);
    expect(data).toEqual({ closeIssue: { issue: null } });
    expect(issue.state).toBe("closed");
  });
});

describe("mutations on issues", () => {
  it("create, change, close as duplicate and reopen", async () => {
    const world = createWorld();
    const original = world.fileIssue("original");
    const heard = eventsOf(world);
    const bug = findLabel(world.repository, "bug");
    const created = await mutate(
      world,
      "createIssue",
      {
        repositoryId: world.repository.nodeId,
        title: "Config is broken",
        body: "line 3",
        labelIds: [bug?.nodeId],
        assigneeIds: [world.carla.nodeId],
      },
      "issue { id number title body author { login } labels(first: 5) { nodes { name } } assignees(first: 5) { nodes { login } } }",
    );
    expect(created.errors).toBeUndefined();
    expect(at(created.data, "createIssue", "issue")).toMatchObject({
      number: 2,
      title: "Config is broken",
      author: { login: "partnerbot" },
      labels: { nodes: [{ name: "bug" }] },
      assignees: { nodes: [{ login: "carla" }] },
    });
    const id = text(created.data, "createIssue", "issue", "id");
    const changed = await mutate(
      world,
      "updateIssue",
      { id, body: "line 4", state: "CLOSED" },
      "issue { title body state } actor { login }",
    );
    expect(changed.data).toEqual({
      updateIssue: {
        issue: { title: "Config is broken", body: "line 4", state: "CLOSED" },
        actor: { login: "partnerbot" },
      },
    });
    const reopened = await mutate(world, "reopenIssue", { issueId: id }, "issue { state stateReason }");
    expect(at(reopened.data, "reopenIssue", "issue")).toEqual({ state: "OPEN", stateReason: "REOPENED" });
    const closed = await mutate(
      world,
      "closeIssue",
      { issueId: id, stateReason: "DUPLICATE", duplicateIssueId: original.nodeId },
      "issue { stateReason(enableDuplicate: true) }",
    );
    expect(at(closed.data, "closeIssue", "issue", "stateReason")).toBe("DUPLICATE");
    expect(heard).toContain("issues.opened");
    expect(heard.filter((name) => name === "issues.closed")).toHaveLength(2);
  });

  it("refuse what is no issue, and a bad title", async () => {
    const world = createWorld();
    const wrong = await mutate(world, "closeIssue", { issueId: world.repository.nodeId });
    expect(wrong.errors).toMatchObject([
      {
        type: "NOT_FOUND",
        message: `Could not resolve to Issue node with the global id of '${world.repository.nodeId}'.`,
      },
    ]);
    const blank = await mutate(world, "createIssue", { repositoryId: world.repository.nodeId, title: " " });
    expect(blank.errors).toMatchObject([{ type: "UNPROCESSABLE", message: "Title can't be blank" }]);
  });

  it("do not touch a repository out of reach", async () => {
    const world = createWorld();
    const other = createRepository(world.state, { owner: world.octo, name: "other", private: true });
    const { errors } = await mutate(world, "createIssue", { repositoryId: other.nodeId, title: "x" });
    expect(errors).toMatchObject([{ type: "NOT_FOUND" }]);
  });

  it("refuse an input field that the sandbox would ignore", async () => {
    const world = createWorld();
    const { errors } = await mutate(world, "createIssue", {
      repositoryId: world.repository.nodeId,
      title: "x",
      milestoneId: "M_1",
    });
    expect(errors).toMatchObject([
      {
        type: "SANDBOX_NOT_IMPLEMENTED",
        message: "The sandbox does not have the argument `input.milestoneId` of Mutation.createIssue.",
      },
    ]);
  });
});

describe("mutations on labels", () => {
  it("create, change, set, take off and clear", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const repositoryId = world.repository.nodeId;
    const created = await mutate(
      world,
      "createLabel",
      { repositoryId, name: "partner: review", color: "0e8a16", description: "Stage" },
      "label { id name color description }",
    );
    expect(at(created.data, "createLabel", "label")).toMatchObject({
      name: "partner: review",
      color: "0e8a16",
      description: "Stage",
    });
    const id = text(created.data, "createLabel", "label", "id");
    const twice = await mutate(world, "createLabel", {
      repositoryId,
      name: "Partner: Review",
      color: "0e8a16",
    });
    expect(twice.errors).toMatchObject([{ type: "UNPROCESSABLE", message: "Name has already been taken" }]);
    const changed = await mutate(
      world,
      "updateLabel",
      { id, color: "ffffff" },
      "label { name color description }",
    );
    expect(at(changed.data, "updateLabel", "label")).toEqual({
      name: "partner: review",
      color: "ffffff",
      description: "Stage",
    });

    const bug = findLabel(world.repository, "bug")?.nodeId ?? "";
    const labels = "labelable { ... on Issue { labels(first: 5) { nodes { name } } } }";
    const added = await mutate(
      world,
      "addLabelsToLabelable",
      { labelableId: issue.nodeId, labelIds: [id, bug] },
      labels,
    );
    expect(at(added.data, "addLabelsToLabelable", "labelable", "labels", "nodes")).toEqual([
      { name: "bug" },
      { name: "partner: review" },
    ]);
    const removed = await mutate(
      world,
      "removeLabelsFromLabelable",
      { labelableId: issue.nodeId, labelIds: [bug] },
      labels,
    );
    expect(at(removed.data, "removeLabelsFromLabelable", "labelable", "labels", "nodes")).toEqual([
      { name: "partner: review" },
    ]);
    expect(
      (await mutate(world, "removeLabelsFromLabelable", { labelableId: issue.nodeId, labelIds: [bug] }))
        .errors,
    ).toBeUndefined();
    const cleared = await mutate(world, "clearLabelsFromLabelable", { labelableId: issue.nodeId }, labels);
    expect(at(cleared.data, "clearLabelsFromLabelable", "labelable", "labels", "nodes")).toEqual([]);
    expect((await mutate(world, "deleteLabel", { id })).errors).toBeUndefined();
    expect(findLabel(world.repository, "partner: review")).toBeNull();
  });

  it("refuse a label of another repository, and an outsider", async () => {
    const world = createWorld();
    const issue = world.fileIssue();
    const foreign = findLabel(world.secret, "bug")?.nodeId;
    expect(
      (
        await mutate(
          world,
          "addLabelsToLabelable",
          { labelableId: issue.nodeId, labelIds: [foreign] },
          "clientMutationId",
          world.person(world.admin),
        )
      ).errors,
    ).toMatchObject([{ type: "NOT_FOUND" }]);
    const bug = findLabel(world.repository, "bug")?.nodeId;
    for (const name of ["addLabelsToLabelable", "removeLabelsFromLabelable"]) {
      const { errors } = await mutate(
        world,
        name,
        { labelableId: issue.nodeId, labelIds: [bug] },
        "clientMutationId",
        world.person(world.stranger),
      );
      expect(errors).toMatchObject([{ type: "FORBIDDEN", path: [name] }]);
    }
  });
});
