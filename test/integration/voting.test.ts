import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CONFIG, type LocalProgram, startLocalProgram } from "../support/local-program.ts";
import { DAY, HOUR, SECOND, Vote } from "../support/vote.ts";

const SYNONYMS = `
synonyms: { yes: ["+1", LGTM], no: ["-1"], abstain: [I abstain] }
`;

let program: LocalProgram;

beforeAll(async () => {
  program = await startLocalProgram({ config: CONFIG + SYNONYMS });
});

afterEach(() => {
  expect(program.deviations).toEqual([]);
});

afterAll(() => program.stop());

describe("votes", () => {
  it("counts the latest one, and each answer costs as little as it can", async () => {
    const vote = await Vote.open(program, "Latest");
    const first = vote.say("bo", "/vote yes");
    expect(await vote.cost()).toBe(2);
    program.clock.advance(HOUR);
    const second = vote.say("bo", "/vote no second thoughts");
    expect(await vote.cost()).toBe(2);
    expect(vote.line("bo")).toContain("**no**, second thoughts, [2026-03-02 10:00:01 UTC]");
    expect([vote.reaction(first), vote.reaction(second)]).toEqual(["👍", "👍"]);
    expect(await vote.cost()).toBe(1);
  });

  it("counts the author's edit from the edit on, and follows a deletion by the author", async () => {
    const vote = await Vote.open(program, "Edits");
    const comment = vote.say("bo", "/vote yes");
    await vote.look();
    program.clock.advance(HOUR);
    vote.edit("bo", comment, "/vote abstain");
    await vote.look();
    expect(vote.line("bo")).toContain("**abstain**");
    program.world.as("bo").deleteComment(comment);
    await vote.look();
    expect(vote.line("bo")).toMatch(/^- \[ \] @bo \(senior, 2 points\)$/);
    expect(vote.status).not.toContain("was deleted");
  });

  it("tells a voter whose edit took the vote away", async () => {
    const vote = await Vote.open(program, "Broken edit");
    const comment = vote.say("bo", "/vote yes");
    await vote.look();
    program.clock.advance(HOUR);
    vote.edit("bo", comment, "/vote perhaps");
    await vote.look();
    expect(vote.line("bo")).toMatch(/^- \[ \]/);
    expect(vote.reaction(comment)).toBe("😕");
    expect(vote.reply("bo")).toContain("`/vote perhaps`");
    program.clock.advance(HOUR);
    vote.edit("bo", comment, "/vote no");
    await vote.look();
    expect(vote.reaction(comment)).toBe("👍");
    expect(await vote.cost()).toBe(1);
  });

  it("takes the version that stood at the close when it counts late", async () => {
    const vote = await Vote.open(program, "Late count");
    const [ada, bo, cy] = [
      vote.say("ada", "/vote yes"),
      vote.say("bo", "/vote yes"),
      vote.say("cy", "/vote yes"),
    ];
    program.clock.advance(8 * DAY);
    vote.edit("ada", ada, "/vote no");
    vote.edit("cy", bo, "/vote no");
    program.world.as("mallory").comment(vote.issue, "/vote no");
    expect(await vote.look()).toMatchObject({ stage: "approved" });
    expect(vote.record.result?.count).toMatchObject({ outcome: "passed", yes: "7", no: "0" });
    const before = vote.result;
    program.clock.advance(HOUR);
    vote.edit("cy", cy, "/vote no");
    program.world.as("ada").deleteComment(ada);
    await vote.look();
    expect(vote.result).toBe(before);
    // The vote that somebody else edited after the close counts all the same, so nothing is refused.
    expect(vote.reaction(bo)).not.toBe("😕");
    expect(vote.reply("bo")).toBe("");
    expect(vote.record.result?.count).toMatchObject({ outcome: "passed", yes: "7" });
  });

  it("names a vote that somebody else edited, and does not count it", async () => {
    const vote = await Vote.open(program, "Edited by another");
    const comment = vote.say("bo", "/vote yes");
    await vote.look();
    program.clock.advance(HOUR);
    vote.edit("cy", comment, "/vote no");
    await vote.look();
    expect(vote.line("bo")).toMatch(/^- \[ \]/);
    expect(vote.status).toContain(
      "A comment of bo was edited by cy, so it does not count: bo, please vote again.",
    );
    expect(vote.reaction(comment)).toBe("😕");
    expect(vote.reply("bo")).toContain("edited by somebody else");
    expect(vote.notes("vote-again")).toEqual([
      expect.stringMatching(/^@bo, \[a comment of yours\]\(http.*\) was edited by cy/m),
    ]);
    expect(await vote.cost()).toBe(1);
    program.clock.advance(HOUR);
    vote.say("bo", "/vote yes");
    await vote.look();
    expect(vote.status).not.toContain("please vote again");
    expect(vote.notes("vote-again")).toHaveLength(1);
    await vote.close();
    expect(vote.result).toContain("bo, yes, ");
    expect(vote.result).toContain("is void: the comment was edited by cy");
  });

  it("falls back to the vote before a void one", async () => {
    const vote = await Vote.open(program, "Fallback");
    vote.say("bo", "/vote yes");
    program.clock.advance(HOUR);
    const comment = vote.say("bo", "/vote no");
    await vote.look();
    program.clock.advance(HOUR);
    vote.edit("cy", comment, "/vote no!");
    await vote.look();
    expect(vote.line("bo")).toContain("**yes**");
  });

  it("names a comment that somebody else deleted, until its author votes again", async () => {
    const vote = await Vote.open(program, "Deleted by another");
    const comment = vote.say("bo", "/vote yes");
    await vote.look();
    program.clock.advance(HOUR);
    program.world.as("cy").deleteComment(comment);
    await vote.look();
    expect(vote.line("bo")).toMatch(/^- \[ \]/);
    expect(vote.status).toContain("A comment of bo was deleted by cy on ");
    expect(vote.status).toContain("bo, please vote again.");
    expect(vote.notes("vote-again")).toEqual([
      expect.stringContaining("@bo, a comment of yours was deleted by cy."),
    ]);
    expect(await vote.cost()).toBe(1);
    program.clock.advance(HOUR);
    vote.say("bo", "/vote yes");
    await vote.look();
    expect(vote.notes("vote-again")).toHaveLength(1);
    expect(vote.status).toContain("A comment of bo was deleted by cy");
    expect(vote.status).not.toContain("please vote again");
    await vote.close();
    expect(vote.result).toContain("A comment of bo was deleted by cy");
  });

  it("answers an outsider once, however often it is tried", async () => {
    const vote = await Vote.open(program, "Outsider");
    const first = vote.say("mallory", "/vote no");
    expect(await vote.cost()).toBe(2);
    const second = vote.say("mallory", "/vote no really\n/cancel-vote");
    await vote.look();
    expect([vote.reaction(first), vote.reaction(second)]).toEqual(["😕", "😕"]);
    expect(vote.notes("reply")).toHaveLength(1);
    expect(vote.reply("mallory")).toContain("mallory is not on the roll.");
    expect(await vote.cost()).toBe(1);
    program.clock.advance(HOUR);
    vote.edit("mallory", second, "/vote yes");
    await vote.look();
    expect(await vote.cost()).toBe(1);
    expect(vote.notes("reply")).toHaveLength(1);
  });

  it("refuses an outsider's vote also when it is first seen at the close", async () => {
    const vote = await Vote.open(program, "Late outsider");
    const comment = vote.say("mallory", "/vote no");
    await vote.close();
    expect(vote.reaction(comment)).toBe("😕");
    expect(vote.reply("mallory")).toContain("is not on the roll");
    expect(vote.result).toContain("mallory, no, ");
  });

  it("does not bring back a reply that somebody deleted", async () => {
    const vote = await Vote.open(program, "Deleted reply");
    vote.say("mallory", "/vote no");
    await vote.look();
    const reply = program.botComments(vote.number).at(-1);
    if (reply) program.world.as("bo").deleteComment(reply);
    expect(await vote.cost()).toBe(1);
    vote.say("mallory", "/vote no");
    await vote.look();
    expect(vote.notes("reply")).toHaveLength(1);
  });

  it("refuses votes before the opening and after the close", async () => {
    const vote = Vote.file(program, "Too early");
    const early = vote.say("bo", "/vote yes");
    program.clock.advance(SECOND);
    await vote.look();
    expect(vote.reaction(early)).toBe("😕");
    expect(vote.line("bo")).toMatch(/^- \[ \]/);
    await vote.look();
    expect(vote.line("bo")).toMatch(/^- \[ \]/);
    await vote.close();
    const late = vote.say("bo", "/vote yes");
    await vote.look();
    expect(vote.reaction(late)).toBe("😕");
    expect(vote.reply("bo")).toContain("bo came after the close.");
    expect(vote.record.result?.count.outcome).toBe("failed");
  });
});

describe("words", () => {
  it("does nothing about commands in code, quotes, lists and HTML comments", async () => {
    const vote = await Vote.open(program, "Quoted");
    const comments = [
      vote.say("bo", "```\n/vote yes\n```"),
      vote.say("bo", "> /vote yes"),
      vote.say("bo", "<!--\n/vote yes\n-->"),
      vote.say("bo", "    /vote yes"),
      vote.say("bo", "`/vote yes`"),
    ];
    expect(await vote.cost()).toBe(1);
    expect(comments.map((comment) => vote.reaction(comment))).toEqual(["", "", "", "", ""]);
  });

  it("takes the last choice of several in one comment", async () => {
    const vote = await Vote.open(program, "Several");
    const comment = vote.say("bo", "/vote yes\n\nOn reflection:\n\n/vote no too early\n/help");
    await vote.look();
    expect(vote.line("bo")).toContain("**no**, too early");
    expect(vote.reaction(comment)).toBe("👍");
    expect(vote.reply("bo")).toContain("`/recuse reason`");
    expect(await vote.cost()).toBe(1);
  });

  it("answers configured words also when they are first seen at the close", async () => {
    const vote = await Vote.open(program, "Words at the close");
    const comment = vote.say("bo", "+1");
    await vote.close();
    expect(vote.reaction(comment)).toBe("👍");
    expect(vote.record.result?.count).toMatchObject({ yes: "2" });
    expect(await vote.cost()).toBe(1);
  });

  it("takes configured words from the roll only, and asks about unclear ones once", async () => {
    const vote = await Vote.open(program, "Synonyms");
    const plain = vote.say("bo", "LGTM!");
    const outsider = vote.say("mallory", "+1");
    const unclear = vote.say("cy", "+1 if they add a logo");
    const prose = vote.say("dee", "I have read the proposal and have a question.");
    await vote.look();
    expect(vote.line("bo")).toContain("**yes**");
    expect(vote.line("cy")).toMatch(/^- \[ \]/);
    expect([plain, outsider, unclear, prose].map((comment) => vote.reaction(comment))).toEqual([
      "👍",
      "",
      "😕",
      "",
    ]);
    expect(vote.reply("cy")).toContain("`/vote yes`, `/vote no` or `/vote abstain`");
    expect(await vote.cost()).toBe(1);
    await vote.close();
    expect(vote.result).not.toContain("mallory");
    const [act] = vote.record.result?.acts.filter((entry) => entry.by.login === "mallory") ?? [];
    expect(act).toBeUndefined();
  });

  it("tells a recused voter who uses plain words that they do not count", async () => {
    const vote = await Vote.open(program, "Globex");
    const comment = vote.say("ada", "+1");
    await vote.look();
    expect(vote.reaction(comment)).toBe("😕");
    expect(vote.reply("ada")).toContain("ada is recused.");
  });

  it("does not listen to bots, nor to a marker that a person types", async () => {
    const vote = await Vote.open(program, "Bots");
    const forged = vote.say("mallory", "<!-- partnerbot:status -->\n### Not the status");
    vote.say("mallory", "<!-- partnerbot:result key=admit-1 -->\nAccepted!");
    expect(await vote.cost()).toBe(1);
    expect(vote.notes("status")).toHaveLength(1);
    expect(forged.body.versions).toHaveLength(1);
  });

  it("knows people by whatever case their login is written in", async () => {
    const mixed = await startLocalProgram({
      config: CONFIG.replace("users: [ada]", "users: ['@ADA']"),
    });
    const vote = await Vote.open(mixed, "Case");
    vote.say("ada", "/vote YES");
    await vote.look();
    expect(vote.line("ada")).toContain("**yes**");
    expect(mixed.deviations).toEqual([]);
    await mixed.stop();
  });
});

describe("many comments", () => {
  it("reads all pages", async () => {
    const vote = await Vote.open(program, "Pages");
    for (let index = 0; index < 150; index += 1) vote.say("mallory", `Remark ${index}`);
    vote.say("bo", "/vote yes at the end");
    program.requests();
    await vote.look();
    expect(vote.line("bo")).toContain("at the end");
    expect(program.requests()).toHaveLength(3);
    for (const voter of ["ada", "cy"]) vote.say(voter, "/vote yes");
    await vote.close();
    expect(vote.record.result?.count.outcome).toBe("passed");
  });
});
