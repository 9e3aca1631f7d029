import type { CommandRequest, VoteChoice } from "./command.ts";

/** The words behind the slash. */
export const COMMANDS = [
  "vote",
  "recuse",
  "veto",
  "open-vote",
  "close-vote",
  "extend",
  "cancel-vote",
  "category",
  "withdraw",
  "appeal",
  "confirm",
  "decline",
  "exception",
  "status",
  "help",
] as const;

export type CommandName = (typeof COMMANDS)[number];

const CHOICES: readonly VoteChoice[] = ["yes", "no", "abstain", "present"];
const CHOICE = CHOICES.join("|");

/** A first word, then the end, a space, punctuation, or a dash before the reason. */
const FIRST_WORD_END = String.raw`(?=$|\s|[.,;:!…—–]|-+(?:\s|$))`;
const VOTE = new RegExp(`^(${CHOICE}|withdraw)${FIRST_WORD_END}(.*)$`, "iu");
const OTHER_CHOICE = new RegExp(`^(?:or|and|/|\\|)?\\s*(?:${CHOICE})[.!?…]*$`, "iu");
const DURATION_UNITS = "bd|business[- ]days?|d|days?|h|hours?|m|min|minutes?|s|seconds?|w|weeks?";
const DURATION = new RegExp(`^(\\d{1,5})\\s*(${DURATION_UNITS})${FIRST_WORD_END}(.*)$`, "iu");

/** Durations are no longer than a hundred years; of the shorter units nobody can write so many. */
const LONGEST_IN_DAYS = 36_525;

const LEADING_SEPARATORS = /^(?:[\s:,;.!…—–]|-+(?=\s|$))+/u;
const ONLY_PUNCTUATION = /^[\s.,;:!…]*$/u;

/** What the text behind a command's word asks for. */
export function readArguments(name: CommandName, rest: string): CommandRequest {
  switch (name) {
    case "vote":
      return readVote(rest);
    case "veto":
      return /^withdraw[\s.,;:!…]*$/i.test(rest)
        ? { name: "veto-withdraw" }
        : { name, reason: reasonOf(rest) };
    case "recuse":
    case "cancel-vote":
    case "appeal":
    case "decline":
      return { name, reason: reasonOf(rest) };
    case "extend":
    case "exception":
      return readDuration(name, rest);
    case "open-vote":
      return readOpening(rest);
    case "category":
      return readCategories(rest);
    case "close-vote":
    case "withdraw":
    case "confirm":
    case "status":
    case "help":
      return ONLY_PUNCTUATION.test(rest) ? { name } : malformed(`/${name} stands alone on its line.`);
  }
}

function readVote(rest: string): CommandRequest {
  const usage = "Write /vote yes, /vote no, /vote abstain, /vote present, or /vote withdraw.";
  const match = VOTE.exec(rest);
  const word = match?.[1]?.toLowerCase();
  if (word === "withdraw") return { name: "vote-withdraw" };
  const choice = CHOICES.find((known) => known === word);
  if (!choice) return malformed(usage);
  const reason = reasonOf(match?.[2] ?? "");
  if (reason !== null && OTHER_CHOICE.test(reason)) return malformed(`Choose one. ${usage}`);
  return { name: "vote", choice, reason };
}

function readDuration(name: "extend" | "exception", rest: string): CommandRequest {
  const match = DURATION.exec(rest);
  const amount = Number(match?.[1] ?? 0);
  if (!match?.[2] || amount === 0) {
    return malformed(`Write a duration first, such as /${name} 3d, and then the reason.`);
  }
  const unit = match[2].toLowerCase();
  if (/^[bdw]/.test(unit) && amount * (unit.startsWith("w") ? 7 : 1) > LONGEST_IN_DAYS) {
    return malformed("That is longer than a hundred years.");
  }
  const duration = unit.startsWith("b")
    ? `${amount}bd`
    : unit.startsWith("w")
      ? `${amount * 7}d`
      : `${amount}${unit[0]}`;
  return { name, duration, reason: reasonOf(match[3] ?? "") };
}

function readOpening(rest: string): CommandRequest {
  if (ONLY_PUNCTUATION.test(rest)) return { name: "open-vote", kind: null, rest: "" };
  const [, kind, more = ""] = /^(\p{L}+)(?=$|[\s.,;:!…—–])(.*)$/u.exec(rest) ?? [];
  if (kind === undefined) return malformed("Write /open-vote alone, or with the kind of vote.");
  return { name: "open-vote", kind: kind.toLowerCase(), rest: more.trim() };
}

function readCategories(rest: string): CommandRequest {
  const usage = "Write + or - before each category, such as /category +engineering -marketing.";
  const add = new Set<string>();
  const remove = new Set<string>();
  for (const word of wordsOf(rest)) {
    const match = /^([+\-−–])([\p{L}\p{N}][\p{L}\p{N}_-]*)$/u.exec(word);
    if (!match?.[2]) return malformed(usage);
    (match[1] === "+" ? add : remove).add(match[2]);
  }
  if (add.size + remove.size === 0) return malformed(usage);
  const both = [...add].find((category) => remove.has(category));
  if (both !== undefined) return malformed(`${both} is both added and removed.`);
  return { name: "category", add: [...add], remove: [...remove] };
}

function wordsOf(rest: string): string[] {
  return rest
    .replace(/[.,;:!…]+$/u, "")
    .split(/[\s,]+/)
    .filter((word) => word !== "");
}

function reasonOf(rest: string): string | null {
  const reason = rest.replace(LEADING_SEPARATORS, "").trim();
  return reason === "" ? null : reason;
}

function malformed(problem: string): CommandRequest {
  return { name: "malformed", problem };
}

/** Whether an unknown word looks like a slip in one of the commands: the same first letter, and one or two letters wrong. */
export function isAttempt(word: string, rest: string): boolean {
  if (new RegExp(`^vote[-_]?(?:${CHOICE}|withdraw)$`).test(word)) return true;
  const votes = VOTE.test(rest);
  return COMMANDS.some((name) => {
    const allowed = name.length > 5 || (name === "vote" && votes) ? 2 : 1;
    const distance = editDistance(word, name, allowed);
    return distance <= allowed && (word[0] === name[0] || (name === "vote" && votes));
  });
}

/** Optimal string alignment distance: letters added, left out, changed, or two neighbours swapped. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + same,
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
}
