import fc from "fast-check";
import type { Nodes } from "mdast";
import { expect, it } from "vitest";
import { mayHoldCode, parseMarkdownBlocks } from "../../src/text/markdown-blocks.ts";

/** What blocks are made of, so that code comes up often, and its beginnings that are none as well. */
const piece = fc.constantFrom(
  " ",
  "  ",
  "   ",
  "    ",
  "\t",
  "\n",
  "\n\n",
  "> ",
  "- ",
  "1. ",
  "10) ",
  "`",
  "``",
  "```",
  "~~",
  "~~~",
  "a",
  "| a |",
  "<!-- a -->",
  "<div>",
  "# ",
);

function holdsCode(node: Nodes): boolean {
  return node.type === "code" || ("children" in node && node.children.some(holdsCode));
}

it("finds no code in a text that cannot hold any", () => {
  let withCode = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join("");
      const isCode = holdsCode(parseMarkdownBlocks(text));
      withCode += isCode ? 1 : 0;
      expect(isCode && !mayHoldCode(text)).toBe(false);
    }),
    { numRuns: 3000 },
  );
  expect(withCode).toBeGreaterThan(100);
});
