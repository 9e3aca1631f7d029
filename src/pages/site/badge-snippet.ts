import { escapeHtml, escapeMarkdown } from "../../text/escape.ts";
import { oneLine } from "../../text/one-line.ts";

interface Embedding {
  /** The address of the site, with a slash at its end. */
  readonly siteUrl: string;
  readonly project: string;
  readonly partner: { readonly id: string; readonly name: string };
}

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
