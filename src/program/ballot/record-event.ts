import { z } from "zod";
import { durationSchema, printDuration } from "../duration.ts";
import { formatInstant } from "../instant.ts";
import { actorSchema, instantSchema, orderSchema } from "./record-act.ts";
import type { Act } from "./vote.ts";

const common = {
  at: instantSchema,
  by: actorSchema,
  /** Of the comment that asked for it; `[0, n]` for the nth edit of the proposal. */
  order: orderSchema,
  link: z.string().nullable(),
};

/** What was accepted while a ballot ran. `void`: the record was not believed any more, and the ballot ended. */
export const eventSchema = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("extend"),
    ...common,
    duration: durationSchema,
    reason: z.string().nullable(),
  }),
  z.strictObject({ do: z.literal("cancel"), ...common, reason: z.string().nullable() }),
  z.strictObject({ do: z.literal("close"), ...common }),
  z.strictObject({ do: z.literal("restart"), ...common }),
  z.strictObject({ do: z.literal("void"), ...common, reason: z.string() }),
  /** The applicant took the proposal back. */
  z.strictObject({ do: z.literal("withdraw"), ...common }),
]);

export type RecordedEvent = z.output<typeof eventSchema>;

/** An event as plain data for the record. */
export function printEvent(event: RecordedEvent): z.input<typeof eventSchema> {
  const rest = { at: formatInstant(event.at), by: event.by, order: event.order, link: event.link };
  switch (event.do) {
    case "extend":
      return { do: event.do, ...rest, duration: printDuration(event.duration), reason: event.reason };
    case "cancel":
      return { do: event.do, ...rest, reason: event.reason };
    case "void":
      return { do: event.do, ...rest, reason: event.reason };
    default:
      return { do: event.do, ...rest };
  }
}

/** The act that an event stands for in a count. */
export function actOfEvent(event: RecordedEvent): Act {
  const { at, by, order, link } = event;
  const common = { at, by, order, link, until: null, void: null };
  switch (event.do) {
    case "extend":
      return { ...common, do: "extend", duration: event.duration, reason: event.reason };
    case "cancel":
      return { ...common, do: "cancel", reason: event.reason };
    case "void":
      return { ...common, do: "end", reason: event.reason };
    case "withdraw":
      return { ...common, do: "end", reason: `${by.login} took the proposal back` };
    case "restart":
      return { ...common, do: "edit" };
    case "close":
      return { ...common, do: "close" };
  }
}
