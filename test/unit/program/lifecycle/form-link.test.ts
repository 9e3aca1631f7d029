import { describe, expect, it } from "vitest";
import { applicationLook, HOME, observedFile, verdictOf } from "../../../support/looks.ts";
import { proposalFixture } from "../../../support/proposal-readings.ts";

const FORM = ".github/ISSUE_TEMPLATE/partnership-proposal.yml";

/** What the link to the form fills in. */
function filled(title: string, body = "Hello", form?: string, config = ""): Record<string, string> {
  const look = applicationLook({
    config,
    issue: { title, body, labels: [{ nodeId: "1", name: "partnership" }] },
    ...(form === undefined ? {} : { form: observedFile(FORM, form) }),
  });
  const { status } = verdictOf(look);
  if (status.name !== "status-stray") throw new Error(`it is no stray but ${status.name}`);
  expect(status.view.formLink.startsWith(`${HOME}/issues/new?template=partnership-proposal.yml`)).toBe(true);
  expect(status.view.formLink).toMatch(/^[\x21-\x7e]+$/);
  expect(status.view.formLink).not.toMatch(/[()<>"\\[\]`]/);
  return Object.fromEntries(new URL(status.view.formLink).searchParams);
}

describe("the link to the form", () => {
  it.each([
    ["[Partner] Acme", "Acme"],
    ["[PARTNER]Acme", "Acme"],
    ["[partnership request]: Acme, Inc.", "Acme, Inc."],
    ["[Partner] - Zahn & Söhne", "Zahn & Söhne"],
    ["[Partner] [Acme](https://acme.example)", "Acme"],
    ["[Partner] 日本電気", "日本電気"],
  ])("has the company of %j", (title, company) => {
    expect(filled(title)).toMatchObject({ company, title: expect.stringMatching(/partner/i) });
  });

  it.each(["[Partner]", "[partner", "[Partner] ---", "Partnership with Acme"])("has none of %j", (title) => {
    expect(Object.keys(filled(title))).toEqual(["template", "description"]);
  });

  it("has the first address and the text of the body", () => {
    const body =
      "We are [Acme](https://acme.example/about).\n\nSee also https://acme.test ![logo](https://x.example/l.png)";
    expect(filled("[Partner] Acme", body)).toMatchObject({
      website: "https://acme.example/about",
      description: "We are Acme. See also https://acme.test logo",
    });
  });

  it("has only what a form with ids can take, and knows the form's own title", () => {
    const config = "intake: { fields: { company: Organization Name } }";
    expect(
      filled("[SolutionsProvider]  Acme", "Hello", proposalFixture("solutions-provider.form.yml"), config),
    ).toEqual({ template: "partnership-proposal.yml", title: "[SolutionsProvider] Acme" });
  });

  it("is short enough for GitHub, and loses the end of a text first", () => {
    const { description = "" } = filled("[Partner] Acme", "語".repeat(60_000));
    expect(description.length).toBeGreaterThan(100);
    expect(description.endsWith("…")).toBe(true);
  });
});
