import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ConfirmedReport,
  countedReports,
  parseConfirmedReport,
  printConfirmedReport,
  reportExpiry,
} from "../../../src/program/confirmed-report.ts";
import { REPORT_KINDS } from "../../../src/program/contribution-report.ts";
import { parseDuration } from "../../../src/program/duration.ts";
import { instantOf } from "../../../src/program/instant.ts";
import { HOSTILE_TEXTS } from "../../support/hostile-text.ts";
import { HOME } from "../../support/looks.ts";
import { CONFIRMED, reportOf } from "../../support/reports.ts";

describe("a report on record", () => {
  it("is printed for people, and read back", () => {
    const text = printConfirmedReport(CONFIRMED);
    expect(text).toBe(`version: 1
issue: 12
partner: globex
kind: talk
date: 2026-02-20
expires: 2027-02-20
evidence:
  - https://conference.example/talks/7
description: A talk on automation at a conference.
reported-by:
  login: gus
  id: 3103
confirmed-by:
  login: cy
  id: 2099
at: 2026-03-02T09:00:00Z
comment: 7
`);
    expect(reportOf(text)).toEqual(CONFIRMED);
  });

  it("comes back as it was, whatever it says", () => {
    const day = fc
      .date({ min: new Date("2000-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const actor = fc.record({ login: fc.string(), id: fc.option(fc.nat()) });
    const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: "grapheme" }));
    const report = fc.record<ConfirmedReport>({
      issue: fc.integer({ min: 1, max: 1e9 }),
      partner: fc.stringMatching(/^[a-z0-9]{1,20}$/),
      kind: fc.constantFrom(...REPORT_KINDS),
      date: day,
      expires: day,
      evidence: fc.array(fc.webUrl(), { minLength: 1 }),
      description: text,
      reportedBy: actor,
      confirmedBy: actor,
      at: fc.integer({ min: 0, max: 2e9 }).map((seconds) => instantOf(seconds * 1000)),
      comment: fc.integer({ min: 1, max: 1e12 }),
    });
    fc.assert(
      fc.property(report, (confirmed) => {
        const printed = printConfirmedReport(confirmed);
        expect(reportOf(printed)).toEqual(confirmed);
        expect(printConfirmedReport(reportOf(printed))).toBe(printed);
      }),
    );
  });

  it.each([
    ["another version", "version: 1", "version: 2"],
    ["an unknown key", "comment: 7", "comment: 7\nweight: 9"],
    ["no comment", "comment: 7\n", ""],
    ["no day", "date: 2026-02-20", "date: 2026-02-30"],
    ["another kind", "kind: talk", "kind: bribe"],
    ["no address", "https://conference.example/talks/7", "javascript:alert(1)"],
    ["no time", "2026-03-02T09:00:00Z", "2026-03-02"],
  ])("with %s is refused", (_, from, to) => {
    const text = printConfirmedReport(CONFIRMED);
    expect(text.split(from)).toHaveLength(2);
    expect(parseConfirmedReport(text.replace(from, to)).ok).toBe(false);
  });

  it("counts from its day on, for as long as the config says", () => {
    expect(reportExpiry("2026-02-20", parseDuration("365d"))).toBe("2027-02-20");
    expect(reportExpiry("2024-02-29", parseDuration("365d"))).toBe("2025-02-28");
    expect(reportExpiry("2026-02-20", parseDuration("12h"))).toBe("2026-02-20");
    const on = (day: string) => countedReports([CONFIRMED], day, HOME).length;
    expect(["2026-02-19", "2026-02-20", "2027-02-20", "2027-02-21"].map(on)).toEqual([0, 1, 1, 0]);
  });

  it("is one thing that was done for its partner on its day", () => {
    expect(countedReports([CONFIRMED], "2026-03-02", HOME)).toEqual([
      {
        partner: "globex",
        fact: {
          at: Date.UTC(2026, 1, 20),
          kind: "report",
          by: null,
          repository: "",
          url: `${HOME}/issues/12`,
          shared: 1,
        },
      },
    ]);
  });
});
