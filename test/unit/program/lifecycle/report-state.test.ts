import { describe, expect, it } from "vitest";
import { printConfirmedReport } from "../../../../src/program/confirmed-report.ts";
import { believeReport } from "../../../../src/program/lifecycle/report-state.ts";
import type { ObservedCommit } from "../../../../src/program/observation.ts";
import { CONFIRMED } from "../../../support/reports.ts";

const TEXT = printConfirmedReport(CONFIRMED);
const OWN: ObservedCommit = {
  oid: "c".repeat(40),
  url: "https://github.com/stackwright/community/commit/c",
  own: true,
  signature: "github",
  parents: [],
};

describe("the text of a record", () => {
  it("is believed when this app committed it last, and GitHub has signed that", () => {
    expect(believeReport(12, TEXT, OWN, true)).toEqual({ ok: true, report: CONFIRMED });
  });

  it("is believed without a signature only where GitHub signs nothing", () => {
    const unsigned: ObservedCommit = { ...OWN, signature: "unsigned" };
    expect(believeReport(12, TEXT, unsigned, false)).toEqual({ ok: true, report: CONFIRMED });
    expect(believeReport(12, TEXT, unsigned, true)).toMatchObject({ ok: false, commit: unsigned });
  });

  it.each<[string, number, string, ObservedCommit]>([
    ["somebody else committed it", 12, TEXT, { ...OWN, own: false }],
    ["somebody else signed it", 12, TEXT, { ...OWN, signature: "other" }],
    ["it is that of another issue", 13, TEXT, OWN],
    ["it cannot be read", 12, `${TEXT}weight: 100\n`, OWN],
  ])("is not believed when %s", (_, issue, text, last) => {
    expect(believeReport(issue, text, last, true)).toMatchObject({ ok: false, commit: last });
  });
});
