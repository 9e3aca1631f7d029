import { describe, expect, it } from "vitest";
import { shownPartners } from "../../../../src/pages/site/shown-partner.ts";
import { badgesFor, pageSite } from "../../../support/page-site.ts";

function show(...[partner, site, change]: [Parameters<typeof pageSite>[0][number], ...Tail]) {
  const [shown] = shownPartners(pageSite([partner], site, change));
  if (shown === undefined) throw new Error("nothing is shown");
  return shown;
}

type Tail = [site?: Parameters<typeof pageSite>[1], change?: Parameters<typeof pageSite>[2]];

describe("shownPartners", () => {
  it("gives tier, page and path", () => {
    const shown = show({ id: "acme", badges: badgesFor(3) });
    expect(shown.tier?.id).toBe("gold");
    expect(shown.page).toBe("half-page");
    expect(shown.path).toBe("partners/acme/");
    expect(shown.state).toBe("listed");
  });

  it("has the badges that count on the day, in the order of the config's categories", () => {
    const badges = [
      { category: "gone-category", awarded: "2026-01-01" },
      { category: "marketing", awarded: "2026-01-01", expires: "2026-11-24", evidence: ["A talk"] },
      { category: "engineering", awarded: "2026-11-25" },
      { category: "business-development", awarded: "2026-01-01", expires: "2026-11-23" },
      {
        category: "professional-services",
        awarded: "2026-11-24",
        decision: "decisions/2026/1-acme-admit.yml",
      },
    ];
    expect(show({ id: "acme", badges }).badges).toEqual([
      {
        category: "professional-services",
        name: "Professional Services",
        awarded: "2026-11-24",
        expires: null,
        evidence: [],
        decision: "decisions/2026/1-acme-admit.yml",
      },
      {
        category: "marketing",
        name: "Marketing",
        awarded: "2026-01-01",
        expires: "2026-11-24",
        evidence: ["A talk"],
        decision: null,
      },
      {
        category: "gone-category",
        name: "gone-category",
        awarded: "2026-01-01",
        expires: null,
        evidence: [],
        decision: null,
      },
    ]);
  });

  it("shows a former partner without tier and badges, and a suspended one not at all", () => {
    const former = show({ id: "gone", status: "former", badges: badgesFor(4) });
    expect(former).toMatchObject({ state: "former", tier: null, page: "logo", badges: [] });
    expect(shownPartners(pageSite([{ id: "paused", status: "suspended" }]))).toEqual([]);
  });

  it("gives everyone a page of its own where there are no tiers", () => {
    const { config } = pageSite([]);
    const shown = show({ id: "acme" }, {}, { config: { ...config, tiers: [] } });
    expect(shown).toMatchObject({ tier: null, page: "own-page" });
  });
});
