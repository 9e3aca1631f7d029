import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { ServedProgram, until } from "../support/service-process.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;
let served: ServedProgram;

beforeEach(async () => {
  program = await startLocalProgram();
  served = await ServedProgram.start(program);
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await served.stop();
});

/** Files a proposal, and lets the service open its vote. */
async function openVote(company: string): Promise<Vote> {
  const vote = Vote.file(program, company);
  await served.settled();
  program.clock.advance(SECOND);
  program.requests();
  return vote;
}

describe("the process", () => {
  it("says that it lives, that it can work, and what it does", async () => {
    expect(await served.service.get("/healthz")).toEqual({ status: 200, text: "ok\n" });
    expect(await served.service.get("/readyz")).toEqual({ status: 200, text: "ready\n" });
    const metrics = (await served.service.get("/metrics"))?.text ?? "";
    for (const name of ["partnerbot_github_requests_total", "partnerbot_looks_total", "partnerbot_queue"]) {
      expect(metrics).toContain(`# TYPE ${name}`);
    }
    expect(await served.service.metric('partnerbot_looks_total{kind="program",result="unchanged"}')).toBe(1);
  });

  it("goes from an issue to a listed partner by webhooks alone, with as few requests as that takes", async () => {
    const vote = await openVote("Initech");
    expect(vote.status).toContain("votes");

    vote.say("bo", "/vote yes");
    await served.settled();
    // One look, one write; the events of the bot's own comment cause none.
    expect(program.requests()).toHaveLength(2);
    expect(served.deliveries.log.at(-1)).toMatchObject({
      event: "issue_comment",
      action: "edited",
      status: "OK",
    });
    vote.say("gus", "Thank you, bo!");
    await served.settled();
    expect(program.requests()).toHaveLength(1);

    for (const voter of ["ada", "cy"]) vote.say(voter, "/vote yes");
    await served.settled();
    expect(vote.line("cy")).toContain("**yes**");
    program.clock.advance(7 * DAY + SECOND);
    vote.say("gus", "Is it over?");
    await served.settled();
    expect(vote.stageLabels).toEqual(["partner: approved"]);
    const [pullRequest] = program.pullRequests();
    if (!pullRequest) throw new Error("there is no pull request");
    program.world.as("ada").merge(pullRequest);
    await served.settled();
    expect(vote.stageLabels).toEqual(["partner: listed"]);
    expect(served.deliveries.log.every(({ statusCode }) => statusCode === 200)).toBe(true);
  });

  it("answers a webhook before the work is done", async () => {
    const vote = await openVote("Initech");
    program.server.faults.add({
      match: { graphql: "ApplicationLook" },
      effect: { kind: "delay", milliseconds: 1_500 },
    });
    vote.say("bo", "/vote yes");
    await served.deliveries.idle();
    expect(served.deliveries.log.at(-1)).toMatchObject({ event: "issue_comment", statusCode: 200 });
    expect(program.requests()).toEqual([]);
    await served.settled();
    expect(vote.line("bo")).toContain("**yes**");
  });

  it("refuses what GitHub did not sign", async () => {
    const vote = await openVote("Initech");
    const { app } = program.world;
    if (app?.webhook) app.webhook = { ...app.webhook, secret: "another secret" };
    vote.say("bo", "/vote yes");
    await served.deliveries.idle();
    expect(served.deliveries.log.at(-1)).toMatchObject({ statusCode: 400 });
    expect(await served.service.isIdle()).toBe(true);
    expect(program.requests()).toEqual([]);
  });

  it("looks at an issue once for events that come while it looks", async () => {
    const vote = await openVote("Initech");
    program.server.faults.add({
      match: { graphql: "ApplicationLook" },
      effect: { kind: "delay", milliseconds: 2_000 },
    });
    for (let index = 0; index < 20; index += 1) vote.say("gus", `Remark ${index}`);
    await served.settled();
    expect(program.requests().length).toBeLessThanOrEqual(3);
  });

  it("finishes what it is doing when it is told to stop", async () => {
    const vote = await openVote("Initech");
    program.server.faults.add({
      match: { graphql: "addReaction" },
      effect: { kind: "delay", milliseconds: 1_000 },
    });
    vote.say("bo", "/vote yes");
    await until(
      "the look has been made",
      () => program.server.requests().at(-1)?.graphqlOperation?.includes("ApplicationLook") ?? false,
    );
    expect(await served.stopService()).toBe(0);
    expect(vote.line("bo")).toContain("**yes**");
    expect(program.server.faults.pending).toBe(0);
  });

  it("stops at once when there is nothing to do", async () => {
    expect(await served.stopService()).toBe(0);
  });

  it("loses nothing by a restart in the middle of a vote", async () => {
    const vote = await openVote("Initech");
    vote.say("bo", "/vote yes");
    await served.settled();
    await served.stopService();
    for (const voter of ["ada", "cy"]) vote.say(voter, "/vote yes");
    await served.deliveries.idle();
    expect(served.deliveries.log.at(-1)).toMatchObject({ statusCode: 0 });
    await served.startService();
    expect(vote.line("bo")).toContain("**yes**");
    expect(vote.line("cy")).toContain("**yes**");
    await served.stopService();
    program.clock.advance(30 * DAY);
    await served.startService();
    expect(vote.stageLabels).toEqual(["partner: approved"]);
    expect(vote.notes("result")).toHaveLength(1);
  });

  it("notices at once that somebody else wrote on the data branch", async () => {
    const vote = await openVote("Initech");
    const content = `${program.file(vote.recordPath, DATA_BRANCH)}# mine\n`;
    program.world.as("bo").commit({
      repository: REPOSITORY,
      branch: DATA_BRANCH,
      files: { [vote.recordPath]: content },
      message: "meddle",
    });
    await served.settled();
    expect(vote.status).toContain("the vote is stopped");
  });

  it("names a permission that it lacks in its log", async () => {
    const vote = await openVote("Initech");
    for (const token of program.world.state.tokens.values()) {
      if ("permissions" in token) Object.assign(token.permissions, { issues: "read" });
    }
    vote.say("bo", "/vote yes");
    await served.settled();
    expect(served.service.log).toContain("this app lacks the permission issues=write");
    expect(served.service.log).not.toContain(program.world.privateKey ?? "-");
  });
});
