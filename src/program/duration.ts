import { z } from "zod";
import { UserError } from "../errors.ts";
import { type Instant, instantOf } from "./instant.ts";

const UNITS = { bd: "business day", d: "day", h: "hour", m: "minute", s: "second" } as const;
const SECOND = 1000;
const DAY = 86_400 * SECOND;
const MILLISECONDS = { d: DAY, h: 3_600 * SECOND, m: 60 * SECOND, s: SECOND } as const;
/** A hundred years: far beyond any vote, and safely inside what a date can hold. */
const LONGEST = 36_525 * DAY;
/** 1970-01-05 was a Monday: weeks are counted from there. */
const FIRST_MONDAY = 4 * DAY;
const WEEK = 7 * DAY;
const WORKING_WEEK = 5 * DAY;

/** A length of time as people write it: `7d`, `36h`, `15m`, `10s`, or `5bd` for business days. */
export interface Duration {
  readonly amount: number;
  readonly unit: keyof typeof UNITS;
}

const MEND = "write a whole number above zero and a unit: 90d, 36h, 15m, 10s, or 5bd for business days";

/**
 * Reads `90d`, `36h`, `15m`, `10s` or `5bd`.
 *
 * @throws UserError `duration` when the text is not one, is zero, or is longer than a hundred years.
 */
export function parseDuration(text: string): Duration {
  const match = /^(\d{1,12})(bd|d|h|m|s)$/.exec(text.trim());
  const unit = match?.[2];
  if (match === null || !isUnit(unit)) {
    throw new UserError("duration", `${JSON.stringify(text)} is not a duration`, MEND);
  }
  const duration = { amount: Number(match[1]), unit };
  if (duration.amount === 0) throw new UserError("duration", `${text} is a duration of zero`, MEND);
  if (duration.amount * (unit === "bd" ? DAY : MILLISECONDS[unit]) > LONGEST) {
    throw new UserError("duration", `${text} is longer than a hundred years`, "write a shorter duration");
  }
  return duration;
}

/** `7d`: the form that `parseDuration` reads. */
export function printDuration(duration: Duration): string {
  return `${duration.amount}${duration.unit}`;
}

/** "7 days", "1 hour", "5 business days". */
export function describeDuration(duration: Duration): string {
  return `${duration.amount} ${UNITS[duration.unit]}${duration.amount === 1 ? "" : "s"}`;
}

/**
 * The instant at which the duration is over. Business days run from Monday to Friday in UTC: the clock stands
 * still from Saturday 00:00 to Monday 00:00, so one business day from Friday 09:00 ends on Monday 09:00.
 */
export function addDuration(instant: Instant, duration: Duration): Instant {
  if (duration.unit !== "bd") return instantOf(instant + duration.amount * MILLISECONDS[duration.unit]);
  const week = Math.floor((instant - FIRST_MONDAY) / WEEK);
  const inWeek = Math.min(instant - FIRST_MONDAY - week * WEEK, WORKING_WEEK);
  const worked = inWeek + duration.amount * DAY;
  // The earliest instant with that much working time: a week that is used up ends on its Saturday 00:00.
  const weeks = Math.ceil(worked / WORKING_WEEK) - 1;
  return instantOf(FIRST_MONDAY + (week + weeks) * WEEK + (worked - weeks * WORKING_WEEK));
}

/** The last instant from which the duration is over by `instant`: what `addDuration` takes there or earlier. */
export function subtractDuration(instant: Instant, duration: Duration): Instant {
  if (duration.unit !== "bd") return instantOf(instant - duration.amount * MILLISECONDS[duration.unit]);
  // Weekends make a business day anything from one day to three, so the answer lies between these two.
  let earliest = instantOf(instant - (duration.amount + 2 * Math.ceil(duration.amount / 5) + 2) * DAY);
  let latest = instantOf(instant - duration.amount * DAY);
  while (latest - earliest > SECOND) {
    const middle = instantOf(Math.floor((earliest + latest) / 2 / SECOND) * SECOND);
    if (addDuration(middle, duration) <= instant) earliest = middle;
    else latest = middle;
  }
  return addDuration(latest, duration) <= instant ? latest : earliest;
}

/** A duration in a config or a file; zero and malformed ones are refused with the mend. */
export const durationSchema = z
  .string()
  .meta({ pattern: "^[0-9]+(bd|d|h|m|s)$", examples: ["7d", "36h", "5bd"] })
  .transform((text, context): Duration => {
    try {
      return parseDuration(text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      context.addIssue({ code: "custom", message: `${error.message}: ${error.mend}`, input: text });
      return z.NEVER;
    }
  });

function isUnit(text: string | undefined): text is keyof typeof UNITS {
  return text !== undefined && Object.hasOwn(UNITS, text);
}
