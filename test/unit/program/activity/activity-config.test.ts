import { describe, expect, it } from "vitest";
import { activitySchema, isCounted, weightOf } from "../../../../src/program/activity/activity-config.ts";
import { CONTRIBUTION_KINDS } from "../../../../src/program/activity/contribution.ts";
import { printFraction } from "../../../../src/program/ballot/fraction.ts";
import { printDuration } from "../../../../src/program/duration.ts";
import { readConfig } from "../../../../src/program/program-files.ts";

function problemsOf(activity: string): string[] {
  const read = readConfig(`roll: [{ users: [ada] }]\nactivity: ${activity}\n`);
  return read.ok ? [] : read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("activity of the config", () => {
  it("has defaults for everything, and tracks nothing by itself", () => {
    const config = activitySchema.parse({});
    expect(config).toMatchObject({ repositories: [], archived: false, forks: false, bots: [], people: [] });
    expect(config.since).toBeUndefined();
    expect(printFraction(config["rate-share"])).toBe("1/5");
    expect(printFraction(config["person-cap"])).toBe("20");
    expect(CONTRIBUTION_KINDS.map((kind) => printFraction(weightOf(config, kind)))).toEqual([
      "1",
      "1",
      "3",
      "2",
      "1",
      "1/2",
      "2",
    ]);
    expect(CONTRIBUTION_KINDS.every((kind) => isCounted(config, kind))).toBe(true);
    const { standing } = config;
    expect(standing.reminders.map(printDuration)).toEqual(["30d", "60d", "83d"]);
    expect(
      [standing["quiet-after"], standing["answer-within"], standing["exempt-for"]].map(printDuration),
    ).toEqual(["90d", "90d", "90d"]);
    expect(standing).toMatchObject({ resumed: "automatically", minimum: { weeks: 1, people: 1 } });
    expect(config.reviews.months).toEqual([1, 7]);
    expect(printDuration(config.reports.lasts)).toBe("365d");
  });

  it("turns off both kinds of pull requests by one switch", () => {
    const config = activitySchema.parse({ kinds: { "pull-requests": false, comments: false } });
    expect(CONTRIBUTION_KINDS.filter((kind) => isCounted(config, kind))).toEqual([
      "commit",
      "review",
      "issue",
      "release",
    ]);
  });

  it("takes names, globs, bots, days and digests in either case", () => {
    const digest = "AB".repeat(32);
    const config = activitySchema.parse({
      repositories: ["StackStorm/*", "example/engine", "emu_corp/a.b-?"],
      bots: ["*-bot", "ci-user", "renovate[bot]"],
      since: "2024-02-29",
      "opted-out": [digest],
    });
    expect(config["opted-out"]).toEqual([digest.toLowerCase()]);
  });

  it.each([
    ["{ repositories: [engine] }", 'found the text "engine", expected a repository such as example/engine'],
    ["{ repositories: ['*/engine'] }", "expected a repository such as example/engine"],
    ["{ since: '2026-02-30' }", "there is no such day in the calendar"],
    ["{ rate-share: 0 }", "write more than 0 and at most 1"],
    ["{ rate-share: 6/5 }", "write more than 0 and at most 1"],
    ["{ rate-share: 0.2 }", "is not an exact fraction"],
    ["{ person-cap: 0 }", "write more than 0"],
    ["{ opted-out: [octocat] }", "the SHA-256 of a login in lower case"],
    ["{ weights: { commits: 2 } }", 'unknown key "commits": did you mean "commit"?'],
    ["{ kinds: { comment: false } }", 'unknown key "comment": did you mean "comments"?'],
    ["{ standing: { resumed: by-votes } }", 'did you mean "by-vote"?'],
    ["{ standing: { minimum: { weeks: 0 } } }", "expected 1 or more"],
    ["{ standing: { reminders: [30d, 30d] } }", "not later than the one before it"],
    ["{ standing: { reminders: [60d, 30d] } }", "not later than the one before it"],
    ["{ standing: { reminders: [90d] } }", "not before the end of `answer-within`"],
    ["{ standing: { answer-within: 30d } }", "not before the end of `answer-within`"],
    ["{ reviews: { months: [13] } }", "expected 12 or less"],
  ])("refuses %s", (activity, message) => {
    expect(problemsOf(activity).join("\n")).toContain(message);
  });

  it("compares reminders in business days with days", () => {
    expect(problemsOf("{ standing: { reminders: [5bd, 10d, 30bd], answer-within: 60d } }")).toEqual([]);
    expect(problemsOf("{ standing: { reminders: [7d, 5bd] } }").join("")).toContain("not later than the one");
  });
});
