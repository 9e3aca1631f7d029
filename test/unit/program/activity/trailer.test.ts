import { describe, expect, it } from "vitest";
import { namedPartner } from "../../../../src/program/activity/trailer.ts";

describe("the partner that a text names", () => {
  it.each([
    [
      "a commit's trailer",
      "Fix the engine\n\nIt was broken.\n\nSigned-off-by: Ada <ada@acme.example>\nPartner: acme\n",
    ],
    ["a line of a pull request", "This adds sensors.\r\n\r\nPartner: acme\r\n\r\n- [x] tests\r\n"],
    ["any case", "PARTNER: Acme"],
    ["no space", "partner:acme"],
    ["more spaces", "  Partner :\tacme  "],
    ["twice the same", "Partner: acme\nPartner: Acme"],
    ["beside a name that is no id", "Partner: acme\nPartner: Jane Doe"],
  ])("stands in %s", (_, text) => {
    expect(namedPartner(text)).toBe("acme");
  });

  it.each([
    ["no such line", "Fix the engine"],
    ["a word before it", "Our Partner: acme"],
    ["words behind it", "Partner: acme and others"],
    ["a name that is no id", "Partner: Acme, Inc."],
    ["an id that is too long", `Partner: ${"a".repeat(65)}`],
    ["nothing behind it", "Partner:"],
    ["another key", "Partners: acme"],
    ["two different ones", "Partner: acme\nPartner: globex"],
    ["a fence", "```\nPartner: acme\n```"],
    ["a fence that is open", "~~~\nPartner: acme"],
    ["indented code", "Text\n\n    Partner: acme"],
    ["a quotation", "> Partner: acme"],
    ["a comment of the template", "<!--\nPartner: acme\n-->"],
    ["code", "`Partner: acme`"],
    ["a list", "- Partner: acme"],
  ])("is none with %s", (_, text) => {
    expect(namedPartner(text)).toBeNull();
  });

  it("counts one that is said beside one that is quoted", () => {
    expect(namedPartner("> Partner: globex\n\nPartner: acme")).toBe("acme");
  });
});
