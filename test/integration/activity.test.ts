import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseCoverage } from "../../src/program/activity/coverage.ts";
import { parseLedger } from "../../src/program/activity/ledger.ts";
import { deleteAccount, findAccount } from "../../src/sandbox/accounts.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import type { Effect } from "../../src/sandbox/faults.ts";
import { moveRepository } from "../../src/sandbox/repositories.ts";
import type { Issue } from "../../src/sandbox/state.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, HOUR, SECOND } from "../support/vote.ts";

const ENGINE = "stackwright/engine";
const DATA = "partnerbot-data";
const BEGINNING = Date.UTC(2026, 2, 2, 9);

let program: LocalProgram;

async function start(activity: string, registry?: string): Promise<void> {
  program = await startLocalProgram({
    config: `${CONFIG}activity:\n  repositories: ${activity}\nsite: { branch: none }\n`,
    files: registry === undefined ? {} : { "partners.yml": registry },
    repositories: [
      { name: ENGINE },
      { name: "stackwright/docs" },
      { name: "stackwright/secret", private: true },
    ],
  });
  program.clock.advance(60 * SECOND);
}

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

function coverage() {
  const read = parseCoverage(program.file("activity/coverage.json", DATA) ?? "");
  if (!read.ok) throw new Error(read.message);
  return read.coverage.repositories;
}

function ledger(month = "2026-03", repository = ENGINE) {
  const read = parseLedger(program.file(`activity/${repository}/${month}.ndjson`, DATA) ?? "", month);
  if (!read.ok) throw new Error(read.problem.message);
  // The repositories begin with a commit of their own.
  return read.contributions.filter(({ at }) => at !== BEGINNING);
}

const kinds = (month?: string, repository?: string) =>
  ledger(month, repository)
    .map(({ kind }) => kind)
    .sort();

/** What a sweep asks GitHub for to collect, without what it always asks for. */
async function collect(): Promise<string[]> {
  program.clock.advance(120 * SECOND);
  program.requests();
  await program.lookAtProgram();
  return program
    .requests()
    .map((name) => name.split(",")[0] ?? name)
    .filter((name) => name !== "ProgramLook");
}

function work(login: string, text: string, repository = ENGINE): Issue {
  return program.world.as(login).openIssue({ repository, title: text, body: text });
}

describe("collecting what happens in linked repositories", () => {
  beforeEach(() => {
    const digest = createHash("sha256").update("mallory").digest("hex");
    return start(`[${ENGINE}, stackwright/docs]\n  opted-out: ["${digest}"]`);
  });

  it("reads all of it once, in as few calls as there is to read, and writes one commit", async () => {
    const issue = work("dee", "It is broken");
    program.world.as("fay").comment(issue, "So it is");
    program.world.as("dee").commit({
      repository: ENGINE,
      branch: "main",
      files: { a: "1" },
      message: "fix: a\n\nPartner: globex",
    });
    program.world.as("dee").release(ENGINE, "v1");
    expect(await collect()).toEqual([
      "Activity",
      "Activity",
      "git/create-tree",
      "git/create-commit",
      "git/create-ref",
    ]);
    expect(kinds()).toEqual(["comment", "commit", "issue", "release"]);
    expect(ledger().find(({ kind }) => kind === "commit")).toMatchObject({ partner: "globex" });
    expect(coverage()[ENGINE]).toMatchObject({ problem: null, unfinished: null, commits: 2 });
  });

  it("asks once when nothing is new, and not at all before a day is over", async () => {
    await collect();
    expect(await collect()).toEqual([]);
    program.clock.advance(DAY);
    expect(await collect()).toEqual(["Probe"]);
    program.clock.advance(DAY);
    expect(await collect()).toEqual(["Probe", "Partnerbot"]);
  });

  it("reads on from where it stopped, each thing once", async () => {
    const issue = work("dee", "First");
    await collect();
    program.clock.advance(DAY);
    program.world.as("fay").comment(issue, "Later");
    work("fay", "Second");
    expect(await collect()).toEqual(["Probe", "Activity", "Partnerbot"]);
    expect(kinds()).toEqual(["comment", "issue", "issue"]);
  });

  it("counts reviews, merged pull requests and comments there, and no commit that only merges", async () => {
    const dee = program.world.as("dee");
    dee.commit({ repository: ENGINE, branch: "change", files: { b: "2" }, message: "feat: b" });
    const pullRequest = dee.openPullRequest({
      repository: ENGINE,
      title: "b",
      body: "Partner: globex",
      head: "change",
    });
    program.world.as("fay").review(pullRequest);
    program.world.as("fay").comment(pullRequest, "Nice");
    program.world.as("fay").merge(pullRequest);
    await collect();
    expect(kinds()).toEqual(["comment", "commit", "pull-request-merged", "pull-request-opened", "review"]);
    const [merged] = ledger().filter(({ kind }) => kind === "pull-request-merged");
    expect(merged).toMatchObject({ partner: "globex", path: `pull/${pullRequest.number}` });
    expect(ledger().find(({ kind }) => kind === "review")?.path).toMatch(/^pull\/\d+#pullrequestreview-\d+$/);
  });

  it("reads more reviews and comments than come with a page, of many at once", async () => {
    const issues = ["a", "b", "c"].map((title) => work("dee", title));
    for (const issue of issues) {
      for (let number = 0; number < 130; number += 1) program.world.as("fay").comment(issue, `${number}`);
    }
    program.clock.advance(HOUR);
    expect((await collect()).slice(0, 5)).toEqual([
      "Activity",
      "OlderActivity",
      "OlderActivity",
      "Activity",
      "git/create-tree",
    ]);
    expect(kinds().filter((kind) => kind === "comment")).toHaveLength(390);
    program.clock.advance(DAY);
    const [first] = issues;
    if (first === undefined) throw new Error("there is no issue");
    program.world.as("fay").comment(first, "one more");
    expect(await collect()).toEqual(["Probe", "Activity", "Partnerbot"]);
    expect(kinds().filter((kind) => kind === "comment")).toHaveLength(391);
  });

  it("finds old commits that come in late, and forgets those that are gone", async () => {
    const dee = program.world.as("dee");
    dee.commit({ repository: ENGINE, branch: "long", files: { old: "1" }, message: "feat: old" });
    await collect();
    expect(kinds()).toEqual([]);
    program.clock.advance(3 * DAY);
    const base = branchHead(program.world.repository(ENGINE), "main") ?? "";
    const pullRequest = dee.openPullRequest({ repository: ENGINE, title: "long", head: "long" });
    program.world.as("fay").merge(pullRequest);
    await collect();
    expect(kinds()).toEqual(["commit", "pull-request-merged", "pull-request-opened"]);
    program.clock.advance(DAY);
    dee.push({ repository: ENGINE, branch: "main", files: { c: "3" }, message: "again", onto: base });
    await collect();
    const [left, ...others] = ledger().filter(({ kind }) => kind === "commit");
    expect(others).toEqual([]);
    expect(left?.path).toBe(`commit/${branchHead(program.world.repository(ENGINE), "main")}`);
  });

  it("does not count bots, nor people who have opted out, nor accounts that are gone", async () => {
    work("fay", "Will be a ghost");
    work("mallory", "Opted out");
    const { state } = program.world;
    const fay = findAccount(state, "fay");
    if (fay?.type !== "User") throw new Error("there is no fay");
    deleteAccount(state, fay);
    await collect();
    expect(kinds()).toEqual([]);
    expect(coverage()[ENGINE]?.unattributed).toBe(1);
  });

  it("follows a repository to its new name, with the same bytes", async () => {
    work("dee", "First");
    await collect();
    const before = program.file(`activity/${ENGINE}/2026-03.ndjson`, DATA);
    moveRepository(program.world.state, program.world.repository(ENGINE), { name: "motor" });
    program.clock.advance(DAY);
    await collect();
    expect(program.file("activity/stackwright/motor/2026-03.ndjson", DATA)).toBe(before);
    expect(program.file(`activity/${ENGINE}/2026-03.ndjson`, DATA)).toBeNull();
    expect(Object.keys(coverage())).toEqual(["stackwright/docs", "stackwright/motor"]);
    program.clock.advance(DAY);
    expect(await collect()).toEqual(["Probe"]);
  });

  it("believes no coverage that somebody else has written, and collects anew", async () => {
    work("dee", "First");
    await collect();
    const before = program.file(`activity/${ENGINE}/2026-03.ndjson`, DATA);
    const forged = (program.file("activity/coverage.json", DATA) ?? "").replace(
      /"commits": \d+/,
      '"commits": 99',
    );
    program.world.as("ada").commit({
      repository: REPOSITORY,
      branch: DATA,
      files: { "activity/coverage.json": forged, [`activity/${ENGINE}/2026-03.ndjson`]: "" },
      message: "make us look better",
    });
    await collect();
    expect(program.file(`activity/${ENGINE}/2026-03.ndjson`, DATA)).toBe(before);
    expect(coverage()[ENGINE]?.commits).toBe(1);
  });

  const effects: Effect[] = [
    { kind: "bad-gateway", applied: false },
    { kind: "partial", path: "page0.issues" },
    { kind: "partial", path: "page1" },
  ];
  it.each(effects)("takes no part for the whole: $kind", async (effect) => {
    for (let number = 0; number < 30; number += 1) work("dee", `${number}`);
    program.server.faults.add({ match: { graphql: "Activity" }, effect, times: 2 });
    await collect();
    expect(kinds()).toHaveLength(30);
    expect(coverage()[ENGINE]).toMatchObject({ unfinished: null });
  });

  it("stops loudly where GitHub does not answer, keeps what it has, and goes on later to the same bytes", async () => {
    for (let number = 0; number < 150; number += 1) {
      program.clock.advance(1000);
      work("dee", `${number}`);
    }
    program.server.faults.add({
      match: { graphql: "Activity" },
      effect: { kind: "bad-gateway", applied: false },
      after: 1,
      times: 20,
    });
    await expect(collect()).rejects.toThrow();
    program.server.faults.clear();
    expect(coverage()[ENGINE]?.to).toBeNull();
    expect(coverage()[ENGINE]?.unfinished?.cursors).toHaveProperty("issues");
    expect(kinds()).toHaveLength(100);
    expect(await collect()).toEqual([]);
    program.clock.advance(DAY);
    work("fay", "Meanwhile");
    await collect();
    expect(coverage()[ENGINE]).toMatchObject({ unfinished: null });
    program.clock.advance(DAY);
    await collect();
    expect(kinds()).toHaveLength(151);
  });
});

describe("the number of calls", () => {
  it.each([
    [1, 0],
    [1, 250],
    [4, 320],
    [7, 70],
  ])(
    "is at most a fifth of all pages for a first collection: %i repositories, %i things",
    async (count, things) => {
      const names = Array.from({ length: count }, (_, index) => `stackwright/code-${index}`);
      program = await startLocalProgram({
        config: `${CONFIG}activity: { repositories: [${names.join(", ")}] }\nsite: { branch: none }\n`,
        repositories: names.map((name) => ({ name })),
      });
      for (let number = 0; number < things; number += 1) {
        const issue = work("dee", `${number}`, names[number % count]);
        if (number % 3 === 0) program.world.as("fay").comment(issue, "me too");
      }
      const all = things + Math.ceil(things / 3) + count;
      const calls = (await collect()).filter((name) => name === "Activity" || name === "OlderActivity");
      expect(calls.length).toBeLessThanOrEqual(Math.ceil((all / 100 + 3 * count) / 5));
      program.clock.advance(DAY);
      expect(await collect()).toEqual(["Probe"]);
      program.clock.advance(DAY);
      for (const name of names) work("fay", "a usual day", name);
      const usual = (await collect()).filter((name) => name !== "Partnerbot");
      expect(usual.length).toBeLessThanOrEqual(Math.max(5, 1 + Math.ceil((3 * count) / 5)));
    },
  );
});

describe("what is linked", () => {
  it("may be a glob; what the app may not see is not in it", async () => {
    await start("[stackwright/*]");
    work("dee", "First");
    expect((await collect()).slice(0, 1)).toEqual(["Probe"]);
    expect(Object.keys(coverage()).sort()).toContain(ENGINE);
    program.clock.advance(2 * DAY);
    work("dee", "Second");
    await collect();
    expect(kinds()).toHaveLength(2);
  });

  it("may not exist: that is known, and the others go on", async () => {
    await start(`[${ENGINE}, stackwright/nothing, elsewhere/secret]`);
    work("dee", "First");
    await collect();
    expect(kinds()).toEqual(["issue"]);
    expect(coverage()["stackwright/nothing"]).toMatchObject({ problem: "not-found", to: null });
  });
});
