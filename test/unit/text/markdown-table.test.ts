import { describe, expect, it } from "vitest";
import { displayWidth } from "../../../src/text/display-width.ts";
import { renderMarkdownTable } from "../../../src/text/markdown-table.ts";

describe("renderMarkdownTable", () => {
  it("lays the columns out as Prettier does", () => {
    const rows = [["Acme", "1", ""], ["株式会社例", "👍🏽", "a \\| b"], ["Größe"]];
    expect(renderMarkdownTable(["Partner", "B", "Notes"], rows)).toBe(
      [
        "| Partner    | B   | Notes  |",
        "| ---------- | --- | ------ |",
        "| Acme       | 1   |        |",
        "| 株式会社例 | 👍🏽  | a \\| b |",
        "| Größe      |     |        |",
      ].join("\n"),
    );
  });

  it("refuses rows that are too long and cells with line breaks", () => {
    expect(() => renderMarkdownTable(["a"], [["a", "b"]])).toThrow(RangeError);
    expect(() => renderMarkdownTable(["a"], [["a\nb"]])).toThrow(RangeError);
  });
});

// The widths that Prettier 3.9 gives these texts.
describe("displayWidth", () => {
  it.each([
    ["abc", 3],
    ["é", 1],
    ["e\u0301", 1],
    ["株式", 4],
    ["한국", 4],
    ["ｱ", 1],
    ["Ａ", 2],
    ["👍", 2],
    ["👍🏽", 2],
    ["👩‍💻", 2],
    ["🇩🇪", 2],
    ["❤️", 2],
    ["❤", 1],
    ["✅", 2],
    ["©", 1],
    ["1️⃣", 2],
    ["…", 1],
    ["", 0],
  ])("gives %j %i columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
