import { z } from "zod";
import { addDuration, durationSchema } from "./duration.ts";
import { formatDay, type Instant } from "./instant.ts";

/** A kind of contribution. It labels the application, and is the badge that an admitted partner gets. */
export const categorySchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by hyphens, such as `business-development`")
    .describe("Short name, used in files, commands and addresses. Never change it once a partner has it."),
  name: z.string().min(1).max(60).describe("The name that people read."),
  label: z
    .string()
    .min(1)
    .max(50)
    .optional()
    .describe("Label on the issue. Default: `partner: ` and the id. GitHub allows 50 characters."),
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/, "six hexadecimal digits, without #")
    .default("1d76db")
    .describe("Colour of the label, six hexadecimal digits."),
  description: z
    .string()
    .max(100)
    .default("")
    .describe("One line about what counts, at most 100 characters."),
  lasts: durationSchema
    .optional()
    .describe("How long its badge counts after the award, such as `730d`. Default: for ever."),
});

export type Category = z.infer<typeof categorySchema>;

/** The last day on which a badge counts that was awarded on that day; `undefined` when it counts for ever. */
export function expiryOf(
  categories: readonly Category[],
  category: string,
  awarded: Instant,
): string | undefined {
  const lasts = categories.find(({ id }) => id === category)?.lasts;
  return lasts === undefined ? undefined : formatDay(addDuration(awarded, lasts));
}

/** The name of the label that shows this category on an issue. */
export function categoryLabel(category: Category): string {
  return category.label ?? `partner: ${category.id}`;
}

/**
 * The four kinds of contribution of the program that Partnerbot was first built for
 * (StackStorm community issue 64); a program that says nothing about categories gets these.
 */
export const DEFAULT_CATEGORIES: z.input<typeof categorySchema>[] = [
  {
    id: "engineering",
    name: "Engineering",
    description: "Architecture, code, tests, fixes, open-source packs, releases, security, design",
  },
  {
    id: "professional-services",
    name: "Professional Services",
    description: "Services to users, training, services to the project, free or reduced-cost consulting",
  },
  {
    id: "business-development",
    name: "Business Development",
    description: "Business operations, product management, financial support, infrastructure",
  },
  {
    id: "marketing",
    name: "Marketing",
    description: "Blogs, videos, press releases, meetups, podcasts, webinars, training material",
  },
];
