import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { YamlPath } from "./yaml-edit.ts";
import {
  blockText,
  columnOf,
  contentEnd,
  dashesOf,
  type EntryStyle,
  flowText,
  keepsBlankLines,
  lineAfter,
  lineEndOf,
  nextLine,
  type Splice,
} from "./yaml-splice.ts";

/** A parsed file, its text, and where in it the sequence is or shall be. */
export interface YamlTarget {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly path: YamlPath;
}

interface Place {
  /** The deepest node on the path that is there; `null` in an empty file. */
  readonly node: Node | null;
  /** The pair whose value the node is, and the mapping that holds it. */
  readonly pair: Pair | null;
  readonly map: YAMLMap | null;
  /** What of the path is not there. */
  readonly rest: YamlPath;
}

/** How to add values at the end; `null` where no way is known. */
export function appendSplices(
  target: YamlTarget,
  values: readonly unknown[],
  style: EntryStyle,
): Splice[] | null {
  const { text } = target;
  const place = locate(target);
  const full = { ...style, indentSeq: indentsSequences(target) };
  if (isSeq(place.node) && place.node.items.length > 0) {
    return place.node.flow
      ? appendToFlow(text, place.node, values)
      : appendToBlock(text, place.node, values, full);
  }
  if (isMap(place.node) && place.node.items.length > 0 && place.rest.length > 0) {
    return addKey(text, place.node, nest(place.rest, values), full);
  }
  return fillEmpty(target, place, values, full);
}

/** How to put a value into the place of the entry at the index. */
export function replaceSplices(
  target: YamlTarget,
  index: number,
  value: unknown,
  style: EntryStyle,
): Splice[] | null {
  const { text } = target;
  const { node } = locate(target);
  const item: unknown = isSeq(node) ? node.items[index] : null;
  if (!isSeq(node) || !isNode(item)) return null;
  const dash = dashesOf(node)?.[index];
  if (dash === undefined) {
    const [from, to] = item.range ?? [0, 0];
    return node.flow ? [{ from, to, text: flowText(value) }] : null;
  }
  const full = { ...style, indentSeq: indentsSequences(target) };
  const entry = blockText([value], columnOf(text, dash), full, lineEndOf(text)).trimStart();
  return [{ from: dash, to: Math.max(contentEnd(text, item), dash + 1), text: entry }];
}

/** How to put another text into the place of the one that the mapping at the index has under this key. */
export function textSplices(target: YamlTarget, index: number, key: string, value: string): Splice[] | null {
  const { node } = locate({ ...target, path: [...target.path, index, key] });
  if (!isScalar(node) || node.type?.startsWith("BLOCK")) return null;
  const [from, to] = rangeOf(node);
  return [{ from, to, text: flowText(value) }];
}

/** How to take out the entry at the index. */
export function removeSplices(target: YamlTarget, index: number): Splice[] | null {
  const { text } = target;
  const place = locate(target);
  const sequence = place.node;
  const item: unknown = isSeq(sequence) ? sequence.items[index] : null;
  if (!isSeq(sequence) || !isNode(item)) return null;
  const dashes = dashesOf(sequence);
  if (!dashes) return sequence.flow ? removeFromFlow(sequence, index) : null;

  const dash = dashes[index] ?? 0;
  const end = Math.max(contentEnd(text, item), dash + 1);
  const lineStart = dash - columnOf(text, dash);
  const ownLine = text.slice(lineStart, dash).trim() === "";
  if (dashes.length === 1) {
    const key = place.pair?.key;
    if (!ownLine || !isNode(key)) return [{ from: dash, to: end, text: "[]" }];
    const colon = text.indexOf(":", key.range?.[1] ?? 0) + 1;
    return [
      { from: colon, to: colon, text: " []" },
      { from: lineStart, to: lineAfter(text, item), text: "" },
    ];
  }
  const next = dashes[index + 1];
  if (!ownLine) return next === undefined ? null : [{ from: dash, to: next, text: "" }];
  const after = lineAfter(text, item);
  return [{ from: lineStart, to: skipDoubledBlankLines(text, lineStart, after), text: "" }];
}

function locate({ document, path }: YamlTarget): Place {
  let place: Place = { node: document.contents, pair: null, map: null, rest: path };
  for (const [index, key] of path.entries()) {
    const rest = path.slice(index + 1);
    if (isMap(place.node)) {
      const map: YAMLMap = place.node;
      const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (!pair) return place;
      place = { node: isNode(pair.value) ? pair.value : null, pair, map, rest };
    } else if (isSeq(place.node) && typeof key === "number") {
      const item: unknown = place.node.items[key];
      place = { node: isNode(item) ? item : null, pair: null, map: null, rest };
    } else return place;
  }
  return place;
}

function appendToBlock(
  text: string,
  sequence: YAMLSeq,
  values: readonly unknown[],
  style: EntryStyle,
): Splice[] | null {
  const dashes = dashesOf(sequence);
  const last: unknown = sequence.items.at(-1);
  const before: unknown = sequence.items.at(-2);
  const [first] = dashes ?? [];
  if (first === undefined || !isNode(last)) return null;
  const at = Math.max(lineAfter(text, last), nextLine(text, dashes?.at(-1) ?? 0));
  const gap = isNode(before) ? text.slice(lineAfter(text, before), dashes?.at(-1)) : "";
  const lineEnd = lineEndOf(text);
  const blank = /^[ \t]*\r?\n/m.test(gap) && !keepsBlankLines(text, last) ? lineEnd : "";
  return [insertLines(text, at, blank + blockText(values, columnOf(text, first), style, lineEnd))];
}

function appendToFlow(text: string, sequence: YAMLSeq, values: readonly unknown[]): Splice[] | null {
  const last: unknown = sequence.items.at(-1);
  const first: unknown = sequence.items[0];
  const [, itemEnd] = isPair(last) ? rangeOf(last.value) : rangeOf(last);
  const [start] = rangeOf(isPair(first) ? first.key : first);
  const close = (sequence.range?.[1] ?? 0) - 1;
  const after = text.slice(itemEnd, close).replace(/#.*/g, (comment) => " ".repeat(comment.length));
  const comma = after.indexOf(",");
  const lines = text.slice(sequence.range?.[0], start).includes("\n") && after.includes("\n");
  const written = values.map(flowText);
  if (!lines) return [{ from: itemEnd, to: itemEnd, text: `, ${written.join(", ")}` }];
  const indent = " ".repeat(columnOf(text, start));
  const line = insertLines(
    text,
    nextLine(text, itemEnd),
    `${indent}${written.join(`,${lineEndOf(text)}${indent}`)}${comma === -1 ? "" : ","}`,
  );
  return comma === -1 ? [{ from: itemEnd, to: itemEnd, text: "," }, line] : [line];
}

function addKey(text: string, map: YAMLMap, content: unknown, style: EntryStyle): Splice[] | null {
  const last = map.items.at(-1);
  const end = isNode(last?.value) ? last.value : last?.key;
  const first = map.items[0]?.key;
  if (!isNode(end) || !isNode(first)) return null;
  if (map.flow) {
    const [, at] = rangeOf(end);
    return [{ from: at, to: at, text: `, ${flowText(content).replace(/^\{|\}$/g, "")}` }];
  }
  const column = columnOf(text, rangeOf(first)[0]);
  return [insertLines(text, lineAfter(text, end), blockText(content, column, style, lineEndOf(text)))];
}

/** For an empty file, a key without a value, `~`, `[]`, and `{}`. */
function fillEmpty(
  target: YamlTarget,
  place: Place,
  values: readonly unknown[],
  style: EntryStyle,
): Splice[] | null {
  const { text } = target;
  const content = nest(place.rest, values);
  const lineEnd = lineEndOf(text);
  const [from, to] = place.node ? rangeOf(place.node) : [text.length, text.length];
  const written = text.slice(from, to);
  if (!/^(?:|~|null|\[\s*\]|\{\s*\})$/i.test(written)) return null;

  if (place.pair && place.map && !place.map.flow) {
    const keyColumn = columnOf(text, rangeOf(place.pair.key)[0]);
    const indented = Array.isArray(content) && !style.indentSeq ? 0 : 2;
    const lines = blockText(content, keyColumn + indented, style, lineEnd);
    const spaces = written === "" ? 0 : (/[ \t]*$/.exec(text.slice(0, from))?.[0].length ?? 0);
    return [
      { from: from - spaces, to, text: "" },
      insertLines(text, nextLine(text, Math.max(to, rangeOf(place.pair.key)[1])), lines),
    ];
  }
  if (place.node && written !== "") return [{ from, to, text: flowText(content) }];
  if (place.pair || target.document.contents?.range?.[0] !== place.node?.range?.[0]) return null;
  const end = /^\.\.\.[ \t]*(?:#.*)?\r?$/m.exec(text)?.index ?? text.length;
  return [insertLines(text, end, blockText(content, 0, style, lineEnd))];
}

/** The inner end of the entry is cut with its comma: the one behind it, or for the last entry the one before. */
function removeFromFlow(sequence: YAMLSeq, index: number): Splice[] | null {
  const ranges = sequence.items.map((item) => rangeOf(item));
  const [from, to] = ranges[index] ?? [0, 0];
  const next = ranges[index + 1];
  const previous = ranges[index - 1];
  if (next) return [{ from, to: next[0], text: "" }];
  if (previous) return [{ from: previous[1], to, text: "" }];
  const [start = 0, end = 0] = sequence.range ?? [];
  return [{ from: start, to: end, text: "[]" }];
}

function insertLines(text: string, at: number, lines: string): Splice {
  const lineEnd = lineEndOf(text);
  const unfinished = at === text.length && text !== "" && !text.endsWith("\n");
  return { from: at, to: at, text: unfinished ? lineEnd + lines : lines + lineEnd };
}

/** Entries set off by blank lines: the blank lines behind the one that goes, when there are some before it too. */
function skipDoubledBlankLines(text: string, from: number, to: number): number {
  const blankBefore = /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(0, from));
  const after = /^(?:[ \t]*\r?\n)+/.exec(text.slice(to))?.[0].length ?? 0;
  return blankBefore ? to + after : to;
}

/** Whether the file indents a sequence below its key; it does when it does not say. */
function indentsSequences({ document, text }: YamlTarget): boolean {
  let indents = true;
  visit(document, {
    Pair(_, pair) {
      const dash = isSeq(pair.value) ? dashesOf(pair.value)?.[0] : undefined;
      if (dash === undefined || !isNode(pair.key)) return undefined;
      indents = columnOf(text, dash) > columnOf(text, rangeOf(pair.key)[0]);
      return visit.BREAK;
    },
  });
  return indents;
}

function nest(keys: YamlPath, values: readonly unknown[]): unknown {
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), values);
}

function rangeOf(node: unknown): [number, number] {
  if (!isNode(node) || !node.range) return [0, 0];
  return [node.range[0], node.range[1]];
}
