import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireRegistry } from "../../src/program/registry.ts";
import { companyNamed, FAST_CONFIG, filingIn, REVIEW_CONFIG } from "../support/filing.ts";
import { type LocalProgram, startLocalProgram } from "../support/local-program.ts";
import { proposalFixture } from "../support/proposal-readings.ts";

let program: LocalProgram;
const { file, edit, comment, said, labels, cost } = filingIn(() => program);

function startWith(options: () => Parameters<typeof startLocalProgram>[0]): void {
  beforeAll(async () => {
    program = await startLocalProgram(options());
  });
  afterAll(async () => {
    expect(program.deviations).toEqual([]);
    await program.stop();
  });
}

describe("a proposal that is filed", () => {
  startWith(() => ({ config: REVIEW_CONFIG }));

  it("hears what is missing, and is under review once that is mended", async () => {
    const answers = companyNamed("Acme");
    const number = file({ answers: { ...answers, description: "acme.example", agreement: null } });
    expect(await program.look(number)).toMatchObject({ stage: "incomplete" });
    expect(labels(number)).toEqual(["partner: incomplete"]);
    expect(said(number)).toHaveLength(1);
    expect(said(number)[0]).toContain("- **Description**: Please say in a sentence or two");
    expect(said(number)[0]).toContain("- **Agreement**: Please tick the box");

    edit(number, answers);
    expect(await program.look(number)).toMatchObject({ stage: "review" });
    expect(labels(number)).toEqual(["partner: review", "partner: engineering", "partner: marketing"]);
    expect(said(number)).toHaveLength(1);
    expect(said(number)[0]).toContain("### Acme: open for discussion");
  });

  it("asks once whether the accounts exist that it names", async () => {
    const answers = { ...companyNamed("Umbrella"), people: "@bo, dev\n@no-such-person, dev" };
    const number = file({ answers });
    program.requests();
    await program.look(number);
    // The first look shows whom the proposal names.
    const looks = program.requests().filter((request) => request.startsWith("ApplicationLook"));
    expect(looks).toHaveLength(2);
    expect(said(number)[0]).toContain(
      "- **People**: There is no such account on GitHub. Please correct its name. Found: no-such-person",
    );
    expect(await cost(number)).toBe(1);

    edit(number, { ...answers, people: "@bo, dev" });
    expect(await cost(number)).toBe(2);
    expect(labels(number)).toContain("partner: review");

    edit(number, { ...answers, people: "@bo, dev\n@mallory" });
    // Two looks, and the status comment names whom it is about.
    expect(await cost(number)).toBe(3);
    expect(await cost(number)).toBe(1);
  });

  it("has its author for a contact when it names nobody, and lives on after the vote opens", async () => {
    const number = file({ answers: { ...companyNamed("Hooli"), contact: null, people: null } });
    await program.look(number);
    comment(number, "bo", "/open-vote");
    expect(await program.look(number)).toMatchObject({ stage: "voting" });
    expect(program.file(`ballots/${number}-admit.yml`, "partnerbot-data")).toMatch(
      /contact:\n +login: gus\n +id: \d+\n/,
    );
    expect(await program.look(number)).toMatchObject({ stage: "voting", actions: 0 });
  });
});

describe("a name that means something in YAML", () => {
  startWith(() => ({ config: FAST_CONFIG }));
  const names = [
    "yes",
    "null",
    "- x",
    "a: b",
    "#hash",
    "'quoted' \"twice\"",
    "{c: [d]}",
    "Zahn & Söhne 🏭",
    "شركة المثال",
    "\u202Eelpmaxe",
    "a".repeat(100),
  ];

  it("comes unchanged into a registry that can be read", async () => {
    for (const [index, company] of names.entries()) {
      const number = file({ answers: { company, website: `https://company-${index}.example` } });
      expect(await program.look(number), company).toMatchObject({ stage: "voting" });
      comment(number, "bo", "/vote yes");
      program.clock.advance(1000);
      expect(await program.look(number), company).toMatchObject({ stage: "approved" });
      const pullRequest = program.pullRequests().at(-1);
      if (!pullRequest) throw new Error("there is no pull request");
      program.world.as("ada").merge(pullRequest);
      expect(await program.look(number), company).toMatchObject({ stage: "listed" });
    }
    const { partners } = requireRegistry(program.file("partners.yml"));
    expect(partners.map((partner) => partner.name)).toEqual(names.map((name) => name.replace("\u202E", "")));
    expect(new Set(partners.map((partner) => partner.id)).size).toBe(names.length);
  });
});

describe("a program's own form, as a real project has it", () => {
  const config = `${REVIEW_CONFIG}
intake:
  form: .github/ISSUE_TEMPLATE/solutions-provider.yml
  fields:
    company: organization name
    website: URL
    description: Business description
    services: Business Type
    regions: What regions of the world do you serve?
    ongoing: Product description
    case-studies: Blog posts
    logo: Logo
  categories: {}
`;
  startWith(() => ({
    config,
    files: {
      ".github/ISSUE_TEMPLATE/solutions-provider.yml": proposalFixture("solutions-provider.form.yml"),
    },
  }));
  const title = "[SolutionsProvider]  A company";

  it("takes a filled one for what it says", async () => {
    const number = file({ title, body: proposalFixture("solutions-provider.filled.md") });
    expect(await program.look(number)).toMatchObject({ stage: "review" });
    expect(said(number)[0]).toContain("### Nordlicht Suche GmbH: open for discussion");
    comment(number, "bo", "/open-vote");
    await program.look(number);
    const record = program.file(`ballots/${number}-admit.yml`, "partnerbot-data");
    expect(record).toContain("website: https://www.nordlicht-suche.example/");
    expect(record).toContain("- Managed Service Provider (MSP)");
    expect(record).toContain(
      "logo: https://github.com/user-attachments/assets/0d35ce43-9325-46da-96a7-79bb225d64c2",
    );
    expect(record).toContain("### Our services");
  });

  it("says what a careless one does not say", async () => {
    const number = file({ title, body: proposalFixture("solutions-provider.careless.md") });
    expect(await program.look(number)).toMatchObject({ stage: "incomplete" });
    const problems = said(number)[0]?.match(/^- \*\*.*$/gm);
    expect(problems).toEqual([
      expect.stringContaining("- **Logo**: Please drag the picture into the field"),
      expect.stringContaining("- **Business description**: Please say in a sentence or two"),
    ]);
  });

  it("points a free text to the form", async () => {
    const number = file({ title: "[PARTNER] Example Labs", body: proposalFixture("free-text.md") });
    expect(await program.look(number)).toMatchObject({ stage: "incomplete" });
    expect(said(number)[0]).toContain("### Please use the form");
    expect(said(number)[0]).toContain(
      "/issues/new?template=solutions-provider.yml&title=%5BPARTNER%5D+Example+Labs)",
    );
  });

  it("finds the same careless proposal, filed again and again", async () => {
    const again = [1, 2].map(() => file({ title, body: proposalFixture("solutions-provider.careless.md") }));
    for (const number of again) {
      expect(await program.look(number)).toMatchObject({ stage: "cancelled" });
      expect(program.issue(number)).toMatchObject({ state: "closed", stateReason: "duplicate" });
      expect(said(number)[0]).toContain("### There is a proposal for this company already");
    }
  });
});
