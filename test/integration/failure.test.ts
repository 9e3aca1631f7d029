import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import type { Effect, FaultTarget } from "../../src/sandbox/faults.ts";
import { history } from "../../src/sandbox/git/history.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

/** Every request that changes something; a token changes nothing. */
function isWrite({ method, operation, graphql }: FaultTarget): boolean {
  if (operation === "apps/create-installation-access-token") return false;
  return operation === null ? graphql[0] === "Partnerbot" : method !== "GET";
}

/** A look that is made again after it has failed, as the worker does. */
async function lookTillItWorks(vote: Vote): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await vote.look();
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

/** From a filed proposal to a listed partner. */
async function wholePath(program: LocalProgram, company: string): Promise<Vote> {
  const vote = Vote.file(program, company);
  await lookTillItWorks(vote);
  program.clock.advance(SECOND);
  for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
  vote.say("mallory", "/vote no");
  await lookTillItWorks(vote);
  program.clock.advance(7 * DAY + SECOND);
  await lookTillItWorks(vote);
  const pullRequest = program
    .pullRequests()
    .find(({ head, state }) => state === "open" && head.ref.startsWith(`partnerbot/${vote.number}-`));
  if (!pullRequest) throw new Error(`there is no pull request: ${vote.status}`);
  program.world.as("ada").merge(pullRequest);
  await lookTillItWorks(vote);
  return vote;
}

function expectListedOnce(program: LocalProgram, vote: Vote): void {
  expect(vote.status).toContain("is a partner");
  expect(vote.result).toContain("said yes");
  expect(vote.notes("welcome")).toHaveLength(1);
  expect(vote.notes("reply")).toHaveLength(1);
  expect(program.botComments(vote.number)).toHaveLength(4);
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  expect(program.issue(vote.number)).toMatchObject({ state: "closed", stateReason: "completed" });
  const branch = `partnerbot/${vote.number}-`;
  expect(program.pullRequests().filter(({ head }) => head.ref.startsWith(branch))).toHaveLength(1);
  expect([...program.repository.refs.keys()].filter((ref) => ref.includes(branch))).toEqual([]);
  const head = branchHead(program.repository, DATA_BRANCH) ?? "";
  const records = [...history(program.repository.objects, head, { path: vote.recordPath })];
  expect(records.map(({ message }) => message)).toEqual([
    `ballot: close ${vote.number}-admit (passed)`,
    `ballot: open ${vote.number}-admit`,
  ]);
  const name = vote.issue.title.replace("[Partner] ", "");
  expect(program.file("partners.yml")?.split(`name: ${name}\n`)).toHaveLength(2);
}

/** What goes wrong, and at which writes: a cut connection is like a 502 to a client, so a few places are enough. */
const EFFECTS: Record<string, { effect: Effect; at: (write: string) => boolean }> = {
  "502 before it": { effect: { kind: "bad-gateway", applied: false }, at: () => true },
  "502 after it": { effect: { kind: "bad-gateway", applied: true }, at: () => true },
  "a cut connection after it": {
    effect: { kind: "drop" },
    at: (write) => /opening's record|the result$|pull request/.test(write),
  },
  "a refused connection": { effect: { kind: "refuse" }, at: (write) => /^the result$/.test(write) },
};

// The writes of one whole path, in their order: all but those that only the first application needs.
const WRITES: readonly (readonly [string, RegExp])[] = [
  ["the opening's record", /^createCommitOnBranch$/],
  ["the status comment, labels", /^addComment addLabelsToLabelable$/],
  ["the votes", /^updateIssueComment addComment addReaction$/],
  ["the result's record", /^createCommitOnBranch$/],
  ["the result", /^updateIssueComment addComment addLabelsToLabelable removeLabelsFromLabelable$/],
  ["the tree", /^git\/create-tree$/],
  ["the commit", /^git\/create-commit$/],
  ["the branch", /^git\/create-ref$/],
  ["the pull request", /^createPullRequest$/],
  ["the status after that", /^updateIssueComment$/],
  ["the end", /^updateIssueComment addComment addLabelsToLabelable removeLabelsFromLabelable closeIssue$/],
  ["the branch's end", /^git\/delete-ref$/],
];

describe("a write that fails", () => {
  let program: LocalProgram;

  beforeAll(async () => {
    program = await startLocalProgram();
    expectListedOnce(program, await wholePath(program, "Pioneer"));
  });
  afterEach(() => {
    expect(program.deviations).toEqual([]);
    expect(program.server.faults.pending).toBe(0);
  });
  afterAll(() => program.stop());

  for (const [title, { effect, at }] of Object.entries(EFFECTS)) {
    for (const [place, [write]] of WRITES.entries()) {
      if (!at(write)) continue;
      it(`is made good by the next look: ${title}, at ${write}`, async () => {
        program.server.faults.add({ match: isWrite, after: place, effect });
        const company = `Company ${title} ${place}`.replace(/\W+/g, " ");
        expectListedOnce(program, await wholePath(program, company));
      });
    }
  }

  it("covers every write of the path", async () => {
    const seen: FaultTarget[] = [];
    program.server.faults.add({
      match: (target) => {
        if (isWrite(target)) seen.push(target);
        return false;
      },
      effect: { kind: "refuse" },
    });
    expectListedOnce(program, await wholePath(program, "Counted"));
    program.server.faults.clear();
    const names = seen.map(({ operation, graphql }) => operation ?? graphql.slice(1).join(" "));
    expect(names).toEqual(WRITES.map(([, pattern]) => expect.stringMatching(pattern)));
  });
});

describe("a write that only the first application needs", () => {
  const first = ["git/create-tree", "git/create-commit", "git/create-ref"];
  for (const operation of first) {
    for (const applied of [false, true]) {
      it(`is made good by the next look: 502 ${applied ? "after" : "before"} ${operation}`, async () => {
        const program = await startLocalProgram();
        program.server.faults.add({ match: { operation }, effect: { kind: "bad-gateway", applied } });
        expectListedOnce(program, await wholePath(program, "Initech"));
        expect(program.deviations).toEqual([]);
        await program.stop();
      });
    }
  }

  for (const applied of [false, true]) {
    it(`is made good by the next look: 502 ${applied ? "after" : "before"} the labels`, async () => {
      const program = await startLocalProgram();
      const effect: Effect = { kind: "bad-gateway", applied };
      program.server.faults.add({ match: { graphql: "createLabel" }, effect });
      expectListedOnce(program, await wholePath(program, "Initech"));
      expect(program.repository.labels.size).toBe(new Set(program.repository.labels.keys()).size);
      expect(program.deviations).toEqual([]);
      await program.stop();
    });
  }
});

describe("reading", () => {
  it("never takes a part for the whole", async () => {
    const program = await startLocalProgram();
    const vote = await Vote.open(program, "Initech");
    vote.say("bo", "/vote yes");
    const before = vote.status;
    for (const path of [
      "repository.issue.comments",
      "repository.issue.timelineItems",
      "repository.admitBallot",
      "repository.removeBallot",
      "repository.data",
      "repository.registry",
      "repository.config",
      "repository.issue",
      "repository",
    ]) {
      program.server.faults.add({ match: { graphql: "ApplicationLook" }, effect: { kind: "partial", path } });
      program.requests();
      await expect(vote.look(), path).rejects.toThrow(/timeout/);
      expect(program.requests()).toHaveLength(1);
      expect(vote.status).toBe(before);
    }
    for (let index = 0; index < 120; index += 1) vote.say("mallory", `Remark ${index}`);
    program.server.faults.add({
      match: { graphql: "ApplicationPages" },
      effect: { kind: "partial", path: "repository.issue.comments" },
    });
    await expect(vote.look()).rejects.toThrow(/timeout/);
    expect(vote.status).toBe(before);
    await vote.look();
    expect(vote.line("bo")).toContain("**yes**");
    expect(program.deviations).toEqual([]);
    await program.stop();
  });

  it("opens no vote on a part of a team", async () => {
    const program = await startLocalProgram();
    const vote = Vote.file(program, "Initech");
    for (const path of ["t0.team.members", "t0.team", "t0", "u0"]) {
      program.server.faults.add({ match: { graphql: "Roster" }, effect: { kind: "partial", path } });
      await expect(vote.look(), path).rejects.toThrow(/timeout/);
    }
    expect(program.file(vote.recordPath, DATA_BRANCH)).toBeNull();
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    expect(program.deviations).toEqual([]);
    await program.stop();
  });
});

describe("the one data branch", () => {
  it("takes the records of many applications at the same time", async () => {
    const program = await startLocalProgram();
    const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"];
    const votes = names.map((name) => Vote.file(program, name));
    await Promise.all(votes.map((vote) => vote.look()));
    for (const vote of votes) expect(vote.record.partner.name).toBe(vote.issue.title.slice(10));
    expect(votes.map((vote) => vote.stageLabels)).toEqual(names.map(() => ["partner: voting"]));
    program.clock.advance(7 * DAY + SECOND);
    program.requests();
    await Promise.all(votes.map((vote) => vote.look()));
    // A look, a commit that came too late, the head, the commit, the result, and once more for the link to it.
    expect(program.requests().length).toBeLessThanOrEqual(names.length * 10);
    expect(votes.map((vote) => vote.record.result?.count.outcome)).toEqual(names.map(() => "failed"));
    expect(program.deviations).toEqual([]);
    await program.stop();
  });

  it("looks again when this very record was changed between the look and the write", async () => {
    const program = await startLocalProgram();
    const vote = await Vote.open(program, "Initech");
    const content = `${program.file(vote.recordPath, DATA_BRANCH)}# mine\n`;
    const effect: Effect = { kind: "delay", milliseconds: 300 };
    program.server.faults.add({ match: { graphql: "createCommitOnBranch" }, effect });
    program.clock.advance(7 * DAY + SECOND);
    const looked = vote.look();
    const stop = program.server.onRequest(({ graphqlOperation }) => {
      if (!graphqlOperation?.includes("ApplicationLook")) return;
      stop();
      program.world.as("bo").commit({
        repository: REPOSITORY,
        branch: DATA_BRANCH,
        files: { [vote.recordPath]: content },
        message: "meddle",
      });
    });
    await expect(looked).rejects.toThrow(/STALE_DATA/);
    expect(program.file(vote.recordPath, DATA_BRANCH)).toBe(content);
    await vote.look();
    expect(vote.status).toContain("the vote is stopped");
    expect(program.deviations).toEqual([]);
    await program.stop();
  });
});
