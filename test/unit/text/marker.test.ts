import { describe, expect, it } from "vitest";
import { parseMarker, printMarker } from "../../../src/text/marker.ts";

describe("markers", () => {
  it.each([
    [{ name: "status" }, "<!-- partnerbot:status -->"],
    [{ name: "result", key: "12-admit" }, "<!-- partnerbot:result key=12-admit -->"],
    [{ name: "notice", key: "2026/at_risk.1" }, "<!-- partnerbot:notice key=2026/at_risk.1 -->"],
  ])("are printed and read back: %j", (marker, line) => {
    expect(printMarker(marker)).toBe(line);
    expect(parseMarker(`${line}\n\nHello`)).toEqual(marker);
    expect(parseMarker(`\uFEFF${line}\r\nHello`)).toEqual(marker);
  });

  it.each([
    "",
    "Hello",
    "Hello <!-- partnerbot:status -->",
    "\n<!-- partnerbot:status -->",
    " <!-- partnerbot:status -->",
    "<!-- partnerbot:status --> Hello",
    "<!-- partnerbot:Status -->",
    "<!-- partnerbot:status key= -->",
    "<!-- partnerbot:status:start -->",
    "> <!-- partnerbot:status -->",
  ])("are not found in %j", (body) => {
    expect(parseMarker(body)).toBeNull();
  });

  it.each([
    { name: "Status" },
    { name: "a b" },
    { name: "a", key: "" },
    { name: "a", key: "x y" },
    { name: "a", key: "x-->" },
    { name: "a", key: "x--y" },
  ])("refuse %j", (marker) => {
    expect(() => printMarker(marker)).toThrow(RangeError);
  });
});
