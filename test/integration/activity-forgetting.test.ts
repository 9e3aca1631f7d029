import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountDigest, loginDigest } from "../../src/program/activity/left-out.ts";
import { findAccount } from "../../src/sandbox/accounts.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { configOf, ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { REPOSITORY } from "../support/local-program.ts";
import { DAY } from "../support/vote.ts";

const DOCS = "stackwright/docs";
const LINKS = `repositories: [${ENGINE}, ${DOCS}]`;
const MARCH = `activity/${ENGINE}/2026-03.ndjson`;
const DOCS_APRIL = `activity/${DOCS}/2026-04.ndjson`;

let world: LinkedWorld;

beforeEach(async () => {
  world = await LinkedWorld.start(LINKS, [{ name: ENGINE }, { name: DOCS }]);
  world.issue("by dee");
  world.issue("by fay", ENGINE, "fay");
  world.issue("only dee", DOCS);
  await world.collect();
});

afterEach(async () => {
  expect(world.program.deviations).toEqual([]);
  await world.program.stop();
});

function idOf(login: string): number {
  const account = findAccount(world.program.world.state, login);
  if (account === null) throw new Error(`there is no account ${login}`);
  return account.id;
}

function optOut(...digests: readonly string[]): void {
  const list = digests.map((digest) => `\n  - "${digest}"`).join("");
  const files = { ".github/partnerbot.yml": configOf(`${LINKS}\nopted-out:${list === "" ? " []" : list}`) };
  world.program.world.as("ada").commit({ repository: REPOSITORY, branch: "main", files, message: "config" });
}

function commits(): string[] {
  const { repository } = world.program;
  const messages: string[] = [];
  for (let head = branchHead(repository, "partnerbot-data"); head != null; ) {
    const commit = readCommit(repository.objects, head);
    messages.push(commit.message);
    head = commit.parents[0] ?? null;
  }
  return messages;
}

/** Whose issues are in the ledger. */
function accounts(): string[] {
  const ids = world.counted().map((line) => Number(line.split(" ")[3]));
  return ["dee", "fay"].filter((login) => ids.includes(idOf(login)));
}

describe("the lines of an account that has opted out", () => {
  it("are taken out with the next daily look in one commit, and then nothing more is asked for", async () => {
    world.program.clock.advance(40 * DAY);
    world.issue("the only one in April", DOCS);
    await world.collect();
    expect(world.file(DOCS_APRIL)).not.toBeNull();
    world.program.clock.advance(DAY);
    await world.collect();
    const before = commits().length;
    expect(accounts()).toEqual(["dee", "fay"]);
    optOut(loginDigest("dee"), accountDigest(idOf("dee")));
    // Not before the day is over.
    await world.collect();
    expect(commits()).toHaveLength(before);

    world.program.clock.advance(DAY);
    expect(await world.collect()).toEqual(["Probe", "Partnerbot"]);
    expect(accounts()).toEqual(["fay"]);
    expect(world.file(MARCH)).not.toContain(`"by":${idOf("dee")},`);
    // Nothing is left of this month.
    expect(world.file(DOCS_APRIL)).toBeNull();
    expect(commits()).toHaveLength(before + 1);
    expect(commits()[0]).toContain("3 lines of people who opted out taken out");
    expect(commits()[0]).not.toMatch(/dee/);

    world.program.clock.advance(DAY);
    expect(await world.collect()).toEqual(["Probe"]);
    world.program.clock.advance(DAY);
    world.restart();
    await world.collect();
    expect(commits()).toHaveLength(before + 2);
    expect(commits()[0]).not.toContain("taken out");
    expect(accounts()).toEqual(["fay"]);
  });

  it("are found by a process that remembers nothing, and do not come back with what is new", async () => {
    optOut(accountDigest(idOf("dee")));
    world.restart();
    world.program.clock.advance(DAY);
    world.issue("more of dee");
    world.issue("more of fay", ENGINE, "fay");
    const asked = await world.collect();
    expect(asked.filter((name) => name === "LedgerFiles")).toHaveLength(1);
    expect(accounts()).toEqual(["fay"]);
    expect(world.counted().filter((line) => line.includes(` ${idOf("fay")} `))).toHaveLength(2);
  });

  it("are taken out when the list changes again, also after it was empty", async () => {
    const list = [accountDigest(idOf("dee"))];
    optOut(...list);
    world.program.clock.advance(DAY);
    await world.collect();
    optOut();
    world.program.clock.advance(DAY);
    world.issue("counted again");
    await world.collect();
    expect(accounts()).toEqual(["dee", "fay"]);
    optOut(...list);
    world.program.clock.advance(DAY);
    await world.collect();
    expect(accounts()).toEqual(["fay"]);
    optOut(...list, accountDigest(idOf("fay")));
    world.program.clock.advance(DAY);
    await world.collect();
    expect(accounts()).toEqual([]);
  });

  it("stay where only the login is known, since the ledger has none", async () => {
    optOut(loginDigest("dee"));
    world.program.clock.advance(DAY);
    world.issue("not counted any more");
    await world.collect();
    expect(world.counted().filter((line) => Number(line.split(" ")[3]) === idOf("dee"))).toHaveLength(2);
  });

  it("stay out when somebody else puts them back", async () => {
    const before = world.file(MARCH) ?? "";
    optOut(accountDigest(idOf("dee")));
    world.program.clock.advance(DAY);
    await world.collect();
    const after = world.file(MARCH);
    const change = { repository: REPOSITORY, branch: "partnerbot-data", files: { [MARCH]: before } };
    world.program.world.as("ada").commit({ ...change, message: "back" });
    world.program.clock.advance(DAY);
    await world.collect();
    expect(world.file(MARCH)).toBe(after);
  });

  it("are remembered by the digest of the list alone", async () => {
    const list = [accountDigest(idOf("dee")), loginDigest("dee")].sort();
    optOut(...list);
    world.program.clock.advance(DAY);
    await world.collect();
    const applied = createHash("sha256").update(list.join("\n")).digest("hex");
    expect(JSON.parse(world.file("activity/coverage.json") ?? "")).toMatchObject({ optedOut: applied });
  });
});
