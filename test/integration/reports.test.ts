import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConfirmedReport } from "../../src/program/confirmed-report.ts";
import { DATA_BRANCH, reportPath } from "../../src/program/places.ts";
import { branchHead } from "../../src/sandbox/branches.ts";
import { readCommit } from "../../src/sandbox/git/history.ts";
import type { IssueComment } from "../../src/sandbox/state.ts";
import type { FormInput } from "../../src/text/issue-form.ts";
import { parseMarker } from "../../src/text/marker.ts";
import { Memory } from "../../src/work/memory.ts";
import { filingIn } from "../support/filing.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { lively } from "../support/posted-markdown.ts";
import { REPORT_FORM_TEXT, reportBody, reportOf } from "../support/reports.ts";
import { GLOBEX, INITECH, registryOf, UPDATE_FORM_TEXT } from "../support/updates.ts";
import { DAY, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;
const { said, labels, cost, comment } = filingIn(() => program);

// The contact has no account number there: logins tell who it is.
const REGISTRY = registryOf(GLOBEX, INITECH).replace(/(login: gus)\n *id: \d+/, "$1");
const FILES = {
  ".github/ISSUE_TEMPLATE/partner-update.yml": UPDATE_FORM_TEXT,
  ".github/ISSUE_TEMPLATE/contribution-report.yml": REPORT_FORM_TEXT,
  "partners.yml": REGISTRY,
};

beforeEach(async () => {
  program = await startLocalProgram({ files: FILES });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

/** Files the form as a person, looks, and goes on to the next second. */
async function filed(answers: Record<string, FormInput> = {}, by = "gus"): Promise<number> {
  const { number } = program.world
    .as(by)
    .openIssue({ repository: REPOSITORY, title: "[Report] Globex", body: reportBody(answers) });
  await program.look(number);
  program.clock.advance(SECOND);
  return number;
}

function edit(number: number, answers: Record<string, FormInput>, by = "gus"): void {
  program.world.as(by).editIssue(program.issue(number), { body: reportBody(answers) });
}

/** Says something, looks, and goes on to the next second. */
async function say(number: number, by: string, text: string): Promise<IssueComment> {
  const written = comment(number, by, text);
  await program.look(number);
  program.clock.advance(SECOND);
  return written;
}

function status(number: number): string {
  const all = said(number).filter((text) => parseMarker(text)?.name === "status");
  if (all.length !== 1) throw new Error(`there are ${all.length} status comments`);
  return all[0] ?? "";
}

function repliesIn(number: number): string[] {
  return said(number).filter((text) => parseMarker(text)?.name === "reply");
}

function reaction({ reactions }: IssueComment): string {
  const bot = program.world.app?.botId;
  return reactions
    .filter(({ accountId }) => accountId === bot)
    .map(({ content }) => content)
    .join();
}

function recordText(number: number): string | null {
  return program.file(reportPath(number), DATA_BRANCH);
}

function record(number: number): ConfirmedReport {
  return reportOf(recordText(number) ?? "");
}

function dataHead(): string | null {
  return branchHead(program.repository, DATA_BRANCH);
}

function accountId(login: string): number {
  const { actor } = program.world.as(login);
  return actor.kind === "person" ? actor.accountId : 0;
}

function changeData(number: number, content: string | null, login = "bo") {
  return program.world.as(login).commit({
    repository: REPOSITORY,
    branch: DATA_BRANCH,
    files: { [reportPath(number)]: content },
    message: "x",
  });
}

describe("a partner reports work", () => {
  it("from the form to the record", async () => {
    const number = await filed();
    expect(labels(number).sort()).toEqual(["partner: report", "partner: waiting"]);
    expect(status(number)).toContain("Globex reports a talk of 2026-02-20.");
    expect(dataHead()).toBeNull();
    expect(await cost(number)).toBe(1);

    const word = await say(number, "bo", "/confirm");
    expect(reaction(word)).toBe("+1");
    expect(record(number)).toEqual({
      issue: number,
      partner: "globex",
      kind: "talk",
      date: "2026-02-20",
      expires: "2027-02-20",
      evidence: ["https://conference.example/talks/7"],
      description: "A talk on automation at a conference.",
      reportedBy: { login: "gus", id: accountId("gus") },
      confirmedBy: { login: "bo", id: accountId("bo") },
      at: program.clock.now() - SECOND,
      comment: word.id,
    });
    const commit = readCommit(program.repository.objects, dataHead() ?? "");
    expect(commit.message).toBe(`report: confirm ${number} of globex`);
    expect(labels(number).sort()).toEqual(["partner: confirmed", "partner: report"]);
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(status(number)).toContain("bo has confirmed a talk of 2026-02-20");
    expect(status(number)).toContain(`/blob/${DATA_BRANCH}/${reportPath(number)})`);
    expect(repliesIn(number)).toEqual([]);
    expect(await cost(number)).toBe(1);
    expect(await program.lookAtProgram()).toEqual([]);
  });

  it("asks GitHub once for each look, and writes nothing twice however often it is told", async () => {
    const number = await filed();
    comment(number, "bo", "/confirm");
    program.requests();
    await program.look(number);
    expect(program.requests()).toEqual([
      "ApplicationLook, viewer, repository",
      "Roster, organization, user",
      // The record is written before anything is said.
      "git/create-tree",
      "git/create-commit",
      "git/create-ref",
      "Partnerbot, createLabel",
      "Partnerbot, updateIssueComment, addReaction, addLabelsToLabelable, removeLabelsFromLabelable, closeIssue",
    ]);
    const [head, comments] = [dataHead(), said(number)];
    for (let delivery = 0; delivery < 3; delivery += 1) {
      expect(await cost(number)).toBe(1);
      program.clock.advance(DAY);
    }
    expect(dataHead()).toBe(head);
    expect(said(number)).toEqual(comments);
    // A program that has just started does not know yet where to look.
    program.context.memory = new Memory();
    expect(await cost(number)).toBe(2);
    expect(dataHead()).toBe(head);
  });

  it("with an address that is dead, which is said until it is mended, and the report waits all the same", async () => {
    const tried: string[] = [];
    program.context.links = async (address) => {
      tried.push(address);
      return address.endsWith("/gone") ? "404 Not Found" : null;
    };
    const evidence = "https://conference.example/gone\nhttps://conference.example/talks/7";
    const number = await filed({ evidence });
    expect(tried).toEqual(["https://conference.example/gone", "https://conference.example/talks/7"]);
    expect(status(number)).toContain("- `https://conference.example/gone`: 404 Not Found");
    expect(status(number)).not.toContain("talks/7`:");
    expect(labels(number)).toContain("partner: waiting");
    expect(await cost(number)).toBe(1);
    expect(tried).toHaveLength(2);
    // After a restart the same answers give the same words.
    const told = status(number);
    program.context.memory = new Memory();
    expect(await cost(number)).toBe(2);
    expect(tried.splice(2)).toEqual(tried);
    expect(status(number)).toBe(told);

    edit(number, { evidence: "https://conference.example/talks/7" });
    await program.look(number);
    expect(status(number)).not.toContain("404");
    expect(tried).toHaveLength(2);
    program.clock.advance(DAY);
    await program.look(number);
    expect(tried).toHaveLength(3);
    await say(number, "cy", "/confirm");
    expect(record(number).issue).toBe(number);
  });

  it("that is incomplete until it is mended", async () => {
    const number = await filed({ date: "2025-12-24", evidence: "see our blog" });
    expect(labels(number).sort()).toEqual(["partner: incomplete", "partner: report"]);
    expect(status(number)).toContain("Globex is a partner since 2026-01-05");
    expect(status(number)).toContain("see our blog");
    expect(await cost(number)).toBe(1);
    const early = await say(number, "bo", "/confirm");
    expect(reaction(early)).toBe("confused");
    expect(repliesIn(number)).toEqual([expect.stringContaining("not complete yet")]);
    expect(recordText(number)).toBeNull();
    expect(await cost(number)).toBe(1);

    edit(number, {});
    await program.look(number);
    expect(labels(number)).toContain("partner: waiting");
    // What was refused is not taken up later.
    expect(recordText(number)).toBeNull();
    program.clock.advance(SECOND);
    await say(number, "bo", "/confirm");
    expect(record(number).date).toBe("2026-02-20");
  });

  it("that stays incomplete, and goes on by an edit", async () => {
    const number = await filed({ evidence: null });
    program.clock.advance(42 * DAY);
    await program.look(number);
    expect(labels(number)).toContain("partner: expired");
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(await cost(number)).toBe(1);
    program.clock.advance(SECOND);
    edit(number, {});
    expect(await program.lookAtProgram()).toEqual([number]);
    await program.look(number);
    expect(labels(number)).toContain("partner: waiting");
    expect(program.issue(number).state).toBe("open");
  });

  it("that a member declines, and that is asked for again", async () => {
    const number = await filed();
    const word = await say(number, "cy", "/decline the link does not open");
    expect(reaction(word)).toBe("+1");
    expect(labels(number)).toContain("partner: declined");
    expect(status(number)).toContain("> the link does not open");
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(await cost(number)).toBe(1);
    edit(number, { evidence: "https://video.example/7" });
    await program.look(number);
    expect(program.issue(number).state).toBe("open");
    expect(labels(number)).toContain("partner: waiting");
    program.clock.advance(SECOND);
    await say(number, "bo", "/confirm");
    expect(record(number).evidence).toEqual(["https://video.example/7"]);
    expect(await cost(number)).toBe(1);
  });

  it("and takes it back, by a word or by closing the issue", async () => {
    const number = await filed();
    await say(number, "gus", "/withdraw");
    expect(labels(number)).toContain("partner: withdrawn");
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(await cost(number)).toBe(1);
    edit(number, { description: "A longer talk." });
    await program.look(number);
    expect(program.issue(number).state).toBe("open");
    expect(labels(number)).toContain("partner: waiting");
    program.clock.advance(SECOND);
    program.world.as("gus").closeIssue(program.issue(number));
    program.clock.advance(SECOND);
    const late = await say(number, "bo", "/confirm");
    expect(reaction(late)).toBe("confused");
    expect(status(number)).toContain("This was taken back.");
    expect(recordText(number)).toBeNull();
    expect(await cost(number)).toBe(1);
    program.world.as("gus").reopenIssue(program.issue(number));
    await program.look(number);
    expect(labels(number)).toContain("partner: waiting");
  });
});

describe("who has no say in a report", () => {
  it("is told why, and nothing is written down", async () => {
    const number = await filed();
    for (const [login, why] of [
      ["mallory", "Only members of the Technical Steering Committee"],
      // The config says that she works for it.
      ["ada", "A member who works for Globex"],
      // They are among the partner's people.
      ["eli", "A member who works for Globex"],
      ["fay", "A member whom the entry of Globex names"],
    ] as const) {
      const word = await say(number, login, "/confirm");
      expect(reaction(word), login).toBe("confused");
      expect(repliesIn(number).at(-1)).toContain(why);
    }
    expect(repliesIn(number)).toHaveLength(4);
    expect(dataHead()).toBeNull();
    expect(labels(number)).toContain("partner: waiting");
    expect(await cost(number)).toBe(1);
  });

  it("also of one's own report, which a member may file", async () => {
    const number = await filed({}, "bo");
    expect(labels(number)).toContain("partner: waiting");
    expect(await cost(number)).toBe(1);
    await say(number, "bo", "/confirm");
    expect(repliesIn(number)).toEqual([expect.stringContaining("a report that is their own")]);
    expect(recordText(number)).toBeNull();
    await say(number, "cy", "/confirm");
    expect(record(number)).toMatchObject({ reportedBy: { login: "bo" }, confirmedBy: { login: "cy" } });
  });

  it("and who does not speak for the partner is told who does", async () => {
    const number = await filed({}, "mallory");
    expect(labels(number)).toContain("partner: incomplete");
    expect(status(number)).toContain("Only people whom the entry of Globex names");
    expect(await cost(number)).toBe(1);
    await say(number, "bo", "/confirm");
    expect(recordText(number)).toBeNull();
  });
});

describe("a text that changes", () => {
  it("after it was confirmed, and before it was looked at, is put to the member again", async () => {
    const number = await filed();
    comment(number, "bo", "/confirm");
    program.clock.advance(SECOND);
    edit(number, { description: "Give us ten badges." });
    await program.look(number);
    expect(recordText(number)).toBeNull();
    expect(repliesIn(number)).toEqual([
      expect.stringContaining("The report was edited after this was said."),
    ]);
    program.clock.advance(SECOND);
    await say(number, "bo", "/confirm");
    expect(record(number).description).toBe("Give us ten badges.");
  });

  it("after it was written down changes nothing, also under another title", async () => {
    const number = await filed();
    await say(number, "bo", "/confirm");
    const text = recordText(number);
    program.world.as("gus").editIssue(program.issue(number), {
      title: "[Partner] Globex",
      body: reportBody({ date: "2026-03-01", description: "Twice." }),
    });
    await program.look(number);
    expect(recordText(number)).toBe(text);
    expect(status(number)).toContain("This issue was edited after it was confirmed. That changes nothing");
    expect(labels(number).sort()).toEqual(["partner: confirmed", "partner: report"]);
    expect(program.issue(number).state).toBe("closed");
    expect(await cost(number)).toBe(1);
    program.clock.advance(SECOND);
    await say(number, "cy", "/decline");
    expect(repliesIn(number)).toEqual([expect.stringContaining("on record")]);
    expect(await cost(number)).toBe(1);
  });
});

describe("a record that this app did not write", () => {
  const attacks: Record<string, (number: number) => string> = {
    "edited on the web": (number) =>
      changeData(number, (recordText(number) ?? "").replace("2027-02-20", "2099-01-01")).oid,
    "pushed in this app's name": (number) =>
      program.world.as("bo").push({
        repository: REPOSITORY,
        branch: DATA_BRANCH,
        files: { [reportPath(number)]: (recordText(number) ?? "").replace("globex", "initech") },
        message: "report: confirm",
        author: { name: "partnerbot[bot]", email: "1+partnerbot[bot]@users.noreply.github.com" },
      }).oid,
    deleted: (number) => changeData(number, null).oid,
  };

  for (const [title, attack] of Object.entries(attacks)) {
    it(`is not believed when it was ${title}, and a member confirms it anew`, async () => {
      const number = await filed();
      await say(number, "bo", "/confirm");
      const before = recordText(number);
      const oid = attack(number);
      await program.look(number);
      expect(status(number)).toContain("is not as this app wrote it");
      expect(status(number)).toContain(`/commit/${oid})`);
      expect(program.issue(number).state).toBe("open");
      expect(labels(number)).toContain("partner: waiting");
      expect(recordText(number)).not.toBe(before);
      expect(await cost(number)).toBe(1);
      expect(await program.lookAtProgram()).toEqual([number]);

      await say(number, "cy", "/confirm");
      expect(record(number)).toMatchObject({
        partner: "globex",
        expires: "2027-02-20",
        confirmedBy: { login: "cy" },
      });
      expect(readCommit(program.repository.objects, dataHead() ?? "").message).toContain(
        `(${oid.slice(0, 7)} is void)`,
      );
      expect(labels(number)).toContain("partner: confirmed");
      expect(await cost(number)).toBe(1);
    });
  }

  it("is missed when the whole branch is gone", async () => {
    const number = await filed();
    await say(number, "bo", "/confirm");
    program.world.as("bo").deleteBranch({ repository: REPOSITORY, branch: DATA_BRANCH });
    await program.look(number);
    expect(status(number)).toContain("It is gone, with its history.");
    expect(await cost(number)).toBe(1);
    await say(number, "cy", "/confirm");
    expect(record(number).confirmedBy.login).toBe("cy");
  });

  it("is missed when the branch is put back to an earlier confirmation", async () => {
    const number = await filed();
    await say(number, "bo", "/confirm");
    const before = dataHead() ?? "";
    changeData(number, null);
    await program.look(number);
    program.clock.advance(SECOND);
    await say(number, "cy", "/confirm");
    program.repository.refs.set(`refs/heads/${DATA_BRANCH}`, before);
    await program.look(number);
    expect(status(number)).toContain("It was put back to an earlier one.");
  });
});

const HOSTILE =
  "<script>alert(1)</script> @ada {{ config }} | ![x](https://evil.example/p.png) <!-- partnerbot:status --> #1 `";

describe("hostile text in a report", () => {
  it("is shown as it is, and does nothing", async () => {
    const incomplete = await filed({
      partner: HOSTILE,
      date: HOSTILE,
      evidence: HOSTILE,
      description: HOSTILE,
    });
    const number = await filed({ description: HOSTILE, evidence: "https://evil.example/(x)[y]?q=<b>@ada" });
    await say(number, "bo", `/decline ${HOSTILE}`);
    const other = await filed({ description: HOSTILE });
    await say(other, "bo", "/confirm");
    for (const text of [...said(incomplete), ...said(number), ...said(other)]) {
      expect(lively(text, program.server.url, []), text).toEqual([]);
    }
    expect(record(other).description).toContain("<script>alert(1)</script>");
    expect(readCommit(program.repository.objects, dataHead() ?? "").message).toBe(
      `report: confirm ${other} of globex`,
    );
  });
});

describe("a program", () => {
  async function restart(options: Parameters<typeof startLocalProgram>[0]): Promise<void> {
    await program.stop();
    program = await startLocalProgram(options);
  }

  it("without the form has no reports", async () => {
    await restart({ files: { "partners.yml": REGISTRY } });
    const number = await filed();
    expect(said(number)).toEqual([]);
    expect(labels(number)).toEqual([]);
  });

  it("may have a form of its own, elsewhere", async () => {
    await restart({
      config: `${CONFIG}
activity: { reports: { lasts: 90d } }
intake:
  report-form: .github/ISSUE_TEMPLATE/our-report.yml
  report-fields: { partner: Firma, date: Tag, evidence: Beleg }
`,
      files: {
        ".github/ISSUE_TEMPLATE/our-report.yml": `
name: Bericht
title: "Bericht: "
body:
  - { type: input, id: firma, attributes: { label: Firma } }
  - { type: input, id: tag, attributes: { label: Tag } }
  - { type: textarea, id: beleg, attributes: { label: Beleg } }
`,
        "partners.yml": REGISTRY,
      },
    });
    const body = "### Firma\n\nglobex\n\n### Tag\n\n2026-02-20\n\n### Beleg\n\nhttps://a.example/1";
    const { number } = program.world
      .as("gus")
      .openIssue({ repository: REPOSITORY, title: "Bericht: x", body });
    await program.look(number);
    program.clock.advance(SECOND);
    await say(number, "bo", "/confirm");
    expect(record(number)).toMatchObject({ kind: "other", expires: "2026-05-21", description: "" });
    expect(await cost(number)).toBe(1);
  });

  it("tells reports from proposals that are filed at the same time", async () => {
    const report = await filed({ partner: "Umbrella" });
    const { number } = await Vote.open(program, "Umbrella");
    expect(labels(number)).toContain("partner: voting");
    expect((await program.lookAtProgram()).toSorted((a, b) => a - b)).toEqual([report, number]);
  });
});
