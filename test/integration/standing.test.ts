import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requireRegistry } from "../../src/program/registry.ts";
import { textOf } from "../../src/sandbox/content.ts";
import type { Issue } from "../../src/sandbox/state.ts";
import { parseMarker } from "../../src/text/marker.ts";
import { filingIn } from "../support/filing.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { REPORT_FORM_TEXT, reportBody } from "../support/reports.ts";
import { DAY, SECOND } from "../support/vote.ts";

/** The app is not installed there, so it can become invisible. */
const ENGINE = "mallory/engine";

let program: LocalProgram;
const { said, labels, cost, comment } = filingIn(() => program);

beforeEach(async () => {
  program = await startLocalProgram({
    config: `${CONFIG}  remove: { pass: { over: 1/2, of: eligible }, period: { open-for: 7d } }
activity: { repositories: [${ENGINE}], since: "2025-06-01" }
site: { branch: none }
`.replace(/affiliations:\n.*\n/, ""),
    repositories: [{ name: ENGINE }],
  });
  const { accountId } = program.world.as("dee").actor as { accountId: number };
  program.world.as("ada").commit({
    repository: REPOSITORY,
    branch: "main",
    files: {
      ".github/ISSUE_TEMPLATE/contribution-report.yml": REPORT_FORM_TEXT,
      "partners.yml": `partners:
  - id: globex
    name: Globex
    since: "2025-01-01"
    contacts: [{ login: gus }]
    people: [{ login: dee, id: ${accountId}, from: "2025-01-01", consent: { state: confirmed } }]
`,
    },
    message: "a partner",
  });
});

afterEach(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

/** Lets so many days go by, with a sweep on each. */
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    program.clock.advance(DAY);
    for (const number of await program.lookAtProgram()) await program.look(number);
  }
}

function work(): void {
  program.world.as("dee").openIssue({ repository: ENGINE, title: "It is broken", body: "Really" });
}

function issuesOf(marker: string): Issue[] {
  return [...program.repository.issues.values()].filter(
    (issue): issue is Issue => issue.type === "Issue" && parseMarker(textOf(issue.body))?.name === marker,
  );
}

function notice(): Issue {
  const open = issuesOf("wind-down").filter(({ state }) => state === "open");
  const [first, ...others] = open;
  if (first === undefined || others.length > 0) throw new Error(`there are ${open.length} open notices`);
  return first;
}

const reminders = (number: number) =>
  said(number).filter((text) => parseMarker(text)?.name === "wind-down-reminder").length;
const status = (number: number) => said(number).find((text) => parseMarker(text)?.name === "status") ?? "";

describe("a partner through a year and more", () => {
  it("is active, goes quiet, is told and reminded, not during an outage, and comes back", async () => {
    for (let week = 0; week < 6; week += 1) {
      work();
      await days(7);
    }
    expect(issuesOf("wind-down")).toEqual([]);
    await days(82);
    expect(issuesOf("wind-down")).toEqual([]);
    await days(2);
    const { number, body, title } = notice();
    expect(title).toBe("Globex: has the partnership come to an end?");
    expect(textOf(body)).toMatch(/@gus: Globex is a partner .* in the last 90 days in 1 linked repository/);
    expect(textOf(body)).toContain("[of 2026-04-06](");
    await days(1);
    expect(labels(number).sort()).toEqual(["partner: notice", "partner: winding-down"]);
    await days(30);
    expect(reminders(number)).toBe(1);
    expect(await cost(number)).toBe(1);

    program.world.repository(ENGINE).private = true;
    await days(45);
    expect(reminders(number)).toBe(1);
    expect(status(number)).toContain(
      "Nothing goes on for now. Not known: mallory/engine (not found on GitHub).",
    );
    program.world.repository(ENGINE).private = false;
    await days(2);
    expect(reminders(number)).toBe(2);

    work();
    await days(2);
    expect(status(number)).toContain("Globex is active, and stays a partner");
    expect(program.issue(number).state).toBe("closed");
    expect(issuesOf("wind-down")).toHaveLength(1);
    // Two reviews of all partners have come by.
    expect(issuesOf("review").map(({ title }) => title)).toEqual(["Review of all partners, 2026-07"]);
  });

  it("is looked at when its work of days without the bot is known, as the process looks while it sweeps", async () => {
    await days(2);
    const { number } = notice();
    program.clock.advance(10 * DAY);
    work();
    program.clock.advance(DAY);
    const looks: Promise<unknown>[] = [];
    await program.lookAtProgram((numbers) => {
      looks.push(...numbers.map((each) => program.look(each)));
    });
    await Promise.all(looks);
    expect(looks).toHaveLength(1);
    expect(status(number)).toContain("Globex is active, and stays a partner");
    expect(program.issue(number).state).toBe("closed");
  });

  it("is removed by a vote when it stays quiet, and only by the merge", async () => {
    await days(2);
    const { number } = notice();
    await days(93);
    expect(reminders(number)).toBe(3);
    expect(labels(number)).toContain("partner: voting");
    expect(status(number)).toContain("Shall Globex stop being a partner?");
    program.clock.advance(SECOND);
    for (const login of ["bo", "cy", "ada"]) comment(number, login, "/vote yes");
    await days(8);
    const [pullRequest] = program.pullRequests();
    if (pullRequest === undefined) throw new Error("there is no pull request");
    const partner = () => requireRegistry(program.file("partners.yml")).partners[0];
    expect(partner()?.status).toBe("active");
    program.world.as("bo").merge(pullRequest);
    await days(1);
    expect(partner()?.status).toBe("former");
    expect(program.issue(number).state).toBe("closed");
    expect(await cost(number)).toBe(1);
    await days(100);
    expect(issuesOf("wind-down")).toHaveLength(1);
    // No event tells of what is asked for there, and the notice is closed.
    comment(number, "bo", "/open-vote reinstate they are back");
    await days(1);
    expect(labels(number)).toContain("partner: voting");
  });

  it("comes back by work that it reports and that a member confirms, and by no other", async () => {
    await days(2);
    const { number } = notice();
    await days(10);
    const report = program.world.as("gus").openIssue({
      repository: REPOSITORY,
      title: "[Report] Globex",
      body: reportBody({ date: new Date(program.clock.now() - 5 * DAY).toISOString().slice(0, 10) }),
    });
    await days(2);
    expect(program.issue(number).state).toBe("open");
    comment(report.number, "cy", "/confirm");
    await days(2);
    expect(program.issue(report.number).state).toBe("closed");
    expect(status(number)).toContain("Globex is active, and stays a partner");
    expect(program.issue(number).state).toBe("closed");
    // Written over by somebody else, it is not believed any more, and the partner is quiet again in time.
    program.world.as("ada").commit({
      repository: REPOSITORY,
      branch: "partnerbot-data",
      files: {
        [`reports/${report.number}.yml`]: `${program.file(`reports/${report.number}.yml`, "partnerbot-data")}# longer\n`,
      },
      message: "ours for ever",
    });
    await days(95);
    expect(issuesOf("wind-down").filter(({ state }) => state === "open")).toHaveLength(1);
  });

  it("has more time by an exception, and an appeal stops the clock", async () => {
    await days(2);
    const { number } = notice();
    comment(number, "bo", "/exception 60d they move offices");
    comment(number, "gus", "/appeal we are still here");
    await days(1);
    expect(status(number)).toContain("Globex has appealed");
    await days(100);
    expect(reminders(number)).toBe(0);
    comment(number, "cy", "/exception 10d so be it");
    await days(1);
    expect(reminders(number)).toBe(1);
  });
});

describe("the review of all partners", () => {
  it("links to what was done, and says which logins are another account's by now", async () => {
    const registry = program.file("partners.yml") ?? "";
    const rosters = () => program.requests().filter((name) => name.startsWith("Roster"));
    program.world.as("ada").commit({
      repository: REPOSITORY,
      branch: "main",
      // Who was called `dee` when the entry was made has given the name up, and somebody else has it.
      files: {
        "partners.yml": registry.replace("login: dee", "login: cy").replace("gus", "nobody-any-more"),
      },
      message: "old names",
    });
    work();
    program.clock.advance(121 * DAY);
    program.requests();
    await days(1);
    expect(rosters()).toHaveLength(1);
    const [review, ...more] = issuesOf("review");
    if (review === undefined || more.length > 0) throw new Error(`there are ${more.length} more reviews`);
    const body = textOf(review.body);
    expect(body).toMatch(
      /\| 1 issue \(\[1\]\(http:\/\/127\.0\.0\.1:\d+\/mallory\/engine\/issues\/1\)\) \| 1 \| 1 \|/,
    );
    expect(body).toMatch(
      /- Globex: the login cy is another account's by now \([\d\u200b]+, and the registry has [\d\u200b]+\)\./,
    );
    expect(body).not.toContain("nobody-any-more is another");
    expect(body).toContain("- Globex: no account is called nobody-any-more any more.");
    program.requests();
    await days(1);
    expect(rosters()).toEqual([]);
  });
});
