import { describe, expect, it } from "vitest";
import type { PlacedContribution } from "../../../../src/program/activity/contribution.ts";
import type { Coverage } from "../../../../src/program/activity/coverage.ts";
import { StandingReporter } from "../../../../src/program/activity/standing-report.ts";
import { type Instant, instantOf } from "../../../../src/program/instant.ts";
import {
  activityConfig,
  days,
  person,
  placed,
  registryOf,
  repositoryCoverage,
  time,
} from "../../../support/activities.ts";

const REGISTRY = registryOf({
  acme: [person(1, "2025-01-01"), person(2, "2025-01-01")],
  globex: [person(3, "2025-01-01", { consent: { state: "suggested" } })],
});
const COVERAGE: Coverage = {
  repositories: { "example/engine": repositoryCoverage("2025-01-01", "2026-06-30T12:00:00Z") },
};

function standings(
  contributions: readonly PlacedContribution[],
  { config = {}, until = null as Instant | null, coverage = COVERAGE, registry = REGISTRY } = {},
) {
  const reporter = new StandingReporter({
    registry,
    config: activityConfig(config),
    coverage,
    until,
  });
  for (const each of contributions) reporter.add(each);
  const { partners, window, statement } = reporter.report();
  return {
    window,
    statement,
    said: partners.map(({ id, standing, people, weeks }) => `${id} ${standing.kind} ${people} ${weeks}`),
  };
}

describe("how partners stand by a ledger", () => {
  it("looks at the time of quiet-after, up to where the ledger is complete", () => {
    const to = time("2026-06-30T12:00:00Z");
    const from = instantOf(to - 90 * 86_400_000);
    expect(standings([]).window).toEqual({ from, to });
    const at = (instant: number) => placed(new Date(instant).toISOString());
    expect(standings([at(from)]).said[0]).toBe("acme quiet 0 0");
    expect(standings([at(from + 1000)]).said[0]).toBe("acme at-risk 1 1");
    expect(standings([at(to)]).said[0]).toBe("acme active 1 1");
    expect(standings([at(to + 1000)]).said[0]).toBe("acme quiet 0 0");
  });

  it("counts people and weeks of any number of contributions, in any order", () => {
    const items = ["2026-06-01", "2026-06-03", "2026-06-02", "2026-06-09"].map((day) => placed(day));
    const more = [...items, placed("2026-06-09", { by: 2 })];
    expect(standings(more).said[0]).toBe("acme active 2 2");
    expect(standings(more.reverse()).said[0]).toBe("acme active 2 2");
  });

  it("keeps the newest of a week, whatever comes first", () => {
    // Between the two lies the middle of the time: only the later one keeps the partner from being at risk.
    const items = [placed("2026-05-12"), placed("2026-05-17")];
    expect(standings(items).said[0]).toBe("acme active 1 1");
    expect(standings(items.reverse()).said[0]).toBe("acme active 1 1");
  });

  it("keeps what is confirmed, also where something later of that week is only suggested", () => {
    const registry = registryOf({
      acme: [
        person(1, "2025-01-01", { to: "2026-06-02" }),
        person(1, "2026-06-03", { consent: { state: "suggested" } }),
      ],
    });
    const items = [placed("2026-06-01"), placed("2026-06-04")];
    expect(standings(items, { registry }).said[0]).toBe("acme active 1 1");
  });

  it("does not count what is only suggested", () => {
    expect(standings([placed("2026-06-01", { by: 3 })]).said[1]).toBe("globex quiet 0 0");
  });

  it("goes by the config that is given: its time, minimum, kinds and repositories", () => {
    const items = [placed("2026-05-01"), placed("2026-06-09", { kind: "comment" })];
    const said = (config: object) => standings(items, { config }).said[0];
    expect(said({})).toBe("acme active 1 2");
    expect(said({ standing: { "quiet-after": "14d" } })).toBe("acme quiet 0 0");
    expect(said({ standing: { minimum: { weeks: 3 } } })).toBe("acme quiet 1 2");
    expect(said({ standing: { minimum: { people: 2 } } })).toBe("acme quiet 1 2");
    expect(said({ kinds: { comments: false } })).toBe("acme at-risk 1 1");
    expect(said({ repositories: ["other/engine"] })).toBe("acme unknown 0 0");
  });

  it("can be asked as of an earlier day", () => {
    const items = [placed("2026-03-02"), placed("2026-06-09")];
    const { to } = days("2026-03-31", "2026-03-31");
    expect(standings(items, { until: to }).said[0]).toBe("acme active 1 1");
    expect(standings(items, { until: days("2026-07-31", "2026-07-31").to }).window?.to).toBe(
      time("2026-06-30T12:00:00Z"),
    );
  });

  it("is not known where the ledger is not complete", () => {
    const coverage = { repositories: {} };
    expect(standings([placed("2026-06-09")], { coverage })).toMatchObject({
      window: null,
      said: ["acme unknown 0 0", "globex unknown 0 0"],
      statement:
        "not known to be complete for any time, 0 of 1 repository; missing: example/engine (not collected yet)",
    });
  });
});
