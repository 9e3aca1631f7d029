import { createHash } from "node:crypto";
import type { Partner } from "../../program/partner.ts";
import type { SiteOrder } from "../../program/site-config.ts";
import { type Tier, tiersFromTop } from "../../program/tier.ts";
import type { SiteInput } from "./site-input.ts";

interface Ordered {
  readonly partner: Pick<Partner, "id" | "name">;
  readonly tier: Tier | null;
}

const ORDER_IN_WORDS: Readonly<Record<SiteOrder, string>> = {
  alphabetical: "Partners are listed in alphabetical order by name.",
  tier: "Partners are listed by tier, the highest first, and within a tier in alphabetical order by name.",
  shuffle: "Partners are listed in an order that is drawn by lot anew each day.",
};

/** The order as a sentence of the page. A program without tiers has nothing but names to go by. */
export function orderInWords({ config }: Pick<SiteInput, "config">): string {
  const { order } = config.site;
  return ORDER_IN_WORDS[order === "tier" && config.tiers.length === 0 ? "alphabetical" : order];
}

/**
 * How two partners follow each other, as `config.site.order` says. Names go by the rules of the site's language:
 * accents, case and punctuation do not matter, numbers go by value. Equal names go by id, so no order is left to chance.
 */
export function partnerOrder({
  config,
  day,
}: Pick<SiteInput, "config" | "day">): (a: Ordered, b: Ordered) => number {
  const byName = nameOrder(config.site.language);
  switch (config.site.order) {
    case "alphabetical":
      return (one, other) => byName(one.partner, other.partner);
    case "tier": {
      const ranks = new Map(tiersFromTop(config).map(({ id }, rank) => [id, rank]));
      const rank = ({ tier }: Ordered) => (tier === null ? undefined : ranks.get(tier.id)) ?? ranks.size;
      return (one, other) => rank(one) - rank(other) || byName(one.partner, other.partner);
    }
    case "shuffle":
      return shuffleOrder(day);
  }
}

/** How two names follow each other in a language; equal ones go by id. */
export function nameOrder(language: string): (one: Ordered["partner"], other: Ordered["partner"]) => number {
  const collator = new Intl.Collator(language, {
    sensitivity: "base",
    numeric: true,
    ignorePunctuation: true,
  });
  return (one, other) => collator.compare(one.name, other.name) || (one.id < other.id ? -1 : 1);
}

/**
 * By the SHA-256 of the day and the id, such as `2026-11-24 acme`: the same all day, another one tomorrow, and anybody
 * can compute it. One partner more or less leaves the others as they are to each other.
 */
function shuffleOrder(day: string): (one: Ordered, other: Ordered) => number {
  const drawn = new Map<string, string>();
  const draw = ({ partner: { id } }: Ordered): string => {
    const known = drawn.get(id) ?? createHash("sha256").update(`${day} ${id}`).digest("hex");
    drawn.set(id, known);
    return known;
  };
  return (one, other) => (draw(one) < draw(other) ? -1 : 1);
}
