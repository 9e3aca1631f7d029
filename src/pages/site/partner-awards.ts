import { countInWords } from "./decision-view.ts";
import { rootOf } from "./page-frame.ts";
import { lineLink, placeLink, type TextLink } from "./repository-link.ts";
import type { ShownPartner } from "./shown-partner.ts";
import type { SiteContext } from "./site-context.ts";

/** A badge with all that can be asked about it. */
interface AwardView {
  readonly category: string;
  readonly name: string;
  /** The page of the category; `null` for one that the config does not have any more. */
  readonly href: string | null;
  readonly awarded: string;
  /** In words, such as `after 2028-03-08`. */
  readonly expires: string;
  readonly vote: { readonly words: string /** Of the record. */; readonly href: string | null };
  readonly evidence: readonly Omit<TextLink, "foreign">[];
}

/** What each valid badge was given for, as the partner's page shows it. */
export function awardViews(site: SiteContext, { badges, path }: ShownPartner): AwardView[] {
  const known = new Set(site.config.categories.map(({ id }) => id));
  return badges.map(({ category, name, awarded, expires, evidence, decision }) => ({
    category,
    name,
    href: known.has(category) ? `${rootOf(path)}categories/${category}/index.html` : null,
    awarded,
    expires: expires === null ? "never" : `after ${expires}`,
    vote: voteView(site, decision),
    evidence: evidence.map(lineLink),
  }));
}

function voteView({ repository, ballots }: SiteContext, decision: string | null): AwardView["vote"] {
  if (decision === null) {
    return { words: "No record is named: the badge is older than the records.", href: null };
  }
  const { text, href } = placeLink(repository, decision);
  const count = ballots.get(decision)?.result?.count;
  return { words: count === undefined ? (href === null ? text : "") : `${countInWords(count)}.`, href };
}
