import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configOf, ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { REPOSITORY } from "../support/local-program.ts";
import { DAY, HOUR } from "../support/vote.ts";

let world: LinkedWorld;

beforeEach(async () => {
  world = await LinkedWorld.start(`repositories: [${ENGINE}]`);
});

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

const pass = (time: number) => world.program.clock.advance(time);

/** Everything is in the ledger, and nothing more is asked for. */
async function expectAll(): Promise<void> {
  pass(DAY);
  await world.collect();
  expect(world.counted()).toEqual(world.happened(world.repository()));
}

describe("what happens while long lists are read", () => {
  it("is a commit: it is found the next time, also when nothing else happens", async () => {
    for (let number = 0; number < 150; number += 1) {
      pass(60_000);
      world.push(`file-${number}`);
    }
    pass(2 * HOUR);
    world.afterCall("Activity", 1, () => world.push("late"));
    await world.collect();
    await expectAll();
  });

  it("is a comment on something old: all its older comments are read too, though it was not seen before", async () => {
    const old = world.issue("old");
    world.comments(old, 60);
    pass(DAY);
    for (let number = 0; number < 150; number += 1) {
      pass(1000);
      world.issue(`${number}`);
    }
    pass(DAY);
    world.afterCall("Activity", 1, () => world.comments(old, 1));
    await world.collect();
    await expectAll();
    // And no more of that on the day after.
    pass(DAY);
    world.comments(old, 1);
    expect(await world.collect()).toEqual(["Probe", "Activity", "Partnerbot"]);
  });

  it("is a force push: what is gone is forgotten, and what came is counted", async () => {
    for (let number = 0; number < 120; number += 1) {
      pass(60_000);
      world.push(`file-${number}`);
    }
    const onto = world.head();
    pass(60_000);
    for (let number = 0; number < 10; number += 1) world.push(`gone-${number}`);
    world.afterCall("Activity", 1, () => world.push("came", ENGINE, onto));
    await world.collect();
    await expectAll();
  });

  it("is a force push between two walks: what the second one does not find is forgotten", async () => {
    world.push("stays");
    const onto = world.head();
    world.push("old");
    pass(2 * HOUR);
    await world.collect();
    pass(2 * HOUR);
    world.push("gone at once", ENGINE, onto);
    world.afterCall("Activity", 1, () => world.push("came", ENGINE, onto));
    await world.collect();
    await expectAll();
  });
});

describe("what is easily missed", () => {
  it("is a release of a commit of long ago, when nothing else has happened", async () => {
    await world.collect();
    pass(20 * DAY);
    await world.collect();
    world.program.world.as("dee").release(ENGINE, "v1");
    await expectAll();
    expect(world.counted().filter((line) => line.includes(" release "))).toHaveLength(1);
  });

  it("is the hundred and first release", async () => {
    for (let number = 0; number < 230; number += 1)
      world.program.world.as("dee").release(ENGINE, `v${number}`);
    await world.collect();
    expect(world.counted().filter((line) => line.includes(" release "))).toHaveLength(230);
  });

  it("is a force push of a commit of the last hour, which is as many commits as before", async () => {
    world.push("one");
    const onto = world.head();
    world.push("two");
    await world.collect();
    pass(60_000);
    world.push("instead", ENGINE, onto);
    await expectAll();
  });

  it.each([
    [1, 1],
    [3, 3],
    [3, 5],
    [2, 1],
  ])(
    "is a force push that takes away %i commits of long ago and brings %i others of then",
    async (gone, came) => {
      world.push("stays");
      const other = world.branch("other", came);
      for (let number = 0; number < gone; number += 1) world.push(`gone-${number}`);
      pass(9 * DAY);
      await world.collect();
      pass(DAY);
      world.reset(other);
      await expectAll();
      pass(DAY);
      expect(await world.collect()).toEqual(["Probe"]);
    },
  );

  it("is a force push to a history that has nothing in common with the one that was known", async () => {
    const other = world.orphan("anew");
    pass(9 * DAY);
    await world.collect();
    world.reset(other);
    await expectAll();
  });

  it("is a force push after which the commit that was known is gone for good", async () => {
    world.push("stays");
    const other = world.branch("other", 1);
    world.push("gone");
    pass(9 * DAY);
    await world.collect();
    const gone = world.head();
    world.reset(other);
    world.repository().objects.delete(gone);
    await expectAll();
  });

  it("is no force push where a merge brings in old commits: not all are walked through", async () => {
    const pullRequest = world.pullRequest("long");
    for (let number = 0; number < 250; number += 1) {
      pass(HOUR);
      world.push(`file-${number}`);
    }
    pass(DAY);
    await world.collect();
    pass(DAY);
    world.program.world.as("fay").merge(pullRequest);
    const calls = await world.collect();
    expect(world.counted()).toEqual(world.happened(world.repository()));
    expect(calls.filter((name) => name === "Activity").length).toBeLessThanOrEqual(4);
  });

  it("is a commit of long ago that is merged late: only some weeks are walked through again", async () => {
    for (let number = 0; number < 250; number += 1) {
      pass(6 * HOUR);
      world.push(`file-${number}`);
    }
    const pullRequest = world.pullRequest("long");
    pass(9 * DAY);
    await world.collect();
    pass(DAY);
    world.program.world.as("fay").merge(pullRequest);
    // The lists, some weeks of commits of which there are fewer than a hundred, and not all 250.
    expect(await world.collect()).toEqual(["Probe", "Activity", "Activity", "Partnerbot"]);
    await expectAll();
  });

  it("is a commit of before those weeks: then all are walked through", async () => {
    const pullRequest = world.pullRequest("long");
    pass(50 * DAY);
    world.push("other");
    await world.collect();
    pass(DAY);
    world.program.world.as("fay").merge(pullRequest);
    expect(await world.collect()).toEqual(["Probe", "Activity", "Activity", "Activity", "Partnerbot"]);
    await expectAll();
  });
});

describe("an earlier first day", () => {
  it("is collected from, and is not claimed before it was", async () => {
    const since = (day: string) =>
      world.program.world.as("ada").commit({
        repository: REPOSITORY,
        branch: "main",
        message: day,
        files: { ".github/partnerbot.yml": configOf(`repositories: [${ENGINE}]\nsince: "${day}"`) },
      });
    since("2026-03-03");
    world.issue("before");
    pass(2 * DAY);
    world.issue("after");
    await world.collect();
    expect(world.counted()).toHaveLength(1);
    pass(DAY);
    since("2026-03-01");
    const effect = { kind: "bad-gateway", applied: false } as const;
    world.program.server.faults.add({ match: { graphql: "Activity" }, effect, times: 1000 });
    await expect(world.collect()).rejects.toThrow();
    world.program.server.faults.clear();
    expect(world.coverage()[ENGINE]).toMatchObject({ from: Date.UTC(2026, 2, 3) });
    await expectAll();
    expect(world.coverage()[ENGINE]).toMatchObject({ from: Date.UTC(2026, 2, 1), unfinished: null });
  });
});
