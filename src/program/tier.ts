import { z } from "zod";
import type { Category } from "./category.ts";
import type { Partner } from "./partner.ts";

/** How much of the site a partner gets: each has what the one before it has, and more. */
const PARTNER_PAGES = ["logo", "blurb", "half-page", "own-page"] as const;
export type PartnerPage = (typeof PARTNER_PAGES)[number];

const tierSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by hyphens, such as `gold`")
    .describe("Short name in addresses of badges."),
  name: z.string().min(1).max(60).describe("The name that people read."),
  badges: z
    .union([z.int().min(1), z.literal("all")])
    .describe("How many valid badges it takes; `all` for one of each category."),
  page: z
    .enum(PARTNER_PAGES)
    .describe(
      "What the site shows: the logo, a description beside it, half a page with links, or a page of its own.",
    ),
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/, "six hexadecimal digits, without #")
    .default("57606a")
    .describe("Colour of its embeddable badge, six hexadecimal digits."),
});

export type Tier = z.infer<typeof tierSchema>;

/** Levels of partnership. None at all is a program too. */
export const tiersSchema = z.array(tierSchema).superRefine((tiers, context) => {
  for (const key of ["id", "badges"] as const) {
    const seen = new Map<string | number, number>();
    for (const [index, tier] of tiers.entries()) {
      const earlier = seen.get(tier[key]);
      if (earlier !== undefined) {
        const message = `tier ${earlier + 1} says the same ("${tier[key]}"): give each its own`;
        context.addIssue({ code: "custom", path: [index, key], message, input: tier[key] });
      }
      seen.set(tier[key], index);
    }
  }
});

/** What a tier depends on. */
interface TierRules {
  tiers: readonly Tier[];
  categories: readonly Pick<Category, "id">[];
}

/** The badges that count on a day (UTC, such as `2026-01-31`): awarded by then, and not expired before. */
export function validBadges({ badges }: Pick<Partner, "badges">, day: string): Partner["badges"] {
  return badges.filter(({ awarded, expires }) => awarded <= day && (expires === undefined || day <= expires));
}

/**
 * The highest tier that a partner reaches with its valid badges; `null` below the lowest one, and in a program without
 * tiers. Badges of categories that the config does not have any more do not count.
 */
export function tierOf(rules: TierRules, partner: Pick<Partner, "badges">, day: string): Tier | null {
  const known = new Set(rules.categories.map(({ id }) => id));
  const held = new Set(validBadges(partner, day).map(({ category }) => category));
  const count = [...held].filter((category) => known.has(category)).length;
  return tiersFromTop(rules).find((tier) => badgesNeeded(rules, tier) <= count) ?? null;
}

/** The tiers, the one that takes most badges first. */
export function tiersFromTop(rules: TierRules): Tier[] {
  return [...rules.tiers].sort((one, other) => badgesNeeded(rules, other) - badgesNeeded(rules, one));
}

/** What the site shows of a partner: as its tier says; a program without tiers gives everyone a page of its own. */
export function partnerPageOf(rules: TierRules, partner: Pick<Partner, "badges">, day: string): PartnerPage {
  if (rules.tiers.length === 0) return "own-page";
  return tierOf(rules, partner, day)?.page ?? "logo";
}

/** `all` comes out above any number, also when a number is as large as there are categories. */
function badgesNeeded({ categories }: TierRules, { badges }: Tier): number {
  return badges === "all" ? categories.length : badges;
}
