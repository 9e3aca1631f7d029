import { badgeSnippets } from "../../pages/site/badge-snippet.ts";
import { projectOf } from "../../pages/site/page-frame.ts";
import type { Partner } from "../partner.ts";
import { siteUrlOf } from "../site-address.ts";
import type { Application } from "./application.ts";

/** Where the site shows a partner, and what the partner pastes to show its badge. */
export interface Embedding {
  pageLink: string;
  badge: string;
}

/** `null` where there is no site, or where its address is not known. */
export function embeddingOf(
  { config, look }: Pick<Application, "config" | "look">,
  partner: Partner | null,
): Embedding | null {
  const { repository } = look;
  const { page } = config.program;
  const isKnown = page !== undefined || (config.site.branch !== "none" && repository.onGitHubCom);
  if (partner === null || !isKnown) return null;
  const siteUrl = siteUrlOf(config, repository);
  const { markdown } = badgeSnippets({ siteUrl, project: projectOf({ config, repository }), partner });
  return { pageLink: `${siteUrl}partners/${partner.id}/`, badge: markdown };
}
