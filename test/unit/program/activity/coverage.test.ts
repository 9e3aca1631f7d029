import { describe, expect, it } from "vitest";
import {
  coverageOf,
  NO_COVERAGE,
  parseCoverage,
  printCoverage,
} from "../../../../src/program/activity/coverage.ts";
import {
  coverageStatement,
  isCovered,
  uncoveredTimes,
} from "../../../../src/program/activity/coverage-statement.ts";
import { days, repositoryCoverage, time } from "../../../support/activities.ts";

const TEXT = `{
  "version": 1,
  "repositories": {
    "StackStorm/orquesta": {
      "id": null,
      "from": "2025-11-24T00:00:00Z",
      "to": null,
      "head": null,
      "files": {},
      "commits": 0,
      "recent": 7,
      "unattributed": 0,
      "unfinished": null,
      "problem": "forbidden"
    },
    "StackStorm/st2": {
      "id": "R_1",
      "from": "2025-11-24T00:00:00Z",
      "to": "2026-11-24T08:00:00Z",
      "head": "0123456789abcdef0123456789abcdef01234567",
      "files": {
        "2026-02": "aaaa",
        "2026-03": "bbbb"
      },
      "commits": 1234,
      "recent": 7,
      "unattributed": 3,
      "unfinished": {
        "since": "2026-11-24T07:00:00Z",
        "cursors": {
          "issues": "Y3Vyc29y",
          "pullRequests": "cursor"
        },
        "until": "2026-11-24T09:00:00Z"
      },
      "problem": null,
      "formerly": [
        "StackStorm/core"
      ]
    }
  }
}
`;

describe("the coverage file", () => {
  it("reads back as it was written, whatever the order of its keys", () => {
    const parsed = parseCoverage(TEXT);
    if (!parsed.ok) throw new Error(parsed.message);
    expect(printCoverage(parsed.coverage)).toBe(TEXT);
    const { repositories } = parsed.coverage;
    const reversed = Object.fromEntries(
      Object.entries(repositories)
        .reverse()
        .map(([name, { files, ...rest }]) => [
          name,
          { ...rest, files: Object.fromEntries(Object.entries(files).reverse()) },
        ]),
    );
    expect(printCoverage({ repositories: reversed })).toBe(TEXT);
    expect(repositories["StackStorm/st2"]).toMatchObject({
      to: time("2026-11-24T08:00:00Z"),
      unfinished: { until: time("2026-11-24T09:00:00Z") },
      formerly: ["StackStorm/core"],
    });
  });

  it("has globs by which nothing is collected, where there are any", () => {
    const globs = { "other/*": "not-found", "example/*": "too-many" } as const;
    const text = printCoverage({ repositories: {}, globs });
    expect(text).toContain('"globs": {\n    "example/*": "too-many",\n    "other/*": "not-found"\n  }');
    expect(parseCoverage(text)).toEqual({ ok: true, coverage: { repositories: {}, globs } });
    expect(printCoverage({ repositories: {}, globs: {} })).toBe(printCoverage(NO_COVERAGE));
    expect(parseCoverage(text.replace("too-many", "much")).ok).toBe(false);
  });

  it("can be of nothing", () => {
    expect(parseCoverage(printCoverage(NO_COVERAGE))).toEqual({ ok: true, coverage: NO_COVERAGE });
  });

  it.each([
    ["{", "this is not JSON"],
    ["[]", "expected object"],
    [TEXT.replace('"version": 1', '"version": 2'), "version: "],
    [TEXT.replace("2026-11-24T08:00:00Z", "yesterday"), "repositories.StackStorm/st2.to: "],
    [TEXT.replace('"forbidden"', '"gone"'), "repositories.StackStorm/orquesta.problem: "],
    [TEXT.replace('"commits": 0', '"commits": -1'), "repositories.StackStorm/orquesta.commits: "],
    [TEXT.replace("StackStorm/st2", "st2"), "repositories.st2: "],
  ])("refuses %#, and says where", (text, message) => {
    const parsed = parseCoverage(text);
    expect(parsed.ok ? "" : parsed.message).toContain(message);
  });
});

const A = repositoryCoverage("2025-01-01", "2026-03-01");
const B = repositoryCoverage("2025-06-01", "2026-02-01");

describe("what is known of the linked repositories", () => {
  it("lies between the last beginning and the first end", () => {
    expect(coverageOf({ repositories: { "example/a": A, "example/b": B } }, ["example/*"])).toEqual({
      complete: true,
      from: time("2025-06-01"),
      to: time("2026-02-01"),
      repositories: 2,
      missing: [],
    });
  });

  it("does not hang on repositories that are not linked, nor on case", () => {
    const coverage = { repositories: { "example/a": A, "other/b": { ...B, problem: "forbidden" as const } } };
    expect(coverageOf(coverage, ["Example/A"])).toMatchObject({ complete: true, repositories: 1 });
  });

  it.each([
    ["not collected yet", { to: null }, "not-collected"],
    [
      "unfinished",
      { unfinished: { since: time("2026-01-01"), cursors: {}, until: time("2026-02-02") } },
      "unfinished",
    ],
    ["not found", { problem: "not-found" as const }, "not-found"],
    ["forbidden", { problem: "forbidden" as const, to: null }, "forbidden"],
  ])("is incomplete where one is %s, and is that of the others", (_, more, why) => {
    const coverage = { repositories: { "example/a": A, "example/b": { ...B, ...more } } };
    expect(coverageOf(coverage, ["example/*"])).toEqual({
      complete: false,
      from: A.from,
      to: A.to,
      repositories: 2,
      missing: [{ repository: "example/b", why }],
    });
  });

  it("is incomplete where a name or a glob is not in the coverage at all", () => {
    const summary = coverageOf({ repositories: { "example/a": A } }, ["example/a", "example/z", "other/*"]);
    expect(summary).toMatchObject({ complete: false, repositories: 3 });
    expect(summary.missing).toEqual([
      { repository: "example/z", why: "not-collected" },
      { repository: "other/*", why: "not-collected" },
    ]);
  });

  it("is incomplete where a glob is refused, also when repositories of it were known before", () => {
    const coverage = { repositories: { "example/a": A }, globs: { "example/*": "too-many" } } as const;
    expect(coverageOf(coverage, ["example/*"])).toEqual({
      complete: false,
      from: A.from,
      to: A.to,
      repositories: 2,
      missing: [{ repository: "example/*", why: "too-many" }],
    });
    // Only by that glob.
    expect(coverageOf(coverage, ["example/a*"])).toMatchObject({ complete: true, repositories: 1 });
  });

  it("finds a repository by the name that it had before", () => {
    const coverage = { repositories: { "example/a": { ...A, formerly: ["example/old"] } } };
    expect(coverageOf(coverage, ["example/old"])).toMatchObject({ complete: true, repositories: 1 });
  });

  it("is nothing where nothing is linked", () => {
    expect(coverageOf({ repositories: { "example/a": A } }, [])).toMatchObject({
      complete: false,
      from: null,
      to: null,
      repositories: 0,
    });
  });
});

describe("the coverage in words", () => {
  const some = { repositories: { "example/a": A, "example/b": { ...B, problem: "not-found" as const } } };

  it.each([
    [
      { repositories: { "example/a": A } },
      ["example/a"],
      "complete from 2025-01-01 09:00 UTC to 2026-03-01 09:00 UTC, 1 of 1 repository",
    ],
    [
      some,
      ["example/*", "example/c"],
      "complete from 2025-01-01 09:00 UTC to 2026-03-01 09:00 UTC, 1 of 3 repositories; missing: example/b (not found on GitHub), example/c (not collected yet)",
    ],
    [
      NO_COVERAGE,
      ["example/*"],
      "not known to be complete for any time, 0 of 1 repository; missing: example/* (not collected yet)",
    ],
    [
      { repositories: {}, globs: { "example/*": "too-many", "other/*": "nothing" } as const },
      ["example/*", "other/*"],
      "not known to be complete for any time, 0 of 2 repositories; missing: example/* (stands for more than 500 repositories), other/* (stands for no repository)",
    ],
    [some, [], "no repositories are linked in the config, so nothing is counted"],
  ])("of %# is one sentence", (coverage, linked, wanted) => {
    expect(coverageStatement(coverageOf(coverage, linked))).toBe(wanted);
  });

  it("says what of a window is outside of it", () => {
    const summary = coverageOf({ repositories: { "example/a": A } }, ["example/a"]);
    expect(isCovered(summary, days("2025-01-02", "2026-02-28"))).toBe(true);
    expect(uncoveredTimes(summary, days("2025-01-02", "2026-02-28"))).toEqual([]);
    const outside = days("2025-01-01", "2026-03-01");
    expect(isCovered(summary, outside)).toBe(false);
    expect(uncoveredTimes(summary, outside)).toHaveLength(2);
    expect(isCovered(coverageOf(some, ["example/*"]), days("2025-07-01", "2025-07-02"))).toBe(false);
  });
});
