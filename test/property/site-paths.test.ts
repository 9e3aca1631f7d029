import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderSite } from "../../src/pages/site/site.ts";
import { configSchema } from "../../src/program/config.ts";
import { logoPaths } from "../../src/program/logo.ts";
import { type Partner, partnerId, partnerSchema } from "../../src/program/partner.ts";
import { parseRegistry, printPartner } from "../../src/program/registry.ts";
import { browsedSite } from "../support/browsed-site.ts";

/** What files and folders of the site are called, or begin or end with. */
const NAMES = [
  ...["404", "about", "assets", "badges", "categories", "dark", "decisions", "feed", "index", "landscape2"],
  ...[
    "logos",
    "nojekyll",
    "partners",
    "sitemap",
    "style",
    "tiers",
    "wall",
    "wall-dark",
    "years",
    "2024",
    "2025",
  ],
];
const word = fc.oneof(
  fc.constantFrom(...NAMES, "category", "tier", "gold", "acme", "svg", "json", "html"),
  fc.stringMatching(/^[a-z0-9]{1,6}$/),
);
const id = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("-"));
/** With each its neighbours: what a file about it may be called. */
const partnerIds = fc
  .uniqueArray(id, { maxLength: 3 })
  .map((some) => [
    ...new Set(
      some.flatMap((one) => [one, `tier-${one}`, `category-${one}`, `${one}-dark`, `badges-${one}`]),
    ),
  ]);

const PNG = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", "latin1");

function partnerOf(name: string, place: number): Partner {
  return partnerSchema.parse({
    id: name,
    name,
    since: "2024-03-09",
    status: (["active", "former", "suspended"] as const)[place % 3],
    ...(place % 2 === 0 ? {} : { logo: { light: `logos/${name}.png` } }),
  });
}

/** What is at the same place as something else where case does not count, or is a file and a folder at once. */
function clashes(paths: readonly string[]): string[] {
  const lower = paths.map((path) => path.toLowerCase());
  const folders = new Set(
    lower.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))),
  );
  return lower.filter((path, index) => lower.indexOf(path) !== index || folders.has(path));
}

describe("the paths of a site", () => {
  it("are distinct for any ids of partners, categories and tiers", () => {
    fc.assert(
      fc.property(partnerIds, fc.uniqueArray(id, { maxLength: 4 }), (partners, others) => {
        const shared = [...new Set(["acme", ...others, ...partners.slice(0, 1)])];
        const sample = browsedSite([]);
        const entries = partners.map(partnerOf);
        const registry = parseRegistry(JSON.stringify({ version: 1, partners: entries.map(printPartner) }));
        if (!registry.ok) throw new Error(`the registry is broken: ${registry.problems[0]?.message}`);
        const config = configSchema.parse({
          roll: [{ users: ["ada"] }],
          categories: shared.map((category) => ({ id: category, name: category })),
          tiers: shared.map((tier, index) => ({ id: tier, name: tier, badges: index + 1, page: "logo" })),
        });
        const logos = new Map(partners.map((partner) => [`logos/${partner}.png`, PNG]));
        const files = renderSite({ ...sample, config, registry: registry.registry, logos });
        expect(clashes(files.map(({ path }) => path))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("clash where they do", () => {
    expect(clashes(["a/b.svg", "a/B.svg"])).toEqual(["a/b.svg"]);
    expect(clashes(["a", "a/b.svg"])).toEqual(["a"]);
  });
});

it("the paths of logos in the repository are distinct, whatever the companies are called", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (names) => {
      const partners: Partner[] = [];
      for (const name of [...names, ...names.map((other) => `${other} dark`)]) {
        const fresh = partnerId(
          name,
          partners.map((partner) => partner.id),
        );
        const logo = logoPaths("logos", fresh, partners);
        partners.push(partnerSchema.parse({ id: fresh, name: fresh, since: "2024-03-09", logo }));
      }
      expect(clashes(partners.flatMap(({ logo }) => [logo?.light ?? "", logo?.dark ?? ""]))).toEqual([]);
    }),
  );
});
