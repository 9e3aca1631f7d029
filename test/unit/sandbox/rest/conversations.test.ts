import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorld, HERE, refusalOf, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.deviations).toEqual([]);
});

async function openIssue(title = "Acme wants in"): Promise<number> {
  const { data } = await world
    .as(world.people.stranger)
    .rest.issues.create({ ...HERE, title, body: "We help." });
  return data.number;
}

describe("comments over REST", () => {
  it("are created, read, listed, edited and deleted", async () => {
    const issue_number = await openIssue();
    const bot = world.asBot.rest.issues;
    const { data, headers, status } = await bot.createComment({ ...HERE, issue_number, body: "hello" });
    expect(status).toBe(201);
    expect(headers.location).toBe(data.url);
    expect(data.performed_via_github_app?.id).toBe(world.app.id);
    const comment_id = data.id;
    const edited = await bot.updateComment({ ...HERE, comment_id, body: "hello there" });
    expect(edited.data.body).toBe("hello there");
    expect((await bot.getComment({ ...HERE, comment_id })).data.user?.login).toBe("partnerbot[bot]");
    expect((await bot.listComments({ ...HERE, issue_number })).data).toHaveLength(1);
    expect(
      (await bot.listCommentsForRepo({ ...HERE, sort: "updated", direction: "desc" })).data,
    ).toHaveLength(1);
    expect((await bot.listComments({ ...HERE, issue_number, since: "2999-01-01T00:00:00Z" })).data).toEqual(
      [],
    );
    await bot.deleteComment({ ...HERE, comment_id });
    expect((await refusalOf(bot.getComment({ ...HERE, comment_id }))).status).toBe(404);
  });

  it("may not be blank or too long, nor edited by others", async () => {
    const issue_number = await openIssue();
    const bot = world.asBot.rest.issues;
    expect(await refusalOf(bot.createComment({ ...HERE, issue_number, body: " " }))).toMatchObject({
      status: 422,
      body: {
        message: "Validation Failed",
        errors: [{ resource: "IssueComment", code: "unprocessable", field: "data" }],
      },
    });
    expect(
      (await refusalOf(bot.createComment({ ...HERE, issue_number, body: "x".repeat(65_537) }))).status,
    ).toBe(422);
    const { data } = await bot.createComment({ ...HERE, issue_number, body: "mine" });
    const stranger = world.as(world.people.stranger).rest.issues;
    expect(
      (await refusalOf(stranger.updateComment({ ...HERE, comment_id: data.id, body: "theirs" }))).status,
    ).toBe(403);
  });
});

describe("labels over REST", () => {
  it("are kept in a repository", async () => {
    const bot = world.asBot.rest.issues;
    const created = await bot.createLabel({
      ...HERE,
      name: "partner: review",
      color: "0e8a16",
      description: "in review",
    });
    expect(created.status).toBe(201);
    expect(await refusalOf(bot.createLabel({ ...HERE, name: "Partner: Review" }))).toMatchObject({
      status: 422,
      body: { errors: [{ resource: "Label", code: "already_exists", field: "name" }] },
    });
    expect((await bot.getLabel({ ...HERE, name: "partner: review" })).data.color).toBe("0e8a16");
    const renamed = await bot.updateLabel({
      ...HERE,
      name: "partner: review",
      new_name: "partner: voting",
      color: "ffffff",
    });
    expect(renamed.data).toMatchObject({ name: "partner: voting", color: "ffffff" });
    expect((await bot.listLabelsForRepo({ ...HERE, per_page: 100 })).data.map((one) => one.name)).toContain(
      "partner: voting",
    );
    await bot.deleteLabel({ ...HERE, name: "partner: voting" });
    expect((await refusalOf(bot.getLabel({ ...HERE, name: "partner: voting" }))).status).toBe(404);
    expect((await refusalOf(bot.createLabel({ ...HERE, name: "x", color: "#fff" }))).status).toBe(422);
  });

  it("are set on and taken off an issue", async () => {
    const issue_number = await openIssue();
    const bot = world.asBot.rest.issues;
    const names = (labels: { name: string }[]) => labels.map((one) => one.name);
    expect(names((await bot.addLabels({ ...HERE, issue_number, labels: ["a", "b"] })).data)).toEqual([
      "a",
      "b",
    ]);
    expect(names((await bot.listLabelsOnIssue({ ...HERE, issue_number })).data)).toEqual(["a", "b"]);
    expect(names((await bot.removeLabel({ ...HERE, issue_number, name: "a" })).data)).toEqual(["b"]);
    expect(await refusalOf(bot.removeLabel({ ...HERE, issue_number, name: "a" }))).toMatchObject({
      status: 404,
      body: { message: "Label does not exist" },
    });
    expect(names((await bot.setLabels({ ...HERE, issue_number, labels: ["c"] })).data)).toEqual(["c"]);
    await bot.removeAllLabels({ ...HERE, issue_number });
    expect((await bot.listLabelsOnIssue({ ...HERE, issue_number })).data).toEqual([]);
  });
});

describe("reactions over REST", () => {
  it("are once for each account and kind", async () => {
    const issue_number = await openIssue();
    const bot = world.asBot.rest.reactions;
    const first = await bot.createForIssue({ ...HERE, issue_number, content: "+1" });
    expect(first.status).toBe(201);
    expect((await bot.createForIssue({ ...HERE, issue_number, content: "+1" })).status).toBe(200);
    expect((await bot.listForIssue({ ...HERE, issue_number })).data).toHaveLength(1);
    expect((await bot.listForIssue({ ...HERE, issue_number, content: "eyes" })).data).toEqual([]);
    await bot.deleteForIssue({ ...HERE, issue_number, reaction_id: first.data.id });
    const comment = await world.asBot.rest.issues.createComment({ ...HERE, issue_number, body: "hi" });
    const comment_id = comment.data.id;
    const second = await bot.createForIssueComment({ ...HERE, comment_id, content: "confused" });
    expect((await bot.listForIssueComment({ ...HERE, comment_id })).data).toHaveLength(1);
    await bot.deleteForIssueComment({ ...HERE, comment_id, reaction_id: second.data.id });
    expect((await bot.listForIssueComment({ ...HERE, comment_id })).data).toEqual([]);
    const post = world.asBot.request({
      method: "POST",
      url: "/repos/{owner}/{repo}/issues/{issue_number}/reactions",
      ...HERE,
      issue_number,
      content: "rocket ship",
    });
    expect((await refusalOf(post)).status).toBe(422);
  });
});
