import { describe, expect, it } from "vitest";
import { deleteAccount, findAccount, findAccountById } from "../../../src/sandbox/accounts.ts";
import { createComment, deleteComment, editComment, findComment } from "../../../src/sandbox/comments.ts";
import { lastEdit, textOf } from "../../../src/sandbox/content.ts";
import { SandboxError } from "../../../src/sandbox/errors.ts";
import { editIssue, openIssue } from "../../../src/sandbox/issues.ts";
import {
  addLabels,
  createLabel,
  deleteLabel,
  labelsOf,
  removeLabel,
  setLabels,
  updateLabel,
} from "../../../src/sandbox/labels.ts";
import { findNode } from "../../../src/sandbox/nodes.ts";
import { addReaction } from "../../../src/sandbox/reactions.ts";
import type { IssueOrPullRequest } from "../../../src/sandbox/state.ts";
import { buildSmallWorld, namesOf } from "./small-world.ts";

const repository = "octo/program";

/** What GitHub refuses with: status, message, and the field errors. */
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

function timelineOf(issue: IssueOrPullRequest): string[] {
  return issue.timeline.map(({ type }) => type);
}

describe("an issue", () => {
  it("needs a title, and neither text may be too long", () => {
    const { as } = buildSmallWorld();
    const open = (title: string, body = "") =>
      refusal(() => as("rob").openIssue({ repository, title, body }));
    expect(open(" ")).toMatchObject({ status: 422, errors: [{ code: "missing_field", field: "title" }] });
    expect(open("x".repeat(257))).toMatchObject({ status: 422, errors: [{ field: "title" }] });
    expect(open("x", "x".repeat(65_537))).toMatchObject({
      status: 422,
      message: "Validation Failed",
      errors: [{ field: "body", message: "body is too long (maximum is 65536 characters)" }],
    });
    expect(
      textOf(as("rob").openIssue({ repository, title: "x", body: "x".repeat(65_536) }).body),
    ).toHaveLength(65_536);
  });

  it("keeps every version of its text with its editor", () => {
    const { state, as } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a", body: "one" });
    expect(lastEdit(issue.body)).toBeNull();
    as("rob").editIssue(issue, { body: "two" });
    state.clock.advance(60_000);
    as("wes").editIssue(issue, { body: "three" });
    as("wes").editIssue(issue, { body: "three" });
    expect(issue.body.versions.map(({ text }) => text)).toEqual(["one", "two", "three"]);
    const editors = issue.body.versions.map(({ editorId }) => findAccountById(state, editorId)?.login);
    expect(editors).toEqual(["rob", "rob", "Wes"]);
    expect((lastEdit(issue.body)?.at ?? 0) - issue.createdAt).toBeGreaterThanOrEqual(60_000);
  });

  it("is edited, closed and reopened only by those who may", () => {
    const { as } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    expect(refusal(() => as("liz").editIssue(issue, { body: "x" }))).toMatchObject({ status: 403 });
    expect(refusal(() => as("tia").editIssue(issue, { title: "x" }))).toMatchObject({ status: 403 });
    expect(refusal(() => as("liz").closeIssue(issue))).toMatchObject({ status: 403 });
    as("tia").closeIssue(issue, "not_planned");
    expect(issue).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(refusal(() => as("rob").reopenIssue(issue))).toMatchObject({ status: 403 });
    as("tia").reopenIssue(issue);
    as("rob").closeIssue(issue);
    as("rob").reopenIssue(issue);
    expect(timelineOf(issue)).toEqual(["ClosedEvent", "ReopenedEvent", "ClosedEvent", "ReopenedEvent"]);
    expect(issue).toMatchObject({ state: "open", stateReason: "reopened", closedAt: null });
  });

  it("gets the labels of its form for anyone, those of the API only with triage", () => {
    const { state, as, repository: find } = buildSmallWorld();
    const names = (issue: IssueOrPullRequest) => labelsOf(state, issue).map(({ name }) => name);
    expect(names(as("rob").openIssue({ repository, title: "a", labels: ["BUG", "unknown"] }))).toEqual([
      "bug",
    ]);
    const by = (login: string) =>
      openIssue(state, as(login).actor, { repository: find(repository), title: "a", labels: ["bug", "new"] });
    expect(names(by("rob"))).toEqual([]);
    expect(names(by("wes"))).toEqual(["bug", "new"]);
  });

  it("records a new title", () => {
    const { as } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    as("rob").editIssue(issue, { title: "b" });
    expect(issue.timeline).toMatchObject([{ type: "RenamedTitleEvent", from: "a", to: "b" }]);
  });

  it("is deleted by an admin only, with all its nodes", () => {
    const { state, as } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    const comment = as("rob").comment(issue, "x");
    expect(refusal(() => as("wes").deleteIssue(issue))).toMatchObject({ status: 403 });
    as("ann").deleteIssue(issue);
    expect([findNode(state, issue.nodeId), findNode(state, comment.nodeId)]).toEqual([null, null]);
    expect(as("rob").openIssue({ repository, title: "b" }).number).toBe(2);
  });
});

describe("a comment", () => {
  it("may be neither blank nor too long", () => {
    const { as } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    expect(refusal(() => as("rob").comment(issue, " \n"))).toMatchObject({ status: 422 });
    expect(refusal(() => as("rob").comment(issue, "🎉".repeat(32_769)))).toMatchObject({
      status: 422,
      errors: [{ resource: "IssueComment", message: "Body is too long (maximum is 65536 characters)" }],
    });
  });

  it("is not for strangers or apps on a locked issue", () => {
    const { state, as, bot } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    as("wes").lockIssue(issue);
    const message = "Unable to create comment because issue is locked.";
    expect(refusal(() => as("rob").comment(issue, "x"))).toMatchObject({ status: 403, message });
    expect(refusal(() => createComment(state, bot, issue, "x"))).toMatchObject({ status: 403, message });
    expect(as("wes").comment(issue, "x").issueNumber).toBe(issue.number);
  });

  it("edited by someone with write access names the editor; others are refused", () => {
    const { state, as, bot } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    const comment = as("rob").comment(issue, "/vote yes");
    expect(refusal(() => as("tia").editComment(comment, "x"))).toMatchObject({ status: 403 });
    as("wes").editComment(comment, "/vote no");
    expect(lastEdit(comment.body)).toMatchObject({
      editorId: findAccount(state, "wes")?.id,
      text: "/vote no",
    });
    const own = createComment(state, bot, issue, "status");
    as("wes").editComment(own, "forged");
    editComment(state, bot, own, "status");
    expect(own.body.versions.map(({ text }) => text)).toEqual(["status", "forged", "status"]);
  });

  it("deleted leaves who did it and whose it was", () => {
    const { state, as, bot } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    const comment = as("rob").comment(issue, "/vote yes");
    expect(refusal(() => as("tia").deleteComment(comment))).toMatchObject({ status: 403 });
    as("wes").deleteComment(comment);
    deleteComment(state, bot, as("liz").comment(issue, "x"));
    const [wes, rob, liz] = ["wes", "rob", "liz"].map((login) => findAccount(state, login)?.id);
    expect(issue.timeline).toMatchObject([
      { type: "CommentDeletedEvent", actorId: wes, deletedCommentAuthorId: rob, appId: null },
      { type: "CommentDeletedEvent", deletedCommentAuthorId: liz },
    ]);
    expect(issue.timeline[1]?.appId).not.toBeNull();
    expect(findComment(state.repositories.get(issue.repositoryId) ?? neverHere(), comment.id)).toBeNull();
    expect(findNode(state, comment.nodeId)).toBeNull();
  });

  it("of a deleted account stays, by nobody", () => {
    const { state, as } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    const comment = as("rob").comment(issue, "x");
    const rob = findAccount(state, "ROB");
    if (rob?.type === "User") deleteAccount(state, rob);
    expect(findAccountById(state, comment.authorId)).toBeNull();
    expect(textOf(comment.body)).toBe("x");
  });
});

function neverHere(): never {
  throw new Error("no repository");
}

describe("labels", () => {
  it("are unique without case, short, and coloured in six digits", () => {
    const { state, as, repository: find } = buildSmallWorld();
    const create =
      (name: string, color = "ededed") =>
      () =>
        createLabel(state, as("wes").actor, find(repository), { name, color });
    expect(refusal(create("BUG"))).toMatchObject({
      status: 422,
      errors: [{ code: "already_exists", field: "name" }],
    });
    expect(refusal(create("x".repeat(51)))).toMatchObject({ status: 422, errors: [{ field: "name" }] });
    expect(refusal(create("x", "#ededed"))).toMatchObject({ status: 422, errors: [{ field: "color" }] });
    expect(refusal(() => createLabel(state, as("tia").actor, find(repository), { name: "x" }))).toMatchObject(
      {
        status: 403,
      },
    );
    const label = create("partner: review")();
    expect(updateLabel(state, as("wes").actor, label, { name: "Partner: Review" }).name).toBe(
      "Partner: Review",
    );
  });

  it("leave an event for each that is new or gone, and none for others", () => {
    const { state, as, bot, told } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    addLabels(state, bot, issue, ["bug", "Bug", "fresh"]);
    addLabels(state, bot, issue, ["bug"]);
    setLabels(state, bot, issue, ["fresh", "question"]);
    expect(labelsOf(state, issue).map(({ name }) => name)).toEqual(["fresh", "question"]);
    expect(timelineOf(issue)).toEqual(["LabeledEvent", "LabeledEvent", "UnlabeledEvent", "LabeledEvent"]);
    expect(namesOf(told).slice(1)).toEqual([
      "issues.labeled",
      "issues.labeled",
      "issues.unlabeled",
      "issues.labeled",
    ]);
    expect(refusal(() => removeLabel(state, bot, issue, "bug"))).toMatchObject({
      message: "Label does not exist",
    });
    expect(refusal(() => as("rob").setLabels(issue, []))).toMatchObject({ status: 403 });
  });

  it("deleted are gone from issues", () => {
    const { state, as, repository: find } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a", labels: ["bug"] });
    const bug = find(repository).labels.get("bug");
    if (bug !== undefined) deleteLabel(state, as("wes").actor, bug);
    expect(labelsOf(state, issue)).toEqual([]);
  });
});

describe("reactions", () => {
  it("are one of a kind for each account", () => {
    const { state, as, bot } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    const first = addReaction(state, bot, issue, "+1");
    expect(addReaction(state, bot, issue, "+1")).toEqual({ reaction: first.reaction, created: false });
    const other = as("rob").react(issue, "+1");
    expect(issue.reactions).toHaveLength(2);
    expect(refusal(() => as("wes").unreact(issue, other))).toMatchObject({ status: 404 });
    as("rob").unreact(issue, other);
    expect(issue.reactions).toEqual([first.reaction]);
  });
});

describe("references", () => {
  it("leave one event in the timeline of what is named, outside code", () => {
    const { as } = buildSmallWorld();
    const target = as("rob").openIssue({ repository, title: "target" });
    const quoted = as("rob").openIssue({ repository, title: "quoted in code only" });
    const source = as("rob").openIssue({
      repository,
      title: "source",
      body: "see #1, octo/program#1, `#2` and https://github.com/octo/program/issues/1 @wes @nobody `@ann`",
    });
    as("rob").comment(source, "again #1\n```\n#2 @ann\n```");
    expect(target.timeline).toMatchObject([
      { type: "CrossReferencedEvent", source: { number: 3 }, willCloseTarget: false },
    ]);
    expect(timelineOf(source)).toEqual(["MentionedEvent", "SubscribedEvent"]);
    expect(timelineOf(quoted)).toEqual([]);
  });

  it("are found when an edit adds them", () => {
    const { as } = buildSmallWorld();
    const target = as("rob").openIssue({ repository, title: "target" });
    const comment = as("rob").comment(as("rob").openIssue({ repository, title: "b" }), "nothing");
    as("rob").editComment(comment, "now #1");
    expect(timelineOf(target)).toEqual(["CrossReferencedEvent"]);
  });
});

describe("rights", () => {
  it("hide what an actor may not see, and refuse an app what its permissions lack", () => {
    const { state, as, bot, repository: find } = buildSmallWorld();
    const hidden = find("octo/hidden");
    const input = { repository: hidden, title: "a" };
    expect(refusal(() => openIssue(state, as("rob").actor, input))).toMatchObject({
      status: 404,
      message: "Not Found",
    });
    expect(openIssue(state, as("mia").actor, input).number).toBe(1);
    const weak = { ...bot, permissions: { issues: "read" as const } };
    const message = "Resource not accessible by integration";
    expect(refusal(() => openIssue(state, weak, { ...input, repository: find(repository) }))).toMatchObject({
      status: 403,
      message,
    });
    const narrow = { ...bot, repositoryIds: new Set([find(repository).id]) };
    expect(refusal(() => openIssue(state, narrow, input))).toMatchObject({ status: 404 });
  });

  it("end where a repository is archived", () => {
    const { state, as, bot, repository: find } = buildSmallWorld();
    const issue = as("rob").openIssue({ repository, title: "a" });
    find(repository).archived = true;
    const message = "Repository was archived so is read-only.";
    expect(refusal(() => createComment(state, bot, issue, "x"))).toMatchObject({ status: 403, message });
    expect(refusal(() => editIssue(state, as("ann").actor, issue, { title: "b" }))).toMatchObject({
      message,
    });
  });
});
