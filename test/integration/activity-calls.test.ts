import { afterEach, describe, expect, it } from "vitest";
import type { PartnerInput } from "../../src/program/partner.ts";
import { LinkedWorld } from "../support/linked-world.ts";
import { registryOf } from "../support/updates.ts";
import { DAY } from "../support/vote.ts";

const PEOPLE = ["ada", "bo", "cy", "dee", "eli", "fay", "gus", "mallory"];
let world: LinkedWorld;
let made = 0;

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `stackwright/code-${index}`);

async function start(repositories: number, partners = 0): Promise<string[]> {
  const names = namesOf(repositories);
  const registry = Array.from(
    { length: partners },
    (_, index): PartnerInput => ({
      id: `partner-${index}`,
      name: `Partner ${index}`,
      url: `https://partner-${index}.example/`,
      since: "2026-01-05",
    }),
  );
  world = await LinkedWorld.start(
    `repositories: [${names.join(", ")}]`,
    names.map((name) => ({ name })),
    partners === 0 ? {} : { "partners.yml": registryOf(...registry) },
  );
  return names;
}

/** Issues, pull requests and commits in turn, each by another of those people. */
function work(names: readonly string[], things: number, people: number): void {
  for (let left = things; left > 0; left -= 1) {
    const number = made++;
    const repository = names[number % names.length] ?? "";
    world.program.clock.advance(1000);
    if (number % 3 === 0) world.pullRequest(`branch-${number}`, repository);
    else if (number % 3 === 1) world.push(`file-${number}`, repository);
    else world.issue(`${number}`, repository, PEOPLE[number % people]);
  }
}

const calls = (requests: readonly string[]) =>
  requests.filter((name) => ["Probe", "Activity", "OlderActivity"].includes(name)).length;

describe("the number of calls for a first collection", () => {
  it.each([
    [1, 0],
    [1, 60],
    [2, 150],
    [5, 300],
    [9, 900],
    [16, 32],
  ])("is at most a fifth of the pages: %i repositories, %i things", async (repositories, things) => {
    const names = await start(repositories);
    work(names, things, 3);
    const requests = await world.collect();
    const counted = world.counted();
    expect(counted).toEqual(world.happened(...names.map((name) => world.repository(name))));
    const bound = Math.ceil((counted.length / 100 + 3 * repositories) / 5);
    expect(calls(requests)).toBeLessThanOrEqual(bound);
    // The ledger is written by one commit.
    expect(requests.filter((name) => name === "git/create-commit")).toHaveLength(1);
  });

  it("has nothing to do with how many partners and people there are", async () => {
    const counts: number[] = [];
    for (const [partners, people] of [
      [0, 1],
      [60, 8],
    ] as const) {
      const names = await start(4, partners);
      work(names, 120, people);
      counts.push(calls(await world.collect()));
      if (partners === 0) await world.program.stop();
    }
    expect(counts[1]).toBe(counts[0]);
  });

  it("is that of all pages too where one list is far longer than the others: they go beside its parts", async () => {
    const names = await start(6);
    for (let number = 0; number < 650; number += 1) world.issue(`${number}`, names[0]);
    expect(calls(await world.collect())).toBeLessThanOrEqual(Math.ceil((656 / 100 + 3 * 6) / 5));
  });
});

describe("the number of calls on a day", () => {
  it("is one when nothing is new, whatever is linked", async () => {
    await start(16);
    await world.collect();
    for (let day = 0; day < 3; day += 1) {
      world.program.clock.advance(DAY);
      expect(calls(await world.collect())).toBe(1);
    }
  });

  it("is at most five, and one commit, when something happens in every list of sixteen repositories", async () => {
    const names = await start(16);
    work(names, 48, 2);
    await world.collect();
    world.program.clock.advance(DAY);
    work(names, 160, 5);
    const requests = await world.collect();
    expect(calls(requests)).toBeLessThanOrEqual(5);
    expect(requests.filter((name) => name === "Partnerbot")).toHaveLength(1);
    expect(requests).toHaveLength(calls(requests) + 1);
    expect(world.counted()).toEqual(world.happened(...names.map((name) => world.repository(name))));
  });
});
