import { describe, expect, it } from "vitest";
import {
  addDuration,
  describeDuration,
  durationSchema,
  parseDuration,
  printDuration,
} from "../../../../src/program/duration.ts";
import { formatInstant, type Instant, parseInstant } from "../../../../src/program/instant.ts";

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(text);
  return instant;
}

describe("durations", () => {
  it.each(["90d", "7d", "36h", "15m", "10s", "5bd"])("%s is read and printed", (text) => {
    expect(printDuration(parseDuration(text))).toBe(text);
  });

  it.each(["", "7", "d", "7 days", "1.5h", "-1d", "7D", "1w", "0d", "00bd", "999999999d", "7d 3h"])(
    "%j is refused with the mend",
    (text) => {
      expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: "duration" }));
      const result = durationSchema.safeParse(text);
      expect(result.success).toBe(false);
      expect(result.error?.issues[0]?.message).toMatch(/: write /);
    },
  );

  it.each([
    ["1d", "1 day"],
    ["7d", "7 days"],
    ["1bd", "1 business day"],
    ["5bd", "5 business days"],
    ["36h", "36 hours"],
  ])("%s is said as %s", (text, words) => {
    expect(describeDuration(parseDuration(text))).toBe(words);
  });

  it.each([
    ["2026-03-02T09:00:00Z", "7d", "2026-03-09T09:00:00Z"],
    ["2026-03-02T09:00:00Z", "36h", "2026-03-03T21:00:00Z"],
    // 2026-03-02 is a Monday.
    ["2026-03-02T09:00:00Z", "1bd", "2026-03-03T09:00:00Z"],
    ["2026-03-02T09:00:00Z", "5bd", "2026-03-09T09:00:00Z"],
    ["2026-03-06T09:00:00Z", "1bd", "2026-03-09T09:00:00Z"],
    ["2026-03-06T23:59:59Z", "1bd", "2026-03-09T23:59:59Z"],
    // The clock stands still over the weekend.
    ["2026-03-07T00:00:00Z", "1bd", "2026-03-10T00:00:00Z"],
    ["2026-03-07T15:30:00Z", "1bd", "2026-03-10T00:00:00Z"],
    ["2026-03-08T23:59:59Z", "3bd", "2026-03-12T00:00:00Z"],
    ["2026-03-09T00:00:00Z", "5bd", "2026-03-14T00:00:00Z"],
    ["2026-03-09T00:00:01Z", "5bd", "2026-03-16T00:00:01Z"],
    ["2026-03-02T09:00:00Z", "12bd", "2026-03-18T09:00:00Z"],
    ["1969-12-30T12:00:00Z", "4bd", "1970-01-05T12:00:00Z"],
  ])("%s and %s is %s", (start, duration, end) => {
    expect(formatInstant(addDuration(at(start), parseDuration(duration)))).toBe(end);
  });
});
