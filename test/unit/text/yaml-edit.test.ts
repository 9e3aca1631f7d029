import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import {
  appendToSequence,
  mergeIntoSequence,
  removeFromSequence,
  replaceInSequence,
  replaceTextInSequence,
} from "../../../src/text/yaml-edit.ts";

const REGISTRY = `# The partners of the project.
version:   1

partners:   # by hand or by the bot
  # the first one
  - name:   'Acme'   # since the beginning
    since: "2026-01-01"
    note: >
      folded
      text

  - { name: Globex, badges: [ a,b ] }   # short

# the end
other: 0123
`;

describe("appendToSequence", () => {
  it("adds an entry and keeps every other byte", () => {
    const result = appendToSequence(REGISTRY, ["partners"], {
      name: "Initech",
      since: "2026-03-09",
      badges: ["x", "no"],
    });
    const entry = `
  - name: Initech
    since: "2026-03-09"
    badges:
      - x
      - "no"
`;
    expect(result).toBe(REGISTRY.replace("# short\n", `# short\n${entry}`));
  });

  it.each([
    [
      "comments and blank lines behind",
      "a:\n  - x # c\n  # d\n\nb: 1\n",
      "a:\n  - x # c\n  - new\n  # d\n\nb: 1\n",
    ],
    ["CRLF", "a:\r\n  - x\r\nb: 1\r\n", "a:\r\n  - x\r\n  - new\r\nb: 1\r\n"],
    ["no final line end", "a:\n  - x", "a:\n  - x\n  - new"],
    ["no indentation", "a:\n- x\nb: 1\n", "a:\n- x\n- new\nb: 1\n"],
    ["deep indentation", "a:\n      -   x\n", "a:\n      -   x\n      - new\n"],
    ["an empty flow sequence", "a: [] # none\nb: 1\n", "a: # none\n  - new\nb: 1\n"],
    ["an empty flow sequence, no indentation elsewhere", "b:\n- 1\na: [ ]\n", "b:\n- 1\na:\n- new\n"],
    ["a flow sequence", "a: [x, 'y'] # c\n", "a: [x, 'y', new] # c\n"],
    ["a trailing comma", "a: [x, ]\n", "a: [x, new, ]\n"],
    ["a flow sequence of several lines", "a: [\n  x,\n  y # c\n]\n", "a: [\n  x,\n  y, # c\n  new\n]\n"],
    ["several lines and a trailing comma", "a: [\n  x,\n  y, # c\n]\n", "a: [\n  x,\n  y, # c\n  new,\n]\n"],
    ["several lines closed in the last", "a: [x,\n  y]\n", "a: [x,\n  y, new]\n"],
    ["a missing key", "b: 1 # c\n# end\n", "b: 1 # c\na:\n  - new\n# end\n"],
    ["a missing key, no final line end", "b: 1", "b: 1\na:\n  - new"],
    ["a missing key after a sequence", "b:\n- 1\n", "b:\n- 1\na:\n- new\n"],
    ["a missing key in a flow mapping", "{ b: 1 }\n", "{ b: 1, a: [new] }\n"],
    ["an empty file", "", "a:\n  - new\n"],
    ["comments only", "# hi", "# hi\na:\n  - new"],
    ["a document marker", "---\n# hi\n...\n", "---\n# hi\na:\n  - new\n...\n"],
    ["a key without a value", "a: # c\nb: 1\n", "a: # c\n  - new\nb: 1\n"],
    ["a tilde", "a: ~ # c\nb: 1\n", "a: # c\n  - new\nb: 1\n"],
    ["an empty mapping", "{}\n", "{a: [new]}\n"],
    ["a literal as the last item", "a:\n  - |\n    x\n\n\nb: 1\n", "a:\n  - |\n    x\n  - new\n\n\nb: 1\n"],
    [
      "a kept literal as the last item",
      "a:\n  - |+\n    x\n\n\nb: 1\n",
      "a:\n  - |+\n    x\n\n\n  - new\nb: 1\n",
    ],
    ["a literal without a final line end", "a:\n  - |-\n    x", "a:\n  - |-\n    x\n  - new"],
    ["items set off by blank lines", "a:\n  - x\n\n  - y\n", "a:\n  - x\n\n  - y\n\n  - new\n"],
    ["an empty last item", "a:\n  - x\n  - # c\nb: 1\n", "a:\n  - x\n  - # c\n  - new\nb: 1\n"],
    ["a byte order mark", "\uFEFFa:\n- x\n", "\uFEFFa:\n- x\n- new\n"],
    ["an anchor and an alias", "a:\n  - &x y\n  - *x\n", "a:\n  - &x y\n  - *x\n  - new\n"],
    ["a quoted key", "'a' :\n  - x\n", "'a' :\n  - x\n  - new\n"],
    ["a value below its key", "a:\n  [x]\n", "a:\n  [x, new]\n"],
  ])("handles %s", (_, source, result) => {
    expect(appendToSequence(source, ["a"], "new")).toBe(result);
  });

  it("goes down a path, and makes what is missing", () => {
    expect(appendToSequence("a:\n  - n: x\n    b: []\n  - n: y\n", ["a", 0, "b"], "new")).toBe(
      "a:\n  - n: x\n    b:\n      - new\n  - n: y\n",
    );
    expect(appendToSequence("a:\n  - n: x\n", ["a", 0, "b"], 1)).toBe("a:\n  - n: x\n    b:\n      - 1\n");
    expect(appendToSequence("a:\n  - b: [] # c\n", ["a", 0, "b"], 1)).toBe("a:\n  - b: # c\n      - 1\n");
    expect(appendToSequence("a:\nb: 1\n", ["a", "c"], 1)).toBe("a:\n  c:\n    - 1\nb: 1\n");
    expect(appendToSequence("b: 1\n", ["a", "c"], 1)).toBe("b: 1\na:\n  c:\n    - 1\n");
    expect(appendToSequence("- x\n", [], "z")).toBe("- x\n- z\n");
    expect(appendToSequence("\uFEFF- x\n", [], "z")).toBe("\uFEFF- x\n- z\n");
    expect(appendToSequence("- - x\n  - y\n- z\n", [0], "new")).toBe("- - x\n  - y\n  - new\n- z\n");
    expect(appendToSequence("[]\n", [], { a: 1 })).toBe("[{a: 1}]\n");
    expect(appendToSequence("", [], "z")).toBe("- z\n");
  });

  it("writes strings that YAML 1.1 reads as something else with quotes", () => {
    const values = [
      "2026-01-01",
      "yes",
      "No",
      "on",
      "0123",
      "1:30",
      "1_000",
      "~",
      "1.0",
      "a: b",
      "# a",
      "",
      "- a",
      "<<",
    ];
    const result = appendToSequence("a: []\n", ["a"], values);
    for (const value of values) expect(result).toContain(`"${value}"`);
  });

  it("keeps long lines and texts of several lines", () => {
    const long = `${"word ".repeat(50)}end`;
    expect(appendToSequence("a: []\n", ["a"], { long, text: "one\n\n  two\n" })).toBe(
      `a:\n  - long: ${long}\n    text: |\n      one\n\n        two\n`,
    );
    expect(appendToSequence("a: [x]\r\n", ["a"], "one\ntwo")).toBe('a: [x, "one\\ntwo"]\r\n');
  });

  it.each([
    ["a: [x\n", ["a"], "not valid YAML"],
    ["a: 1\n", ["a"], 'The list "a" could not be changed: it is not a list'],
    ["a: {b: 1}\n", ["a"], "it is not a list"],
    ["- a\n", ["a", "b"], '"a" is not inside a mapping'],
    ["a: [x]\n", ["a", 3], "there is no entry 3"],
    ["a: &x [1]\nb: *x\n", ["a"], "cannot be edited safely"],
    ["b: &x [1]\na: *x\n", ["a"], "cannot be edited safely"],
    ["a: 1\n---\na: 2\n", ["a"], "not valid YAML"],
    ["a: 1\na: 2\n", ["b"], "not valid YAML"],
  ] as const)("refuses %j at %j", (source, path, message) => {
    const change = () => appendToSequence(source, path, "new");
    expect(change).toThrow(UserError);
    expect(change).toThrow(expect.objectContaining({ code: "yaml-edit-failed" }));
    expect(change).toThrow(message);
  });
});

describe("replaceInSequence", () => {
  it("changes the entry alone", () => {
    const result = replaceInSequence(REGISTRY, ["partners"], 0, { name: "Acme", note: "new" });
    expect(result).toBe(
      REGISTRY.replace(/ {2}- name: {3}'Acme'[\s\S]*? {6}text\n/, "  - name: Acme\n    note: new\n"),
    );
    expect(replaceInSequence(REGISTRY, ["partners"], 1, { name: "Globex" })).toBe(
      REGISTRY.replace("{ name: Globex, badges: [ a,b ] }", "name: Globex"),
    );
  });

  it.each([
    ["a:\n  - x # c\n  - y\n", "a:\n  - new # c\n  - y\n"],
    ["a: [x, y]\n", "a: [new, y]\n"],
    ["a:\r\n-   x\r\n- y", "a:\r\n- new\r\n- y"],
    ["a:\n  - |\n    x\n\n  - y\n", "a:\n  - new\n\n  - y\n"],
    ["a:\n  -\n  - y\n", "a:\n  - new\n  - y\n"],
    ["a:\n  - # c\n    n: 1\n  - y\n", "a:\n  - new\n  - y\n"],
  ])("handles %j", (source, result) => {
    expect(replaceInSequence(source, ["a"], 0, "new")).toBe(result);
  });

  it("writes a text of several lines before a comment with quotes", () => {
    expect(replaceInSequence("a:\n  - x # c\n", ["a"], 0, "one\ntwo\n")).toBe('a:\n  - "one\\ntwo\\n" # c\n');
  });

  it("refuses an entry that is not there", () => {
    expect(() => replaceInSequence("a: [x]\n", ["a"], 1, "y")).toThrow(RangeError);
  });
});

describe("mergeIntoSequence", () => {
  it.each([
    ["a:\n  - x # c\n  - y\n", "a:\n  - X # c\n  - Z\n  - 1\n  - 2\n"],
    ["a: [x, y] # c\n", "a: [X, Z, 1, 2] # c\n"],
    ["a: [\n  x,\n  y\n]\n", "a: [\n  X,\n  Z,\n  1,\n  2\n]\n"],
    ["a: [\n  x,\n  y,\n]\n", "a: [\n  X,\n  Z,\n  1,\n  2,\n]\n"],
    ["a:\r\n- x\r\n\r\n- y", "a:\r\n- X\r\n\r\n- Z\r\n\r\n- 1\r\n- 2"],
  ])("changes and adds in %j", (source, result) => {
    const replaced = new Map([
      [0, "X"],
      [1, "Z"],
    ]);
    expect(mergeIntoSequence(source, ["a"], replaced, [1, 2])).toBe(result);
  });

  it("makes a sequence of several entries, and changes nothing for nothing", () => {
    expect(mergeIntoSequence("a: 1\n", ["b", "c"], new Map(), ["x", "z"])).toBe(
      "a: 1\nb:\n  c:\n    - x\n    - z\n",
    );
    expect(mergeIntoSequence("{ a: 1 }\n", ["b"], new Map(), ["x", "z"])).toBe("{ a: 1, b: [x, z] }\n");
    expect(mergeIntoSequence("a: ][\n", ["b"], new Map(), [])).toBe("a: ][\n");
    expect(() => mergeIntoSequence("a: [x]\n", ["a"], new Map([[1, "y"]]), [])).toThrow(RangeError);
  });
});

describe("replaceTextInSequence", () => {
  it.each([
    ["- { at: 1, by: ada,ref: x }  # c\n", "- { at: 1, by: (gone),ref: x }  # c\n"],
    ["- at: 1\n  by:   'ada' # c\n  ref: x\n", "- at: 1\n  by:   (gone) # c\n  ref: x\n"],
    ['- by: "ada"', "- by: (gone)"],
  ])("changes the text alone in %j", (source, result) => {
    expect(replaceTextInSequence(source, [], 0, "by", "(gone)")).toBe(result);
  });

  it("quotes what would be read as something else", () => {
    expect(replaceTextInSequence("- by: ada\n", [], 0, "by", "no")).toBe('- by: "no"\n');
    expect(replaceTextInSequence("- {by: ada}\n", [], 0, "by", "a, b: c")).toBe('- {by: "a, b: c"}\n');
  });

  it.each([
    "- by: |\n    ada\n",
    "- at: &b ada\n  by: *b\n",
    "- &a { by: ada }\n- *a\n",
    "- at: 1\n",
    "- ada\n",
  ])("refuses %j", (source) => {
    expect(() => replaceTextInSequence(source, [], 0, "by", "(gone)")).toThrow(UserError);
  });
});

describe("removeFromSequence", () => {
  it.each([
    ["a:\n  - x # c\n  - y\n", 0, "a:\n  - y\n"],
    ["a:\n  - x\n  - y # c\n# d\n", 1, "a:\n  - x\n# d\n"],
    ["a:\n  - x\n  - y", 1, "a:\n  - x\n"],
    ["a: # c\n  - x\n  # d\nb: 1\n", 0, "a: [] # c\n  # d\nb: 1\n"],
    ["'a' :\n- x", 0, "'a' : []\n"],
    ["a: [x, y, z]\n", 0, "a: [y, z]\n"],
    ["a: [x, y, z]\n", 2, "a: [x, y]\n"],
    ["a: [x, y, ]\n", 1, "a: [x, ]\n"],
    ["a: [ x ]\n", 0, "a: []\n"],
    ["a:\r\n  - x\r\n\r\n  - y\r\n\r\n  - z\r\n", 1, "a:\r\n  - x\r\n\r\n  - z\r\n"],
    ["a:\n  - n: |+\n      x\n\n\n  - y\n", 0, "a:\n  - y\n"],
  ])("handles %j, entry %i", (source, index, result) => {
    expect(removeFromSequence(source, ["a"], index)).toBe(result);
  });

  it("handles sequences in sequences, and at the top", () => {
    expect(removeFromSequence("- - x\n  - y\n- z\n", [0], 0)).toBe("- - y\n- z\n");
    expect(removeFromSequence("- - x\n- z\n", [0], 0)).toBe("- []\n- z\n");
    expect(removeFromSequence("# c\n- x\n", [], 0)).toBe("# c\n[]\n");
  });

  it("keeps every other byte of a registry", () => {
    expect(removeFromSequence(REGISTRY, ["partners"], 1)).toBe(
      REGISTRY.replace("  - { name: Globex, badges: [ a,b ] }   # short\n\n", ""),
    );
  });
});
