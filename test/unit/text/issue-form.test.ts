import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import {
  type FormField,
  type FormReading,
  parseIssueBody,
  parseIssueForm,
} from "../../../src/text/issue-form.ts";

function formOf(...elements: readonly object[]) {
  return parseIssueForm(JSON.stringify({ name: "Form", description: "d", body: elements }));
}
const input = (label: string, required = false) => ({
  type: "input",
  attributes: { label },
  validations: { required },
});
const area = (label: string, more: object = {}) => ({ type: "textarea", attributes: { label, ...more } });
const dropdown = (label: string, options: readonly string[], multiple = false) => ({
  type: "dropdown",
  attributes: { label, options, multiple },
});

/** Texts by label; `null` is empty, `undefined` missing. */
function texts(reading: FormReading): Record<string, string | null | undefined> {
  return Object.fromEntries(
    reading.answers.map((answer) => [
      answer.field.label,
      answer.state === "answered" ? answer.text : answer.state === "empty" ? null : undefined,
    ]),
  );
}
function problems(reading: FormReading): string[] {
  return reading.problems.map((problem) => {
    const detail =
      problem.type === "unknown-option"
        ? problem.text
        : problem.type === "required-option-unchecked"
          ? problem.option
          : "";
    return [problem.type, problem.field.label, detail].filter((part) => part !== "").join(": ");
  });
}
function options(reading: FormReading): readonly string[] {
  return reading.answers.flatMap((answer) => (answer.state === "answered" ? answer.options : []));
}

describe("parseIssueForm", () => {
  it("reads the name, the title, the labels and each kind of field", () => {
    const form = parseIssueForm(`
name: Partnership proposal
description: Become a partner
title: "[Partner] "
labels: ['enhancement, untriaged', partner]
body:
  - type: markdown
    attributes: { value: "## Hello" }
  - type: input
    id: name
    attributes: { label: "Organization  " }
    validations: { required: true }
  - type: textarea
    attributes: { label: Log, render: shell }
  - type: dropdown
    attributes: { label: Size, multiple: true, options: [1.0, No, "Code, docs"] }
  - type: checkboxes
    attributes:
      label: Agreement
      options:
        - label: I agree
          required: true
        - label: Send me news
  - type: upload
    attributes: { label: Logo }
  - type: spacer
`);
    expect(form).toMatchObject({
      name: "Partnership proposal",
      title: "[Partner] ",
      labels: ["enhancement", "untriaged", "partner"],
    });
    expect(form.fields).toMatchObject([
      { id: "name", label: "Organization  ", kind: "input", required: true, multiple: false, render: null },
      { id: null, label: "Log", kind: "textarea", required: false, render: "shell" },
      {
        kind: "dropdown",
        multiple: true,
        options: [{ label: "1.0" }, { label: "No" }, { label: "Code, docs" }],
      },
      {
        kind: "checkboxes",
        options: [
          { label: "I agree", required: true },
          { label: "Send me news", required: false },
        ],
      },
      { label: "Logo", kind: "other" },
    ]);
  });

  it("takes labels as one string, and no title", () => {
    const form = parseIssueForm("name: F\nlabels: a, b\nbody:\n  - {type: input, attributes: {label: A}}\n");
    expect(form).toMatchObject({ title: null, labels: ["a", "b"] });
  });

  it.each([
    ["not YAML", "name: [", "line 1, column 8"],
    ["a list", "- a\n", "line 1, column 1"],
    ["empty", "", "line 1, column 1"],
    ["without a body", "name: A\n", "line 1, column 1"],
    [
      "an element without a label",
      "name: A\nbody:\n  - type: input\n    attributes:\n      id: x\n",
      "line 5, column 7",
    ],
    [
      "a dropdown without options",
      "name: A\nbody:\n  - type: dropdown\n    attributes:\n      label: x\n      options: []\n",
      "line 6, column 16",
    ],
    ["an alias to nothing", "name: A\nbody: *b\n", "alias"],
  ])("says where it is not a form: %s", (_, text, place) => {
    const read = () => parseIssueForm(text);
    expect(read).toThrow(UserError);
    expect(read).toThrow(place);
  });
});

describe("parseIssueBody", () => {
  it("reads a body as GitHub renders it, with CRLF, a byte order mark and spaces", () => {
    const form = formOf(input("URL ", true), area("Text"), area("More"));
    const body =
      "\uFEFF### URL  \r\n\r\nexample.org \r\n\r\n###   Text\r\n\r\none\r\n\r\n  two\r\n\r\n### More\r\n\r\n_No response_";
    const reading = parseIssueBody(form, body);
    expect(texts(reading)).toEqual({ "URL ": "example.org", Text: "one\n\n  two", More: null });
    expect(reading).toMatchObject({ problems: [], recognised: true });
  });

  it("does not recognise free text, and misses every field", () => {
    const form = formOf(input("Name", true), input("More"));
    const reading = parseIssueBody(form, "Hello,\n\n### We want to be partners\n\nName: Acme");
    expect(reading.recognised).toBe(false);
    expect(texts(reading)).toEqual({ Name: undefined, More: undefined });
    expect(problems(reading)).toEqual(["missing-section: Name"]);
  });

  it("tells empty from missing", () => {
    const form = formOf(input("A"), dropdown("B", ["x"]), area("C"), area("D"), input("E"));
    const reading = parseIssueBody(
      form,
      "### A\n\n### B\n\nNone\n\n### C\n\n<!-- say\nmore -->\n\n### D\n\n<!-- x --> text",
    );
    expect(texts(reading)).toEqual({ A: null, B: null, C: null, D: "<!-- x --> text", E: undefined });
    expect(problems(reading)).toEqual([]);
  });

  it("keeps other headings, and labels of another level, in the answer", () => {
    const form = formOf(area("Text"), input("Name"));
    const reading = parseIssueBody(
      form,
      "### Text\n\n### Our services\n- a\n\n## Name\n\n#### Name\n\n###Name\n\n### Name\n\nAcme",
    );
    expect(texts(reading)).toEqual({
      Text: "### Our services\n- a\n\n## Name\n\n#### Name\n\n###Name",
      Name: "Acme",
    });
  });

  it.each([
    ["a fence", "```md\n### Name\nEvil\n```"],
    ["a long fence", "````\n```\n### Name\nEvil\n````"],
    ["tildes", "~~~\n```\n### Name\nEvil\n~~~"],
    ["a fence in a list", "- ```\n  ### Name\n  ```\n\n  ### Name"],
    ["a comment", "a\n<!--\n### Name\nEvil\n-->"],
    ["a quote", "> ### Name\n> Evil"],
    ["a list", "- ### Name\n\n  Evil"],
    ["indented code", "a\n\n    ### Name"],
  ])("sees no heading in %s", (_, text) => {
    const form = formOf(area("Text"), input("Name"));
    const reading = parseIssueBody(form, `### Text\n\n${text}\n\n### Name\n\nAcme`);
    expect(texts(reading)).toEqual({ Text: text, Name: "Acme" });
    expect(problems(reading)).toEqual([]);
  });

  it("reads to the end in a fence that is left open, as GitHub shows it", () => {
    const form = formOf(area("Text"), input("Name", true));
    const reading = parseIssueBody(form, "### Text\n\n```\nopen\n\n### Name\n\nAcme");
    expect(texts(reading)).toEqual({ Text: "```\nopen\n\n### Name\n\nAcme", Name: undefined });
    expect(problems(reading)).toEqual(["missing-section: Name"]);
  });

  it("lets a forged heading overwrite nothing, and reports it", () => {
    const form = formOf(input("Name"), area("Text"), input("Url"));
    const reading = parseIssueBody(
      form,
      "### Name\n\nAcme\n\n### Text\n\nHi\n\n### Name\n\nEvil\n\n### Url\n\na.org",
    );
    expect(texts(reading)).toEqual({ Name: "Acme", Text: "Hi\n\n### Name\n\nEvil", Url: "a.org" });
    expect(problems(reading)).toEqual(["duplicate-heading: Name"]);
  });

  it("takes the first of a label forged for the next field, and reports it", () => {
    const form = formOf(area("Text"), input("Name"));
    const reading = parseIssueBody(form, "### Text\n\nHi\n\n### Name\n\nEvil\n\n### Name\n\nAcme");
    expect(texts(reading)).toEqual({ Text: "Hi", Name: "Evil\n\n### Name\n\nAcme" });
    expect(problems(reading)).toEqual(["duplicate-heading: Name"]);
  });

  it("leaves a label forged for a later field alone when the fields between follow", () => {
    const form = formOf(area("Text"), input("Url"), input("Name"));
    const reading = parseIssueBody(
      form,
      "### Text\n\nHi\n\n### Name\n\nEvil\n\n### Url\n\na.org\n\n### Name\n\nAcme",
    );
    expect(texts(reading)).toEqual({ Text: "Hi\n\n### Name\n\nEvil", Url: "a.org", Name: "Acme" });
    expect(problems(reading)).toEqual([]);
  });

  it("loses no later field to a missing one", () => {
    const form = formOf(input("A"), input("B", true), input("C"), input("D"));
    expect(texts(parseIssueBody(form, "### A\n\na\n\n### C\n\nc\n\n### D\n\nd"))).toEqual({
      A: "a",
      B: undefined,
      C: "c",
      D: "d",
    });
  });

  it("reads sections that were moved", () => {
    const form = formOf(input("A"), input("B"), input("C"));
    for (const order of ["ABC", "ACB", "BAC", "BCA", "CAB", "CBA"]) {
      const body = [...order].map((label) => `### ${label}\n\n${label.toLowerCase()}`).join("\n\n");
      const reading = parseIssueBody(form, body);
      expect([order, texts(reading), problems(reading)]).toEqual([order, { A: "a", B: "b", C: "c" }, []]);
    }
  });

  it("prefers a real section to a forged one when a field before is missing", () => {
    const form = formOf(input("Name"), area("Text"), area("Notes"));
    const reading = parseIssueBody(
      form,
      "### Text\n\nreal\n\n### Notes\n\nn\n\n### Name\n\nx\n\n### Text\n\nforged",
    );
    expect(texts(reading)).toEqual({ Name: "x\n\n### Text\n\nforged", Text: "real", Notes: "n" });
    expect(problems(reading)).toEqual(["duplicate-heading: Text"]);
  });

  it("takes headings in another case where none is exact", () => {
    const form = formOf(area("Text"), input("Name"));
    expect(texts(parseIssueBody(form, "### text\n\nhi\n\n### NAME\n\nAcme"))).toEqual({
      Text: "hi",
      Name: "Acme",
    });
    expect(texts(parseIssueBody(form, "### Text\n\n### name\n\nEvil\n\n### Name\n\nAcme"))).toEqual({
      Text: "### name\n\nEvil",
      Name: "Acme",
    });
  });

  it("reads two fields of one label in order", () => {
    const form = formOf(input("Link"), input("Mid"), input("Link"));
    const answers = (body: string) =>
      parseIssueBody(form, body).answers.map((answer) =>
        answer.state === "answered" ? answer.text : answer.state,
      );
    expect(answers("### Link\n\n1\n\n### Mid\n\nm\n\n### Link\n\n2")).toEqual(["1", "m", "2"]);
    expect(answers("### Mid\n\nm\n\n### Link\n\n2")).toEqual(["missing", "m", "2"]);
    expect(answers("### Link\n\n1\n\n### Mid\n\nm")).toEqual(["1", "m", "missing"]);
    expect(answers("### Mid\n\nm\n\n### Link\n\n1\n\n### Link\n\n2")).toEqual(["1", "m", "2"]);
  });

  it("takes the fence of a rendered textarea away, and only that", () => {
    const form = formOf(area("Log", { render: "shell" }), area("Text"));
    const reading = parseIssueBody(form, "### Log\n\n```shell\na\n\n  b\n```\n\n### Text\n\n```\nkept\n```");
    expect(texts(reading)).toEqual({ Log: "a\n\n  b", Text: "```\nkept\n```" });
    expect(texts(parseIssueBody(form, "### Log\n\nplain"))).toMatchObject({ Log: "plain" });
    expect(texts(parseIssueBody(form, "### Log\n\n```shell\n```"))).toMatchObject({ Log: null });
  });

  it("matches several choices with the options, longest first", () => {
    const form = formOf(
      dropdown("Kind", ["Code", "docs", "Code, docs", "Vendor (ISV)", "A, B", "B, C"], true),
    );
    const read = (text: string) => {
      const reading = parseIssueBody(form, `### Kind\n\n${text}`);
      return [options(reading), problems(reading)];
    };
    expect(read("Vendor (ISV), Code")).toEqual([["Code", "Vendor (ISV)"], []]);
    expect(read("Code, docs")).toEqual([["Code, docs"], []]);
    expect(read("docs, code, CODE")).toEqual([["Code", "docs"], []]);
    expect(read("A, B, C")).toEqual([["A, B"], ["unknown-option: Kind: C"]]);
    expect(read("Magic, more magic, docs, ,Else")).toEqual([
      ["docs"],
      ["unknown-option: Kind: Magic, more magic", "unknown-option: Kind: Else"],
    ]);
  });

  it("leaves as little unknown as it can", () => {
    const form = formOf(dropdown("Kind", ["A, B", "A", "B, C"], true));
    const reading = parseIssueBody(form, "### Kind\n\nA, B, C");
    expect([options(reading), problems(reading)]).toEqual([["A", "B, C"], []]);
  });

  it("takes one choice whole, and reports what is no option", () => {
    const form = formOf(dropdown("Kind", ["Code, docs", "Code"]));
    expect(options(parseIssueBody(form, "### Kind\n\n code,  Docs "))).toEqual(["Code, docs"]);
    const reading = parseIssueBody(form, "### Kind\n\nCode, docs, more");
    expect([options(reading), problems(reading), texts(reading)]).toEqual([
      [],
      ["unknown-option: Kind: Code, docs, more"],
      { Kind: "Code, docs, more" },
    ]);
  });

  it("reads checkboxes", () => {
    const form = formOf({
      type: "checkboxes",
      attributes: {
        label: "Agree",
        options: [{ label: "Terms", required: true }, { label: "News" }, { label: "Code" }],
      },
    });
    const read = (text: string) => {
      const reading = parseIssueBody(form, `### Agree\n\n${text}`);
      return [reading.answers[0]?.state, options(reading), problems(reading)];
    };
    expect(read("- [X] Terms\n- [ ] News\n- [x] code")).toEqual(["answered", ["Terms", "Code"], []]);
    expect(read("- [ ] Terms\n- [ ] News")).toEqual([
      "empty",
      [],
      ["required-option-unchecked: Agree: Terms"],
    ]);
    expect(read("- [x] Terms\n- [x] World peace\nI agree")).toEqual([
      "answered",
      ["Terms"],
      ["unknown-option: Agree: World peace", "unknown-option: Agree: I agree"],
    ]);
    expect(problems(parseIssueBody(form, "nothing"))).toEqual(["missing-section: Agree"]);
  });

  it("keeps the identity of the form's fields", () => {
    const form = formOf(input("A"));
    const fields: FormField[] = parseIssueBody(form, "### A\n\nx").answers.map((answer) => answer.field);
    expect(fields[0]).toBe(form.fields[0]);
  });
});

describe("real forms and bodies", () => {
  const sample = (name: string) => readFileSync(new URL(`samples/${name}`, import.meta.url), "utf8");
  const form = parseIssueForm(sample("solutions-provider.form.yml"));

  it("reads a filled one", () => {
    const reading = parseIssueBody(form, sample("solutions-provider.filled.md"));
    expect(reading.problems).toEqual([]);
    expect(reading.answers.map((answer) => answer.state)).toEqual(
      form.fields.map(({ label }) =>
        ["Contact Phone", "Twitter ", "Blog posts", "Additional Information"].includes(label)
          ? "empty"
          : "answered",
      ),
    );
    expect(texts(reading)).toMatchObject({
      "URL ": "www.nordlicht-suche.example",
      "Main office location": "Nuremberg, Germany",
    });
    expect(texts(reading)["Business description"]).toContain("### Our services");
    const type = reading.answers.find((answer) => answer.field.label === "Business Type");
    expect(type).toMatchObject({
      options: [
        "Consultancy",
        "Independent Software Vendor (ISV)",
        "Managed Service Provider (MSP)",
        "Professional Services",
        "Systems Integrator",
      ],
    });
  });

  it("reads a careless one, and misses the optional sections without a problem", () => {
    const reading = parseIssueBody(form, sample("solutions-provider.careless.md"));
    expect(reading.problems).toEqual([]);
    expect(
      reading.answers.filter((answer) => answer.state === "missing").map((answer) => answer.field.label),
    ).toEqual(["Contact Phone", "Twitter ", "LinkedIn ", "Blog posts", "Additional Information"]);
    expect(texts(reading)).toMatchObject({ "Main office location": "المنامة", Favicon: "Qu" });
  });

  it("does not recognise free text", () => {
    expect(parseIssueBody(form, sample("free-text.md")).recognised).toBe(false);
  });
});
