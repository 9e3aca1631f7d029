import { describe, expect, it } from "vitest";
import type { Action } from "../../../../src/program/action.ts";
import type { CountedFact, ProgramActivity } from "../../../../src/program/activity/partner-activity.ts";
import { reviewIssues, reviewToOpen } from "../../../../src/program/lifecycle/review-issue.ts";
import { readConfig } from "../../../../src/program/program-files.ts";
import { registryOf, time } from "../../../support/activities.ts";
import { render } from "../../../support/vote-situations.ts";

const KEY = "2026-07";
const LONGEST = 65_536;

const read = readConfig("roll: [{ users: [ada] }]\nactivity: { repositories: [example/engine] }\n");
if (!read.ok) throw new Error("the config is not valid");
const { config } = read;

function facts(partner: string, count: number): CountedFact[] {
  return Array.from({ length: count }, (_, index) => ({
    at: time(`2026-03-${String((index % 28) + 1).padStart(2, "0")}`),
    kind: index % 2 === 0 ? "commit" : "issue",
    by: 1,
    repository: "example/engine",
    url: `https://github.com/example/engine/issues/${partner}-${index}`,
    shared: 1,
  }));
}

function issuesOf(partners: number, each: number): Extract<Action, { do: "open-issue" }>[] {
  const ids = Array.from({ length: partners }, (_, index) => `partner-${index}`);
  const activity: ProgramActivity = {
    coverage: { complete: true, from: time("2025-01-01"), to: time("2026-07-01"), repositories: 1 },
    facts: new Map(ids.map((id) => [id, facts(id, each)])),
    misnamed: [{ at: time("2026-03-02"), partner: "hooli", url: "https://github.example/1" }],
  };
  const registry = registryOf(Object.fromEntries(ids.map((id) => [id, []])));
  const look = { at: time("2026-07-02"), repository: { url: "https://github.com/example/community" } };
  return reviewIssues(KEY, { config, registry }, activity, new Map(), look, render).flatMap((action) =>
    action.do === "open-issue" ? [action] : [],
  );
}

describe("the review of all partners", () => {
  it("links to the last three of each kind", () => {
    const [only, ...more] = issuesOf(2, 10);
    expect(more).toEqual([]);
    expect(only?.title).toBe("Review of all partners, 2026-07");
    expect(only?.body).toContain(
      "5 commits ([1](https://github.com/example/engine/issues/partner-0-8), [2](https://github.com/example/engine/issues/partner-0-6), [3](https://github.com/example/engine/issues/partner-0-4)), 5 issues (",
    );
    expect(only?.body).toContain(
      "A contribution names the partner hooli, and no partner has that id, so it counts for whom its person works for. ([look at it](https://github.example/1))",
    );
  });

  it.each([
    [100, 3],
    [180, 2],
    [260, 1],
    [500, 0],
  ])("of %d partners has as many links as there is room for: %d", (partners, links) => {
    const [only, ...more] = issuesOf(partners, 10);
    expect(more).toEqual([]);
    expect(only?.body.length).toBeLessThan(LONGEST);
    const [row = ""] = /\| PARTNER-0 .*/.exec(only?.body ?? "") ?? [];
    expect(row.match(/\]\(https:[^)]*engine/g) ?? []).toHaveLength(links * 2);
  });

  it("comes in parts where there are more partners than fit, with each of them once", () => {
    const issues = issuesOf(3000, 4);
    expect(issues.length).toBeGreaterThan(1);
    expect(issues.map(({ title }) => title)).toEqual(
      issues.map((_, index) => `Review of all partners, 2026-07 (${index + 1} of ${issues.length})`),
    );
    const rows = issues.flatMap(({ body }) => body.match(/^\| PARTNER-\d+ /gm) ?? []);
    expect(rows).toEqual(Array.from({ length: 3000 }, (_, index) => `| PARTNER-${index} `));
    for (const { body } of issues) expect(body.length).toBeLessThan(LONGEST);
    expect(issues.filter(({ body }) => body.includes("hooli"))).toHaveLength(1);
  });

  it("is opened once, and only in the first days of its month", () => {
    const look = { at: time("2026-07-02"), issues: [] };
    expect(reviewToOpen(config, look)).toBe(KEY);
    expect(reviewToOpen(config, { ...look, at: time("2026-07-20") })).toBeNull();
    const body = issuesOf(1, 1)[0]?.body ?? "";
    const opened = {
      nodeId: "I_1",
      number: 1,
      title: "",
      body,
      author: { login: "partnerbot", id: 1, kind: "bot", own: true },
      state: "closed",
      labels: [],
      lastEditedAt: null,
      closedAt: null,
      lastComments: [],
    } as const;
    expect(reviewToOpen(config, { ...look, issues: [opened] })).toBeNull();
    const forged = { ...opened, author: { ...opened.author, own: false } };
    expect(reviewToOpen(config, { ...look, issues: [forged] })).toBe(KEY);
  });
});
