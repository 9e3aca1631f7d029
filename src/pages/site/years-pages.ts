import { type ArchivedPartner, lastDayOf, type YearArchive } from "../../program/archive.ts";
import { safeUrl } from "../../text/escape.ts";
import { oneLine } from "../../text/one-line.ts";
import { nameOrder } from "./order.ts";
import { fileUrl } from "./repository-link.ts";
import type { SiteContext } from "./site-context.ts";
import type { SiteFile } from "./site-input.ts";

const PATH = "years/index.html";

/** The index of the frozen years, newest first, and a page for each. They are made from the archives alone. */
export function yearsPages(site: SiteContext): SiteFile[] {
  const newestFirst = [...site.archives].sort((one, other) => other.year - one.year);
  return [yearsIndex(site, newestFirst), ...newestFirst.map((archive) => yearPage(site, archive))];
}

function yearsIndex(site: SiteContext, archives: readonly YearArchive[]): SiteFile {
  const frame = site.framePage({
    path: PATH,
    name: "Years",
    summary: "Past years with everyone who was a partner in them.",
    part: "years",
  });
  const years = archives.map(({ year, frozen, partners }) => ({
    year,
    frozen,
    count: partners.length,
    href: `${year}/index.html`,
  }));
  return { path: PATH, content: site.templates.render("years", { ...frame, years }) };
}

/** Everyone in alphabetical order, redacted ones at the end, as on the page in the repository. */
function yearPage(site: SiteContext, { year, frozen, digest, partners }: YearArchive): SiteFile {
  const { config, repository, templates } = site;
  const path = `years/${year}/index.html`;
  const byName = nameOrder("en");
  const inOrder = [...partners].sort(
    (one, other) => Number(one.redacted !== null) - Number(other.redacted !== null) || byName(one, other),
  );
  const frame = site.framePage({
    path,
    name: `${year}`,
    summary: `Everyone who was a partner in ${year}.`,
    part: "years",
  });
  const view = {
    ...frame,
    year,
    frozen,
    digest,
    recordUrl: fileUrl(repository, `${config.files.archive}/${year}.yml`),
    partners: inOrder.map((partner) => entryView(partner, year)),
  };
  return { path, content: templates.render("year", view) };
}

/** What it was, in two paragraphs: a description, or that it was redacted; and days, tier and badges. */
function entryView(partner: ArchivedPartner, year: number) {
  const { name, url, description, tier, badges, from, to, redacted } = partner;
  const period = to === null || to === lastDayOf(year) ? `Since ${from}` : `From ${from} to ${to}`;
  const awards = badges.map((badge) => `${badge.name} (${badge.awarded})`).join(", ");
  return {
    name,
    href: redacted === null ? safeUrl(url ?? "") : null,
    words:
      redacted === null ? oneLine(description) || null : `Redacted on ${redacted.at}: ${redacted.reason}`,
    standing: [period, tier, awards].filter((part) => part !== null && part !== "").join(" · "),
  };
}
