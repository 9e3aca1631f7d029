import { isDeepStrictEqual } from "node:util";
import type { Config } from "../config.ts";
import type { Partner } from "../partner.ts";
import { isListed, type Registry } from "../registry.ts";
import { tierOf, tiersFromTop, validBadges } from "../tier.ts";

/** What a program says about its partners at one time. */
export interface ProgramState {
  readonly config: Pick<Config, "categories" | "tiers">;
  readonly registry: Registry;
}

/** One thing that is another for a partner. Names are as the config calls things. */
export type PartnerChange =
  /** `again`: it was a partner before. */
  | { readonly what: "listed"; readonly again: boolean }
  /** The status for which it is not listed any more; `null` when its entry is gone. */
  | { readonly what: "removed"; readonly status: Partner["status"] | null }
  | { readonly what: "status"; readonly from: Partner["status"]; readonly to: Partner["status"] }
  /** `null` is below the lowest tier. */
  | {
      readonly what: "tier";
      readonly direction: "up" | "down";
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly what: "badge-gained"; readonly badge: string; readonly expires: string | null }
  | { readonly what: "badge-lost"; readonly badge: string }
  | { readonly what: "badge-expiry"; readonly badge: string; readonly to: string | null }
  | { readonly what: "renamed"; readonly from: string; readonly to: string }
  | { readonly what: "logo" }
  /** Further keys of its entry. */
  | { readonly what: "details"; readonly keys: readonly string[] };

/** What changes for one partner. */
export interface PartnerChanges {
  readonly id: string;
  readonly name: string;
  readonly changes: readonly PartnerChange[];
}

/**
 * What readers will see change: who is listed or removed, tiers, badges, names, logos. `day` is the UTC day on which it
 * is looked at, since badges expire. In the order of the registry; entries that are gone come last.
 */
export function describeChange(before: ProgramState, after: ProgramState, day: string): PartnerChanges[] {
  const old = new Map(before.registry.partners.map((partner) => [partner.id, partner]));
  const now = new Set(after.registry.partners.map(({ id }) => id));
  const gone = before.registry.partners.filter((partner) => !now.has(partner.id) && isListed(partner));
  const described = [
    ...after.registry.partners.map((partner) => ({
      id: partner.id,
      name: partner.name,
      changes: changesOf({ before, after, day }, old.get(partner.id) ?? null, partner),
    })),
    ...gone.map(({ id, name }) => ({ id, name, changes: [{ what: "removed" as const, status: null }] })),
  ];
  return described.filter(({ changes }) => changes.length > 0);
}

interface Compared {
  readonly before: ProgramState;
  readonly after: ProgramState;
  readonly day: string;
}

function changesOf(compared: Compared, old: Partner | null, partner: Partner): PartnerChange[] {
  const was = old !== null && isListed(old);
  const is = isListed(partner);
  if (was && !is) return [{ what: "removed", status: partner.status }];
  const standing: PartnerChange[] = was || !is ? [] : [{ what: "listed", again: old !== null }];
  const shown = is ? [...tierChanges(compared, old, partner), ...badgeChanges(compared, old, partner)] : [];
  return [...standing, ...shown, ...(old === null ? [] : entryChanges(old, partner, was))];
}

function tierChanges(
  { before, after, day }: Compared,
  old: Partner | null,
  partner: Partner,
): PartnerChange[] {
  const from = old === null || !isListed(old) ? null : tierOf(before.config, old, day);
  const to = tierOf(after.config, partner, day);
  if (from?.id === to?.id) return [];
  const direction = height(before.config, from?.id) < height(after.config, to?.id) ? "up" : "down";
  return [{ what: "tier", direction, from: from?.name ?? null, to: to?.name ?? null }];
}

/** How many steps a tier is above having none. */
function height(config: ProgramState["config"], id: string | undefined): number {
  const tiers = tiersFromTop(config);
  const place = tiers.findIndex((tier) => tier.id === id);
  return place === -1 ? 0 : tiers.length - place;
}

function badgeChanges(
  { before, after, day }: Compared,
  old: Partner | null,
  partner: Partner,
): PartnerChange[] {
  const had = old === null || !isListed(old) ? [] : countingBadges(before, old, day);
  const has = countingBadges(after, partner, day);
  const gained = has.flatMap(({ category, name, expires }): PartnerChange[] => {
    const earlier = had.find((badge) => badge.category === category);
    if (earlier === undefined) return [{ what: "badge-gained", badge: name, expires }];
    return earlier.expires === expires ? [] : [{ what: "badge-expiry", badge: name, to: expires }];
  });
  const lost = had
    .filter((badge) => !has.some(({ category }) => category === badge.category))
    .map(({ name }): PartnerChange => ({ what: "badge-lost", badge: name }));
  return [...gained, ...lost];
}

/** The badges that count: valid on the day, and of a category of the config. */
function countingBadges({ config }: ProgramState, partner: Partner, day: string) {
  return validBadges(partner, day).flatMap(({ category, expires }) => {
    const known = config.categories.find(({ id }) => id === category);
    return known === undefined ? [] : [{ category, name: known.name, expires: expires ?? null }];
  });
}

/** Keys of an entry whose changes are told one by one. */
const TOLD = new Set(["name", "former-names", "logo", "status", "status-since", "badges"]);

function entryChanges(old: Partner, partner: Partner, wasListed: boolean): PartnerChange[] {
  const { id: _, ...parts } = partner;
  const details = Object.entries(parts)
    .filter(([key, value]) => !TOLD.has(key) && !isDeepStrictEqual(value, Reflect.get(old, key)))
    .map(([key]) => key);
  const lapsed = Object.keys(old).filter((key) => !TOLD.has(key) && !Object.hasOwn(partner, key));
  const keys = [...details, ...lapsed];
  return [
    ...(old.name === partner.name ? [] : [{ what: "renamed" as const, from: old.name, to: partner.name }]),
    ...(wasListed && old.status !== partner.status
      ? [{ what: "status" as const, from: old.status, to: partner.status }]
      : []),
    ...(isDeepStrictEqual(old.logo, partner.logo) ? [] : [{ what: "logo" as const }]),
    ...(keys.length === 0 ? [] : [{ what: "details" as const, keys }]),
  ];
}

/** The change in words, without its partner's name: "becomes a partner". */
export function changeInWords(change: PartnerChange): string {
  switch (change.what) {
    case "listed":
      return change.again ? "is a partner again" : "becomes a partner";
    case "removed":
      return change.status === null
        ? "is taken out of the registry"
        : `is not listed any more: ${change.status}`;
    case "status":
      return `status: ${change.from} → ${change.to}`;
    case "tier": {
      if (change.from === null) return `reaches the tier ${change.to}`;
      const way = change.direction === "up" ? "rises" : "falls";
      return `${way} from the tier ${change.from} to ${change.to ?? "none"}`;
    }
    case "badge-gained":
      return `gets the badge ${change.badge}${change.expires === null ? "" : `, until ${change.expires}`}`;
    case "badge-lost":
      return `loses the badge ${change.badge}`;
    case "badge-expiry":
      return `its badge ${change.badge} counts ${change.to === null ? "for ever" : `until ${change.to}`}`;
    case "renamed":
      return `is called ${change.to} instead of ${change.from}`;
    case "logo":
      return "has another logo";
    case "details":
      return `changes of its entry: ${change.keys.join(", ")}`;
  }
}
