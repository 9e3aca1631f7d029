import { describe, expect, it } from "vitest";
import { activitySchema } from "../../../../src/program/activity/activity-config.ts";
import type { ActivityCoverage, CountedFact } from "../../../../src/program/activity/partner-activity.ts";
import { type WindDown, windDownState } from "../../../../src/program/activity/wind-down.ts";
import { parseDuration } from "../../../../src/program/duration.ts";
import { type Instant, instantOf } from "../../../../src/program/instant.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 2, 9);
const day = (number: number): Instant => instantOf(START + number * DAY);

const standing = (change: object = {}) => activitySchema.parse({ standing: change }).standing;

function fact(at: Instant, by: number | null = 7): CountedFact {
  return { at, kind: "commit", by, repository: "storm/st2", url: `https://github.example/${at}`, shared: 1 };
}

interface Situation extends Partial<WindDown> {
  now: number;
  facts?: readonly CountedFact[];
  coverage?: ActivityCoverage;
  config?: object;
}

function stateOf({ now, facts = [], coverage, config, ...windDown }: Situation) {
  const known: ActivityCoverage = coverage ?? {
    complete: true,
    from: day(-400),
    to: day(now),
    repositories: 4,
  };
  return windDownState(
    { partner: "acme", started: day(0), exceptions: [], appealed: false, reminded: [], ...windDown },
    standing(config),
    { coverage: known, facts: new Map([["acme", facts]]), misnamed: [] },
    day(now),
  );
}

/** What happens when a wind-down is looked at every day: the day of each reminder, and the day of the vote. */
function course(isKnown: (day: number) => boolean = () => true, exceptions: Situation["exceptions"] = []) {
  const reminded: Instant[] = [];
  for (let now = 0; now < 400; now += 1) {
    const coverage: ActivityCoverage | undefined = isKnown(now)
      ? undefined
      : { complete: false, why: "One of 4 repositories cannot be read." };
    const state = stateOf({ now, reminded, exceptions, ...(coverage === undefined ? {} : { coverage }) });
    if (state.kind === "over") return { reminders: reminded.map((at) => (at - START) / DAY), vote: now };
    if (state.kind === "running" && state.remind) reminded.push(day(now));
  }
  throw new Error("it does not end");
}

describe("a wind-down", () => {
  it("reminds on days 30, 60 and 83, and ends in a vote on day 90", () => {
    expect(course()).toEqual({ reminders: [30, 60, 83], vote: 90 });
  });

  it("says the next step and the day of the vote", () => {
    expect(stateOf({ now: 10 })).toMatchObject({
      kind: "running",
      remind: false,
      next: day(30),
      ends: day(90),
    });
    expect(stateOf({ now: 31, reminded: [day(30)] })).toMatchObject({ next: day(60), ends: day(90) });
  });

  it("does not go on while the activity is not known, and leaves the partner the time between two steps afterwards", () => {
    const outage = (from: number, to: number) => (now: number) => now < from || now >= to;
    expect(course(outage(0, 29))).toEqual({ reminders: [30, 60, 83], vote: 90 });
    expect(course(outage(55, 100))).toEqual({ reminders: [30, 100, 122], vote: 128 });
    expect(course(outage(20, 200))).toEqual({ reminders: [200, 229, 251], vote: 257 });
    const stalled = stateOf({ now: 95, coverage: { complete: false, why: "Because." } });
    expect(stalled).toEqual({ kind: "stalled", why: "Because." });
  });

  it("takes activity that was collected some days ago for not known", () => {
    const to = (days: number): ActivityCoverage => ({
      complete: true,
      from: day(-400),
      to: day(days),
      repositories: 4,
    });
    expect(stateOf({ now: 40, coverage: to(37) }).kind).toBe("running");
    expect(stateOf({ now: 40, coverage: to(36) }).kind).toBe("stalled");
  });

  it("is longer by each exception", () => {
    expect(course(undefined, [parseDuration("60d")])).toEqual({ reminders: [90, 120, 143], vote: 150 });
    expect(course(undefined, [parseDuration("10d"), parseDuration("5d")])).toMatchObject({ vote: 105 });
    expect(
      stateOf({ now: 89, reminded: [day(30), day(60), day(83)], exceptions: [parseDuration("30d")] }),
    ).toMatchObject({
      kind: "running",
      ends: day(120),
    });
  });

  it("waits for an answer to an appeal", () => {
    expect(stateOf({ now: 200, appealed: true }).kind).toBe("appealed");
  });

  it("ends by itself when the partner is active again, whatever else is not known", () => {
    expect(stateOf({ now: 5, facts: [fact(day(-99)), fact(day(-90))] }).kind).toBe("running");
    const resumed = { now: 5, facts: [fact(day(-99)), fact(day(3))] };
    expect(stateOf(resumed)).toMatchObject({ kind: "resumed", last: { at: day(3) } });
    expect(stateOf({ ...resumed, coverage: { complete: false, why: "" } }).kind).toBe("resumed");
    expect(stateOf({ ...resumed, config: { minimum: { weeks: 2, people: 1 } } }).kind).toBe("running");
    const report = fact(day(4), null);
    expect(stateOf({ now: 5, facts: [report] }).kind).toBe("resumed");
  });

  it("ends when it is known only later that the partner was not quiet", () => {
    expect(stateOf({ now: 40, facts: [fact(day(-10), null)] }).kind).toBe("resumed");
    expect(stateOf({ now: 80, facts: [fact(day(-10), null)] }).kind).toBe("running");
  });

  it("needs no reminders", () => {
    const config = { reminders: [], "answer-within": "14d" };
    expect(stateOf({ now: 13, config })).toMatchObject({ kind: "running", next: day(14) });
    expect(stateOf({ now: 14, config })).toEqual({ kind: "over", ends: day(14) });
  });
});
