import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { SiteFile } from "../../../src/pages/site/site-input.ts";
import {
  blobId,
  MANIFEST,
  type Publication,
  type PublishedBranch,
  planPublication,
} from "../../../src/program/publication.ts";

const SITE: SiteFile[] = [
  { path: "index.html", content: "<p>ü" },
  { path: "logos/acme.png", content: new Uint8Array([137, 80, 78, 71]) },
];

/** The branch after a publication. */
function published(
  publication: Publication,
  before: ReadonlyMap<string, string> = new Map(),
): PublishedBranch {
  if (publication.kind !== "publish") throw new Error(publication.kind);
  const files = new Map(before);
  for (const { path, content } of publication.write) files.set(path, blobId(content));
  for (const path of publication.remove) files.delete(path);
  const manifest = publication.write.find(({ path }) => path === MANIFEST)?.content;
  return { head: "1".repeat(40), tree: "2".repeat(40), files, manifest: `${manifest ?? ""}` };
}

describe("publishing the site", () => {
  it("names files as git does", () => {
    for (const { content } of SITE) {
      const id = execFileSync("git", ["hash-object", "--stdin"], { input: content }).toString().trim();
      expect(blobId(content)).toBe(id);
    }
  });

  it("makes the branch, and then writes only what differs", () => {
    const first = planPublication(SITE, null);
    expect(first).toMatchObject({ kind: "publish", parent: null, remove: [] });
    const branch = published(first);
    expect([...branch.files.keys()]).toEqual(["index.html", "logos/acme.png", MANIFEST]);
    expect(planPublication(SITE, branch)).toEqual({ kind: "current" });
    expect(
      planPublication([{ path: "index.html", content: "<p>o" }, ...SITE.slice(1)], branch),
    ).toMatchObject({
      parent: { oid: branch.head, tree: branch.tree },
      write: [{ path: "index.html" }],
      remove: [],
    });
  });

  it("removes what it had written and the site has no more, and nothing else", () => {
    const branch = published(planPublication(SITE, null), new Map([["CNAME", "3".repeat(40)]]));
    const later = planPublication(SITE.slice(0, 1), branch);
    expect(later).toMatchObject({ write: [{ path: MANIFEST }], remove: ["logos/acme.png"] });
    expect([...published(later, branch.files).files.keys()]).toEqual(["CNAME", "index.html", MANIFEST]);
  });

  it("puts back what somebody has changed or deleted by hand", () => {
    const branch = published(planPublication(SITE, null));
    const edited = { ...branch, files: new Map([...branch.files, ["index.html", "4".repeat(40)]]) };
    expect(planPublication(SITE, edited)).toMatchObject({ write: [{ path: "index.html" }] });
  });

  it("does not touch a branch that holds something else", () => {
    const branch = { head: "1", tree: "2", files: new Map([["index.html", "3"]]), manifest: null };
    expect(planPublication(SITE, branch)).toEqual({ kind: "foreign" });
    expect(planPublication(SITE, { ...branch, files: new Map() })).toMatchObject({ kind: "publish" });
  });
});
