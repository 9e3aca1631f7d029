import { formatDay, type Instant, instantOf, parseInstant } from "../instant.ts";

/** The time whose activity is looked at: both ends are included. */
export interface ActivityWindow {
  from: Instant;
  to: Instant;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** 1970-01-05 was a Monday: weeks are counted from there. */
const FIRST_MONDAY = 4 * DAY;

/** Midnight at the beginning of a day in UTC; `undefined` for one that is not in the calendar. */
export function firstInstantOf(day: string): Instant | undefined {
  const at = parseInstant(`${day}T00:00:00Z`);
  return at !== null && formatDay(at) === day ? at : undefined;
}

/** The last millisecond of a day in UTC; `undefined` for one that is not in the calendar. */
export function lastInstantOf(day: string): Instant | undefined {
  const first = firstInstantOf(day);
  return first === undefined ? undefined : instantOf(first + DAY - 1);
}

export function isInWindow({ from, to }: ActivityWindow, at: Instant): boolean {
  return from <= at && at <= to;
}

/** Midnight at the beginning of the Monday of an instant's ISO week, in UTC. */
export function weekStart(at: Instant): Instant {
  return instantOf(weekOf(at) * WEEK + FIRST_MONDAY);
}

/** The ISO week of an instant in UTC, from Monday to Sunday, as a number that is one more for each week. */
export function weekOf(at: Instant): number {
  return Math.floor((at - FIRST_MONDAY) / WEEK);
}
