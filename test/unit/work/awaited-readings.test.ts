import { describe, expect, it } from "vitest";
import { AwaitedReadings, readingDelay } from "../../../src/work/awaited-readings.ts";

const MINUTE = 60_000;
const PROGRAM = { owner: "example", name: "partners" };

describe("when a ledger is read because of an event", () => {
  it.each([
    ["soon, the first time", null, 5_000],
    ["ten minutes after the time before", 1_000, 9 * MINUTE + 1_000],
    ["soon, when that is long ago", -60 * MINUTE, 5_000],
    ["never at once", -9 * MINUTE, 5_000],
  ])("%s", (_, last, delay) => {
    expect(readingDelay(last, MINUTE)).toBe(delay);
  });
});

describe("awaited readings", () => {
  it("are of each program apart, each repository once, and are taken once", () => {
    const awaited = new AwaitedReadings();
    expect(awaited.add(PROGRAM, "example/a", 0)).toBe(5_000);
    expect(awaited.add({ owner: "Example", name: "Partners" }, "example/a", 1)).toBe(5_000);
    awaited.add(PROGRAM, "example/b", 2);
    expect(awaited.has({ owner: "example", name: "other" })).toBe(false);
    expect(awaited.take(PROGRAM, 3)).toEqual(["example/a", "example/b"]);
    expect(awaited.has(PROGRAM)).toBe(false);
    expect(awaited.take(PROGRAM, 4)).toEqual([]);
    expect(awaited.add(PROGRAM, "example/a", MINUTE + 4)).toBe(9 * MINUTE);
  });

  it("that failed go with the next ones", () => {
    const awaited = new AwaitedReadings();
    awaited.add(PROGRAM, "example/a", 0);
    const taken = awaited.take(PROGRAM, 0);
    awaited.putBack(PROGRAM, []);
    expect(awaited.has(PROGRAM)).toBe(false);
    awaited.add(PROGRAM, "example/b", 1);
    awaited.putBack(PROGRAM, taken);
    expect(awaited.take(PROGRAM, 2).toSorted()).toEqual(["example/a", "example/b"]);
  });
});
