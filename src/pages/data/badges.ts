import type { Partner } from "../../program/partner.ts";
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
 * the badge of a former partner says so, and `badges/category-<id>.svg` and `badges/tier-<id>.svg` of each category and tier.
 * If a partner has such an id as `tier-gold`, the file is the partner's.
 */
export function renderBadges(input: SiteInput, partners: readonly ShownPartner[]): SiteFile[] {
  const shown = new Map(partners.map((partner) => [partner.partner.id, partner]));
  const project = projectName(input);
  const own = input.registry.partners.map((partner) => partnerFace(project, partner, shown.get(partner.id)));
  const ids = new Set(own.map(({ id }) => id));
  const shared = [...categoryFaces(input, project), ...tierFaces(input, project)].filter(
    ({ id }) => !ids.has(id),
  );
  return [
    ...[...own, ...shared].map((face) => ({
      path: `badges/${face.id}.svg`,
      content: renderPartnerBadge(face),
    })),
    ...own.map((face) => ({ path: `badges/${face.id}.json`, content: renderShieldsEndpoint(face) })),
  ];
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

function categoryFaces({ config }: SiteInput, project: string): BadgeFace[] {
  return config.categories.map(({ id, name, color, description }) => {
    const title = plainLine(name) || id;
    const about = plainLine(description);
    const sentence = `A partner of ${project} with the badge ${title}`;
    return {
      id: `category-${id}`,
      label: badgeLabel(project, "partner"),
      message: title,
      color: color.toLowerCase(),
      description: about === "" ? `${sentence}.` : `${sentence}: ${about}`,
    };
  });
}

function tierFaces({ config }: SiteInput, project: string): BadgeFace[] {
  return config.tiers.map(({ id, name, color }) => {
    const title = plainLine(name) || id;
    return {
      id: `tier-${id}`,
      label: badgeLabel(project, "partner"),
      message: title,
      color: color.toLowerCase(),
      description: `A partner of ${project} in the tier ${title}.`,
    };
  });
}
