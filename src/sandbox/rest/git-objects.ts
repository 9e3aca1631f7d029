import { z } from "zod";
import { resolveCommit } from "../branches.ts";
import { notFound, unprocessable } from "../errors.ts";
import { readCommit } from "../git/history.ts";
import type { Blob, GitObject, TreeEntry } from "../git/object.ts";
import { readTree, walkTree } from "../git/tree.ts";
import { createBlob, createCommit, createTree, type TreeChange } from "../git-objects.ts";
import { gitObjectNodeId } from "../nodes.ts";
import { representGitCommit } from "../representations/commit.ts";
import type { Repository, State } from "../state.ts";
import { requireCommits } from "./commits.ts";
import { PERSON, personOf } from "./git-input.ts";
import { NOT_IN_SANDBOX, present } from "./input.ts";
import { NEEDS } from "./needs.ts";
import { wrapped } from "./represent-content.ts";
import { parameter, type RepositoryCall, type Route, readRoute, writeRoute } from "./route.ts";
import { apiUrl } from "./urls.ts";

const MODE = z.enum(["100644", "100755", "040000", "160000", "120000"]);
const TREE_ENTRY = z.strictObject({
  path: z.string().min(1),
  mode: MODE,
  type: z.enum(["blob", "tree", "commit"]).exactOptional(),
  sha: z.string().nullable().exactOptional(),
  content: z.string().exactOptional(),
});

export const gitObjectRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "git/get-commit",
      route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
      docs: "git/commits#get-a-commit-object",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const object = objectOf(call, "commit_sha");
      if (object?.type !== "commit") throw notFound();
      return { status: 200, body: representGitCommit(call.state, call.repository, object) };
    },
  ),
  writeRoute(
    {
      operation: "git/create-commit",
      route: "POST /repos/{owner}/{repo}/git/commits",
      docs: "git/commits#create-a-commit",
      need: NEEDS.contentsWrite,
      body: z.strictObject({
        message: z.string(),
        tree: z.string(),
        parents: z.array(z.string()).exactOptional(),
        author: PERSON.exactOptional(),
        committer: PERSON.exactOptional(),
        signature: NOT_IN_SANDBOX,
      }),
      resource: "Commit",
    },
    ({ state, actor, repository }, body) => {
      requireCommits(repository);
      const commit = createCommit(state, actor, repository, {
        message: body.message,
        tree: body.tree,
        parents: body.parents ?? [],
        ...present({ author: personOf(body.author), committer: personOf(body.committer) }),
      });
      return { status: 201, body: representGitCommit(state, repository, commit) };
    },
  ),
  readRoute(
    {
      operation: "git/get-tree",
      route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
      docs: "git/trees#get-a-tree",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const { state, repository } = call;
      const oid = treeOf(repository, parameter(call, "tree_sha"));
      if (oid === null) throw notFound();
      // Any value means recursive, even "false" and "0": GitHub says so.
      const entries = call.url.searchParams.has("recursive")
        ? walkTree(repository.objects, oid)
        : readTree(repository.objects, oid).entries.map((entry) => ({ path: entry.name, entry }));
      return { status: 200, body: representTree(state, repository, oid, entries) };
    },
  ),
  writeRoute(
    {
      operation: "git/create-tree",
      route: "POST /repos/{owner}/{repo}/git/trees",
      docs: "git/trees#create-a-tree",
      need: NEEDS.contentsWrite,
      body: z.strictObject({ tree: z.array(TREE_ENTRY), base_tree: z.string().exactOptional() }),
      resource: "Tree",
    },
    ({ state, actor, repository }, body) => {
      const base =
        body.base_tree === undefined ? undefined : (treeOf(repository, body.base_tree) ?? body.base_tree);
      const changes = body.tree.map(changeOf);
      const tree = createTree(state, actor, repository, { changes, ...present({ baseTree: base }) });
      const entries = tree.entries.map((entry) => ({ path: entry.name, entry }));
      return { status: 201, body: representTree(state, repository, tree.oid, entries) };
    },
  ),
  readRoute(
    {
      operation: "git/get-blob",
      route: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
      docs: "git/blobs#get-a-blob",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const blob = objectOf(call, "file_sha");
      if (blob?.type !== "blob") throw notFound();
      if (/^application\/vnd\.github(?:\.v3)?\.raw/.test(call.accept)) {
        return { status: 200, raw: { bytes: blob.bytes, type: `${call.accept}; charset=utf-8` } };
      }
      return { status: 200, body: representBlob(call.state, call.repository, blob) };
    },
  ),
  writeRoute(
    {
      operation: "git/create-blob",
      route: "POST /repos/{owner}/{repo}/git/blobs",
      docs: "git/blobs#create-a-blob",
      need: NEEDS.contentsWrite,
      body: z.strictObject({ content: z.string(), encoding: z.enum(["utf-8", "base64"]).exactOptional() }),
      resource: "Blob",
    },
    ({ state, actor, repository }, { content, encoding }) => {
      requireCommits(repository);
      const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
      const { oid } = createBlob(state, actor, repository, bytes);
      return { status: 201, body: { sha: oid, url: apiUrl(state, repository, `git/blobs/${oid}`) } };
    },
  ),
];

function objectOf(call: RepositoryCall, name: string): GitObject | undefined {
  return call.repository.objects.get(parameter(call, name));
}

/** The tree behind an id of a tree or a commit, a branch or a tag; `null` when there is none. */
function treeOf(repository: Repository, name: string): string | null {
  const object = repository.objects.get(name);
  if (object?.type === "tree") return object.oid;
  const commit = resolveCommit(repository, name);
  return commit === null ? null : readCommit(repository.objects, commit).tree;
}

function changeOf(entry: z.output<typeof TREE_ENTRY>): TreeChange {
  const { path, mode, sha, content } = entry;
  if (sha !== undefined && content !== undefined) {
    throw unprocessable("Must supply either tree.sha or tree.content, not both");
  }
  if (content !== undefined) return { path, mode, object: { content } };
  if (sha === undefined) throw unprocessable("Must supply either tree.sha or tree.content");
  return { path, mode, object: sha === null ? null : { oid: sha } };
}

function representTree(
  state: State,
  repository: Repository,
  oid: string,
  entries: readonly { path: string; entry: TreeEntry }[],
): Record<string, unknown> {
  return {
    sha: oid,
    url: apiUrl(state, repository, `git/trees/${oid}`),
    tree: entries.map(({ path, entry }) => {
      const object = repository.objects.get(entry.oid);
      const shared = { path, mode: entry.mode, sha: entry.oid };
      if (object?.type === "blob") {
        const url = apiUrl(state, repository, `git/blobs/${entry.oid}`);
        return { ...shared, type: "blob", size: object.bytes.length, url };
      }
      if (entry.mode === "160000") return { ...shared, type: "commit" };
      return { ...shared, type: "tree", url: apiUrl(state, repository, `git/trees/${entry.oid}`) };
    }),
    truncated: false,
  };
}

function representBlob(state: State, repository: Repository, blob: Blob): Record<string, unknown> {
  return {
    sha: blob.oid,
    node_id: gitObjectNodeId(repository, blob),
    size: blob.bytes.length,
    url: apiUrl(state, repository, `git/blobs/${blob.oid}`),
    content: wrapped(blob.bytes),
    encoding: "base64",
  };
}
