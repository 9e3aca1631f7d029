import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../../src/program/config.ts";
import { REPORT_KINDS, readContributionReport } from "../../../src/program/contribution-report.ts";
import { describeProblems } from "../../../src/program/proposal-problem.ts";
import { type FormInput, parseIssueBody, parseIssueForm } from "../../../src/text/issue-form.ts";
import { HOSTILE_TEXTS } from "../../support/hostile-text.ts";
import { REPORT_FORM_TEXT, reportBody } from "../../support/reports.ts";

const CONFIG = configSchema.parse({ roll: [{ users: ["bo"] }] });
const FORM = parseIssueForm(REPORT_FORM_TEXT);
const TODAY = "2026-03-02";

function readBody(body: string, form = FORM, config = CONFIG) {
  return readContributionReport(config, form, parseIssueBody(form, body), TODAY);
}

function read(answers: Record<string, FormInput> = {}) {
  return readBody(reportBody(answers));
}

/** What people are told, as `field: mend (found)`. */
function mends(answers: Record<string, FormInput>): string[] {
  const { problems, report } = read(answers);
  expect(report).toBeNull();
  return describeProblems(problems).map(({ field, mend, found }) => `${field}: ${mend} (${found})`);
}

describe("a report", () => {
  it("says whose work it was, what, when, and where it can be seen", () => {
    const { named, report, problems } = read();
    expect(problems).toEqual([]);
    expect(named).toBe("Globex");
    expect(report).toEqual({
      kind: "talk",
      date: "2026-02-20",
      evidence: ["https://conference.example/talks/7"],
      description: "A talk on automation at a conference.",
    });
  });

  it.each(REPORT_KINDS)("can be of each kind that the form offers: %s", (kind) => {
    expect(read({ kind: [kind] }).report?.kind).toBe(kind);
  });

  it.each(["2026-03-02", " 2026-03-02 ", "2024-02-29"])(
    "takes a day of the calendar, today among them: %j",
    (date) => {
      expect(read({ date }).report?.date).toBe(date.trim());
    },
  );

  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-2-3",
    "02.03.2026",
    "26-03-02",
    "20260302",
    "+002026-03-02",
    "2026-03-02T10:00:00Z",
    "yesterday",
    "2026-03-01 to 2026-03-02",
    "٢٠٢٦-٠٣-٠٢",
  ])("refuses what is no day: %s", (date) => {
    expect(mends({ date })).toEqual([
      `Date: Please give a day of the calendar as year, month and day, such as 2026-03-31. (${date})`,
    ]);
  });

  it("refuses a day that has not come yet, and says which it is", () => {
    expect(mends({ date: "2026-03-03" })).toEqual([
      "Date: This day has not come yet, by UTC. What is planned is reported when it is done. (2026-03-03)",
    ]);
    expect(read({ date: "2026-03-03" }).date).toBe("2026-03-03");
  });

  it("takes one address a line, each once, as text", () => {
    const evidence = [
      "- https://a.example/1",
      "<https://b.example/2>",
      "[slides](https://c.example/3), with notes",
      "www.d.example",
      "",
      "https://a.example/1",
      "http://gone.example/404 https://e.example/5",
    ].join("\r\n");
    expect(read({ evidence }).report?.evidence).toEqual([
      "https://a.example/1",
      "https://b.example/2",
      "https://c.example/3",
      "https://www.d.example/",
      "http://gone.example/404",
      "https://e.example/5",
    ]);
  });

  it.each([
    "see our blog",
    "javascript:alert(1)",
    "ftp://files.example/talk",
    "data:text/html,<script>alert(1)</script>",
    "https://user:secret@example.com/",
    "http://localhost:3000/",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "somebody@globex.example",
  ])("refuses evidence that is no public address: %s", (line) => {
    const [told, ...more] = mends({ evidence: `https://a.example/1\n${line}` });
    expect(told).toContain("Evidence: Please give a web address, such as https://www.example.com.");
    expect(told).toContain(`(${line})`);
    expect(more).toEqual([]);
  });

  it("asks for what is missing, or says nothing", () => {
    for (const empty of [null, "n/a", "<!-- later -->", "-"]) {
      expect(mends({ evidence: empty }), `${empty}`).toEqual(["Evidence: Please answer this. ()"]);
      expect(mends({ description: empty }), `${empty}`).toEqual(["Description: Please answer this. ()"]);
      expect(mends({ date: empty }), `${empty}`).toEqual(["Date: Please answer this. ()"]);
    }
    expect(mends({ partner: null, kind: null })).toEqual([
      "Partner: Please answer this. ()",
      "Kind: Please answer this. ()",
    ]);
    // A company may be called so.
    expect(read({ partner: "None" })).toMatchObject({ named: "None", problems: [] });
    const cut = reportBody().replace(/### Date\n\n.*\n\n/, "");
    expect(describeProblems(readBody(cut).problems)).toMatchObject([
      { field: "Date", mend: expect.stringContaining("The section is missing.") },
    ]);
  });

  it("has an end", () => {
    expect(read({ description: "é".repeat(500) }).problems).toEqual([]);
    expect(mends({ description: "é".repeat(501) })).toEqual([
      "Description: Please shorten it to 500 characters. (501 characters.)",
    ]);
    const addresses = (many: number) =>
      Array.from({ length: many }, (_, index) => `https://a.example/${index}`).join("\n");
    expect(read({ evidence: addresses(50) }).problems).toEqual([]);
    expect(mends({ evidence: addresses(51) })).toEqual(["Evidence: Please name at most 50. (51 entries.)"]);
    expect(mends({ evidence: `https://a.example/${"a".repeat(2100)}` })).toHaveLength(1);
  });

  it("has one kind, of the form's own options", () => {
    expect(mends({ kind: "party" })[0]).toContain('Kind: Please choose from the form\'s options: "talk", ');
  });

  it("is one line of text, whatever the description holds", () => {
    const description = "First.\r\n\r\nThen\u202E ![x](https://evil.example/x.png) <b>b</b>";
    expect(read({ description }).report?.description).toBe("First. Then x <b>b</b>");
  });

  it("is not told another day by a heading in an answer", () => {
    expect(mends({ description: "A talk.\n\n### Date\n\n2020-01-01" })).toEqual([
      expect.stringContaining("Date: There is more than one section with this heading"),
    ]);
  });

  it("never throws, and what it says is short and clean, for hostile text in any field", () => {
    const fields = ["partner", "kind", "date", "evidence", "description"];
    const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: "binary", maxLength: 300 }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), text), (answers) => {
        const { report } = read(answers);
        if (report === null) return;
        expect(REPORT_KINDS).toContain(report.kind);
        expect(report.date <= TODAY).toBe(true);
        expect([...report.description].length).toBeLessThanOrEqual(500);
        expect(report.description).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(report.evidence.length).toBeGreaterThan(0);
        for (const address of report.evidence)
          expect(["http:", "https:"]).toContain(new URL(address).protocol);
      }),
    );
  });
});

describe("a form of the program's own", () => {
  const form = parseIssueForm(`
name: Bericht
description: Arbeit
body:
  - { type: input, id: firma, attributes: { label: Firma } }
  - { type: input, id: tag, attributes: { label: Tag } }
  - { type: textarea, id: beleg, attributes: { label: Beleg } }
  - type: dropdown
    id: art
    attributes: { label: Art, options: [Conference talk, Blog posts, Podcast] }
`);
  const config = configSchema.parse({
    roll: [{ users: ["bo"] }],
    intake: { "report-fields": { partner: "firma", date: "Tag", evidence: "beleg", kind: "Art" } },
  });
  const body = (kind: string) =>
    `### Firma\n\nGlobex\n\n### Tag\n\n2026-02-20\n\n### Beleg\n\nhttps://a.example/1\n\n### Art\n\n${kind}`;

  it.each([
    ["Conference talk", "talk"],
    ["Blog posts", "post"],
    ["Podcast", "other"],
  ])("is read by what the config says of it, and %s is %s", (option, kind) => {
    const { report, problems, named } = readBody(body(option), form, config);
    expect({ problems, named }).toEqual({ problems: [], named: "Globex" });
    expect(report).toEqual({
      kind,
      date: "2026-02-20",
      evidence: ["https://a.example/1"],
      description: "",
    });
  });
});
