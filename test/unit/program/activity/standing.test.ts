import { describe, expect, it } from "vitest";
import { activitySchema } from "../../../../src/program/activity/activity-config.ts";
import type { ActivityCoverage, CountedFact } from "../../../../src/program/activity/partner-activity.ts";
import { measure } from "../../../../src/program/activity/partner-activity.ts";
import { standingOf } from "../../../../src/program/activity/standing.ts";
import { type Instant, instantOf } from "../../../../src/program/instant.ts";
import { type PartnerInput, partnerSchema } from "../../../../src/program/partner.ts";

const DAY = 86_400_000;
const NOW = instantOf(Date.UTC(2026, 10, 24, 12));
const ago = (days: number): Instant => instantOf(NOW - days * DAY);

function fact(days: number, by: number | null = 7): CountedFact {
  return {
    at: ago(days),
    kind: "review",
    by,
    repository: "storm/st2",
    url: `https://github.example/${days}`,
    shared: 1,
  };
}

function standing(
  facts: readonly CountedFact[],
  more: { partner?: Partial<PartnerInput>; coverage?: ActivityCoverage; config?: object } = {},
) {
  const partner = partnerSchema.parse({ id: "acme", name: "Acme", since: "2024-01-01", ...more.partner });
  const coverage: ActivityCoverage = more.coverage ?? {
    complete: true,
    from: ago(365),
    to: NOW,
    repositories: 2,
  };
  const config = activitySchema.parse({ standing: more.config ?? {} }).standing;
  return standingOf(partner, config, { coverage, facts: new Map([["acme", facts]]), misnamed: [] }, NOW);
}

describe("the standing of a partner", () => {
  it("is active with something in the later half of the window", () => {
    expect(standing([fact(44)])).toMatchObject({ kind: "active", last: { at: ago(44) } });
  });

  it("is at risk with nothing in it, and says when it will have gone quiet", () => {
    expect(standing([fact(46)])).toMatchObject({ kind: "at-risk", quietOn: ago(-44) });
  });

  it("is quiet after the window, whose first instant is not in it", () => {
    expect(standing([fact(89)]).kind).toBe("at-risk");
    expect(standing([fact(90)])).toMatchObject({ kind: "quiet", last: { at: ago(90) } });
    expect(standing([])).toEqual({ kind: "quiet", last: null });
  });

  it("asks for as many weeks and people as the config says", () => {
    const config = { minimum: { weeks: 2, people: 2 } };
    expect(standing([fact(10, 1), fact(11, 1), fact(30, 1)], { config }).kind).toBe("quiet");
    expect(standing([fact(10, 1), fact(30, 2)], { config }).kind).toBe("active");
  });

  it("is never quiet where something is not known", () => {
    const unknown = (coverage: ActivityCoverage) => standing([], { coverage }).kind;
    expect(unknown({ complete: false, why: "No." })).toBe("unknown");
    expect(unknown({ complete: true, from: ago(60), to: NOW, repositories: 1 })).toBe("unknown");
    expect(unknown({ complete: true, from: ago(365), to: ago(4), repositories: 1 })).toBe("unknown");
    expect(unknown({ complete: true, from: ago(365), to: ago(2), repositories: 1 })).toBe("quiet");
  });

  it("leaves new partners alone, and those that came back", () => {
    expect(standing([], { partner: { since: "2026-09-01" } })).toMatchObject({ kind: "exempt" });
    expect(standing([], { partner: { since: "2026-08-01" } }).kind).toBe("quiet");
    const history = [
      { at: "2025-01-01", event: "removed" },
      { at: "2026-10-01", event: "reinstated" },
    ];
    expect(standing([], { partner: { history } }).kind).toBe("exempt");
  });

  it("is what the registry says of former and suspended ones", () => {
    expect(standing([], { partner: { status: "former" } })).toEqual({ kind: "former" });
    expect(standing([fact(1)], { partner: { status: "suspended" } })).toEqual({ kind: "suspended" });
  });
});

describe("measuring", () => {
  it("counts weeks from Monday to Sunday, UTC, and each person once; a report is a person of its own", () => {
    const at = (text: string, by: number | null) => ({
      ...fact(0, by),
      at: instantOf(Date.parse(text)),
      url: text,
    });
    const facts = [
      at("2026-11-22T23:59:59Z", 1),
      at("2026-11-23T00:00:00Z", 1),
      at("2026-11-23T10:00:00Z", 2),
      at("2026-11-23T11:00:00Z", null),
    ];
    expect(measure(facts, ago(30), NOW)).toEqual({ items: 4, people: 3, weeks: 2 });
    expect(measure(facts, instantOf(Date.parse("2026-11-22T23:59:59Z")), NOW)).toMatchObject({
      items: 3,
      weeks: 1,
    });
  });
});
