import { makeSite } from "../pages/site/made-site.ts";
import { pictureFormat } from "../pages/site/picture-format.ts";
import type { SiteFile } from "../pages/site/site-input.ts";
import { logoPaths, readSiteSources } from "../pages/site/site-sources.ts";
import { archiveYearOf, isDecision, isOwnTemplate } from "../program/check/check-files.ts";
import { checkProgram, programState } from "../program/check/check-program.ts";
import { templateFinding } from "../program/check/check-templates.ts";
import type { CheckFinding } from "../program/check/finding.ts";
import type { Checkout } from "./checkout.ts";
import type { CheckoutRepository } from "./checkout-repository.ts";

interface SiteOptions {
  readonly repository: CheckoutRepository;
  /** With a slash at its end. */
  readonly siteUrl: string;
  /** UTC. */
  readonly day: string;
  /** Our own templates of pages, by name. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Everything that is to be said of a checkout, without a look at what it was before. */
export function checkCheckout(
  { texts, exists, bytes }: Checkout,
  today: string,
  pages: ReadonlyMap<string, string>,
): CheckFinding[] {
  return checkProgram({
    repository: null,
    today,
    texts,
    exists,
    isPicture: (path) => {
      const content = bytes(path);
      return content === null ? null : pictureFormat(content) !== null;
    },
    pageTemplates: new Set(pages.keys()),
    base: null,
  });
}

/**
 * The site of a checkout; or the place at which a template of the program's own breaks it; `null` when the config or the
 * registry cannot be read.
 */
export function renderCheckout(
  checkout: Checkout,
  { repository, siteUrl, day, pages }: SiteOptions,
): { readonly files: readonly SiteFile[] } | { readonly finding: CheckFinding } | null {
  const { config, registry } = programState(checkout.texts);
  if (config === null || registry === null) return null;
  const all = [...checkout.texts].map(([path, text]) => ({ path, oid: "", text }));
  const sources = readSiteSources(
    {
      decisions: all.filter(({ path }) => isDecision(config, path)),
      archives: all.filter(({ path }) => path.endsWith(".yml") && archiveYearOf(config, path) !== null),
      templates: all.filter(({ path }) => isOwnTemplate(path)),
    },
    config,
    pages,
  );
  const logos = logoPaths(registry).flatMap((path) => {
    const bytes = checkout.bytes(path);
    return bytes === null ? [] : [[path, bytes] as const];
  });
  const made = makeSite(sources, {
    config,
    registry,
    repository,
    siteUrl,
    day,
    logos: new Map(logos),
    activity: null,
  });
  return "broken" in made ? { finding: templateFinding(made.broken.path, made.broken.error) } : made;
}
