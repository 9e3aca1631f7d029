import { truncateText } from "../../text/escape.ts";
import { oneLine } from "../../text/one-line.ts";
import type { ShownLogo } from "./logo.ts";
import { companyLink } from "./repository-link.ts";
import type { ShownPartner } from "./shown-partner.ts";
import type { SiteInput } from "./site-input.ts";

/** Characters of a description on a card: about 60 words, as the form asks for. The partner's page has all of it. */
const LONGEST_DESCRIPTION = 480;

/** A partner in a list, with as much as its tier gives it. */
export interface PartnerCard {
  readonly name: string;
  readonly href: string;
  readonly page: ShownPartner["page"];
  readonly tier: { readonly id: string; readonly name: string } | null;
  readonly logo: ShownLogo;
  readonly badges: readonly { readonly category: string; readonly name: string }[];
  /** `null` where its tier gives none, or there is none. */
  readonly description: string | null;
  readonly services: string | null;
  readonly links: readonly { readonly text: string; readonly href: string }[];
  readonly windingDown: boolean;
  /** The options of the filter that fit it, by place among them, such as `0 3`. */
  readonly choices: Readonly<Record<"category" | "service" | "region", string>>;
}

/** The card of a partner on the first page. */
export function partnerCard(
  input: SiteInput,
  shown: ShownPartner,
  choices: PartnerCard["choices"],
): PartnerCard {
  const { partner, page, tier } = shown;
  const description = truncateText(oneLine(partner.description), LONGEST_DESCRIPTION);
  return {
    name: partner.name,
    href: `${shown.path}index.html`,
    page,
    tier: tier === null ? null : { id: tier.id, name: tier.name },
    logo: shown.logo,
    badges: shown.badges.map(({ category, name }) => ({ category, name })),
    description: page === "logo" || description === "" ? null : description,
    services: page === "own-page" && partner.services.length > 0 ? partner.services.join(", ") : null,
    links: page === "logo" || page === "blurb" ? [] : cardLinks(shown),
    windingDown: isWindingDown(input, shown),
    choices,
  };
}

/** A partner's logo with addresses from a page from which `root` leads to the top of the site. */
export function logoFrom({ logo }: ShownPartner, root: string): ShownLogo {
  return { ...logo, light: root + logo.light, dark: root + logo.dark };
}

/** How a list is laid out: one of logos alone is denser than others, and that of a tier is as wide as its benefit. */
export function layoutOf(shown: readonly ShownPartner[], ofTier: boolean): ShownPartner["page"] | "mixed" {
  const [first] = shown;
  const alike = first !== undefined && shown.every(({ page }) => page === first.page);
  return alike && (ofTier || first.page === "logo") ? first.page : "mixed";
}

/** Whether the site says of this partner that its partnership is winding down. */
export function isWindingDown({ config }: Pick<SiteInput, "config">, { partner }: ShownPartner): boolean {
  return config.site["show-winding-down"] && partner.status === "winding-down";
}

function cardLinks({ partner: { url, links } }: ShownPartner): { text: string; href: string }[] {
  return [
    companyLink("Website", url),
    companyLink("Support", links.support),
    companyLink("Training", links.training),
  ].filter((link) => link !== null);
}
