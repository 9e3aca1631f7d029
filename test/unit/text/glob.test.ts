import { describe, expect, it } from "vitest";
import { matchesGlob } from "../../../src/text/glob.ts";

describe("a glob", () => {
  it.each([
    ["", "", true],
    ["*", "", true],
    ["?", "", false],
    ["*-bot", "ci-bot", true],
    ["*-bot", "-bot", true],
    ["*-bot", "bot", false],
    ["*-bot", "ci-bot-2", false],
    ["a*b*c", "aXbYbZc", true],
    ["a*b*c", "acb", false],
    ["a**b", "ab", true],
    ["renovate[bot]", "renovate[bot]", true],
    ["renovate[bot]", "renovateb", false],
    [".", "x", false],
    ["CI-*", "ci-User", true],
  ])("%s matches %s: %s", (pattern, text, wanted) => {
    expect(matchesGlob(pattern, text)).toBe(wanted);
  });

  it("takes no longer than both lengths together say, whatever the pattern is", () => {
    // A search that goes back to each star would not end.
    expect(matchesGlob("*a".repeat(50), `${"a".repeat(5000)}b`)).toBe(false);
  });
});
