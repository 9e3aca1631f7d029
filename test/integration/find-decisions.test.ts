import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCommit, moveBranch } from "../../src/github/commit.ts";
import { findDecisions } from "../../src/github/find-decisions.ts";
import { printBallotRecord } from "../../src/program/ballot/record.ts";
import { parseDecision } from "../../src/program/decision.ts";
import { gatherDecisions } from "../../src/program/decisions.ts";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { decidedRecord } from "../support/decided-record.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";

const [owner = "", name = ""] = REPOSITORY.split("/");
const TOO_LONG = "x".repeat(600_000);

let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram();
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

const clients = () => program.context.clients(program.world.installations[0]?.id ?? 0);

const find = (folder = "decisions", repository = { owner, name }) =>
  findDecisions(clients().read, repository, "HEAD", folder, "partnerbot");

/** One commit of the app that begins the data branch. */
async function record(files: Record<string, string>): Promise<void> {
  const contents = Object.entries(files).map(([path, content]) => ({ path, content }));
  const oid = await createCommit(clients().write, { owner, name }, null, "Record", contents);
  await moveBranch(clients().write, { owner, name }, DATA_BRANCH, oid, false);
}

const commit = (branch: string, files: Record<string, string | Uint8Array>) =>
  program.world.as("ada").commit({ repository: REPOSITORY, branch, files, message: "By hand" });

const failed = (issue: number) => printBallotRecord(decidedRecord("no", undefined, { issue }));

const operations = () => program.requests().map((request) => request.split(",")[0]);

const pathsOf = (files: readonly { path: string }[]) => files.map(({ path }) => path);

describe("the decisions of a program", () => {
  it("are none before there is a folder or a branch, which costs one request", async () => {
    program.requests();
    expect(await find()).toEqual({ readme: null, files: [], ballots: [] });
    expect(operations()).toEqual(["Decisions"]);
  });

  it("are read from the folders of the years, wherever the config has them", async () => {
    commit("main", {
      "docs/votes/README.md": "# Votes\n",
      "docs/votes/notes.yml": "beside the years",
      "docs/votes/2026.yml": "no year",
      "docs/votes/2025/9-globex-admit.yml": "nine",
      "docs/votes/2026/12-acme-admit.yml": "twelve",
      "docs/votes/2026/12-acme-award.2.yml": "twelve again",
      "docs/votes/2026/notes.md": "no record",
      "docs/votes/2026/deeper.yml/3-x-admit.yml": "in a folder",
      "docs/votes/drafts/3-x-admit.yml": "in no year",
      "decisions/2026/3-x-admit.yml": "elsewhere",
    });
    const { readme, files } = await find("docs/votes");
    expect(readme).toMatchObject({ path: "docs/votes/README.md", text: "# Votes\n" });
    expect(files.map(({ path, text }) => [path, text])).toEqual([
      ["docs/votes/2025/9-globex-admit.yml", "nine"],
      ["docs/votes/2026/12-acme-admit.yml", "twelve"],
      ["docs/votes/2026/12-acme-award.2.yml", "twelve again"],
    ]);
  });

  it("are whole or without a text, and such a file keeps no other from being read", async () => {
    await record({
      "ballots/15-admit.yml": failed(15),
      "ballots/16-admit.yml": `${failed(16)}# ${TOO_LONG}`,
    });
    commit("main", {
      "decisions/2026/1-x-admit.yml": TOO_LONG,
      "decisions/2026/2-x-admit.yml": new Uint8Array([0, 1, 2]),
      "decisions/2026/3-x-admit.yml": "three",
    });
    const { files, ballots } = await find();
    expect(files.map(({ text }) => text)).toEqual([null, null, "three"]);
    expect(pathsOf(ballots.map(({ file }) => file))).toEqual(["ballots/15-admit.yml"]);
  });

  it("are not told with a part of their list", async () => {
    commit("main", { "decisions/README.md": TOO_LONG });
    await expect(find()).rejects.toThrow("decisions/README.md is too large");
  });

  it("are an error where there is no such repository", async () => {
    await expect(find("decisions", { owner, name: "nothing" })).rejects.toMatchObject({ notFound: true });
  });
});

describe("ballots that are missing in the folder", () => {
  it("come with their commits, fifty a request, and no others are asked about", async () => {
    const issues = Array.from({ length: 101 }, (_, index) => 100 + index);
    const ballots = issues.map((issue) => [`ballots/${issue}-admit.yml`, failed(issue)] as const);
    await record({
      ...Object.fromEntries(ballots),
      "ballots/12-admit.yml": printBallotRecord(decidedRecord()),
      "ballots/13-admit.yml": printBallotRecord({ ...decidedRecord("no"), issue: 13, result: null }),
      "ballots/14-admit.yml": "broken",
    });
    commit("main", { "decisions/2026/100-acme-labs-admit.yml": "here already" });
    program.requests();
    const found = await find();
    expect(operations()).toEqual(["Decisions", "FileCommits", "FileCommits"]);
    expect(found.ballots.map(({ file: { path, text } }) => [path, text])).toEqual(ballots.slice(1));
    const head = branchHead(program.repository, DATA_BRANCH);
    for (const { commits } of found.ballots)
      expect(commits).toEqual([expect.objectContaining({ oid: head, own: true, signature: "github" })]);

    commit("main", { "decisions/2026/101-acme-labs-admit.yml": "here, too", "decisions/README.md": "" });
    commit(DATA_BRANCH, { "ballots/300-admit.yml": failed(300), "ballots/301-admit.yml": failed(301) });
    program.requests();
    expect((await find()).ballots).toHaveLength(101);
    expect(operations()).toEqual(["Decisions", "FileCommits", "FileCommits", "FileCommits"]);
  });

  it("are carried into it, unless a person has written their record since", async () => {
    await record({ "ballots/15-admit.yml": failed(15), "ballots/16-admit.yml": failed(16) });
    commit(DATA_BRANCH, { "ballots/16-admit.yml": failed(16).replace("Acme Labs", "Acme Inc.") });
    const { ballots } = await find();
    expect(ballots.map(({ commits }) => commits.map(({ own }) => own))).toEqual([[true], [false]]);

    const gathered = () => find().then((found) => gatherDecisions(found, "decisions", ({ own }) => own));
    const { carried, listed } = await gathered();
    expect(pathsOf(carried)).toEqual(["decisions/2026/15-acme-labs-admit.yml"]);
    expect(carried.map(({ content }) => parseDecision(content).ok)).toEqual([true]);

    commit("main", Object.fromEntries(carried.map(({ path, content }) => [path, content])));
    expect(await gathered()).toEqual({ listed, carried: [], unreadable: [] });
  });

  it("are told with the commits of the text that was read, whatever is written meanwhile", async () => {
    await record({ "ballots/15-admit.yml": failed(15) });
    const head = branchHead(program.repository, DATA_BRANCH);
    const changes = [() => commit(DATA_BRANCH, { "ballots/15-admit.yml": "by a person" })];
    program.server.onExchange(({ logged }) => {
      if (logged.kind === "graphql") changes.pop()?.();
    });
    const { ballots } = await find();
    expect(branchHead(program.repository, DATA_BRANCH)).not.toBe(head);
    expect(ballots.map(({ file, commits }) => [file.text, commits.map(({ oid }) => oid)])).toEqual([
      [failed(15), [head]],
    ]);
  });
});
