import { afterEach, describe, expect, it } from "vitest";
import { deleteAccount, findAccount } from "../../src/sandbox/accounts.ts";
import type { Effect, FaultTarget } from "../../src/sandbox/faults.ts";
import { ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { DAY, HOUR } from "../support/vote.ts";

const DOCS = "stackwright/docs";
let world: LinkedWorld;

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

/** Two repositories with more than a page of everything, and a person who is gone. */
async function start(more = ""): Promise<void> {
  world = await LinkedWorld.start(`repositories: [${ENGINE}, ${DOCS}]${more}`, [
    { name: ENGINE },
    { name: DOCS },
  ]);
  const { clock } = world.program;
  for (let number = 0; number < 120; number += 1) {
    clock.advance(HOUR);
    world.push(`file-${number}`);
    world.issue(`issue ${number}`, ENGINE, number % 10 === 0 ? "gus" : "dee");
  }
  world.comments(world.issue("talk"), 150);
  world.comments(world.issue("more talk", DOCS), 45, "gus");
  for (const branch of ["one", "two", "three"]) {
    clock.advance(HOUR);
    const pullRequest = world.pullRequest(branch);
    for (let number = 0; number < 25; number += 1) world.program.world.as("fay").review(pullRequest);
    world.program.world.as("fay").merge(pullRequest);
  }
  world.program.world.as("dee").release(DOCS, "v1");
  const gus = findAccount(world.program.world.state, "gus");
  if (gus?.type !== "User") throw new Error("there is no gus");
  deleteAccount(world.program.world.state, gus);
  clock.advance(2 * HOUR);
}

const isCollecting = ({ graphql }: FaultTarget) =>
  graphql.includes("Activity") || graphql.includes("OlderActivity");

/** Collects until everything is known. */
async function finish(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    world.program.clock.advance(DAY);
    await world.collect();
  }
}

const unattributed = () => [ENGINE, DOCS].map((name) => world.coverage()[name]?.unattributed);

describe("a collection that is interrupted", () => {
  it("comes to the same bytes as one that is not, wherever it stops and whatever stops it", async () => {
    await start();
    const calls = (await world.collect()).filter((name) => name.endsWith("Activity")).length;
    const ledger = world.ledger();
    expect(world.counted()).toEqual(world.happened(world.repository(), world.repository(DOCS)));
    expect(unattributed()).toEqual([12, 45]);
    await world.program.stop();
    const effects: Effect[] = [
      { kind: "bad-gateway", applied: true },
      { kind: "drop" },
      { kind: "partial", path: "page0" },
    ];
    for (let after = 0; after < calls; after += 1) {
      const effect = effects[after % effects.length];
      if (effect === undefined) throw new Error("there is no effect");
      await start();
      world.program.server.faults.add({ match: isCollecting, effect, times: 1000, after });
      await expect(world.collect(), `after ${after} calls`).rejects.toThrow();
      world.program.server.faults.clear();
      if (after % 2 === 0) world.restart();
      await finish();
      expect(world.ledger(), `after ${after} calls`).toEqual(ledger);
      expect(unattributed()).toEqual([12, 45]);
      if (after + 1 < calls) await world.program.stop();
    }
    expect(calls).toBeGreaterThan(3);
  });

  it("by the share of the budget goes on later, and comes to the same bytes", async () => {
    await start();
    await world.collect();
    const ledger = world.ledger();
    await world.program.stop();
    await start("\nrate-share: 1/1000");
    expect((await world.collect()).filter((name) => name === "Activity").length).toBeLessThan(3);
    expect(world.coverage()[ENGINE]?.unfinished).not.toBeNull();
    // Nothing more is asked for before the budget starts anew.
    expect(await world.collect()).toEqual([]);
    for (let round = 0; round < 10; round += 1) {
      world.restart();
      await world.collect();
    }
    expect(world.ledger()).toEqual(ledger);
  });

  it("by one answer that does not come needs no more than smaller pages", async () => {
    await start();
    const effect = { kind: "bad-gateway", applied: false } as const;
    for (const graphql of ["Activity", "OlderActivity"]) {
      world.program.server.faults.add({ match: { graphql }, effect, after: 1 });
    }
    await world.collect();
    expect(world.counted()).toEqual(world.happened(world.repository(), world.repository(DOCS)));
    expect(unattributed()).toEqual([12, 45]);
  });
});
