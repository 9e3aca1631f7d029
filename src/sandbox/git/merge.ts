import { decodeText } from "./diff.ts";
import { mergeBase, readCommit } from "./history.ts";
import { diffLines, type LineChange, splitLines } from "./lines.ts";
import { type FileMode, type ObjectStore, writeBlob } from "./object.ts";
import { listFiles, readBytes, updateTree } from "./tree.ts";

export type MergeResult = { clean: true; tree: string } | { clean: false; conflicts: readonly string[] };

interface File {
  mode: FileMode;
  oid: string;
}

/** Merges the commit `theirs` into the commit `ours`. Nothing in common is a conflict of everything. */
export function mergeCommits(store: ObjectStore, ours: string, theirs: string): MergeResult {
  const base = mergeBase(store, ours, theirs);
  if (base === null) return { clean: false, conflicts: [] };
  return mergeTrees(
    store,
    readCommit(store, base).tree,
    readCommit(store, ours).tree,
    readCommit(store, theirs).tree,
  );
}

/** A three-way merge of trees, by files and inside text files by lines. Renames are not followed. */
export function mergeTrees(store: ObjectStore, base: string, ours: string, theirs: string): MergeResult {
  const files = [base, ours, theirs].map((tree) => listFiles(store, tree));
  const paths = new Set(files.flatMap((of) => [...of.keys()]));
  const merged = new Map<string, File>();
  const conflicts: string[] = [];
  for (const path of paths) {
    const [inBase, inOurs, inTheirs] = files.map((of) => of.get(path) ?? null);
    const file = mergeFile(store, inBase ?? null, inOurs ?? null, inTheirs ?? null);
    if (file === "conflict") conflicts.push(path);
    else if (file !== null) merged.set(path, file);
  }
  for (const path of merged.keys()) {
    if (foldersOf(path).some((folder) => merged.has(folder))) conflicts.push(path);
  }
  if (conflicts.length > 0) return { clean: false, conflicts: conflicts.sort() };
  return { clean: true, tree: updateTree(store, null, merged) };
}

function foldersOf(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}

function mergeFile(
  store: ObjectStore,
  base: File | null,
  ours: File | null,
  theirs: File | null,
): File | null | "conflict" {
  if (same(ours, theirs) || same(theirs, base)) return ours;
  if (same(ours, base)) return theirs;
  if (base === null || ours === null || theirs === null) return "conflict";
  const mode = ours.mode === base.mode ? theirs.mode : ours.mode;
  if (theirs.mode !== base.mode && theirs.mode !== mode) return "conflict";
  if (!mode.startsWith("100")) return "conflict";
  const [baseText, oursText, theirsText] = [base, ours, theirs].map((file) =>
    decodeText(readBytes(store, file.oid)),
  );
  if (baseText == null || oursText == null || theirsText == null) return "conflict";
  const text = mergeTexts(baseText, oursText, theirsText);
  return text === null ? "conflict" : { mode, oid: writeBlob(store, new TextEncoder().encode(text)).oid };
}

function same(one: File | null, other: File | null): boolean {
  return one?.oid === other?.oid && one?.mode === other?.mode;
}

/** A three-way merge by lines; `null` is a conflict. As in git, changes of neighbouring lines are one too. */
export function mergeTexts(base: string, ours: string, theirs: string): string | null {
  const lines = { base: splitLines(base), ours: splitLines(ours), theirs: splitLines(theirs) };
  const mine = diffLines(lines.base, lines.ours).map((change) => ({
    change,
    text: textOf(lines.ours, change),
  }));
  const other = diffLines(lines.base, lines.theirs).map((change) => ({
    change,
    text: textOf(lines.theirs, change),
  }));
  const extra = other.filter((one) => !mine.some((two) => identical(one, two)));
  if (extra.some((one) => mine.some((two) => touches(one.change, two.change)))) return null;
  const all = [...mine, ...extra].sort((one, two) => one.change.before[0] - two.change.before[0]);
  let text = "";
  let position = 0;
  for (const { change, text: replacement } of all) {
    text += lines.base.slice(position, change.before[0]).join("") + replacement;
    position = change.before[1];
  }
  return text + lines.base.slice(position).join("");
}

interface Replacement {
  change: LineChange;
  text: string;
}

function textOf(lines: readonly string[], change: LineChange): string {
  return lines.slice(change.after[0], change.after[1]).join("");
}

function identical(one: Replacement, other: Replacement): boolean {
  const [from, to] = one.change.before;
  return from === other.change.before[0] && to === other.change.before[1] && one.text === other.text;
}

function touches(one: LineChange, other: LineChange): boolean {
  return one.before[0] <= other.before[1] && other.before[0] <= one.before[1];
}
