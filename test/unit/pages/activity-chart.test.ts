import { describe, expect, it } from "vitest";
import { renderActivityChart } from "../../../src/pages/activity-chart.ts";
import { partnerActivityView } from "../../../src/pages/site/partner-activity-view.ts";
import type { CountedFact, ProgramActivity } from "../../../src/program/activity/partner-activity.ts";
import { instantOf } from "../../../src/program/instant.ts";
import { partnerSchema } from "../../../src/program/partner.ts";
import { parseXml } from "../../support/xml.ts";

const heights = (svg: string) =>
  [...svg.matchAll(/<rect class="series-(\d)"[^>]* height="([\d.]+)"/g)].map(([, series, height]) => [
    series,
    Number(height),
  ]);

describe("the chart of contributions", () => {
  it("stacks a column for each month, to one scale", () => {
    const svg = renderActivityChart([
      { month: "2026-01", amounts: [10, 0, 5] },
      { month: "2026-02", amounts: [0, 0, 0] },
      { month: "2026-03", amounts: [0, 20, 0] },
    ]);
    expect(heights(svg)).toEqual([
      ["1", 80],
      ["3", 40],
      ["2", 160],
    ]);
    expect(() => parseXml(svg)).not.toThrow();
    expect(svg).not.toMatch(/style=|href|<script/);
  });

  it("has a scale with whole numbers, also of little", () => {
    expect(renderActivityChart([{ month: "2026-01", amounts: [0.5] }])).toContain(">2</text>");
    expect(renderActivityChart([{ month: "2026-01", amounts: [41] }])).toContain(">100</text>");
  });
});

describe("what a partner's page says of its contributions", () => {
  const at = (text: string) => instantOf(Date.parse(text));
  const fact = (text: string, kind: CountedFact["kind"], shared = 1): CountedFact => ({
    at: at(text),
    kind,
    by: 1,
    repository: "storm/st2",
    url: text,
    shared,
  });
  const partner = partnerSchema.parse({ id: "acme", name: "Acme", since: "2020-01-01" });
  const view = (
    facts: CountedFact[],
    more: Partial<{ activity: ProgramActivity | null; page: "logo" | "own-page" }> = {},
  ) => {
    const coverage = {
      complete: true,
      from: at("2025-01-01T00:00:00Z"),
      to: at("2026-11-24T00:00:00Z"),
      repositories: 1,
    } as const;
    const activity =
      more.activity === undefined
        ? { coverage, facts: new Map([["acme", facts]]), misnamed: [] }
        : more.activity;
    return partnerActivityView(
      { activity, day: "2026-11-24" },
      { partner, page: more.page ?? "own-page", state: "listed" },
    );
  };

  it("has a row for each of twelve months, exact where people are at several partners", () => {
    const shown = view([
      fact("2025-11-30T23:59:59Z", "commit"),
      fact("2025-12-01T00:00:00Z", "commit"),
      fact("2026-11-01T00:00:00Z", "review", 2),
      fact("2026-11-02T00:00:00Z", "review"),
      fact("2026-11-03T00:00:00Z", "report"),
    ]);
    expect(shown?.rows).toHaveLength(12);
    expect(shown?.rows[0]).toEqual({ month: "2025-12", amounts: ["1", "0", "0", "0", "0"] });
    expect(shown?.rows.at(-1)).toEqual({ month: "2026-11", amounts: ["0", "0", "1 1/2", "0", "1"] });
    expect(shown?.coverage).toMatch(
      /^Everything in 1 linked repository from 2025-01-01 to 2026-11-24 was counted/,
    );
  });

  it("draws nothing where there is nothing, and says what is not known", () => {
    expect(view([])?.chart).toBe("");
    const unknown = view([], {
      activity: { coverage: { complete: false, why: "st2 cannot be read." }, facts: new Map(), misnamed: [] },
    });
    expect(unknown?.coverage).toBe("Not everything is known. st2 cannot be read.");
  });

  it("is not there where activity is not tracked, nor on pages of a logo alone", () => {
    expect(view([], { activity: null })).toBeNull();
    expect(view([fact("2026-11-01T00:00:00Z", "review")], { page: "logo" })).toBeNull();
  });
});
