import { COMMANDS, type CommandName, isAttempt, readArguments } from "./command-arguments.ts";
import { readCommentLines } from "./comment-lines.ts";

export type { VoteSynonyms } from "./command-synonym.ts";
export { parseSynonym } from "./command-synonym.ts";

export type VoteChoice = "yes" | "no" | "abstain" | "present";

/** What a command asks for. */
export type CommandRequest =
  | { readonly name: "vote"; readonly choice: VoteChoice; readonly reason: string | null }
  | { readonly name: "vote-withdraw" }
  | { readonly name: "recuse"; readonly reason: string | null }
  /** Whether a veto needs a reason is the rule's to say. */
  | { readonly name: "veto"; readonly reason: string | null }
  | { readonly name: "veto-withdraw" }
  /** `rest` is what stands behind the kind, as it was written. */
  | { readonly name: "open-vote"; readonly kind: string | null; readonly rest: string }
  | { readonly name: "close-vote" }
  /** `duration` is in the config's spelling, such as `3d` or `5bd`. */
  | { readonly name: "extend"; readonly duration: string; readonly reason: string | null }
  | { readonly name: "cancel-vote"; readonly reason: string | null }
  | { readonly name: "category"; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly name: "withdraw" }
  | { readonly name: "appeal"; readonly reason: string | null }
  | { readonly name: "confirm" }
  | { readonly name: "decline"; readonly reason: string | null }
  | { readonly name: "exception"; readonly duration: string; readonly reason: string | null }
  | { readonly name: "status" }
  | { readonly name: "help" }
  /** A command whose arguments make no sense; `problem` says how it is written. */
  | { readonly name: "malformed"; readonly problem: string }
  /** Not a command, and close enough to one to be a slip. */
  | { readonly name: "unknown" };

export type Command = CommandRequest & {
  /** Counted from 1. */
  readonly line: number;
  /** The line as it was written. */
  readonly text: string;
};

/** A slash, a word, and then neither a path nor a longer name. */
const COMMAND_LINE = /^\/([a-z][a-z_-]*)(?:$|[\s:,;.!?…—–]+)(.*)$/i;

/**
 * The commands in a comment, in order. A command is a line of its own that begins with `/` and its word, in a paragraph that is
 * neither quoted nor in a list; lines in code and in HTML are none. Words of other bots (`/cc`, `/assign`) and paths are left alone.
 */
export function parseCommands(markdown: string): Command[] {
  if (!/^[ \t]*\/[a-z]/im.test(markdown)) return [];
  return readCommentLines(markdown).flatMap(({ line, text, spoken }): Command[] => {
    const match = COMMAND_LINE.exec(spoken);
    if (!match?.[1]) return [];
    const word = match[1].toLowerCase().replace(/-+$/, "");
    const rest = (match[2] ?? "").trim();
    if (isCommandName(word)) return [{ ...readArguments(word, rest), line, text }];
    return isAttempt(word, rest) ? [{ name: "unknown", line, text }] : [];
  });
}

function isCommandName(word: string): word is CommandName {
  return COMMANDS.some((name) => name === word);
}
