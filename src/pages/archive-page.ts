import type { ArchivedPartner, YearArchive } from "../program/archive.ts";
import { escapeMarkdown, markdownCode, markdownLink, safeUrl } from "../text/escape.ts";
import { paragraphs } from "./partners-list.ts";
import { nameOrder } from "./site/order.ts";

/**
 * The page of a past year, in Markdown as Prettier leaves it: everyone in the archive once, in alphabetical order, redacted
 * ones at the end. It is made from the archive alone, so that the same archive gives the same bytes.
 */
export function renderArchivePage(archive: YearArchive): string {
  const { year, frozen, digest, partners, redactions = [] } = archive;
  const named = partners.filter(({ redacted }) => redacted === null).sort(byName);
  const redacted = partners.filter((partner) => partner.redacted !== null);
  const order = redacted.length === 0 ? "" : ", redacted entries last";
  const intro =
    partners.length === 0
      ? `There were no partners in ${year}.`
      : `These organizations were partners at some time in ${year}. Each is listed once, in alphabetical order by name${order}, with the badges that counted in that year. The order says nothing about what a partner contributed, and a listing is not an endorsement.`;
  const latest = redactions.at(-1);
  const since = latest === undefined ? "" : ` Something was redacted in it on ${latest.at}.`;
  const data = `${year}.yml`;
  return `${[
    `# Partners in ${year}`,
    intro,
    `This page was frozen on ${frozen} and stays as it is.${since} Its data is in [${data}](${data}), with the SHA-256 ${markdownCode(digest)}.`,
    ...[...named, ...redacted].flatMap(renderPartner),
  ].join("\n\n")}\n`;
}

function renderPartner(partner: ArchivedPartner): string[] {
  const { name, url, description, tier, badges, from, to, redacted } = partner;
  const address = safeUrl(url ?? "");
  const awards = badges.map((badge) => escapeMarkdown(`${badge.name} (${badge.awarded})`));
  const facts = [
    ...(tier === null ? [] : [`- Tier: ${escapeMarkdown(tier)}`]),
    ...(awards.length === 0 ? [] : [`- ${awards.length === 1 ? "Badge" : "Badges"}: ${awards.join(", ")}`]),
    to === null ? `- Partner since ${from}` : `- Partner from ${from} to ${to}`,
  ];
  return [
    `## ${address === null ? escapeMarkdown(name) : markdownLink(name, address)}`,
    ...(redacted === null
      ? paragraphs(description)
      : [`Redacted on ${redacted.at}: ${escapeMarkdown(redacted.reason)}`]),
    facts.join("\n"),
  ];
}

/** Archives are read for decades: their order does not follow the language that the site has today. */
const byName = nameOrder("en");
