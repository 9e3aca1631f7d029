import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { ServedProgram, until } from "../support/service-process.ts";
import { DAY, HOUR } from "../support/vote.ts";

let world: LinkedWorld;
let served: ServedProgram;

beforeEach(async () => {
  world = await LinkedWorld.start(`repositories: [${ENGINE}]`, [
    { name: ENGINE },
    { name: "stackwright/docs" },
  ]);
  served = await ServedProgram.start(world.program);
  world.program.clock.advance(2 * HOUR);
  world.program.requests();
});

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await served.stop();
});

const all = () => world.happened(world.repository());
const isInLedger = () => JSON.stringify(world.counted()) === JSON.stringify(all());

describe("what happens in a linked repository", () => {
  it("is in the ledger within a moment, by webhooks alone, however much it is", async () => {
    const pullRequest = world.pullRequest("change");
    const fay = world.program.world.as("fay");
    fay.review(pullRequest);
    fay.merge(pullRequest);
    world.comments(pullRequest, 20);
    world.program.world.as("dee").release(ENGINE, "v1");
    world.issue("elsewhere", "stackwright/docs");
    await until("it is in the ledger", isInLedger);
    await served.settled();
    const requests = world.program.requests().map((name) => name.split(",")[0]);
    // The first is for the push of the merge, which may have brought a config.
    expect(requests).toEqual(["ProgramLook", "ProgramLook", "Activity", "Partnerbot"]);
    const events = served.deliveries.log.map(({ event }) => event);
    expect(events).toEqual(expect.arrayContaining(["pull_request_review", "release", "push"]));
    expect(served.deliveries.log.every(({ statusCode }) => statusCode === 200)).toBe(true);
    // The rest of the day costs nothing.
    world.program.clock.advance(DAY / 2);
    expect(await served.service.isIdle()).toBe(true);
    expect(world.program.requests()).toEqual([]);
  });
});
