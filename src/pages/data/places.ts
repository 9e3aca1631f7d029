import { projectOf } from "../site/page-frame.ts";
import type { SiteInput } from "../site/site-input.ts";
import { plainLine } from "./plain-text.ts";

/** What the project is called. */
export function projectName(input: Pick<SiteInput, "config" | "repository">): string {
  return plainLine(projectOf(input)) || input.repository.owner;
}

/** The whole address of a file or folder of the site; the top of the site for `""`. */
export function siteAddress({ siteUrl }: Pick<SiteInput, "siteUrl">, path: string): string {
  return new URL(path, siteUrl).href;
}
