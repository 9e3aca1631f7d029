import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";

/**
 * Git's ids of all files below a folder, by their paths from there; `tree` is git's id of it. One request.
 * @returns `null` when there are more than GitHub lists at once (docs.github.com, "Get a tree").
 */
export async function findTree(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  tree: string,
): Promise<Map<string, string> | null> {
  const { data } = await client.rest.git.getTree({ owner, repo: name, tree_sha: tree, recursive: "1" });
  if (data.truncated) return null;
  return new Map(
    data.tree.flatMap(({ type, path, sha }): [string, string][] => (type === "blob" ? [[path, sha]] : [])),
  );
}
