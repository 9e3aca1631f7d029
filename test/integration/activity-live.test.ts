import { afterEach, describe, expect, it } from "vitest";
import { moveRepository } from "../../src/sandbox/repositories.ts";
import { lookAtProgram } from "../../src/work/program.ts";
import { ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { LiveProgram } from "../support/live-program.ts";
import { REPOSITORY } from "../support/local-program.ts";
import { DAY, HOUR, SECOND } from "../support/vote.ts";

const DOCS = "stackwright/docs";
const MINUTE = 60 * SECOND;
/** One look at the program, one call that reads, one commit. */
const ONE_READING = ["ProgramLook", "Activity", "Partnerbot"];

let world: LinkedWorld;
let live: LiveProgram;

async function start(activity: string, files: Record<string, string> = {}): Promise<void> {
  world = await LinkedWorld.start(activity, [{ name: ENGINE }, { name: DOCS }], files);
  live = await LiveProgram.start(world);
  await world.collect();
  // The sweep looks at every repository, and so knows which of them are programs.
  for (const full of [ENGINE, DOCS]) await lookAt(full);
  world.program.clock.advance(2 * HOUR);
}

async function lookAt(full: string): Promise<void> {
  const [owner = "", name = ""] = full.split("/");
  const installation = world.program.world.installations[0]?.id ?? 0;
  await lookAtProgram(world.program.context, { kind: "program", installation, owner, name }, () => {});
}

afterEach(async () => {
  live.stop();
  expect(live.failures).toEqual([]);
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

const expectAll = (...names: string[]) =>
  expect(world.counted()).toEqual(world.happened(...names.map((name) => world.repository(name))));

describe("an event in a linked repository", () => {
  it("is in the ledger soon, by one call that reads and one commit", async () => {
    await start(`repositories: [${ENGINE}, ${DOCS}]`);
    world.issue("one");
    expect(await live.pass(4 * SECOND)).toEqual([]);
    expect(await live.pass(2 * SECOND)).toEqual(ONE_READING);
    expectAll(ENGINE, DOCS);
    const { to } = world.coverage()[DOCS] ?? {};
    expect(world.coverage()[ENGINE]?.to).toBeGreaterThan(to ?? 0);
    // What the app has done itself is no reason for more.
    expect(await live.pass(HOUR)).toEqual([]);
  });

  it.each<[what: string, deed: () => void, asked: readonly string[]]>([
    ["a comment", () => world.comments(world.issue("one"), 1), ONE_READING],
    ["a release", () => void world.program.world.as("dee").release(ENGINE, "v1"), ONE_READING],
    ["a hundred of them, each delivered twice", () => world.comments(world.issue("one"), 99), ONE_READING],
    // A push may bring a config, so its repository is looked at by itself as well.
    ["a push", () => world.push("file"), ["ProgramLook", ...ONE_READING]],
    ["a pull request, its review and its merge", reviewAndMerge, ["ProgramLook", ...ONE_READING]],
  ])("costs the same when it is %s", async (what, deed, asked) => {
    await start(`repositories: ["stackwright/e*"]`);
    deed();
    const requests = await live.pass(MINUTE, what.includes("twice") ? 2 : 1);
    // Comments that do not come with their issue are read apart.
    expect(requests.filter((name) => name !== "OlderActivity")).toEqual(asked);
    expectAll(ENGINE);
  });

  it("waits when the ledger was read in the last ten minutes, and so do all others", async () => {
    await start(`repositories: [${ENGINE}, ${DOCS}]`);
    world.issue("one");
    await live.pass(MINUTE);
    world.issue("two");
    expect(await live.pass(5 * MINUTE)).toEqual([]);
    world.issue("three", DOCS);
    expect(await live.pass(4 * MINUTE)).toEqual([]);
    expect(await live.pass(2 * MINUTE)).toEqual(ONE_READING);
    expectAll(ENGINE, DOCS);
  });

  it("is no commit when nothing of it counts", async () => {
    await start(`repositories: [${ENGINE}]`);
    const issue = world.issue("one");
    await live.pass(HOUR);
    world.program.world.as("dee").setLabels(issue, ["bug"]);
    expect(await live.pass(HOUR)).toEqual(["ProgramLook", "Activity"]);
  });

  it("is looked for again soon when GitHub does not answer, and again with the daily look", async () => {
    await start(`repositories: [${ENGINE}]`);
    const effect = { kind: "bad-gateway", applied: false } as const;
    world.program.server.faults.add({ match: { graphql: "Activity" }, effect, times: 5 });
    world.issue("one");
    await live.pass(MINUTE);
    expect(live.failures.splice(0)).toHaveLength(1);
    expectAll(ENGINE);
    world.issue("two");
    live.lose();
    expect(await live.pass(DAY)).toEqual([]);
    await world.collect();
    expectAll(ENGINE);
  });

  it("in a repository that has another name or is gone by then is left to the daily look", async () => {
    await start(`repositories: [${ENGINE}, ${DOCS}]`);
    const repository = world.repository();
    world.issue("one");
    world.issue("one", DOCS);
    moveRepository(world.program.world.state, repository, { name: "motor" });
    world.program.world.state.repositories.delete(world.repository(DOCS).id);
    const before = world.ledger();
    expect(await live.pass(MINUTE)).toEqual(["ProgramLook", "Activity"]);
    expect(world.ledger()).toEqual(before);
    world.program.clock.advance(DAY);
    await world.collect();
    expect(world.counted()).toEqual(expect.arrayContaining(world.happened(repository)));
    world.push("file", "stackwright/motor");
    // Nobody has looked yet whether it is a program, by this name.
    expect((await live.pass(HOUR)).toSorted()).toEqual([...ONE_READING, "ProgramLook"].toSorted());
    expect(world.counted()).toEqual(expect.arrayContaining(world.happened(repository)));
  });

  it("uses of the budget what other looks of that hour have left, and is caught up with later", async () => {
    // Ten points: the first collection takes four, and each reading one.
    await start(`repositories: [${ENGINE}]\nrate-share: 1/500`);
    await live.pass(HOUR);
    for (let reading = 0; reading < 4; reading += 1) {
      world.issue(`${reading}`);
      expect(await live.pass(11 * MINUTE)).toEqual(ONE_READING);
    }
    // Another program of this installation has used the rest.
    const budget = world.program.context.memory.budget(world.program.world.installations[0]?.id ?? 0);
    const resetAt = budget.reset;
    if (resetAt === null) throw new Error("nothing was used");
    budget.count({ cost: 6, limit: 5000, remaining: 4900, resetAt });
    world.issue("late");
    expect(await live.pass(11 * MINUTE)).toEqual(["ProgramLook"]);
    world.restart();
    expect(await world.collect()).toContain("Activity");
    expectAll(ENGINE);
  });
});

function reviewAndMerge(): void {
  const pullRequest = world.pullRequest("change");
  const fay = world.program.world.as("fay");
  fay.review(pullRequest);
  fay.merge(pullRequest);
}

describe("an event in another repository", () => {
  it("costs nothing where nobody links it and it is no program, but for a push by which it may become one", async () => {
    await start(`repositories: [${ENGINE}]`);
    world.comments(world.issue("one", DOCS), 20);
    world.program.world.as("dee").release(DOCS, "v1");
    expect(await live.pass(DAY)).toEqual([]);
    world.push("file", DOCS);
    expect(await live.pass(DAY)).toEqual(["ProgramLook"]);
  });

  it("makes a program of it when it brings a config", async () => {
    await start(`repositories: [${ENGINE}]`);
    world.push(".github/partnerbot.yml", DOCS);
    expect(await live.pass(MINUTE)).toContain("ProgramLook");
    expect(world.program.context.memory.mayBeProgram({ owner: "stackwright", name: "docs" })).toBe(true);
  });

  it("is what it was when that one is a program and linked too", async () => {
    await start(`repositories: [${REPOSITORY}]`);
    world.issue("one", REPOSITORY);
    expect(await live.pass(MINUTE)).toEqual(["ApplicationLook", ...ONE_READING]);
    expectAll(REPOSITORY);
    expect(await live.pass(DAY)).toEqual([]);
  });
});

describe("a process that was started anew", () => {
  it("knows from its first sweep which repositories are linked", async () => {
    await start(`repositories: [${ENGINE}]`);
    world.restart();
    await world.collect();
    world.program.clock.advance(HOUR);
    live.stop();
    live = await LiveProgram.start(world);
    world.push("file");
    expect(await live.pass(MINUTE)).toEqual(expect.arrayContaining(ONE_READING));
    expectAll(ENGINE);
  });
});

describe("a partner that was told that it has gone quiet", () => {
  it("is left alone as soon as it is active again", async () => {
    const registry = `partners:
  - id: globex
    name: Globex
    since: "2025-01-01"
    contacts: [{ login: gus }]
    people: [{ login: dee, id: ID, from: "2025-01-01", consent: { state: confirmed } }]
`;
    await start(`repositories: [${ENGINE}]\nsince: "2025-06-01"`);
    const { accountId } = world.program.world.as("dee").actor as { accountId: number };
    const files = { "partners.yml": registry.replace("ID", `${accountId}`) };
    world.program.world.as("ada").commit({ repository: REPOSITORY, branch: "main", files, message: "a" });
    world.program.clock.advance(100 * DAY);
    await world.collect();
    const [notice] = [...world.program.repository.issues.values()];
    expect(notice?.title).toMatch(/^Globex: has the partnership come to an end/);
    await live.pass(MINUTE);
    expect(notice?.state).toBe("open");

    world.program.world.as("fay").openIssue({ repository: ENGINE, title: "Of somebody else" });
    expect(await live.pass(HOUR)).toEqual(ONE_READING);
    world.issue("back again");
    const requests = await live.pass(HOUR);
    expect(requests.slice(0, 5)).toEqual([...ONE_READING, "ApplicationLook", "Coverage"]);
    expect(notice?.state).toBe("closed");
    expect(
      world.program.botComments(notice?.number ?? 0).map(({ body }) => body.versions.at(-1)?.text),
    ).toEqual(expect.arrayContaining([expect.stringContaining("Globex is active, and stays a partner")]));
  });
});
