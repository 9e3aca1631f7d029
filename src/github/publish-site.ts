import type { Publication } from "../program/publication.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";

/** A tree is made in parts of so many files and bytes: GitHub limits how much one request may hold. */
const MOST_FILES = 300;
const MOST_BYTES = 4_000_000;

/** One entry of a tree: a text, the id of what is there already, or `null` for what is removed. */
type TreeEntry = { path: string; mode: "100644"; type: "blob" } & (
  | { content: string }
  | { sha: string | null }
);

/**
 * Makes one commit of what has to be written and removed, and moves the branch to it; makes the branch when there is none.
 * @throws Octokit's `RequestError`, 422 when the branch has moved since it was looked at.
 */
export async function publishSite(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  branch: string,
  { parent, write, remove }: Extract<Publication, { kind: "publish" }>,
  message: string,
): Promise<void> {
  const repo = { owner, repo: name };
  const entries: TreeEntry[] = remove.map((path) => ({ path, mode: "100644", type: "blob", sha: null }));
  for (const { path, content } of write) {
    const entry = { path, mode: "100644", type: "blob" } as const;
    if (typeof content === "string") entries.push({ ...entry, content });
    else {
      const blob = await client.rest.git.createBlob({
        ...repo,
        content: Buffer.from(content).toString("base64"),
        encoding: "base64",
      });
      entries.push({ ...entry, sha: blob.data.sha });
    }
  }
  let tree = parent?.tree;
  for (const part of partsOf(entries)) {
    const made = await client.rest.git.createTree({
      ...repo,
      ...(tree === undefined ? {} : { base_tree: tree }),
      tree: part,
    });
    tree = made.data.sha;
  }
  if (tree === undefined) throw new Error("there is nothing to publish");
  const parents = parent === null ? [] : [parent.oid];
  const commit = await client.rest.git.createCommit({ ...repo, message, tree, parents });
  const { sha } = commit.data;
  if (parent === null) await client.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha });
  else await client.rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha, force: false });
}

function partsOf(entries: readonly TreeEntry[]): TreeEntry[][] {
  const parts: TreeEntry[][] = [];
  let part: TreeEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = "content" in entry ? Buffer.byteLength(entry.content) : 0;
    if (part.length > 0 && (part.length === MOST_FILES || bytes + size > MOST_BYTES)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(entry);
    bytes += size;
  }
  return part.length === 0 ? parts : [...parts, part];
}
