import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findAccount } from "../../src/sandbox/accounts.ts";
import { findTeam, removeMembership, setMembership } from "../../src/sandbox/teams.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { bodyOf, DAY, HOUR, SECOND, Vote } from "../support/vote.ts";

const RULE = "admit: { pass: { over: 1/2, of: eligible }, period: { open-for: 7d } }";

function withRule(rule: string): string {
  return CONFIG.replace(RULE, `admit: { pass: { over: 1/2, of: eligible }, ${rule} }`);
}

function team(program: LocalProgram, slug: string) {
  const organization = findAccount(program.world.state, "stackwright");
  if (organization?.type !== "Organization") throw new Error("there is no organization");
  const found = findTeam(program.world.state, organization, slug);
  if (found === null) throw new Error(`there is no team ${slug}`);
  return found;
}

function account(program: LocalProgram, login: string) {
  const found = findAccount(program.world.state, login);
  if (found === null) throw new Error(`there is no ${login}`);
  return found;
}

/** One program for the tests of a block; each test has a company of its own. */
function programWith(config: string): () => LocalProgram {
  let program: LocalProgram | null = null;
  const get = () => {
    if (program === null) throw new Error("the program has not started");
    return program;
  };
  beforeAll(async () => {
    program = await startLocalProgram({ config });
  });
  afterEach(() => {
    expect(get().deviations).toEqual([]);
  });
  afterAll(() => get().stop());
  return get;
}

describe("what members do with a vote", () => {
  const program = programWith(withRule("period: { open-for: 7d, at-least: 2d }"));

  it("lets a voter recuse, and prints it", async () => {
    const vote = await Vote.open(program(), "Recused");
    const comment = vote.say("bo", "/recuse my brother works there");
    await vote.look();
    expect(vote.line("bo")).toContain("**recused**, my brother works there");
    expect(vote.reaction(comment)).toBe("👍");
    expect(vote.status).toContain("of 8 points");
    await vote.close();
    expect(vote.result).toMatch(/Recused[\s\S]*- bo: my brother works there/);
  });

  it("extends, once for each wish, and the wish stands when its comment goes", async () => {
    const vote = await Vote.open(program(), "Extended");
    const { closes } = await nextOf(vote);
    const comment = vote.say("bo", "/extend 3d holidays");
    await vote.look();
    expect(vote.status).toContain("bo extended the vote to");
    expect(vote.status).toContain("(holidays)");
    program().clock.advance(HOUR);
    vote.edit("bo", comment, "/extend 5d holidays");
    await vote.look();
    expect((await nextOf(vote)).closes).toBe(closes + 3 * DAY);
    program().world.as("bo").deleteComment(comment);
    await vote.look();
    expect((await nextOf(vote)).closes).toBe(closes + 3 * DAY);
    expect(vote.record.events).toHaveLength(1);
  });

  it("closes on request only when it is decided and the minimum period is over", async () => {
    const vote = await Vote.open(program(), "Closed on request");
    const early = vote.say("bo", "/close-vote");
    await vote.look();
    expect(vote.reaction(early)).toBe("😕");
    expect(vote.reply("bo")).toContain("minimum period");
    program().clock.advance(3 * DAY);
    const undecided = vote.say("bo", "/close-vote");
    await vote.look();
    expect(vote.reaction(undecided)).toBe("😕");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    const outsider = vote.say("mallory", "/close-vote");
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    expect(vote.reaction(outsider)).toBe("😕");
    program().clock.advance(HOUR);
    const decided = vote.say("cy", "/close-vote");
    program().clock.advance(SECOND);
    expect(await vote.look()).toMatchObject({ stage: "approved" });
    expect(vote.reaction(decided)).toBe("👍");
    expect(vote.record.result?.count.decided).toBe(
      new Date(decided.createdAt).toISOString().replace(".000", ""),
    );
  });

  it("cancels with a reason, stays on record, and begins anew when a person reopens the issue", async () => {
    const vote = await Vote.open(program(), "Cancelled");
    const old = vote.say("bo", "/vote yes");
    await vote.look();
    const comment = vote.say("cy", "/cancel-vote wrong category");
    await vote.look();
    expect(vote.stageLabels).toEqual(["partner: cancelled"]);
    expect(vote.result).toContain("was cancelled");
    expect(vote.result).toContain("wrong category");
    expect(vote.record.result?.count.outcome).toBe("cancelled");
    expect(program().issue(vote.number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(vote.reaction(comment)).toBe("👍");
    expect(await vote.cost()).toBe(1);

    program().clock.advance(HOUR);
    program().world.as("ada").reopenIssue(vote.issue);
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    program().clock.advance(SECOND);
    expect(vote.line("bo")).toMatch(/^- \[ \]/);
    expect([vote.reaction(old), vote.reaction(comment)]).toEqual(["👍", "👍"]);
    expect(vote.notes("reply")).toEqual([]);
    vote.say("bo", "/vote no");
    await vote.look();
    expect(vote.line("bo")).toContain("**no**");
    await vote.close();
    expect(vote.notes("result")).toHaveLength(2);
    expect(vote.record.result?.count.outcome).toBe("failed");
  });

  it("leaves a rejected application open when a person opens it again", async () => {
    const vote = await Vote.open(program(), "Rejected");
    await vote.close();
    expect(program().issue(vote.number).state).toBe("closed");
    program().clock.advance(HOUR);
    program().world.as("ada").reopenIssue(vote.issue);
    expect(await vote.cost()).toBe(1);
    expect(program().issue(vote.number).state).toBe("open");
    expect(vote.stageLabels).toEqual(["partner: rejected"]);
  });

  it("changes nothing in a frozen roll when teams change", async () => {
    const vote = await Vote.open(program(), "Frozen");
    removeMembership(team(program(), "senior-maintainers"), account(program(), "bo"));
    setMembership(program().world.state, team(program(), "maintainers"), account(program(), "mallory"));
    vote.say("bo", "/vote yes");
    const comment = vote.say("mallory", "/vote no");
    await vote.look();
    expect(vote.line("bo")).toContain("(senior, 2 points): **yes**");
    expect(vote.line("mallory")).toBe("");
    expect(vote.reaction(comment)).toBe("😕");
    await vote.close();
    expect(vote.result).toContain("bo has left the committee since the vote opened.");
    removeMembership(team(program(), "maintainers"), account(program(), "mallory"));
    setMembership(program().world.state, team(program(), "senior-maintainers"), account(program(), "bo"));
  });

  it("is not confused by boxes ticked by hand, edits and deletions of its status", async () => {
    const vote = await Vote.open(program(), "Ticked");
    const { status } = vote;
    vote.edit("bo", vote.statusComment, status.replace("- [ ] @cy", "- [x] @cy"));
    await vote.look();
    expect(vote.status).toBe(status);
    vote.edit("bo", vote.statusComment, "Nothing to see here.");
    await vote.look();
    expect(vote.status).toBe(status);
    program().world.as("bo").deleteComment(vote.statusComment);
    await vote.look();
    expect(vote.status).toBe(status);
    program().world.as("bo").setLabels(vote.issue, []);
    await vote.look();
    expect(vote.stageLabels).toEqual(["partner: voting"]);
    await vote.close();
    const { result } = vote;
    const comment = program().botComments(vote.number).at(-1);
    if (comment) program().world.as("bo").deleteComment(comment);
    await vote.look();
    expect(vote.result).toBe(result);
    const id = program().botComments(vote.number).at(-1)?.id;
    expect(vote.status).toContain(`issuecomment-${id}`);
    expect(await vote.cost()).toBe(1);
  });
});

/** The scheduled end of an open vote. */
async function nextOf(vote: Vote): Promise<{ closes: number }> {
  const looked = await vote.look();
  if (looked.kind !== "done" || looked.next === null) throw new Error("nothing is due");
  const [, day, time] = /Closes \| \*\*(\S+) (\S+) UTC/.exec(vote.status) ?? [];
  return { closes: Date.parse(`${day}T${time}Z`) };
}

describe("the end by the applicant, and by accident", () => {
  const program = programWith(CONFIG);

  it("ends by /withdraw of the applicant, and of nobody else", async () => {
    const vote = await Vote.open(program(), "Withdrawn");
    const other = vote.say("bo", "/withdraw");
    await vote.look();
    expect(vote.reaction(other)).toBe("😕");
    program().clock.advance(HOUR);
    const own = vote.say("gus", "/withdraw");
    await vote.look();
    expect(vote.stageLabels).toEqual(["partner: withdrawn"]);
    expect(program().issue(vote.number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(vote.reaction(own)).toBe("👍");
    expect(vote.result).toContain("gus took the proposal back");
    expect(await vote.cost()).toBe(1);
    expect(vote.reaction(own)).toBe("👍");
  });

  it("honours a withdrawal that came before the close when it looks late", async () => {
    const vote = await Vote.open(program(), "Withdrawn in time");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    program().clock.advance(DAY);
    vote.say("gus", "/withdraw");
    await vote.close();
    expect(vote.stageLabels).toEqual(["partner: withdrawn"]);
  });

  it("does not honour one that came after the close", async () => {
    const vote = await Vote.open(program(), "Withdrawn too late");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    program().clock.advance(8 * DAY);
    const comment = vote.say("gus", "/withdraw");
    await vote.look();
    expect(vote.stageLabels).toEqual(["partner: approved"]);
    expect(vote.reaction(comment)).toBe("😕");
    expect(vote.reply("gus")).toContain("The vote is closed.");
  });

  it("takes the applicant's closing for a withdrawal", async () => {
    const vote = await Vote.open(program(), "Closed by applicant");
    program().clock.advance(HOUR);
    program().world.as("gus").closeIssue(vote.issue);
    await vote.look();
    expect(vote.stageLabels).toEqual(["partner: withdrawn"]);
    expect(await vote.cost()).toBe(1);
    program().clock.advance(HOUR);
    program().world.as("gus").reopenIssue(vote.issue);
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    expect(program().issue(vote.number).state).toBe("open");
  });

  it("reopens what a maintainer closed by accident, and says so once", async () => {
    const vote = await Vote.open(program(), "Closed by accident");
    vote.say("bo", "/vote yes");
    program().world.as("cy").closeIssue(vote.issue);
    await vote.look();
    expect(program().issue(vote.number).state).toBe("open");
    expect(vote.notes("reopened")).toHaveLength(1);
    expect(vote.notes("reopened")[0]).toContain("by cy");
    expect(vote.line("bo")).toContain("**yes**");
    expect(await vote.cost()).toBe(1);
    program().clock.advance(HOUR);
    program().world.as("cy").closeIssue(vote.issue);
    await vote.look();
    expect(vote.notes("reopened")).toHaveLength(2);
    expect(vote.stageLabels).toEqual(["partner: voting"]);
  });
});

describe("editing the proposal", () => {
  const warned = programWith(CONFIG);
  const restarted = programWith(withRule("period: { open-for: 7d }, on-edit: restart"));

  it("warns, and votes on what it said at the opening", async () => {
    const vote = await Vote.open(warned(), "Warned");
    vote.say("bo", "/vote yes");
    warned().clock.advance(HOUR);
    const body = bodyOf("Warned", { description: "Something else." });
    warned().world.as("gus").editIssue(vote.issue, { body });
    await vote.look();
    expect(vote.status).toContain("after the vote opened. What is voted on is what it said at the opening.");
    expect(vote.line("bo")).toContain("**yes**");
    for (const voter of ["ada", "cy"]) vote.say(voter, "/vote yes");
    await vote.close();
    expect(vote.record.proposal?.description).toContain("Globex runs automation");
  });

  it("begins anew where the rule says so, and says whose votes fell", async () => {
    const vote = await Vote.open(restarted(), "Restarted");
    vote.say("bo", "/vote yes");
    await vote.look();
    restarted().clock.advance(DAY);
    const body = bodyOf("Restarted", { description: "Something else." });
    restarted().world.as("gus").editIssue(vote.issue, { body });
    await vote.look();
    expect(vote.status).toContain("so the vote began anew: please vote again. The votes of bo fell.");
    expect(vote.line("bo")).toMatch(/^- \[ \]/);
    expect(vote.record.proposal?.description).toBe("Something else.");
    expect(await vote.cost()).toBe(1);
    restarted().clock.advance(HOUR);
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    await vote.look();
    expect(vote.status).not.toContain("fell");
    expect(await vote.close(6 * DAY)).toMatchObject({ stage: "voting" });
    expect(await vote.close(DAY)).toMatchObject({ stage: "approved" });
  });

  it("goes on with what was voted on when an edit breaks the proposal, or comes after the close", async () => {
    const vote = await Vote.open(restarted(), "Broken");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    restarted().clock.advance(HOUR);
    restarted()
      .world.as("gus")
      .editIssue(vote.issue, { body: bodyOf("Broken", { agreement: [] }) });
    await vote.look();
    expect(vote.record.events).toEqual([]);
    restarted().clock.advance(8 * DAY);
    const body = bodyOf("Broken", { description: "Sneaked in." });
    restarted().world.as("gus").editIssue(vote.issue, { body });
    expect(await vote.look()).toMatchObject({ stage: "approved" });
    expect(vote.record.proposal?.description).toContain("Globex runs automation");
    expect(restarted().file("partners.yml", `partnerbot/${vote.number}-admit-broken`)).not.toContain(
      "Sneaked",
    );
  });
});

describe("closing", () => {
  const early = programWith(withRule("period: { open-for: 7d, close-early: when-decided }"));

  it("closes at the second at which it is decided, however late it is counted", async () => {
    const vote = await Vote.open(early(), "Early");
    vote.say("ada", "/vote yes");
    vote.say("bo", "/vote yes");
    early().clock.advance(DAY);
    const deciding = vote.say("cy", "/vote yes");
    early().clock.advance(DAY);
    vote.say("dee", "/vote no");
    expect(await vote.look()).toMatchObject({ stage: "approved" });
    const at = new Date(deciding.createdAt).toISOString().replace(".000", "");
    expect(vote.record.result?.count).toMatchObject({ outcome: "passed", decided: at, yes: "7", no: "0" });
    expect(vote.result).toContain("came after the close");
  });

  it("says when to look again, so that it closes with no event at all", async () => {
    const vote = await Vote.open(early(), "Nobody");
    const looked = await vote.look();
    if (looked.kind !== "done" || looked.next === null) throw new Error("nothing is due");
    early().clock.set(looked.next);
    expect(await early().lookAtProgram()).toContain(vote.number);
    expect(await vote.look()).toMatchObject({ stage: "rejected" });
    expect(early().issue(vote.number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
  });
});

describe("who votes", () => {
  it("opens nothing while the roll cannot be known, says so, and opens once it is mended", async () => {
    const broken: readonly (readonly [string, string])[] = [
      ["team: stackwright/maintainers", "team: stackwright/no-such-team"],
      ["users: [ada]", "users: [no-such-person]"],
    ];
    for (const [good, bad] of broken) {
      const program = await startLocalProgram({ config: CONFIG.replace(good, bad) });
      const vote = Vote.file(program, "Initech");
      expect(await vote.look()).toMatchObject({ stage: "review" });
      expect(vote.status).toContain(bad.replace(/^.*: \[?|\]$/g, ""));
      expect(program.file(vote.recordPath, "partnerbot-data")).toBeNull();
      expect(await vote.cost()).toBe(2);
      program.world.as("ada").commit({
        repository: REPOSITORY,
        branch: "main",
        files: { ".github/partnerbot.yml": CONFIG },
        message: "mend",
      });
      expect(await vote.look()).toMatchObject({ stage: "voting" });
      expect(program.deviations).toEqual([]);
      await program.stop();
    }
  });

  it("opens nothing with an empty roll", async () => {
    const program = await startLocalProgram({
      config: "roll:\n  - { team: stackwright/maintainers }\n",
    });
    for (const login of ["dee", "eli", "fay"])
      removeMembership(team(program, "maintainers"), account(program, login));
    const vote = Vote.file(program, "Initech");
    expect(await vote.look()).toMatchObject({ stage: "review" });
    expect(vote.status).toContain("Nobody is on the roll");
    setMembership(program.world.state, team(program, "maintainers"), account(program, "dee"));
    expect(await vote.look()).toMatchObject({ stage: "voting" });
    expect(program.deviations).toEqual([]);
    await program.stop();
  });

  it("recuses who works there, as config or registry say it, however the company is spelled", async () => {
    const registry = `version: 1
partners:
  - id: umbrella
    name: Umbrella Systems Ltd.
    url: https://umbrella.example
    status: former
    since: "2024-01-10"
    people:
      - { login: bo, from: "2024-02-01", consent: { state: confirmed } }
      - { login: cy, from: "2024-02-01", consent: { state: suggested } }
`;
    const program = await startLocalProgram({
      config: CONFIG.replace("organization: Globex", "organization: '  GLOBEX, Inc. '"),
      files: { "partners.yml": registry },
    });
    const globex = await Vote.open(program, "Globex Corporation");
    expect(globex.line("ada")).toContain("**recused**");
    const umbrella = await Vote.open(program, "Umbrella Systems GmbH", {
      people: "@dee, release engineering",
    });
    expect(umbrella.line("bo")).toContain("**recused**");
    expect(umbrella.line("cy")).not.toContain("recused");
    expect(umbrella.line("dee")).not.toContain("recused");
    expect(umbrella.status).toContain("names dee as working for");
    umbrella.say("dee", "/vote yes");
    await umbrella.close();
    expect(umbrella.result).toContain(
      "names dee as working for Umbrella Systems GmbH. Nobody has confirmed it",
    );
    expect(program.deviations).toEqual([]);
    await program.stop();
  });
});
