import { afterEach, describe, expect, it } from "vitest";
import { coverageOf, parseCoverage } from "../../src/program/activity/coverage.ts";
import { coverageStatement } from "../../src/program/activity/coverage-statement.ts";
import { findAccount } from "../../src/sandbox/accounts.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { createRepository } from "../../src/sandbox/repositories.ts";
import type { Issue, Repository } from "../../src/sandbox/state.ts";
import { ENGINE, LinkedWorld } from "../support/linked-world.ts";

/** Nine pages of eighty, and more than five hundred. */
const TOO_MANY = 700;
const MANY = "stackwright/x*";
let world: LinkedWorld;

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

function create(full: string): Repository {
  const { state } = world.program.world;
  const [login = "", name = ""] = full.split("/");
  const owner = findAccount(state, login);
  if (owner === null) throw new Error(`there is no ${login}`);
  return createRepository(state, { owner, name, files: new Map() });
}

/** More repositories than a glob may stand for. */
function createMany(): void {
  for (let number = 0; number < TOO_MANY; number += 1) create(`stackwright/x${number}`);
}

function reports(): Issue[] {
  return [...world.program.repository.issues.values()].flatMap((entry) =>
    entry.type === "Issue" && entry.appId !== null ? [entry] : [],
  );
}

/** The only report, whether it is open, what it says, and how often it was closed and opened again. */
function report() {
  const [first, ...others] = reports();
  if (first === undefined || others.length > 0) throw new Error(`there are ${reports().length} reports`);
  const said = (textOf(first.body).match(/^- .*$/gm) ?? []).map((line) =>
    line.replace(/^- \[|\]\(.*?\):|\\/g, ""),
  );
  const turns = first.timeline.map(({ type }) => type).filter((type) => /closed|reopened/i.test(type));
  return { state: first.state, said, turns, text: textOf(first.body) };
}

function statement(...linked: readonly string[]): string {
  const read = parseCoverage(world.file("activity/coverage.json") ?? "");
  if (!read.ok) throw new Error(read.message);
  return coverageStatement(coverageOf(read.coverage, linked));
}

const probes = (requests: readonly string[]) => requests.filter((name) => name === "Probe").length;

describe("a glob that stands for more than five hundred repositories", () => {
  it("is reported with its place, collects nothing, and does not keep the others from being collected", async () => {
    world = await LinkedWorld.start(`repositories: ["${MANY}", ${ENGINE}]`);
    createMany();
    world.issue("one");
    // More than five hundred of them are seen on the seventh page: no more are listed.
    expect(probes(await world.collect())).toBe(7);
    expect(world.counted()).toEqual(world.happened(world.repository()));
    expect(Object.keys(world.coverage())).toEqual([ENGINE]);
    expect(report()).toMatchObject({
      state: "open",
      said: [
        `.github/partnerbot.yml, line 12, column 18 ${MANY} stands for more than 500 repositories, so nothing of it is collected: link repositories by name, or by narrower globs`,
      ],
      text: expect.stringContaining("Partnerbot cannot do all that its configuration says."),
    });
    expect(statement(MANY, ENGINE)).toContain(
      `1 of 2 repositories; missing: ${MANY} (stands for more than 500 repositories)`,
    );
    // The same on each day, and after each start: nothing is said anew.
    for (const restarts of [false, true, true]) {
      if (restarts) world.restart();
      const requests = await world.nextDay();
      expect(probes(requests)).toBe(7);
      expect(requests.filter((name) => name === "Partnerbot").length).toBeLessThanOrEqual(1);
    }
    expect(report().turns).toEqual([]);

    // Narrower ones are fine.
    world.configure('repositories: ["stackwright/x1*"]');
    await world.collect();
    expect(Object.keys(world.coverage())).toHaveLength(112);
    expect(report()).toMatchObject({ state: "closed", turns: ["ClosedEvent"] });
    expect(statement("stackwright/x1*")).toContain("111 of 111 repositories");
  });

  it("leaves what was known as it was, and nothing is concluded from it", async () => {
    world = await LinkedWorld.start(`repositories: ["${MANY}", "stackwright/e*"]`);
    create("stackwright/xenon");
    world.issue("one", "stackwright/xenon");
    await world.collect();
    expect(reports()).toEqual([]);
    expect(statement(MANY)).toContain("1 of 1 repository");
    const { to } = world.coverage()["stackwright/xenon"] ?? {};
    createMany();
    // The other glob may stand for any that are not listed yet.
    expect(probes(await world.nextDay())).toBe(9);
    expect(world.coverage()["stackwright/xenon"]?.to).toBe(to);
    expect(Object.keys(world.coverage())).toEqual([ENGINE, "stackwright/xenon"]);
    expect(statement(MANY)).toContain(`missing: ${MANY} (stands for more than 500 repositories)`);
    expect(report().state).toBe("open");
  });
});

describe("a linked repository that cannot be read", () => {
  it("is reported as long as it is so, each at its own place", async () => {
    world = await LinkedWorld.start(`repositories:\n  - ${ENGINE}\n  - gus/tools\n  - gus/secret`);
    create("gus/secret").private = true;
    await world.collect();
    expect(report()).toMatchObject({
      state: "open",
      said: [
        expect.stringContaining(
          "line 14, column 7 gus/tools is not found on GitHub: correct the name, make the repository public, or install this app there",
        ),
        expect.stringContaining("line 15, column 7 gus/secret is not found on GitHub"),
      ],
    });
    create("gus/tools");
    await world.nextDay();
    expect(report().said).toEqual([expect.stringContaining("gus/secret")]);
    world.restart();
    await world.nextDay();
    world.program.world.repository("gus/secret").private = false;
    await world.nextDay();
    expect(report()).toMatchObject({
      state: "closed",
      turns: ["ClosedEvent"],
      text: expect.stringContaining("is right again"),
    });
  });

  it("is reported as one that GitHub does not show where that is what GitHub says", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}]`);
    const effect = { kind: "partial", path: "page0", type: "FORBIDDEN" } as const;
    world.program.server.faults.add({ match: { graphql: "Activity" }, effect });
    await world.collect();
    expect(report().said).toEqual([
      expect.stringContaining(`GitHub does not show ${ENGINE} to this app: make the repository public`),
    ]);
  });

  it("is a glob of nobody, or of nothing", async () => {
    world = await LinkedWorld.start('repositories: ["nobody/*", "stackwright/none-*"]');
    await world.collect();
    expect(report().said).toEqual([
      expect.stringContaining("There is no nobody on GitHub, so nobody/* stands for nothing"),
      expect.stringContaining("stackwright/none-* stands for no repository that this app can see"),
    ]);
    expect(statement("nobody/*", "stackwright/none-*")).toContain(
      "missing: nobody/* (not found on GitHub), stackwright/none-* (stands for no repository)",
    );
    create("stackwright/none-yet");
    world.configure('repositories: ["stackwright/none-*"]');
    await world.collect();
    expect(report().state).toBe("closed");
  });
});

describe("a report of linked repositories", () => {
  it("stands while nobody can know whether it still holds", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}, gus/tools]`);
    await world.collect();
    const { text } = report();
    world.restart();
    const effect = { kind: "bad-gateway", applied: false } as const;
    world.program.server.faults.add({ match: { graphql: "Probe" }, effect, times: 5 });
    await expect(world.nextDay()).rejects.toThrow();
    expect(report()).toMatchObject({ state: "open", turns: [], text });
    create("gus/tools");
    await world.nextDay();
    expect(report()).toMatchObject({ state: "closed", turns: ["ClosedEvent"] });
  });

  it("gives way to a config that cannot be read, and comes back after it", async () => {
    world = await LinkedWorld.start(`repositories: [${ENGINE}, gus/tools]`);
    await world.collect();
    const { text } = report();
    world.configure(`repositories: [${ENGINE}, gus/tools]\nunknown: 1`);
    await world.collect();
    expect(report().said).toEqual([expect.stringContaining("unknown key")]);
    world.configure(`repositories: [${ENGINE}, gus/tools]`);
    await world.collect();
    expect(report()).toMatchObject({ state: "open", turns: [], text });
  });
});
