import { describe, expect, it } from "vitest";
import { readConfig, readProgram } from "../../../src/program/program-files.ts";
import { loadIssueForm } from "../../../src/templates.ts";
import { proposalFixture } from "../../support/proposal-readings.ts";

const CONFIG = ".github/partnerbot.yml";
const FORM = ".github/ISSUE_TEMPLATE/partnership-proposal.yml";
const ROLL = "roll: [{ users: [ada] }]\n";

interface Texts {
  config?: string;
  form?: string | null;
  updateForm?: string | null;
  reportForm?: string | null;
  registry?: string;
}

function problemsOf({
  config = "",
  form = loadIssueForm("partnership-proposal"),
  updateForm,
  reportForm,
  registry,
}: Texts): string[] {
  const file = (path: string, text: string) => ({ path, oid: "0", text });
  return readProgram("stackwright", {
    config: file(CONFIG, config.startsWith("roll") ? config : ROLL + config),
    form: form === null ? null : file(FORM, form),
    ...(updateForm === undefined ? {} : { updateForm: updateForm === null ? null : file("", updateForm) }),
    ...(reportForm === undefined ? {} : { reportForm: reportForm === null ? null : file("", reportForm) }),
    registry: registry === undefined ? null : file("partners.yml", registry),
  }).problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`);
}

describe("a program's files", () => {
  it("are sound when they say only who votes", () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ registry: "# nobody yet\n" })).toEqual([]);
    expect(problemsOf({ updateForm: null })).toEqual([]);
    expect(problemsOf({ updateForm: loadIssueForm("partner-update") })).toEqual([]);
    expect(problemsOf({ reportForm: null })).toEqual([]);
    expect(problemsOf({ reportForm: loadIssueForm("contribution-report") })).toEqual([]);
  });

  it.each<[string, Texts, string]>([
    ["YAML that is none", { config: "roll:\n  - { users: [ada]\n" }, `${CONFIG}:3:1 not valid YAML: `],
    ["a key written twice", { config: "rules: {}\nrules: {}\n" }, `${CONFIG}:3:1 this key is written twice`],
    ["nobody who votes", { config: "roll: []\n" }, `${CONFIG}:1:7 `],
    [
      "an unknown key",
      { config: "reveiw: {}" },
      `${CONFIG}:2:1 unknown key "reveiw": did you mean "review"?`,
    ],
    [
      "a wrong type",
      { config: "intake: { description-words: many }" },
      `${CONFIG}:2:30 found the text "many", expected a number`,
    ],
    [
      "a word that is near",
      { config: "review: { open-vote: by-comittee }" },
      `${CONFIG}:2:22 found the text "by-comittee", expected "by-bot" or "by-committee"; did you mean "by-committee"?`,
    ],
    [
      "a rule that can never pass",
      { config: "rules: { admit: { pass: { over: 1, of: eligible } } }" },
      `${CONFIG}:2:33 more than 1 of the whole can never be reached`,
    ],
    [
      "a category that the mapping takes for one",
      { config: "intake:\n  categories: { Code: enginering }" },
      `${CONFIG}:3:23 enginering is none of the categories: engineering, professional-services, business-development, marketing; did you mean engineering?`,
    ],
    [
      "a day that the calendar does not have",
      { config: 'affiliations: [{ login: ada, organization: G, from: "2024-13-01" }]' },
      `${CONFIG}:2:53 there is no such day in the calendar`,
    ],
    [
      "an affiliation that ends before it begins",
      { config: 'affiliations: [{ login: a, organization: G, from: "2025-01-02", to: "2025-01-01" }]' },
      `${CONFIG}:2:69 the last day, 2025-01-01, is before the first, 2025-01-02`,
    ],
    [
      "one file for two purposes",
      { config: "files: { list: partners.yml }" },
      `${CONFIG}:2:8 the registry and the list are both partners.yml: give each its own path`,
    ],
    [
      "two categories of one id",
      { config: "categories: [{ id: a, name: A }, { id: a, name: B }]" },
      `${CONFIG}:2:40 there are two categories a: give each its own id`,
    ],
    [
      "a category's label that shows a stage",
      { config: "categories: [{ id: review, name: Review }]" },
      `${CONFIG}:2:20 the label "partner: review" is one of this app's own`,
    ],
    [
      "a label that GitHub refuses",
      { config: `categories: [{ id: ${"x".repeat(45)}, name: X }]` },
      `${CONFIG}:2:20 the label "partner: ${"x".repeat(45)}" is longer than 50 characters`,
    ],
    [
      "two categories of one label",
      { config: "categories: [{ id: a, name: A, label: L }, { id: b, name: B, label: l }]" },
      `${CONFIG}:2:69 the label "l" is also that of a`,
    ],
    [
      "a form that is not there",
      { config: "intake: { form: .github/form.yml }", form: null },
      `${CONFIG}:2:17 there is no issue form at .github/form.yml: add it, or say under intake.form where it is`,
    ],
    [
      "a form that is none",
      { form: "name: f\nbody:\n  - { type: input }\n" },
      `${FORM}:3:5 The issue form cannot be read: line 3, column 5: `,
    ],
    [
      "a form without a field for the company",
      { form: proposalFixture("solutions-provider.form.yml") },
      `${CONFIG}:1:1 no field of the form holds the company's name: say which under intake.fields`,
    ],
    [
      "a field that the form does not have",
      { config: "intake: { fields: { website: Webseite } }" },
      `${CONFIG}:2:30 the form has no field "Webseite": did you mean "website"? Its fields: "Company name", "Website", `,
    ],
    [
      "a part that is required and not asked for",
      {
        config: "intake: { required: [company, logo] }",
        form: "name: f\nbody:\n  - { type: input, id: company, attributes: { label: Company } }\n",
      },
      `${CONFIG}:2:31 logo is required, and the form does not ask for it`,
    ],
    [
      "a form of updates that is not there",
      { config: "intake: { update-form: .github/update.yml }", updateForm: null },
      `${CONFIG}:2:24 there is no issue form at .github/update.yml: add it, or take this out`,
    ],
    [
      "a form of updates that is none",
      { updateForm: "name: f\nbody:\n  - { type: input }\n" },
      ".github/ISSUE_TEMPLATE/partner-update.yml:3:5 The issue form cannot be read: line 3, column 5: ",
    ],
    [
      "a form of updates that does not say of whom",
      { updateForm: loadIssueForm("partner-update").replace("id: partner", "id: who") },
      `${CONFIG}:1:1 no field of .github/ISSUE_TEMPLATE/partner-update.yml says which partner it is`,
    ],
    [
      "a field that the form of updates does not have",
      {
        config: "intake: { update-fields: { website: Webseite } }",
        updateForm: loadIssueForm("partner-update"),
      },
      `${CONFIG}:2:37 the form has no field "Webseite": did you mean "website"? Its fields: "Partner", `,
    ],
    [
      "one form for both kinds of issues",
      { config: "intake: { update-form: a.yml, form: a.yml }" },
      `${CONFIG}:2:24 proposals and updates are both filed by a.yml: give each its own form`,
    ],
    [
      "a form of reports that is not there",
      { config: "intake: { report-form: .github/report.yml }", reportForm: null },
      `${CONFIG}:2:24 there is no issue form at .github/report.yml: add it, or take this out, and there are no reports`,
    ],
    [
      "a form of reports that does not ask for the day",
      { reportForm: loadIssueForm("contribution-report").replace("id: date", "id: when") },
      `${CONFIG}:1:1 no field of .github/ISSUE_TEMPLATE/contribution-report.yml says on which day it was`,
    ],
    [
      "a form of reports that does not ask for evidence",
      { reportForm: loadIssueForm("contribution-report").replace("id: evidence", "id: where") },
      `${CONFIG}:1:1 no field of .github/ISSUE_TEMPLATE/contribution-report.yml says where it can be seen`,
    ],
    [
      "a field that the form of reports does not have",
      {
        config: "intake: { report-fields: { kind: Art } }",
        reportForm: loadIssueForm("contribution-report"),
      },
      `${CONFIG}:2:34 the form has no field "Art"`,
    ],
    [
      "one form for updates and reports",
      { config: "intake: { update-form: a.yml, report-form: a.yml }" },
      `${CONFIG}:2:44 updates and reports are both filed by a.yml: give each its own form`,
    ],
    [
      "a category's label that tells reports from proposals",
      { config: "categories: [{ id: report, name: Report }]" },
      `${CONFIG}:2:20 the label "partner: report" is one of this app's own`,
    ],
    [
      "a category's label that tells updates from proposals",
      { config: "categories: [{ id: update, name: Update }]" },
      `${CONFIG}:2:20 the label "partner: update" is one of this app's own`,
    ],
    [
      "a registry that is none",
      { registry: "partners: 7\n" },
      "partners.yml:1:11 found the number 7, expected a list",
    ],
    [
      "a day that is none",
      { registry: "partners:\n  - { id: acme, name: Acme, since: yesterday }\n" },
      'partners.yml:2:36 found the text "yesterday", expected a day such as 2026-01-31',
    ],
  ])("show %s, with its place", (_, texts, problem) => {
    expect(problemsOf(texts)).toEqual([expect.stringContaining(problem)]);
  });

  it("take the fields of a form by id, or by label in any case and spacing", () => {
    const config = "intake: { fields: { company: ' organization   NAME', website: URL } }";
    expect(problemsOf({ config, form: proposalFixture("solutions-provider.form.yml") })).toEqual([]);
    expect(problemsOf({ config: "intake: { fields: { signatory: company } }" })).toEqual([]);
  });
});

describe("teams of other organizations", () => {
  const config = (roll: string) => readConfig(`roll:\n${roll}`, "Stackwright");

  it("are refused at their place, with the mend", () => {
    const read = config("  - { users: [ada] }\n  - { team: elsewhere/maintainers }\n");
    expect(read).toMatchObject({ ok: false, problems: [{ line: 3, column: 13 }] });
    expect(read.ok ? "" : read.problems[0]?.message).toContain("name a team of Stackwright");
  });

  it("are found in either form of the roll, and compared as GitHub compares", () => {
    const read = config("  roles:\n    - { team: elsewhere/maintainers }\n  exclude: [bo]\n");
    expect(read).toMatchObject({ ok: false, problems: [{ line: 3, column: 15 }] });
    expect(config("  - { team: stackWRIGHT/maintainers }\n")).toMatchObject({ ok: true });
  });
});
