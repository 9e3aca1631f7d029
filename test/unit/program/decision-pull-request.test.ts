import { describe, expect, it } from "vitest";
import { admitPartner } from "../../../src/program/admission.ts";
import { fraction } from "../../../src/program/ballot/fraction.ts";
import type { BallotRecord } from "../../../src/program/ballot/record.ts";
import { configSchema } from "../../../src/program/config.ts";
import { decisionPullRequest } from "../../../src/program/decision-pull-request.ts";
import type { ProposedLogo } from "../../../src/program/logo.ts";
import { loadTemplates } from "../../../src/templates.ts";
import { escapeMarkdown } from "../../../src/text/escape.ts";
import { createTemplates } from "../../../src/text/template.ts";
import { decidedRecord, proposalOf } from "../../support/decided-record.ts";
import { expectGolden } from "../../support/golden.ts";

const config = configSchema.parse({ program: { project: "Example" }, roll: [{ users: ["octo-chair"] }] });
const repository = { url: "https://github.com/example/community" };
const templates = createTemplates(loadTemplates("messages"), { escape: escapeMarkdown });

const LOGO: ProposedLogo = {
  kind: "usable",
  encoded: { light: Uint8Array.of(1), dark: Uint8Array.of(2) },
};

function pullRequestOf(record: BallotRecord, logo: ProposedLogo = LOGO, supportedBy: readonly string[] = []) {
  const partner = admitPartner({
    registry: { version: 1, partners: [] },
    record,
    committee: config.program.committee,
    decision: `decisions/2026/12-${record.partner.id}-admit.yml`,
    categories: [],
    logos: logo.kind === "usable" ? "logos" : null,
    consents: [],
  });
  const { title, view, commit } = decisionPullRequest({
    record,
    partner,
    carried: 0,
    supportedBy,
    logo,
    mark: "",
    config,
    repository,
  });
  return { title, commit, view, body: templates.render("pull-request", view) };
}

const HOSTILE =
  "@octo-chair fixes #1 GH-2 www.evil.example https://evil.example <img src=x> ![x](y) `a` | 0123456789abcdef {{ 1 }} \u202Eabc";

describe("the pull request of a decision", () => {
  it("says who decided what, what changes, and what is to be done", () => {
    const { title, body, commit } = pullRequestOf(decidedRecord());
    expectGolden("messages/pull-request.md", body);
    expectGolden("messages/pull-request.commit.txt", `${title}\n---\n${commit.headline}\n\n${commit.body}\n`);
  });

  it("says less when there is less to say", () => {
    const bare = proposalOf({ categories: [], people: [], website: null });
    const problem = "The logo has 1 by 1 pixels. Attach one of at least 32 by 32, better 400 by 400.";
    const { body } = pullRequestOf(decidedRecord("yes", bare), { kind: "refused", problem });
    expectGolden("messages/pull-request-bare.md", body);
  });

  it("names the files in which the block of names changes", () => {
    const { view, body } = pullRequestOf(decidedRecord(), LOGO, ["README.md", "docs/`team`.md"]);
    expect(view.files.slice(-2).map(({ path }) => path)).toEqual(["README.md", "docs/`team`.md"]);
    expect(body).toContain("- `README.md`: the partners' names between the markers\n");
    expect(body).toContain("- ``docs/`team`.md``: the partners' names between the markers\n");
  });

  it("shows hostile names as they are, and inert, in titles and commits too", () => {
    const record = decidedRecord("yes", proposalOf({ company: HOSTILE }), {
      categories: ["<b>@all</b>"].slice(1),
    });
    const { title, body, commit } = pullRequestOf(record);
    expectGolden("messages/hostile-pull-request.md", body);
    expectGolden("messages/hostile-pull-request.title.txt", `${title}\n`);
    for (const text of [title, commit.headline, commit.body, body]) {
      expect(text).not.toMatch(/@octo|#1\b(?!2)|GH-2|www\.evil|:\/\/evil|\u202E/);
    }
    expect(title).toContain("@\u200Bocto-chair fixes #\u200B1 GH-\u200B2");
    expect(title).not.toContain("\\");
  });

  it("keeps titles short", () => {
    const { title } = pullRequestOf(decidedRecord("yes", proposalOf({ company: "x".repeat(300) })));
    expect(title).toBe(`List ${"x".repeat(59)}… as a partner`);
  });

  it("stays within GitHub's limit, whatever the size of the roll", () => {
    const { roll } = decidedRecord();
    const many = Array.from({ length: 2000 }, (_, index) => ({
      ...(roll[0] ?? { role: null, organizations: [], inBase: true, alternateFor: null }),
      login: `voter-${index}`,
      id: 1000 + index,
      points: fraction(0),
    }));
    const { body, view } = pullRequestOf(decidedRecord("yes", proposalOf(), { roll: [...roll, ...many] }));
    expect(body.length).toBeLessThan(20_000);
    expect(view).toMatchObject({ furtherVoters: 2001 });
  });
});
