import { diffTrees, type FileChange } from "../git/diff.ts";
import { readCommit } from "../git/history.ts";
import type { Commit } from "../git/object.ts";
import { representCommit } from "../representations/commit.ts";
import type { Repository, State } from "../state.ts";
import { apiUrl, encodePath, webUrl } from "./urls.ts";

/** A commit with the files that it changed, as `GET /repos/{owner}/{repo}/commits/{ref}` answers it. */
export function representFullCommit(
  state: State,
  repository: Repository,
  commit: Commit,
): Record<string, unknown> {
  const [parent] = commit.parents;
  const before = parent === undefined ? null : readCommit(repository.objects, parent).tree;
  const changes = diffTrees(repository.objects, before, commit.tree);
  const additions = changes.reduce((sum, change) => sum + change.additions, 0);
  const deletions = changes.reduce((sum, change) => sum + change.deletions, 0);
  return {
    ...representCommit(state, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: changes.map((change) => representChange(state, repository, commit.oid, change)),
  };
}

/** One changed file of a commit, a comparison or a pull request. `head` is the commit that its addresses point to. */
export function representChange(
  state: State,
  repository: Repository,
  head: string,
  change: FileChange,
): Record<string, unknown> {
  const path = encodePath(change.path);
  return {
    sha: change.oid ?? change.previousOid,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: webUrl(state, repository, `blob/${head}/${path}`),
    raw_url: webUrl(state, repository, `raw/${head}/${path}`),
    contents_url: apiUrl(state, repository, `contents/${path}?ref=${head}`),
    ...(change.patch === null ? {} : { patch: change.patch }),
  };
}
