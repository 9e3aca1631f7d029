import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, HOUR, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;

beforeAll(async () => {
  program = await startLocalProgram();
});

afterEach(() => {
  expect(program.deviations).toEqual([]);
});

afterAll(() => program.stop());

/** The record with a voter's points raised, as a person would write it. */
function raised(vote: Vote): string {
  const text = program.file(vote.recordPath, DATA_BRANCH) ?? "";
  return text.replace('points: "1"', 'points: "100"').replace("points: 1", "points: 100");
}

const change = (vote: Vote, content: string | null) => ({
  repository: REPOSITORY,
  branch: DATA_BRANCH,
  files: { [vote.recordPath]: content },
  message: "tidy up",
});

const FORGED = { name: "partnerbot[bot]", email: "1+partnerbot[bot]@users.noreply.github.com" };

const attacks: Record<string, (vote: Vote) => string> = {
  "edited on the web": (vote) => program.world.as("bo").commit(change(vote, raised(vote))).oid,
  "edited and pushed": (vote) => program.world.as("bo").push(change(vote, raised(vote))).oid,
  "edited and pushed in this app's name": (vote) =>
    program.world.as("bo").push({ ...change(vote, raised(vote)), author: FORGED }).oid,
  deleted: (vote) => program.world.as("bo").commit(change(vote, null)).oid,
};

describe("a ballot record that this app did not write", () => {
  for (const [title, attack] of Object.entries(attacks)) {
    it(`stops the ballot when it was ${title}, and a member goes on with a new one`, async () => {
      const vote = await Vote.open(program, `Company ${title.replace(/\W+/g, " ")}`);
      for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
      await vote.look();
      const oid = attack(vote);
      await vote.look();
      expect(vote.status).toContain("the vote is stopped");
      expect(vote.status).toContain(`/commit/${oid})`);
      expect(await vote.cost()).toBe(1);

      // Time passes, votes are cast: nothing is decided meanwhile.
      await vote.close();
      expect(vote.notes("result")).toEqual([]);
      expect(program.pullRequests().map(({ title: name }) => name)).not.toContain(vote.issue.title);
      const outsider = vote.say("mallory", "/open-vote");
      await vote.look();
      expect(vote.reaction(outsider)).toBe("😕");
      expect(vote.status).toContain("the vote is stopped");

      program.clock.advance(HOUR);
      const opening = vote.say("cy", "/open-vote");
      expect(await vote.look()).toMatchObject({ stage: "voting" });
      program.clock.advance(SECOND);
      expect(vote.reaction(opening)).toBe("👍");
      expect(vote.line("bo")).toMatch(/^- \[ \] @bo \(senior, 2 points\)$/);
      const head = branchHead(program.repository, DATA_BRANCH) ?? "";
      expect(readCommit(program.repository.objects, head).message).toContain(`(${oid.slice(0, 7)} is void)`);
      expect(await vote.cost()).toBe(1);
      for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
      expect(await vote.close()).toMatchObject({ stage: "approved" });
      expect(vote.record.result?.count).toMatchObject({ yes: "7", base: "10" });
      expect(vote.record.result?.count.ignored).toEqual([]);
    });
  }

  it("stops also a decided one, and lists nobody by it", async () => {
    const vote = await Vote.open(program, "Decided then edited");
    await vote.close();
    expect(vote.stageLabels).toEqual(["partner: rejected"]);
    const text = program.file(vote.recordPath, DATA_BRANCH) ?? "";
    program.world.as("bo").commit(change(vote, text.replace("outcome: failed", "outcome: passed")));
    await vote.look();
    expect(vote.status).toContain("the vote is stopped");
    expect(program.pullRequests().some((entry) => entry.head.ref.includes("decided-then-edited"))).toBe(
      false,
    );
  });

  it("notices a branch that was put back to before the result, and one that is gone", async () => {
    const own = await startLocalProgram();
    const vote = await Vote.open(own, "Put back");
    const before = branchHead(own.repository, DATA_BRANCH) ?? "";
    vote.say("ada", "/vote yes");
    await vote.close();
    expect(vote.stageLabels).toEqual(["partner: rejected"]);
    own.repository.refs.set(`refs/heads/${DATA_BRANCH}`, before);
    await vote.look();
    expect(vote.status).toContain("put back to what it was before its result");
    own.world.as("bo").deleteBranch({ repository: REPOSITORY, branch: DATA_BRANCH });
    await vote.look();
    expect(vote.status).toContain("Its whole branch was deleted.");
    expect(own.deviations).toEqual([]);
    await own.stop();
  });

  it("is not opened anew by the old command", async () => {
    const own = await startLocalProgram({ config: `${CONFIG}review: { open-for: 7d }\n` });
    const vote = Vote.file(own, "Initech");
    const opening = vote.say("bo", "/open-vote");
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    own.clock.advance(HOUR);
    vote.edit("bo", opening, "/open-vote\n\nThank you all.");
    await vote.look();
    const content = `${own.file(vote.recordPath, DATA_BRANCH)}# mine\n`;
    own.world.as("bo").commit(change(vote, content));
    await vote.look();
    expect(vote.status).toContain("the vote is stopped");
    await vote.look();
    expect(vote.status).toContain("the vote is stopped");
    expect(own.deviations).toEqual([]);
    await own.stop();
  });

  it("does not mind other files on the branch", async () => {
    const vote = await Vote.open(program, "Other file");
    program.world.as("bo").commit({
      repository: REPOSITORY,
      branch: DATA_BRANCH,
      files: { "notes.md": "Hello" },
      message: "notes",
    });
    vote.say("bo", "/vote yes");
    await vote.look();
    expect(vote.line("bo")).toContain("**yes**");
    await vote.close(8 * DAY);
    expect(vote.record.result?.count.outcome).toBe("failed");
  });
});
