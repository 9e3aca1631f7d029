import { describe, expect, it } from "vitest";
import { reportActivity } from "../../../../src/program/activity/activity-report.ts";
import type { PlacedContribution } from "../../../../src/program/activity/contribution.ts";
import { printFraction, ZERO } from "../../../../src/program/ballot/fraction.ts";
import {
  activityConfig,
  days,
  person,
  placed,
  registryOf,
  repositoryCoverage,
} from "../../../support/activities.ts";

const REGISTRY = registryOf({
  globex: [person(1, "2026-03-01"), person(2, "2026-01-01", { consent: { state: "suggested" } })],
  acme: [person(1, "2026-01-01")],
  initech: [],
});
const COVERAGE = { repositories: { "example/engine": repositoryCoverage("2025-01-01", "2026-12-31") } };

function report(
  contributions: readonly PlacedContribution[],
  config: object = {},
  window = days("2026-01-01", "2026-06-30"),
) {
  const counted: string[] = [];
  const input = { registry: REGISTRY, config: activityConfig(config), coverage: COVERAGE, window };
  const result = reportActivity(input, contributions, ({ contribution }, { shares }) => {
    for (const { partner, state } of shares)
      counted.push(`${contribution.id} ${partner} ${state} 1/${shares.length}`);
  });
  return { ...result, counted };
}

/** `acme 3/2` for each partner with commits, confirmed and suggested. */
function commits({ partners }: ReturnType<typeof report>, state: "confirmed" | "suggested" = "confirmed") {
  return partners.map((partner) => `${partner.id} ${printFraction(partner[state].counts.commit)}`);
}

describe("the report of a window", () => {
  it("has all partners in the order of the registry, with what is suggested apart", () => {
    const result = report([
      placed("2026-02-02"),
      placed("2026-03-02"),
      placed("2026-03-03", { by: 2 }),
      placed("2026-03-04", { by: 99 }),
    ]);
    expect(commits(result)).toEqual(["globex 1/2", "acme 3/2", "initech 0"]);
    expect(commits(result, "suggested")).toEqual(["globex 1", "acme 0", "initech 0"]);
    expect(result).toMatchObject({ contributions: 4, unaffiliated: 1, problems: [] });
    expect(result.partners.map(({ confirmed }) => [confirmed.people, confirmed.weeks])).toEqual([
      [1, 1],
      [1, 2],
      [0, 0],
    ]);
  });

  it("has what is kept of people who asked to be forgotten, by the Monday of each week", () => {
    const partners = REGISTRY.partners.map((partner) => ({
      ...partner,
      anonymous:
        partner.id === "acme"
          ? [
              { week: "2026-03-02", commit: "1/2", review: 2 },
              { week: "2026-06-29", commit: 1 },
              { week: "2026-07-06", commit: 50 },
            ]
          : [],
    }));
    const registry = { ...REGISTRY, partners };
    const input = { registry, config: activityConfig(), coverage: COVERAGE };
    const [, acme] = reportActivity({ ...input, window: days("2026-01-01", "2026-06-30") }, [
      placed("2026-03-02"),
    ]).partners;
    expect(acme?.confirmed).toMatchObject({ people: 2, weeks: 2 });
    expect(printFraction(acme?.confirmed.counts.commit ?? ZERO)).toBe("2");
    expect(printFraction(acme?.confirmed.counts.review ?? ZERO)).toBe("2");
    const [, none] = reportActivity({ ...input, window: days("2026-03-03", "2026-06-28") }, []).partners;
    expect(none?.confirmed).toMatchObject({ people: 0, weeks: 0 });
  });

  it("tells of each contribution that counts, and how", () => {
    expect(
      report([placed("2026-02-02"), placed("2026-03-02"), placed("2026-03-04", { by: 99 })]).counted,
    ).toEqual([
      "C_2026-02-02 acme confirmed 1/1",
      "C_2026-03-02 acme confirmed 1/2",
      "C_2026-03-02 globex confirmed 1/2",
    ]);
  });

  it.each([
    ["2025-12-31T23:59:59Z", 0],
    ["2026-01-01T00:00:00Z", 1],
    ["2026-06-30T23:59:59Z", 1],
    ["2026-07-01T00:00:00Z", 0],
  ])("counts what was done at %s: %d", (at, wanted) => {
    expect(report([placed(at)]).contributions).toBe(wanted);
  });

  it("counts kinds that are on, in repositories that are linked", () => {
    const items = [
      placed("2026-02-02", { kind: "comment" }),
      placed("2026-02-03"),
      { ...placed("2026-02-04"), repository: "other/engine" },
      { ...placed("2026-02-05"), repository: "Example/Engine" },
    ];
    expect(report(items).counted.map((line) => line.slice(0, 12))).toEqual([
      "C_2026-02-02",
      "C_2026-02-03",
      "C_2026-02-05",
    ]);
    expect(report(items, { kinds: { comments: false } }).contributions).toBe(2);
    expect(report(items, { repositories: ["other/*"] }).contributions).toBe(1);
    expect(report(items, { repositories: [] }).contributions).toBe(0);
  });

  it("counts a repository that is linked by the name that it had before", () => {
    const coverage = {
      repositories: {
        "example/engine": repositoryCoverage("2025-01-01", "2026-12-31", { formerly: ["old/core"] }),
      },
    };
    const config = activityConfig({ repositories: ["old/core"] });
    const input = { registry: REGISTRY, config, coverage, window: days("2026-01-01", "2026-06-30") };
    expect(reportActivity(input, [placed("2026-02-02")])).toMatchObject({ contributions: 1, complete: true });
  });

  it("reports partners that were named in vain, and names no more than a hundred", () => {
    const items = Array.from({ length: 150 }, (_, index) =>
      placed("2026-03-02", { id: `C_${index}`, partner: "nobody", by: 99 }),
    );
    const { refused, unaffiliated } = report([placed("2026-02-02", { partner: "globex" }), ...items]);
    expect(refused.total).toBe(151);
    expect(refused.first).toHaveLength(100);
    expect(refused.first.slice(0, 2)).toEqual([
      {
        kind: "override-refused",
        partner: "globex",
        why: "not-its-person",
        repository: "example/engine",
        path: "commit/2026-02-02",
      },
      {
        kind: "override-refused",
        partner: "nobody",
        why: "unknown-partner",
        repository: "example/engine",
        path: "commit/2026-03-02",
      },
    ]);
    expect(unaffiliated).toBe(150);
  });

  it("counts what names a partner for that one alone", () => {
    const result = report([
      placed("2026-03-02", { partner: "acme" }),
      placed("2026-03-03", { partner: "initech", by: 99 }),
    ]);
    expect(commits(result)).toEqual(["globex 0", "acme 1", "initech 0"]);
    expect(commits(result, "suggested")).toEqual(["globex 0", "acme 0", "initech 1"]);
    expect(result.refused).toEqual({ total: 0, first: [] });
  });

  it("says what the ledger is complete for, and whether the window is", () => {
    expect(report([])).toMatchObject({
      complete: true,
      statement: "Complete from 2025-01-01 09:00 UTC to 2026-12-31 09:00 UTC, 1 of 1 repository.",
    });
    expect(report([], {}, days("2024-01-01", "2026-12-31"))).toMatchObject({
      complete: false,
      statement:
        "Complete from 2025-01-01 09:00 UTC to 2026-12-31 09:00 UTC, 1 of 1 repository. The time asked for begins earlier: what is older may be missing. The time asked for ends later: what is newer may be missing.",
    });
    expect(report([], { repositories: ["example/engine", "example/web"] })).toMatchObject({
      complete: false,
      statement: expect.stringContaining("1 of 2 repositories; missing: example/web (not collected yet)."),
    });
  });
});
