import type { Category } from "../../program/category.ts";
import type { Partner } from "../../program/partner.ts";
import type { Tier } from "../../program/tier.ts";
import { type BadgeFace, badgeLabel, LABEL_COLOR, renderPartnerBadge } from "../partner-badge.ts";
import type { ShownPartner } from "../site/shown-partner.ts";
import type { SiteFile, SiteInput } from "../site/site-input.ts";
import { projectName } from "./places.ts";
import { plainLine } from "./plain-text.ts";

/** Of a partner without a tier. */
const PARTNER_COLOR = "0969da";
/** Of those who are none. */
const FORMER_COLOR = "656d76";

/**
 * The badges to embed: `badges/<id>.svg` and, for shields.io, `badges/<id>.json` of every entry of the registry, so that
 * the badge of a former partner says so, and in folders of their own, where no partner's are, `badges/categories/<id>.svg` and
 * `badges/tiers/<id>.svg` of each category and tier.
 */
export function renderBadges(input: SiteInput, partners: readonly ShownPartner[]): SiteFile[] {
  const shown = new Map(partners.map((partner) => [partner.partner.id, partner]));
  const project = projectName(input);
  const own = input.registry.partners.map((partner) => partnerFace(project, partner, shown.get(partner.id)));
  const badge = (path: string, face: BadgeFace): SiteFile => ({ path, content: renderPartnerBadge(face) });
  return [
    ...own.map((face) => badge(`badges/${face.id}.svg`, face)),
    ...own.map((face) => ({ path: `badges/${face.id}.json`, content: renderShieldsEndpoint(face) })),
    ...input.config.categories.map((category) =>
      badge(categoryBadgePath(category), categoryFace(project, category)),
    ),
    ...input.config.tiers.map((tier) => badge(tierBadgePath(tier), tierFace(project, tier))),
  ];
}

/** Where the badge of a category is in the site. */
export function categoryBadgePath({ id }: Pick<Category, "id">): string {
  return `badges/categories/${id}.svg`;
}

/** Where the badge of a tier is in the site. */
export function tierBadgePath({ id }: Pick<Tier, "id">): string {
  return `badges/tiers/${id}.svg`;
}

/** As https://shields.io/badges/endpoint-badge documents it. */
function renderShieldsEndpoint({ label, message, color }: BadgeFace): string {
  const endpoint = { schemaVersion: 1, label, message, color: `#${color}`, labelColor: `#${LABEL_COLOR}` };
  return `${JSON.stringify(endpoint, null, 2)}\n`;
}

function partnerFace(project: string, partner: Partner, shown: ShownPartner | undefined): BadgeFace {
  const { id, since } = partner;
  const name = plainLine(partner.name) || id;
  if (shown?.state === "listed") {
    const { tier, badges } = shown;
    const facts = [
      `${name} has been a partner of ${project} since ${since}.`,
      ...(tier === null ? [] : [`Tier: ${plainLine(tier.name) || tier.id}.`]),
      ...(badges.length === 0 ? [] : [`Badges: ${badges.map((badge) => plainLine(badge.name)).join(", ")}.`]),
    ];
    return {
      id,
      label: badgeLabel(project, "partner"),
      message: tier === null ? `since ${since.slice(0, 4)}` : plainLine(tier.name) || tier.id,
      color: (tier?.color ?? PARTNER_COLOR).toLowerCase(),
      description: facts.join(" "),
    };
  }
  const gone = { id, label: project, color: FORMER_COLOR };
  if (shown === undefined) {
    const description = `${name} is not listed as a partner of ${project}.`;
    return { ...gone, message: "not listed", description };
  }
  const until = partner["status-since"];
  const span = until === undefined ? "" : ` from ${since} to ${until}`;
  return { ...gone, message: "former partner", description: `${name} was a partner of ${project}${span}.` };
}

/** The dot in its id is in no partner's. */
function categoryFace(project: string, { id, name, color, description }: Category): BadgeFace {
  const title = plainLine(name) || id;
  const about = plainLine(description);
  const sentence = `A partner of ${project} with the badge ${title}`;
  return {
    id: `category.${id}`,
    label: badgeLabel(project, "partner"),
    message: title,
    color: color.toLowerCase(),
    description: about === "" ? `${sentence}.` : `${sentence}: ${about}`,
  };
}

function tierFace(project: string, { id, name, color }: Tier): BadgeFace {
  const title = plainLine(name) || id;
  return {
    id: `tier.${id}`,
    label: badgeLabel(project, "partner"),
    message: title,
    color: color.toLowerCase(),
    description: `A partner of ${project} in the tier ${title}.`,
  };
}
