import { UserError } from "../errors.ts";
import type { Partner } from "../program/partner.ts";
import type { Registry } from "../program/registry.ts";
import { escapeMarkdown, markdownLink, safeUrl } from "../text/escape.ts";
import { replaceManagedSection } from "../text/managed-section.ts";
import { listedPartners } from "./partners-list.ts";

/** What a block of names calls things. */
interface SupportedByNames {
  program: string;
  /** Where to apply. */
  applyUrl: string;
}

const SECTION = "supported-by";

/**
 * The names of all listed partners, in the order of the list for people: one paragraph of Markdown as Prettier leaves it.
 * `listLink` is where the list is, from the file with the block (see {@link linkFrom}).
 */
export function renderSupportedBy(registry: Registry, names: SupportedByNames, listLink: string): string {
  const partners = listedPartners(registry);
  const program = escapeMarkdown(names.program);
  const last = partners.at(-1);
  if (last === undefined) {
    return `The ${program} has no partners yet. ${markdownLink("Become the first one", names.applyUrl)}.\n`;
  }
  const linked = partners.map(linkedName);
  const rest = linked.slice(0, -1);
  const all = rest.length === 0 ? linked.join("") : `${rest.join(", ")} and ${linked.at(-1)}`;
  // A name such as "Acme Inc." ends the sentence itself.
  const stop = last.name.trimEnd().endsWith(".") ? "" : ".";
  return `Supported by the partners in the ${program}: ${all}${stop} [All partners](${listLink})\n`;
}

/**
 * A file with its block renewed. Everything outside of the markers stays; no first file is made, since nobody but the
 * project knows what else is in it.
 *
 * @throws UserError when there is no such file (`null`), and when there is not exactly one pair of markers (see
 * `replaceManagedSection`).
 */
export function renderSupportedByFile(text: string | null, content: string): string {
  if (text === null) {
    throw new UserError(
      "supported-by-no-file",
      "there is no such file.",
      `Make it with the two markers <!-- partnerbot:${SECTION}:start --> and <!-- partnerbot:${SECTION}:end -->, each on a line of its own, or take it out of files.supported-by.`,
    );
  }
  return replaceManagedSection(text, SECTION, content);
}

/** The relative link from one file of a repository to another, for Markdown. */
export function linkFrom(file: string, target: string): string {
  const from = file.split("/").slice(0, -1);
  const to = target.split("/");
  const apart = to.findIndex((part, index) => index === to.length - 1 || part !== from[index]);
  const up = from.slice(apart).map(() => "..");
  return [...up, ...to.slice(apart).map(encodePart)].join("/");
}

/** Parentheses would end the link, which `encodeURIComponent` does not mind. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replaceAll("(", "%28").replaceAll(")", "%29");
}

function linkedName({ name, url }: Partner): string {
  const address = safeUrl(url ?? "");
  return address === null ? escapeMarkdown(name) : markdownLink(name, address);
}
