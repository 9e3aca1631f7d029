import { isDeepStrictEqual } from "node:util";
import type { UpdateField } from "./intake.ts";
import { type Partner, partnerSchema } from "./partner.ts";
import { type Consent, changePeople, type PersonProblem } from "./partner-people.ts";
import type { PartnerUpdate } from "./partner-update.ts";
import { ownHost, printPartner, type Registry, sameCompany } from "./registry.ts";

/** Which entries a name in an update can mean: the one with this id, or those with this name, now or earlier. */
export function partnersNamed({ partners }: Registry, named: string): Partner[] {
  const exact = partners.filter(({ id }) => id === named);
  if (exact.length > 0) return exact;
  return partners.filter(
    ({ id, name, "former-names": former }) =>
      id === named.toLowerCase() ||
      [name, ...former].some((known) => sameCompany({ name: named }, { name: known })),
  );
}

interface EntryUpdate {
  registry: Registry;
  partner: Partner;
  update: PartnerUpdate;
  /** What people have said of themselves. */
  consents: readonly Consent[];
  /** When it was asked for, as a UTC day. */
  day: string;
  /** Login of who asks. */
  actor: string;
  /** The address of the issue. */
  ref: string;
}

/** Why an answer cannot go into the entry; `found` is what is in the way. */
export type EntryProblem =
  | { field: UpdateField; why: "name-taken" | "website-taken"; found: string }
  | { field: "logo-dark"; why: "no-logo"; found: "" }
  | { field: "people"; why: PersonProblem["why"]; found: string };

export interface UpdatedEntry {
  partner: Partner;
  /** Whether the entry says something else than before, besides its history. */
  changed: boolean;
  problems: readonly EntryProblem[];
}

/**
 * The entry of a partner as an update leaves it. Badges, tier and whatever else only a decision may change stay as they
 * are; of the status, a partner may end its partnership itself. The same update of the same entry always gives the same entry.
 */
export function updatedEntry({
  registry,
  partner,
  update,
  consents,
  day,
  actor,
  ref,
}: EntryUpdate): UpdatedEntry {
  const problems: EntryProblem[] = [];
  const others = registry.partners.filter(({ id }) => id !== partner.id);
  const { name = partner.name, website = partner.url } = update;

  const namesake = others.find((other) =>
    [other.name, ...other["former-names"]].some((known) => sameCompany({ name }, { name: known })),
  );
  if (name !== partner.name && namesake !== undefined) {
    problems.push({ field: "name", why: "name-taken", found: namesake.name });
  }
  const owner = others.find((other) =>
    [other.url, ...other.domains].some((url) => sameCompany({ url: website }, { url })),
  );
  if (website !== partner.url && owner !== undefined) {
    problems.push({ field: "website", why: "website-taken", found: owner.name });
  }
  const people = changePeople(partner.people, { ...update, consents, day });
  problems.push(
    ...people.problems.map(({ why, login }): EntryProblem => ({ field: "people", why, found: login })),
  );
  const logo = logoOf(partner, update, name);
  if (typeof update["logo-dark"] === "string" && logo === undefined) {
    problems.push({ field: "logo-dark", why: "no-logo", found: "" });
  }

  const { url: _, logo: __, links, ...kept } = partner;
  const after = partnerSchema.parse({
    ...kept,
    name,
    "former-names": formerNames(partner, name),
    ...part("url", website),
    domains: domainsOf(partner, website),
    description: update.description === undefined ? partner.description : (update.description ?? ""),
    services: update.services ?? partner.services,
    regions: update.regions ?? partner.regions,
    languages: update.languages ?? partner.languages,
    links: {
      ...part("support", update.support === undefined ? links.support : update.support),
      ...part("training", update.training === undefined ? links.training : update.training),
      "case-studies": update["case-studies"] ?? links["case-studies"],
    },
    ...part("logo", logo),
    people: people.people,
    ...(update.ends ? { status: "former", "status-since": day } : {}),
  });
  const changed = !isDeepStrictEqual(printPartner(after), printPartner(partner));
  const event = { at: day, event: update.ends ? "left" : "updated", actor, ref };
  return { partner: { ...after, history: [...partner.history, event] }, changed, problems };
}

function formerNames(partner: Partner, name: string): string[] {
  const former = partner["former-names"];
  if (name === partner.name) return former;
  return [...new Set([...former.filter((earlier) => earlier !== name), partner.name])];
}

/** A company is still found by the host of an earlier website. */
function domainsOf({ url, domains }: Partner, website: string | null | undefined): string[] {
  if (website === url || website === null || website === undefined) return domains;
  return [...new Set([...domains, ...[ownHost(website) ?? []].flat()])];
}

function logoOf(partner: Partner, update: PartnerUpdate, name: string): Partner["logo"] {
  const { logo } = partner;
  const light = update.logo === undefined ? logo?.light : update.logo;
  if (light === null || light === undefined) return undefined;
  const dark = update["logo-dark"] === undefined ? logo?.dark : update["logo-dark"];
  const alt = logo === undefined || logo.alt === partner.name ? name : logo.alt;
  return { light, ...part("dark", dark), ...part("alt", alt) };
}

/** The part of an entry, left out when there is none. */
function part<Key extends string, Value>(key: Key, value: Value | null | undefined): { [K in Key]?: Value } {
  const found: { [K in Key]?: Value } = {};
  if (value !== null && value !== undefined) Object.assign(found, { [key]: value });
  return found;
}
