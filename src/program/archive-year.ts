import { UserError } from "../errors.ts";
import { oneLine } from "../text/one-line.ts";
import {
  type ArchivedBadge,
  type ArchivedPartner,
  archiveDigest,
  firstDayOf,
  lastDayOf,
  type YearArchive,
} from "./archive.ts";
import type { Config } from "./config.ts";
import type { Partner } from "./partner.ts";
import { type Partnership, partnershipsOf } from "./partnership.ts";
import type { Registry } from "./registry.ts";
import { tierOf } from "./tier.ts";

interface ArchivedYear {
  readonly registry: Registry;
  readonly config: Pick<Config, "categories" | "tiers">;
  readonly year: number;
  /** The day on which it is made, UTC. */
  readonly frozen: string;
}

/**
 * Everyone who was a partner on any day of the year (UTC), once each, by id. Somebody who left and came back within the
 * year is in it from the first to the last of those days. The same registry in any order gives the same archive, and the
 * day on which it is made does not count for the digest.
 *
 * @throws UserError `year-not-over`.
 */
export function archiveYear({ registry, config, year, frozen }: ArchivedYear): YearArchive {
  if (frozen <= lastDayOf(year)) {
    throw new UserError(
      "year-not-over",
      `The year ${year} is not over: it is ${frozen} (UTC).`,
      `Archive it on ${firstDayOf(year + 1)} or later.`,
    );
  }
  const partners = registry.partners
    .flatMap((partner) => archivePartner(partner, config, year) ?? [])
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return { year, frozen, partners, digest: archiveDigest({ year, partners }) };
}

function archivePartner(
  partner: Partner,
  config: ArchivedYear["config"],
  year: number,
): ArchivedPartner | null {
  const times = partnershipsOf(partner).filter((time) => touches(time, year));
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return null;
  const to = last.to !== null && last.to <= lastDayOf(year) ? last.to : null;
  const end = to ?? lastDayOf(year);
  const begin = first.from < firstDayOf(year) ? firstDayOf(year) : first.from;
  const tier = oneLine(tierOf(config, partner, end)?.name ?? "");
  return {
    id: partner.id,
    name: shown(partner.name),
    url: partner.url ?? null,
    description: paragraphs(shown(partner.description)),
    tier: tier === "" ? null : shown(tier),
    badges: archiveBadges(partner, config, begin, end),
    from: first.from,
    to,
    redacted: null,
  };
}

function touches({ from, to }: Partnership, year: number): boolean {
  return from <= lastDayOf(year) && (to === null || firstDayOf(year) <= to);
}

/** Badges that counted on some day from `begin` to `end`, in the order of the config's categories. */
function archiveBadges(
  { badges }: Partner,
  { categories }: ArchivedYear["config"],
  begin: string,
  end: string,
): ArchivedBadge[] {
  const places = new Map(categories.map(({ id }, place) => [id, place]));
  const placeOf = ({ category }: ArchivedBadge) => places.get(category) ?? places.size;
  return badges
    .filter(({ awarded, expires }) => awarded <= end && (expires === undefined || begin <= expires))
    .map(({ category, awarded }) => {
      const name = oneLine(categories.find(({ id }) => id === category)?.name ?? "");
      return { category, name: name === "" ? category : shown(name), awarded };
    })
    .sort((one, other) => placeOf(one) - placeOf(other) || (one.category < other.category ? -1 : 1));
}

/** Text with plain line ends, and without what no reader sees. */
function paragraphs(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(/(?!\n)\p{Cc}/gu, "")
    .trim();
}

/** Half characters would not survive being written to a file, and so would change the digest. */
function shown(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
