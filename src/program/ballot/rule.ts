import { z } from "zod";
import { type Duration, durationSchema } from "../duration.ts";
import { type Fraction, fractionSchema } from "./fraction.ts";
import { checkRule } from "./rule-check.ts";

/** What a vote can say. A recusal is an act of its own: it takes the person out of the base. */
export type Choice = "yes" | "no" | "abstain" | "present";

export const CHOICES: readonly Choice[] = ["yes", "no", "abstain", "present"];

/** What the fraction is of: votes cast, those and abstentions, everyone in the base, or a fixed number of seats. */
export type Base = "cast" | "cast-and-abstain" | "eligible" | "seats";

/** `over` (strict, more than) or `at-least` (this much or more) a fraction. */
export interface Threshold {
  readonly strict: boolean;
  readonly fraction: Fraction;
}

export interface QuorumRule {
  /** `null` when only a least number of people is wanted. */
  readonly threshold: Threshold | null;
  readonly of: "eligible" | "seats";
  readonly count: "heads" | "points";
  /** Which choices count as presence. */
  readonly votes: readonly Choice[];
  /** The least number of people; `null` when the rule names none. */
  readonly minimum: number | null;
}

export type OrganizationRule =
  | { readonly kind: "none" }
  /** An organization weighs at most this much, in the unit of `count`. */
  | { readonly kind: "cap"; readonly cap: Fraction }
  | { readonly kind: "split" }
  | { readonly kind: "collapse-identical" };

type CloseEarly = "never" | "when-passed" | "when-decided" | "when-all-voted";
type RecusalGround = "affiliated" | "proposer" | "subject";

interface PeriodRule {
  readonly openFor: Duration;
  /** No early close and no `/close-vote` before this; `null` when the rule has no minimum. */
  readonly atLeast: Duration | null;
  readonly closeEarly: CloseEarly;
}

export interface NoQuorumRule {
  /** How long the ballot is extended when the quorum is missing at the end; `null` for not at all. */
  readonly extend: Duration | null;
  readonly times: number;
  readonly then: "fails" | "counts";
}

/** When voters who have not voted are reminded: half way, or this long before the scheduled end. */
export type Reminder = { readonly at: "middle" } | { readonly at: "before"; readonly before: Duration };

/** How one kind of ballot is decided, as under `rules:` in the config, with every default filled in. */
export interface Rule {
  readonly pass: Threshold & { readonly of: Base };
  /** The fixed number of seats; `null` when the rule names none. */
  readonly seats: number | null;
  readonly count: "points" | "heads";
  readonly quorum: QuorumRule | null;
  /** People who must say yes, as a further condition; `null` for none. */
  readonly minimumYes: number | null;
  /** People who may say no at most, as a further condition; `null` for any number. */
  readonly maximumNo: number | null;
  readonly period: PeriodRule;
  readonly organization: OrganizationRule;
  readonly recuse: readonly RecusalGround[];
  readonly proposer: "none" | "implicit-yes";
  readonly veto: { readonly by: "roll"; readonly reason: "required" | "optional" } | null;
  readonly tie: "fails" | "chair";
  readonly noQuorum: NoQuorumRule;
  readonly onEdit: "keep" | "warn" | "restart";
  readonly noNeedsReason: boolean;
  /** People on the roll who must have seconded before the ballot opens. */
  readonly second: number;
  readonly remind: readonly Reminder[];
}

const people = z.int().min(1);
const none = z.literal("none");
const over = fractionSchema.optional().describe("More than this fraction (strict): over 1/2 of 10 is 6.");
const atLeast = fractionSchema.optional().describe("This fraction or more: at-least 1/2 of 10 is 5.");

const passSchema = z
  .strictObject({
    over,
    "at-least": atLeast,
    of: z
      .enum(["cast", "cast-and-abstain", "eligible", "seats"])
      .describe(
        "What the fraction is of: yes and no cast, those and abstentions, everyone eligible, or `seats`.",
      ),
  })
  .transform((pass, context) => {
    const threshold = thresholdOf(pass);
    if (threshold !== null && threshold !== "both") return { ...threshold, of: pass.of };
    const found = threshold === null ? "no fraction" : "both `over` and `at-least`";
    context.addIssue({
      code: "custom",
      message: `found ${found}: write one of \`over: 1/2\` (more than) and \`at-least: 1/2\` (this much or more)`,
      input: pass,
    });
    return z.NEVER;
  });

const quorumSchema = z
  .strictObject({
    over,
    "at-least": atLeast,
    of: z.enum(["eligible", "seats"]).default("eligible").describe("What the quorum is a fraction of."),
    count: z.enum(["heads", "points"]).default("heads").describe("Whether people or points are counted."),
    votes: z
      .array(z.enum(CHOICES))
      .min(1)
      .default([...CHOICES])
      .describe("Which choices count as presence."),
    minimum: people.optional().describe("The least number of people."),
  })
  .transform((quorum, context) => {
    const threshold = thresholdOf(quorum);
    if (threshold === "both" || (threshold === null && quorum.minimum === undefined)) {
      const found = threshold === "both" ? "both `over` and `at-least`" : "an empty quorum";
      context.addIssue({
        code: "custom",
        message: `found ${found}: write one of \`over\` and \`at-least\`, or a \`minimum\` of people`,
        input: quorum,
      });
      return z.NEVER;
    }
    const votes = CHOICES.filter((choice) => quorum.votes.includes(choice));
    return { threshold, of: quorum.of, count: quorum.count, votes, minimum: quorum.minimum ?? null };
  });

const periodSchema = z
  .strictObject({
    "open-for": durationSchema.prefault("7d").describe("How long the vote is open."),
    "at-least": durationSchema.optional().describe("The vote never closes early before this."),
    "close-early": z
      .enum(["never", "when-passed", "when-decided", "when-all-voted"])
      .default("never")
      .describe("When the vote closes before its end."),
  })
  .transform((period) => ({
    openFor: period["open-for"],
    atLeast: period["at-least"] ?? null,
    closeEarly: period["close-early"],
  }));

const noQuorumSchema = z.union([
  z.enum(["fails", "counts"]).transform((then) => ({ extend: null, times: 0, then })),
  z
    .strictObject({
      extend: durationSchema.optional().describe("How long the vote is extended when the quorum is missing."),
      times: z.int().min(1).max(100).default(1).describe("How often it is extended at most."),
      then: z
        .enum(["fails", "counts"])
        .default("fails")
        .describe("Without a quorum after that: it fails, or what was cast is counted."),
    })
    .transform(({ extend, times, then }) =>
      extend === undefined ? { extend: null, times: 0, then } : { extend, times, then },
    ),
]);

const organizationSchema = z.union([
  z.enum(["none", "split", "collapse-identical"]).transform((kind) => ({ kind })),
  z
    .strictObject({
      cap: fractionSchema.describe("The most that one organization weighs, in the unit of `count`."),
    })
    .transform(({ cap }) => ({ kind: "cap" as const, cap })),
]);

const reminderSchema = z.string().transform((text, context): Reminder => {
  if (text === "middle") return { at: "middle" };
  const before = durationSchema.safeParse(text);
  if (before.success) return { at: "before", before: before.data };
  context.addIssue({
    code: "custom",
    message: `${JSON.stringify(text)} is not a time for a reminder: write middle, or how long before the end, such as 24h`,
    input: text,
  });
  return z.NEVER;
});

/**
 * One rule as under `rules:` in the config. The keys are the config's; the value is a `Rule` with every default.
 * What `checkRule` finds without knowing the roll is refused here, at its own key.
 */
export const ruleSchema = z
  .strictObject({
    pass: passSchema.describe("What a yes needs to pass."),
    seats: people.optional().describe("The fixed number of seats; vacancies and recusals stay in it."),
    count: z
      .enum(["points", "heads"])
      .default("points")
      .describe("Whether votes weigh their points or one each."),
    quorum: z.union([none, quorumSchema]).optional().describe("How many must take part."),
    minimum: z
      .union([none, z.strictObject({ yes: people.describe("People who must say yes.") })])
      .optional()
      .describe("A further condition for passing: people who say yes."),
    maximum: z
      .union([none, z.strictObject({ no: z.int().min(0).describe("People who may say no.") })])
      .optional()
      .describe("A further condition for passing: people who say no."),
    period: periodSchema.prefault({}).describe("How long the vote is open."),
    organization: organizationSchema
      .prefault("none")
      .describe("How votes of one organization weigh together."),
    recuse: z
      .union([none.transform(() => []), z.array(z.enum(["affiliated", "proposer", "subject"]))])
      .prefault(["affiliated"])
      .describe("Who is recused without asking."),
    proposer: z.enum(["none", "implicit-yes"]).default("none").describe("Whether proposing counts as a yes."),
    veto: z
      .union([
        none,
        z.strictObject({
          by: z.literal("roll").default("roll").describe("Who may veto."),
          reason: z
            .enum(["required", "optional"])
            .default("optional")
            .describe("Whether a veto needs a reason."),
        }),
      ])
      .default("none")
      .describe("Whether one person can defeat the proposal."),
    tie: z.enum(["fails", "chair"]).default("fails").describe("What happens when yes and no are equal."),
    "no-quorum": noQuorumSchema.prefault("fails").describe("What happens at the end without a quorum."),
    "on-edit": z
      .enum(["keep", "warn", "restart"])
      .default("warn")
      .describe("What editing the proposal does."),
    "no-needs-reason": z.boolean().default(false).describe("A no without a reason is not counted."),
    second: z.int().min(0).default(0).describe("People who must second before the vote opens."),
    remind: z
      .array(reminderSchema)
      .default([])
      .describe("When those who have not voted are reminded: middle, or a time before the end."),
  })
  .transform((input, context): Rule => {
    const rule: Rule = {
      pass: input.pass,
      seats: input.seats ?? null,
      count: input.count,
      quorum: input.quorum === undefined || input.quorum === "none" ? null : input.quorum,
      minimumYes: input.minimum === undefined || input.minimum === "none" ? null : input.minimum.yes,
      maximumNo: input.maximum === undefined || input.maximum === "none" ? null : input.maximum.no,
      period: input.period,
      organization: input.organization,
      recuse: input.recuse,
      proposer: input.proposer,
      veto: input.veto === "none" ? null : input.veto,
      tie: input.tie,
      noQuorum: input["no-quorum"],
      onEdit: input["on-edit"],
      noNeedsReason: input["no-needs-reason"],
      second: input.second,
      remind: input.remind,
    };
    for (const { path, message, mend } of checkRule(rule)) {
      context.addIssue({ code: "custom", message: `${message}: ${mend}`, path: [...path], input });
    }
    return rule;
  });

function thresholdOf(keys: {
  over?: Threshold["fraction"] | undefined;
  "at-least"?: Threshold["fraction"] | undefined;
}): Threshold | "both" | null {
  const { over: strict, "at-least": loose } = keys;
  if (strict !== undefined && loose !== undefined) return "both";
  if (strict !== undefined) return { strict: true, fraction: strict };
  return loose === undefined ? null : { strict: false, fraction: loose };
}
