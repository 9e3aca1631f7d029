import { diffLines, type LineChange, splitLines } from "./lines.ts";
import type { ObjectStore } from "./object.ts";
import { listFiles, readBytes } from "./tree.ts";

export interface FileChange {
  readonly path: string;
  readonly status: "added" | "modified" | "removed";
  /** The blob now; `null` for a removed file. */
  readonly oid: string | null;
  /** The blob before; `null` for an added file. */
  readonly previousOid: string | null;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks of a unified diff, without file headers; `null` for binary files and submodules. */
  readonly patch: string | null;
}

const CONTEXT = 3;

/** The files that differ between two trees (`null`: an empty one), by path. Renames are a removal and an addition. */
export function diffTrees(store: ObjectStore, before: string | null, after: string): FileChange[] {
  const old = before === null ? new Map() : listFiles(store, before);
  const now = listFiles(store, after);
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path) => {
    const was = old.get(path);
    const is = now.get(path);
    if (was?.oid === is?.oid && was?.mode === is?.mode) return [];
    const status = was === undefined ? "added" : is === undefined ? "removed" : "modified";
    return [
      {
        path,
        status,
        oid: is?.oid ?? null,
        previousOid: was?.oid ?? null,
        ...describe(readText(store, was), readText(store, is)),
      },
    ];
  });
}

/** The text of a blob, `""` where there is none, `null` when it is binary or a submodule. */
function readText(store: ObjectStore, file: { mode: string; oid: string } | undefined): string | null {
  if (file === undefined) return "";
  if (file.mode === "160000") return null;
  return decodeText(readBytes(store, file.oid));
}

/** `null` when the bytes are no UTF-8 text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function describe(
  before: string | null,
  after: string | null,
): Pick<FileChange, "additions" | "deletions" | "patch"> {
  if (before === null || after === null) return { additions: 0, deletions: 0, patch: null };
  const old = splitLines(before);
  const now = splitLines(after);
  const changes = diffLines(old, now);
  return {
    additions: changes.reduce((sum, change) => sum + change.after[1] - change.after[0], 0),
    deletions: changes.reduce((sum, change) => sum + change.before[1] - change.before[0], 0),
    patch: renderPatch(old, now, changes),
  };
}

function renderPatch(old: readonly string[], now: readonly string[], changes: readonly LineChange[]): string {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && change.before[0] - last.before[1] <= 2 * CONTEXT)
      group.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => renderHunk(old, now, group)).join("\n");
}

function renderHunk(old: readonly string[], now: readonly string[], changes: readonly LineChange[]): string {
  const first = changes[0];
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return "";
  const from = Math.max(0, first.before[0] - CONTEXT);
  const to = Math.min(old.length, last.before[1] + CONTEXT);
  const fromNow = first.after[0] - (first.before[0] - from);
  const toNow = last.after[1] + (to - last.before[1]);
  const lines: string[] = [];
  let position = from;
  for (const change of changes) {
    lines.push(...old.slice(position, change.before[0]).map((line) => mark(" ", line)));
    lines.push(...old.slice(...change.before).map((line) => mark("-", line)));
    lines.push(...now.slice(...change.after).map((line) => mark("+", line)));
    position = change.before[1];
  }
  lines.push(...old.slice(position, to).map((line) => mark(" ", line)));
  return [`@@ -${range(from, to)} +${range(fromNow, toNow)} @@`, ...lines].join("\n");
}

function mark(sign: string, line: string): string {
  return line.endsWith("\n") ? `${sign}${line.slice(0, -1)}` : `${sign}${line}\n\\ No newline at end of file`;
}

function range(from: number, to: number): string {
  const length = to - from;
  if (length === 1) return `${from + 1}`;
  return `${length === 0 ? from : from + 1},${length}`;
}
