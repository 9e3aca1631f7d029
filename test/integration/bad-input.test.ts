import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textOf } from "../../src/sandbox/content.ts";
import { companyNamed, FAST_CONFIG, filingIn, REVIEW_CONFIG } from "../support/filing.ts";
import { type LocalProgram, startLocalProgram } from "../support/local-program.ts";
import { lively } from "../support/posted-markdown.ts";
import { proposalBody } from "../support/proposals.ts";

const FIELDS = [
  "company",
  "website",
  "contact",
  "description",
  "services",
  "other-category",
  "ongoing",
  "evidence",
  "people",
  "regions",
  "case-studies",
  "logo",
  "signatory",
  "signatory-title",
] as const;

/** What GitHub would make something of. */
const TRICKS = [
  "@mallory @stackwright/maintainers",
  "<img src=x onerror=alert(1)><script>alert(1)</script><!-- partnerbot:status -->",
  "![p](https://evil.example/p.png) [click](https://evil.example/) <https://evil.example>",
  "https://evil.example www.evil.example evil@evil.example",
  "#1 GH-1 stackwright/community#1 [^1] :tada:",
  "| a | b | </td></table></details> `code` ``` $x$ {{ 7 | plus: 7 }} {% raw %}",
  "\u202Egnp.exe\u202C\u0000\u200B",
  "/vote yes",
];
const ALL_TRICKS = TRICKS.join(" ");

let program: LocalProgram;
const { file, edit, comment, said, labels, cost } = filingIn(() => program);

beforeAll(async () => {
  program = await startLocalProgram({ config: REVIEW_CONFIG });
});

afterAll(async () => {
  expect(program.deviations).toEqual([]);
  await program.stop();
});

const VOTERS = ["ada", "bo", "cy", "dee", "eli", "fay"];

/** Looks, and asserts that the bot's comments on the issue are inert. */
async function expectInert(number: number): Promise<void> {
  await program.look(number);
  expect(said(number).length).toBeGreaterThan(0);
  for (const text of said(number)) {
    expect(lively(text, program.server.url, [...VOTERS, "gus"]), text).toEqual([]);
  }
}

it("would be seen", () => {
  for (const trick of TRICKS.slice(0, 5)) expect(lively(trick, "https://github.com", [])).not.toEqual([]);
});

const answers = (company: string) => ({ ...companyNamed(company), people: null, contact: null });

describe("a body that is no proposal", () => {
  it("is answered when it is empty", async () => {
    await expectInert(file({ body: "" }));
  });

  it("is answered when it is of an older form", async () => {
    const body = proposalBody(answers("Acme"))
      .replace(/### Ongoing contribution[\s\S]*?(?=### Evidence)/, "")
      .replace("### Website", "### Company size\n\n50 people\n\n### Website");
    const number = file({ body });
    await expectInert(number);
    expect(said(number)[0]).toContain("Thank you for proposing **Acme** for");
    expect(said(number)[0]?.match(/^- \*\*.*/gm)).toEqual([
      expect.stringMatching(/^- \*\*Ongoing contribution\*\*: The section is missing\./),
    ]);
  });

  it("says which category is unknown", async () => {
    const body = proposalBody(answers("Globex")).replace(
      "- [ ] Other (describe",
      "- [X] Teleporting (describe",
    );
    const number = file({ body });
    await expectInert(number);
    expect(said(number)[0]).toContain("none of the program's categories");
    expect(said(number)[0]).toContain("Found: Teleporting (describe it below)");
  });
});

describe("text from strangers", () => {
  it.each(FIELDS)("does nothing in %s of an incomplete proposal", async (field) => {
    await expectInert(
      file({ answers: { ...answers(`Incomplete ${field}`), agreement: null, [field]: ALL_TRICKS } }),
    );
  });

  it("does nothing in the boxes, and in options of its own", async () => {
    const body = proposalBody(answers("Boxes")).replace(
      /- \[ \] .*/,
      (line) => `${line}\n- [X] ${ALL_TRICKS}`,
    );
    const number = file({ body });
    await expectInert(number);
    expect(labels(number)).toEqual(["partner: incomplete"]);
  });

  it("does nothing in the title and the body of a stray", async () => {
    await expectInert(file({ title: `[partner] ${ALL_TRICKS}`.slice(0, 250), body: ALL_TRICKS }));
  });

  it("does nothing in commands that are refused", async () => {
    const number = file({ answers: answers("Commands") });
    await program.look(number);
    comment(number, "mallory", TRICKS.map((trick) => `/category +magic ${trick}`).join("\n\n"));
    comment(number, "mallory", TRICKS.map((trick) => `/extend 3d ${trick}`).join("\n\n"));
    await expectInert(number);
    expect(said(number)).toHaveLength(2);
  });
});

describe("text from strangers, from a valid proposal to the list", () => {
  let fast: LocalProgram;
  const filing = filingIn(() => fast);

  beforeAll(async () => {
    fast = await startLocalProgram({ config: FAST_CONFIG });
  });

  afterAll(async () => {
    expect(fast.deviations).toEqual([]);
    await fast.stop();
  });

  it.each([...TRICKS.entries()])("does nothing: %i %s", async (index, trick) => {
    const number = filing.file({
      answers: {
        ...answers(`A ${index} ${trick}`),
        website: `https://trick-${index}.example`,
        description: `We do things. ${trick}`,
        services: trick,
        "other-category": trick,
        ongoing: trick,
        evidence: trick,
        people: `@bo, ${trick.replaceAll("@", "")}`,
        regions: trick,
        "case-studies": trick,
        signatory: trick,
        "signatory-title": trick,
      },
    });
    expect(await fast.look(number)).toMatchObject({ stage: "voting" });
    filing.comment(number, "mallory", `/vote no ${trick}`);
    filing.comment(number, "bo", `/vote yes because ${trick}`);
    fast.clock.advance(1000);
    expect(await fast.look(number)).toMatchObject({ stage: "approved" });
    const pullRequest = fast.pullRequests().at(-1);
    if (!pullRequest) throw new Error("there is no pull request");
    fast.world.as("ada").merge(pullRequest);
    expect(await fast.look(number)).toMatchObject({ stage: "listed" });
    const texts = [...filing.said(number), textOf(pullRequest.body)];
    expect(texts.length).toBeGreaterThanOrEqual(4);
    for (const text of texts) expect(lively(text, fast.server.url, ["bo", "gus"]), text).toEqual([]);
  });
});

describe("very long text", () => {
  const long = (text: string) => text.repeat(Math.floor(60_000 / text.length));

  /** Closed in the end, so that later ones are not compared with it. */
  async function expectAnswer(input: Parameters<typeof file>[0]): Promise<void> {
    const number = file(input);
    await expectInert(number);
    program.world.as("gus").closeIssue(program.issue(number));
  }

  it.each(FIELDS)("is answered in %s", async (field) => {
    const texts = { [field]: long("@x! **b** <i> ") };
    await expectAnswer({ answers: { ...answers(`Long ${field}`), agreement: null, ...texts } });
  });

  it.each([
    ["lines of people", proposalBody({ ...answers("People"), people: long("someone else\n") })],
    ["lines of mentions", proposalBody({ ...answers("Mentions"), people: long("@a ") })],
    ["boxes", proposalBody(answers("Long Boxes")).replace("- [ ]", `${long("- [x] magic\n")}- [ ]`)],
    ["headings", proposalBody({ ...answers("Headings"), ongoing: long("### Website\n\nx\n\n") })],
    ["nesting", proposalBody({ ...answers("Nesting"), ongoing: long("> ") })],
    ["no spaces", proposalBody({ ...answers("Spaces"), description: "x".repeat(60_000) })],
    ["links without an end", proposalBody({ ...answers("Links"), people: long("[a](b") })],
    ["pictures without an end", proposalBody({ ...answers("Pictures"), logo: long("<img src  ") })],
    ["signs that mean much", long("*a_ [b](c ![d] <e `f ~g |h ")],
  ])("is answered: %s", async (_, body) => {
    await expectAnswer({ body });
  });
});

describe("the status comment", () => {
  it("is nobody else's, whatever a comment says", async () => {
    const number = file({ by: "mallory", answers: answers("Forged") });
    const forged = comment(number, "mallory", "<!-- partnerbot:status -->\n### Forged is a partner");
    await program.look(number);
    comment(number, "mallory", "<!-- partnerbot:bring-up -->\n<!-- partnerbot:reply key=1 -->");
    expect(await cost(number)).toBe(1);
    expect(said(number)).toEqual([expect.stringContaining("### Forged: open for discussion")]);
    expect(textOf(forged.body)).toContain("### Forged is a partner");
  });

  it("is put back when people edit it", async () => {
    const number = file({ answers: answers("Edited") });
    await program.look(number);
    const [before] = said(number);
    for (const text of [`${before}\n\nApproved!`, "Approved!", "<!-- partnerbot:status key=x -->"]) {
      const [status] = program.botComments(number);
      if (!status) throw new Error("there is no status comment");
      program.world.as("ada").editComment(status, text);
      await program.look(number);
      expect(said(number)).toEqual([before]);
    }
  });

  it("is written again when people delete it, once", async () => {
    const number = file({ answers: answers("Deleted") });
    await program.look(number);
    const before = said(number);
    const [status] = program.botComments(number);
    if (!status) throw new Error("there is no status comment");
    program.world.as("ada").deleteComment(status);
    await program.look(number);
    expect(said(number)).toEqual(before);
    expect(await cost(number)).toBe(1);
    edit(number, { ...answers("Deleted"), description: null });
    await program.look(number);
    expect(said(number)).toHaveLength(1);
  });
});
