import { afterEach, describe, expect, it } from "vitest";
import { findAccount } from "../../src/sandbox/accounts.ts";
import { createRepository, moveRepository } from "../../src/sandbox/repositories.ts";
import { ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { DAY } from "../support/vote.ts";

const MOTOR = "stackwright/motor";
let world: LinkedWorld;

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

const pass = (time: number) => world.program.clock.advance(time);

const account = (login: string) => {
  const found = findAccount(world.program.world.state, login);
  if (found === null) throw new Error(`there is no ${login}`);
  return found;
};

describe("a repository with another name", () => {
  it("takes its ledger along when the config follows at once, and is not read again", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}]`);
    world.issue("one");
    await world.collect();
    const before = world.file(`activity/${ENGINE}/2026-03.ndjson`);
    moveRepository(world.program.world.state, world.repository(), { name: "motor" });
    world.configure(`repositories: [${MOTOR}]`);
    pass(DAY);
    world.issue("two", MOTOR);
    expect(await world.collect()).toEqual(["Coverage", "Probe", "Activity", "Partnerbot"]);
    expect(world.file(`activity/${ENGINE}/2026-03.ndjson`)).toBeNull();
    expect(world.file(`activity/${MOTOR}/2026-03.ndjson`)).toContain(before);
    expect(world.counted()).toEqual(world.happened(world.repository(MOTOR)));
  });

  it("may be linked by both its names", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}, ${MOTOR}]`);
    const repository = world.repository();
    moveRepository(world.program.world.state, repository, { name: "motor" });
    world.issue("one", MOTOR);
    await world.collect();
    expect(Object.keys(world.coverage())).toEqual([MOTOR]);
    expect(world.counted()).toEqual(world.happened(repository));
    await world.nextDay();
    expect(await world.nextDay()).toEqual(["Probe"]);
    pass(DAY);
    world.issue("two", MOTOR);
    await world.collect();
    expect(world.counted()).toEqual(world.happened(repository));
  });

  it("and another owner goes on being counted", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}]`);
    world.issue("one");
    await world.collect();
    const repository = world.repository();
    moveRepository(world.program.world.state, repository, { owner: account("gus") });
    await world.nextDay();
    expect(Object.keys(world.coverage())).toEqual(["gus/engine"]);
    world.issue("two", "gus/engine");
    await world.nextDay();
    expect(world.counted()).toEqual(world.happened(repository));
  });

  it("is another repository when one of its old name is made: nothing of it is left there", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}]`);
    world.issue("old");
    await world.collect();
    world.program.world.state.repositories.delete(world.repository().id);
    pass(40 * DAY);
    createRepository(world.program.world.state, {
      owner: account("stackwright"),
      name: "engine",
      files: new Map(),
    });
    world.issue("new");
    await world.collect();
    await world.nextDay();
    expect(world.counted()).toEqual(world.happened(world.repository()));
    expect(world.file(`activity/${ENGINE}/2026-03.ndjson`)).toBeNull();
  });
});

describe("a repository that GitHub does not show", () => {
  it.each([
    ["not-found", true],
    ["forbidden", false],
  ] as const)(
    "is a problem (%s), the others go on, and it is caught up with later",
    async (problem, isPrivate) => {
      world = await LinkedWorld.start("repositories: [gus/tools, stackwright/engine]", [{ name: ENGINE }]);
      const repository = createRepository(world.program.world.state, {
        owner: account("gus"),
        name: "tools",
        files: new Map(),
      });
      world.issue("one", "gus/tools", "gus");
      const hide = () => {
        if (isPrivate) repository.private = true;
        for (const graphql of isPrivate ? [] : ["Activity", "Probe"]) {
          const path = graphql === "Probe" ? "repository0" : "page0";
          const effect = { kind: "partial", path, type: "FORBIDDEN" } as const;
          world.program.server.faults.add({ match: { graphql }, effect });
        }
      };
      hide();
      world.issue("two");
      await world.collect();
      expect(world.coverage()["gus/tools"]).toMatchObject({ problem, to: null });
      expect(world.coverage()[ENGINE]).toMatchObject({ problem: null });
      expect(world.counted()).toEqual(expect.arrayContaining(world.happened(world.repository())));
      world.program.server.faults.clear();
      repository.private = false;
      await world.nextDay();
      expect(world.counted()).toEqual(world.happened(world.repository(), repository));
      expect(world.coverage()["gus/tools"]).toMatchObject({ problem: null });

      hide();
      await world.nextDay();
      expect(world.coverage()["gus/tools"]).toMatchObject({ problem });
      expect(world.counted()).toEqual(world.happened(world.repository(), repository));
      world.program.server.faults.clear();
      repository.private = false;
      world.issue("three", "gus/tools", "gus");
      await world.nextDay();
      expect(world.counted()).toEqual(world.happened(world.repository(), repository));
    },
  );

  it("costs no more than any other when it stays away", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}, stackwright/nothing]`);
    await world.collect();
    expect(await world.nextDay()).toEqual(["Probe"]);
    await world.nextDay();
    expect(await world.nextDay()).toEqual(["Probe"]);
    expect(world.coverage()["stackwright/nothing"]).toMatchObject({ problem: "not-found" });
  });
});

describe("a glob", () => {
  it("stands for what there is; what has gone goes on to count as it was", async () => {
    world = await LinkedWorld.start('repositories: ["stackwright/e*"]', [
      { name: ENGINE },
      { name: "stackwright/etc" },
      { name: "stackwright/docs" },
    ]);
    const [engine, etc] = [world.repository(), world.repository("stackwright/etc")];
    world.issue("one");
    world.issue("two", "stackwright/etc");
    world.issue("three", "stackwright/docs");
    await world.collect();
    expect(world.counted()).toEqual(world.happened(engine, etc));
    const before = world.counted();
    etc.private = true;
    engine.archived = true;
    world.program.world.installations[0]?.repositoryIds.clear();
    await world.nextDay();
    expect(world.counted()).toEqual(before);
    const { to } = world.coverage()[ENGINE] ?? {};
    pass(2 * DAY);
    await world.nextDay();
    expect(world.coverage()[ENGINE]?.to).toBeGreaterThan(to ?? 0);
    expect(world.counted()).toEqual(before);
  });
});

describe("a repository that is not linked any more", () => {
  it("is kept, and goes on where it was when it is linked again", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}]`);
    world.issue("one");
    await world.collect();
    world.configure("repositories: [stackwright/docs]");
    await world.nextDay();
    world.configure(`repositories: [${ENGINE}]`);
    world.issue("two");
    // There are no docs, which was said, and is mended.
    expect(await world.nextDay()).toEqual(["Coverage", "Probe", "Activity", "Partnerbot", "Partnerbot"]);
    expect(world.counted()).toEqual(world.happened(world.repository()));
  });
});
