/** Characters that East Asian fonts draw two columns wide (Unicode's East Asian Width W and F), emoji aside. */
const WIDE =
  /[\u1100-\u115F\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\u303E\u3041-\u3247\u3250-\uA4C6\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{1B2FB}\u{1D300}-\u{1D376}\u{1F1AE}\u{1F200}-\u{1F320}\u{1F6D5}-\u{1F6DF}\u{1F7DA}-\u{1F7F0}\u{1FA70}-\u{1FAFA}\u{20000}-\u{3FFFD}]/u;
const EMOJI =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D)|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;
const NO_WIDTH = /[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Control}]/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How many columns the text takes in a fixed-width font, counted as Prettier counts: emoji and wide characters two, accents none. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += EMOJI.test(segment) ? 2 : [...segment].reduce((sum, character) => sum + widthOf(character), 0);
  }
  return width;
}

function widthOf(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
