import { describe, expect, it } from "vitest";
import { ledgerFiles, ledgerTreeId } from "../../../../src/program/activity/ledger-tree.ts";
import { type ObjectStore, writeBlob } from "../../../../src/sandbox/git/object.ts";
import { updateTree } from "../../../../src/sandbox/git/tree.ts";
import { repositoryCoverage } from "../../../support/activities.ts";

describe("the id of the ledger's folder", () => {
  it("is the one that git gives it, whatever its names are sorted by", () => {
    const store: ObjectStore = new Map();
    const names = ["a/b", "a/b-c", "a/b.c", "a/B", "a-b/c", "a/c0", "Z/z", "coverage/x"];
    const files = new Map(
      names.flatMap((repository, index) =>
        ["2026-02", "2026-03"].map((month): [string, string] => [
          `activity/${repository}/${month}.ndjson`,
          writeBlob(store, new TextEncoder().encode(`${index} ${month}`)).oid,
        ]),
      ),
    );
    files.set("activity/coverage.json", writeBlob(store, new TextEncoder().encode("{}")).oid);
    const entries = [...files].map(
      ([path, oid]) => [path.slice("activity/".length), { mode: "100644", oid }] as const,
    );
    expect(ledgerTreeId(files)).toBe(updateTree(store, null, new Map(entries)));
  });

  it("is of the files that the coverage names, and of the coverage", () => {
    const coverage = {
      repositories: {
        "example/engine": repositoryCoverage("2026-01-01", "2026-04-01", { files: { "2026-02": "aa" } }),
        "example/docs": repositoryCoverage("2026-01-01", "2026-04-01"),
      },
    };
    expect([...ledgerFiles(coverage, "cc")]).toEqual([
      ["activity/coverage.json", "cc"],
      ["activity/example/engine/2026-02.ndjson", "aa"],
    ]);
  });
});
