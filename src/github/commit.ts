import type { FileContent } from "../program/action.ts";
import type { GitHubClient } from "./client.ts";
import { mutate } from "./mutate.ts";

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
  const tree = await client.rest.git.createTree({
    owner,
    repo: name,
    ...(parent === null ? {} : { base_tree: parent.tree }),
    tree: files.map(({ path, content }) => ({ path, mode: "100644", type: "blob", content })),
  });
  const commit = await client.rest.git.createCommit({
    owner,
    repo: name,
    message,
    tree: tree.data.sha,
    parents: parent === null ? [] : [parent.oid],
  });
  return commit.data.sha;
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

/**
 * Commits one file to a branch that only this app writes. `head` is what the branch was when it was looked at: when
 * it has moved since, GitHub refuses (`STALE_DATA`, or an existing branch) and nothing is written.
 */
export async function commitToDataBranch(
  client: GitHubClient,
  repository: RepositoryName,
  branch: string,
  head: string | null,
  headline: string,
  file: FileContent,
): Promise<void> {
  if (head === null) {
    const oid = await createCommit(client, repository, null, headline, [file]);
    await moveBranch(client, repository, branch, oid, false);
    return;
  }
  await mutate(client, [
    {
      name: "createCommitOnBranch",
      input: {
        branch: { repositoryNameWithOwner: `${repository.owner}/${repository.name}`, branchName: branch },
        expectedHeadOid: head,
        message: { headline },
        fileChanges: {
          additions: [{ path: file.path, contents: Buffer.from(file.content, "utf8").toString("base64") }],
        },
      },
      selection: "commit { oid }",
    },
  ]);
}
