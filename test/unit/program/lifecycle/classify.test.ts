import { describe, expect, it } from "vitest";
import { configSchema } from "../../../../src/program/config.ts";
import { askedByPartner, asksForPartnership } from "../../../../src/program/lifecycle/classify.ts";
import { loadIssueForm } from "../../../../src/templates.ts";
import { parseIssueBody, parseIssueForm } from "../../../../src/text/issue-form.ts";
import { person } from "../../../support/looks.ts";
import { proposalBody } from "../../../support/proposals.ts";
import { REPORT_FORM_TEXT, reportBody } from "../../../support/reports.ts";
import { UPDATE_FORM_TEXT, updateBody } from "../../../support/updates.ts";

const CONFIG = configSchema.parse({ roll: [{ users: ["bo"] }] });
const FORM = parseIssueForm(loadIssueForm("partnership-proposal"));
const UPDATE_FORM = parseIssueForm(UPDATE_FORM_TEXT);
const REPORT_FORM = parseIssueForm(REPORT_FORM_TEXT);

interface Issue {
  title?: string;
  body?: string;
  labels?: readonly string[];
  author?: string;
}

function kindOf(
  { title = "Hello", body = "", labels = [], author = "gus" }: Issue,
  updateForm = UPDATE_FORM,
  reportForm = REPORT_FORM,
) {
  const issue = { title, body, author: person(author), labels: labels.map((name) => ({ name })) };
  const asked = askedByPartner(CONFIG, { form: FORM, updateForm, reportForm }, issue);
  if (asked !== null) return asked;
  return asksForPartnership(CONFIG, FORM, issue, parseIssueBody(FORM, body)) ? "proposal" : "none";
}

describe("an issue is told apart", () => {
  it.each<[string, Issue, string]>([
    ["a title of updates", { title: " [update] Globex" }, "update"],
    ["a title of proposals", { title: "[Partner] Globex" }, "proposal"],
    ["no such title", { title: "Update Globex, please" }, "none"],
    ["a label of updates", { labels: ["Partner: Update"] }, "update"],
    ["a label of proposals", { labels: ["partnership"] }, "proposal"],
    ["both labels", { labels: ["partnership", "partner: update"] }, "update"],
    ["the answers of the form of updates", { body: updateBody() }, "update"],
    ["the answers of the form of proposals", { body: proposalBody() }, "proposal"],
    ["a title of updates over proposals' answers", { title: "[Update] x", body: proposalBody() }, "update"],
    ["a title of proposals over updates' answers", { title: "[Partner] x", body: updateBody() }, "proposal"],
    [
      "a title of proposals over a label of updates",
      { title: "[Partner] x", labels: ["partner: update"] },
      "proposal",
    ],
    ["a title of reports", { title: "[Report] Globex" }, "report"],
    ["a label of reports", { labels: ["Partner: Report"] }, "report"],
    ["the answers of the form of reports", { body: reportBody() }, "report"],
    ["a title of reports over updates' answers", { title: "[report] x", body: updateBody() }, "report"],
    ["a title of updates over reports' answers", { title: "[Update] x", body: reportBody() }, "update"],
    [
      "a title of updates over a label of reports",
      { title: "[Update] x", labels: ["partner: report"] },
      "update",
    ],
    [
      "a label of reports over updates' answers",
      { labels: ["partner: report"], body: updateBody() },
      "report",
    ],
    ["free text", { body: "We have moved to https://globex.example" }, "none"],
    ["what this app filed", { title: "[Update] x", author: "partnerbot" }, "none"],
  ])("by %s", (_, issue, expected) => {
    expect(kindOf(issue)).toBe(expected);
  });

  it("by the longer beginning, where the titles of both forms begin alike", () => {
    const form = { ...UPDATE_FORM, title: "[Partner update] " };
    expect(kindOf({ title: "[Partner update] Globex" }, form)).toBe("update");
    expect(kindOf({ title: "[Partner] Globex" }, form)).toBe("proposal");
  });

  it("by the answers, where titles and labels of both forms are the same", () => {
    const form = { ...UPDATE_FORM, title: "[Partner] ", labels: ["partnership"] };
    const issue = { title: "[Partner] Globex" };
    expect(kindOf({ ...issue, body: updateBody() }, form)).toBe("update");
    expect(kindOf({ ...issue, body: proposalBody() }, form)).toBe("proposal");
    const labels = ["partnership"];
    expect(kindOf({ ...issue, labels, body: updateBody() }, form)).toBe("update");
    expect(kindOf({ ...issue, labels, body: proposalBody() }, form)).toBe("proposal");
  });

  it("as no update by its title where the program has no updates", () => {
    const issue = { title: "[Update] Globex", body: updateBody(), author: person("gus"), labels: [] };
    const forms = { form: FORM, updateForm: null, reportForm: null };
    expect(askedByPartner(CONFIG, forms, issue)).toBeNull();
    const labelled = { ...issue, labels: [{ name: "partner: update" }] };
    expect(askedByPartner(CONFIG, forms, labelled)).toBe("update");
    const report = { ...issue, title: "[Report] Globex", body: reportBody() };
    expect(askedByPartner(CONFIG, forms, report)).toBeNull();
  });
});
