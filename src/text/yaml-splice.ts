import {
  type CST,
  Document,
  isCollection,
  isPair,
  isScalar,
  isSeq,
  type Node,
  stringify,
  visit,
  type YAMLSeq,
} from "yaml";

/** Text that goes into the place of `[from, to)`. Splices of one edit do not overlap. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = text;
  for (const { from, to, text: put } of [...splices].sort((one, other) => other.from - one.from)) {
    result = result.slice(0, from) + put + result.slice(to);
  }
  return result;
}

export interface EntryStyle {
  /** `|` and `>` for strings of several lines; otherwise quotes. */
  readonly blockQuote: boolean;
  /** Whether sequences inside the value are indented below their key. */
  readonly indentSeq?: boolean;
}

/** YAML 1.1 readers (Jekyll, PyYAML) must read strings as strings: `2026-01-01`, `yes`, and `0123` get quotes. */
const SAFE = {
  lineWidth: 0,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  compat: "yaml-1.1",
  aliasDuplicateObjects: false,
} as const;

/** The value as lines of block style, indented by `column` spaces, joined by the line end; none at the end. */
export function blockText(value: unknown, column: number, style: EntryStyle, lineEnd: string): string {
  const lines = stringify(value, { ...SAFE, indentSeq: true, ...style })
    .replace(/\n$/, "")
    .split("\n");
  return lines.map((line) => (line === "" ? "" : " ".repeat(column) + line)).join(lineEnd);
}

/** The value in one line of flow style. */
export function flowText(value: unknown): string {
  const document = new Document([value], SAFE);
  if (isSeq(document.contents)) document.contents.flow = true;
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === "string" && scalar.value.includes("\n")) scalar.type = "QUOTE_DOUBLE";
    },
  });
  return document
    .toString({ ...SAFE, flowCollectionPadding: false, blockQuote: false })
    .trim()
    .slice(1, -1);
}

/** The line end that the file uses. */
export function lineEndOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}

export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** Where the line after the one at the offset begins; the end of the text when there is none. */
export function nextLine(text: string, offset: number): number {
  const lineEnd = text.indexOf("\n", offset);
  return lineEnd === -1 ? text.length : lineEnd + 1;
}

/** Where what the node says ends: before a comment, a line end, and blank lines. */
export function contentEnd(text: string, node: Node): number {
  return text.slice(0, lastNode(node).range?.[1]).trimEnd().length;
}

/** Where a next entry may begin: the line after the node; blank lines that belong to a `|+` text stay with it. */
export function lineAfter(text: string, node: Node): number {
  return keepsBlankLines(text, node)
    ? (lastNode(node).range?.[1] ?? 0)
    : nextLine(text, contentEnd(text, node));
}

/** Whether the node ends with a block scalar such as `|+`, whose value blank lines are part of. */
export function keepsBlankLines(text: string, node: Node): boolean {
  const last = lastNode(node);
  return isBlockScalar(last) && /^[|>]\d?\+/.test(text.slice(last.range?.[0]));
}

function lastNode(node: Node): Node {
  if (!isCollection(node) || node.flow || isFlow(node)) return node;
  const last: unknown = node.items.at(-1);
  const inner = isPair(last) ? (last.value ?? last.key) : last;
  return isCollection(inner) || isScalar(inner) ? lastNode(inner) : node;
}

function isFlow(node: Node): boolean {
  return node.srcToken?.type === "flow-collection";
}

function isBlockScalar(node: Node): boolean {
  return isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
}

/** The offsets of the dashes of a block sequence; `null` when it is not one. */
export function dashesOf(sequence: YAMLSeq): number[] | null {
  const token: CST.Token | undefined = sequence.srcToken;
  if (token?.type !== "block-seq") return null;
  return token.items.flatMap(({ start }) => start.find((part) => part.type === "seq-item-ind")?.offset ?? []);
}
