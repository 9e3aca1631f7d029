import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Partner } from "../../src/program/partner.ts";
import { requireRegistry } from "../../src/program/registry.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { textOf } from "../../src/sandbox/content.ts";
import { pullRequestCommits, pullRequestFiles } from "../../src/sandbox/pull-requests.ts";
import type { PullRequest } from "../../src/sandbox/state.ts";
import type { FormInput } from "../../src/text/issue-form.ts";
import { parseMarker } from "../../src/text/marker.ts";
import { filingIn } from "../support/filing.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { lively } from "../support/posted-markdown.ts";
import { GLOBEX, INITECH, registryOf, UPDATE_FORM_TEXT, updateBody } from "../support/updates.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;
const { said, labels, cost, comment } = filingIn(() => program);

const REGISTRY = `# Ours.\n${registryOf(GLOBEX, INITECH)}`;

beforeEach(async () => {
  program = await startLocalProgram({
    files: {
      ".github/ISSUE_TEMPLATE/partner-update.yml": UPDATE_FORM_TEXT,
      // The contact has no account number there: logins tell who it is.
      "partners.yml": REGISTRY.replace(/(login: gus)\n *id: \d+/, "$1"),
    },
  });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

/** Files the form as a person, without a look. */
function file(answers: Record<string, FormInput>, by = "gus", title = "[Update] Globex"): number {
  return program.world.as(by).openIssue({ repository: REPOSITORY, title, body: updateBody(answers) }).number;
}

async function filed(answers: Record<string, FormInput>, by = "gus"): Promise<number> {
  const number = file(answers, by);
  await program.look(number);
  program.clock.advance(SECOND);
  return number;
}

function edit(number: number, answers: Record<string, FormInput>, by = "gus"): void {
  program.world.as(by).editIssue(program.issue(number), { body: updateBody(answers) });
}

function status(number: number): string {
  const all = said(number).filter((text) => parseMarker(text)?.name === "status");
  if (all.length !== 1) throw new Error(`there are ${all.length} status comments`);
  return all[0] ?? "";
}

function pullRequestsOf(number: number): PullRequest[] {
  return program.pullRequests().filter(({ head }) => head.ref.startsWith(`partnerbot/${number}-`));
}

function pullRequestOf(number: number): PullRequest {
  const [first, ...more] = pullRequestsOf(number).filter(({ state }) => state === "open");
  if (!first || more.length > 0) throw new Error(`${more.length} more pull requests of ${number}`);
  return first;
}

function partner(id = "globex"): Partner {
  const found = requireRegistry(program.file("partners.yml")).partners.find((entry) => entry.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

function push(path: string, content: string, branch = "main", login = "ada") {
  return program.world
    .as(login)
    .commit({ repository: REPOSITORY, branch, files: { [path]: content }, message: `change ${path}` });
}

async function lookAtAll(): Promise<void> {
  for (const number of await program.lookAtProgram()) await program.look(number);
}

describe("a partner changes its entry", () => {
  it("from the form to the merge", async () => {
    const number = await filed({
      website: "www.globex-labs.example",
      services: "Robots\nTraining",
      people: "@dee, tester\n- @eli",
    });
    expect(labels(number).sort()).toEqual(["partner: approved", "partner: update"]);
    const pullRequest = pullRequestOf(number);
    expect(pullRequest.head.ref).toBe(`partnerbot/${number}-update-globex`);
    expect(status(number)).toContain(`[#${pullRequest.number}](`);
    const [commit, ...more] = pullRequestCommits(program.world.state, pullRequest);
    expect(more).toEqual([]);
    expect(commit?.signedByGitHub).toBe(true);
    expect(commit?.parents).toEqual([branchHead(program.repository, "main")]);
    const paths = pullRequestFiles(program.world.state, pullRequest).map(({ path }) => path);
    expect(paths).toEqual(["PARTNERS.md", "partners.yml"]);
    const body = textOf(pullRequest.body);
    expect(body).toContain("| Services | Consulting, Training | Robots, Training |");
    expect(body).toContain("| Website | `https://globex.example/` | `https://www.globex-labs.example/` |");
    expect(body).toContain("| Person: dee | *nothing* | tester, from 2026-03-02, suggested |");
    expect(await cost(number)).toBe(1);

    program.world.as("bo").merge(pullRequest);
    expect(await program.look(number)).toMatchObject({ stage: "listed" });
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(status(number)).toContain("Thank you, gus");
    expect(labels(number).sort()).toEqual(["partner: listed", "partner: update"]);
    expect(branchHead(program.repository, pullRequest.head.ref)).toBeNull();
    expect(partner()).toMatchObject({
      url: "https://www.globex-labs.example/",
      services: ["Robots", "Training"],
      badges: GLOBEX.badges,
    });
    const { actor } = program.world.as("dee");
    const dee = actor.kind === "person" ? actor.accountId : 0;
    expect(partner().people.map(({ login, to, id }) => [login, to, id])).toEqual([
      ["eli", "2026-03-02", undefined],
      ["fay", undefined, undefined],
      ["hal", "2026-02-01", undefined],
      ["ivy", undefined, undefined],
      ["dee", undefined, dee],
    ]);
    expect(partner().history.at(-1)).toEqual({
      at: "2026-03-02",
      event: "updated",
      actor: "gus",
      ref: expect.stringMatching(new RegExp(`/issues/${number}$`)),
    });
    expect(program.file("PARTNERS.md")).toContain("https://www.globex-labs.example/");
    // Every other byte stays.
    const text = program.file("partners.yml") ?? "";
    expect(text.startsWith("# Ours.\nversion: 1\n")).toBe(true);
    expect(text.slice(text.indexOf("  - id: initech"))).toBe(
      REGISTRY.slice(REGISTRY.indexOf("  - id: initech")),
    );
    expect(await cost(number)).toBe(1);
    expect(await program.lookAtProgram()).toEqual([]);
  });

  it("and the pull request follows the issue, one request when nothing changes", async () => {
    const number = await filed({ services: "Robots" });
    const first = pullRequestOf(number);
    const before = first.head.oid;
    edit(number, { services: "Robots", languages: "English\nDeutsch" });
    await program.look(number);
    const { head } = pullRequestOf(number);
    expect(pullRequestOf(number).number).toBe(first.number);
    expect(head.oid).not.toBe(before);
    expect(program.file("partners.yml", head.ref)).toContain("Deutsch");
    // A comment, and an edit that changes no answer.
    comment(number, "gus", "Thanks!");
    expect(await cost(number)).toBe(1);
    program.world.as("gus").editIssue(program.issue(number), { title: "[Update] Our languages" });
    expect(await cost(number)).toBe(1);
    expect(pullRequestOf(number).head.oid).toBe(head.oid);
  });

  it("and the pull request is made anew when the base moves", async () => {
    const number = await filed({ services: "Robots" });
    const before = pullRequestOf(number).head.oid;
    push("partners.yml", (program.file("partners.yml") ?? "").replace("# Ours.", "# Yours."));
    await lookAtAll();
    const pullRequest = pullRequestOf(number);
    expect(pullRequest.head.oid).not.toBe(before);
    expect(pullRequestCommits(program.world.state, pullRequest)).toHaveLength(1);
    program.world.as("ada").merge(pullRequest);
    await lookAtAll();
    expect(program.file("partners.yml")).toMatch(/^# Yours\.[\s\S]*Robots/);
    expect(program.issue(number).state).toBe("closed");
  });

  it("and under another name is still the same partner", async () => {
    const number = await filed({ name: "Globex Labs" });
    const pullRequest = pullRequestOf(number);
    expect(textOf(pullRequest.body)).toContain('The entry keeps "Globex" among its former names');
    program.world.as("ada").merge(pullRequest);
    await program.look(number);
    expect(partner()).toMatchObject({ name: "Globex Labs", "former-names": ["Globex Industries", "Globex"] });
    expect(status(number)).toContain("### Globex Labs: the entry is changed");
    const second = await filed({ partner: "Globex", regions: "Asia" });
    expect(pullRequestOf(second).head.ref).toBe(`partnerbot/${second}-update-globex`);
  });
});

describe("people whom a company names", () => {
  it("confirm and decline by a comment, and only for themselves", async () => {
    const number = await filed({ people: "@dee, tester\n@cy" });
    expect(status(number)).toContain("@dee @cy are named here");
    comment(number, "bo", "/confirm");
    comment(number, "dee", "/confirm");
    comment(number, "cy", "/decline");
    await program.look(number);
    expect(said(number).join("\n")).toContain("Only people whom the entry names");
    expect(status(number)).not.toContain("named here");
    expect(await cost(number)).toBe(1);
    program.world.as("bo").merge(pullRequestOf(number));
    await program.look(number);
    const consents = new Map(partner().people.map(({ login, consent }) => [login, consent]));
    expect(consents.get("dee")).toMatchObject({ state: "confirmed", at: "2026-03-02" });
    expect(consents.get("dee")?.ref).toContain(`/issues/${number}#issuecomment-`);
    expect(consents.get("cy")?.state).toBe("declined");
    expect(consents.get("fay")?.state).toBe("suggested");
  });

  it("confirm by naming themselves", async () => {
    const number = await filed({ people: "@fay, tester" }, "fay");
    program.world.as("bo").merge(pullRequestOf(number));
    await program.look(number);
    const fay = partner().people.find(({ login }) => login === "fay");
    expect(fay).toMatchObject({ role: "tester", consent: { state: "confirmed" } });
  });
});

describe("a partner leaves", () => {
  const leave = { leave: ["We leave the program, and want to be taken off the list."] };

  it("when its contact says so, without a vote", async () => {
    const number = await filed(leave);
    expect(textOf(pullRequestOf(number).body)).toContain("| Status | active | former |");
    program.world.as("bo").merge(pullRequestOf(number));
    expect(await program.look(number)).toMatchObject({ stage: "listed" });
    expect(partner()).toMatchObject({ status: "former", "status-since": "2026-03-02" });
    expect(partner().history.at(-1)).toMatchObject({ event: "left", actor: "gus" });
    expect(program.file("PARTNERS.md")).not.toContain("Globex");
    expect(await cost(number)).toBe(1);
  });

  it("not because a member of the committee, or somebody whom it only named, says so", async () => {
    for (const login of ["bo", "fay"]) {
      const number = await filed(leave, login);
      expect(pullRequestsOf(number)).toEqual([]);
      expect(status(number)).toContain("can leave the program for it");
    }
  });
});

describe("who may not", () => {
  it("is told who may, and nothing is done", async () => {
    const number = await filed({ services: "Robots" }, "mallory");
    expect(labels(number).sort()).toEqual(["partner: incomplete", "partner: update"]);
    expect(status(number)).toContain("Only people whom the entry of Globex names");
    expect(program.pullRequests()).toEqual([]);
    expect(program.issue(number).state).toBe("open");
    expect(await cost(number)).toBe(1);
    // Who is let in by an edit of somebody who may has not written that text.
    edit(number, { services: "Robots!" }, "ada");
    await program.look(number);
    expect(status(number)).toContain("mallory");
    expect(program.pullRequests()).toEqual([]);
    expect(await cost(number)).toBe(1);
  });

  it("may as soon as the entry names them", async () => {
    const number = await filed({ services: "Robots" }, "mallory");
    push("partners.yml", (program.file("partners.yml") ?? "").replace("login: gus", "login: mallory"));
    await lookAtAll();
    expect(labels(number)).toContain("partner: approved");
    expect(pullRequestOf(number).state).toBe("open");
  });

  it("is nobody of the committee", async () => {
    const number = await filed({ services: "Robots" }, "cy");
    const pullRequest = pullRequestOf(number);
    expect(textOf(pullRequest.body)).toContain("cy, a member of the Technical Steering Committee,");
    // The commit says that it was found out already.
    expect(await cost(number)).toBe(1);
    // What a member leaves incomplete is asked about once.
    edit(number, { services: "Robots", website: "nowhere" }, "cy");
    await program.look(number);
    expect(status(number)).toContain("Please give a web address");
    expect(await cost(number)).toBe(1);
  });
});

describe("a pull request of an update", () => {
  it("is never overwritten once a person has committed to it", async () => {
    const number = await filed({ services: "Robots" });
    const { ref } = pullRequestOf(number).head;
    const corrected = (program.file("partners.yml", ref) ?? "").replace("- Robots", "- Robotics");
    const { oid } = push("partners.yml", corrected, ref, "bo");
    edit(number, { services: "Androids" });
    push("README.md", "# Moved\n");
    await lookAtAll();
    expect(branchHead(program.repository, ref)).toBe(oid);
    expect(status(number)).toContain("it is not touched any more");
    expect(await cost(number)).toBe(1);
    program.world.as("ada").merge(pullRequestOf(number));
    await lookAtAll();
    expect(partner().services).toEqual(["Robotics"]);
    expect(program.issue(number).state).toBe("closed");
    expect(branchHead(program.repository, ref)).toBeNull();
  });

  it("stays closed when a person closes it, until the request is edited or it is reopened", async () => {
    const number = await filed({ services: "Robots" });
    const pullRequest = pullRequestOf(number);
    program.clock.advance(SECOND);
    program.world.as("ada").closePullRequest(pullRequest);
    await program.look(number);
    expect(status(number)).toContain("was closed without being merged");
    expect(labels(number)).toContain("partner: cancelled");
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    push("README.md", "# Moved\n");
    program.clock.advance(DAY);
    await lookAtAll();
    expect(await cost(number)).toBe(1);
    expect(program.pullRequests()).toHaveLength(1);

    program.world.as("ada").reopenIssue(pullRequest);
    await program.look(number);
    expect(program.issue(number).state).toBe("open");
    expect(pullRequestOf(number).number).toBe(pullRequest.number);
    program.world.as("ada").closePullRequest(pullRequest);
    await program.look(number);
    program.clock.advance(SECOND);
    edit(number, { services: "Androids" });
    await program.look(number);
    expect(pullRequestOf(number).number).toBeGreaterThan(pullRequest.number);
    expect(program.issue(number).state).toBe("open");
    program.world.as("ada").merge(pullRequestOf(number));
    await program.look(number);
    expect(partner().services).toEqual(["Androids"]);
  });

  it("goes when the request is taken back, and comes again with it", async () => {
    const number = await filed({ services: "Robots" });
    const { ref } = pullRequestOf(number).head;
    program.world.as("gus").closeIssue(program.issue(number));
    await program.look(number);
    expect(branchHead(program.repository, ref)).toBeNull();
    expect(pullRequestsOf(number)).toMatchObject([{ state: "closed", merge: null }]);
    expect(status(number)).toContain("This was taken back");
    expect(await cost(number)).toBe(1);
    program.clock.advance(SECOND);
    program.world.as("gus").reopenIssue(program.issue(number));
    await program.look(number);
    expect(pullRequestOf(number).head.ref).toBe(ref);
    program.clock.advance(SECOND);
    comment(number, "gus", "/withdraw");
    await program.look(number);
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(pullRequestsOf(number).every(({ state }) => state === "closed")).toBe(true);
    expect(await cost(number)).toBe(1);
  });

  it("goes when an edit makes the request incomplete, and comes again when it is mended", async () => {
    const number = await filed({ services: "Robots" });
    edit(number, { services: "Robots", support: "javascript:alert(1)" });
    await program.look(number);
    expect(pullRequestsOf(number)).toMatchObject([{ state: "closed" }]);
    expect(labels(number)).toContain("partner: incomplete");
    expect(await cost(number)).toBe(1);
    program.clock.advance(SECOND);
    edit(number, { services: "Robots" });
    await program.look(number);
    expect(labels(number)).toContain("partner: approved");
    expect(pullRequestOf(number).state).toBe("open");
  });

  it("is that of the partner that is named now", async () => {
    const number = await filed({ services: "Robots" }, "ada");
    const { ref } = pullRequestOf(number).head;
    edit(number, { partner: "Initrode", services: "Robots" }, "ada");
    await program.look(number);
    expect(branchHead(program.repository, ref)).toBeNull();
    expect(pullRequestOf(number).head.ref).toBe(`partnerbot/${number}-update-initech`);
    expect(await cost(number)).toBe(1);
  });

  it("is merged with another update and a decision, in any order", async () => {
    const vote = await Vote.open(program, "Umbrella");
    for (const voter of ["ada", "bo", "cy"]) vote.say(voter, "/vote yes");
    program.clock.advance(7 * DAY + SECOND);
    await vote.look();
    const one = await filed({ services: "Robots" });
    const other = await filed({ description: "Globex makes robots of all sizes." }, "eli");
    for (const number of [other, vote.number, one]) {
      await lookAtAll();
      program.world.as("ada").merge(pullRequestOf(number));
      await lookAtAll();
    }
    expect(program.pullRequests().every(({ merge }) => merge !== null)).toBe(true);
    expect(partner()).toMatchObject({
      services: ["Robots"],
      description: "Globex makes robots of all sizes.",
    });
    expect(partner().history.map(({ event }) => event)).toEqual(["admitted", "updated", "updated"]);
    expect(partner("umbrella").status).toBe("active");
    for (const number of [one, other]) expect(program.issue(number).state).toBe("closed");
    const list = program.file("PARTNERS.md") ?? "";
    for (const name of ["Globex", "Initech", "Umbrella"]) expect(list).toContain(`## [${name}](`);
  });
});

const HOSTILE =
  "<script>alert(1)</script> @ada {{ config }} | ![x](https://evil.example/p.png) <!-- partnerbot:status --> #1 `";

describe("hostile text in an update", () => {
  it("is shown as it is, and does nothing", async () => {
    const number = await filed({
      description: HOSTILE,
      services: `</td></table>\n${HOSTILE}\n#1 @stackwright/maintainers`,
    });
    const incomplete = await filed({ partner: HOSTILE, website: HOSTILE, people: HOSTILE, badges: HOSTILE });
    const { body, title } = pullRequestOf(number);
    expect(title).toBe("Change the entry of Globex");
    for (const text of [textOf(body), ...said(number), ...said(incomplete)]) {
      expect(lively(text, program.server.url, []), text).toEqual([]);
    }
    const row = textOf(body)
      .split("\n")
      .find((line) => line.startsWith("| Description |"));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(4);
    expect(row).toContain("\\{\\{ config \\}\\}");
    program.world.as("ada").merge(pullRequestOf(number));
    await program.look(number);
    expect(partner().description).toContain("<script>alert(1)</script>");
    expect(program.file("PARTNERS.md")).not.toContain("<script");
  });
});

describe("a form of the program's own", () => {
  it("is read by what the config says of it, wherever it is", async () => {
    await program.stop();
    program = await startLocalProgram({
      config: `
roll: [{ users: [bo] }]
intake:
  update-form: .github/ISSUE_TEMPLATE/our-update.yml
  update-fields: { partner: Company name, services: offers }
`,
      files: {
        ".github/ISSUE_TEMPLATE/our-update.yml": `
name: Update
title: "Partner update: "
body:
  - { type: input, id: company, attributes: { label: Company name } }
  - { type: input, id: offers, attributes: { label: Offers } }
`,
        "partners.yml": registryOf(GLOBEX),
      },
    });
    const body = "### Company name\n\nGlobex\n\n### Offers\n\nRobots, Training";
    const { number } = program.world
      .as("eli")
      .openIssue({ repository: REPOSITORY, title: "Partner update: Globex", body });
    await program.look(number);
    program.world.as("ada").merge(pullRequestOf(number));
    await program.look(number);
    expect(partner().services).toEqual(["Robots", "Training"]);
    expect(await cost(number)).toBe(1);
  });
});
