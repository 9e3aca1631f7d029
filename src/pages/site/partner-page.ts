import { projectOf, rootOf } from "./page-frame.ts";
import { partnerActivityView } from "./partner-activity-view.ts";
import { awardViews } from "./partner-awards.ts";
import { badgeView } from "./partner-badge-view.ts";
import { isWindingDown, logoFrom } from "./partner-card.ts";
import { factsOf, historyOf, peopleOf } from "./partner-facts.ts";
import type { ShownPartner } from "./shown-partner.ts";
import type { SiteContext } from "./site-context.ts";
import type { SiteFile } from "./site-input.ts";

/** Names longer than this are set smaller. */
const LONG_NAME = 48;

/** A page for each listed partner, and for former ones where the config shows those. */
export function partnerPages(site: SiteContext): SiteFile[] {
  const former = site.config.site["show-former"];
  return site.partners
    .filter(({ state }) => state === "listed" || former)
    .map((shown) => partnerPage(site, shown));
}

function partnerPage(site: SiteContext, shown: ShownPartner): SiteFile {
  const { partner, state, tier, page } = shown;
  const path = `${shown.path}index.html`;
  const root = rootOf(path);
  const project = projectOf(site);
  const frame = site.framePage({
    path,
    name: partner.name,
    summary:
      state === "former"
        ? `${partner.name} was a partner of ${project}.`
        : `${partner.name} is a partner of ${project}: its badges, the evidence and the votes behind them.`,
    part: "partners",
  });
  const since = partner["status-since"] ?? partner.since;
  const view = {
    ...frame,
    partner: {
      name: partner.name,
      long: partner.name.length > LONG_NAME,
      state,
      tier: tier === null ? null : { id: tier.id, name: tier.name },
      since: partner.since,
      until: since,
      windingDown: isWindingDown(site, shown) ? since : null,
      logo: logoFrom(shown, root),
      formerNames: partner["former-names"],
      paragraphs: page === "logo" ? [] : paragraphsOf(partner.description),
    },
    awards: awardViews(site, shown),
    activity: partnerActivityView(site, shown),
    people: peopleOf(site, shown),
    history: historyOf(site, shown),
    facts: factsOf(site, shown),
    badge: badgeView(site, shown, root),
  };
  return { path, content: site.templates.render("partner", view) };
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}
