import { describe, expect, it } from "vitest";
import {
  escapeHtml,
  escapeLog,
  escapeMarkdown,
  escapeSvg,
  markdownCode,
  markdownLink,
  quoteMarkdown,
  safeUrl,
  truncateText,
} from "../../../src/text/escape.ts";

const Z = "\u200B";

describe("escapeMarkdown", () => {
  it.each([
    ["plain text, Größe (1)", "plain text, Größe (1)"],
    ["@octocat and @org/team, a@b.c", `@${Z}octocat and @${Z}org/team, a@${Z}b.c`],
    ["see #12, GH-3, o/r#4", `see \\#${Z}12, GH-${Z}3, o/r\\#${Z}4`],
    ["in 0123456789abcdef and cafe", `in 012345${Z}6789ab${Z}cdef and cafe`],
    ["https://evil.example www.evil.example", `https:${Z}//evil.example www${Z}.evil.example`],
    ["a :tada: at 12:30:45", `a :${Z}tada: at 12:30:45`],
    ["<!-- x --> <b>&amp;", "&lt;!-- x --&gt; &lt;b&gt;&amp;amp;"],
    ["`a` *b* _c_ ~d~ | \\", "\\`a\\` \\*b\\* \\_c\\_ \\~d\\~ \\| \\\\"],
    ["![i](u) [l](u) [^1]", "!\\[i\\](u) \\[l\\](u) \\[\\^1\\]"],
    ["{{ site }} {% x %} $a$", "\\{\\{ site \\}\\} \\{% x %\\} \\$a\\$"],
    ["# a", "\\# a"],
    ["- a", "\\- a"],
    ["+1", "\\+1"],
    ["===", "\\==="],
    ["12. a", "12\\. a"],
    ["1) a", "1\\) a"],
    ["  a \r\n b\u2028c\td  ", "a b c d"],
    ["a\u202Eb\u2066c\u0000d\u001B[1me\uD800", "abcd\\[1me\uFFFD"],
    ["", ""],
  ])("writes %j inert", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe("quoteMarkdown", () => {
  it("quotes each line, and escapes it", () => {
    expect(quoteMarkdown("\n\n# Hi @x\r\n- a\n\n\n\n<!-- partnerbot:status -->\n```\n")).toBe(
      `> \\# Hi @${Z}x\\\n> \\- a\n>\n> &lt;!-- partnerbot:status --&gt;\\\n> \\\`\\\`\\\``,
    );
    expect(quoteMarkdown("")).toBe(">");
  });
});

describe("markdownLink", () => {
  it.each([
    ["A [b] @c", "https://a.example/x", `[A \\[b\\] @${Z}c](https://a.example/x)`],
    [
      "a",
      "http://localhost:4100/o/r?a=1&b=(2)|3#`",
      "[a](http://localhost:4100/o/r?a=1&amp;b=%282%29%7C3#%60)",
    ],
    ["", "https://a.example", `[https:${Z}//a.example/](https://a.example/)`],
    [
      "x](https://evil.example)",
      "https://a.example/a b",
      "[x\\](https:​//evil.example)](https://a.example/a%20b)",
    ],
    ["a", "javascript:alert(1)", "a"],
    ["a", "https://github.com@evil.example", "a"],
    ["a", "//a.example", "a"],
    ["*a*", "not a url", "\\*a\\*"],
  ])("links %j to %j", (text, url, link) => {
    expect(markdownLink(text, url)).toBe(link);
  });
});

describe("markdownCode", () => {
  it.each([
    ["/vote yes", "`/vote yes`"],
    ["a `b` ``c``", "``` a `b` ``c`` ```"],
    ["a\nb", "`a b`"],
    ["", "`  `"],
    ["a | `b` <i>", "<code>a \\| \\`b\\` &lt;i&gt;</code>"],
  ])("writes %j as code", (text, code) => {
    expect(markdownCode(text)).toBe(code);
  });
});

describe("escapeHtml and escapeSvg", () => {
  it("leave no markup, no attribute end, and nothing that XML forbids", () => {
    for (const escape_ of [escapeHtml, escapeSvg]) {
      expect(escape_(`<a b="c" d='e'>&\u0000\u001B\uFFFF\uD800\u202E\n`)).toBe(
        "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\uFFFD\n",
      );
    }
  });
});

describe("escapeLog", () => {
  it("keeps one line and shows what it changed", () => {
    expect(escapeLog("a\r\nb\u001B[31m\u202Ec\\n\u0085\u2028ü👍")).toBe(
      "a\\r\\nb\\x1b[31m\\u{202e}c\\\\n\\x85\\u{2028}ü👍",
    );
  });
});

describe("safeUrl", () => {
  it.each([
    ["www.nordlicht-suche.example", "https://www.nordlicht-suche.example/"],
    [" http://a.example/x?y=1#z ", "http://a.example/x?y=1#z"],
    ["//a.example", "https://a.example/"],
    ["HTTPS://A.Example:8443", "https://a.example:8443/"],
    ["a.example:8080/x", "https://a.example:8080/x"],
    ["a.example/x:y", "https://a.example/x:y"],
    ["münchen.example", "https://xn--mnchen-3ya.example/"],
    ["a.example.", "https://a.example/"],
  ])("completes %j", (text, url) => {
    expect(safeUrl(text)).toBe(url);
  });

  it.each([
    "",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "javascript://a.example/%0aalert(1)",
    "data:text/html,x",
    "ftp://a.example",
    "mailto:a@b.example",
    "info@a.example",
    "https://user:password@a.example",
    "https://github.com@evil.example",
    "https://localhost",
    "https://127.0.0.1/",
    "2130706433",
    "https://[::1]/",
    "n/a",
    "None",
    "Quellwerk",
    "see a.example",
    "-",
    "1.5",
    "https://a..example",
    "https://-a.example",
    "https:\\\\a.example",
    "https://a\u202E.example",
    `https://a.example/${"a".repeat(3000)}`,
  ])("refuses %j", (text) => {
    expect(safeUrl(text)).toBeNull();
  });
});

describe("truncateText", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["👍👍👍", 3, "👍👍👍"],
    ["👍👍👍👍", 3, "👍👍…"],
    ["a  bcd", 3, "a…"],
    ["abc", 0, ""],
  ])("cuts %j to %i", (text, limit, cut) => {
    expect(truncateText(text, limit)).toBe(cut);
  });
});
