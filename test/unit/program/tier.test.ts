import { describe, expect, it } from "vitest";
import { type PartnerInput, partnerSchema } from "../../../src/program/partner.ts";
import { readConfig } from "../../../src/program/program-files.ts";
import { partnerPageOf, tierOf, tiersFromTop, tiersSchema, validBadges } from "../../../src/program/tier.ts";

const categories = ["engineering", "services", "business", "marketing"].map((id) => ({ id }));
const tiers = tiersSchema.parse([
  { id: "silver", name: "Silver", badges: 2, page: "blurb" },
  { id: "platinum", name: "Platinum", badges: "all", page: "own-page" },
  { id: "bronze", name: "Bronze", badges: 1, page: "logo" },
  { id: "gold", name: "Gold", badges: 3, page: "half-page" },
]);
const rules = { tiers, categories };

function partner(badges: NonNullable<PartnerInput["badges"]>) {
  return partnerSchema.parse({ id: "acme", name: "Acme", since: "2025-01-01", badges });
}

const holding = (...ids: string[]) => partner(ids.map((category) => ({ category, awarded: "2025-01-01" })));

describe("tiers", () => {
  it("follow from the number of valid badges, each category once", () => {
    const name = (...ids: string[]) => tierOf(rules, holding(...ids), "2026-01-01")?.name ?? null;
    expect(name()).toBeNull();
    expect(name("marketing")).toBe("Bronze");
    expect(name("marketing", "services")).toBe("Silver");
    expect(name("marketing", "services", "engineering")).toBe("Gold");
    expect(name("marketing", "services", "engineering", "business")).toBe("Platinum");
    expect(name("marketing", "marketing", "plumbing")).toBe("Bronze");
    expect(tiersFromTop(rules).map(({ id }) => id)).toEqual(["platinum", "gold", "silver", "bronze"]);
  });

  it("go down when a badge has expired, and do not go up before it is awarded", () => {
    const acme = partner([
      { category: "marketing", awarded: "2025-01-01" },
      { category: "services", awarded: "2025-03-01", expires: "2025-12-31" },
    ]);
    const on = (day: string) => tierOf(rules, acme, day)?.id ?? null;
    expect([
      on("2024-12-31"),
      on("2025-01-01"),
      on("2025-03-01"),
      on("2025-12-31"),
      on("2026-01-01"),
    ]).toEqual([null, "bronze", "silver", "silver", "bronze"]);
    expect(validBadges(acme, "2026-01-01").map(({ category }) => category)).toEqual(["marketing"]);
  });

  it("say what the site shows; without any tier everyone has a page of its own", () => {
    expect(partnerPageOf(rules, holding(), "2026-01-01")).toBe("logo");
    expect(partnerPageOf(rules, holding("marketing", "services"), "2026-01-01")).toBe("blurb");
    expect(partnerPageOf({ tiers: [], categories }, holding(), "2026-01-01")).toBe("own-page");
    expect(tierOf({ tiers: [], categories }, holding("marketing"), "2026-01-01")).toBeNull();
  });

  it("are refused with their place when two say the same", () => {
    const config = [
      "roll: [{ users: [bo] }]",
      "tiers:",
      "  - { id: gold, name: Gold, badges: 3, page: half-page }",
      "  - { id: gold, name: Silver, badges: 3, page: blurb }",
      "",
    ].join("\n");
    const read = readConfig(config);
    if (read.ok) throw new Error("two tiers that say the same are accepted");
    expect(read.problems.map(({ line, column, message }) => [line, column, message])).toEqual([
      [4, 11, expect.stringContaining('tier 1 says the same ("gold")')],
      [4, 39, expect.stringContaining('tier 1 says the same ("3")')],
    ]);
  });
});

it("refuses a language by whose rules names cannot be sorted, before a page is made", () => {
  for (const language of ["en-12", "not a tag", ""]) {
    const read = readConfig(`roll: [{ users: [bo] }]\nsite: { language: "${language}" }\n`);
    if (read.ok) throw new Error(`${language} is accepted`);
    expect(read.problems).toMatchObject([{ line: 2, column: 19 }]);
  }
  for (const language of ["en", "de-CH", "zh-Hant"]) {
    expect(readConfig(`roll: [{ users: [bo] }]\nsite: { language: ${language} }\n`).ok).toBe(true);
  }
});
