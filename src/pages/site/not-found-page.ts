import type { SiteContext } from "./site-context.ts";
import type { SiteFile } from "./site-input.ts";

/**
 * GitHub Pages shows this page at whatever address was asked for, so it is the one page whose links cannot be relative: they
 * begin at the folder in which the site is published.
 */
export function notFoundPage({ siteUrl, templates, framePage }: SiteContext): SiteFile {
  const frame = framePage({
    path: "404.html",
    name: "Not found",
    summary: "There is no such page.",
    part: null,
    root: new URL(siteUrl).pathname,
  });
  return { path: "404.html", content: templates.render("not-found", frame) };
}
