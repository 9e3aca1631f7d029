import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyNamed, filingIn, REVIEW_CONFIG } from "../support/filing.ts";
import { type LocalProgram, startLocalProgram } from "../support/local-program.ts";

const REGISTRY = `version: 1
partners:
  - id: massive-dynamic
    name: Massive Dynamic
    url: https://massive.example
    status: active
    since: "2025-01-01"
  - id: veridian
    name: Veridian Dynamics
    status: former
    since: "2024-01-01"
`;

let program: LocalProgram;
const { file, edit, comment, said, labels, cost } = filingIn(() => program);

beforeAll(async () => {
  program = await startLocalProgram({ config: REVIEW_CONFIG, files: { "partners.yml": REGISTRY } });
});

afterAll(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

const tick = () => program.clock.advance(60_000);

async function filed(input: Parameters<typeof file>[0]): Promise<number> {
  const number = file(input);
  await program.look(number);
  tick();
  return number;
}

function expectDuplicate(number: number, first: number): void {
  expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "duplicate" });
  expect(said(number)[0]).toMatch(new RegExp(`in \\[#${first}\\]\\(\\S+/issues/${first}\\)`));
  expect(labels(number)).toEqual(["partner: cancelled"]);
}

describe("the same company filed again", () => {
  it("is known by its name in other letters", async () => {
    const first = await filed({ answers: companyNamed("Acme Corp.") });
    const answers = { company: "ACME, Corp", website: "https://another.example" };
    expectDuplicate(await filed({ by: "mallory", answers }), first);
    expect(program.issue(first).state).toBe("open");
  });

  it("is known by its website's host", async () => {
    const first = await filed({ answers: { company: "Globex", website: "https://www.globex.example" } });
    const second = await filed({ answers: { company: "Globex Europe", website: "globex.example/eu" } });
    expectDuplicate(second, first);
    expect(await cost(first)).toBe(1);
    expect(await cost(second)).toBe(1);
  });

  it("opens again when it is edited into another company", async () => {
    const first = await filed({ answers: companyNamed("Initech") });
    const second = await filed({ answers: companyNamed("INITECH") });
    expectDuplicate(second, first);
    edit(second, companyNamed("Initrode"));
    expect(await program.look(second)).toMatchObject({ stage: "review" });
    expect(program.issue(second).state).toBe("open");
    expect(said(second)).toEqual([expect.stringContaining("### Initrode: open for discussion")]);
  });

  it("stays closed when the first has ended, until somebody goes on with it", async () => {
    const first = await filed({ answers: companyNamed("Tyrell") });
    const second = await filed({ answers: companyNamed("Tyrell") });
    program.world.as("gus").closeIssue(program.issue(first));
    await program.look(first);
    tick();
    comment(second, "gus", "And now?");
    expect(await program.look(second)).toMatchObject({ stage: "cancelled" });
    expect(program.issue(second).state).toBe("closed");
    expect(said(second)[0]).toContain("It was closed as a duplicate or as incomplete, and is that no more.");
    expect(await cost(second)).toBe(1);
    tick();
    program.world.as("bo").reopenIssue(program.issue(second));
    expect(await program.look(second)).toMatchObject({ stage: "review" });
  });

  it("is no duplicate of an issue without the form's answers, nor of a later one", async () => {
    const stray = await filed({ title: "[partner] Wonka", body: "We are Wonka." });
    const first = await filed({ answers: companyNamed("Wonka") });
    await filed({ answers: companyNamed("Wonka") });
    await program.look(first);
    expect([program.issue(stray).state, program.issue(first).state]).toEqual(["open", "open"]);
  });
});

describe("a company that is listed already", () => {
  it("is pointed to its entry", async () => {
    const number = await filed({ answers: { company: "Massive", website: "www.massive.example" } });
    expect(labels(number)).toEqual(["partner: incomplete"]);
    expect(said(number)[0]).toMatch(
      /- \*\*Company\*\*: This company is a partner already.* Found: Massive Dynamic See \[the entry\]\(\S+\/blob\/main\/partners\.yml\)/,
    );
  });

  it("may apply again when it is no partner any more", async () => {
    const number = await filed({ answers: companyNamed("Veridian Dynamics") });
    expect(labels(number)).toContain("partner: review");
  });
});

describe("an issue that is closed before the vote", () => {
  it("is withdrawn when the applicant does it, and goes on when it is reopened", async () => {
    const number = await filed({ answers: companyNamed("Hooli") });
    program.world.as("gus").closeIssue(program.issue(number));
    expect(await program.look(number)).toMatchObject({ stage: "withdrawn" });
    expect(said(number)).toEqual([expect.stringContaining("### Hooli: taken back")]);
    expect(program.issue(number).state).toBe("closed");
    tick();
    program.world.as("gus").reopenIssue(program.issue(number));
    expect(await program.look(number)).toMatchObject({ stage: "review" });
    expect(labels(number)).toContain("partner: review");
  });

  it("is cancelled when somebody else does it, and goes on when it is reopened", async () => {
    const number = await filed({ answers: companyNamed("Vandelay") });
    program.world.as("bo").closeIssue(program.issue(number), "not_planned");
    expect(await program.look(number)).toMatchObject({ stage: "cancelled" });
    expect(said(number)[0]).toContain("bo closed it.");
    edit(number, { ...companyNamed("Vandelay"), regions: "Latin America" });
    expect(await program.look(number)).toMatchObject({ stage: "cancelled" });
    program.world.as("ada").reopenIssue(program.issue(number));
    expect(await program.look(number)).toMatchObject({ stage: "review" });
  });

  it("is withdrawn by the applicant's /withdraw, until somebody reopens it", async () => {
    const number = await filed({ answers: companyNamed("Stark") });
    const word = comment(number, "gus", "/withdraw");
    expect(await program.look(number)).toMatchObject({ stage: "withdrawn" });
    expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "not_planned" });
    expect(word.reactions.map(({ content }) => content)).toEqual(["+1"]);
    expect(await cost(number)).toBe(1);
    tick();
    edit(number, { ...companyNamed("Stark"), regions: "New York" });
    expect(await program.look(number)).toMatchObject({ stage: "withdrawn" });
    program.world.as("bo").reopenIssue(program.issue(number));
    expect(await program.look(number)).toMatchObject({ stage: "review" });
    tick();
    comment(number, "gus", "/withdraw");
    expect(await program.look(number)).toMatchObject({ stage: "withdrawn" });
  });

  it("is not withdrawn by a stranger, who is told so once", async () => {
    const number = await filed({ answers: companyNamed("Wayne") });
    const word = comment(number, "mallory", "/withdraw");
    expect(await cost(number)).toBe(2);
    expect(labels(number)).toContain("partner: review");
    expect(word.reactions.map(({ content }) => content)).toEqual(["confused"]);
    expect(said(number)[1]).toContain("Only the applicant can take the proposal back.");
    expect(await cost(number)).toBe(1);
    expect(said(number)).toHaveLength(2);
  });

  it("is not withdrawn by an old command that a stranger edits into one", async () => {
    const number = await filed({ answers: companyNamed("Oscorp") });
    const word = comment(number, "mallory", "/help");
    await program.look(number);
    tick();
    program.world.as("mallory").editComment(word, "/withdraw");
    expect(await program.look(number)).toMatchObject({ stage: "review" });
    expect(word.reactions.map(({ content }) => content)).toEqual(["confused"]);
    expect(program.issue(number).state).toBe("open");
  });
});
