import { afterEach, describe, expect, it } from "vitest";
import type { FaultTarget } from "../../src/sandbox/faults.ts";
import type { Issue, PullRequest } from "../../src/sandbox/state.ts";
import { LinkedWorld } from "../support/linked-world.ts";
import { DAY, HOUR } from "../support/vote.ts";

const MINUTE = 60_000;
let world: LinkedWorld;

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `stackwright/code-${index}`);

async function start(names: readonly string[]): Promise<void> {
  world = await LinkedWorld.start(
    `repositories: [${names.join(", ")}]`,
    names.map((name) => ({ name })),
  );
}

type Deed = (name: string, index: number) => void;

const push: Deed = (name, index) => world.push(`file-${index}`, name);
const open: Deed = (name, index) => {
  world.issue(`${index}`, name);
};
const propose: Deed = (name, index) => {
  world.pullRequest(`branch-${index}`, name);
};
const release: Deed = (name, index) => {
  world.program.world.as("dee").release(name, `v${index}`);
};

/** A third stays open, a third is merged, a third is closed. */
const proposeAndEnd: Deed = (name, index) => {
  const pullRequest = world.pullRequest(`branch-${index}`, name);
  if (index % 3 === 1) world.program.world.as("fay").merge(pullRequest, "squash");
  if (index % 3 === 2) world.program.world.as("dee").closePullRequest(pullRequest);
};

const eachInTurn =
  (...deeds: readonly Deed[]): Deed =>
  (name, index) =>
    deeds[index % deeds.length]?.(name, index);

/** Does so many things one after the other, `every` so many milliseconds. */
function happen(
  count: number,
  every: (index: number) => number,
  deed: Deed,
  name = "stackwright/code-0",
): void {
  for (let index = 0; index < count; index += 1) {
    world.program.clock.advance(every(index));
    deed(name, index);
  }
}

const steadily = () => MINUTE;
/** Days with nothing, and minutes with much. */
const inBursts = (index: number) => (index % 40 === 0 ? 2 * DAY : 5000);
const atOnce = () => 0;

const isCollecting = ({ graphql }: Pick<FaultTarget, "graphql">) =>
  graphql.includes("Activity") || graphql.includes("OlderActivity");

async function collect(): Promise<number> {
  const requests = await world.collect();
  return requests.filter((name) => ["Probe", "Activity", "OlderActivity"].includes(name)).length;
}

const boundFor = (things: number, repositories: number) => Math.ceil((things / 100 + 3 * repositories) / 5);

function expectAll(names: readonly string[]): void {
  expect(world.counted()).toEqual(world.happened(...names.map((name) => world.repository(name))));
}

describe("a first collection of long lists", () => {
  it.each([
    ["commits alone", 999, steadily, push],
    ["issues alone", 1000, steadily, open],
    ["all kinds", 900, steadily, eachInTurn(push, open, propose)],
    ["all kinds, of now and then", 900, inBursts, eachInTurn(push, open, propose)],
    ["pull requests in all states", 600, steadily, proposeAndEnd],
  ])("takes as many calls as there are pages for five a call: %s", async (_, count, every, deed) => {
    const names = namesOf(1);
    await start(names);
    happen(count, every, deed);
    world.program.clock.advance(2 * HOUR);
    const calls = await collect();
    expectAll(names);
    expect(calls).toBeLessThanOrEqual(boundFor(world.counted().length, 1));
  });

  it.each([
    ["commits", push],
    ["issues", open],
    ["commits and issues", eachInTurn(push, open)],
  ])("also where one of five repositories has nearly all: %s", async (_, deed) => {
    const names = namesOf(5);
    await start(names);
    happen(1000, steadily, deed);
    for (const name of names.slice(1)) happen(20, steadily, deed, name);
    world.program.clock.advance(2 * HOUR);
    const calls = await collect();
    expectAll(names);
    expect(calls).toBeLessThanOrEqual(boundFor(world.counted().length, 5));
  });

  it.each([
    // The first call shows how many there are; each one after that reads from both ends.
    ["pull requests of one state", 600, steadily, propose, 1 + 3],
    ["issues of one second", 600, atOnce, open, 1 + 3],
    ["releases", 600, steadily, release, 1 + 3],
    // What is of one second has one end.
    ["commits of one second", 599, atOnce, push, 6],
    // Where they lie is found out call by call.
    ["commits of now and then", 999, inBursts, push, 5],
    ["issues of now and then", 1000, inBursts, open, 4],
  ])("takes more where a list has few ends: %s", async (_, count, every, deed, calls) => {
    const names = namesOf(1);
    await start(names);
    happen(count, every, deed);
    world.program.clock.advance(2 * HOUR);
    expect(await collect()).toBeLessThanOrEqual(calls);
    expectAll(names);
  });

  it("reads no list in parts that fits on a page", async () => {
    const names = namesOf(1);
    await start(names);
    happen(99, steadily, eachInTurn(push, open, propose));
    world.program.clock.advance(2 * HOUR);
    expect(await collect()).toBe(1);
    expectAll(names);
  });

  it("does not look for the other end of a list that goes back far beyond the first day", async () => {
    const names = namesOf(1);
    world = await LinkedWorld.start(
      `repositories: [${names.join(", ")}]\nsince: "2026-03-12"`,
      names.map((name) => ({ name })),
    );
    happen(500, () => HOUR / 2, propose);
    const asked: string[] = [];
    world.program.server.onExchange(({ request }) => asked.push(JSON.stringify(request.body)));
    expect(await collect()).toBeLessThanOrEqual(2);
    expect(asked.join("\n")).not.toContain("UPDATED_AT, direction: ASC");
  });
});

describe("a list that is read in parts", () => {
  const names = namesOf(1);
  const [name = ""] = names;

  /** More than a page of everything, at times that are not even. */
  async function begin(): Promise<void> {
    await start(names);
    const all = eachInTurn(push, open, proposeAndEnd, release, open);
    happen(900, (index) => (index % 90 === 0 ? DAY : MINUTE), all);
    const [issue] = items().filter(({ type }) => type === "Issue");
    if (issue !== undefined) world.comments(issue, 130);
    world.program.clock.advance(2 * HOUR);
  }

  const items = (): (Issue | PullRequest)[] => [...world.repository(name).issues.values()];

  async function finish(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      world.program.clock.advance(DAY);
      await world.collect();
    }
  }

  it("comes to the same bytes wherever it is interrupted, also more than once and with small pages", async () => {
    await begin();
    const calls = await collect();
    const ledger = world.ledger();
    expectAll(names);
    await world.program.stop();
    const effect = { kind: "bad-gateway", applied: false } as const;
    for (let after = 1; after < calls; after += 1) {
      await begin();
      const { faults } = world.program.server;
      for (let round = 0; round < 2; round += 1) {
        faults.add({ match: isCollecting, effect, times: 1000, after });
        await expect(world.collect()).rejects.toThrow();
        faults.clear();
        world.restart();
        world.program.clock.advance(HOUR);
        if (world.coverage()[name]?.unfinished === null) break;
        // The next time the first answers do not come, so that pages are small.
        faults.add({ match: isCollecting, effect, times: after });
      }
      faults.clear();
      await finish();
      expect(world.ledger(), `after ${after} calls`).toEqual(ledger);
      if (after + 1 < calls) await world.program.stop();
    }
    expect(calls).toBeGreaterThan(2);
  });

  it("loses nothing that moves, comes or ends between its calls", async () => {
    await begin();
    const calls = await collect();
    await world.program.stop();
    for (let call = 1; call <= calls; call += 1) {
      await begin();
      world.afterCall("Activity", call, () => {
        world.program.clock.advance(5000);
        const all = items();
        // Some from both ends and from between, where parts are read and where they meet.
        for (let index = 0; index < all.length; index += 23) {
          const item = all[index];
          if (item === undefined) continue;
          if (item.type === "PullRequest" && item.state === "open")
            world.program.world.as("fay").merge(item, "squash");
          else world.comments(item, 1);
        }
        world.issue("new", name);
        world.pullRequest("new", name);
        push(name, 10_000);
        release(name, 10_000);
      });
      await collect();
      await finish();
      expectAll(names);
      if (call < calls) await world.program.stop();
    }
  });

  it("counts the commits of the head with which it began, whatever the branch becomes", async () => {
    await start(names);
    happen(300, steadily, push);
    const other = world.branch("other", 50, name);
    happen(300, steadily, (repository, index) => push(repository, 1000 + index));
    world.afterCall("Activity", 1, () => world.reset(other, name));
    await collect();
    expect(world.coverage()[name]).toMatchObject({ commits: 601, unfinished: null });
    await finish();
    expectAll(names);
  });
});
