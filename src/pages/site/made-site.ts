import { TemplateError } from "../../text/template.ts";
import { renderSite } from "./site.ts";
import type { SiteFile, SiteInput } from "./site-input.ts";
import type { ReadSources } from "./site-sources.ts";

/** The site; or the template of the program's own that breaks it. */
type MadeSite =
  | { readonly files: readonly SiteFile[] }
  | { readonly broken: { readonly path: string; readonly error: TemplateError } };

/** Makes the site from what was read. A template of ours that is broken is a bug, and throws. */
export function makeSite(
  { decisions, archives, templates, ownTemplates }: ReadSources,
  rest: Omit<SiteInput, "decisions" | "archives" | "templates">,
): MadeSite {
  try {
    return { files: renderSite({ ...rest, decisions, archives, templates }) };
  } catch (error) {
    const path = error instanceof TemplateError ? ownTemplates.get(error.template) : undefined;
    if (!(error instanceof TemplateError) || path === undefined) throw error;
    return { broken: { path, error } };
  }
}
