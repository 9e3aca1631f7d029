import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readManagedSection, replaceManagedSection } from "../../src/text/managed-section.ts";

const START = "<!-- partnerbot:list:start -->";
const END = "<!-- partnerbot:list:end -->";
const line = fc.constantFrom(
  "",
  "text",
  "- a",
  `\`${START}\``,
  "```\n<!-- partnerbot:list:end -->\n```",
  "<!-- partnerbot:other:start -->",
  "  ",
  "| a |",
);
const lines = fc.array(line, { maxLength: 5 }).map((all) => all.join("\n"));

describe("replaceManagedSection", () => {
  it("keeps what is around, is read back, and changes nothing the second time", () => {
    fc.assert(
      fc.property(
        lines,
        lines,
        lines,
        lines,
        fc.constantFrom("\n", "\r\n"),
        (before, old, after, content, lineEnd) => {
          const head = `${before}\n\n${START}\n`.replaceAll("\n", lineEnd);
          const tail = `${END}\n\n${after}`.replaceAll("\n", lineEnd);
          const result = replaceManagedSection(
            `${head}${`${old}\n`.replaceAll("\n", lineEnd)}${tail}`,
            "list",
            content,
          );
          expect(result.startsWith(head)).toBe(true);
          expect(result.endsWith(tail)).toBe(true);
          expect(result.replaceAll("\r\n", "").includes("\n") && lineEnd === "\r\n").toBe(false);
          expect(readManagedSection(result, "list")).toBe(
            content.replace(/^(?:[ \t]*\n)+|(?:\n[ \t]*)+$/g, "").replace(/^[ \t]+$/, ""),
          );
          expect(replaceManagedSection(result, "list", content)).toBe(result);
        },
      ),
      { numRuns: 300 },
    );
  });
});
