import type { FileContent } from "../program/action.ts";
import type { GitHubClient } from "./client.ts";

type TreeEntry = {
  path: string;
  mode: "100644";
  type: "blob";
} & ({ content: string } | { sha: string });

export interface RepositoryName {
  owner: string;
  name: string;
}

/**
 * Makes one commit with the given files on top of `parent` (`null`: a commit without history) and points no branch
 * at it yet. Neither author nor committer is given, so that GitHub signs the commit as this app's
 * (docs.github.com, "Signature verification for bots").
 * @returns the commit's object id.
 */
export async function createCommit(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  parent: { oid: string; tree: string } | null,
  message: string,
  files: readonly FileContent[],
): Promise<string> {
  const entries: TreeEntry[] = [];
  for (const { path, content } of files) {
    // A tree takes text as it is; of bytes it takes the id.
    const held = typeof content === "string" ? { content } : { sha: await createBlob(content) };
    entries.push({ path, mode: "100644", type: "blob", ...held });
  }
  const tree = await client.rest.git.createTree({
    owner,
    repo: name,
    ...(parent === null ? {} : { base_tree: parent.tree }),
    tree: entries,
  });
  const commit = await client.rest.git.createCommit({
    owner,
    repo: name,
    message,
    tree: tree.data.sha,
    parents: parent === null ? [] : [parent.oid],
  });
  return commit.data.sha;

  async function createBlob(bytes: Uint8Array): Promise<string> {
    const content = toBase64(bytes);
    const blob = await client.rest.git.createBlob({ owner, repo: name, content, encoding: "base64" });
    return blob.data.sha;
  }
}

/** As GitHub takes the content of a file. */
export function toBase64(content: string | Uint8Array): string {
  return (typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content)).toString(
    "base64",
  );
}

/** Points a branch at a commit: makes the branch, or moves it, whatever it pointed at before. */
export async function moveBranch(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  branch: string,
  oid: string,
  exists: boolean,
): Promise<void> {
  if (exists)
    await client.rest.git.updateRef({ owner, repo: name, ref: `heads/${branch}`, sha: oid, force: true });
  else await client.rest.git.createRef({ owner, repo: name, ref: `refs/heads/${branch}`, sha: oid });
}
