import { z } from "zod";

/** How the site orders the partners. */
const SITE_ORDERS = ["alphabetical", "tier", "shuffle"] as const;
export type SiteOrder = (typeof SITE_ORDERS)[number];

const NEUTRALITY =
  "The project does not sell, endorse or recommend what partners offer. The order on this page says nothing about what a partner contributes.";
const PRIVACY =
  "The project shares no data of its users with partners. People are named here only with their consent.";

const text = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[^\p{Cc}\u2028\u2029]+$/u, "text on one line");

/** Whether names can be sorted by the rules of a language. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(tag).length > 0;
  } catch {
    // A RangeError: it is no tag of a language at all.
    return false;
  }
}

/** The site: what is shown, how, and where it is published. */
export const siteSchema = z.strictObject({
  branch: z
    .union([
      z.literal("none"),
      z.string().regex(/^(?!\/)(?!.*(?:\.\.|\/\/|@\{))[\w./-]+(?<![/.])$/, "the name of a branch"),
    ])
    .default("gh-pages")
    .describe("The branch to which the bot publishes the site, for GitHub Pages; `none` to publish nothing."),
  order: z
    .enum(SITE_ORDERS)
    .default("alphabetical")
    .describe(
      "`alphabetical` by name, `tier` for the highest tier first and then by name, `shuffle` for another order each day. The page says which.",
    ),
  language: z
    .string()
    .refine(isLanguage, "names cannot be sorted by this language: write a tag such as en or de-CH")
    .default("en")
    .describe("The language of names and descriptions, by whose rules names are sorted."),
  neutrality: text.default(NEUTRALITY).describe("The statement of neutrality on every page."),
  privacy: text.default(PRIVACY).describe("The statement of privacy on every page."),
  "show-former": z
    .boolean()
    .default(false)
    .describe("Whether the site lists former partners, in a section of their own."),
  "show-winding-down": z
    .boolean()
    .default(false)
    .describe("Whether the site says of a partner that its partnership is winding down."),
});

export type SiteConfig = z.infer<typeof siteSchema>;
