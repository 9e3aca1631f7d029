import { resolveCommit } from "../branches.ts";
import { readCommit } from "../git/history.ts";
import type { Blob, GitObject, Tree, TreeEntry } from "../git/object.ts";
import { findEntry, readTree } from "../git/tree.ts";
import { gitObjectNodeId } from "../nodes.ts";
import type { Repository } from "../state.ts";
import { commitFields } from "./commit.ts";
import type { Fields } from "./fields.ts";
import { notImplemented } from "./refusal.ts";
import { repositoryFields } from "./repository.ts";
import { addresses, type Scene } from "./scene.ts";

/** Longer texts are cut, and said to be. */
const MOST_BYTES = 512_000;
/** Git itself takes a file with a NUL byte among the first for a binary one. */
const LOOKED_AT = 8000;

/** A commit, tree or blob; `path` is where in its commit a tree was found. */
export function gitObjectFields(scene: Scene, repository: Repository, object: GitObject, path = ""): Fields {
  if (object.type === "commit") return commitFields(scene, repository, object);
  const base = {
    id: gitObjectNodeId(repository, object),
    oid: object.oid,
    abbreviatedOid: object.oid.slice(0, 7),
    repository: () => repositoryFields(scene, repository),
  };
  return object.type === "blob"
    ? { ...base, ...blobFields(object) }
    : { ...base, ...treeFields(scene, repository, object, path) };
}

function blobFields(blob: Blob): Fields {
  const isBinary = blob.bytes.subarray(0, LOOKED_AT).includes(0);
  return {
    __typename: "Blob",
    byteSize: blob.bytes.length,
    isBinary,
    isTruncated: blob.bytes.length > MOST_BYTES,
    text: () => (isBinary ? null : new TextDecoder("utf-8").decode(blob.bytes.subarray(0, MOST_BYTES))),
  };
}

function treeFields(scene: Scene, repository: Repository, tree: Tree, path: string): Fields {
  return {
    __typename: "Tree",
    entries: () =>
      tree.entries.map((entry) =>
        treeEntryFields(scene, repository, entry, path === "" ? entry.name : `${path}/${entry.name}`),
      ),
  };
}

/** One name in a folder, or the file at a path of a commit. */
export function treeEntryFields(
  scene: Scene,
  repository: Repository,
  entry: TreeEntry,
  path: string,
): Fields {
  const object = repository.objects.get(entry.oid);
  return {
    __typename: "TreeEntry",
    name: entry.name,
    nameRaw: Buffer.from(entry.name).toString("base64"),
    path,
    pathRaw: Buffer.from(path).toString("base64"),
    oid: entry.oid,
    mode: Number.parseInt(entry.mode, 8),
    type: object?.type ?? "commit",
    extension: /.(\.[^.]+)$/.exec(entry.name)?.[1] ?? "",
    size: object?.type === "blob" ? object.bytes.length : 0,
    isGenerated: false,
    repository: () => repositoryFields(scene, repository),
    object: () => (object === undefined ? null : gitObjectFields(scene, repository, object, path)),
  };
}

/** The object that `main:path/to/file`, a branch, a ref or an object id stands for; `null` when there is none. */
export function findObject(
  repository: Repository,
  expression: string,
): { object: GitObject; path: string } | null {
  if (/[\^~]|@\{|^:/.test(expression)) throw notImplemented(`the git revision \`${expression}\``);
  const colon = expression.indexOf(":");
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  const root = findRoot(repository, revision);
  if (root === null || colon < 0) return root === null ? null : { object: root, path: "" };
  const tree = root.type === "commit" ? readTree(repository.objects, root.tree) : root;
  if (tree.type !== "tree") return null;
  const path = expression.slice(colon + 1).replace(/\/$/, "");
  if (path === "") return { object: tree, path };
  const entry = findEntry(repository.objects, tree.oid, path);
  const object = entry === null ? undefined : repository.objects.get(entry.oid);
  return object === undefined ? null : { object, path };
}

function findRoot(repository: Repository, revision: string): GitObject | null {
  const commit = resolveCommit(repository, revision);
  if (commit !== null) return readCommit(repository.objects, commit);
  return repository.objects.get(revision) ?? null;
}

/** The tree of a commit. */
export function commitTreeFields(scene: Scene, repository: Repository, oid: string): Fields {
  return gitObjectFields(scene, repository, readTree(repository.objects, oid));
}

/** The page of a commit and its addresses on the web. */
export function commitAddresses(scene: Scene, repository: Repository, oid: string) {
  const { url, resourcePath } = addresses(scene, repository, `/commit/${oid}`);
  return { url, resourcePath, commitUrl: url, commitResourcePath: resourcePath };
}
