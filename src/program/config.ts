import { z } from "zod";
import { activitySchema } from "./activity/activity-config.ts";
import { rollSchema } from "./ballot/roll.ts";
import { type Rule, ruleSchema } from "./ballot/rule.ts";
import { categorySchema, DEFAULT_CATEGORIES } from "./category.ts";
import { durationSchema } from "./duration.ts";
import { intakeSchema } from "./intake.ts";
import { siteSchema } from "./site-config.ts";
import { tiersSchema } from "./tier.ts";

/** Where the config lives: on the default branch of the program repository, and nowhere else. */
export const CONFIG_PATH = ".github/partnerbot.yml";

/** What a ballot can be about (`DESIGN.md` section 3). */
export const BALLOT_KINDS = ["admit", "award", "remove", "reinstate"] as const;
export type BallotKind = (typeof BALLOT_KINDS)[number];

const login = z
  .string()
  .regex(/^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, "a GitHub login")
  .transform((text) => text.replace(/^@/, ""));

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31, in quotes")
  .refine((text) => z.iso.date().safeParse(text).success, "there is no such day in the calendar");

const affiliationSchema = z.strictObject({
  login: login.describe("The person."),
  organization: z.string().min(1).describe("Whom the person works for."),
  from: day.optional().describe("First day. Default: always."),
  to: day.optional().describe("Last day. Default: still."),
});

const path = z.string().regex(/^(?!\/)(?!.*\.\.)[^\\]+$/, "a path inside the repository");

const folder = path.transform((text) => text.replace(/\/+$/, ""));

const words = (choice: string) =>
  z.array(z.string().min(1)).default([]).describe(`Lines that mean \`/vote ${choice}\`.`);

export const filesSchema = z.strictObject({
  registry: path.default("partners.yml").describe("The partners list, the source of every page."),
  list: path.default("PARTNERS.md").describe("The list for people, kept between markers."),
  decisions: folder.default("decisions").describe("The folder of the records of decisions."),
  archive: folder.default("partners").describe("The folder of the archives of past years."),
  logos: folder.default("logos").describe("The folder of the partners' logos."),
  "supported-by": z
    .array(path)
    .default([])
    .describe("Further files, such as README.md, that hold a block of the partners' names between markers."),
});

export const configSchema = z.strictObject({
  program: z
    .strictObject({
      name: z.string().min(1).max(100).default("Partner Program").describe("The program's name."),
      project: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe("The project. Default: the repository's owner."),
      page: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe("The address of the partners page."),
      committee: z
        .string()
        .min(1)
        .max(100)
        .default("Technical Steering Committee")
        .describe("What the committee that decides is called."),
      "committee-mention": z
        .string()
        .regex(/^@[A-Za-z0-9-]+(?:\/[A-Za-z0-9_.-]+)?$/, "a mention such as @example/tsc")
        .optional()
        .describe("How the committee is called to a proposal that waits. Default: each member by login."),
    })
    .prefault({})
    .describe("Names that people read."),
  intake: intakeSchema.prefault({}).describe("Which issues are proposals, and how the form is read."),
  categories: z
    .array(categorySchema)
    .min(1)
    .prefault(() => DEFAULT_CATEGORIES)
    .describe("Kinds of contribution."),
  tiers: tiersSchema
    .default([])
    .describe("Levels of partnership by the number of valid badges. Default: none."),
  review: z
    .strictObject({
      "open-for": z
        .union([z.literal("none"), durationSchema])
        .default("none")
        .describe(
          "How long a valid proposal is discussed before the bot opens the vote; `none` for at once.",
        ),
      "open-vote": z
        .enum(["by-bot", "by-committee"])
        .default("by-bot")
        .describe("Who opens the vote when the discussion is over. A member can always open it earlier."),
      "bring-up-after": durationSchema
        .prefault("21d")
        .describe("A valid proposal that waits so long for a vote is brought to the committee, once."),
    })
    .prefault({})
    .describe("The time between a valid proposal and its vote."),
  roll: rollSchema.describe(
    "Who votes, and with how many points. Somebody who is in several entries has the most points of them.",
  ),
  rules: z
    .strictObject({
      admit: ruleSchema.optional().describe("Admitting a partner."),
      award: ruleSchema.optional().describe("Awarding a badge."),
      remove: ruleSchema.optional().describe("Removing a partner."),
      reinstate: ruleSchema.optional().describe("Taking a former partner back."),
    })
    .prefault({})
    .describe("The voting rule of each kind of decision. Default: more than half of those eligible, 7 days."),
  affiliations: z
    .array(affiliationSchema)
    .default([])
    .describe("Who works for whom, as the project knows it."),
  synonyms: z
    .strictObject({
      yes: words("yes"),
      no: words("no"),
      abstain: words("abstain"),
      present: words("present"),
    })
    .partial()
    .prefault({})
    .describe("Plain words that count as a vote when they are a whole line, such as `+1`."),
  activity: activitySchema
    .prefault({})
    .describe("Which contributions count for the partners, and what follows when there are none."),
  site: siteSchema.prefault({}).describe("The site that the bot makes from the registry."),
  files: filesSchema.prefault({}).describe("Where things are in this repository."),
});

export type Config = z.infer<typeof configSchema>;

const DEFAULT_RULE = ruleSchema.parse({ pass: { over: "1/2", of: "eligible" } });

/** The rule that governs ballots of a kind. */
export function ruleOf(config: Config, kind: BallotKind): Rule {
  return config.rules[kind] ?? DEFAULT_RULE;
}
