import { z } from "zod";
import { durationSchema, printDuration } from "../duration.ts";
import { formatInstant, type Instant, parseInstant } from "../instant.ts";
import { CHOICES } from "./rule.ts";
import type { Act } from "./vote.ts";

/** An instant as records keep it: `2026-03-09T09:00:00Z`. */
export const instantSchema = z.string().transform((text, context): Instant => {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  context.addIssue({
    code: "custom",
    message: `${JSON.stringify(text)} is not a date and time`,
    input: text,
  });
  return z.NEVER;
});

export const actorSchema = z.strictObject({ login: z.string(), id: z.int().nullable() });

/** Comment id and position in it. */
export const orderSchema = z.tuple([z.int(), z.int()]);

const common = {
  by: actorSchema,
  at: instantSchema,
  until: instantSchema.nullable().default(null),
  order: orderSchema,
  link: z.string().nullable(),
  void: z
    .strictObject({
      at: instantSchema.nullable(),
      reason: z.enum(["edited-by-other", "deleted-by-other", "deleted-by-author", "version-unknown"]),
      by: z.string().nullable(),
    })
    .nullable()
    .default(null),
};

const reason = z.string().nullable();

/** An act as `printAct` writes it. */
export const actSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("vote"), choice: z.enum(CHOICES), reason, ...common }),
  z.strictObject({ do: z.literal("vote-withdraw"), ...common }),
  z.strictObject({ do: z.literal("recuse"), reason, ...common }),
  z.strictObject({ do: z.literal("veto"), reason, ...common }),
  z.strictObject({ do: z.literal("veto-withdraw"), ...common }),
  z.strictObject({ do: z.literal("open"), ...common }),
  z.strictObject({ do: z.literal("extend"), duration: durationSchema, reason, ...common }),
  z.strictObject({ do: z.literal("close"), ...common }),
  z.strictObject({ do: z.literal("cancel"), reason, ...common }),
  z.strictObject({ do: z.literal("end"), reason: z.string(), ...common }),
  z.strictObject({ do: z.literal("edit"), ...common }),
  z.strictObject({ do: z.literal("unreadable"), ...common }),
]) satisfies z.ZodType<Act>;

/** An act as plain data for the record; what is not there is left out. */
export function printAct(act: Act): Record<string, unknown> {
  return {
    do: act.do,
    ...(act.do === "vote" ? { choice: act.choice } : {}),
    ...(act.do === "extend" ? { duration: printDuration(act.duration) } : {}),
    ...("reason" in act ? { reason: act.reason } : {}),
    by: { login: act.by.login, id: act.by.id },
    at: formatInstant(act.at),
    ...(act.until === null ? {} : { until: formatInstant(act.until) }),
    order: [act.order[0], act.order[1]],
    link: act.link,
    ...(act.void === null
      ? {}
      : {
          void: {
            at: act.void.at === null ? null : formatInstant(act.void.at),
            reason: act.void.reason,
            by: act.void.by,
          },
        }),
  };
}
