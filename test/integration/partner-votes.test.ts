import { afterEach, beforeEach, expect, it } from "vitest";
import { parseBallotRecord } from "../../src/program/ballot/record.ts";
import type { BallotKind } from "../../src/program/config.ts";
import { parseDecision } from "../../src/program/decision.ts";
import type { Partner } from "../../src/program/partner.ts";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { parseRegistry } from "../../src/program/registry.ts";
import { labelsOf } from "../../src/sandbox/labels.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;

beforeEach(async () => {
  program = await startLocalProgram();
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

function openPullRequest(): PullRequest {
  const open = program.pullRequests().filter(({ state }) => state === "open");
  const [first] = open;
  if (!first || open.length > 1) throw new Error(`${open.length} open pull requests`);
  return first;
}

async function merge(vote: Vote): Promise<PullRequest> {
  const pullRequest = openPullRequest();
  program.world.as("ada").merge(pullRequest);
  await vote.look();
  return pullRequest;
}

/** The application of a listed partner. */
async function listed(company = "Initech"): Promise<Vote> {
  const vote = await Vote.open(program, company);
  await decide(vote, "/vote yes");
  await merge(vote);
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  program.clock.advance(DAY);
  return vote;
}

/** A member asks for a vote; the bot opens it, or refuses. */
async function ask(vote: Vote, text: string, login = "bo"): Promise<ReturnType<Vote["say"]>> {
  const comment = vote.say(login, text);
  await vote.look();
  program.clock.advance(SECOND);
  return comment;
}

/** Enough members say the same, and the time goes by. */
async function decide(vote: Vote, text: string): Promise<void> {
  for (const login of ["ada", "bo", "cy"]) vote.say(login, text);
  await vote.close();
}

function partner(id = "initech"): Partner {
  const parsed = parseRegistry(program.file("partners.yml"));
  if (!parsed.ok) throw new Error("the registry is broken");
  const found = parsed.registry.partners.find((entry) => entry.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

function recordOf(vote: Vote, kind: BallotKind, suffix = "") {
  const parsed = parseBallotRecord(
    program.file(`ballots/${vote.number}-${kind}${suffix}.yml`, DATA_BRANCH) ?? "",
  );
  if (!parsed.ok) throw new Error(`there is no record of the kind ${kind}`);
  return parsed.record;
}

it("awards a badge: voted under the rule for it, written by a pull request, told to the partner", async () => {
  const vote = await listed();
  const opening = await ask(vote, "/open-vote award professional-services: talks at three meetups");
  expect(vote.reaction(opening)).toBe("👍");
  expect(vote.status).toContain("Shall Initech be awarded the badge Professional Services?");
  expect(vote.status).toContain("talks at three meetups");
  expect(vote.stageLabels).toEqual(["partner: voting"]);
  expect(program.issue(vote.number).state).toBe("open");
  // What was said about the admission is not said about the badge.
  expect(vote.line("ada")).not.toContain("yes");
  await decide(vote, "/vote yes");
  expect(program.issue(vote.number).state).toBe("open");
  expect(vote.stageLabels).toEqual(["partner: approved"]);
  const pullRequest = await merge(vote);
  expect(pullRequest.head.ref).toBe(`partnerbot/${vote.number}-award-initech`);
  const decision = `decisions/2026/${vote.number}-initech-award.yml`;
  expect(partner().badges).toContainEqual({
    category: "professional-services",
    awarded: "2026-03-17",
    evidence: ["talks at three meetups", expect.stringMatching(/issues\/\d+$/)],
    decision,
  });
  expect(partner().history.map(({ event }) => event)).toEqual(["admitted", "badge-awarded"]);
  expect(program.file("PARTNERS.md")).toContain("Professional Services");
  const read = parseDecision(program.file(decision) ?? "");
  expect(read.ok && read.value.entry?.badges.length).toBe(partner().badges.length);
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  expect(vote.notes("changed")).toEqual([expect.stringContaining("Professional Services: awarded")]);
  expect(vote.notes("welcome")).toHaveLength(1);
  expect(vote.notes("result")).toHaveLength(2);
  expect(vote.status).toContain("**Passed**");
  expect(program.issue(vote.number)).toMatchObject({ state: "closed", stateReason: "completed" });
  expect(labelsOf(program.world.state, program.issue(vote.number)).map(({ name }) => name)).toContain(
    "partner: professional-services",
  );
  expect(await vote.cost()).toBe(1);
});

it("takes a badge away, and awards another one in the same vote", async () => {
  const vote = await listed();
  const [held] = partner().badges;
  const other = "business-development";
  await ask(vote, `/open-vote award -${held?.category} +${other}`);
  await decide(vote, "/vote yes");
  await merge(vote);
  expect(partner().badges.map(({ category }) => category)).not.toContain(held?.category);
  expect(partner().badges.map(({ category }) => category)).toContain(other);
  expect(
    partner()
      .history.slice(1)
      .map(({ event }) => event),
  ).toEqual(["badge-awarded", "badge-withdrawn"]);
  expect(vote.notes("changed")[0]).toMatch(/awarded[\s\S]*no longer/);
});

it("removes a partner under its own rule, keeps its entry, and takes it back", async () => {
  await program.stop();
  program = await startLocalProgram({
    config: CONFIG.replace(
      "rules:",
      "rules:\n  remove: { pass: { at-least: 2/3, of: cast }, period: { open-for: 3d } }",
    ),
  });
  const vote = await listed();
  await ask(vote, "/open-vote remove nothing was heard of them for a year");
  expect(vote.status).toContain("Shall Initech stop being a partner?");
  expect(recordOf(vote, "remove").rule.period.openFor).toEqual({ unit: "d", amount: 3 });
  for (const login of ["bo", "cy"]) vote.say(login, "/vote yes");
  vote.say("dee", "/vote no");
  await vote.close(3 * DAY + SECOND);
  await merge(vote);
  expect(partner()).toMatchObject({ status: "former", since: "2026-03-09" });
  expect(program.file("PARTNERS.md")).not.toContain("Initech");
  expect(vote.stageLabels).toEqual(["partner: former"]);
  expect(vote.status).toContain("Initech is no longer a partner");
  expect(vote.notes("changed")[0]).toContain("@gus");
  expect(await vote.cost()).toBe(1);

  program.clock.advance(DAY);
  const badge = await ask(vote, "/open-vote award professional-services");
  expect(vote.reaction(badge)).toBe("😕");
  expect(vote.reply("bo")).toContain("Initech is not on the list");
  const again = await ask(vote, "/open-vote", "cy");
  expect(vote.reaction(again)).toBe("😕");
  expect(vote.reply("cy")).toContain("/open-vote reinstate");

  await ask(vote, "/open-vote reinstate they are back");
  await decide(vote, "/vote yes");
  await merge(vote);
  expect(partner()).toMatchObject({ status: "active", since: "2026-03-09" });
  expect(partner().history.map(({ event }) => event)).toEqual(["admitted", "removed", "reinstated"]);
  expect(program.file("PARTNERS.md")).toContain("Initech");
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  expect(vote.notes("result")).toHaveLength(3);
});

it("leaves everything as it is when the committee does not say yes, and numbers the next vote", async () => {
  const vote = await listed();
  await ask(vote, "/open-vote award professional-services");
  await decide(vote, "/vote no");
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  expect(vote.status).toContain("**Failed**");
  expect(program.pullRequests().filter(({ state }) => state === "open")).toEqual([]);
  expect(program.issue(vote.number).state).toBe("closed");
  expect(await vote.cost()).toBe(1);
  const first = vote.notes("result").at(-1) ?? "";

  program.clock.advance(DAY);
  await ask(vote, "/open-vote award professional-services: now they did");
  expect(recordOf(vote, "award")).toMatchObject({ number: 2, earlier: [{ outcome: "failed" }] });
  expect(recordOf(vote, "award", ".1").result?.count.outcome).toBe("failed");
  await decide(vote, "/vote yes");
  const pullRequest = await merge(vote);
  expect(pullRequest.head.ref).toBe(`partnerbot/${vote.number}-award.2-initech`);
  // The vote that did not pass comes into the folder with the one that did.
  const failed = `decisions/2026/${vote.number}-initech-award.yml`;
  const passed = `decisions/2026/${vote.number}-initech-award.2.yml`;
  for (const path of [failed, passed]) expect(parseDecision(program.file(path) ?? "").ok).toBe(true);
  const readme = program.file("decisions/README.md") ?? "";
  expect(readme).toMatch(
    /Award a badge to Initech \| passed[\s\S]*Award a badge to Initech \| failed[\s\S]*Admit Initech/,
  );
  expect(readme).toMatch(/\[bo\]\(.*\) +\| 3 +\| 3/);
  // The link of the first result still shows the first record.
  const link = /blob\/([0-9a-f]{40})\/(ballots\/\S+?)\)/.exec(first);
  expect(link?.[2]).toBe(`ballots/${vote.number}-award.yml`);
  expect(vote.notes("result")).toContain(first);
});

it("refuses what makes no sense or is not theirs to ask, with the reason", async () => {
  const vote = await listed();
  const [held] = partner().badges;
  const refusals: [string, string, RegExp][] = [
    ["mallory", "/open-vote remove", /Only members of the/],
    ["bo", "/open-vote", /is a partner already/],
    ["bo", "/open-vote award", /Write which badges/],
    ["bo", "/open-vote award plumbing", /There is no category plumbing/],
    ["bo", `/open-vote award ${held?.category}`, /has the badge \S+ already/],
    ["bo", "/open-vote award -plumbing", /has no badge plumbing/],
    ["bo", "/open-vote award marketing -marketing", /both given and taken/],
    ["bo", "/open-vote reinstate", /is an active partner/],
    ["bo", "/open-vote promote", /no vote of the kind &quot;promote&quot;|no vote of the kind "promote"/],
    ["bo", "/vote yes", /came after the close/],
    ["gus", "/withdraw", /./],
  ];
  for (const [login, text, why] of refusals) {
    const comment = await ask(vote, text, login);
    expect(vote.reaction(comment), text).toBe("😕");
    expect(vote.reply(login), text).toMatch(why);
  }
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  expect(await vote.cost()).toBe(1);
});

it("opens one vote at a time, and none while the last decision waits for a maintainer", async () => {
  const vote = await listed();
  await ask(vote, "/open-vote award professional-services");
  const second = await ask(vote, "/open-vote remove", "cy");
  expect(vote.reaction(second)).toBe("😕");
  expect(vote.reply("cy")).toContain("open already");
  await decide(vote, "/vote yes");
  const third = await ask(vote, "/open-vote remove", "dee");
  expect(vote.reaction(third)).toBe("😕");
  expect(vote.reply("dee")).toContain("not merged yet");
  const pullRequest = openPullRequest();
  program.world.as("ada").closePullRequest(pullRequest);
  await vote.look();
  expect(vote.status).toContain("without merging it");
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  program.clock.advance(SECOND);
  const fourth = await ask(vote, "/open-vote remove", "eli");
  expect(vote.reaction(fourth)).toBe("👍");
  expect(vote.stageLabels).toEqual(["partner: voting"]);
});

it("waits for as many members as the rule wants", async () => {
  await program.stop();
  program = await startLocalProgram({
    config: CONFIG.replace("rules:", "rules:\n  remove: { pass: { over: 1/2, of: eligible }, second: 2 }"),
  });
  const vote = await listed();
  const first = await ask(vote, "/open-vote remove silent for a year");
  expect(vote.reaction(first)).toBe("👍");
  expect(vote.status).toContain("bo asked for a vote on that. It opens when 2 members have asked.");
  await ask(vote, "/open-vote remove", "bo");
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  await ask(vote, "/open-vote remove me too", "cy");
  expect(vote.stageLabels).toEqual(["partner: voting"]);
  expect(vote.status).toContain("silent for a year");
});

it("does not let the partner end a vote on its removal by closing its issue", async () => {
  const vote = await listed();
  await ask(vote, "/open-vote remove");
  program.world.as("gus").closeIssue(vote.issue);
  await vote.look();
  expect(program.issue(vote.number).state).toBe("open");
  expect(vote.stageLabels).toEqual(["partner: voting"]);
  const comment = await ask(vote, "/withdraw", "gus");
  expect(vote.reaction(comment)).toBe("😕");
  expect(recordOf(vote, "remove").events).toEqual([]);
});

it("stops at a record that somebody else has written, and goes on with a new vote of that kind", async () => {
  const vote = await listed();
  await ask(vote, "/open-vote award professional-services");
  const path = `ballots/${vote.number}-award.yml`;
  program.world.as("ada").commit({
    repository: REPOSITORY,
    branch: DATA_BRANCH,
    files: {
      [path]: program.file(path, DATA_BRANCH)?.replace("professional-services", "business-development") ?? "",
    },
    message: "help",
  });
  await vote.look();
  expect(vote.status).toContain("the vote is stopped");
  expect(vote.status).toContain("/open-vote award");
  const other = await ask(vote, "/open-vote remove", "cy");
  expect(vote.reaction(other)).toBe("😕");
  await ask(vote, "/open-vote award professional-services", "dee");
  expect(vote.stageLabels).toEqual(["partner: voting"]);
  const record = recordOf(vote, "award");
  expect(record).toMatchObject({
    number: 2,
    categories: ["professional-services"],
    earlier: [{ outcome: "void" }],
  });
  await decide(vote, "/vote yes");
  await merge(vote);
  expect(partner().badges.map(({ category }) => category)).toContain("professional-services");
});

it("refuses what was said before a vote opened, also when it was edited meanwhile", async () => {
  const vote = await listed();
  const early = vote.say("cy", "/vote yes");
  await vote.look();
  expect(vote.reaction(early)).toBe("😕");
  program.clock.advance(SECOND);
  vote.edit("cy", early, "/vote no");
  program.clock.advance(SECOND);
  await ask(vote, "/open-vote remove");
  await vote.look();
  expect(vote.line("cy")).toMatch(/^- \[ \]/);
  expect(vote.reaction(early)).toBe("😕");
  expect(vote.reply("cy")).toContain("cy came before the vote opened.");
});

it("takes an issue that the registry names for the issue of a partner that was there before the bot", async () => {
  await program.stop();
  program = await startLocalProgram();
  const issue = program.world
    .as("ada")
    .openIssue({ repository: REPOSITORY, title: "About Hooli", body: "They have been with us since 2019." });
  program.world.as("ada").commit({
    repository: REPOSITORY,
    branch: "main",
    files: {
      "partners.yml": `partners:\n  - { id: hooli, name: Hooli, since: "2019-04-01", application: ${issue.number} } # old friends\n`,
    },
    message: "Hooli",
  });
  const vote = new Vote(program, issue);
  expect(await program.lookAtProgram()).toEqual([issue.number]);
  await vote.look();
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  program.clock.advance(SECOND);
  await ask(vote, "/open-vote remove bought by somebody else");
  await decide(vote, "/vote yes");
  await merge(vote);
  expect(partner("hooli")).toMatchObject({ status: "former", since: "2019-04-01" });
  expect(program.file("partners.yml")).toContain("# old friends");
});

it("finds out about a vote that was asked for on a closed issue while the bot was away", async () => {
  const vote = await listed();
  expect(program.issue(vote.number).state).toBe("closed");
  expect(await program.lookAtProgram()).toEqual([]);
  vote.say("bo", "/open-vote remove");
  expect(await program.lookAtProgram()).toEqual([vote.number]);
  await vote.look();
  expect(vote.stageLabels).toEqual(["partner: voting"]);
  program.clock.advance(SECOND);
  await ask(vote, "/cancel-vote a slip", "cy");
  expect(vote.stageLabels).toEqual(["partner: listed"]);
  vote.say("gus", "Thank you.");
  expect(await program.lookAtProgram()).toEqual([]);
});
