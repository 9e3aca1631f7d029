import { isDeepStrictEqual } from "node:util";
import { type Document, parseDocument } from "yaml";
import { UserError } from "../errors.ts";
import { appendSplices, removeSplices, replaceSplices, textSplices } from "./yaml-sequence.ts";
import { applySplices, type Splice } from "./yaml-splice.ts";

/** Keys of mappings and indexes of sequences, from the top; `[]` is the top itself. */
export type YamlPath = readonly (string | number)[];

/*
 * These functions change one entry of one sequence and keep every other byte: comments, order, quotes, line ends. `yaml` finds the
 * place and writes the new entry; the file itself is never printed anew. The result is parsed again and compared with the data that it
 * should hold: when it differs, or the source is not valid YAML, they throw `UserError("yaml-edit-failed")` and name the place.
 */

/** Adds an entry at the end of the sequence. A sequence that is not there yet, or null, is made. */
export function appendToSequence(source: string, path: YamlPath, value: unknown): string {
  return mergeIntoSequence(source, path, new Map(), [value]);
}

/** Puts other values in the place of entries, by their indexes, and adds some at the end, as the functions beside this one do. */
export function mergeIntoSequence(
  source: string,
  path: YamlPath,
  replaced: ReadonlyMap<number, unknown>,
  added: readonly unknown[],
): string {
  if (replaced.size + added.length === 0) return source;
  const changed = [...replaced].map(([index, value]) => ({ index, data: jsonData(value) }));
  const more = added.map(jsonData);
  return edit(
    source,
    path,
    (items) => {
      const kept = changed.reduce(
        (list, { index, data }) => list.with(checkIndex(items, index), data),
        [...items],
      );
      return [...kept, ...more];
    },
    (document, text, style) => {
      const target = { document, text, path };
      const cuts = changed.map(({ index, data }) => replaceSplices(target, index, data, style));
      if (more.length > 0) cuts.push(appendSplices(target, more, style));
      return cuts.some((splices) => splices === null) ? null : cuts.flatMap((splices) => splices ?? []);
    },
  );
}

/** Puts another text in the place of the one that the mapping at the index has under a key. */
export function replaceTextInSequence(
  source: string,
  path: YamlPath,
  index: number,
  key: string,
  value: string,
): string {
  return edit(
    source,
    path,
    (items) => {
      const item = items[checkIndex(items, index)];
      if (typeof item !== "object" || item === null || !(key in item))
        throw failure(path, `"${key}" is not there`);
      return items.with(index, { ...item, [key]: value });
    },
    (document, text) => textSplices({ document, text, path }, index, key, value),
  );
}

/** Puts another value in the place of the entry at the index. Comments inside the old entry go with it. */
export function replaceInSequence(source: string, path: YamlPath, index: number, value: unknown): string {
  const data = jsonData(value);
  return edit(
    source,
    path,
    (items) => items.with(checkIndex(items, index), data),
    (document, text, style) => replaceSplices({ document, text, path }, index, data, style),
  );
}

/** Takes out the entry at the index. Comments above it stay. A sequence without entries is `[]`. */
export function removeFromSequence(source: string, path: YamlPath, index: number): string {
  return edit(
    source,
    path,
    (items) => items.toSpliced(checkIndex(items, index), 1),
    (document, text) => removeSplices({ document, text, path }, index),
  );
}

/** What JSON keeps of the value: keys that are `undefined` are left out. */
function jsonData(value: unknown): unknown {
  const json = JSON.stringify(value);
  if (json === undefined) throw new TypeError("only JSON data can be written to YAML");
  return JSON.parse(json);
}

type Change = (items: readonly unknown[]) => unknown[];
type Cut = (
  document: Document.Parsed,
  text: string,
  style: { blockQuote: boolean },
) => readonly Splice[] | null;

function edit(source: string, path: YamlPath, change: Change, cut: Cut): string {
  const byteOrderMark = source.startsWith("\uFEFF") ? "\uFEFF" : "";
  const text = source.slice(byteOrderMark.length);
  const document = parse(text);
  const [error] = document.errors;
  if (error) throw failure(path, `the file is not valid YAML: ${error.message.replace(/:\n[\s\S]*$/, "")}`);
  const wanted = changeAt(document.toJS(), path, change, path);

  // A block scalar cannot be followed by a comment: where the first try fails, the entry is written with quotes.
  for (const blockQuote of [true, false]) {
    const splices = cut(document, text, { blockQuote });
    if (splices === null) break;
    const result = applySplices(text, splices);
    const again = parse(result);
    if (again.errors.length === 0 && isDeepStrictEqual(again.toJS(), wanted)) return byteOrderMark + result;
  }
  throw failure(path, "its style is one that cannot be edited safely");
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, { keepSourceTokens: true });
}

/** A copy of the data with the sequence changed. */
function changeAt(data: unknown, rest: YamlPath, change: Change, path: YamlPath): unknown {
  const [key, ...deeper] = rest;
  if (key === undefined) {
    if (data === null || data === undefined) return change([]);
    if (Array.isArray(data)) return change(data);
    throw failure(path, "it is not a list");
  }
  if (typeof key === "number") {
    if (!Array.isArray(data) || !(key in data)) throw failure(path, `there is no entry ${key}`);
    return data.with(key, changeAt(data[key], deeper, change, path));
  }
  if (data === null || data === undefined) return { [key]: changeAt(null, deeper, change, path) };
  if (typeof data !== "object" || Array.isArray(data))
    throw failure(path, `"${key}" is not inside a mapping`);
  const entries = new Map(Object.entries(data));
  entries.set(key, changeAt(entries.get(key), deeper, change, path));
  return Object.fromEntries(entries);
}

function checkIndex(items: readonly unknown[], index: number): number {
  if (!Number.isInteger(index) || index < 0 || index >= items.length) {
    throw new RangeError(`there is no entry ${index} in a list of ${items.length}`);
  }
  return index;
}

function failure(path: YamlPath, why: string): UserError {
  const place = path.length === 0 ? "The list at the top of the file" : `The list "${path.join(".")}"`;
  return new UserError(
    "yaml-edit-failed",
    `${place} could not be changed: ${why}.`,
    "Change it by hand, or write it as a plain YAML list with one entry a line.",
  );
}
