import { describe, expect, it } from "vitest";
import { archiveYear } from "../../../src/program/archive-year.ts";
import type { PartnerInput } from "../../../src/program/partner.ts";
import { CONFIG, REGISTRY, registryOf } from "../../support/archives.ts";

function archive(year: number, ...entries: Partial<PartnerInput>[]) {
  return archiveYear({ registry: registryOf(...entries), config: CONFIG, year, frozen: "2026-11-24" });
}

const only = (year: number, entry: Partial<PartnerInput>) => archive(year, entry).partners[0];

describe("the archive of a year", () => {
  it("holds everyone who was a partner on any day of it, once each, by id", () => {
    const { partners } = archiveYear({
      registry: REGISTRY,
      config: CONFIG,
      year: 2025,
      frozen: "2026-01-01",
    });
    expect(partners.map(({ id, from, to }) => [id, from, to])).toEqual([
      ["acme", "2025-12-31", null],
      ["by-hand", "2019-07-01", null],
      ["nordlicht", "2024-02-29", "2025-01-15"],
      ["zeta", "2024-02-29", null],
    ]);
  });

  it("knows the first and the last day of a year", () => {
    const removed = (day: string) => ({ status: "former" as const, "status-since": day });
    expect(only(2025, removed("2025-01-01"))).toMatchObject({ to: "2025-01-01" });
    expect(only(2025, removed("2024-12-31"))).toBeUndefined();
    expect(only(2025, removed("2025-12-31"))).toMatchObject({ to: "2025-12-31" });
    expect(only(2025, removed("2026-01-01"))).toMatchObject({ to: null });
    expect(only(2025, { since: "2025-12-31" })).toMatchObject({ from: "2025-12-31", to: null });
    expect(only(2025, { since: "2026-01-01" })).toBeUndefined();
  });

  it("has somebody who left and came back within the year once, from the first to the last day", () => {
    const back = {
      history: [
        { at: "2025-02-01", event: "removed" },
        { at: "2025-06-01", event: "reinstated" },
        { at: "2025-10-01", event: "removed" },
        { at: "2027-01-01", event: "reinstated" },
      ],
    };
    expect(archive(2025, back).partners).toHaveLength(1);
    expect(only(2025, back)).toMatchObject({ from: "2024-02-29", to: "2025-10-01" });
  });

  it("leaves out the years between two partnerships", () => {
    const back = {
      since: "2025-06-01",
      history: [
        { at: "2021-05-01", event: "admitted" },
        { at: "2022-03-01", event: "removed" },
        { at: "2025-06-01", event: "admitted" },
      ],
    };
    const years = [2020, 2021, 2022, 2023, 2024, 2025];
    expect(years.map((year) => archive(year, back).partners.map(({ from, to }) => [from, to]))).toEqual([
      [],
      [["2021-05-01", null]],
      [["2021-05-01", "2022-03-01"]],
      [],
      [],
      [["2025-06-01", null]],
    ]);
  });

  it("shows badges that counted while it was a partner in that year, in the order of the config", () => {
    const badges = (entry: Partial<PartnerInput>) => only(2025, entry)?.badges;
    const engineering = { category: "engineering", name: "Engineering & Packs" };
    const marketing = { category: "marketing", name: "Marketing" };
    expect(
      badges({
        badges: [
          { category: "engineering", awarded: "2024-03-01", expires: "2025-01-01" },
          { category: "marketing", awarded: "2025-12-31" },
        ],
      }),
    ).toEqual([
      { ...marketing, awarded: "2025-12-31" },
      { ...engineering, awarded: "2024-03-01" },
    ]);
    expect(
      badges({
        badges: [
          { category: "engineering", awarded: "2024-03-01", expires: "2024-12-31" },
          { category: "marketing", awarded: "2026-01-01" },
        ],
      }),
    ).toEqual([]);
    expect(
      badges({
        status: "former",
        "status-since": "2025-01-15",
        badges: [
          { category: "engineering", awarded: "2024-03-01", expires: "2025-01-01" },
          { category: "marketing", awarded: "2025-02-01" },
        ],
      }),
    ).toEqual([{ ...engineering, awarded: "2024-03-01" }]);
    expect(
      badges({
        since: "2025-06-01",
        badges: [{ category: "marketing", awarded: "2024-01-01", expires: "2025-05-31" }],
      }),
    ).toEqual([]);
  });

  it("names a badge whose category the config does not have any more by its id", () => {
    expect(only(2025, { badges: [{ category: "plumbing", awarded: "2025-01-01" }] })?.badges).toEqual([
      { category: "plumbing", name: "plumbing", awarded: "2025-01-01" },
    ]);
  });

  it("says the tier of the last day", () => {
    const badges = [
      { category: "engineering", awarded: "2024-03-01" },
      { category: "marketing", awarded: "2024-03-01", expires: "2025-06-30" },
    ];
    expect(only(2025, { badges })?.tier).toBe("Member");
    expect(only(2024, { badges })?.tier).toBe("Gold");
    expect(only(2025, { badges, status: "former", "status-since": "2025-06-30" })?.tier).toBe("Gold");
    expect(only(2025, {})?.tier).toBeNull();
  });

  it("keeps texts so that a file gives them back", () => {
    const odd = { name: "Half \uD800", description: " One\r\ntwo\tthree\u0000\u0085\uDC00\r\n" };
    expect(only(2025, odd)).toMatchObject({ name: "Half \uFFFD", description: "One\ntwo three\uFFFD" });
  });

  it("is refused while the year is not over", () => {
    const attempt = (frozen: string) => () =>
      archiveYear({ registry: REGISTRY, config: CONFIG, year: 2025, frozen });
    expect(attempt("2025-12-31")).toThrowError(expect.objectContaining({ code: "year-not-over" }));
    expect(attempt("2024-12-31")).toThrowError("The year 2025 is not over: it is 2024-12-31 (UTC).");
    expect(attempt("2026-01-01")).not.toThrow();
  });
});
