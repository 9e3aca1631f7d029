import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInstallationToken } from "../../../../src/sandbox/authentication.ts";
import { deleteIssue } from "../../../../src/sandbox/issues.ts";
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

describe("issues over REST", () => {
  it("are created, read, changed, locked and unlocked", async () => {
    const issue_number = await openIssue();
    const bot = world.asBot.rest.issues;
    const { data } = await bot.get({ ...HERE, issue_number });
    expect(data).toMatchObject({ title: "Acme wants in", state: "open", user: { login: "stranger" } });
    const closed = await bot.update({ ...HERE, issue_number, state: "closed", state_reason: "not_planned" });
    expect(closed.data).toMatchObject({ state: "closed", state_reason: "not_planned" });
    const opened = await bot.update({
      ...HERE,
      issue_number,
      state: "open",
      title: "Acme",
      body: "New",
      labels: ["vote"],
    });
    expect(opened.data).toMatchObject({
      state: "open",
      title: "Acme",
      body: "New",
      labels: [{ name: "vote" }],
    });
    await bot.lock({ ...HERE, issue_number, lock_reason: "resolved" });
    expect((await bot.get({ ...HERE, issue_number })).data).toMatchObject({
      locked: true,
      active_lock_reason: "resolved",
    });
    await bot.unlock({ ...HERE, issue_number });
    expect((await bot.get({ ...HERE, issue_number })).data.locked).toBe(false);
  });

  it("are listed by state, label, creator, assignee and time", async () => {
    const first = await openIssue("first");
    const second = await openIssue("second");
    const bot = world.asBot.rest.issues;
    await bot.update({ ...HERE, issue_number: first, labels: ["a", "b"], assignees: ["writer"] });
    await bot.update({ ...HERE, issue_number: second, state: "closed" });
    const numbers = async (query: Parameters<typeof bot.listForRepo>[0]): Promise<number[]> =>
      (await bot.listForRepo(query)).data.map((one) => one.number);
    expect(await numbers(HERE)).toEqual([first]);
    expect(await numbers({ ...HERE, state: "all" })).toEqual([second, first]);
    expect(await numbers({ ...HERE, state: "all", direction: "asc" })).toEqual([first, second]);
    expect(await numbers({ ...HERE, labels: "A,b" })).toEqual([first]);
    expect(await numbers({ ...HERE, labels: "a,c" })).toEqual([]);
    expect(await numbers({ ...HERE, creator: "Stranger" })).toEqual([first]);
    expect(await numbers({ ...HERE, assignee: "writer" })).toEqual([first]);
    expect(await numbers({ ...HERE, assignee: "none" })).toEqual([]);
    expect(await numbers({ ...HERE, since: "2999-01-01T00:00:00Z" })).toEqual([]);
  });

  it("answer 410 when deleted and 404 when never there", async () => {
    const issue_number = await openIssue();
    const issue = world.repository.issues.get(issue_number);
    if (issue?.type !== "Issue") throw new Error("no issue");
    deleteIssue(world.state, { kind: "person", accountId: world.people.admin.id }, issue);
    const bot = world.asBot.rest.issues;
    expect(await refusalOf(bot.get({ ...HERE, issue_number }))).toMatchObject({
      status: 410,
      body: { message: "This issue was deleted" },
    });
    expect((await refusalOf(bot.createComment({ ...HERE, issue_number, body: "x" }))).status).toBe(410);
    expect(await refusalOf(bot.get({ ...HERE, issue_number: 99 }))).toMatchObject({
      status: 404,
      body: {
        message: "Not Found",
        status: "404",
        documentation_url: "https://docs.github.com/rest/issues/issues#get-an-issue",
      },
    });
  });

  it("refuse what is missing, unknown, of another type or too long", async () => {
    const bot = world.asBot;
    const post = (body: object) =>
      refusalOf(bot.request({ method: "POST", url: "/repos/{owner}/{repo}/issues", ...HERE, ...body }));
    expect(await post({})).toMatchObject({
      status: 422,
      body: {
        message: 'Invalid request.\n\n"title" wasn\'t supplied.',
        errors: [{ resource: "Issue", field: "title", code: "missing_field" }],
      },
    });
    expect((await post({ title: "x", color: "red" })).body["errors"]).toEqual([
      { resource: "Issue", field: "color", code: "invalid" },
    ]);
    expect((await post({ title: "x", labels: "bug" })).body["errors"]).toMatchObject([
      { field: "labels", code: "invalid" },
    ]);
    expect((await post({ title: "x", body: "y".repeat(65_537) })).body["errors"]).toMatchObject([
      { resource: "Issue", field: "body", code: "custom" },
    ]);
    expect((await post({ title: "x", milestone: 1 })).status).toBe(422);
    expect((await refusalOf(bot.request("GET /repos/{owner}/{repo}/issues?state=shut", HERE))).status).toBe(
      422,
    );
  });

  it("refuse a body that is no JSON", async () => {
    const { secret } = createInstallationToken(world.state, world.installation);
    const answer = await fetch(`${world.server.url}/repos/example/program/issues`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: "{",
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ message: "Problems parsing JSON" });
  });
});

describe("what the sandbox does not have", () => {
  it("is said with 501, not left out in silence", async () => {
    const { status, body } = await refusalOf(
      world.asBot.rest.issues.listForRepo({ ...HERE, milestone: "1" }),
    );
    expect([status, body["message"]]).toEqual([
      501,
      "The sandbox does not have the query parameter milestone.",
    ]);
    expect(world.deviations.splice(0)).toHaveLength(1);
  });
});

describe("the history of an issue over REST", () => {
  it("has events, and comments in the timeline", async () => {
    const issue_number = await openIssue();
    const bot = world.asBot.rest.issues;
    await bot.addLabels({ ...HERE, issue_number, labels: ["a"] });
    await bot.removeLabel({ ...HERE, issue_number, name: "a" });
    await bot.update({ ...HERE, issue_number, title: "Renamed", state: "closed", state_reason: "completed" });
    await bot.createComment({ ...HERE, issue_number, body: "done" });
    await bot.lock({ ...HERE, issue_number });
    const other = await openIssue("other");
    await bot.createComment({ ...HERE, issue_number: other, body: `see #${issue_number}` });
    const events = (await bot.listEvents({ ...HERE, issue_number })).data.map((one) => one.event);
    expect([...events].sort()).toEqual(["closed", "labeled", "locked", "renamed", "unlabeled"]);
    const timeline = (await bot.listEventsForTimeline({ ...HERE, issue_number })).data.map(
      (one) => one.event,
    );
    expect(timeline).toEqual(expect.arrayContaining(["commented", "cross-referenced", "closed"]));
  });
});
