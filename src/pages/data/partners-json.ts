import { safeUrl } from "../../text/escape.ts";
import { isWindingDown } from "../site/partner-card.ts";
import { peopleOf } from "../site/partner-facts.ts";
import { placeLink } from "../site/repository-link.ts";
import type { ShownPartner } from "../site/shown-partner.ts";
import type { SiteFile, SiteInput } from "../site/site-input.ts";
import { categoryBadgePath, tierBadgePath } from "./badges.ts";
import { projectName, siteAddress } from "./places.ts";
import { plainLine, plainText } from "./plain-text.ts";

/**
 * `partners.json`, whose shape is in `docs/site-data.md`: listed partners in the order of the site, and former ones when the site
 * shows them. It names people only as the pages do, and has no contacts, no agreement, and no standing that the site
 * keeps to itself. All texts are plain: whoever shows them escapes them.
 */
export function renderPartnersJson(input: SiteInput, partners: readonly ShownPartner[]): SiteFile[] {
  const { config, repository } = input;
  const shown = partners.filter(({ state }) => state === "listed" || config.site["show-former"]);
  const data = {
    version: 1,
    program: {
      name: plainLine(config.program.name),
      project: projectName(input),
      site: siteAddress(input, ""),
      repository: repository.url,
      feed: siteAddress(input, "feed.xml"),
    },
    categories: config.categories.map(({ id, name, description }) => ({
      id,
      name: plainLine(name),
      description: plainLine(description),
      page: siteAddress(input, `categories/${id}/`),
      badge: siteAddress(input, categoryBadgePath({ id })),
    })),
    tiers: config.tiers.map(({ id, name, color }) => ({
      id,
      name: plainLine(name),
      color: `#${color.toLowerCase()}`,
      badge: siteAddress(input, tierBadgePath({ id })),
    })),
    partners: shown.map((partner) => publicPartner(input, partner)),
  };
  return [{ path: "partners.json", content: `${JSON.stringify(data, null, 2)}\n` }];
}

function publicPartner(input: SiteInput, shown: ShownPartner) {
  const { partner, tier, logo } = shown;
  const { links } = partner;
  return {
    id: partner.id,
    name: plainLine(partner.name),
    "former-names": partner["former-names"].map(plainLine),
    status: isWindingDown(input, shown) ? "winding-down" : shown.state,
    since: partner.since,
    until: shown.state === "former" ? (partner["status-since"] ?? null) : null,
    tier: tier?.id ?? null,
    badges: publicBadges(input, shown),
    url: address(partner.url),
    github: partner.github,
    description: plainText(partner.description),
    services: partner.services.map(plainLine),
    regions: partner.regions.map(plainLine),
    languages: partner.languages.map(plainLine),
    links: {
      support: address(links.support),
      training: address(links.training),
      "case-studies": links["case-studies"].flatMap((link) => address(link) ?? []),
    },
    people: peopleOf(input, shown).map(({ login, role, from }) => ({
      login,
      role: role === null ? null : plainLine(role),
      from,
    })),
    logo: {
      light: siteAddress(input, logo.light),
      dark: siteAddress(input, logo.dark),
      alt: plainLine(logo.alt),
    },
    page: siteAddress(input, shown.path),
    badge: siteAddress(input, `badges/${partner.id}.svg`),
  };
}

function publicBadges({ repository }: Pick<SiteInput, "repository">, { badges }: ShownPartner) {
  return badges.map(({ category, name, awarded, expires, evidence, decision }) => ({
    category,
    name: plainLine(name),
    awarded,
    expires,
    evidence: evidence.map(plainLine),
    decision: decision === null ? null : placeLink(repository, decision).href,
  }));
}

function address(text: string | undefined): string | null {
  return safeUrl(text ?? "");
}
