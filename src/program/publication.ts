import { createHash } from "node:crypto";
import type { SiteFile } from "../pages/site/site-input.ts";

/** The list of all files that the bot has published, on the branch of the site: what is not in it is not the bot's. */
export const MANIFEST = ".partnerbot-site";

/** The branch to which the site is published, as it is now. */
export interface PublishedBranch {
  /** The commit at its head, and that commit's tree. */
  head: string;
  tree: string;
  /** Git's ids of all files by path. */
  files: ReadonlyMap<string, string>;
  /** The text of {@link MANIFEST}; `null` when there is none. */
  manifest: string | null;
}

export type Publication =
  | { kind: "current" }
  /** The branch holds something that the bot has not put there: it is not touched. */
  | { kind: "foreign" }
  | {
      kind: "publish";
      /** What the commit is made upon; `null` makes the branch. */
      parent: { oid: string; tree: string } | null;
      write: readonly SiteFile[];
      remove: readonly string[];
    };

/**
 * What has to be written so that the branch shows the site: only files that differ, and no longer those that the bot had
 * written and the site does not have any more. Files that people have put beside them, such as `CNAME`, stay.
 */
export function planPublication(site: readonly SiteFile[], branch: PublishedBranch | null): Publication {
  const paths = site.map(({ path }) => path).sort();
  const wanted = [...site, { path: MANIFEST, content: printManifest(paths) }];
  if (branch === null) return { kind: "publish", parent: null, write: wanted, remove: [] };
  if (branch.manifest === null && branch.files.size > 0) return { kind: "foreign" };

  const write = wanted.filter(({ path, content }) => branch.files.get(path) !== blobId(content));
  const kept = new Set([...paths, MANIFEST]);
  const remove = readManifest(branch.manifest ?? "").filter(
    (path) => branch.files.has(path) && !kept.has(path),
  );
  if (write.length + remove.length === 0) return { kind: "current" };
  return { kind: "publish", parent: { oid: branch.head, tree: branch.tree }, write, remove };
}

/** Git's id of a file with these bytes (`git hash-object`). */
export function blobId(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

const HEADER = "# Files of this branch that Partnerbot writes and removes. It leaves all others alone.\n";

function printManifest(paths: readonly string[]): string {
  return `${HEADER}${paths.map((path) => `${path}\n`).join("")}`;
}

function readManifest(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
}
