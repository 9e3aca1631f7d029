import fc from "fast-check";
import { expect, it } from "vitest";
import { addDuration, parseDuration, subtractDuration } from "../../../src/program/duration.ts";
import { instantOf } from "../../../src/program/instant.ts";

const durations = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom("d", "h", "m", "s", "bd"))
  .map(([amount, unit]) => parseDuration(`${amount}${unit}`));
const instants = fc
  .integer({ min: 1_700_000_000, max: 1_900_000_000 })
  .map((seconds) => instantOf(seconds * 1000));

it("goes back as far as it can without being late", () => {
  fc.assert(
    fc.property(instants, durations, (instant, duration) => {
      const before = subtractDuration(instant, duration);
      expect(addDuration(before, duration)).toBeLessThanOrEqual(instant);
      expect(addDuration(instantOf(before + 1000), duration)).toBeGreaterThan(instant - 1);
    }),
  );
});

it("skips the weekend backwards", () => {
  const monday = instantOf(Date.parse("2026-03-09T09:00:00Z"));
  expect(subtractDuration(monday, parseDuration("1bd"))).toBe(Date.parse("2026-03-06T09:00:00Z"));
});
