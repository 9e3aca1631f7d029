import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { missingPermission } from "../../src/github/missing-permission.ts";
import type { Key } from "../../src/work/key.ts";
import type { Queue, Worker } from "../../src/work/queue.ts";
import { createWorker } from "../../src/work/worker.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;
let added: { number: number; delay: number }[];
let failures: { error: unknown; retry: string }[];
let worker: Worker;

beforeEach(async () => {
  program = await startLocalProgram();
  added = [];
  failures = [];
  const queue: Queue = {
    add: (key, delay = 0) => added.push({ number: key.kind === "application" ? key.number : 0, delay }),
    idle: async () => {},
    stop: async () => {},
    counts: () => ({ running: 0, waiting: 0, later: 0 }),
  };
  worker = createWorker(program.context, () => queue, {
    looked: () => {},
    failed: (_key, error, retry) => failures.push({ error, retry }),
  });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

function keyOf(vote: Vote): Key {
  const [owner = "", name = ""] = REPOSITORY.split("/");
  const installation = program.world.installations[0]?.id ?? 0;
  return { kind: "application", installation, owner, name, number: vote.number };
}

describe("rate limits", () => {
  it("asks GitHub nothing more until the time it names, whatever else happens", async () => {
    const [first, second] = [Vote.file(program, "Alpha"), Vote.file(program, "Beta")];
    program.server.faults.add({ match: {}, after: 1, effect: { kind: "secondary-limit", retryAfter: 60 } });
    await worker(keyOf(first));
    expect(added).toEqual([{ number: first.number, delay: 60_000 }]);
    expect(failures.map(({ retry }) => retry)).toEqual(["limited"]);
    program.requests();
    await worker(keyOf(first));
    await worker(keyOf(second));
    expect(program.requests()).toEqual([]);
    const later = added.slice(1);
    expect(later.map(({ number }) => number)).toEqual([first.number, second.number]);
    expect(later.every(({ delay }) => delay > 0 && delay <= 60_000)).toBe(true);
  });

  it("waits for the primary limit to start anew", async () => {
    const vote = await Vote.open(program, "Alpha");
    const id = program.world.installations[0]?.id;
    program.server.limits.set({ name: `installation ID ${id}`, limit: 5000 }, "graphql", 0, 600);
    await worker(keyOf(vote));
    expect(failures.map(({ retry }) => retry)).toEqual(["limited"]);
    expect(added[0]?.delay).toBeGreaterThan(500_000);
  });
});

describe("a missing permission", () => {
  for (const [permission, wanted] of [
    ["issues", "issues=write"],
    ["contents", "contents=write"],
    ["pull_requests", "pull_requests=write"],
  ] as const) {
    it(`is named, and not tried again: ${permission}`, async () => {
      const vote = Vote.file(program, "Initech");
      if (permission === "pull_requests") {
        await vote.look();
        program.clock.advance(SECOND);
        for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
        program.clock.advance(8 * DAY);
      }
      // The token is there from a first look at something else.
      await program.lookAtProgram();
      for (const token of program.world.state.tokens.values()) {
        if ("permissions" in token) Object.assign(token.permissions, { [permission]: "read" });
      }
      await worker(keyOf(vote));
      expect(failures.map(({ retry }) => retry)).toEqual(["never"]);
      expect(missingPermission(failures[0]?.error)).toContain(wanted);
    });
  }
});
