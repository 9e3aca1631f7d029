import { describe, expect, it } from "vitest";
import { weekOf } from "../../../../src/program/activity/activity-window.ts";
import type { ContributionKind } from "../../../../src/program/activity/contribution.ts";
import { MeasureSum } from "../../../../src/program/activity/measures.ts";
import { parseFraction, printFraction } from "../../../../src/program/ballot/fraction.ts";
import { activityConfig, time } from "../../../support/activities.ts";

type Item = [at: string, kind: ContributionKind, by?: number, shared?: number];

type Forgotten = [monday: string, kind: ContributionKind, amount: string];

function measure(items: readonly Item[], config: object = {}, forgotten: readonly Forgotten[] = []) {
  const sum = new MeasureSum();
  for (const [at, kind, by = 1, shared = 1] of items) sum.add(kind, time(at), by, shared);
  for (const [at, kind, amount] of forgotten) sum.addAnonymous(kind, time(at), parseFraction(amount));
  const { counts, people, weeks, weighted } = sum.measures(activityConfig(config));
  const some = Object.entries(counts).filter(([, count]) => count.numerator !== 0n);
  return {
    counts: Object.fromEntries(some.map(([kind, count]) => [kind, printFraction(count)])),
    people,
    weeks,
    weighted: printFraction(weighted),
  };
}

describe("the measures of a partner", () => {
  it("are nothing of nothing", () => {
    expect(measure([])).toEqual({ counts: {}, people: 0, weeks: 0, weighted: "0" });
  });

  it("count by kind, distinct people, and weeks whoever was active in them", () => {
    expect(
      measure([
        ["2026-03-02", "commit"],
        ["2026-03-08", "commit", 2],
        ["2026-03-08", "review", 2],
        ["2026-03-09", "comment", 1],
      ]),
    ).toEqual({ counts: { commit: "2", review: "1", comment: "1" }, people: 2, weeks: 2, weighted: "9/2" });
  });

  it("count what is shared by its exact part, and people and weeks whole", () => {
    expect(
      measure([
        ["2026-03-02", "commit", 1, 2],
        ["2026-03-02", "commit", 2, 3],
        ["2026-03-03", "commit", 3],
        ["2026-03-03", "release", 3, 2],
      ]),
    ).toEqual({ counts: { commit: "11/6", release: "1/2" }, people: 3, weeks: 1, weighted: "17/6" });
  });

  it("count what is kept of the forgotten by its exact part, and all of them as one person", () => {
    expect(
      measure([["2026-03-02", "commit"]], {}, [
        ["2026-03-02", "commit", "3/2"],
        ["2026-03-02", "review", "1"],
        ["2026-03-09", "commit", "1/3"],
      ]),
    ).toEqual({ counts: { commit: "17/6", review: "1" }, people: 2, weeks: 2, weighted: "29/6" });
  });

  it("cap what the forgotten weigh in one week as that of one person", () => {
    const forgotten: Forgotten[] = [
      ["2026-03-02", "commit", "7"],
      ["2026-03-09", "commit", "3/2"],
    ];
    expect(measure([], { "person-cap": 5 }, forgotten)).toMatchObject({
      people: 1,
      weeks: 2,
      weighted: "13/2",
    });
  });

  it("cap what one person weighs in one week, and not over weeks or people", () => {
    const merged = (at: string, by: number): Item => [at, "pull-request-merged", by];
    const cap = { "person-cap": 5 };
    expect(measure([merged("2026-03-02", 1), merged("2026-03-08", 1)], cap).weighted).toBe("5");
    expect(measure([merged("2026-03-02", 1), merged("2026-03-09", 1)], cap).weighted).toBe("6");
    expect(measure([merged("2026-03-02", 1), merged("2026-03-02", 2)], cap).weighted).toBe("6");
    expect(measure([merged("2026-03-02", 1)], { "person-cap": "5/3" }).weighted).toBe("5/3");
    // What is shared weighs its part before it is capped.
    expect(measure([["2026-03-02", "pull-request-merged", 1, 2]], { "person-cap": 2 }).weighted).toBe("3/2");
  });

  it("are exact for any weights", () => {
    const weights = { commit: "1/3", comment: "1/7", review: "2/5" };
    const items: Item[] = [
      ["2026-03-02", "commit"],
      ["2026-03-02", "comment"],
      ["2026-03-02", "review", 1, 3],
    ];
    expect(measure(items, { weights }).weighted).toBe("64/105");
    expect(measure([["2026-03-02", "commit"]], { weights: { commit: 0 } }).weighted).toBe("0");
  });
});

describe("an ISO week in UTC", () => {
  it.each([
    ["2026-12-28T00:00:00Z", "2027-01-03T23:59:59Z", "the week 53 of 2026, which ends in 2027"],
    ["2020-12-28T00:00:00Z", "2021-01-03T23:59:59Z", "the week 53 of 2020"],
    ["2024-12-30T00:00:00Z", "2025-01-05T23:59:59Z", "the week 1 of 2025, which begins in 2024"],
    ["2028-02-28T00:00:00Z", "2028-03-05T23:59:59Z", "the week of a leap day"],
    ["1969-12-29T00:00:00Z", "1970-01-04T23:59:59Z", "the week in which counting begins"],
  ])("goes from %s to %s: %s", (monday, sunday) => {
    const [first, last] = [time(monday), time(sunday)];
    expect(weekOf(last)).toBe(weekOf(first));
    expect(
      measure([
        [monday, "commit"],
        [sunday, "commit"],
      ]).weeks,
    ).toBe(1);
    expect(weekOf(time(new Date(last + 1000).toISOString()))).toBe(weekOf(first) + 1);
    expect(weekOf(time(new Date(first - 1000).toISOString()))).toBe(weekOf(first) - 1);
  });
});
