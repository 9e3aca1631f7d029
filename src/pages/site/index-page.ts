import type { Config } from "../../program/config.ts";
import { tiersFromTop } from "../../program/tier.ts";
import { partnersListNames } from "../partners-list.ts";
import { type FilterChoices, filterChoices } from "./filter-choices.ts";
import { orderInWords } from "./order.ts";
import { layoutOf, type PartnerCard, partnerCard } from "./partner-card.ts";
import type { ShownPartner } from "./shown-partner.ts";
import type { SiteContext } from "./site-context.ts";
import type { SiteFile, SiteInput } from "./site-input.ts";

const PATH = "index.html";

/** Fewer partners than this need no filter: they are seen at one glance. */
const FILTER_FROM = 8;

interface Group {
  readonly id: string;
  readonly name: string;
  /** Id of the tier. */
  readonly tier: string | null;
  readonly layout: string;
  readonly cards: readonly PartnerCard[];
}

/** The first page: every listed partner, by what its tier gives, and the ways into the rest of the site. */
export function indexPage(site: SiteContext): SiteFile {
  const { config, repository, templates, partners } = site;
  const listed = partners.filter(({ state }) => state === "listed");
  const filter = filterChoices(config, listed);
  const frame = site.framePage({
    path: PATH,
    name: null,
    summary:
      "The organizations that help the project as partners, with the evidence and the vote behind each badge.",
    part: "partners",
  });
  const view = {
    ...frame,
    count: listed.length,
    applyUrl: partnersListNames(config, repository).applyUrl,
    order: orderInWords(site),
    byTier: isByTier(config),
    categories: config.categories.map(({ id, name }) => ({
      id,
      name,
      href: `categories/${id}/index.html`,
      count: listed.filter(({ badges }) => badges.some(({ category }) => category === id)).length,
    })),
    filter: listed.length < FILTER_FROM ? null : { fields: filter.fields },
    groups: groupsOf(site, listed, filter),
    former: config.site["show-former"]
      ? partners.filter(({ state }) => state === "former").map(formerView)
      : [],
  };
  return { path: PATH, content: templates.render("index", view) };
}

/** One section for each tier when the order is by tier, else one for all. Empty ones are left out. */
function groupsOf(input: SiteInput, listed: readonly ShownPartner[], filter: FilterChoices): Group[] {
  const { config } = input;
  const group = (id: string, name: string, tier: string | null, members: readonly ShownPartner[]): Group => ({
    id,
    name,
    tier,
    layout: layoutOf(members, tier !== null),
    cards: members.map((shown) => {
      const card = partnerCard(input, shown, filter.choicesOf(shown));
      return tier === null ? card : { ...card, tier: null };
    }),
  });
  if (!isByTier(config)) {
    return [group("all", "All partners", null, listed)].filter(({ cards }) => cards.length > 0);
  }
  return [
    ...tiersFromTop(config).map(({ id, name }) =>
      group(
        `tier-${id}`,
        name,
        id,
        listed.filter(({ tier }) => tier?.id === id),
      ),
    ),
    group(
      "further",
      "Further partners",
      null,
      listed.filter(({ tier }) => tier === null),
    ),
  ].filter(({ cards }) => cards.length > 0);
}

function isByTier({ site, tiers }: Config): boolean {
  return site.order === "tier" && tiers.length > 0;
}

function formerView({ partner, path }: ShownPartner) {
  return {
    name: partner.name,
    href: `${path}index.html`,
    from: partner.since,
    to: partner["status-since"] ?? partner.since,
  };
}
