import { describe, expect, it } from "vitest";
import { describeProblems } from "../../../src/program/proposal-problem.ts";
import { proposalSnapshotSchema } from "../../../src/program/proposal-snapshot.ts";
import type { FormInput } from "../../../src/text/issue-form.ts";
import { readAnswers, readBody } from "../../support/proposal-readings.ts";
import { proposalBody } from "../../support/proposals.ts";

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");
const problems = (answers: Record<string, FormInput>, circumstances = {}) =>
  readAnswers(answers, circumstances).problems;
const without = (heading: string) =>
  proposalBody().replace(new RegExp(`### ${heading}\\n\\n[\\s\\S]*?(?=\\n\\n### |$)`), "");

describe("a proposal", () => {
  it("is valid when everything is answered", () => {
    const { problems, snapshot } = readAnswers();
    expect(problems).toEqual([]);
    expect(proposalSnapshotSchema.parse(snapshot)).toMatchObject({
      company: "Globex Corporation",
      website: "https://www.globex.example/",
      categories: ["engineering", "marketing"],
      people: [{ login: "gus", id: null, role: "release engineering" }],
      agreement: { signatory: "Gus Gorman", title: "Head of Open Source", date: "2026-03-02" },
    });
  });

  it.each(["company", "website", "description", "ongoing", "signatory"])("needs %s", (field) => {
    expect(problems({ [field]: null })).toMatchObject([{ kind: "missing" }]);
  });

  it.each(["n/a", "N/A.", "none", "-", "…", "\u200B", "\u3164"])("takes %j for no answer", (text) => {
    expect(problems({ signatory: text })).toEqual([{ kind: "missing", field: "Signatory" }]);
    expect(readAnswers({ people: text, regions: text, evidence: text, logo: text })).toMatchObject({
      problems: [],
      snapshot: { people: [], regions: [], evidence: [], logo: null },
    });
  });

  it.each(["\u200B", "![](https://x.example/a.png)", "\u202E\u2066", "<!-- Acme -->", "\u3164"])(
    "is of nobody when the name shows nothing: %j",
    (company) => {
      expect(problems({ company })).toEqual([{ kind: "missing", field: "Company name" }]);
    },
  );

  it("is of nobody without a name, whatever the config requires", () => {
    const config = { intake: { required: ["website"] } };
    expect(problems({ company: null, description: null, signatory: null }, { config })).toEqual([
      { kind: "missing", field: "Company name" },
    ]);
  });

  it("says which section is not there at all", () => {
    expect(readBody(without("Website")).problems).toEqual([{ kind: "missing-section", field: "Website" }]);
    expect(readBody(without("Regions")).problems).toEqual([]);
  });

  it("is not agreed to when the box is not ticked, and not when its section is cut out", () => {
    expect(problems({ agreement: null })).toEqual([{ kind: "not-agreed", field: "Agreement" }]);
    expect(readBody(without("Agreement")).problems).toEqual([
      { kind: "missing-section", field: "Agreement" },
    ]);
    const config = { intake: { required: ["company", "agreement"] } };
    expect(problems({ agreement: null }, { config })).toEqual([{ kind: "not-agreed", field: "Agreement" }]);
  });

  it("has each section once", () => {
    const body = `${proposalBody()}\n\n### Website\n\nhttps://evil.example`;
    const read = readBody(body);
    expect(read.problems).toEqual([{ kind: "duplicate-heading", field: "Website" }]);
    expect(read.snapshot.website).toBe("https://www.globex.example/");
  });

  it.each([
    ["www.globex.example", "https://www.globex.example/"],
    ["globex.example/partners", "https://globex.example/partners"],
    ["http://globex.example", "http://globex.example/"],
    ["<https://globex.example>", "https://globex.example/"],
    ["[Globex](https://globex.example)", "https://globex.example/"],
    ["See https://globex.example.", "https://globex.example/"],
    ["https://globex.example, https://globex.test", "https://globex.example/"],
    ["globex.example,", "https://globex.example/"],
  ])("reads the address %j", (website, address) => {
    expect(readAnswers({ website })).toMatchObject({ problems: [], snapshot: { website: address } });
  });

  it.each([
    "globex",
    "javascript:alert(1)",
    "info@globex.example",
    "https://user:pass@globex.example",
    "http://localhost:3000",
    "http://192.168.0.1/",
    "our site is down",
    "ftp://globex.example",
  ])("has no address in %j", (website) => {
    expect(problems({ website })).toEqual([{ kind: "not-an-address", field: "Website", found: website }]);
  });

  it("describes the company in at most 60 words that say something", () => {
    expect(problems({ description: words(60) })).toEqual([]);
    expect(problems({ description: `${words(60)} - & …` })).toEqual([]);
    expect(problems({ description: words(61) })).toEqual([
      { kind: "too-many-words", field: "Description", words: 61, limit: 60 },
    ]);
    expect(problems({ description: "語".repeat(1201) })).toEqual([
      { kind: "too-long", field: "Description", characters: 1201, limit: 1200 },
    ]);
    expect(
      problems({ description: words(6) }, { config: { intake: { "description-words": 5 } } }),
    ).toMatchObject([{ kind: "too-many-words", words: 6, limit: 5 }]);
  });

  it.each([
    "globex.example",
    "https://globex.example/",
    "GLOBEX corporation",
    "![](https://x.example/a.png)",
    "!!!",
  ])("says nothing by %j", (description) => {
    expect(problems({ description })).toMatchObject([{ kind: "says-nothing", field: "Description" }]);
  });

  it("has a name of at most 100 characters, whatever they are", () => {
    expect(problems({ company: "🏭".repeat(100) })).toEqual([]);
    expect(problems({ company: "a".repeat(300) })).toEqual([
      { kind: "too-long", field: "Company name", characters: 300, limit: 100 },
    ]);
  });

  it("keeps lists and lines short enough to be read", () => {
    const many = Array.from({ length: 51 }, (_, index) => `Service ${index}`).join("\n");
    expect(problems({ services: many })).toEqual([
      { kind: "too-many", field: "Services offered", entries: 51, limit: 50 },
    ]);
    expect(problems({ regions: "x".repeat(301), signatory: "y".repeat(301) })).toEqual([
      { kind: "too-long", field: "Signatory", characters: 301, limit: 300 },
      { kind: "too-long", field: "Regions", characters: 301, limit: 300 },
    ]);
    const link = `https://github.com/stackwright/core/pulls?q=${"x".repeat(400)}`;
    expect(problems({ evidence: link })).toEqual([]);
  });

  it("has a logo that is a picture", () => {
    expect(problems({ logo: "Globex" })).toEqual([{ kind: "no-picture", field: "Logo", found: "Globex" }]);
    expect(
      readAnswers({ logo: '<img width="9" src="https://github.com/user-attachments/assets/1" />' }),
    ).toMatchObject({
      problems: [],
      snapshot: { logo: "https://github.com/user-attachments/assets/1" },
    });
  });
});

describe("the contact", () => {
  it("is the author when nobody else is named", () => {
    expect(readAnswers({ contact: null }).snapshot.contact).toEqual({ login: "gus", id: 7 });
    expect(readAnswers({ contact: "n/a" }).snapshot.contact).toEqual({ login: "gus", id: 7 });
    expect(readAnswers({ contact: null }, { author: null }).snapshot.contact).toBeNull();
  });

  it.each([
    "@bo",
    "bo",
    "https://github.com/bo",
    "github.com/bo/",
    "[Bo Peep](https://github.com/bo)",
    "Bo Peep (@bo)",
    "`@bo`",
  ])("is read from %j", (contact) => {
    expect(readAnswers({ contact })).toMatchObject({ problems: [], snapshot: { contact: { login: "bo" } } });
  });

  it("has an account", () => {
    const accounts = new Map([
      ["bo", { login: "Bo", id: 12 }],
      ["ghost-x", null],
    ] as const);
    expect(readAnswers({ contact: "@BO" }, { accounts }).snapshot.contact).toEqual({ login: "Bo", id: 12 });
    expect(problems({ contact: "@Ghost-X" }, { accounts })).toEqual([
      { kind: "no-such-account", field: "Contact account on GitHub", found: "Ghost-X" },
    ]);
    expect(problems({ contact: "gus@globex.example" })).toEqual([
      { kind: "not-a-login", field: "Contact account on GitHub", found: "gus@globex.example" },
    ]);
  });
});

describe("the categories", () => {
  const form = (field: string) => `name: f\ndescription: d\nbody:
  - { type: input, id: company, attributes: { label: Company } }
  - ${field}
`;
  const categories = (field: string, answer: string, intake: object = {}) => {
    const read = readBody(`### Company\n\nAcme\n\n### Kinds\n\n${answer}`, {
      form: form(field),
      config: { intake: { fields: { categories: "Kinds" }, required: [], ...intake } },
    });
    return { ids: read.snapshot.categories, problems: read.problems };
  };
  const dropdown =
    "{ type: dropdown, attributes: { label: Kinds, multiple: true, options: [Engineering, Code (and tests), Hosting, Other] } }";
  const text = "{ type: input, attributes: { label: Kinds } }";

  it("are options of the form, by name", () => {
    expect(categories(dropdown, "Engineering")).toEqual({ ids: ["engineering"], problems: [] });
  });

  it("are options of the form, by mapping; other options are no categories then", () => {
    const mapping = { categories: { "code (and tests)": "engineering", Hosting: "business-development" } };
    expect(categories(dropdown, "Code (and tests), Hosting, Engineering", mapping)).toEqual({
      ids: ["engineering", "business-development"],
      problems: [],
    });
    expect(categories(dropdown, "Hosting", { categories: { "Code (and tests)": "engineering" } })).toEqual({
      ids: [],
      problems: [],
    });
  });

  it("are problems when the form offers what the config does not know", () => {
    expect(categories(dropdown, "Hosting").problems).toMatchObject([
      { kind: "unknown-category", field: "Kinds", found: "Hosting" },
    ]);
  });

  it("are problems when they are none of the form's options", () => {
    expect(categories(dropdown, "Teleportation").problems).toMatchObject([
      { kind: "unknown-category", found: "Teleportation" },
    ]);
  });

  it("are none for Other", () => {
    expect(categories(dropdown, "Other")).toEqual({ ids: [], problems: [] });
    const read = readAnswers({ categories: ["Other (describe it below)"], "other-category": "Cake" });
    expect(read).toMatchObject({ problems: [], snapshot: { categories: [], "other-category": "Cake" } });
  });

  it("are read from a text by id, name and label", () => {
    expect(categories(text, "engineering, Marketing, partner: professional-services, other")).toEqual({
      ids: ["engineering", "professional-services", "marketing"],
      problems: [],
    });
    expect(categories(text, "magic").problems).toMatchObject([{ kind: "unknown-category", found: "magic" }]);
  });

  it("are read from what people wrote under the boxes", () => {
    const body = proposalBody({ categories: null }).replace(
      /(### Contribution categories\n)/,
      "$1\nMarketing\n",
    );
    expect(readBody(body)).toMatchObject({ problems: [], snapshot: { categories: ["marketing"] } });
  });
});

describe("the people", () => {
  it("are each named once, and at most 50", () => {
    expect(readAnswers({ people: "@bo, dev\n@BO, boss" }).snapshot.people).toEqual([
      { login: "bo", id: null, role: "dev" },
    ]);
    const crowd = Array.from({ length: 51 }, (_, index) => `@person-${index}`).join("\n");
    expect(problems({ people: crowd })).toEqual([
      { kind: "too-many", field: "People", entries: 51, limit: 50 },
    ]);
  });

  it("have accounts", () => {
    const accounts = new Map([
      ["nobody-here", null],
      ["bo", { login: "bo", id: 2 }],
    ] as const);
    expect(readAnswers({ people: "@bo, dev\n@nobody-here\nGus & Bo" }, { accounts })).toMatchObject({
      problems: [{ kind: "no-such-account", field: "People", found: "nobody-here" }],
      snapshot: { people: [{ login: "bo", id: 2 }, { login: "nobody-here" }, { login: "Gus" }] },
    });
    expect(problems({ people: "N.N., engineer" })).toEqual([
      { kind: "not-a-login", field: "People", found: "N.N." },
    ]);
  });
});

describe("the digest", () => {
  const digest = (body: string) => readBody(body).digest;
  const body = proposalBody();

  it("stays when no answer changes", () => {
    expect(digest(body.replace(/\n/g, "\r\n"))).toBe(digest(body));
    expect(digest(body.replace(/\n\n/g, "\n\n\n"))).toBe(digest(body));
    expect(digest(body.replace(/- \[X\]/g, "- [x]"))).toBe(digest(body));
    expect(digest(`Hello!\n\n${body}  \n`)).toBe(digest(body));
  });

  it.each([
    ["a word", body.replace("factories", "bakeries")],
    ["a box", body.replace("- [ ]", "- [X]")],
    ["what is no option", body.replace("- [ ] Other", "- [X] Others")],
    ["an answer taken away", body.replace("Europe, North America", "_No response_")],
  ])("changes with %s", (_, edited) => {
    expect(edited).not.toBe(body);
    expect(digest(edited)).not.toBe(digest(body));
  });
});

describe("problems in words", () => {
  it("say what is wrong several times in one field once, and end early", () => {
    const found = Array.from({ length: 900 }, (_, index) => `@a!${index}`);
    const texts = describeProblems([
      ...found.map((text) => ({ kind: "not-a-login" as const, field: "People", found: text })),
      ...found.map((text) => ({ kind: "missing" as const, field: text })),
    ]);
    expect(texts).toHaveLength(26);
    expect(texts[0]?.found).toBe("@a!0, @a!1, @a!2, @a!3, @a!4 and 895 more");
    expect(texts.at(-1)?.mend).toBe("876 more, which are shown when these are mended.");
  });

  it("shorten what was found and what could be chosen", () => {
    const long = "x".repeat(5000);
    const [text] = describeProblems([
      { kind: "unknown-option", field: "Kinds", found: long, known: Array.from({ length: 99 }, () => long) },
    ]);
    expect(text?.found).toHaveLength(80);
    expect(text?.mend.length).toBeLessThan(1200);
  });
});
