import { z } from "zod";
import { compare, type Fraction, fractionSchema, ONE, ZERO } from "../ballot/fraction.ts";
import { addDuration, type Duration, durationSchema } from "../duration.ts";
import { instantOf } from "../instant.ts";
import { CONTRIBUTION_KINDS, type ContributionKind } from "./contribution.ts";

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31, in quotes")
  .refine((text) => z.iso.date().safeParse(text).success, "there is no such day in the calendar");

const linked = z
  .string()
  .max(140)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9._*?-]+$/,
    "a repository such as example/engine, or a glob such as example/*",
  );

const login = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*(?:\[bot\])?$/, "a GitHub login");

const loginOrGlob = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9_*?-]+(?:\[bot\])?$/, "a GitHub login, or a glob such as *-bot");

const optedOut = z
  .string()
  .regex(
    /^[0-9a-fA-F]{64}$/,
    "the SHA-256 of a login in lower case or of an account, as 64 hexadecimal digits",
  )
  .transform((text) => text.toLowerCase());

const collected = (what: string) => z.boolean().default(true).describe(`Whether ${what} count.`);

const weight = (of: string, standard: number | string) =>
  fractionSchema.prefault(standard).describe(`What ${of} weighs.`);

const kindsSchema = z.strictObject({
  commits: collected("commits on the default branch"),
  "pull-requests": collected("pull requests that were opened or merged"),
  reviews: collected("reviews"),
  issues: collected("issues"),
  comments: collected("comments on issues and pull requests"),
  releases: collected("releases"),
});

const weightsSchema = z.strictObject({
  commit: weight("a commit", 1),
  "pull-request-opened": weight("a pull request that was opened", 1),
  "pull-request-merged": weight("a pull request that was merged", 3),
  review: weight("a review", 2),
  issue: weight("an issue", 1),
  comment: weight("a comment", "1/2"),
  release: weight("a release", 2),
});

/** When a partner has gone quiet, and what follows. */
const standingSchema = z
  .strictObject({
    "quiet-after": durationSchema
      .prefault("90d")
      .describe("A partner with less than `minimum` for so long has gone quiet."),
    "answer-within": durationSchema
      .prefault("90d")
      .describe("How long a quiet partner has from the notice to the vote on its removal."),
    reminders: z
      .array(durationSchema)
      .default(() => ["30d", "60d", "83d"].map((text) => durationSchema.parse(text)))
      .describe("When a quiet partner is reminded, after the notice."),
    "exempt-for": durationSchema
      .prefault("90d")
      .describe("How long a new partner, or one that came back, has to begin."),
    resumed: z
      .enum(["automatically", "by-vote"])
      .default("automatically")
      .describe("How a partner that is active again gets out of the wind-down."),
    minimum: z
      .strictObject({
        weeks: z.int().min(1).default(1).describe("Weeks with a contribution or a confirmed report."),
        people: z.int().min(1).default(1).describe("People who contributed."),
      })
      .prefault({})
      .describe("The least activity that is not quiet, in the time of `quiet-after`."),
  })
  .superRefine(({ reminders, "answer-within": within }, context) => {
    for (const [index, reminder] of reminders.entries()) {
      const before = reminders[index - 1];
      const add = (message: string) =>
        context.addIssue({ code: "custom", path: ["reminders", index], message, input: reminders });
      if (before !== undefined && !isShorter(before, reminder)) {
        add("this reminder is not later than the one before it: write them in order, each once");
      } else if (!isShorter(reminder, within)) {
        add("this reminder is not before the end of `answer-within`: write a shorter time");
      }
    }
  });

/** `activity:` of the config: which contributions are counted for partners, and what follows from them. */
export const activitySchema = z.strictObject({
  repositories: z
    .array(linked)
    .default([])
    .describe(
      "Repositories in which partners' contributions count: names, or globs such as `example/*`. None: activity is not tracked.",
    ),
  archived: z.boolean().default(false).describe("Whether globs mean archived repositories too."),
  forks: z.boolean().default(false).describe("Whether globs mean forks too."),
  since: day.optional().describe("The first day that is collected. Default: a year before the first time."),
  kinds: kindsSchema.prefault({}).describe("Which kinds of contributions count."),
  "rate-share": fractionSchema
    .refine(
      (share) => compare(share, ZERO) > 0 && compare(share, ONE) <= 0,
      "write more than 0 and at most 1",
    )
    .prefault("1/5")
    .describe("Which part of GitHub's hourly budget collecting may use."),
  bots: z
    .array(loginOrGlob)
    .default([])
    .describe("Accounts that never count, by login or glob. Accounts that GitHub calls bots never do."),
  people: z.array(login).default([]).describe("Accounts that count although `bots` has a glob for them."),
  "opted-out": z
    .array(optedOut)
    .default([])
    .describe(
      "People who want not to be counted or listed: the SHA-256 of each login in lower case, and of the account's number behind `id:`, which a renamed account keeps (`printf %s id:583231 | sha256sum`). `partnerbot forget` adds both.",
    ),
  weights: weightsSchema.prefault({}).describe("What each contribution weighs in the weighted amount."),
  "person-cap": fractionSchema
    .refine((cap) => compare(cap, ZERO) > 0, "write more than 0")
    .prefault(20)
    .describe("The most that one person can weigh in one week."),
  badges: z
    .record(
      z.string(),
      z.strictObject({
        kinds: z
          .array(z.enum([...CONTRIBUTION_KINDS, "report"]))
          .min(1)
          .describe("What counts for it."),
        weeks: z.int().min(1).describe("In so many weeks since the last review."),
      }),
    )
    .default({})
    .describe(
      "By category: how much activity the review takes for a reason to propose the badge, or with less of it to take it away. The committee decides.",
    ),
  reports: z
    .strictObject({
      lasts: durationSchema
        .prefault("365d")
        .describe("How long a report that was confirmed counts, from the day of the work."),
      "check-links": z
        .boolean()
        .default(true)
        .describe(
          "Whether the addresses of a report that waits are tried once, so that the issue can say which are dead.",
        ),
    })
    .prefault({})
    .describe("Work that GitHub cannot see: partners report it, and members of the committee confirm it."),
  standing: standingSchema.prefault({}).describe("When a partner has gone quiet, and what follows."),
  reviews: z
    .strictObject({
      months: z
        .array(z.int().min(1).max(12))
        .default(() => [1, 7])
        .describe("On the first day of these months an issue reviews all partners; `[]` for never."),
    })
    .prefault({})
    .describe("The regular review of all partners."),
});

export type ActivityConfig = z.infer<typeof activitySchema>;

/** The switch of each kind under `kinds`. */
const SWITCHES = {
  commit: "commits",
  "pull-request-opened": "pull-requests",
  "pull-request-merged": "pull-requests",
  review: "reviews",
  issue: "issues",
  comment: "comments",
  release: "releases",
} as const satisfies Record<ContributionKind, keyof ActivityConfig["kinds"]>;

/** Whether contributions of this kind count. */
export function isCounted({ kinds }: Pick<ActivityConfig, "kinds">, kind: ContributionKind): boolean {
  return kinds[SWITCHES[kind]];
}

/** What one contribution of this kind weighs. */
export function weightOf({ weights }: Pick<ActivityConfig, "weights">, kind: ContributionKind): Fraction {
  return weights[kind];
}

/** As from a Monday, so that business days can be compared with days. */
function isShorter(one: Duration, other: Duration): boolean {
  const monday = instantOf(4 * 86_400_000);
  return addDuration(monday, one) < addDuration(monday, other);
}
