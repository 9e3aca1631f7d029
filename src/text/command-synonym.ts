import type { VoteChoice } from "./command.ts";
import { readCommentLines } from "./comment-lines.ts";

/** Plain words that a program takes for votes. */
export type VoteSynonyms = Readonly<Record<VoteChoice, readonly string[]>>;

export type VoteSynonym =
  | { readonly kind: "choice"; readonly choice: VoteChoice }
  /** `text` is the line that looks like a vote and is not exactly one. */
  | { readonly kind: "ambiguous"; readonly text: string }
  | { readonly kind: "none" };

const SHORTCODES: readonly [RegExp, string][] = [
  [/:(?:\+1|thumbsup):/g, "👍"],
  [/:(?:-1|thumbsdown):/g, "👎"],
];
const SKIN_TONE_OR_VARIATION = /[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu;

/** Words that fill sentences: alone they may be votes, in a sentence they say nothing. */
const COMMON = new Set(["yes", "no", "ok", "okay", "present", "for", "against", "agree", "fine", "y", "n"]);
const CONDITION = /^(?:but|only if|unless|provided|as long as|on condition|however)\b/;
const ABOUT_ONESELF = /^(?:i|we|my|our|i['’](?:d|ll|m)|leaning|tentatively|would|strong|weak|soft)\b/;
const ABOUT_VOTING = /\bvot(?:e|es|ing)\b/;
const MOST_WORDS = 14;

/**
 * What a comment says in plain words. A synonym counts only when it is a whole line, without regard to case, outer spaces, closing
 * punctuation, emphasis, and skin tone; `:+1:` is 👍. Two choices in one comment, a condition after a choice, or a line that has
 * a synonym in it and speaks of the author's own vote is ambiguous; ordinary prose is none.
 */
export function parseSynonym(markdown: string, synonyms: VoteSynonyms): VoteSynonym {
  const known = new Map<string, VoteChoice>();
  for (const choice of ["yes", "no", "abstain", "present"] as const) {
    for (const word of synonyms[choice]) known.set(normalize(word), choice);
  }
  known.delete("");
  if (known.size === 0) return { kind: "none" };

  const finder = synonymFinder([...known.keys()]);
  const mayVote = (written: string): boolean =>
    known.has(normalize(written)) || looksLikeVote(normalize(written), finder);
  if (!markdown.split(/[\r\n]/).some(mayVote)) return { kind: "none" };
  let choice: VoteChoice | null = null;
  for (const { text, spoken } of readCommentLines(markdown)) {
    if (spoken.startsWith("/")) continue;
    const line = normalize(spoken.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, ""));
    const said = known.get(line);
    if (said !== undefined) {
      if (choice !== null && choice !== said) return { kind: "ambiguous", text: text.trim() };
      choice = said;
    } else if (looksLikeVote(line, finder) || (choice !== null && CONDITION.test(line))) {
      return { kind: "ambiguous", text: text.trim() };
    }
  }
  return choice === null ? { kind: "none" } : { kind: "choice", choice };
}

function normalize(text: string): string {
  let plain = text.normalize("NFC").toLowerCase().replace(/’/g, "'").replace(SKIN_TONE_OR_VARIATION, "");
  for (const [shortcode, emoji] of SHORTCODES) plain = plain.replace(shortcode, emoji);
  return plain
    .trim()
    .replace(/^[*_~]+(?=\S)|[*_~]+$/g, "")
    .replace(/[\s.,;:!…]+$/u, "")
    .replace(/[*_~]+$/g, "")
    .replace(/\s+/g, " ");
}

interface SynonymFinder {
  /** A synonym that is no ordinary word, anywhere: `+1`, an emoji, `looks good to me`. */
  readonly telling: RegExp;
  /** A synonym that is one ordinary word, anywhere. */
  readonly word: RegExp;
  /** A synonym at the start that is followed by more. */
  readonly first: RegExp;
  /** A common word at the start, set off from what follows. */
  readonly commonFirst: RegExp;
  /** Any of the choices, or a synonym. */
  readonly any: RegExp;
}

function synonymFinder(words: readonly string[]): SynonymFinder {
  const common = words.filter((word) => COMMON.has(word));
  const telling = words.filter((word) => !/^[a-z']+$/.test(word));
  const plain = words.filter((word) => /^[a-z']+$/.test(word) && !COMMON.has(word));
  return {
    telling: anyOf(telling),
    word: anyOf(plain),
    first: anyOf([...telling, ...plain], "^"),
    commonFirst: anyOf(common, "^", String.raw`\s*(?:[,;:.!?…—–(]|-\s|but\b|if\b)`),
    any: anyOf([...words, "yes", "no", "abstain"]),
  };
}

function anyOf(words: readonly string[], start = String.raw`(?<![\p{L}\p{N}])`, end = ""): RegExp {
  if (words.length === 0) return /(?!)/;
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`${start}(?:${escaped.join("|")})(?![\\p{L}\\p{N}])${end}`, "u");
}

function looksLikeVote(line: string, { telling, word, first, commonFirst, any }: SynonymFinder): boolean {
  if (telling.test(line) || first.test(line) || commonFirst.test(line)) return true;
  const words = line.split(" ").length;
  if (words > MOST_WORDS) return false;
  return (
    (word.test(line) && (ABOUT_ONESELF.test(line) || words <= 4)) ||
    (ABOUT_VOTING.test(line) && ABOUT_ONESELF.test(line) && any.test(line)) ||
    (/^vot(?:e|es|ing)\b/.test(line) && any.test(line))
  );
}
