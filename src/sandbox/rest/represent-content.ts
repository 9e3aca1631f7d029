import type { TreeEntry } from "../git/object.ts";
import type { Repository, State } from "../state.ts";
import { apiUrl, encodePath, webUrl } from "./urls.ts";

/** Where a file is looked at: a repository at a branch, tag or commit. */
export interface Place {
  readonly state: State;
  readonly repository: Repository;
  readonly ref: string;
}

/** From this size on GitHub's JSON has no content; the raw media type has. */
const LARGEST = 1024 * 1024;
const LINE = 60;

const TYPES = {
  "100644": "file",
  "100755": "file",
  "040000": "dir",
  "120000": "symlink",
  "160000": "submodule",
} as const;

/** One entry of a folder: no content. */
export function representEntry(place: Place, path: string, entry: TreeEntry): Record<string, unknown> {
  // In lists, GitHub calls a submodule a file.
  const type = TYPES[entry.mode] === "submodule" ? "file" : TYPES[entry.mode];
  return { ...describe(place, path, entry.oid, type), size: sizeOf(place.repository, entry) };
}

/** A folder under GitHub's `object` media type. */
export function representDirectory(
  place: Place,
  path: string,
  oid: string,
  entries: readonly unknown[],
): Record<string, unknown> {
  return { ...describe(place, path, oid, "dir"), size: 0, entries };
}

/** One file (or symbolic link, or submodule) with its content. */
export function representFile(place: Place, path: string, entry: TreeEntry): Record<string, unknown> {
  const blob = place.repository.objects.get(entry.oid);
  const type = TYPES[entry.mode];
  const shared = { ...describe(place, path, entry.oid, type), size: sizeOf(place.repository, entry) };
  if (blob?.type !== "blob") return { ...shared, submodule_git_url: null };
  const target = entry.mode === "120000" ? { target: Buffer.from(blob.bytes).toString("utf8") } : {};
  if (blob.bytes.length >= LARGEST) return { ...shared, ...target, content: "", encoding: "none" };
  return { ...shared, ...target, content: wrapped(blob.bytes), encoding: "base64" };
}

function describe(place: Place, path: string, oid: string, type: string): Record<string, unknown> {
  const { state, repository, ref } = place;
  const encoded = encodePath(path);
  const self = apiUrl(state, repository, `contents/${encoded}?ref=${encodeURIComponent(ref)}`);
  const folder = type === "dir";
  const git = apiUrl(state, repository, `git/${folder ? "trees" : "blobs"}/${oid}`);
  const html = webUrl(state, repository, `${folder ? "tree" : "blob"}/${encodePath(ref)}/${encoded}`);
  return {
    name: path.split("/").at(-1) ?? "",
    path,
    sha: oid,
    url: self,
    html_url: html,
    git_url: git,
    download_url: folder ? null : webUrl(state, repository, `raw/${encodePath(ref)}/${encoded}`),
    type,
    _links: { self, git, html },
  };
}

function sizeOf(repository: Repository, entry: TreeEntry): number {
  const object = repository.objects.get(entry.oid);
  return object?.type === "blob" ? object.bytes.length : 0;
}

/** Base64 in lines, as GitHub sends it. */
export function wrapped(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("base64");
  return text.replace(new RegExp(`(.{1,${LINE}})`, "g"), "$1\n");
}
