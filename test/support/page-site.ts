import { renderSite } from "../../src/pages/site/site.ts";
import type { SiteInput } from "../../src/pages/site/site-input.ts";
import { type PartnerInput, partnerSchema } from "../../src/program/partner.ts";
import type { SiteConfig } from "../../src/program/site-config.ts";
import { browsedSite } from "./browsed-site.ts";

/** A site of four tiers with these partners; `site` changes what the config says of it. */
export function pageSite(
  partners: readonly (Partial<PartnerInput> & { id: string })[],
  site: Partial<SiteConfig> = {},
  change: Partial<SiteInput> = {},
): SiteInput {
  const input = browsedSite(
    partners.map((partner) => ({ name: partner.id, since: "2026-03-09", ...partner })),
  );
  const defaults: Partial<SiteConfig> = { order: "alphabetical", "show-former": false };
  const config = { ...input.config, site: { ...input.config.site, ...defaults, ...site } };
  return { ...input, config, ...change };
}

/** The same site with another entry of one partner. */
export function withEntry(input: SiteInput, id: string, change: Partial<PartnerInput>): SiteInput {
  const partners = input.registry.partners.map((partner) =>
    partner.id === id ? partnerSchema.parse({ ...partner, ...change }) : partner,
  );
  return { ...input, registry: { ...input.registry, partners } };
}

/** The files of a site as text, by path. */
export function siteTexts(input: SiteInput): Map<string, string> {
  return new Map(renderSite(input).map(({ path, content }) => [path, Buffer.from(content).toString("utf8")]));
}

export function pageOf(input: SiteInput, path: string): string {
  const page = siteTexts(input).get(path);
  if (page === undefined) throw new Error(`${path} is missing`);
  return page;
}

/** Badges of the first categories of the config, so many as make a tier. */
export function badgesFor(count: 1 | 2 | 3 | 4): PartnerInput["badges"] {
  return ["engineering", "professional-services", "business-development", "marketing"]
    .slice(0, count)
    .map((category) => ({ category, awarded: "2026-03-09" }));
}
