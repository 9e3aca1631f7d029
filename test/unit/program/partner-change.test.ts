import { describe, expect, it } from "vitest";
import type { BallotRecord } from "../../../src/program/ballot/record.ts";
import { categorySchema } from "../../../src/program/category.ts";
import { type PartnerInput, partnerSchema } from "../../../src/program/partner.ts";
import { changePartner } from "../../../src/program/partner-change.ts";
import { decidedRecord } from "../../support/decided-record.ts";

const decision = "decisions/2026/12-acme-labs-award.yml";
const issueUrl = "https://github.com/example/community/issues/12";

function changed(record: Partial<BallotRecord>, entry: Partial<PartnerInput> = {}) {
  const partner = partnerSchema.parse({
    id: "acme-labs",
    name: "Acme Labs",
    since: "2025-01-01",
    badges: [
      { category: "marketing", awarded: "2025-01-01", evidence: ["a talk"] },
      { category: "engineering", awarded: "2025-01-01", expires: "2026-01-01" },
    ],
    history: [{ at: "2025-01-01", event: "admitted" }],
    ...entry,
  });
  return changePartner({
    registry: { version: 1, partners: [partner] },
    record: decidedRecord("yes", undefined, { proposal: null, categories: [], ...record }),
    committee: "The  TSC",
    decision,
    issueUrl,
    categories: [categorySchema.parse({ id: "engineering", name: "Engineering", lasts: "365d" })],
  });
}

describe("what a decision makes of a partner", () => {
  it("gives badges with date, reason, place and record, in the place of old ones, and takes others away", () => {
    const partner = changed({
      kind: "award",
      categories: ["engineering"],
      taken: ["marketing"],
      reason: "three\nreleases \u202Ein a row",
    });
    expect(partner.badges).toEqual([
      {
        category: "engineering",
        awarded: "2026-03-09",
        expires: "2027-03-09",
        evidence: ["three releases in a row", issueUrl],
        decision,
      },
    ]);
    expect(partner.history.slice(1)).toEqual([
      { at: "2026-03-09", event: "badge-awarded", actor: "The TSC", ref: decision },
      { at: "2026-03-09", event: "badge-withdrawn", actor: "The TSC", ref: decision },
    ]);
  });

  it("makes a former partner, who keeps everything else, and an active one again", () => {
    const former = changed({ kind: "remove" });
    expect(former).toMatchObject({ status: "former", "status-since": "2026-03-09", since: "2025-01-01" });
    expect(former.badges).toHaveLength(2);
    expect(former.history.at(-1)?.event).toBe("removed");
    const back = changed({ kind: "reinstate" }, { status: "former", "status-since": "2025-06-01" });
    expect(back).toMatchObject({ status: "active", "status-since": "2026-03-09", since: "2025-01-01" });
  });

  it("is made once", () => {
    const once = changed({ kind: "remove" });
    expect(changed({ kind: "remove" }, { ...once, description: "by hand" })).toEqual({
      ...once,
      description: "by hand",
    });
  });

  it("needs an entry, and for badges one that is listed", () => {
    expect(() => changed({ kind: "remove" }, { id: "another" })).toThrow(/no entry with the id "acme-labs"/);
    expect(() => changed({ kind: "award", categories: ["marketing"] }, { status: "former" })).toThrow(
      /not a partner any more/,
    );
    expect(() => changed({ kind: "admit" })).toThrow(/entry of its own/);
  });
});
