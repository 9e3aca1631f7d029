import { cutToWidth, graphemesOf, textWidth } from "./text-width.ts";

/** The room for a text, in any unit. */
export interface TypeBox {
  readonly width: number;
  readonly height: number;
  /** Font sizes, in the same unit. */
  readonly largest: number;
  readonly smallest: number;
  readonly lines: number;
}

export interface SetType {
  /** Font size. */
  readonly size: number;
  readonly lines: readonly string[];
}

/** From one baseline to the next, in em. */
export const LINE_HEIGHT = 1.16;
/** Bold letters of narrower fonts than Verdana are about so wide, in its em. */
const BOLD = 1.04;

/** How much larger the type has to become by one line more. */
const WORTH_A_LINE = 1.2;

/** Between these no space is needed for a line to end. */
const BREAKS_ANYWHERE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303F\uFF01-\uFF60]/u;
/** Not at the beginning of a line: marks that close, and small kana. */
const STAYS_BEHIND =
  /^[\p{Pe}\p{Pf}\p{Po}\u30FC\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7]/u;

/** What is not torn apart, how wide it is (em), and what stands before it: a word that is broken begins a line. */
interface Piece {
  readonly text: string;
  readonly width: number;
  readonly before: "" | " " | "line end";
}

/** Lines as numbers, for many are tried: where each begins among the pieces, and how wide the widest is (em). */
interface Filling {
  readonly starts: readonly number[];
  readonly widest: number;
}

/**
 * Breaks a text into lines of about the same width, in as many as make it clearly larger. A word is broken only when it
 * would not fit at the smallest size, into as few parts as can be, and a text is cut off only when all of it would not fit.
 */
export function setType(text: string, box: TypeBox): SetType {
  const words = piecesOf(text);
  if (words.length === 0) return { size: box.smallest, lines: [] };
  const whole = fits(words, box).reduce((best, fit) => (fit.size > best.size * WORTH_A_LINE ? fit : best));
  if (whole.size >= box.smallest) return whole;
  const width = box.width / box.smallest;
  const pieces = words.flatMap((word) => (word.width > width ? lettersOf(word) : [word]));
  const broken = fits(pieces, box).find(
    ({ size, lines }) => size >= box.smallest && lines.length <= box.lines,
  );
  return broken ?? { size: box.smallest, lines: cutLines(pieces, width, box) };
}

/** In one line, in two, and so on, as large as each can be, until the text is as large as it may become. */
function fits(pieces: readonly Piece[], { lines: most, width, height, largest }: TypeBox): SetType[] {
  const found: SetType[] = [];
  for (let count = 1; count <= most && (found.at(-1)?.size ?? 0) < largest; count += 1) {
    const filling = balance(pieces, count);
    const size = Math.min(largest, width / filling.widest, height / (filling.starts.length * LINE_HEIGHT));
    found.push({ size: Math.floor(size * 10) / 10, lines: linesOf(pieces, filling) });
  }
  return found;
}

/** At most so many lines, the widest of them as narrow as can be. */
function balance(pieces: readonly Piece[], count: number): Filling {
  let best = fill(pieces, Number.POSITIVE_INFINITY);
  let low = Math.max(best.widest / count, ...pieces.map(({ width }) => width));
  // Halving 10 times comes below a tenth of an em for 100 characters.
  for (let step = 0; step < 10 && low < best.widest; step += 1) {
    // The least that could do is tried first: it often does.
    const limit = step === 0 ? low : (low + best.widest) / 2;
    const tried = fill(pieces, limit);
    if (tried.starts.length <= count && tried.widest <= limit) best = tried;
    else low = limit;
  }
  return best;
}

/** Fills one line after the other; a piece that is wider than the lines has one of its own. */
function fill(pieces: readonly Piece[], limit: number): Filling {
  const starts: number[] = [];
  let [widest, line] = [0, 0];
  for (const [index, { width, before }] of pieces.entries()) {
    const longer = line + (before === "" ? 0 : SPACE) + width;
    if (index === 0 || before === "line end" || longer > limit) {
      starts.push(index);
      line = width;
    } else line = longer;
    widest = Math.max(widest, line);
  }
  return { starts, widest };
}

function linesOf(pieces: readonly Piece[], { starts }: Filling): string[] {
  return starts.map((start, index) =>
    pieces
      .slice(start, starts[index + 1])
      .map(({ text, before }, place) => (place === 0 || before === "" ? text : ` ${text}`))
      .join(""),
  );
}

function cutLines(
  pieces: readonly Piece[],
  width: number,
  { height, smallest, lines: most }: TypeBox,
): string[] {
  const lines = linesOf(pieces, fill(pieces, width));
  const kept = lines.slice(0, Math.max(1, Math.min(most, Math.floor(height / (smallest * LINE_HEIGHT)))));
  if (lines.length === kept.length) return lines;
  return [...kept.slice(0, -1), cutToWidth(`${kept.at(-1)}…`, width / BOLD)];
}

function widthOf(text: string): number {
  return textWidth(text) * BOLD;
}

const SPACE = widthOf(" ");

function piecesOf(text: string): Piece[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .flatMap((word) =>
      partsOf(word).map(
        (part, index): Piece => ({ text: part, width: widthOf(part), before: index === 0 ? " " : "" }),
      ),
    );
}

/** Parts of a word between which a line may end: behind a hyphen, and in scripts that use no spaces. */
function partsOf(word: string): string[] {
  if (/^[\x21-\x2C\x2E-\x7E]*$/.test(word)) return [word];
  const parts: string[] = [];
  let before = "";
  for (const grapheme of graphemesOf(word)) {
    const part = parts.pop() ?? "";
    if (part === "" || !mayEnd(part, before, grapheme)) parts.push(part + grapheme);
    else parts.push(part, grapheme);
    before = grapheme;
  }
  return parts;
}

/** Whether a line may end behind a part, whose last character is `before`, when `next` follows. */
function mayEnd(part: string, before: string, next: string): boolean {
  if (before === "-") return /[\p{L}\p{N}]-$/u.test(part) && /^[\p{L}\p{N}]/u.test(next);
  const free = BREAKS_ANYWHERE.test(before) || BREAKS_ANYWHERE.test(next);
  return free && !STAYS_BEHIND.test(next) && !/^\p{Ps}$/u.test(before);
}

function lettersOf({ text, before }: Piece): Piece[] {
  const first = before === " " ? "line end" : "";
  return graphemesOf(text).map(
    (letter, index): Piece => ({ text: letter, width: widthOf(letter), before: index === 0 ? first : "" }),
  );
}
