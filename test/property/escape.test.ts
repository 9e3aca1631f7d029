import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { escapeMarkdown, markdownCode, markdownLink, quoteMarkdown } from "../../src/text/escape.ts";

const parse = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const hostile = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(..."`*_~|[]()<>#!&\\-+=:.1){}$^@ \n\t/'\"".split("")),
        fc.constantFrom(
          "<!--",
          "-->",
          "http://a.b",
          "www.a.b",
          "a@b.c",
          "@x",
          "#1",
          "GH-1",
          "&lt;",
          "&#64;",
          "```",
          "\r\n",
          "abcdef1",
          "<b>",
          "1. ",
          "---",
          "| a |",
          "|-|",
          "[x]: y",
          "> ",
        ),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join("")),
);

/** What of a text must be seen: white space as one space, no zero-width spaces, no control characters. */
function visible(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/[\s\u0085]+/g, " ")
    .replace(/[\p{Cc}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069\u200B]/gu, "")
    .replace(/ +/g, " ")
    .trim();
}

function shape(node: Nodes): string {
  return "children" in node ? `${node.type}(${node.children.map(shape).join(",")})` : node.type;
}
function textOf(node: Nodes): string {
  if ("children" in node) return node.children.map(textOf).join("");
  return "value" in node ? node.value : "";
}

/** References that GitHub makes after Markdown is rendered, so in the text that is shown. */
const REFERENCE = /@[\w-]|#\d|(?<![a-z0-9])GH-\d|:\/\/|www\.|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i;

describe("escapeMarkdown", () => {
  const contexts: [string, (inner: string) => string, string][] = [
    ["alone", (inner) => inner, "root(paragraph(text))"],
    ["in a sentence", (inner) => `By ${inner} today`, "root(paragraph(text))"],
    ["in a list", (inner) => `- ${inner}`, "root(list(listItem(paragraph(text))))"],
    ["below a line", (inner) => `a\n${inner}`, "root(paragraph(text))"],
    ["in a heading", (inner) => `## a ${inner}`, "root(heading(text))"],
    ["in bold", (inner) => `**a ${inner} b**`, "root(paragraph(strong(text)))"],
    [
      "in a cell",
      (inner) => `| ! |\n| - |\n| ${inner} |\n`,
      "root(table(tableRow(tableCell(text)),tableRow(tableCell(text))))",
    ],
  ];

  it.each(contexts)("shows any text as it is and inert: %s", (_, put, expected) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = escapeMarkdown(text);
        fc.pre(escaped !== "");
        const tree = parse(put(escaped));
        expect(shape(tree)).toBe(expected);
        const before = visible(textOf(parse(put("X"))));
        const shown = textOf(tree);
        expect(visible(shown)).toBe(visible(before.replace("X", () => visible(text))));
        expect(shown).not.toMatch(REFERENCE);
        expect(escaped).not.toContain("<!--");
      }),
      { numRuns: 500 },
    );
  });
});

describe("quoteMarkdown", () => {
  it("is one quote of plain text", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tree = parse(`before\n\n${quoteMarkdown(text)}\n\nafter`);
        expect(tree.children.map((node) => node.type)).toEqual(["paragraph", "blockquote", "paragraph"]);
        const quote = tree.children[1] ?? tree;
        expect(shape(quote)).toMatch(/^blockquote\((?:paragraph\((?:text|break|,)*\)|,)*\)$/);
        expect(visible(textOf(quote)).replaceAll(" ", "")).toBe(visible(text).replaceAll(" ", ""));
      }),
      { numRuns: 500 },
    );
  });
});

describe("markdownCode", () => {
  it("is one code span of the text, and stays in its cell", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const code = markdownCode(text);
        const shapes = shape(parse(`a ${code} b`));
        if (text.includes("|")) expect(shapes).toBe("root(paragraph(text,html,text,html,text))");
        else expect(shapes).toBe("root(paragraph(text,inlineCode,text))");
        const row = `| a | b |\n| - | - |\n| ${code} | c |\n`;
        expect(shape(parse(row))).toMatch(/tableRow\(tableCell\([^()]*\),tableCell\(text\)\)\)\)$/);
        const inner = textOf(parse(code)).replace(/<\/?code>/g, "");
        if (visible(text) !== "") expect(visible(inner)).toBe(visible(text));
      }),
      { numRuns: 500 },
    );
  });
});

/** The bytes of an address, however they were spelled; they need not be valid UTF-8. */
function decoded(address: string): string {
  return address.replace(/%([0-9A-F]{2})/gi, (_, byte: string) =>
    String.fromCharCode(Number.parseInt(byte, 16)),
  );
}

describe("markdownLink", () => {
  it("is one link to where the address says, or plain text", () => {
    const path = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      hostile.map((text) => `https://a.example/${text}`),
      hostile,
    );
    fc.assert(
      fc.property(hostile, path, (text, url) => {
        const tree = parse(`a ${markdownLink(text, url)} b`);
        if (shape(tree) === "root(paragraph(text))") return;
        expect(shape(tree)).toBe("root(paragraph(text,link(text),text))");
        const [paragraph] = tree.children;
        const link = paragraph?.type === "paragraph" ? paragraph.children[1] : undefined;
        const target = new URL(link?.type === "link" ? link.url : "");
        expect(decoded(target.href)).toBe(decoded(new URL(url).href));
      }),
      { numRuns: 500 },
    );
  });
});
