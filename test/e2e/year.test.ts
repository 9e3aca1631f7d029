import { afterEach, describe, expect, it } from "vitest";
import { textOf } from "../../src/sandbox/content.ts";
import { plainLines } from "../../src/sandbox/demo/plain-lines.ts";
import { time } from "../support/activities.ts";
import { REPOSITORY } from "../support/local-program.ts";
import { updateBody } from "../support/updates.ts";
import { SECOND, Vote } from "../support/vote.ts";
import { ENGINE, PACKS, Year } from "../support/year.ts";

/** A story that is still running by then hangs. */
const DEADLINE = 300_000;

let year: Year;

afterEach(async () => {
  await year.served.stop();
  expect(year.saidTwice()).toEqual([]);
  expect(year.complaints()).toEqual([]);
  expect(year.program.deviations).toEqual([]);
});

describe("a partner from its admission through a year and more", () => {
  it("is active, goes quiet, is told and reminded, not during an outage, and comes back", {
    timeout: DEADLINE,
  }, async () => {
    year = await Year.start();
    const { program, served } = year;
    const { clock, world } = program;
    const dee = world.as("dee");

    const vote = Vote.file(program, "Initech", { people: "@dee, engineer" });
    await served.settled();
    expect(vote.stageLabels).toEqual(["partner: voting"]);
    await served.setWebhooks(false);
    clock.advance(SECOND);
    vote.say("bo", "/vote yes");
    await year.restart(() => {
      for (const login of ["ada", "cy"]) vote.say(login, "/vote yes");
    });
    expect(vote.line("ada")).toContain("**yes**");
    await year.toWhen("2026-03-10", "there is a pull request", () => year.openPullRequests().length > 0);
    await served.setWebhooks(true);
    const [admission] = year.openPullRequests();
    if (admission !== undefined) world.as("ada").merge(admission);
    await served.settled();
    expect(vote.stageLabels).toEqual(["partner: listed"]);
    expect(program.file("PARTNERS.md")).toContain("Initech");
    expect(year.page("partners/initech/index.html")).toContain("Initech");
    expect(vote.notes("welcome")).toHaveLength(1);

    const body = updateBody({ partner: "Initech", people: "@dee, engineer" });
    const update = dee.openIssue({ repository: REPOSITORY, title: "[Update] Initech", body });
    await served.settled();
    const [consent] = year.openPullRequests();
    if (consent !== undefined) world.as("bo").merge(consent);
    await served.settled();
    expect(program.issue(update.number).state).toBe("closed");
    expect(year.partner("Initech").people).toMatchObject([{ login: "dee", consent: { state: "confirmed" } }]);

    await year.to("2026-03-20");
    dee.push({ repository: ENGINE, branch: "main", files: { a: "a" }, message: "a" });
    await year.to("2026-04-10");
    dee.commit({ repository: PACKS, branch: "b", files: { b: "b" }, message: "b" });
    const own = dee.openPullRequest({ repository: PACKS, title: "b", head: "b" });
    world.as("fay").merge(own);
    await year.to("2026-05-05");
    world.as("fay").commit({ repository: ENGINE, branch: "c", files: { c: "c" }, message: "c" });
    const other = world.as("fay").openPullRequest({ repository: ENGINE, title: "c", head: "c" });
    dee.review(other);
    await year.to("2026-06-10");
    dee.openIssue({ repository: PACKS, title: "d" });
    dee.comment(other, "e");
    await year.to("2026-07-03");
    const [review] = year.issues("review");
    if (review === undefined) throw new Error("there is no review");
    expect(review.title).toBe("Review of all partners, 2026-07");
    expect(plainLines(textOf(review.body))).toContain(
      "Initech · active · 2 commits (1, 2), 1 pull request merged (1), 1 pull request opened (1), 1 review (1), 1 comment (1), 1 issue (1) · 1 · 4",
    );
    dee.release(ENGINE, "v1.0.0");
    await year.to("2026-08-20");
    dee.push({ repository: PACKS, branch: "main", files: { f: "f" }, message: "f" });

    await year.to("2026-11-17");
    expect(year.notices()).toEqual([]);
    await year.killedAt("2026-11-20", "createIssue");
    const [notice] = year.notices();
    if (notice === undefined) throw new Error("there is no notice");
    expect(textOf(notice.body)).toMatch(
      /@gus: Initech is a partner of .* in the last 90 days in 2 linked repo/,
    );
    expect(textOf(notice.body)).toContain("[of 2026-08-20](");
    expect(year.labels(notice)).toEqual(["partner: notice", "partner: winding-down"]);

    const reminded = () => year.notes(notice, "wind-down-reminder").length;
    await year.to("2026-12-19");
    expect(reminded()).toBe(0);
    await year.killedAt("2026-12-20", "wind-down-reminder");
    expect(reminded()).toBe(1);
    await served.setWebhooks(false);
    await year.to("2027-01-05");
    expect(year.issues("review").map(({ title }) => title)).toEqual([
      "Review of all partners, 2026-07",
      "Review of all partners, 2027-01",
    ]);
    await year.to("2027-01-20");
    expect(reminded()).toBe(2);

    world.repository(PACKS).private = true;
    await year.to("2027-02-14");
    expect(year.status(notice)).toContain("Nothing goes on for now. Not known: mallory/packs (not found");
    await year.restart(() => clock.set(time("2027-03-20")));
    expect(reminded()).toBe(2);
    expect(year.labels(notice)).toEqual(["partner: notice", "partner: winding-down"]);
    world.repository(PACKS).private = false;
    await year.to("2027-03-21");
    expect(reminded()).toBe(3);
    expect(year.status(notice)).toContain("votes on 2027-03-27 on whether");
    await year.to("2027-03-25");
    expect(year.labels(notice)).toEqual(["partner: notice", "partner: winding-down"]);

    dee.comment(other, "I am back");
    await year.to("2027-03-26");
    expect(program.issue(notice.number)).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(year.status(notice)).toContain("Initech is active, and stays a partner");
    expect(year.labels(notice)).toEqual(["partner: listed", "partner: notice"]);
    await served.setWebhooks(true);
    await year.restart(() => clock.set(time("2027-04-20")));
    expect(year.notices()).toEqual([notice]);
    expect(reminded()).toBe(3);
    expect(year.page("partners/initech/index.html")).toContain('<svg class="chart"');
    expect(year.page("partners/initech/index.html")).toMatch(
      /Everything in 2 linked repositories .* was counted/,
    );
    const titles = program.pullRequests().map(({ title }) => title);
    expect(titles).toEqual([
      "List Initech as a partner",
      "Change the entry of Initech",
      "Freeze the partners of 2026",
    ]);
  });

  it("stays quiet, is removed by a vote, is kept by the archive of its year, and is taken back", {
    timeout: DEADLINE,
  }, async () => {
    year = await Year.start({
      "partners.yml": `partners:
  - id: globex
    name: Globex
    since: "2025-01-01"
    contacts: [{ login: gus }]
`,
    });
    const { program, served } = year;
    const { clock, world } = program;
    const bo = world.as("bo");
    await year.to("2026-03-03");
    const [notice] = year.notices();
    if (notice === undefined) throw new Error("there is no notice");
    expect(textOf(notice.body)).toMatch(/@gus: Globex is a partner/);
    expect(year.page("badges/globex.svg")).toContain("since 2025");
    await served.setWebhooks(false);
    for (const [index, day] of ["2026-04-02", "2026-05-02", "2026-05-25"].entries()) {
      await year.to(day);
      expect(year.notes(notice, "wind-down-reminder")).toHaveLength(index + 1);
    }
    await year.killedAt("2026-06-01", "ballots/1-remove.yml");
    expect(year.labels(notice)).toEqual(["partner: notice", "partner: voting"]);
    expect(year.status(notice)).toContain("Shall Globex stop being a partner?");
    const removal = await year.voteYes(notice, "2026-06-09");
    expect(year.partner("globex").status).toBe("active");
    await served.setWebhooks(true);
    bo.merge(removal);
    await served.settled();
    expect(year.partner("globex")).toMatchObject({ status: "former" });
    expect(program.issue(notice.number).state).toBe("closed");
    expect(year.labels(notice)).toEqual(["partner: former", "partner: notice"]);
    expect(program.file("PARTNERS.md")).not.toContain("Globex");
    expect(year.page("partners/globex/index.html")).toMatch(/Former partner of .*2025-01-01.*2026-06-08/);
    expect(year.page("badges/globex.svg")).toContain("former partner");

    await year.to("2026-09-30");
    await year.restart(() => clock.set(time("2027-01-02")));
    const [archive] = year.openPullRequests();
    if (archive === undefined) throw new Error("there is no archive");
    expect(archive.title).toBe("Freeze the partners of 2026");
    bo.merge(archive);
    await served.settled();
    for (const page of [program.file("partners/2026.md"), year.page("years/2026/index.html")]) {
      expect(page).toMatch(/rom 2025-01-01 to 2026-06-08/);
    }
    expect(year.page("badges/globex.svg")).toContain("former partner");

    await served.setWebhooks(false);
    bo.comment(notice, "/open-vote reinstate they are back");
    await year.toWhen("2027-02-01", "the vote is open", () =>
      year.labels(notice).includes("partner: voting"),
    );
    expect(year.status(notice)).toContain("Shall Globex be a partner");
    const reinstatement = await year.voteYes(notice, "2027-02-09");
    await year.restart(() => world.as("ada").merge(reinstatement));
    expect(year.partner("globex")).toMatchObject({ status: "active" });
    expect(year.labels(notice)).toEqual(["partner: listed", "partner: notice"]);
    expect(program.file("PARTNERS.md")).toContain("## Globex");
    expect(year.page("partners/globex/index.html")).toContain(">Reinstated</a>");
    expect(year.page("badges/globex.svg")).toContain("since 2025");

    // It is left alone for 90 days.
    await year.to("2027-05-05");
    expect(year.notices()).toEqual([notice]);
    await year.toWhen("2027-05-12", "it is told again", () => year.notices().length === 2);
  });
});
