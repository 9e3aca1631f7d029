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

/** A branch with one commit on top of main. */
async function pushBranch(branch: string, path: string): Promise<string> {
  const { git, repos } = world.asBot.rest;
  const { data } = await git.getRef({ ...HERE, ref: "heads/main" });
  await git.createRef({ ...HERE, ref: `refs/heads/${branch}`, sha: data.object.sha });
  const content = Buffer.from(`${path}\n`).toString("base64");
  const put = await repos.createOrUpdateFileContents({
    ...HERE,
    path,
    branch,
    content,
    message: `Add ${path}`,
  });
  return put.data.commit.sha ?? "";
}

describe("pull requests over REST", () => {
  it("are opened, read, changed and merged", async () => {
    const head = await pushBranch("partnerbot/1-admit", "one");
    const bot = world.asBot.rest.pulls;
    const opened = await bot.create({
      ...HERE,
      title: "Admit",
      head: "partnerbot/1-admit",
      base: "main",
      body: "why",
    });
    expect(opened.status).toBe(201);
    const pull_number = opened.data.number;
    expect((await bot.get({ ...HERE, pull_number })).data).toMatchObject({
      mergeable: true,
      commits: 1,
      changed_files: 1,
    });
    expect(
      (await bot.update({ ...HERE, pull_number, title: "Admit Acme", body: "because" })).data.title,
    ).toBe("Admit Acme");
    expect((await bot.listFiles({ ...HERE, pull_number })).data).toMatchObject([
      { filename: "one", status: "added" },
    ]);
    expect((await bot.listCommits({ ...HERE, pull_number })).data.map((one) => one.sha)).toEqual([head]);
    expect((await refusalOf(bot.checkIfMerged({ ...HERE, pull_number }))).status).toBe(404);
    expect((await refusalOf(bot.merge({ ...HERE, pull_number, sha: "0".repeat(40) }))).status).toBe(409);
    const merged = await world.as(world.people.writer).rest.pulls.merge({ ...HERE, pull_number, sha: head });
    expect(merged.data.merged).toBe(true);
    expect((await bot.checkIfMerged({ ...HERE, pull_number })).status).toBe(204);
    expect((await refusalOf(bot.merge({ ...HERE, pull_number }))).status).toBe(405);
    const timeline = await world.asBot.rest.issues.listEventsForTimeline({
      ...HERE,
      issue_number: pull_number,
    });
    expect(timeline.data.map((one) => one.event)).toEqual(
      expect.arrayContaining(["committed", "merged", "closed"]),
    );
    const issue = await world.asBot.rest.issues.get({ ...HERE, issue_number: pull_number });
    expect(issue.data.pull_request?.merged_at).toBeTruthy();
  });

  it("are refused without commits, twice, and for branches that are not there", async () => {
    await pushBranch("topic", "one");
    const bot = world.asBot.rest.pulls;
    const pull = { ...HERE, title: "x", head: "topic", base: "main" };
    await bot.create(pull);
    const refusals = [pull, { ...pull, head: "gone" }, { ...pull, base: "gone" }, { ...pull, head: "main" }];
    for (const one of refusals) {
      const { status, body } = await refusalOf(bot.create(one));
      expect([status, body["message"]]).toEqual([422, "Validation Failed"]);
    }
  });

  it("are listed by state, head and base", async () => {
    await pushBranch("one", "one");
    await pushBranch("two", "two");
    const bot = world.asBot.rest.pulls;
    const first = (await bot.create({ ...HERE, title: "1", head: "one", base: "main" })).data.number;
    const second = (await bot.create({ ...HERE, title: "2", head: "two", base: "main" })).data.number;
    await bot.update({ ...HERE, pull_number: first, state: "closed" });
    const numbers = async (query: object): Promise<number[]> =>
      (await bot.list({ ...HERE, ...query })).data.map((one) => one.number);
    expect(await numbers({})).toEqual([second]);
    expect(await numbers({ state: "all" })).toEqual([second, first]);
    expect(await numbers({ state: "closed" })).toEqual([first]);
    expect(await numbers({ state: "all", head: "example:one" })).toEqual([first]);
    // A head without its owner filters nothing, as at GitHub.
    expect(await numbers({ state: "all", head: "one" })).toEqual([second, first]);
    expect(await numbers({ base: "other" })).toEqual([]);
    expect(await numbers({ state: "all", sort: "created", direction: "asc" })).toEqual([first, second]);
  });
});

describe("check runs over REST", () => {
  it("are made by apps, changed and listed", async () => {
    const head_sha = await pushBranch("topic", "one");
    const bot = world.asBot.rest.checks;
    const annotation = {
      path: "one",
      start_line: 1,
      end_line: 1,
      annotation_level: "warning",
      message: "m",
    } as const;
    const { data } = await bot.create({ ...HERE, name: "registry", head_sha, status: "in_progress" });
    const check_run_id = data.id;
    const updated = await bot.update({
      ...HERE,
      check_run_id,
      conclusion: "failure",
      completed_at: "2026-03-02T09:00:00Z",
      output: { title: "Not valid", summary: "One problem", annotations: [annotation] },
    });
    expect(updated.data).toMatchObject({
      status: "completed",
      conclusion: "failure",
      output: { annotations_count: 1 },
    });
    expect((await bot.get({ ...HERE, check_run_id })).data.name).toBe("registry");
    await bot.create({ ...HERE, name: "registry", head_sha, conclusion: "success" });
    const list = async (query: object) => (await bot.listForRef({ ...HERE, ref: "topic", ...query })).data;
    expect(await list({})).toMatchObject({ total_count: 1, check_runs: [{ conclusion: "success" }] });
    expect((await list({ filter: "all" })).total_count).toBe(2);
    expect((await list({ check_name: "other" })).total_count).toBe(0);
    const person = world.as(world.people.writer).rest.checks.create({ ...HERE, name: "x", head_sha });
    expect((await refusalOf(person)).status).toBe(403);
    expect((await refusalOf(bot.create({ ...HERE, name: "x", head_sha: "0".repeat(40) }))).status).toBe(422);
  });
});
