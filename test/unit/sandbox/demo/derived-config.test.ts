import { describe, expect, it } from "vitest";
import { readConfig } from "../../../../src/program/program-files.ts";
import { loadDemoProgram } from "../../../../src/sandbox/demo/demo-program.ts";
import { deriveConfig } from "../../../../src/sandbox/demo/derived-config.ts";
import { loadIssueForm } from "../../../../src/templates.ts";
import { parseIssueForm } from "../../../../src/text/issue-form.ts";
import { readFileText } from "../../../support/golden.ts";

const mappingOf = (form: string) =>
  Object.fromEntries(
    deriveConfig(parseIssueForm(form), "form.yml").mapping.map(({ part, label }) => [part, label]),
  );

describe("a config derived from a form", () => {
  it("finds what a real project's form asks for, and takes no mail address for an account", () => {
    expect(mappingOf(readFileText("test/fixtures/samples/solutions-provider.form.yml"))).toEqual({
      company: "Organization Name",
      website: "URL",
      description: "Business description",
      services: "Business Type",
      regions: "What regions of the world do you serve?",
      logo: "Logo",
    });
  });

  it("finds all of our own form by its ids", () => {
    expect(Object.keys(mappingOf(loadIssueForm("partnership-proposal")))).toHaveLength(15);
  });

  it.each([
    "test/fixtures/samples/solutions-provider.form.yml",
    "templates/issue-forms/partnership-proposal.yml",
  ])("is valid, and fits %s", (form) => {
    const program = loadDemoProgram({ folder: process.cwd(), form, config: null });
    expect(program.derived?.text).toBe(program.configText);
    expect(program.config.intake.form).toBe(`.github/ISSUE_TEMPLATE/${form.split("/").at(-1)}`);
  });

  it("is valid whatever the form calls things", () => {
    const form = parseIssueForm(`name: x
title: "\\"[P]: {x}\\" "
body:
  - { type: input, attributes: { label: "Company name: \\"#1\\"" } }
  - { type: input, attributes: { label: "Website: 'y' # no" } }
`);
    const result = readConfig(deriveConfig(form, "a b.yml").text);
    expect(result.ok && result.config.intake.fields).toEqual({
      company: 'Company name: "#1"',
      website: "Website: 'y' # no",
    });
  });
});
