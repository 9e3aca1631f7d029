import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommands, parseSynonym } from "../../src/text/command.ts";

const command = fc.constantFrom(
  "/vote yes",
  "/vote no because",
  "/withdraw",
  "/category +a -b",
  "/vot yes",
  "/veto x",
);
const prose = fc.constantFrom(
  "",
  "Thank you.",
  "a *b* c",
  "see /etc/passwd",
  "1 < 2",
  "\\`",
  "# Title",
  "- item",
);
const silent: readonly ((line: string) => string)[] = [
  (line) => `> ${line}`,
  (line) => `> said\n${line}`,
  (line) => `\`\`\`\n${line}\n\`\`\``,
  (line) => `~~~~ sh\n${line}\n~~~\n~~~~`,
  (line) => `    ${line}`,
  (line) => `<!--\n\n${line}\n-->`,
  (line) => `text <!-- a\n${line}\n--> text`,
  (line) => `<details>\n\n${line}\n\n</details>`,
  (line) => `text \`\n${line}\n\` text`,
  (line) => `- ${line}`,
  (line) => `text ${line}`,
];
const block = fc.oneof(
  command.map((text) => ({ text, commands: [text] })),
  fc.tuple(command, command).map((lines) => ({ text: lines.join("\n"), commands: lines })),
  prose.map((text) => ({ text, commands: [] })),
  fc.tuple(command, fc.constantFrom(...silent)).map(([line, hide]) => ({ text: hide(line), commands: [] })),
);

describe("parseCommands", () => {
  it("finds the lines that stand on their own, in order, and no others", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.constantFrom("\n", "\r\n"), (blocks, lineEnd) => {
        const text = blocks.map((part) => part.text).join("\n\n");
        const found = parseCommands(text.replaceAll("\n", lineEnd));
        expect(found.map((one) => one.text)).toEqual(blocks.flatMap((part) => part.commands));
        const lines = text.split("\n");
        expect(found.map((one) => lines[one.line - 1])).toEqual(found.map((one) => one.text));
      }),
      { numRuns: 500 },
    );
  });

  it("and parseSynonym never fail", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 10 }),
      fc.constantFrom("/vote ", "+1", "`", "<!--", "-->", "<s>", "</s>", "\n", "> ", "\\"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
        const text = pieces.join("");
        for (const one of parseCommands(text)) expect(one.text.trim()).toMatch(/\//);
        parseSynonym(text, {
          yes: ["+1", "(a|b", "\\"],
          no: ["-1", "[x]"],
          abstain: ["i abstain"],
          present: [""],
        });
      }),
      { numRuns: 500 },
    );
  });
});
