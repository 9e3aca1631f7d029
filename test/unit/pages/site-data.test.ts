import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderSiteData } from "../../../src/pages/data/site-data.ts";
import { shownPartners } from "../../../src/pages/site/shown-partner.ts";
import type { SiteInput } from "../../../src/pages/site/site-input.ts";
import { expectGolden, readFileText } from "../../support/golden.ts";
import { HOSTILE_TEXTS, hostileText, seen } from "../../support/hostile-text.ts";
import { sampleSite } from "../../support/sample-site.ts";
import { siteConfig, siteInput } from "../../support/site-input.ts";
import { elementsIn, parseXml, textIn } from "../../support/xml.ts";

function filesOf(input: SiteInput): Map<string, string> {
  const files = renderSiteData(input, shownPartners(input));
  return new Map(files.map(({ path, content }) => [path, `${content}`]));
}

function fileOf(input: SiteInput, path: string): string {
  const content = filesOf(input).get(path);
  if (content === undefined) throw new Error(`${path} is missing`);
  return content;
}

const messageOf = (input: SiteInput, id: string): string =>
  JSON.parse(fileOf(input, `badges/${id}.json`)).message;

/** The same, with a text in every place that takes one. Nothing of it has gone through a schema. */
function spoiled(text: string): SiteInput {
  const input = sampleSite();
  const { config, registry } = input;
  return {
    ...input,
    config: {
      ...config,
      program: { ...config.program, name: text, project: text, committee: text },
      categories: config.categories.map((category) => ({ ...category, name: text, description: text })),
      tiers: config.tiers.map((tier) => ({ ...tier, name: text })),
    },
    registry: {
      ...registry,
      partners: registry.partners.map((partner) => ({
        ...partner,
        name: text,
        "former-names": [text],
        url: "https://acme.example/",
        description: text,
        services: [text],
        regions: [text],
        languages: [text],
        links: { support: text, training: `https://acme.example/?${text}`, "case-studies": [text] },
        logo: { light: text, alt: text },
        badges: partner.badges.map((badge) => ({ ...badge, evidence: [text], decision: text })),
        people: partner.people.map((person) => ({ ...person, role: text })),
        history: partner.history.map((event) => ({ ...event, actor: text, ref: text })),
      })),
    },
  };
}

describe("the data files of a site", () => {
  it("are these, for a program with partners of every kind", () => {
    const files = filesOf(sampleSite());
    expect([...files.keys()]).toEqual([...files.keys()].sort());
    expectGolden("site-data/files.txt", `${[...files.keys()].join("\n")}\n`);
    for (const [path, content] of files) {
      if (!path.startsWith("badges/")) expectGolden(`site-data/${path}`, content);
    }
    const badges = ["acme-labs", "nihon", "initech", "umbrella", "categories/marketing", "tiers/gold"];
    for (const id of badges) expectGolden(`site-data/badges/${id}.svg`, files.get(`badges/${id}.svg`) ?? "");
    expectGolden("site-data/badges/acme-labs.json", files.get("badges/acme-labs.json") ?? "");
  });

  it("are the same whatever the order of registry and decisions", () => {
    const input = sampleSite();
    const turned = {
      ...input,
      registry: { ...input.registry, partners: input.registry.partners.toReversed() },
      decisions: input.decisions.toReversed(),
    };
    expect(filesOf(turned)).toEqual(filesOf(input));
  });

  it("are there for a program without partners", () => {
    const files = filesOf(siteInput([]));
    expect(parse(files.get("landscape2.yml") ?? "").categories).toEqual([
      { name: "StackStorm partners", subcategories: [{ name: "Partners", items: [] }] },
    ]);
    expect(textIn(parseXml(files.get("feed.xml") ?? ""), "updated")).toBe("1970-01-01T00:00:00Z");
    expect(JSON.parse(files.get("partners.json") ?? "").partners).toEqual([]);
  });

  const check = (text: string) => {
    const input = spoiled(text);
    for (const [path, content] of filesOf(input)) {
      expect(content, path).not.toMatch(/[\p{Surrogate}\u202A-\u202E\u2066-\u2069]/u);
      if (path.endsWith(".json")) JSON.parse(content);
      else if (path.endsWith(".yml")) expect(Object.keys(parse(content))).toEqual(["categories"]);
      else parseXml(content);
    }
    const [acme] = JSON.parse(fileOf(input, "partners.json")).partners;
    expect(seen(acme.description)).toBe(seen(text));
    expect(acme.description).not.toMatch(/\p{Surrogate}/u);
    const [category] = parse(fileOf(input, "landscape2.yml")).categories;
    const [{ items }] = category.subcategories;
    expect(seen(items[0].description ?? "")).toBe(seen(text));
  };

  it.each(HOSTILE_TEXTS)("are valid, and inert, when every text is %j", check);

  it("are valid with any text", () => {
    fc.assert(fc.property(hostileText, check), { numRuns: 100 });
  });
});

describe("the badges", () => {
  const partner = { id: "acme", name: "Acme", since: "2026-03-09" };
  const badge = { category: "marketing", awarded: "2026-03-09", expires: "2026-12-31" };

  it("say the tier, the year, that it is over, or nothing", () => {
    const input = siteInput([
      { ...partner, badges: [badge] },
      { ...partner, id: "new" },
      { ...partner, id: "gone", status: "former" },
      { ...partner, id: "silent", status: "suspended" },
    ]);
    const messages = ["acme", "new", "gone", "silent"].map((id) => messageOf(input, id));
    expect(messages).toEqual(["Bronze", "since 2026", "former partner", "not listed"]);
    expect(messageOf({ ...input, day: "2027-01-01" }, "acme")).toBe("since 2026");
    expect(fileOf(input, "badges/gone.svg")).not.toContain("StackStorm partner");
  });

  it("are what shields.io asks for", () => {
    expect(JSON.parse(fileOf(siteInput([{ ...partner, badges: [badge] }]), "badges/acme.json"))).toEqual({
      schemaVersion: 1,
      label: "StackStorm partner",
      message: "Bronze",
      color: "#cd7f32",
      labelColor: "#3d444d",
    });
  });

  it("of a partner are apart from those of tiers and categories, whatever its id", () => {
    const input = siteInput([
      { ...partner, id: "gold", name: "Gold Inc" },
      { ...partner, id: "tiers", name: "Tiers Inc" },
    ]);
    const described = (path: string) => textIn(parseXml(fileOf(input, path)), "desc");
    expect(described("badges/gold.svg")).toBe("Gold Inc has been a partner of StackStorm since 2026-03-09.");
    expect(described("badges/tiers.svg")).toContain("Tiers Inc has been");
    expect(described("badges/tiers/gold.svg")).toBe("A partner of StackStorm in the tier Gold.");
  });

  it("are called after the repository's owner when the config names no project", () => {
    const input = siteInput([partner], { config: siteConfig({}) });
    expect(textIn(parseXml(fileOf(input, "badges/acme.svg")), "title")).toBe("example partner: since 2026");
  });
});

describe("sitemap.xml", () => {
  const pagesOf = (input: SiteInput) =>
    elementsIn(parseXml(fileOf(input, "sitemap.xml")), "loc").map(({ text }) =>
      text.replace("https://example.github.io/community/", "/"),
    );

  it("names every page, with former partners where the site has them", () => {
    const input = sampleSite();
    expect(pagesOf(input)).toContain("/partners/acme-labs/");
    expect(pagesOf(input)).toContain("/years/2025/");
    expect(pagesOf(input)).not.toContain("/partners/initech/");
    const config = siteConfig(undefined, { "show-former": true });
    expect(pagesOf({ ...input, config })).toContain("/partners/initech/");
    expect(pagesOf({ ...input, config })).not.toContain("/partners/umbrella/");
  });

  it("escapes the address of the site", () => {
    const input = siteInput([], { siteUrl: "https://example.org/?a=1&b=<2>/" });
    expect(elementsIn(parseXml(fileOf(input, "sitemap.xml")), "loc")[0]?.text).toBe(
      "https://example.org/?a=1&b=%3C2%3E/",
    );
  });
});

describe("partners.json", () => {
  const textOf = (input: SiteInput) => fileOf(input, "partners.json");

  it("keeps private what the pages do not show", () => {
    const text = textOf(sampleSite());
    expect(text).toContain("ben-confirmed");
    for (const hidden of [
      "carla-suggested",
      "dan-declined",
      "eve-left",
      "anna-contact",
      "Anna Signatory",
      "Some Actor",
      "Umbrella",
      "Initech",
      "at-risk",
      "winding-down",
    ]) {
      expect(text).not.toContain(hidden);
    }
  });

  it("has former partners, and who is winding down, where the site shows them", () => {
    const config = siteConfig(undefined, { "show-former": true, "show-winding-down": true });
    const { partners } = JSON.parse(textOf(sampleSite({ config })));
    const statuses = partners.map(({ id, status, until }: Record<string, unknown>) => [id, status, until]);
    expect(statuses).toEqual([
      ["acme-labs", "winding-down", null],
      ["hooli", "listed", null],
      ["nihon", "listed", null],
      ["initech", "former", "2026-02-01"],
    ]);
  });

  it("is as its documentation says, key by key", () => {
    const example = /```json\n([\s\S]*?)\n```/.exec(readFileText("docs/site-data.md"))?.[1] ?? "";
    const { partners, ...rest } = JSON.parse(example);
    const { partners: rendered, ...renderedRest } = JSON.parse(textOf(sampleSite()));
    expect(keysOf(rendered[0])).toEqual(keysOf(partners[0]));
    expect(keysOf(renderedRest)).toEqual(keysOf(rest));
  });
});

describe("landscape2.yml", () => {
  const landscapeOf = (input: SiteInput) => parse(fileOf(input, "landscape2.yml"));

  it("has each partner with a website once, and names its other categories", () => {
    const text = fileOf(sampleSite(), "landscape2.yml");
    expect(text).toContain("# Partners that are left out, because they have no website: 1.\n");
    const { categories } = parse(text);
    expect(categories).toHaveLength(1);
    const [category] = categories;
    const placed = category.subcategories.map(
      ({ name, items }: { name: string; items: { name: string }[] }) => [
        name,
        items.map((item) => item.name),
      ],
    );
    expect(placed).toEqual([
      ["Engineering", ["Acme Labs"]],
      ["Partners", ['Hooli "X" & Søns <b>']],
    ]);
    const [acme] = category.subcategories[0].items;
    expect(acme).toMatchObject({
      homepage_url: "https://www.acme.example/",
      logo: "acme-labs.png",
      joined: "2026-03-09",
      second_path: [
        "StackStorm partners / Professional Services",
        "StackStorm partners / Business Development",
        "StackStorm partners / Marketing",
      ],
    });
  });

  it("has no slash in names, no name twice, and no day that is in no calendar", () => {
    const config = siteConfig({ project: "TCP/IP" });
    const badges = [{ category: "engineering", awarded: "2026-03-09" }];
    const twins = ["one", "two"].map((id) => ({
      id,
      name: "Twin",
      url: `https://${id}.example`,
      since: "2026-02-31",
      badges,
    }));
    const { categories } = landscapeOf(siteInput(twins, { config }));
    expect(categories[0].name).toBe("TCP-IP partners");
    const [{ items }] = categories[0].subcategories;
    expect(items.map(({ name }: { name: string }) => name)).toEqual(["Twin", "Twin (two)"]);
    expect(items[0]).not.toHaveProperty("joined");
  });
});

/** The keys of data, of objects in lists too, by their first. */
function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(keysOf);
  if (typeof value !== "object" || value === null) return null;
  return Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]);
}
