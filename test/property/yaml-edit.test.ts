import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { appendToSequence, removeFromSequence, replaceInSequence } from "../../src/text/yaml-edit.ts";

/** One entry as it stands in the file: the lines above it, itself without the dash, and what follows in its last line. */
interface Entry {
  above: readonly string[];
  lines: readonly string[];
  comment: string;
}
interface Style {
  column: number;
  dash: string;
  lineEnd: string;
  byteOrderMark: string;
  finalLineEnd: boolean;
  before: readonly string[];
  after: readonly string[];
}

const above = fc.array(fc.constantFrom("", "", "# a note", " # odd", "  "), { maxLength: 2 });
const oneLine = fc
  .tuple(
    fc.constantFrom(
      "x",
      "'it''s'",
      '"a\\nb"',
      "2026-01-01",
      "0123",
      "{ a: 1,b: [x , y] }",
      "[ a,\n    b ]",
      "~",
      "",
      "a: 1",
      "- 1",
      "&n v",
      "!!str 5",
      "plain  spaced",
      '"#no"',
      "http://a.b:1/c#d",
    ),
    fc.constantFrom("", "", " # why", "\t# tab"),
  )
  .map(([text, comment]) => ({ lines: text.split("\n"), comment }));
const manyLines = fc
  .constantFrom(
    ["name:   'Acme'  # c", '  since: "2026-01-01"', "", "  badges:", "  - a", "  - b"],
    ["name: A", "  note: |", "    one", "", "      two"],
    ["name: A", "  note: >-", "    one", "    two", ""],
    ["|+", "    kept", "", ""],
    ["|2-", "     one", "    two"],
    [">", "    folded", "    more"],
    ["plain", "  over", "  lines"],
    ["'quoted", "", "  over lines'"],
    ["a: 1", "  # inside", "  b:", "    - 1", "    -   - 2", "        - 3"],
    ["? complex", "  : value"],
    ["", "  name: A", "  b: 2"],
    ["# after the dash", "  name: A"],
  )
  .map((lines) => ({ lines, comment: "" }));
const entry: fc.Arbitrary<Entry> = fc
  .tuple(above, fc.oneof(oneLine, manyLines))
  .map(([lines, item]) => ({ above: lines, ...item }));
const style: fc.Arbitrary<Style> = fc.record({
  column: fc.constantFrom(0, 1, 2, 4),
  dash: fc.constantFrom("- ", "-   "),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  byteOrderMark: fc.constantFrom("", "\uFEFF"),
  finalLineEnd: fc.boolean(),
  before: fc
    .subarray(["# top", "%MARK", "first: {a: 1}", "other:", "  - 0", "", "text: |", "  one", ""])
    .map((lines) =>
      lines.flatMap((line) =>
        line === "%MARK"
          ? []
          : line === "  - 0"
            ? ["list:", line]
            : line === "  one"
              ? ["word: >", line]
              : [line],
      ),
    ),
  after: fc.subarray(["", "# below", "last: 'x'", " # odd", "end: 0123"]),
});
const value = fc.oneof(
  fc.constantFrom<unknown>(
    "plain",
    "2026-01-01",
    "one\ntwo\n",
    "a: b # c",
    "",
    null,
    7,
    true,
    [],
    {},
    "trail \n\n",
    " lead",
  ),
  fc.record({
    name: fc.string(),
    since: fc.constant("2026-03-09"),
    badges: fc.array(fc.string({ unit: "grapheme" }), { maxLength: 3 }),
  }),
  fc.string({ unit: "grapheme" }),
  fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 3 }),
);

/** The file, and where in it each entry begins (its dash) and ends (before its comment). */
function write(
  entries: readonly Entry[],
  { column, dash, lineEnd, byteOrderMark, finalLineEnd, before, after }: Style,
) {
  let text = `${byteOrderMark}${before.map((line) => `${line}\n`).join("")}list1:  # here\n`;
  const places: { from: number; to: number }[] = [];
  const margin = " ".repeat(column);
  for (const item of entries) {
    text += item.above.map((line) => `${line}\n`).join("");
    const [first = "", ...rest] = item.lines;
    text += margin;
    const from = text.length;
    const pad = dash.length > 2 ? "  " : "";
    const lines = [`${dash}${first}`, ...rest.map((line) => (line === "" ? "" : margin + pad + line))];
    text += lines.join("\n");
    const to = from + lines.join("\n").trimEnd().length;
    places.push({ from, to });
    text += `${item.comment}\n`;
  }
  text += after.map((line) => `${line}\n`).join("");
  if (!finalLineEnd) text = text.slice(0, -1);
  const lineEnds = (end: number) => text.slice(0, end).split("\n").length - 1;
  const shift = (offset: number) => (lineEnd === "\n" ? offset : offset + lineEnds(offset));
  return {
    source: text.replaceAll("\n", lineEnd),
    places: places.map(({ from, to }) => ({ from: shift(from), to: shift(to) })),
  };
}

function isValid(source: string): boolean {
  try {
    parse(source.replace(/^\uFEFF/, ""));
    return true;
  } catch {
    return false;
  }
}
function dataOf(source: string): { list1: unknown[] } {
  return parse(source.replace(/^\uFEFF/, ""));
}

const file = fc
  .tuple(fc.array(entry, { minLength: 1, maxLength: 4 }), style)
  .map(([entries, how]) => write(entries, how))
  .filter(({ source }) => isValid(source));
const runs = { numRuns: 600 };

describe("edits of odd but valid YAML", () => {
  it("only insert when they append", () => {
    fc.assert(
      fc.property(file, value, ({ source, places }, added) => {
        const result = appendToSequence(source, ["list1"], added);
        const before = dataOf(source);
        expect(dataOf(result)).toEqual({ ...before, list1: [...before.list1, added] });
        const inserted = result.length - source.length;
        const at = [...source].length === 0 ? 0 : commonStart(source, result);
        expect(result.slice(0, at) + result.slice(at + inserted)).toBe(source);
        expect(at).toBeGreaterThanOrEqual(places.at(-1)?.to ?? 0);
      }),
      runs,
    );
  });

  it("keep everything around an entry that they replace", () => {
    fc.assert(
      fc.property(file, value, fc.nat(), ({ source, places }, put, pick) => {
        const index = pick % places.length;
        const { from, to } = places[index] ?? { from: 0, to: 0 };
        const result = replaceInSequence(source, ["list1"], index, put);
        const before = dataOf(source);
        expect(dataOf(result)).toEqual({ ...before, list1: before.list1.with(index, put) });
        expect(result.startsWith(source.slice(0, from))).toBe(true);
        expect(result.endsWith(source.slice(to).trimStart())).toBe(true);
      }),
      runs,
    );
  });

  it("keep everything but blank lines around an entry that they remove", () => {
    fc.assert(
      fc.property(file, fc.nat(), ({ source, places }, pick) => {
        const index = pick % places.length;
        const { from, to } = places[index] ?? { from: 0, to: 0 };
        const result = removeFromSequence(source, ["list1"], index);
        const before = dataOf(source);
        expect(dataOf(result)).toEqual({ ...before, list1: before.list1.toSpliced(index, 1) });
        const words = (text: string) => text.replace(/\s+/g, " ");
        const rest = source.slice(to).replace(/^[ \t]*#.*/, "");
        const around = source.slice(0, from) + rest;
        const expected = places.length > 1 ? around : around.replace("list1:", "list1: []");
        expect(words(result).trim()).toBe(words(expected).trim());
      }),
      runs,
    );
  });
});

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
