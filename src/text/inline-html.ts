/** A piece of a paragraph: code between backticks, an HTML tag, or something that HTML hides such as a comment. */
export interface InlinePiece {
  readonly kind: "code" | "tag" | "hidden";
  readonly from: number;
  readonly to: number;
}

const HIDDEN: readonly [string, string][] = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
];
const TAG = /<(?:\/?[a-z][a-z0-9-]*(?:[\s/][^<>]*)?|![a-z][^<>]*)>/iy;

/** The code and the HTML in the text of a paragraph, in order, as GitHub would see them. Takes time in proportion to the text. */
export function findInlinePieces(text: string): InlinePiece[] {
  const pieces: InlinePiece[] = [];
  const closing = closingRuns(text);
  const after = firstAfter(text);
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, at, closing, after);
    if (piece) pieces.push(piece);
    at = piece?.to ?? at + (text[at] === "\\" ? 2 : text[at] === "`" ? runLength(text, at) : 1);
  }
  return pieces;
}

type After = (mark: string, from: number) => number;

function pieceAt(
  text: string,
  from: number,
  closing: ReadonlyMap<number, number>,
  after: After,
): InlinePiece | null {
  if (text[from] === "`") {
    const to = closing.get(from);
    return to === undefined ? null : { kind: "code", from, to };
  }
  if (text[from] !== "<") return null;
  for (const [open, close] of HIDDEN) {
    if (!text.startsWith(open, from)) continue;
    const end = after(close, from + open.length);
    return end === -1 ? null : { kind: "hidden", from, to: end + close.length };
  }
  TAG.lastIndex = from;
  const tag = TAG.exec(text);
  return tag ? { kind: "tag", from, to: from + tag[0].length } : null;
}

/** Looks for a mark from a place on, and remembers when there is none left. */
function firstAfter(text: string): After {
  const gone = new Set<string>();
  return (mark, from) => {
    const at = gone.has(mark) ? -1 : text.indexOf(mark, from);
    if (at === -1) gone.add(mark);
    return at;
  };
}

/** For each run of backticks, where the next run of the same length ends. */
function closingRuns(text: string): Map<number, number> {
  const closing = new Map<number, number>();
  const last = new Map<number, number>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const before = last.get(run.length);
    if (before !== undefined) closing.set(before, index + run.length);
    last.set(run.length, index);
  }
  return closing;
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text[end] === "`") end += 1;
  return end - at;
}
