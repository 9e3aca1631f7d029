import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderInWords } from "../../../../src/pages/site/order.ts";
import { shownPartners } from "../../../../src/pages/site/shown-partner.ts";
import { badgesFor, pageSite } from "../../../support/page-site.ts";

type Partners = Parameters<typeof pageSite>[0];
type Site = NonNullable<Parameters<typeof pageSite>[1]>;

function idsOf(partners: Partners, site: Site = {}, day = "2026-11-24"): string[] {
  return shownPartners(pageSite(partners, site, { day })).map(({ partner }) => partner.id);
}

const named = (...names: string[]): { id: string; name: string }[] =>
  names.map((name, index) => ({ id: `p-${index}`, name }));

describe("the order of partners", () => {
  it("goes by name without regard to case, accents and punctuation, with numbers by value", () => {
    const partners = named("Zeta", "éclair", "10 Downing", "Eclat", "(Delta)", "3 Peaks", "delta 2");
    const names = shownPartners(pageSite(partners)).map(({ partner }) => partner.name);
    expect(names).toEqual(["3 Peaks", "10 Downing", "(Delta)", "delta 2", "éclair", "Eclat", "Zeta"]);
  });

  it("goes by the rules of the site's language", () => {
    const partners = named("Zorn", "Ärlig", "Öppen", "Anker");
    expect(idsOf(partners, { language: "de" })).toEqual(["p-3", "p-1", "p-2", "p-0"]);
    expect(idsOf(partners, { language: "sv" })).toEqual(["p-3", "p-0", "p-1", "p-2"]);
  });

  it("goes by id where names are equal, whatever the order of the registry", () => {
    const twins = [
      { id: "b", name: "Acme" },
      { id: "a", name: "ACME" },
    ];
    expect(idsOf(twins)).toEqual(["a", "b"]);
    expect(idsOf(twins.toReversed())).toEqual(["a", "b"]);
  });

  it("puts the highest tier first, then names, and those without a tier last", () => {
    const partners = [
      { id: "none", name: "A" },
      { id: "bronze", name: "B", badges: badgesFor(1) },
      { id: "gold-z", name: "Z", badges: badgesFor(3) },
      { id: "gold-c", name: "C", badges: badgesFor(3) },
      { id: "platinum", name: "Y", badges: badgesFor(4) },
    ];
    expect(idsOf(partners, { order: "tier" })).toEqual(["platinum", "gold-c", "gold-z", "bronze", "none"]);
  });

  it("puts former partners behind, by name, in every order", () => {
    const partners = [
      { id: "gone-b", name: "B", status: "former" as const },
      { id: "here", name: "Z" },
      { id: "gone-a", name: "A", status: "former" as const },
    ];
    for (const order of ["alphabetical", "tier", "shuffle"] as const) {
      expect(idsOf(partners, { order })).toEqual(["here", "gone-a", "gone-b"]);
    }
  });

  it("draws the same order all day, whatever the order of the registry, and another one the next day", () => {
    const partners = named(..."abcdefghijkl");
    const today = idsOf(partners, { order: "shuffle" });
    expect(idsOf(partners.toReversed(), { order: "shuffle" })).toEqual(today);
    expect(today.toSorted()).toEqual(partners.map(({ id }) => id).toSorted());
    expect(idsOf(partners, { order: "shuffle" }, "2026-11-25")).not.toEqual(today);
  });

  it("keeps the drawn order of the others when one leaves", () => {
    const partners = named(..."abcdefgh");
    const all = idsOf(partners, { order: "shuffle" });
    const rest = partners.filter(({ id }) => id !== "p-3");
    expect(idsOf(rest, { order: "shuffle" })).toEqual(all.filter((id) => id !== "p-3"));
  });

  it("draws by SHA-256 of the day and the id, so that anybody can compute it", () => {
    // printf '2026-11-24 p-0' | sha256sum, and so on: a60bbe03…, 298ca4f5…, 3c55da9d…
    expect(idsOf(named("a", "b", "c"), { order: "shuffle" })).toEqual(["p-1", "p-2", "p-0"]);
  });

  it("gives every partner the same chance to be first", () => {
    const partners = named(..."abcd");
    const first = new Map<string, number>();
    for (let day = 1; day <= 28; day += 1) {
      for (let month = 1; month <= 6; month += 1) {
        const date = `2026-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
        const [id = ""] = idsOf(partners, { order: "shuffle" }, date);
        first.set(id, (first.get(id) ?? 0) + 1);
      }
    }
    expect(first.size).toBe(4);
    for (const count of first.values()) expect(count).toBeGreaterThan(168 / 8);
  });

  it("does not depend on the order of the registry", () => {
    const names = fc.uniqueArray(
      fc.string({ minLength: 1, maxLength: 4 }).filter((name) => name.trim() !== ""),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(names, fc.constantFrom("alphabetical", "tier", "shuffle"), (drawn, order) => {
        const partners = named(...drawn).filter(({ name }) => !/[\p{Cc}\u2028\u2029]/u.test(name));
        expect(idsOf(partners.toReversed(), { order })).toEqual(idsOf(partners, { order }));
      }),
      { numRuns: 50 },
    );
  });

  it("is said in words, and by tier only where there are tiers", () => {
    const input = pageSite([], { order: "tier" });
    expect(orderInWords(input)).toContain("by tier");
    expect(orderInWords({ config: { ...input.config, tiers: [] } })).toBe(
      "Partners are listed in alphabetical order by name.",
    );
    expect(orderInWords(pageSite([], { order: "shuffle" }))).toContain("anew each day");
  });
});
