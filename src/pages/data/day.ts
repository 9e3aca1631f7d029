import { z } from "zod";

const DAY = z.iso.date();

/** Whether there is such a day in the calendar: an entry that was written by hand may say 2026-02-31. */
export function isDay(text: string): boolean {
  return DAY.safeParse(text).success;
}
