import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { escapeSvg } from "../../text/escape.ts";
import { placeLink } from "../site/repository-link.ts";
import type { ShownPartner } from "../site/shown-partner.ts";
import type { SiteFile, SiteInput } from "../site/site-input.ts";
import { type News, newsOf } from "./news.ts";
import { projectName, siteAddress } from "./places.ts";
import { plainLine } from "./plain-text.ts";

const MOST_ENTRIES = 100;
/** A feed must have been updated some day: one without entries says this. */
const NEVER = "1970-01-01T00:00:00Z";

/** `feed.xml`: what happened in the program, newest first, as Atom 1.0 (RFC 4287). */
export function renderFeed(input: SiteInput, partners: readonly ShownPartner[]): SiteFile[] {
  const { config, repository } = input;
  const project = projectName(input);
  const program = plainLine(config.program.name);
  const news = newsOf(input).slice(0, MOST_ENTRIES);
  const pages = new Map(
    partners
      .filter(({ state }) => state === "listed" || config.site["show-former"])
      .map(({ partner, path }) => [partner.id, path]),
  );
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${escapeSvg(repository.url)}#partners</id>
  <title>${escapeSvg(program.includes(project) ? program : `${project} ${program}`)}</title>
  <subtitle>Who became a partner of ${escapeSvg(project)}, what badges were given, who left</subtitle>
  <link rel="self" type="application/atom+xml" href="${escapeSvg(siteAddress(input, "feed.xml"))}"/>
  <link rel="alternate" type="text/html" href="${escapeSvg(siteAddress(input, ""))}"/>
  <updated>${news[0]?.at ?? NEVER}</updated>
  <author>
    <name>${escapeSvg(project)}</name>
  </author>
${news.map((one) => renderEntry(input, one, pages.get(one.partner) ?? "")).join("")}</feed>
`;
  return [{ path: "feed.xml", content }];
}

/** `page`: the partner's, in the site; the top of the site for one that has none. */
function renderEntry(input: SiteInput, news: News, page: string): string {
  const record = news.reference === null ? null : placeLink(input.repository, news.reference).href;
  const lines = [
    `<id>${stableId(news.key)}</id>`,
    `<title>${escapeSvg(news.title)}</title>`,
    `<updated>${news.at}</updated>`,
    `<published>${news.at}</published>`,
    `<link rel="alternate" type="text/html" href="${escapeSvg(siteAddress(input, page))}"/>`,
    ...(record === null ? [] : [`<link rel="related" title="Record" href="${escapeSvg(record)}"/>`]),
    `<category term="${escapeSvg(news.event)}"/>`,
    ...(news.summary === "" ? [] : [`<summary>${escapeSvg(news.summary)}</summary>`]),
  ];
  return `  <entry>\n${lines.map((line) => `    ${line}\n`).join("")}  </entry>\n`;
}

/** RFC 9562's namespace of names that are addresses. */
const ADDRESSES = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");

/** A UUID of version 5 (RFC 9562, 5.5): by the name alone. */
function stableId(name: string): string {
  const bytes = createHash("sha1").update(ADDRESSES).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${parts.join("-")}`;
}
