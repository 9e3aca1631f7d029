import type { ShownPartner } from "../site/shown-partner.ts";
import type { SiteFile, SiteInput } from "../site/site-input.ts";
import { renderWall } from "../wall.ts";
import { renderBadges } from "./badges.ts";
import { renderFeed } from "./feed.ts";
import { renderLandscape } from "./landscape.ts";
import { renderPartnersJson } from "./partners-json.ts";
import { renderSitemap } from "./sitemap.ts";

/**
 * The files of the site that programs read, or that are embedded elsewhere: `partners.json`, `feed.xml`, `sitemap.xml`,
 * `landscape2.yml`, the badges and the walls. Sorted by path; the same input gives the same bytes.
 *
 * `partners`: all of the input, in the order of the site.
 */
export function renderSiteData(input: SiteInput, partners: readonly ShownPartner[]): SiteFile[] {
  const files = [
    ...renderPartnersJson(input, partners),
    ...renderFeed(input, partners),
    ...renderSitemap(input, partners),
    ...renderLandscape(input, partners),
    ...renderBadges(input, partners),
    { path: "wall.svg", content: renderWall(input, partners, "light") },
    { path: "wall-dark.svg", content: renderWall(input, partners, "dark") },
  ];
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}
