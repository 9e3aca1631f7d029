import { describe, expect, it } from "vitest";
import {
  groupByMonth,
  ledgerPath,
  mergeContributions,
  parseLedger,
  parseLedgerPath,
  printLedger,
} from "../../../../src/program/activity/ledger.ts";
import { parseLine, printLine } from "../../../../src/program/activity/ledger-line.ts";
import { contribution, time } from "../../../support/activities.ts";

const LINE =
  '{"at":"2026-03-02T09:00:00Z","kind":"review","by":583231,"path":"pull/12#pullrequestreview-9","id":"PRR_kw=="}';
const REVIEW = {
  id: "PRR_kw==",
  kind: "review",
  at: time("2026-03-02T09:00:00Z"),
  by: 583231,
  path: "pull/12#pullrequestreview-9",
} as const;

const problemOf = (text: string, month?: string) => {
  const result = parseLedger(text, month);
  return result.ok ? null : result.problem;
};

describe("a ledger file", () => {
  it("has a line for each contribution, with its keys in order", () => {
    expect(printLedger([REVIEW])).toBe(`${LINE}\n`);
    expect(printLedger([{ ...REVIEW, partner: "acme" }])).toBe(`${LINE.slice(0, -1)},"partner":"acme"}\n`);
    expect(parseLedger(`${LINE}\n`)).toEqual({ ok: true, contributions: [REVIEW] });
    expect(parseLedger(`${LINE.slice(0, -1)},"partner":"acme"}\n`)).toEqual({
      ok: true,
      contributions: [{ ...REVIEW, partner: "acme" }],
    });
    expect(printLedger([])).toBe("");
    expect(parseLedger("")).toEqual({ ok: true, contributions: [] });
  });

  it("is sorted by time, kind and id, by code units", () => {
    const wanted = [
      contribution("2026-03-02", { id: "z" }),
      contribution("2026-03-03", { id: "B", kind: "comment" }),
      contribution("2026-03-03", { id: "B" }),
      contribution("2026-03-03", { id: "a" }),
      contribution("2026-03-03", { id: "A", kind: "issue" }),
    ];
    const text = printLedger([...wanted].reverse());
    expect(text).toBe(wanted.map((each) => `${printLine(each)}\n`).join(""));
    expect(parseLedger(text)).toEqual({ ok: true, contributions: wanted });
  });

  it("keeps the opening and the merging of a pull request, which have one id", () => {
    const opened = contribution("2026-03-02", { id: "PR_1", kind: "pull-request-opened" });
    const merged = contribution("2026-03-09", { id: "PR_1", kind: "pull-request-merged" });
    expect(mergeContributions([opened], [merged, merged])).toEqual([opened, merged]);
  });

  it("takes what was found for what was there, and of two that were found always the same one", () => {
    const old = contribution("2026-03-02", { id: "C_1", by: 1 });
    const [one, other] = [
      { ...old, by: 2 },
      { ...old, by: 3 },
    ];
    expect(mergeContributions([old], [one])).toEqual([one]);
    expect(mergeContributions([one], [old])).toEqual([old]);
    expect(mergeContributions([], [one, other])).toEqual(mergeContributions([], [other, one]));
  });

  it.each([
    ["something else than JSON", "{", "this line is not JSON"],
    ["an empty line", "", "this line is not JSON"],
    ["a byte order mark", `\uFEFF${LINE}`, "this line is not JSON"],
    ["a further key", LINE.replace('"by"', '"login":"ada","by"'), 'Unrecognized key: "login"'],
    ["a missing key", LINE.replace('"by":583231,', ""), "by: "],
    ["another kind", LINE.replace("review", "star"), "kind: "],
    ["a day that is not", LINE.replace("03-02", "02-30"), "at: there is no such time"],
    ["a leap day that is not", LINE.replace("2026-03-02", "2027-02-29"), "at: there is no such time"],
    ["a month that is not", LINE.replace("03-02", "13-02"), "at: there is no such time"],
    ["the day 0", LINE.replace("03-02", "03-00"), "at: there is no such time"],
    ["an hour that is not", LINE.replace("T09", "T24"), "at: there is no such time"],
    ["parts of a second", LINE.replace("00Z", "00.5Z"), "at: expected a time"],
    ["another zone", LINE.replace("Z", "+01:00"), "at: expected a time"],
    ["no account", LINE.replace("583231", "0"), "by: "],
    ["an account that is no number", LINE.replace("583231", '"583231"'), "by: "],
    ["an account beyond all numbers", LINE.replace("583231", "9007199254740993"), "by: "],
    ["an address elsewhere", LINE.replace("pull/12", "//evil.example/"), "path: "],
    ["an address with markup", LINE.replace("pull/12", "<b>"), "path: "],
    ["an address of 2,001 characters", LINE.replace("pull/12", "p".repeat(2000)), "path: "],
    ["no id", LINE.replace("PRR_kw==", ""), "id: "],
    ["an id of 501 characters", LINE.replace("PRR_kw==", "i".repeat(501)), "id: "],
    ["a partner that is no id", LINE.replace("}", ',"partner":"Acme Inc"}'), "partner: "],
    ["a partner of 65 letters", LINE.replace("}", `,"partner":"${"a".repeat(65)}"}`), "partner: "],
  ])("refuses %s, with the number of the line", (_, line, message) => {
    const problem = problemOf(`${LINE.replace("03-02", "03-01")}\n${line}\n`);
    expect(problem?.line).toBe(2);
    expect(problem?.message).toContain(message);
  });

  it("reads a line that is written otherwise, and prints it as it should be", () => {
    const spaced =
      '{ "kind": "review", "id": "PRR_kw==", "path": "pull\\u002f12#pullrequestreview-9", "by": 583231, "at": "2026-03-02T09:00:00Z" }';
    expect(parseLine(spaced)).toEqual(REVIEW);
    expect(parseLine(LINE)).toEqual(REVIEW);
  });

  it("reads the leap day and the last second of a year", () => {
    for (const at of ["2028-02-29T23:59:59Z", "2000-02-29T00:00:00Z", "2026-12-31T23:59:59Z"]) {
      expect(parseLine(LINE.replace("2026-03-02T09:00:00Z", at))).toEqual({ ...REVIEW, at: time(at) });
    }
  });

  it("refuses what would be counted twice, also at another time, and what is not in order", () => {
    expect(problemOf(`${LINE}\n${LINE}\n`)).toEqual({ line: 2, message: "this contribution is there twice" });
    const later = LINE.replace("03-02", "03-03");
    expect(problemOf(`${LINE}\n${later}\n`)).toEqual({
      line: 2,
      message: "this contribution is there twice",
    });
    const other = later.replace("PRR_kw==", "PRR_1");
    expect(problemOf(`${other}\n${LINE}\n`)?.message).toContain("not in order");
    expect(problemOf(`${LINE}\n${other}\n`)).toBeNull();
  });

  it("refuses a contribution of another month than the file's", () => {
    expect(problemOf(`${LINE}\n`, "2026-03")).toBeNull();
    expect(problemOf(`${LINE}\n`, "2026-04")).toEqual({ line: 1, message: "this is not of 2026-04" });
    const first = LINE.replace("2026-03-02T09:00:00Z", "2026-04-01T00:00:00Z");
    expect(problemOf(`${first}\n`, "2026-03")?.line).toBe(1);
    expect(problemOf(`${first}\n`, "2026-04")).toBeNull();
    const last = LINE.replace("2026-03-02T09:00:00Z", "2026-12-31T23:59:59Z");
    expect(problemOf(`${last}\n`, "2026-12")).toBeNull();
    expect(problemOf(`${last}\n`, "2027-01")?.line).toBe(1);
  });

  it("is named after its repository and month", () => {
    const file = { repository: "StackStorm/st2.web", month: "2026-03" };
    expect(ledgerPath(file)).toBe("activity/StackStorm/st2.web/2026-03.ndjson");
    expect(parseLedgerPath(ledgerPath(file))).toEqual(file);
    for (const path of [
      "activity/coverage.json",
      "activity/StackStorm/st2/2026-13.ndjson",
      "activity/StackStorm/../2026-03.ndjson",
      "activity/StackStorm/2026-03.ndjson",
      "ballots/a/b/2026-03.ndjson",
      "activity/a/b/2026-03.ndjson.bak",
    ]) {
      expect(parseLedgerPath(path)).toBeNull();
    }
  });

  it("is of one month in UTC, across the end of a year", () => {
    const [before, after] = [contribution("2026-12-31T23:59:59Z"), contribution("2027-01-01T00:00:00Z")];
    expect(groupByMonth([after, before])).toEqual(
      new Map([
        ["2027-01", [after]],
        ["2026-12", [before]],
      ]),
    );
  });
});
