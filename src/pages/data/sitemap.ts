import { escapeSvg } from "../../text/escape.ts";
import type { ShownPartner } from "../site/shown-partner.ts";
import type { SiteFile, SiteInput } from "../site/site-input.ts";
import { siteAddress } from "./places.ts";

/** `sitemap.xml` (https://www.sitemaps.org/protocol.html): every page, without dates, which the data does not tell. */
export function renderSitemap(input: SiteInput, partners: readonly ShownPartner[]): SiteFile[] {
  const { config, archives } = input;
  const shown = partners.filter(({ state }) => state === "listed" || config.site["show-former"]);
  const paths = [
    "",
    ...shown.map(({ path }) => path),
    ...config.categories.map(({ id }) => `categories/${id}/`),
    "years/",
    ...archives.map(({ year }) => `years/${year}/`),
    "decisions/",
    "about/",
  ];
  const addresses = [...new Set(paths)].sort().map((path) => siteAddress(input, path));
  const entries = addresses.map((address) => `  <url><loc>${escapeSvg(address)}</loc></url>\n`);
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join("")}</urlset>
`;
  return [{ path: "sitemap.xml", content }];
}
