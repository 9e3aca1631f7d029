import { afterAll, beforeAll, expect, it } from "vitest";
import { companyNamed, filingIn, REVIEW_CONFIG } from "../support/filing.ts";
import { type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { proposalFixture } from "../support/proposal-readings.ts";
import { proposalBody } from "../support/proposals.ts";

let program: LocalProgram;
const { file, comment, said, labels, cost } = filingIn(() => program);
const freeText = proposalFixture("free-text.md");

beforeAll(async () => {
  program = await startLocalProgram({ config: REVIEW_CONFIG });
});

afterAll(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

/** The parameters of the link to the form in the bot's answer. */
function formLink(number: number): Record<string, string> {
  const address = /\*\*\[Open the form\]\((\S+)\)\*\*/.exec(said(number)[0] ?? "")?.[1] ?? "";
  expect(address).toContain(`/${REPOSITORY}/issues/new?`);
  return Object.fromEntries(new URL(address).searchParams);
}

it("are pointed to the form, once, with what could be read filled in", async () => {
  const body = `${freeText}\nOur site: https://initech.example/about.`;
  const number = file({ title: "[PARTNERSHIP] Initech & Söhne", body });
  expect(await program.look(number)).toMatchObject({ stage: "incomplete" });
  expect(labels(number)).toEqual(["partner: incomplete"]);
  expect(formLink(number)).toMatchObject({
    template: "partnership-proposal.yml",
    title: "[PARTNERSHIP] Initech & Söhne",
    company: "Initech & Söhne",
    website: "https://initech.example/about",
    description: expect.stringContaining("Hello, I would like to become provider for your project."),
  });

  comment(number, "gus", "Ping?");
  expect(await cost(number)).toBe(1);
  program.clock.advance(86_400_000);
  comment(number, "mallory", "Me too!");
  expect(await cost(number)).toBe(1);
  expect(said(number)).toHaveLength(1);
});

it("are known by a label too, also when it is set later", async () => {
  const number = file({ title: "We would like to help", body: freeText });
  expect(await program.look(number)).toEqual({ kind: "nothing" });
  program.world.as("ada").setLabels(program.issue(number), ["Partnership"]);
  expect(await program.look(number)).toMatchObject({ stage: "incomplete" });
  expect(labels(number)).toEqual(["Partnership", "partner: incomplete"]);
  const filled = formLink(number);
  expect(filled).toMatchObject({ template: "partnership-proposal.yml" });
  expect(filled).not.toHaveProperty("title");
  expect(filled).not.toHaveProperty("company");
});

it("stay known when the label is taken away and the title changed", async () => {
  const number = file({ title: "[partner] Soylent", body: freeText });
  await program.look(number);
  program.world.as("gus").editIssue(program.issue(number), { title: "Soylent" });
  program.world.as("ada").setLabels(program.issue(number), []);
  expect(await program.look(number)).toMatchObject({ stage: "incomplete" });
  expect(labels(number)).toEqual(["partner: incomplete"]);
});

it("go on when the issue is edited to hold the form's answers", async () => {
  const number = file({ title: "[partner] Wonka", body: freeText });
  await program.look(number);
  program.world
    .as("gus")
    .editIssue(program.issue(number), { body: proposalBody(companyNamed("Wonka Industries")) });
  expect(await program.look(number)).toMatchObject({ stage: "review" });
  expect(said(number)).toEqual([expect.stringContaining("### Wonka Industries: open for discussion")]);
});

it("get a link that GitHub takes, whatever they wrote", async () => {
  const number = file({ title: `[partner] ${"社".repeat(200)}`, body: "書".repeat(5000) });
  await program.look(number);
  const address = /\((\S+\/issues\/new\?\S+)\)/.exec(said(number)[0] ?? "")?.[1] ?? "";
  expect(address.length).toBeLessThanOrEqual(4000);
  expect(formLink(number)["company"]).toBe("社".repeat(200));
});

it("are known by the form's answers alone", async () => {
  const number = file({ title: "Hello", body: proposalBody(companyNamed("Tyrell")) });
  expect(await program.look(number)).toMatchObject({ stage: "review" });
});

it("are no other issues", async () => {
  const others = [
    file({ title: "Partner page has a typo", body: "See the list.\n\n### Website\n\nis spelled wrong" }),
    file({ title: "Crash", body: "### What happened\n\nIt crashed.\n\n### Description\n\n_No response_" }),
    file({ title: "Question about [partner] programs", body: freeText, labels: ["question"] }),
  ];
  for (const number of others) {
    const before = labels(number);
    expect(await cost(number)).toBe(1);
    comment(number, "mallory", "/vote yes\n/help\n/withdraw");
    expect(await cost(number)).toBe(1);
    expect([said(number), labels(number)]).toEqual([[], before]);
  }
});

it("are no pull requests", async () => {
  program.world.as("bo").commit({
    repository: REPOSITORY,
    branch: "page",
    files: { "page.md": "A page.\n" },
    message: "A page",
  });
  const pullRequest = program.world.as("bo").openPullRequest({
    repository: REPOSITORY,
    title: "[Partner] A page",
    body: proposalBody(companyNamed("Cyberdyne")),
    head: "page",
  });
  program.world.as("mallory").comment(pullRequest, "/help");
  expect(await program.look(pullRequest.number)).toEqual({ kind: "nothing" });
  expect(pullRequest.comments).toHaveLength(1);
});
