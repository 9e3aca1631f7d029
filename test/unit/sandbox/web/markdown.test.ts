import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../../src/sandbox/web/markdown.ts";
import { expectHarmless } from "./page-check.ts";

const render = (text: string) => renderMarkdown(text).text;

describe("Markdown on the pages", () => {
  it("shows checklists, tables, alerts and what is folded away, as the bot writes them", () => {
    const text = render(`<!-- partnerbot:status -->
### Acme: the committee votes

| | |
| --- | --- |
| Closes | **2026-03-12 15:45 UTC** |

- [x] @amara-osei (chair, 3 points): **yes**, [2026-03-11](https://example.com/a)
- [ ] @bjorn-lund (2 points)

> [!NOTE]
> The proposal was edited.

<details>
<summary>The rule, in full</summary>

- It passes with more than 1/2.

</details>
`);
    expectHarmless(text);
    expect(text).not.toContain("partnerbot:status");
    expect(text).toContain('<td class="">Closes</td><td class=""><strong>2026-03-12 15:45 UTC</strong></td>');
    expect(text).not.toContain("<thead>");
    expect(text).toContain(
      '<input type="checkbox" disabled checked> <span class="mention">@amara-osei</span>',
    );
    expect(text).toContain('<input type="checkbox" disabled> <span class="mention">@bjorn-lund</span>');
    expect(text).toContain('<div class="alert note"><strong>Note</strong>');
    expect(text).toMatch(/<details>\s*<summary>The rule, in full<\/summary>.*<li>.*<\/details>/s);
  });

  it.each([
    ["a script", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    ["a handler", '<details ontoggle="alert(1)" open>x</details>', "<details open>x</details>"],
    ["a picture with a handler", '<img src=x onerror="alert(1)">', '<span class="picture">picture</span>'],
    ["a picture elsewhere", "![a](https://example.com/p.png)", 'href="https://example.com/p.png"'],
    ["an address that is a program", "[x](javascript:alert(1))", "<p>x</p>"],
    ["the same in capitals and with a tab", "[x](<JaVa\tScript:alert(1)>)", "<p>x</p>"],
    ["an address of another host without a scheme", "[x](//example.com)", "<p>x</p>"],
    ["a style", '<p style="position:fixed">x</p>', "<p>x</p>"],
    ["a frame", "<iframe src=https://example.com></iframe>", "&lt;iframe"],
    ["a form", '<form action="/clock"><button>x</button></form>', "&lt;form"],
    ["an end of the page", "</div></article></main>", "&lt;/div&gt;&lt;/article&gt;&lt;/main&gt;"],
    ["something left open", "<details><summary>x", "<details><summary>x</summary></details>"],
    ["something left open in a list", "- <b>x\n- y", "<li><b>x</b></li>"],
    ["a quote in an address", '[x](https://example.com/"onclick="a)', "%22onclick=%22a"],
  ])("makes harmless: %s", (_, source, shown) => {
    const text = render(source);
    expectHarmless(text);
    expect(text).toContain(shown);
  });

  it("is harmless whatever people write", () => {
    const piece = fc.constantFrom(
      "<details>",
      "</details>",
      "<summary>",
      "</summary>",
      "<b>",
      "</b>",
      "<code>",
      "</p>",
      "<p ",
      "<img src='",
      "<!--",
      "-->",
      "<script>",
      "\n\n",
      "\n- ",
      "\n> ",
      "\n| a | b |\n| --- | --- |\n| ",
      "`",
      "**",
      "[x](",
      ")",
      "\"'><",
      "&lt;",
      "javascript:",
      "https://example.com/",
      "\n```\n",
      "[^1]",
      "@octo",
      "x",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => expectHarmless(render(pieces.join("")))),
      { numRuns: 500 },
    );
  });

  it("shows a text that is too long to be read as it was typed", () => {
    expect(render(`<b>${"x".repeat(100_000)}`)).toMatch(/^<pre>&lt;b&gt;x+<\/pre>$/);
  });
});
