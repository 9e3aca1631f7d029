import { displayWidth } from "../text/display-width.ts";

/** Advance widths of Verdana in hundredths of an em, with the characters that have them. */
const VERDANA: readonly (readonly [number, string])[] = [
  [27, "'il"],
  [34, "j"],
  [35, " f"],
  [36, ".,"],
  [39, "!t"],
  [42, "I"],
  [43, "r"],
  [45, "()-/:;J[\\]|"],
  [46, '"'],
  [52, "cs"],
  [53, "z"],
  [55, "?"],
  [56, "L"],
  [57, "F"],
  [59, "kvxy"],
  [60, "Pae"],
  [61, "o"],
  [62, "TYbdgpq"],
  [63, "Ehnu{}"],
  [64, "$*0123456789_`"],
  [68, "ASV"],
  [69, "BKXZ"],
  [70, "CR"],
  [73, "&U"],
  [75, "HN"],
  [77, "D"],
  [78, "G"],
  [79, "OQ"],
  [82, "#+<=>^w~…"],
  [84, "M"],
  [97, "m"],
  [99, "W"],
  [100, "@—"],
  [108, "%"],
];
const KNOWN = new Map(VERDANA.flatMap(([width, characters]) => [...characters].map((one) => [one, width])));

/** Scripts that fill a square of one em for each character. */
const SQUARE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
const SQUARE_WIDTH = 100;
const PICTURE_WIDTH = 130;
const CAPITAL_WIDTH = 76;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const RIGHT_TO_LEFT_WIDTH = 56;
/** Between Cyrillic letters (65) and those of the scripts of India, for scripts of which no table is kept. */
const LETTER_WIDTH = 68;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What people see as single characters: letters with their accents, whole emoji. */
export function graphemesOf(text: string): string[] {
  if (/^[\x20-\x7E]*$/.test(text)) return text.split("");
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * How wide a line of text is when it is set in Verdana, in em. Exact for ASCII, near for other scripts, whose fonts are
 * not known: whoever needs an exact width gives it to the SVG as `textLength`.
 */
export function textWidth(text: string): number {
  return graphemesOf(text).reduce((sum, grapheme) => sum + hundredthsOf(grapheme), 0) / 100;
}

/** The text if it is at most so wide (em), else as much of its beginning as fits before an ellipsis. */
export function cutToWidth(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let room = width - textWidth("…");
  const kept: string[] = [];
  for (const grapheme of graphemesOf(text)) {
    room -= hundredthsOf(grapheme) / 100;
    if (room < 0) break;
    kept.push(grapheme);
  }
  return `${kept.join("").trimEnd()}…`;
}

function hundredthsOf(grapheme: string): number {
  const known = KNOWN.get(grapheme);
  if (known !== undefined) return known;
  if (PICTURE.test(grapheme)) return PICTURE_WIDTH;
  if (SQUARE.test(grapheme)) return SQUARE_WIDTH;
  if (RIGHT_TO_LEFT.test(grapheme)) return RIGHT_TO_LEFT_WIDTH;
  const [base = ""] = grapheme.normalize("NFD");
  const letter = KNOWN.get(base);
  if (letter !== undefined) return letter;
  const columns = displayWidth(grapheme.replace(/\p{Cf}/gu, ""));
  return columns * (/^\p{Lu}/u.test(base) ? CAPITAL_WIDTH : LETTER_WIDTH);
}
