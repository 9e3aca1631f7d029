import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { branchHead } from "../../src/sandbox/branches.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { REPOSITORY } from "../support/local-program.ts";
import { DAY } from "../support/vote.ts";

const MONTH = `activity/${ENGINE}/2026-03.ndjson`;
let world: LinkedWorld;

beforeEach(async () => {
  world = await LinkedWorld.start(`repositories: [${ENGINE}]`);
  world.issue("one");
  await world.collect();
});

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

function change(files: Record<string, string | null>): void {
  world.program.world
    .as("ada")
    .commit({ repository: REPOSITORY, branch: "partnerbot-data", files, message: "tidy" });
}

function headline(): string {
  const { repository } = world.program;
  return readCommit(repository.objects, branchHead(repository, "partnerbot-data") ?? "").message;
}

describe("a file of the ledger that somebody has changed", () => {
  it.each([
    ["changed", '{"at":"2026-03-02T09:00:00Z","kind":"issue","by":1,"path":"issues/1","id":"I_1"}\n'],
    ["emptied", ""],
    ["deleted", null],
  ])("is written as it was: %s", async (_, content) => {
    const before = world.file(MONTH);
    change({ [MONTH]: content });
    world.program.clock.advance(DAY);
    expect(await world.collect()).toContain("git/get-tree");
    expect(world.file(MONTH)).toBe(before);
    expect(headline()).toContain("1 file that somebody had changed restored");
    // After that it is not looked at again.
    world.program.clock.advance(2 * DAY);
    await world.collect();
    world.program.clock.advance(DAY);
    expect(await world.collect()).toEqual(["Probe"]);
  });

  it("is written anew where something has happened, without what was put there", async () => {
    change({ [MONTH]: "" });
    world.restart();
    world.program.clock.advance(DAY);
    world.issue("two");
    await world.collect();
    expect(world.counted()).toEqual(world.happened(world.repository()));
  });

  it("is collected anew when git has lost what it was", async () => {
    const id = world.coverage()[ENGINE]?.files["2026-03"] ?? "";
    const before = world.file(MONTH);
    change({ [MONTH]: "" });
    world.program.repository.objects.delete(id);
    world.restart();
    world.program.clock.advance(DAY);
    await world.collect();
    expect(world.file(MONTH)).toBe(before);
  });

  it("may be somebody else's file: it is left alone", async () => {
    change({ "activity/README.md": "Hands off." });
    world.program.clock.advance(DAY);
    expect(await world.collect()).toEqual(["git/get-tree", "Probe", "Activity", "Partnerbot"]);
    expect(world.file("activity/README.md")).toBe("Hands off.");
  });
});
