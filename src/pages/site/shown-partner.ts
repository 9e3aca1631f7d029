import type { Partner } from "../../program/partner.ts";
import { isListed } from "../../program/registry.ts";
import { type PartnerPage, partnerPageOf, type Tier, tierOf, validBadges } from "../../program/tier.ts";
import { type ShownLogo, showLogo } from "./logo.ts";
import { nameOrder, partnerOrder } from "./order.ts";
import type { SiteInput } from "./site-input.ts";

/** A badge that is valid on the day of the site. */
interface ShownBadge {
  readonly category: string;
  /** As the config calls the category; the id of one that the config does not have any more. */
  readonly name: string;
  /** Day. */
  readonly awarded: string;
  /** The last day on which it counts; `null`: for ever. */
  readonly expires: string | null;
  /** What it was given for: addresses, or one line of text each. */
  readonly evidence: readonly string[];
  /** The record of the vote: a path in the repository, or an address. */
  readonly decision: string | null;
}

/** A partner as every page, badge and feed shows it. */
export interface ShownPartner {
  readonly partner: Partner;
  readonly state: "listed" | "former";
  /** `null` below the lowest tier, in a program without tiers, and for a former partner. */
  readonly tier: Tier | null;
  readonly page: PartnerPage;
  /** Valid on the day, in the order of the config's categories. A former partner has none. */
  readonly badges: readonly ShownBadge[];
  readonly logo: ShownLogo;
  /** `partners/acme/` */
  readonly path: string;
}

/**
 * The partners in the order that the config says, and behind them all former ones by name: callers decide whether to show
 * those. Suspended ones are not among them, for nothing is said about them anywhere.
 */
export function shownPartners(input: SiteInput): ShownPartner[] {
  const { partners } = input.registry;
  const byName = nameOrder(input.config.site.language);
  const listed = partners.filter(isListed).map((partner) => showListed(input, partner));
  const former = partners.filter(({ status }) => status === "former").sort(byName);
  return [...listed.sort(partnerOrder(input)), ...former.map((partner) => showFormer(input, partner))];
}

function showListed(input: SiteInput, partner: Partner): ShownPartner {
  const { config, day } = input;
  return {
    partner,
    state: "listed",
    tier: tierOf(config, partner, day),
    page: partnerPageOf(config, partner, day),
    badges: showBadges(input, partner),
    logo: showLogo(input.logos, partner),
    path: `partners/${partner.id}/`,
  };
}

function showFormer(input: SiteInput, partner: Partner): ShownPartner {
  return {
    partner,
    state: "former",
    tier: null,
    page: "logo",
    badges: [],
    logo: showLogo(input.logos, partner),
    path: `partners/${partner.id}/`,
  };
}

function showBadges({ config, day }: SiteInput, partner: Partner): ShownBadge[] {
  const places = new Map(config.categories.map(({ id, name }, place) => [id, { place, name }]));
  const placeOf = (category: string) => places.get(category)?.place ?? places.size;
  return validBadges(partner, day)
    .map(({ category, awarded, expires, evidence, decision }) => ({
      category,
      name: places.get(category)?.name ?? category,
      awarded,
      expires: expires ?? null,
      evidence,
      decision: decision ?? null,
    }))
    .sort(
      (one, other) =>
        placeOf(one.category) - placeOf(other.category) || (one.category < other.category ? -1 : 1),
    );
}
