import { readdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { parseBallotRecord } from "../../src/program/ballot/record.ts";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { findAccount } from "../../src/sandbox/accounts.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { history } from "../../src/sandbox/git/history.ts";
import { exportTree } from "../../src/sandbox/git/tree.ts";
import { findTeam, removeMembership } from "../../src/sandbox/teams.ts";
import { readSettings } from "../../src/settings.ts";
import { readFileText } from "../support/golden.ts";
import { CONFIG, type LocalProgram, startLocalProgram } from "../support/local-program.ts";
import { bodyOf, DAY, HOUR, Vote } from "../support/vote.ts";

/** The holes of the best voting bot there was, and that this one has none of them. Holes 1 and 2 are in `test/e2e/`, too. */

const BY_COMMITTEE = `${CONFIG}review: { open-vote: by-committee }\n`;

/** The bot opens the votes of one program, the committee those of the other. */
let program: LocalProgram;
let asked: LocalProgram;

beforeAll(async () => {
  program = await startLocalProgram();
  asked = await startLocalProgram({ config: BY_COMMITTEE });
});

afterEach(() => {
  expect([...program.deviations, ...asked.deviations]).toEqual([]);
  expect(program.server.faults.pending + asked.server.faults.pending).toBe(0);
});

afterAll(async () => {
  await program.stop();
  await asked.stop();
});

/** What happened to a ballot's record, newest first. */
function recordedIn(of: LocalProgram, vote: Vote): string[] {
  const head = branchHead(of.repository, DATA_BRANCH) ?? "";
  const { objects } = of.repository;
  return [...history(objects, head, { path: vote.recordPath })].map(({ message }) => message);
}

function isPassing(of: LocalProgram, vote: Vote): boolean {
  const company = vote.issue.title.replace("[Partner] ", "");
  return (
    vote.stageLabels.some((label) => label === "partner: approved" || label === "partner: listed") ||
    of.pullRequests().some((pullRequest) => pullRequest.head.ref.startsWith(`partnerbot/${vote.number}-`)) ||
    (of.file("partners.yml") ?? "").includes(company)
  );
}

describe("hole 1: commands are in memory only, and lost by a crash or an error of GitHub", () => {
  it("finds what was said while nothing ran, and what an error of GitHub has cut off", async () => {
    const vote = await Vote.open(program, "Hole 1");
    const comment = vote.say("bo", "/vote yes");
    program.server.faults.add({
      match: { graphql: "ApplicationLook" },
      effect: { kind: "bad-gateway", applied: false },
    });
    await expect(vote.look()).rejects.toThrow();
    expect(vote.reaction(comment)).toBe("");
    // No event comes again: the sweep asks for a look at everything that is open.
    expect(await program.lookAtProgram()).toContain(vote.number);
    await vote.look();
    expect(vote.line("bo")).toContain("**yes**");
    expect(vote.reaction(comment)).toBe("👍");
  });
});

describe("hole 2: two commands at once open two votes", () => {
  it("opens one ballot for two /open-vote that two processes see at once", async () => {
    const vote = Vote.file(asked, "Hole 2");
    await vote.look();
    const comments = [vote.say("bo", "/open-vote"), vote.say("cy", "/open-vote")];
    await Promise.allSettled([vote.look(), vote.look(), vote.look()]);
    await vote.look();
    expect(recordedIn(asked, vote)).toEqual([`ballot: open ${vote.number}-admit`]);
    expect(vote.notes("status")).toHaveLength(1);
    expect(vote.stageLabels).toEqual(["partner: voting"]);
    expect(comments.map((comment) => vote.reaction(comment))).toEqual(["👍", "👍"]);
    expect(await vote.cost()).toBe(1);
  });

  it("opens no second one later, and closes the one once, however many look", async () => {
    const vote = Vote.file(asked, "Hole 2 later");
    vote.say("bo", "/open-vote");
    await vote.look();
    asked.clock.advance(HOUR);
    const second = vote.say("cy", "/open-vote");
    await vote.look();
    expect(vote.reaction(second)).toBe("😕");
    expect(vote.reply("cy")).toContain("The vote is open already.");
    asked.clock.advance(8 * DAY);
    await Promise.allSettled([vote.look(), vote.look(), vote.look()]);
    await vote.look();
    expect(vote.notes("result")).toHaveLength(1);
    expect(recordedIn(asked, vote)).toEqual([
      `ballot: close ${vote.number}-admit (failed)`,
      `ballot: open ${vote.number}-admit`,
    ]);
  });
});

describe("hole 3: the ballot's comment is written before the ballot is stored", () => {
  it("says nothing of a ballot that could not be written down", async () => {
    const vote = Vote.file(program, "Hole 3");
    program.server.faults.add({
      match: { graphql: "createCommitOnBranch" },
      effect: { kind: "bad-gateway", applied: false },
    });
    await expect(vote.look()).rejects.toThrow();
    expect(program.botComments(vote.number)).toEqual([]);
    expect(vote.stageLabels).toEqual([]);
    await vote.look();
    expect(vote.status).toContain("votes");
    expect(recordedIn(program, vote)).toHaveLength(1);
  });

  it("takes up a ballot that was written down and never said", async () => {
    const vote = Vote.file(program, "Hole 3 unsaid");
    program.server.faults.add({ match: { graphql: "addComment" }, effect: { kind: "refuse" } });
    await expect(vote.look()).rejects.toThrow();
    expect(recordedIn(program, vote)).toHaveLength(1);
    expect(program.botComments(vote.number)).toEqual([]);
    await vote.look();
    expect(vote.status).toContain("votes");
    expect(recordedIn(program, vote)).toHaveLength(1);
  });
});

describe("hole 4: an error at the close loses the result", () => {
  for (const applied of [false, true]) {
    it(`publishes it with the next look when GitHub failed ${applied ? "after" : "before"} it`, async () => {
      const vote = await Vote.open(program, `Hole 4 ${applied}`);
      for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
      program.clock.advance(8 * DAY);
      program.server.faults.add({
        match: { graphql: "addComment" },
        effect: { kind: "bad-gateway", applied },
      });
      await expect(vote.look()).rejects.toThrow();
      expect(vote.record.result?.count.outcome).toBe("passed");
      await vote.look();
      expect(vote.notes("result")).toHaveLength(1);
      expect(vote.stageLabels).toEqual(["partner: approved"]);
      expect(isPassing(program, vote)).toBe(true);
    });
  }
});

describe("hole 5: a team that cannot be read, or is empty, lets everybody vote", () => {
  it("opens nothing while GitHub fails, and nothing on a part of the roll", async () => {
    const vote = Vote.file(program, "Hole 5");
    for (const effect of [
      { kind: "bad-gateway", applied: false },
      { kind: "partial", path: "t0.team" },
      { kind: "partial", path: "t1.team.members" },
    ] as const) {
      program.server.faults.add({ match: { graphql: "Roster" }, effect });
      await expect(vote.look()).rejects.toThrow();
    }
    expect(program.file(vote.recordPath, DATA_BRANCH)).toBeNull();
    expect(program.botComments(vote.number)).toEqual([]);
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    expect(vote.record.roll.map(({ login }) => login)).toEqual(["ada", "bo", "cy", "dee", "eli", "fay"]);
  });

  it("opens nothing, and says so, when a team was renamed or nobody is left", async () => {
    const renamed = await startLocalProgram({ config: CONFIG.replace("/maintainers", "/maintainers-2") });
    const vote = Vote.file(renamed, "Renamed");
    expect(await vote.look()).toMatchObject({ stage: "review" });
    expect(vote.status).toContain("The team stackwright/maintainers-2 cannot be read");
    expect(renamed.file(vote.recordPath, DATA_BRANCH)).toBeNull();
    expect(renamed.deviations).toEqual([]);
    await renamed.stop();

    const empty = await startLocalProgram({ config: "roll: [{ team: stackwright/senior-maintainers }]\n" });
    const { state } = empty.world;
    const organization = findAccount(state, "stackwright");
    if (organization?.type !== "Organization") throw new Error("there is no organization");
    const team = findTeam(state, organization, "senior-maintainers");
    for (const login of ["bo", "cy"]) {
      const account = findAccount(state, login);
      if (team && account) removeMembership(team, account);
    }
    const nobody = Vote.file(empty, "Nobody");
    expect(await nobody.look()).toMatchObject({ stage: "review" });
    expect(nobody.status).toContain("Nobody is on the roll");
    expect(empty.file(nobody.recordPath, DATA_BRANCH)).toBeNull();
    expect(empty.deviations).toEqual([]);
    await empty.stop();
  });
});

describe("hole 6: logins are compared with their case", () => {
  it("counts the vote of a person whom the config writes in another case, and recuses likewise", async () => {
    const config = CONFIG.replace("users: [ada]", "users: [ADA]")
      .replace("team: stackwright/senior-maintainers", "users: ['@Bo', cY]")
      .replace("login: ada", "login: aDa");
    const mixed = await startLocalProgram({ config });
    const vote = await Vote.open(mixed, "Initech");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    await vote.close();
    expect(vote.record.result?.count).toMatchObject({ outcome: "passed", yes: "7" });
    const globex = await Vote.open(mixed, "Globex");
    expect(globex.line("ada")).toContain("**recused**");
    expect(mixed.deviations).toEqual([]);
    await mixed.stop();
  });
});

describe("hole 7: votes after the deadline count when the close is late", () => {
  it("counts what stood at the deadline, when an outage made the close late", async () => {
    const vote = await Vote.open(program, "Hole 7");
    vote.say("ada", "/vote yes");
    vote.say("bo", "/vote yes");
    program.clock.advance(7 * DAY + HOUR);
    const late = vote.say("cy", "/vote yes");
    vote.say("dee", "/vote yes");
    program.clock.advance(DAY);
    expect(await vote.look()).toMatchObject({ stage: "rejected" });
    expect(vote.record.result?.count).toMatchObject({ outcome: "failed", yes: "5" });
    expect(vote.reaction(late)).toBe("😕");
    expect(vote.result).toContain("cy, yes, ");
    expect(vote.result).toContain("came after the close");
  });
});

describe("hole 8: a cancelled vote, or a deleted ballot comment, turns the gate green", () => {
  it("makes nothing pass by cancelling, and lets only members cancel", async () => {
    const vote = await Vote.open(program, "Hole 8 cancelled");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    const outsider = vote.say("mallory", "/cancel-vote");
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    expect(vote.reaction(outsider)).toBe("😕");
    program.clock.advance(HOUR);
    vote.say("dee", "/cancel-vote not yet");
    expect(await vote.look()).toMatchObject({ stage: "cancelled" });
    await vote.close();
    expect(vote.stageLabels).toEqual(["partner: cancelled"]);
    expect(isPassing(program, vote)).toBe(false);
  });

  it("puts a deleted ballot comment back, and goes on with the vote", async () => {
    const vote = await Vote.open(program, "Hole 8 deleted");
    vote.say("bo", "/vote yes");
    await vote.look();
    const { status } = vote;
    program.world.as("ada").deleteComment(vote.statusComment);
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    expect(vote.status).toBe(status);
    expect(isPassing(program, vote)).toBe(false);
    await vote.close();
    expect(vote.stageLabels).toEqual(["partner: rejected"]);
    expect(isPassing(program, vote)).toBe(false);
  });
});

describe("hole 9: what was voted on is changed afterwards, or waits for ever", () => {
  it("proposes what the committee voted on, whatever the proposal says after the opening", async () => {
    const vote = await Vote.open(program, "Hole 9");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    await vote.look();
    program.clock.advance(HOUR);
    const edit = (description: string) =>
      program.world.as("gus").editIssue(vote.issue, { body: bodyOf("Hole 9", { description }) });
    edit("Sold under the counter.");
    await vote.look();
    expect(vote.status).toContain("What is voted on is what it said at the opening.");
    await vote.close();
    const proposed = () => program.file("partners.yml", `partnerbot/${vote.number}-admit-hole-9`) ?? "";
    expect(proposed()).toContain("Hole 9");
    program.clock.advance(HOUR);
    edit("Sold at night.");
    await vote.look();
    expect(proposed()).not.toContain("Sold");
    // The decision is not tied to the edit: it can be merged, and is done.
    const [pullRequest] = program.pullRequests().filter(({ title }) => title.includes("Hole 9"));
    if (!pullRequest) throw new Error("there is no pull request");
    program.world.as("ada").merge(pullRequest);
    expect(await vote.look()).toMatchObject({ stage: "listed" });
  });
});

describe("hole 10: a cancelled vote vanishes", () => {
  it("stays on record with its votes and its reason, also when another vote follows", async () => {
    const vote = await Vote.open(program, "Hole 10");
    vote.say("bo", "/vote yes");
    program.clock.advance(HOUR);
    vote.say("cy", "/cancel-vote wrong company");
    await vote.look();
    const { result, record } = vote;
    expect(result).toContain("wrong company");
    expect(record.result?.count.outcome).toBe("cancelled");
    expect(record.result?.acts.map((act) => act.do).sort()).toEqual(["cancel", "vote"]);
    program.clock.advance(HOUR);
    program.world.as("ada").reopenIssue(vote.issue);
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    expect(vote.result).toBe(result);
    expect(recordedIn(program, vote).map((message) => message.replace(/\d+-/, ""))).toEqual([
      "ballot: open admit",
      "ballot: close admit (cancelled)",
      "ballot: open admit",
    ]);
    const { objects } = program.repository;
    const head = branchHead(program.repository, DATA_BRANCH) ?? "";
    const [, cancelled] = [...history(objects, head, { path: vote.recordPath })];
    const kept = exportTree(objects, cancelled?.tree ?? "").get(vote.recordPath);
    const parsed = parseBallotRecord(new TextDecoder().decode(kept));
    expect(parsed.ok && parsed.record).toEqual(record);
  });
});

describe("hole 11: outsiders make the bot comment each time they ask how it stands", () => {
  it("answers them in one comment, and uses up nothing of the committee's", async () => {
    const vote = await Vote.open(program, "Hole 11");
    const { status } = vote;
    const written = program.botComments(vote.number).length;
    for (let round = 0; round < 5; round += 1) {
      vote.say("mallory", "/status");
      vote.say("mallory", "/help");
      expect(await vote.cost()).toBeLessThanOrEqual(2);
      program.clock.advance(HOUR);
    }
    expect(program.botComments(vote.number)).toHaveLength(written + 1);
    expect(vote.reply("mallory")).not.toBe("");
    expect(await vote.cost()).toBe(1);
    // Whoever votes can ask all the same.
    vote.say("bo", "/status");
    await vote.look();
    expect(vote.reply("bo")).not.toBe("");
    expect(vote.status).toBe(status);
  });
});

describe("hole 12: words that only look like a command do something", () => {
  it("takes /voter, /vote in code and a command in a sentence for no vote", async () => {
    const vote = await Vote.open(program, "Hole 12");
    const texts = [
      "/voter",
      "/voter yes",
      "/votes yes",
      "```\n/vote yes\n```",
      "~~~text\n/vote yes\n~~~",
      "`/vote yes`",
      "    /vote yes",
      "> /vote yes",
      "<!-- /vote yes -->",
      "Please comment /vote yes.",
      "/vote/yes",
      "/vote_yes",
    ];
    for (const text of texts) vote.say("bo", text);
    await vote.look();
    expect(vote.line("bo")).toMatch(/^- \[ \] @bo \(senior, 2 points\)$/);
    await vote.close();
    expect(vote.record.result?.acts).toEqual([]);
  });

  it("opens no vote by them, and takes names with a hyphen whole", async () => {
    const vote = Vote.file(asked, "Hole 12 opening");
    for (const text of ["/open-voter", "```\n/open-vote\n```", "> /open-vote"]) vote.say("bo", text);
    expect(await vote.look()).toMatchObject({ stage: "review" });
    const comment = vote.say("bo", "/category +professional-services -engineering");
    expect(await vote.look()).toMatchObject({ stage: "review" });
    expect(vote.reaction(comment)).toBe("👍");
    expect(vote.status).toContain("Professional Services");
    expect(asked.file(vote.recordPath, DATA_BRANCH)).toBeNull();
  });
});

describe("hole 13: an error on reading the config is taken for no config", () => {
  it("does nothing at all until the config can be read, and then goes by it", async () => {
    const vote = Vote.file(asked, "Hole 13");
    for (const effect of [
      { kind: "bad-gateway", applied: false },
      { kind: "partial", path: "repository.config" },
      { kind: "partial", path: "repository" },
      { kind: "refuse" },
    ] as const) {
      asked.server.faults.add({ match: { graphql: "ApplicationLook" }, effect });
      await expect(vote.look(), effect.kind).rejects.toThrow();
      asked.server.faults.add({ match: { graphql: "ProgramLook" }, effect });
      await expect(asked.lookAtProgram(), effect.kind).rejects.toThrow();
    }
    expect(asked.botComments(vote.number)).toEqual([]);
    expect(vote.stageLabels).toEqual([]);
    // By the defaults the bot would open the vote itself; this config leaves it to the committee.
    expect(await vote.look()).toMatchObject({ stage: "review" });
    expect(asked.file(vote.recordPath, DATA_BRANCH)).toBeNull();
  });
});

describe("hole 14: api.github.com is hard-wired", () => {
  it("asks nothing of any other host than the configured one, and links to no other", async () => {
    const own = await startLocalProgram();
    const { origin, host } = new URL(own.server.url);
    const asks = vi.spyOn(globalThis, "fetch");
    try {
      const vote = await Vote.open(own, "Initech");
      for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
      vote.say("mallory", "/vote no");
      await vote.close();
      await own.lookAtProgram();
      const [pullRequest] = own.pullRequests();
      if (!pullRequest) throw new Error("there is no pull request");
      own.world.as("ada").merge(pullRequest);
      await vote.look();
      expect(vote.stageLabels).toEqual(["partner: listed"]);
      const addresses = asks.mock.calls.map(([input]) =>
        input instanceof Request ? input.url : String(input),
      );
      expect(addresses.length).toBeGreaterThan(10);
      expect(
        addresses.filter((address) => !/^\/api\/(v3|graphql)\b/.test(address.replace(origin, ""))),
      ).toEqual([]);

      const texts = [...own.botComments(vote.number).map(({ body }) => body), pullRequest.body].map(textOf);
      const links = texts.join("\n").match(/https?:\/\/[^\s)>\]"]+/g) ?? [];
      expect(links.length).toBeGreaterThan(3);
      expect(links.filter((link) => new URL(link).host !== host)).toEqual([]);
    } finally {
      asks.mockRestore();
      await own.stop();
    }
  });

  it("asks the GitHub of the settings, over HTTPS unless told otherwise", () => {
    const environment = {
      APP_ID: "1",
      PRIVATE_KEY: program.world.privateKey ?? "",
      WEBHOOK_SECRET: "a secret",
    };
    expect(readSettings({ ...environment, GHE_HOST: "github.corp.example" })?.baseUrl).toBe(
      "https://github.corp.example/api/v3",
    );
    expect(readSettings(environment)?.baseUrl).toBe("https://api.github.com");
  });

  it("has no second place where a host is written, and switches no check of certificates off", () => {
    const files = readdirSync(new URL("../../src/", import.meta.url), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.startsWith("sandbox/"))
      .map((path) => ({ path, text: readFileText(`src/${path}`) }));
    const naming = (pattern: RegExp) =>
      files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(naming(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/)).toEqual([]);
    const code = (text: string) => text.replace(/^\s*(\/?\*|\/\/).*$/gm, "");
    const hardWired = files
      .filter(({ text }) => code(text).includes("api.github.com"))
      .map(({ path }) => path);
    expect(hardWired.sort()).toEqual(["github/client.ts"]);
  });
});
