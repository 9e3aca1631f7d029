import type { Category } from "../program/category.ts";
import type { Config } from "../program/config.ts";
import type { Partner } from "../program/partner.ts";
import { isListed, type Registry } from "../program/registry.ts";
import { escapeMarkdown, markdownLink, safeUrl } from "../text/escape.ts";
import { replaceManagedSection } from "../text/managed-section.ts";
import { nameOrder } from "./site/order.ts";

/** The names of a program that its partners list mentions. */
interface PartnersListNames {
  program: string;
  project: string;
  categories: readonly Pick<Category, "id" | "name">[];
  /** Where to apply. */
  applyUrl: string;
}

const SECTION = "partners";

const FIRST_FILE = `# Partners

<!-- partnerbot:${SECTION}:start -->
<!-- partnerbot:${SECTION}:end -->
`;

/** What the list of a repository's program calls things: as the config says, or after the repository. */
export function partnersListNames(
  config: Pick<Config, "program" | "categories" | "intake">,
  repository: { owner: string; url: string },
): PartnersListNames {
  const form = config.intake.form.split("/").at(-1) ?? "";
  return {
    program: config.program.name,
    project: config.program.project ?? repository.owner,
    categories: config.categories,
    applyUrl: `${repository.url}/issues/new?template=${encodeURIComponent(form)}`,
  };
}

/**
 * The list for people, in Markdown as Prettier leaves it: every partner once, in alphabetical order, with its badges
 * as text. Former and suspended partners are not on it. The same registry gives the same bytes.
 */
export function renderPartnersList(registry: Registry, names: PartnersListNames): string {
  const partners = listedPartners(registry);
  const project = escapeMarkdown(names.project);
  const program = escapeMarkdown(names.program);
  const apply = markdownLink("Become a partner", names.applyUrl);
  if (partners.length === 0) {
    return `${project} has no partners in its ${program} yet. ${apply}: any organization that helps the project may propose itself.\n`;
  }
  const intro = `These organizations help ${project} as partners in its ${program}. Each is listed once, in alphabetical order by name. The order says nothing about what a partner contributes, and a listing is not an endorsement.`;
  const entries = partners.map((partner) => renderPartner(partner, names));
  return `${[intro, ...entries, `${apply}.`].join("\n\n")}\n`;
}

/** All partners but former and suspended ones, in alphabetical order by name. */
export function listedPartners(registry: Registry): Partner[] {
  return registry.partners.filter(isListed).sort(byName);
}

/**
 * The list's file with its section renewed; `null` makes a first file. Everything outside of the markers stays.
 *
 * @throws UserError when there is not exactly one pair of markers (see `replaceManagedSection`).
 */
export function renderPartnersFile(text: string | null, content: string): string {
  return replaceManagedSection(text === null || text.trim() === "" ? FIRST_FILE : text, SECTION, content);
}

function renderPartner(partner: Partner, names: PartnersListNames): string {
  const url = safeUrl(partner.url ?? "");
  const badges = partner.badges.map(({ category, expires }) => {
    const name = names.categories.find(({ id }) => id === category)?.name ?? category;
    return escapeMarkdown(expires === undefined ? name : `${name} (until ${expires})`);
  });
  const facts = [
    ...(badges.length === 0 ? [] : [`- ${badges.length === 1 ? "Badge" : "Badges"}: ${badges.join(", ")}`]),
    `- Partner since ${escapeMarkdown(partner.since)}`,
  ];
  return [
    `## ${url === null ? escapeMarkdown(partner.name) : markdownLink(partner.name, url)}`,
    ...paragraphs(partner.description),
    facts.join("\n"),
  ].join("\n\n");
}

/** A text of people in paragraphs of Markdown, made inert. */
export function paragraphs(text: string): string[] {
  return text
    .split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/)
    .map(escapeMarkdown)
    .filter((paragraph) => paragraph !== "");
}

/** English rules for letters of every script. */
const byName = nameOrder("en");
