import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { accountDigest, loginDigest } from "../../src/program/activity/left-out.ts";
import { CONFIG_PATH } from "../../src/program/config.ts";
import { requireRegistry } from "../../src/program/registry.ts";
import { findAccount } from "../../src/sandbox/accounts.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import { runPartnerbot, useLocalGitHub } from "../support/command-line.ts";
import { ENGINE, LinkedWorld } from "../support/linked-world.ts";
import { REPOSITORY } from "../support/local-program.ts";
import { DAY } from "../support/vote.ts";

let world: LinkedWorld;

/** Dee and Fay work for Acme; Fay for Globex too. */
const registryOf = (dee: number, fay: number) => `# Ours.
version: 1
partners:
  - id: acme
    name: Acme
    since: "2020-01-01"
    contacts: [{ login: Dee, id: ${dee} }]   # ask here
    people:
      - { login: dee, id: ${dee}, from: "2020-01-01", consent: { state: confirmed } }
      - { login: fay, id: ${fay}, from: "2020-01-01", consent: { state: confirmed } }
    history:
      - { at: "2020-01-02", event: updated, actor: dee, ref: issue 7 }
  - id: globex
    name: Globex
    since: "2020-01-01"
    people:
      - { login: fay, id: ${fay}, from: "2020-01-01", consent: { state: confirmed } }
`;

beforeAll(async () => {
  world = await LinkedWorld.start(`repositories: [${ENGINE}]`);
  commit("main", { "partners.yml": registryOf(idOf("dee"), idOf("fay")) });
  world.issue("one");
  world.issue("two");
  world.issue("shared", ENGINE, "fay");
  await world.collect();
  commit("partnerbot-data", { "reports/7.yml": `reported-by: { login: dee, id: ${idOf("dee")} }\n` });
});

beforeEach(() => useLocalGitHub(world.program, "ada"));

afterEach(() => {
  vi.unstubAllEnvs();
  expect(world.program.deviations).toEqual([]);
});

afterAll(() => world.program.stop());

function idOf(login: string): number {
  const account = findAccount(world.program.world.state, login);
  if (account === null) throw new Error(`there is no account ${login}`);
  return account.id;
}

function commit(branch: string, files: Record<string, string>): void {
  world.program.world.as("ada").commit({ repository: REPOSITORY, branch, files, message: "files" });
}

async function forget(...words: string[]) {
  const all = ["forget", ...words, "--pull-request", "--repository", REPOSITORY];
  const { status, out, error } = await runPartnerbot(all, "/nowhere");
  return { status, out, error };
}

const open = (): PullRequest[] => world.program.pullRequests().filter(({ state }) => state === "open");

function only(pullRequests: readonly PullRequest[]): PullRequest {
  const [one, ...more] = pullRequests;
  if (one === undefined || more.length > 0) throw new Error(`${pullRequests.length} pull requests`);
  return one;
}

describe("partnerbot forget --pull-request", () => {
  it("opens one pull request that names nobody, once, and what is merged is all that there is to forget", async () => {
    const first = await forget("dee");
    expect(first).toMatchObject({ status: 0, error: "" });
    const pullRequest = only(open());
    const branch = pullRequest.head.ref;
    expect(branch).toMatch(/^partnerbot\/forget-[0-9a-f]{12}$/);
    const { repository } = world.program;
    const head = readCommit(repository.objects, branchHead(repository, branch) ?? "");
    expect(head.parents).toEqual([branchHead(repository, "main")]);
    for (const text of [pullRequest.title, textOf(pullRequest.body), head.message, branch]) {
      expect(text).not.toMatch(new RegExp(`\\bdee\\b|${idOf("dee")}|${loginDigest("dee")}`, "i"));
    }
    expect(textOf(pullRequest.body)).toContain("1 week of contributions kept");
    expect(first.out).toContain(`review and merge ${world.program.server.url}/${REPOSITORY}/pull/`);
    expect(first.out).toContain("reports/7.yml:1");

    const registry = world.program.file("partners.yml", branch) ?? "";
    expect(registry).toBe(
      registryOf(idOf("dee"), idOf("fay"))
        .replace(/\[\{ login: Dee.*\}\]/, "[]")
        .replace(/ {6}- \{ login: dee.*\n/, "")
        .replace("actor: dee", "actor: (forgotten)")
        .replace("issue 7 }\n", 'issue 7 }\n    anonymous:\n      - week: "2026-03-02"\n        issue: 2\n'),
    );
    expect(requireRegistry(registry).partners[0]?.anonymous).toEqual([{ week: "2026-03-02", issue: 2 }]);
    const config = world.program.file(CONFIG_PATH, branch) ?? "";
    expect(config).toContain(loginDigest("dee"));
    expect(config).toContain(accountDigest(idOf("dee")));

    // Again, nothing is sent that changes anything.
    world.program.requests();
    expect((await forget("@DEE")).status).toBe(0);
    expect(world.program.requests().filter((name) => /create|Partnerbot|update/.test(name))).toEqual([]);
    expect(only(open()).number).toBe(pullRequest.number);

    // Somebody has written to the branch: it is made anew, in the same pull request.
    commit(branch, { "partners.yml": "# nothing\n" });
    expect((await forget("dee")).status).toBe(0);
    expect(world.program.file("partners.yml", branch)).toBe(registry);
    expect(only(open()).number).toBe(pullRequest.number);

    world.program.world.as("ada").merge(pullRequest);
    const again = await forget("dee");
    expect(again.status).toBe(1);
    expect(again.out).toContain("There is nothing to forget of dee");
    world.program.clock.advance(DAY);
    await world.collect();
    expect(world.counted().filter((line) => line.includes(` ${idOf("dee")} `))).toEqual([]);
  });

  it("keeps exact parts of what is shared", async () => {
    expect((await forget("fay")).status).toBe(0);
    const { ref } = only(open()).head;
    const { partners } = requireRegistry(world.program.file("partners.yml", ref));
    expect(partners.map(({ anonymous }) => anonymous)).toEqual([
      [{ week: "2026-03-02", issue: "5/2" }],
      [{ week: "2026-03-02", issue: "1/2" }],
    ]);
    expect(partners.flatMap(({ people, contacts }) => [...people, ...contacts])).toEqual([]);
  });

  it("is refused without write access, and where there is no such repository or no token", async () => {
    useLocalGitHub(world.program, "mallory");
    expect(await forget("gus")).toMatchObject({ status: 1, error: expect.stringContaining("write access") });
    const elsewhere = ["forget", "gus", "--pull-request", "--repository", "stackwright/nothing"];
    expect(await runPartnerbot(elsewhere, "/nowhere")).toMatchObject({
      status: 1,
      error: expect.stringContaining("There is no repository stackwright/nothing"),
    });
    vi.stubEnv("GITHUB_TOKEN", "");
    vi.stubEnv("GH_TOKEN", "");
    expect(await forget("gus")).toMatchObject({ status: 1, error: expect.stringContaining("GITHUB_TOKEN") });
  });

  it("says when GitHub does not answer", async () => {
    vi.stubEnv("GHE_HOST", "127.0.0.1:1");
    expect(await forget("gus")).toMatchObject({
      status: 3,
      error: expect.stringContaining("did not answer"),
    });
  });

  it("does not believe a ledger that somebody else has written", async () => {
    const coverage = world.file("activity/coverage.json") ?? "";
    commit("main", { "partners.yml": registryOf(idOf("dee"), idOf("fay")) });
    commit("partnerbot-data", { "activity/coverage.json": `${coverage} ` });
    const { status, error } = await forget("fay");
    expect(status).toBe(1);
    expect(error).toContain("Somebody else than this app has changed activity/coverage.json");
  });

  it.each([
    [["dee", "--pull-request"], "needs the repository"],
    [["dee", "--pull-request", "--repository", "community"], "needs the repository"],
    [["dee", "--pull-request", "--repository", "a/b/c"], "needs the repository"],
    [["dee", "--repository", REPOSITORY], "--repository is for a pull request"],
    [["dee", ".", "--pull-request", "--repository", REPOSITORY], "everything is read from GitHub"],
    [["dee", "--from", ".", "--pull-request", "--repository", REPOSITORY], "everything is read from GitHub"],
  ])("refuses %j", async (words, message) => {
    const { status, error } = await runPartnerbot(["forget", ...words], "/nowhere");
    expect(status).toBe(2);
    expect(error).toContain(message);
  });
});
