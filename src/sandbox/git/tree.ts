import { type FileMode, type ObjectStore, type Tree, type TreeEntry, writeTree } from "./object.ts";

/** Throws when the object is not there or is no tree. */
export function readTree(store: ObjectStore, oid: string): Tree {
  const object = store.get(oid);
  if (object?.type !== "tree") throw new Error(`not a tree: ${oid}`);
  return object;
}

/** The bytes of a blob. Throws when the object is not there or is no blob. */
export function readBytes(store: ObjectStore, oid: string): Uint8Array {
  const object = store.get(oid);
  if (object?.type !== "blob") throw new Error(`not a blob: ${oid}`);
  return object.bytes;
}

/** The entry at a path (`""` has none), `null` when there is none. */
export function findEntry(store: ObjectStore, tree: string, path: string): TreeEntry | null {
  let oid = tree;
  let found: TreeEntry | null = null;
  for (const name of path.split("/")) {
    if (found !== null && found.mode !== "040000") return null;
    found = readTree(store, oid).entries.find((entry) => entry.name === name) ?? null;
    if (found === null) return null;
    oid = found.oid;
  }
  return found;
}

/** All entries below a tree, folders included and before what they hold, as `git ls-tree -r -t`. */
export function walkTree(store: ObjectStore, tree: string): { path: string; entry: TreeEntry }[] {
  return readTree(store, tree).entries.flatMap((entry) => {
    if (entry.mode !== "040000") return [{ path: entry.name, entry }];
    const below = walkTree(store, entry.oid);
    return [
      { path: entry.name, entry },
      ...below.map((item) => ({ ...item, path: `${entry.name}/${item.path}` })),
    ];
  });
}

/** All files below a tree, by path; submodules and links are among them, folders are not. */
export function listFiles(store: ObjectStore, tree: string): Map<string, { mode: FileMode; oid: string }> {
  const files = walkTree(store, tree).filter(({ entry }) => entry.mode !== "040000");
  return new Map(files.map(({ path, entry }) => [path, { mode: entry.mode, oid: entry.oid }]));
}

/** The files of a commit or tree as bytes; submodules are left out. */
export function exportTree(store: ObjectStore, oid: string): Map<string, Uint8Array> {
  const object = store.get(oid);
  const files = listFiles(store, object?.type === "commit" ? object.tree : oid);
  const blobs = [...files].filter(([, file]) => file.mode !== "160000");
  return new Map(blobs.map(([path, file]) => [path, readBytes(store, file.oid)]));
}

/** Whether git (and GitHub) takes this as a path in a tree. */
export function isValidPath(path: string): boolean {
  return path
    .split("/")
    .every((name) => name !== "" && name !== "." && name !== ".." && !/^\.git$/i.test(name));
}

/** What stands at a path from now on; `null` takes it away. */
export type PathChanges = ReadonlyMap<string, { mode: FileMode; oid: string } | null>;

/**
 * The id of `base` (`null`: an empty tree) with the changes made. A file takes the place of a folder and the other way
 * round; folders left empty vanish. A path that is not there is silently not deleted.
 */
export function updateTree(store: ObjectStore, base: string | null, changes: PathChanges): string {
  return updateLevel(store, base, changes).oid;
}

function updateLevel(store: ObjectStore, base: string | null, changes: PathChanges): Tree {
  const entries = new Map(
    base === null ? [] : readTree(store, base).entries.map((entry) => [entry.name, entry] as const),
  );
  const below = new Map<string, Map<string, { mode: FileMode; oid: string } | null>>();
  for (const [path, change] of changes) {
    const slash = path.indexOf("/");
    if (slash === -1) {
      if (change === null) entries.delete(path);
      else entries.set(path, { ...change, name: path });
      continue;
    }
    const name = path.slice(0, slash);
    const inside = below.get(name) ?? new Map();
    inside.set(path.slice(slash + 1), change);
    below.set(name, inside);
  }
  for (const [name, inside] of below) {
    const entry = entries.get(name);
    const folder = entry?.mode === "040000" ? entry.oid : null;
    if (folder === null && [...inside.values()].every((change) => change === null)) continue;
    const tree = updateLevel(store, folder, inside);
    if (tree.entries.length === 0) entries.delete(name);
    else entries.set(name, { mode: "040000", name, oid: tree.oid });
  }
  return writeTree(store, [...entries.values()]);
}
