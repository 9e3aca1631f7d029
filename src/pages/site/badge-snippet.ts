import { escapeHtml, escapeMarkdown } from "../../text/escape.ts";
import { oneLine } from "../../text/one-line.ts";

interface Embedding {
  /** The address of the site, with a slash at its end. */
  readonly siteUrl: string;
  readonly project: string;
  readonly partner: { readonly id: string; readonly name: string };
}

/** How wide the wall is drawn. */
const WALL_WIDTH = 830;

/** What a partner pastes to show its badge, which leads to its page. */
export function badgeSnippets({ siteUrl, project, partner }: Embedding): { markdown: string; html: string } {
  const words = oneLine(`${partner.name}: partner of ${project}`);
  const page = `${siteUrl}partners/${partner.id}/`;
  const picture = `${siteUrl}badges/${partner.id}.svg`;
  return {
    markdown: `[![${escapeMarkdown(words)}](${picture})](${page})`,
    html: `<a href="${escapeHtml(page)}"><img src="${escapeHtml(picture)}" alt="${escapeHtml(words)}" height="20"></a>`,
  };
}

/** What a project pastes to show the wall of all partners, in the colours of the reader's scheme. */
export function wallSnippet(siteUrl: string): string {
  const site = escapeHtml(siteUrl);
  return [
    `<a href="${site}">`,
    "  <picture>",
    `    <source media="(prefers-color-scheme: dark)" srcset="${site}wall-dark.svg">`,
    `    <img src="${site}wall.svg" width="${WALL_WIDTH}" alt="Supported by the partners">`,
    "  </picture>",
    "</a>",
  ].join("\n");
}
