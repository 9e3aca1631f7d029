import { describe, expect, it } from "vitest";
import { activitySchema } from "../../../../src/program/activity/activity-config.ts";
import type { Contribution } from "../../../../src/program/activity/contribution.ts";
import type { Coverage, RepositoryCoverage } from "../../../../src/program/activity/coverage.ts";
import { amountOf, measure } from "../../../../src/program/activity/partner-activity.ts";
import { programActivity } from "../../../../src/program/activity/program-activity.ts";
import { printFraction } from "../../../../src/program/ballot/fraction.ts";
import { instantOf } from "../../../../src/program/instant.ts";
import { parseRegistry } from "../../../../src/program/registry.ts";

const at = (text: string) => instantOf(Date.parse(text));
const REGISTRY = `partners:
  - id: acme
    name: Acme
    since: "2020-01-01"
    people:
      - { login: ada, id: 1, from: "2020-01-01", to: "2026-06-30", consent: { state: confirmed } }
      - { login: bo, id: 2, from: "2020-01-01", consent: { state: suggested } }
  - id: globex
    name: Globex
    since: "2020-01-01"
    people:
      - { login: ada, id: 1, from: "2026-06-01", consent: { state: confirmed } }
`;

function contribution(by: number, text: string, more: Partial<Contribution> = {}) {
  const made: Contribution = { id: text, kind: "commit", at: at(text), by, path: "commit/abc", ...more };
  return { repository: "storm/st2", contribution: made };
}

const covered: RepositoryCoverage = {
  id: "R_1",
  from: at("2025-01-01T00:00:00Z"),
  to: at("2026-11-24T00:00:00Z"),
  head: null,
  files: {},
  commits: 0,
  recent: 0,
  unattributed: 0,
  unfinished: null,
  problem: null,
};

function activity(
  contributions: readonly ReturnType<typeof contribution>[],
  {
    config = {},
    coverage = { repositories: { "storm/st2": covered } },
    registry: text = REGISTRY,
  }: { config?: object; coverage?: Coverage; registry?: string } = {},
) {
  const registry = parseRegistry(text);
  if (!registry.ok) throw new Error(JSON.stringify(registry.problems));
  return programActivity(
    { registry: registry.registry, config: activitySchema.parse({ repositories: ["storm/*"], ...config }) },
    { coverage, contributions, reports: [] },
    "https://github.example",
  );
}

describe("what counts for partners", () => {
  it("is what people did who have confirmed, for whom they worked that day, oldest first", () => {
    const { facts } = activity([
      contribution(1, "2026-05-31T23:59:59Z"),
      contribution(1, "2026-01-01T00:00:00Z"),
      contribution(1, "2026-07-01T00:00:00Z"),
      contribution(2, "2026-05-01T00:00:00Z"),
      contribution(3, "2026-05-01T00:00:00Z"),
    ]);
    expect(facts.get("acme")?.map((fact) => fact.at)).toEqual([
      at("2026-01-01T00:00:00Z"),
      at("2026-05-31T23:59:59Z"),
    ]);
    expect(facts.get("globex")?.map((fact) => fact.at)).toEqual([at("2026-07-01T00:00:00Z")]);
    expect(facts.get("acme")?.[0]?.url).toBe("https://github.example/storm/st2/commit/abc");
  });

  it("is shared where a person is at two partners, unless the contribution names one", () => {
    const { facts } = activity([
      contribution(1, "2026-06-15T00:00:00Z"),
      contribution(1, "2026-06-16T00:00:00Z", { partner: "globex" }),
    ]);
    expect(facts.get("acme")?.map(({ shared }) => shared)).toEqual([2]);
    expect(facts.get("globex")?.map(({ shared }) => shared)).toEqual([2, 1]);
  });

  it("leaves out repositories that are not linked", () => {
    const elsewhere = { ...contribution(1, "2026-01-01T00:00:00Z"), repository: "other/engine" };
    expect(activity([elsewhere]).facts.size).toBe(0);
  });

  it("leaves out kinds that do not count", () => {
    const { facts } = activity([contribution(1, "2026-01-01T00:00:00Z")], {
      config: { kinds: { commits: false } },
    });
    expect(facts.size).toBe(0);
  });

  it("is what is kept of people who asked to be forgotten, exactly, on the Monday of its week", () => {
    const registry = `${REGISTRY}    anonymous:\n      - { week: "2026-06-15", commit: 3/2, comment: 4 }\n`;
    const { facts } = activity([contribution(1, "2026-07-06T00:00:00Z")], {
      registry,
      config: { kinds: { comments: false } },
    });
    const known = facts.get("globex") ?? [];
    expect(known.map((fact) => [fact.at, fact.by, printFraction(amountOf(fact))])).toEqual([
      [at("2026-06-15T00:00:00Z"), null, "3/2"],
      [at("2026-07-06T00:00:00Z"), 1, "1"],
    ]);
    expect(measure(known, at("2026-06-01T00:00:00Z"), at("2026-07-31T00:00:00Z"))).toMatchObject({
      people: 2,
      weeks: 2,
    });
  });

  it("says from when to when everything is known, or what is not", () => {
    expect(activity([]).coverage).toEqual({
      complete: true,
      from: at("2025-01-01T00:00:00Z"),
      to: at("2026-11-24T00:00:00Z"),
      repositories: 1,
    });
    const missing = { ...covered, problem: "not-found" } as const;
    const many = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [`storm/${name}`, missing]));
    expect(activity([], { coverage: { repositories: many } }).coverage).toEqual({
      complete: false,
      why: "Not known: storm/a (not found on GitHub), storm/b (not found on GitHub), storm/c (not found on GitHub) and 2 more.",
    });
    expect(activity([], { config: { repositories: [] } }).coverage).toMatchObject({ complete: false });
  });
});
