import { describe, expect, it } from "vitest";
import { z } from "zod";
import { nearest } from "../../../../src/program/nearest-word.ts";
import { parseYaml } from "../../../../src/program/yaml-problems.ts";

const schema = z.strictObject({
  name: z.string().min(1),
  amount: z.int().min(1).max(9).default(1),
  open: z.boolean().default(true),
  page: z.url().optional(),
  day: z
    .string()
    .regex(/^\d{4}$/, "a year such as 2026")
    .optional(),
  kind: z.enum(["small", "large"]).default("small"),
  tags: z.array(z.string()).max(2).default([]),
  veto: z
    .union([z.literal("none"), z.strictObject({ by: z.literal("roll"), reason: z.string() })])
    .optional(),
  map: z
    .record(z.string().regex(/^[a-z]+$/, "small letters"), z.strictObject({ value: z.number() }))
    .optional(),
  shape: z
    .discriminatedUnion("do", [
      z.strictObject({ do: z.literal("go"), far: z.number() }),
      z.strictObject({ do: z.literal("stay") }),
    ])
    .optional(),
});

function problems(text: string): string[] {
  const parsed = parseYaml(text, schema);
  return parsed.ok ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("problems of a YAML file", () => {
  it("are none in a good file, whose value and places are given", () => {
    const parsed = parseYaml("name: a\ntags:\n  - x\n  - y\n", schema);
    if (!parsed.ok) throw new Error("refused");
    expect(parsed.value).toMatchObject({ name: "a", amount: 1, tags: ["x", "y"] });
    expect(parsed.locate(["tags", 1])).toEqual({ line: 4, column: 5 });
    expect(parsed.locate(["tags"], "key")).toEqual({ line: 2, column: 1 });
    expect(parsed.locate(["nowhere"])).toEqual({ line: 1, column: 1 });
  });

  it("say what was found and what was expected", () => {
    const parsed = parseYaml("name: a\namount: many\n", schema);
    expect(parsed.ok ? [] : parsed.problems).toEqual([
      {
        path: ["amount"],
        line: 2,
        column: 9,
        found: 'the text "many"',
        expected: "a number",
        message: 'found the text "many", expected a number',
      },
    ]);
  });

  it.each([
    ["name: 3", "1:7 found the number 3, expected text"],
    ["name: ''", '1:7 found the text "", expected text that is not empty'],
    ["name:", "1:6 found nothing, expected text"],
    ["amount: 2", '1:1 missing "name": expected text'],
    ["name: a\namount: 1.5", "2:9 found the number 1.5, expected a whole number"],
    ["name: a\namount: 10", "2:9 found the number 10, expected 9 or less"],
    ["name: a\nopen: yes", '2:7 found the text "yes", expected true or false'],
    [
      "name: a\npage: example",
      '2:7 found the text "example", expected an address such as https://example.org',
    ],
    ["name: a\nday: 26", "2:6 found the number 26, expected text"],
    ["name: a\nday: last", '2:6 found the text "last", expected a year such as 2026'],
    ["name: a\nkind: smal", '2:7 found the text "smal", expected "small" or "large"; did you mean "small"?'],
    ["name: a\ntags: x", '2:7 found the text "x", expected a list'],
    ["name: a\ntags: [a, b, c]", "2:7 found a list, expected a list of at most 2"],
    ["name: a\ntags:\n  - a\n  - [b]", "4:5 found a list, expected text"],
    ["name: a\nveto: nobody", '2:7 found the text "nobody", expected "none", or a mapping'],
    ["name: a\nveto: { by: roll }", '2:7 missing "reason": expected text'],
    [
      "name: a\nveto: { by: rol, reason: x }",
      '2:13 found the text "rol", expected "roll"; did you mean "roll"?',
    ],
    [
      "name: a\nveto: { by: roll, raeson: x, reason: y }",
      '2:19 unknown key "raeson": did you mean "reason"?',
    ],
    ["name: a\nmap: { A: { value: 1 } }", '2:8 found the key "A", expected small letters'],
    ["name: a\nmap: { a: { valu: 1, value: 1 } }", '2:13 unknown key "valu": did you mean "value"?'],
    ["name: a\nshape: { do: run }", '2:14 found the text "run", expected "go" or "stay"'],
    ["name: a\nshape: { do: go, fra: 1, far: 1 }", '2:18 unknown key "fra": did you mean "far"?'],
    ["name: a\ncolour: red", '2:1 unknown key "colour": known are name, amount'],
    ["name: a\nname: b", "2:1 this key is written twice: keep one of the two"],
    ["name: [a", "not valid YAML"],
    ["name: a\n---\nname: b", "not valid YAML"],
  ])("%j", (text, problem) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });
});

describe("the word that was meant", () => {
  it.each([
    ["quorom", "quorum"],
    ["seat", "seats"],
    ["at_least", "at-least"],
    ["Pass", "pass"],
    ["pasS", "pass"],
    ["proposre", "proposer"],
    ["zebra", null],
    ["x", null],
  ])("%s: %s", (word, meant) => {
    expect(nearest(word, ["pass", "quorum", "seats", "at-least", "proposer"])).toBe(meant);
  });
});
