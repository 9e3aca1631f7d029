import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffLines, splitLines } from "../../../../src/sandbox/git/lines.ts";
import { mergeTexts, mergeTrees } from "../../../../src/sandbox/git/merge.ts";
import { type ObjectStore, writeBlob } from "../../../../src/sandbox/git/object.ts";
import { exportTree, updateTree } from "../../../../src/sandbox/git/tree.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "sandbox-merge-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What `git merge-file` makes of it; `null` is a conflict. */
function mergeWithGit(base: string, ours: string, theirs: string): string | null {
  const files = [ours, base, theirs].map((text, index) => {
    const path = join(directory, `${index}`);
    writeFileSync(path, text);
    return path;
  });
  try {
    return execFileSync("git", ["merge-file", "-p", "--quiet", ...files], { encoding: "utf8" });
  } catch {
    return null;
  }
}

describe("merging texts", () => {
  const base = "1\n2\n3\n4\n5\n";

  it("takes changes far from each other from both sides", () => {
    expect(mergeTexts(base, "one\n2\n3\n4\n5\n", "1\n2\n3\n4\nfive\n")).toBe("one\n2\n3\n4\nfive\n");
  });

  it("takes the same change once", () => {
    expect(mergeTexts(base, "1\n2\nx\n4\n5\n", "1\n2\nx\n4\n5\n6\n")).toBe("1\n2\nx\n4\n5\n6\n");
  });

  it("finds a conflict in the same and in neighbouring lines", () => {
    expect(mergeTexts(base, "1\n2\nx\n4\n5\n", "1\n2\ny\n4\n5\n")).toBeNull();
    expect(mergeTexts(base, "1\nx\n3\n4\n5\n", "1\n2\ny\n4\n5\n")).toBeNull();
    expect(mergeTexts(base, `${base}x\n`, `${base}y\n`)).toBeNull();
  });

  it("merges what git merges, to the same text, and nothing else", () => {
    const lines = Array.from({ length: 10 }, (_, index) => `line ${index}\n`);
    const edit = fc.oneof(
      { weight: 6, arbitrary: fc.constant((line: string) => line) },
      fc.constant(() => ""),
      fc.constantFrom("x", "y").map((word) => () => `${word}\n`),
      fc.constantFrom("x", "y").map((word) => (line: string) => `${word}\n${line}`),
    );
    const side = fc
      .array(edit, { minLength: lines.length, maxLength: lines.length })
      .map((edits) => lines.map((line, index) => edits[index]?.(line) ?? line).join(""));
    fc.assert(
      fc.property(side, side, (ours, theirs) => {
        const base = lines.join("");
        expect(mergeTexts(base, ours, theirs)).toBe(mergeWithGit(base, ours, theirs));
      }),
      { numRuns: 40 },
    );
  });

  it("leaves a side alone when the other did nothing", () => {
    const text = fc
      .array(fc.constantFrom("a\n", "b\n", "c"), { maxLength: 8 })
      .map((lines) => lines.join(""));
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeTexts(base, changed, base)).toBe(changed);
        expect(mergeTexts(base, base, changed)).toBe(changed);
      }),
    );
  });
});

describe("comparing lines", () => {
  it("describes changes that lead from one text to the other", () => {
    const text = fc.array(fc.constantFrom("a\n", "b\n", "c\n"), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        let built: string[] = [];
        let position = 0;
        for (const change of diffLines(before, after)) {
          built = [...built, ...before.slice(position, change.before[0]), ...after.slice(...change.after)];
          position = change.before[1];
        }
        expect([...built, ...before.slice(position)]).toEqual(after);
      }),
    );
  });

  it("splits so that joining gives the text back", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r\n"), { maxLength: 9 }), (parts) => {
        expect(splitLines(parts.join("")).join("")).toBe(parts.join(""));
      }),
    );
  });
});

describe("merging trees", () => {
  const store: ObjectStore = new Map();
  const treeOf = (files: Record<string, string>) => {
    const entries = Object.entries(files).map(([path, text]) => {
      const oid = writeBlob(store, new TextEncoder().encode(text)).oid;
      return [path, { mode: "100644", oid }] as const;
    });
    return updateTree(store, null, new Map(entries));
  };
  const merge = (
    base: Record<string, string>,
    ours: Record<string, string>,
    theirs: Record<string, string>,
  ) => {
    const result = mergeTrees(store, treeOf(base), treeOf(ours), treeOf(theirs));
    if (!result.clean) return result.conflicts;
    return Object.fromEntries(
      [...exportTree(store, result.tree)].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
    );
  };

  it("takes additions, changes and deletions from both sides", () => {
    const base = { a: "1", b: "1", "c/d": "1" };
    expect(merge(base, { a: "2", b: "1", "c/d": "1", n: "1" }, { a: "1", b: "1", m: "1" })).toEqual({
      a: "2",
      b: "1",
      m: "1",
      n: "1",
    });
  });

  it("names every conflict", () => {
    expect(merge({ a: "1", b: "1" }, { a: "2", b: "2" }, { a: "3" })).toEqual(["a", "b"]);
    expect(merge({}, { n: "1" }, { n: "2" })).toEqual(["n"]);
    expect(merge({}, { n: "1" }, { "n/m": "2" })).toEqual(["n/m"]);
  });
});
