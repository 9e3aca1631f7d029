import { renderSiteData } from "../data/site-data.ts";
import { aboutPage } from "./about-page.ts";
import { assetFiles } from "./assets.ts";
import { categoryPages } from "./category-page.ts";
import { decisionsPage } from "./decisions-page.ts";
import { indexPage } from "./index-page.ts";
import { logoFiles } from "./logo-files.ts";
import { notFoundPage } from "./not-found-page.ts";
import { partnerPages } from "./partner-page.ts";
import { siteContext } from "./site-context.ts";
import type { SiteFile, SiteInput } from "./site-input.ts";
import { yearsPages } from "./years-pages.ts";

/**
 * The whole site, sorted by path: the same input gives the same bytes. A page depends on no more than it shows, so a
 * change of one entry changes only the files that it concerns.
 *
 * @throws TemplateError for a template that is broken, with its name and line.
 */
export function renderSite(input: SiteInput): SiteFile[] {
  const site = siteContext(input);
  const files = [
    indexPage(site),
    ...partnerPages(site),
    ...categoryPages(site),
    ...yearsPages(site),
    decisionsPage(site),
    aboutPage(site),
    notFoundPage(site),
    ...logoFiles(site),
    ...assetFiles(site),
    ...renderSiteData(input, site.partners),
  ];
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}
