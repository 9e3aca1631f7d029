import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseArchive } from "../../src/program/archive.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { pullRequestCommits, pullRequestFiles } from "../../src/sandbox/pull-requests.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

const BRANCH = "partnerbot/archive-2026";
const DATA = "partners/2026.yml";

const REGISTRY = `partners:
  - id: initech
    name: Initech
    since: "2025-04-01"
  - id: hooli
    name: Hooli
    since: "2026-05-01"
`;

let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram();
  push({ "partners.yml": REGISTRY });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

function push(files: Record<string, string>, branch = "main") {
  return program.world.as("ada").commit({ repository: REPOSITORY, branch, files, message: "By hand" });
}

function goTo(day: string): void {
  program.clock.advance(Date.parse(`${day}T00:00:00Z`) - program.clock.now());
}

/** The kinds of requests of one look at the program. */
async function requestsOfLook(): Promise<string[]> {
  program.requests();
  await program.lookAtProgram();
  return program.requests();
}

function pullRequest(): PullRequest {
  const [first, ...more] = program.pullRequests();
  if (!first || more.length > 0) throw new Error(`${program.pullRequests().length} pull requests`);
  return first;
}

const head = () => branchHead(program.repository, BRANCH);

/** In January, with the pull request as the first look opens it. */
async function opened(): Promise<PullRequest> {
  goTo("2027-01-05");
  await program.lookAtProgram();
  return pullRequest();
}

describe("a year that is over", () => {
  it("is not asked for until it is, and frozen by one pull request then", async () => {
    goTo("2027-01-01");
    program.clock.advance(-SECOND);
    expect(await requestsOfLook()).not.toContain("Archive, repository");
    expect(program.pullRequests()).toEqual([]);

    program.clock.advance(SECOND);
    await program.lookAtProgram();
    const { title, body, base } = pullRequest();
    expect(title).toBe("Freeze the partners of 2026");
    expect(base.ref).toBe("main");
    expect(textOf(body)).toContain("**2 partners**");
    const [commit, ...more] = pullRequestCommits(program.world.state, pullRequest());
    expect(more).toEqual([]);
    expect(commit?.parents).toEqual([branchHead(program.repository, "main")]);
    expect(pullRequestFiles(program.world.state, pullRequest()).map(({ path }) => path)).toEqual([
      "partners/2026.md",
      DATA,
    ]);
    const read = parseArchive(program.file(DATA, BRANCH) ?? "");
    expect(read).toMatchObject({ ok: true, value: { year: 2026, frozen: "2027-01-01" } });
    expect(textOf(body)).toContain(read.ok ? read.value.digest : "no digest");
  });

  it("costs one query a day and nothing else while its pull request is open", async () => {
    await opened();
    expect(await requestsOfLook()).toEqual(["ProgramLook, viewer, repository"]);
    program.clock.advance(DAY);
    const requests = await requestsOfLook();
    expect(requests.filter((request) => request === "Archive, repository")).toHaveLength(1);
    expect(requests.filter((request) => request.startsWith("git/create"))).toEqual([]);
    expect(await requestsOfLook()).toEqual(["ProgramLook, viewer, repository"]);
  });

  it("has a pull request that passes the check", async () => {
    const { number } = await opened();
    expect(await program.lookAtPullRequest(number)).toBe("changed");
    expect([...program.repository.checkRuns.values()].map(({ conclusion }) => conclusion)).toEqual([
      "success",
    ]);
  });

  it("is frozen as the registry says it when the base moves", async () => {
    const { number } = await opened();
    const [before, text] = [head(), program.file(DATA, BRANCH)];
    push({ "README.md": "# Moved\n" });
    await program.lookAtProgram();
    expect(head()).not.toBe(before);
    expect(program.file(DATA, BRANCH)).toBe(text);

    program.clock.advance(DAY);
    push({ "partners.yml": REGISTRY.replace("Hooli", "Hooli Labs") });
    await program.lookAtProgram();
    expect(program.file(DATA, BRANCH)).toContain(`"name":"Hooli Labs"`);
    expect(pullRequest()).toMatchObject({ number, state: "open", merge: null });
    expect(pullRequestCommits(program.world.state, pullRequest())).toHaveLength(1);
  });

  it("is on the site after the merge, and leaves no branch behind", async () => {
    program.world.as("ada").merge(await opened());
    await program.lookAtProgram();
    expect(head()).toBeNull();
    expect(program.file("years/2026/index.html", "gh-pages")).toContain("Hooli");
    expect(program.file("years/index.html", "gh-pages")).toContain("2026");
    expect(await requestsOfLook()).toEqual(["ProgramLook, viewer, repository"]);
    program.clock.advance(DAY);
    await program.lookAtProgram();
    expect(program.pullRequests()).toHaveLength(1);
  });

  it("is not frozen by another pull request when a person closed the first", async () => {
    program.world.as("ada").closePullRequest(await opened());
    const before = head();
    push({ "README.md": "# Moved\n" });
    program.clock.advance(DAY);
    await program.lookAtProgram();
    expect(head()).toBe(before);
    expect(pullRequest()).toMatchObject({ state: "closed", merge: null });
  });

  it("is left to the person who committed to the branch", async () => {
    await opened();
    const { oid } = push({ "notes.md": "Mine" }, BRANCH);
    push({ "README.md": "# Moved\n" });
    await program.lookAtProgram();
    expect(head()).toBe(oid);
    expect(pullRequest().state).toBe("open");
  });

  it("is left to the person who amended the commit, which still bears this app's name", async () => {
    // The record of a vote shows that this GitHub signs what apps commit.
    await Vote.open(program, "Globex");
    const { oid: own } = (await opened()).head;
    const { oid } = program.world.as("bo").push({
      repository: REPOSITORY,
      branch: BRANCH,
      files: { "notes.md": "Mine" },
      message: "amend",
      author: readCommit(program.repository.objects, own).author,
    });
    push({ "README.md": "# Moved\n" });
    await program.lookAtProgram();
    expect(head()).toBe(oid);
  });

  it("is frozen by the next look when the first one fails before the pull request", async () => {
    goTo("2027-01-05");
    program.server.faults.add({
      match: { graphql: "createPullRequest" },
      effect: { kind: "bad-gateway", applied: false },
    });
    await expect(program.lookAtProgram()).rejects.toMatchObject({ status: 502 });
    expect(head()).not.toBeNull();
    expect(program.pullRequests()).toEqual([]);
    await program.lookAtProgram();
    expect(pullRequest().head.ref).toBe(BRANCH);
  });

  it("is not frozen by the bot after January", async () => {
    goTo("2027-02-01");
    expect(await requestsOfLook()).not.toContain("Archive, repository");
    expect(program.pullRequests()).toEqual([]);
  });
});

it("a year without partners is not frozen, and costs nothing", async () => {
  push({ "partners.yml": 'partners:\n  - id: hooli\n    name: Hooli\n    since: "2027-01-01"\n' });
  goTo("2027-01-05");
  expect(await requestsOfLook()).not.toContain("Archive, repository");
  expect(program.pullRequests()).toEqual([]);
});
