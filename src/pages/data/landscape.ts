import { safeUrl } from "../../text/escape.ts";
import type { ShownPartner } from "../site/shown-partner.ts";
import type { SiteFile, SiteInput } from "../site/site-input.ts";
import { isDay } from "./day.ts";
import { projectName, siteAddress } from "./places.ts";
import { plainLine, plainText } from "./plain-text.ts";

const WITHOUT_BADGE = "Partners";

/**
 * `landscape2.yml`: the listed partners as data of a landscape (https://github.com/cncf/landscape2, docs/config/data.yml):
 * one category for the project, in it a subcategory for each category of the program. A partner with several badges stands in the
 * first one and names the others as second paths. The format requires a website, so partners without one are left out.
 */
export function renderLandscape(input: SiteInput, partners: readonly ShownPartner[]): SiteFile[] {
  const listed = partners.filter(({ state }) => state === "listed");
  const withUrl = listed.flatMap((shown) => {
    const url = safeUrl(shown.partner.url ?? "");
    return url === null ? [] : [{ shown, url }];
  });
  const category = `${pathName(projectName(input))} partners`;
  const groups = new Map(input.config.categories.map(({ id, name }) => [pathName(name) || id, noItems()]));
  for (const { shown, url } of withUrl) {
    const [first = WITHOUT_BADGE, ...others] = subcategoriesOf(input, shown);
    const group = groups.get(first) ?? noItems();
    const name = plainLine(shown.partner.name) || shown.partner.id;
    const paths = others.map((other) => `${category} / ${other}`);
    // The format has each name once in a subcategory.
    const free = group.names.has(name) ? `${name} (${shown.partner.id})` : name;
    group.names.add(free);
    group.items.push(itemLines(input, shown, { name: free, url, paths }));
    groups.set(first, group);
  }
  const lines = [
    "# The partners as data of a landscape: https://github.com/cncf/landscape2.",
    "# The logos are in the folder logos of this site.",
    `# Partners that are left out, because they have no website: ${listed.length - withUrl.length}.`,
    "categories:",
    `  - name: ${quote(category)}`,
    "    subcategories:",
    ...subcategoryLines(groups),
  ];
  return [{ path: "landscape2.yml", content: lines.map((line) => `${line}\n`).join("") }];
}

interface Group {
  readonly names: Set<string>;
  /** Lines of YAML. */
  readonly items: string[][];
}

function noItems(): Group {
  return { names: new Set(), items: [] };
}

/** The format has at least one subcategory. */
function subcategoryLines(groups: ReadonlyMap<string, Group>): string[] {
  const filled = [...groups].filter(([, { items }]) => items.length > 0);
  if (filled.length === 0) return [`      - name: ${quote(WITHOUT_BADGE)}`, "        items: []"];
  return filled.flatMap(([name, { items }]) => [
    `      - name: ${quote(name)}`,
    "        items:",
    ...items.flatMap(([first = "", ...rest]) => [
      `          - ${first}`,
      ...rest.map((line) => `            ${line}`),
    ]),
  ]);
}

interface Place {
  readonly name: string;
  readonly url: string;
  /** Where else it stands, such as `Example partners / Marketing`. */
  readonly paths: readonly string[];
}

function itemLines(input: SiteInput, shown: ShownPartner, { name, url, paths }: Place): string[] {
  const { partner, tier, badges, logo } = shown;
  const description = plainText(partner.description);
  const links = [
    { name: "Support", link: safeUrl(partner.links.support ?? "") },
    { name: "Training", link: safeUrl(partner.links.training ?? "") },
  ].filter(({ link }) => link !== null);
  return [
    `name: ${quote(name)}`,
    `homepage_url: ${quote(url)}`,
    `logo: ${quote(logo.light.split("/").at(-1) ?? "")}`,
    ...(description === "" ? [] : [`description: ${quote(description)}`]),
    ...(paths.length === 0 ? [] : ["second_path:", ...paths.map((path) => `  - ${quote(path)}`)]),
    ...(isDay(partner.since) ? [`joined: ${quote(partner.since)}`] : []),
    "extra:",
    "  annotations:",
    `    partner: ${quote(siteAddress(input, shown.path))}`,
    ...(tier === null ? [] : [`    tier: ${quote(plainLine(tier.name) || tier.id)}`]),
    ...(badges.length === 0
      ? []
      : [`    badges: ${quote(badges.map((badge) => plainLine(badge.name)).join(", "))}`]),
    ...(links.length === 0 ? [] : ["  other_links:"]),
    ...links.flatMap((link) => [`    - name: ${link.name}`, `      url: ${quote(link.link ?? "")}`]),
  ];
}

/** Text as YAML and JSON both write it. */
function quote(text: string): string {
  return JSON.stringify(text);
}

/** The categories of the config of which the partner has a badge, each once, as the landscape calls them. */
function subcategoriesOf({ config }: Pick<SiteInput, "config">, { badges }: ShownPartner): string[] {
  const names = new Map(config.categories.map(({ id, name }) => [id, pathName(name) || id]));
  return [...new Set(badges.flatMap(({ category }) => names.get(category) ?? []))];
}

/** In a path of the landscape a slash parts the category from the subcategory. */
function pathName(name: string): string {
  return plainLine(name.replace(/\s*\/\s*/g, "-"));
}
