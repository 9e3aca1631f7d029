import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatInstantForPeople, instantOf } from "../../src/program/instant.ts";
import { companyNamed, filingIn, REVIEW_CONFIG } from "../support/filing.ts";
import { type LocalProgram, startLocalProgram } from "../support/local-program.ts";
import { proposalFixture } from "../support/proposal-readings.ts";

const DAY = 86_400_000;
let program: LocalProgram;
const { file, edit, comment, said, labels, cost } = filingIn(() => program);

function startWith(config: string): void {
  beforeAll(async () => {
    program = await startLocalProgram({ config });
  });
  afterAll(async () => {
    expect(program.deviations).toEqual([]);
    await program.stop();
  });
}

const lookAfter = async (days: number, number: number) => {
  program.clock.advance(days * DAY);
  return program.look(number);
};
const mentions = (number: number) => said(number).filter((text) => text.includes("still waits for you"));

describe("an incomplete proposal", () => {
  startWith(REVIEW_CONFIG);
  const incompleteOf = (company: string) => ({ ...companyNamed(company), ongoing: null });

  it("is reminded of after 14 and 28 days, and closed after 42", async () => {
    const incomplete = incompleteOf("Acme");
    const number = file({ answers: incomplete });
    const filed = program.clock.now();
    expect(await program.look(number)).toMatchObject({ next: filed + 14 * DAY });
    expect(said(number)[0]).toContain(
      `Without an edit it is closed on ${formatInstantForPeople(instantOf(filed + 42 * DAY))}`,
    );
    program.clock.advance(14 * DAY - 1000);
    expect(await cost(number)).toBe(1);

    program.clock.advance(1000);
    expect(await program.look(number)).toMatchObject({ stage: "incomplete", next: filed + 28 * DAY });
    expect(said(number)[0]).toContain("This has waited for a while.");
    expect(mentions(number)).toEqual([
      expect.stringContaining("@gus, the proposal of Acme still waits for you: 1 thing is to be mended."),
    ]);
    expect(mentions(number)[0]).toMatch(/\[What is missing\]\(\S+#issuecomment-\d+\)/);
    expect(await cost(number)).toBe(1);

    expect(await lookAfter(14, number)).toMatchObject({ stage: "incomplete", next: filed + 42 * DAY });
    expect(mentions(number)).toHaveLength(2);
    comment(number, "mallory", "Any news?");
    expect(await cost(number)).toBe(1);

    expect(await lookAfter(14, number)).toMatchObject({ stage: "expired", next: null });
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(labels(number)).toEqual(["partner: expired"]);
    expect(said(number)[0]).toContain("stayed incomplete for 42 days and is closed");
    expect(said(number)).toHaveLength(3);
    expect(await cost(number)).toBe(1);
  });

  it("is reminded of once when nothing ran for a month", async () => {
    const incomplete = incompleteOf("Umbrella");
    const number = file({ answers: incomplete });
    await lookAfter(30, number);
    expect(mentions(number)).toHaveLength(1);
    expect(await cost(number)).toBe(1);
  });

  it("is opened again by an edit, and its time starts anew", async () => {
    const incomplete = incompleteOf("Hooli");
    const number = file({ answers: incomplete });
    await program.look(number);
    await lookAfter(14, number);
    await lookAfter(28, number);
    program.clock.advance(100 * DAY);
    edit(number, { ...incomplete, description: "Hooli makes everything that a coyote needs." });
    expect(await program.look(number)).toMatchObject({ stage: "incomplete" });
    expect(program.issue(number).state).toBe("open");
    expect(labels(number)).toEqual(["partner: incomplete"]);

    await lookAfter(13, number);
    expect(mentions(number)).toHaveLength(1);
    await lookAfter(1, number);
    expect(mentions(number)).toHaveLength(2);
    edit(number, companyNamed("Hooli"));
    expect(await program.look(number)).toMatchObject({ stage: "review" });
  });

  it("is opened again by whoever may reopen it, and its time starts anew", async () => {
    const incomplete = incompleteOf("Vandelay");
    const number = file({ answers: incomplete });
    await program.look(number);
    await lookAfter(42, number);
    expect(program.issue(number).state).toBe("closed");
    program.world.as("bo").reopenIssue(program.issue(number));
    expect(await program.look(number)).toMatchObject({
      stage: "incomplete",
      next: program.clock.now() + 14 * DAY,
    });
    expect(program.issue(number).state).toBe("open");
  });

  it("goes on when its author closed it and opens it again", async () => {
    const incomplete = incompleteOf("Stark");
    const number = file({ answers: incomplete });
    await program.look(number);
    program.clock.advance(20 * DAY);
    program.world.as("gus").closeIssue(program.issue(number));
    expect(await program.look(number)).toMatchObject({ stage: "withdrawn" });
    await lookAfter(200, number);
    expect(labels(number)).toEqual(["partner: withdrawn"]);
    program.world.as("gus").reopenIssue(program.issue(number));
    expect(await program.look(number)).toMatchObject({
      stage: "incomplete",
      next: program.clock.now() + 14 * DAY,
    });
    expect(mentions(number)).toHaveLength(0);
  });

  it("may be a stray", async () => {
    const number = file({ title: "[partner] Initech", body: proposalFixture("free-text.md") });
    await program.look(number);
    await lookAfter(14, number);
    expect(mentions(number)).toEqual([expect.stringContaining("@gus, the proposal still waits for you")]);
    expect(await lookAfter(28, number)).toMatchObject({ stage: "expired" });
    expect(said(number)).toHaveLength(2);
  });

  it("stays closed when only the config changes", async () => {
    const incomplete = incompleteOf("Wayne");
    const number = file({ answers: incomplete });
    await program.look(number);
    await lookAfter(42, number);
    program.world.as("ada").commit({
      repository: "stackwright/community",
      branch: "main",
      files: { ".github/partnerbot.yml": `${REVIEW_CONFIG}intake: { expire: 400d }\n` },
      message: "more time",
    });
    expect(await program.look(number)).toMatchObject({ stage: "cancelled" });
    expect(program.issue(number).state).toBe("closed");
    expect(await cost(number)).toBe(1);
    edit(number, companyNamed("Wayne"));
    expect(await program.look(number)).toMatchObject({ stage: "review" });
    expect(program.issue(number).state).toBe("open");
  });
});

const called = (number: number) => said(number).filter((text) => text.includes("waits for a vote"));

describe("a complete proposal that waits for its vote", () => {
  startWith(REVIEW_CONFIG);

  it("is brought to each member, once", async () => {
    const number = file({ answers: companyNamed("Acme") });
    expect(await program.look(number)).toMatchObject({ next: program.clock.now() + 21 * DAY });
    await lookAfter(20, number);
    expect(called(number)).toEqual([]);
    expect(await lookAfter(1, number)).toMatchObject({ stage: "review", next: null });
    expect(called(number)).toHaveLength(1);
    expect(called(number)[0]).toContain(
      "@ada @bo @cy @dee @eli @fay: the proposal of Acme has been complete since",
    );
    expect(await cost(number)).toBe(1);
    await lookAfter(100, number);
    edit(number, { ...companyNamed("Acme"), regions: "Everywhere" });
    await program.look(number);
    await lookAfter(100, number);
    expect(called(number)).toHaveLength(1);
  });
});

describe("a committee that the config names as a team", () => {
  startWith(
    REVIEW_CONFIG.replace("program: { ", 'program: { committee-mention: "@stackwright/maintainers", '),
  );

  it("is called as a team, without asking who the members are", async () => {
    const number = file({ answers: companyNamed("Acme") });
    await program.look(number);
    program.clock.advance(21 * DAY);
    expect(await cost(number)).toBe(2);
    expect(called(number)[0]).toContain("@stackwright/maintainers: the proposal of Acme");
  });
});
