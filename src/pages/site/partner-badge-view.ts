import { badgeSnippets } from "./badge-snippet.ts";
import { projectOf } from "./page-frame.ts";
import type { ShownPartner } from "./shown-partner.ts";
import type { SiteInput } from "./site-input.ts";

/** The embeddable badge of a partner, and what to paste to show it; a former partner has nothing to paste. */
export function badgeView(input: SiteInput, { partner, state, tier }: ShownPartner, root: string) {
  const project = projectOf(input);
  const standing = state === "former" ? "former partner" : tier === null ? "partner" : `${tier.name} partner`;
  const picture = {
    src: `${root}badges/${partner.id}.svg`,
    alt: `${partner.name}: ${standing} of ${project}`,
  };
  return state === "former"
    ? { ...picture, markdown: null, html: null }
    : { ...picture, ...badgeSnippets({ siteUrl: input.siteUrl, project, partner }) };
}
