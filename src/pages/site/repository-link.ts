import { safeUrl, webAddress } from "../../text/escape.ts";
import type { SiteInput } from "./site-input.ts";

/** Text of a page with an address, or without one when it is not a link that may be followed. */
export interface TextLink {
  readonly text: string;
  readonly href: string | null;
  /** Whether it leads out of the program's own repository. */
  readonly foreign: boolean;
}

/** The address at which a reader sees a file of the program's repository. */
export function fileUrl({ url, branch }: SiteInput["repository"], path: string): string {
  const encoded = [branch, ...path.split("/")].map((part) => encodeURIComponent(part).replaceAll("%2F", "/"));
  return `${url}/blob/${encoded.join("/")}`;
}

/** A line that may be an address of the web: a link without its `https://` in the text, else the line alone. */
export function lineLink(line: string): TextLink {
  const address = webAddress(line);
  if (address === null) return { text: line, href: null, foreign: false };
  return { text: shortAddress(line), href: address.href, foreign: true };
}

/** A company's website, or another address that it gave; `null` for what is no public address of the web. */
export function companyLink(
  text: string,
  address: string | undefined,
): { text: string; href: string } | null {
  const href = safeUrl(address ?? "");
  return href === null ? null : { text, href };
}

/** A place that a record names: an address, a path in the repository, or words. */
export function placeLink(repository: SiteInput["repository"], place: string): TextLink {
  const link = lineLink(place);
  if (link.href !== null || !/^[\w.-]+(?:\/[\w.-]+)+$/.test(place)) return link;
  return { text: place, href: fileUrl(repository, place), foreign: false };
}

/** Such as `acme.example/pricing` for `https://www.acme.example/pricing/`. */
export function shortAddress(address: string): string {
  return address
    .trim()
    .replace(/^https?:\/\/(?:www\.)?/i, "")
    .replace(/\/$/, "");
}
