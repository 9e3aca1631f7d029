import { describe, expect, it } from "vitest";
import type { PartnerInput } from "../../../../src/program/partner.ts";
import { badgesFor, pageOf, pageSite } from "../../../support/page-site.ts";

type Partners = Parameters<typeof pageSite>[0];
type Site = NonNullable<Parameters<typeof pageSite>[1]>;

const indexOf = (partners: Partners, site: Site = {}) => pageOf(pageSite(partners, site), "index.html");

function cardOf(page: string, id: string): string {
  const card = page
    .split('<li class="card ')
    .find((part) => part.includes(`href="partners/${id}/index.html"`));
  if (card === undefined) throw new Error(`${id} has no card`);
  return card;
}

const FULL: Partial<PartnerInput> = {
  url: "https://acme.example/",
  description: "Builds packs.",
  services: ["Consulting", "Training"],
  links: { support: "https://acme.example/support", training: "https://acme.example/training" },
};

describe("the first page", () => {
  it("shows of each partner what its tier gives", () => {
    const page = indexOf([
      { id: "bronze", ...FULL, badges: badgesFor(1) },
      { id: "silver", ...FULL, badges: badgesFor(2) },
      { id: "gold", ...FULL, badges: badgesFor(3) },
      { id: "platinum", ...FULL, badges: badgesFor(4) },
    ]);
    const parts = ["Builds packs.", "https://acme.example/support", "Consulting, Training"];
    const shown = (id: string) => parts.filter((part) => cardOf(page, id).includes(part)).length;
    expect(["bronze", "silver", "gold", "platinum"].map(shown)).toEqual([0, 1, 2, 3]);
    for (const id of ["bronze", "silver", "gold", "platinum"]) {
      expect(cardOf(page, id)).toContain('<li class="badge badge-engineering">Engineering</li>');
      expect(cardOf(page, id)).toContain(`<span class="tier tier-${id}">`);
    }
  });

  it("has a section with a heading for each tier that somebody has, when the order is by tier", () => {
    const partners = [{ id: "gold", badges: badgesFor(3) }, { id: "none" }];
    const headings = [...indexOf(partners, { order: "tier" }).matchAll(/<h2 id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(headings).toEqual(["browse", "tier-gold", "further"]);
    const flat = [...indexOf(partners).matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id);
    expect(flat).toEqual(["browse", "all"]);
  });

  it("counts who holds a badge", () => {
    const page = indexOf([
      { id: "one", badges: badgesFor(1) },
      { id: "two", badges: badgesFor(2) },
      { id: "gone", badges: badgesFor(4), status: "former" },
    ]);
    const counts = [
      ...page.matchAll(/href="categories\/([^/]+)\/[^>]+>[^<]+<\/a> <span class="count">(\d+)/g),
    ];
    expect(counts.map(([, category, count]) => `${category} ${count}`)).toEqual([
      "engineering 2",
      "professional-services 1",
      "business-development 0",
      "marketing 0",
    ]);
  });

  it("lists former partners only when the config says so", () => {
    const partners: Partners = [
      { id: "gone", name: "Meridian", status: "former", since: "2021-03-01", "status-since": "2024-12-31" },
    ];
    expect(indexOf(partners)).not.toContain("Meridian");
    const page = indexOf(partners, { "show-former": true });
    expect(page).toContain("2021-03-01 to 2024-12-31");
    expect(page).toContain("no partners in its Partner Program yet");
  });

  it("says that a partnership is winding down only when the config says so", () => {
    const partners: Partners = [{ id: "acme", status: "winding-down" }];
    expect(indexOf(partners)).not.toContain("Winding down");
    expect(indexOf(partners, { "show-winding-down": true })).toContain("Winding down");
  });

  it("cuts a very long description, and keeps it on one line", () => {
    const page = indexOf([
      { id: "acme", description: `First.\n\n${"word ".repeat(300)}`, badges: badgesFor(4) },
    ]);
    const [, text = ""] = /<p class="description" dir="auto">([^<]*)</.exec(page) ?? [];
    expect(text).toMatch(/^First\. word/);
    expect(text).toMatch(/…$/);
    expect(text.length).toBeLessThanOrEqual(480);
  });

  it("shows names and descriptions of hostile text as they are", () => {
    const text = `"><script>alert(1)</script> {{ site.project }} {% raw %} \u202Eevil`;
    const page = indexOf([
      { id: "acme", name: text, description: text, services: [text], badges: badgesFor(4) },
    ]);
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("\u202E");
    const inert = "&lt;script&gt;alert(1)&lt;/script&gt; {{ site.project }} {% raw %} evil";
    // Name, alternative text, description and services.
    expect(page.split(inert)).toHaveLength(5);
  });
});

describe("the filter", () => {
  const eight = (change: (index: number) => Partial<PartnerInput> = () => ({})) =>
    Array.from({ length: 8 }, (_, index) => ({ id: `p-${index}`, ...change(index) }));
  const optionsOf = (page: string, field: string) => {
    const [, options = ""] = new RegExp(`name="${field}">([\\s\\S]*?)</select>`).exec(page) ?? [];
    return [...options.matchAll(/<option value="([^"]*)">([^<]*)/g)].map(
      ([, value, text]) => `${value}=${text}`,
    );
  };

  it("is there, hidden until the script shows it, where there are many partners", () => {
    expect(indexOf(eight())).toMatch(/<form id="filter"[^>]* hidden>/);
    expect(indexOf(eight())).toContain('<script src="assets/filter.js" defer></script>');
    expect(indexOf(eight().slice(1))).not.toContain("filter");
  });

  it("offers services and regions once each, in order, and says of each card which fit", () => {
    const page = indexOf(
      eight((index) => ({
        services: index === 0 ? ["training", "Zebra"] : index === 1 ? ["Audits", "Training"] : [],
        regions: ["Ásia"],
        badges: badgesFor(index === 1 ? 3 : 1),
      })),
    );
    expect(optionsOf(page, "service")).toEqual(["=Any", "Audits=Audits", "training=training", "Zebra=Zebra"]);
    expect(optionsOf(page, "region")).toEqual(["=Any", "Ásia=Ásia"]);
    expect(optionsOf(page, "category")).toContain("professional-services=Professional Services");
    expect(cardOf(page, "p-0")).toContain('data-category="0" data-service="1 2" data-region="0"');
    expect(cardOf(page, "p-1")).toContain('data-category="0 1 2" data-service="0 1" data-region="0"');
    expect(cardOf(page, "p-2")).toContain('data-service=""');
  });

  it("leaves out a field that would offer nothing", () => {
    expect(indexOf(eight())).not.toContain('name="service"');
  });
});
