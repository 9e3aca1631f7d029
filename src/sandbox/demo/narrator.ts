import type { Terminal } from "../../command-line/command.ts";
import { wrapText } from "../../command-line/wrapping.ts";
import type { Instant } from "../../program/instant.ts";
import { displayWidth } from "../../text/display-width.ts";
import type { BotDeed } from "./bot-deeds.ts";
import { headingOf, newLines, plainLines, printable } from "./plain-lines.ts";
import { addCounts, NO_REQUESTS, type RequestCount } from "./request-count.ts";

const WIDTH = 100;
/** A message is quoted so far; all of it is in `story.md`. */
const FILES_NAMED = 4;
const LINES_QUOTED = 6;
const REACTIONS: Readonly<Record<string, string>> = { "+1": "👍", confused: "😕", eyes: "👀" };

type Style = "bold" | "dim" | "blue" | "green";
const CODES: Readonly<Record<Style, string>> = { bold: "1", dim: "2", blue: "36", green: "32" };

/** Prints the story while it happens: who did what, what the bot did about it, and what that cost. */
export class Narrator {
  readonly #terminal: Terminal;
  #day = "";
  #total = NO_REQUESTS;
  #untold = NO_REQUESTS;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** All requests so far. */
  get total(): RequestCount {
    return this.#total;
  }

  /** Those of them that belong to no step. */
  get untold(): RequestCount {
    return this.#untold;
  }

  title(text: string): void {
    this.#line("", text, "bold");
  }

  /** Text on its own, wrapped. */
  say(text: string, style?: Style): void {
    this.#line("", text, style);
  }

  /** One entry of a list: a word, and what is said of it. */
  item(term: string, text: string): void {
    this.#line(`  ${term.padEnd(24)}`, text);
  }

  blank(): void {
    this.#terminal.out("\n");
  }

  /** Something that a person did, or that time did. `said` is quoted. */
  person(at: Instant, text: string, said: readonly string[] = []): void {
    this.#newDay(at);
    this.#line(`  ${new Date(at).toISOString().slice(11, 16)}  `, text, "bold");
    this.#quote(said);
  }

  /** What the bot did about it, and how many requests that took. */
  bot(deeds: readonly BotDeed[], requests: RequestCount): void {
    if (deeds.length === 0) this.#line("         bot  ", "looks, and has nothing to do", "blue");
    for (const deed of deeds) this.#deed(deed);
    this.#total = addCounts(this.#total, requests);
    const { reads, writes } = requests;
    if (reads + writes === 0) return;
    this.#line(
      "              ",
      `${requestWords(reads + writes)} to GitHub: ${readWords(reads)}, ${writeWords(writes)}`,
      "dim",
    );
  }

  /** Requests that are told only at the end. */
  count(requests: RequestCount): void {
    this.#total = addCounts(this.#total, requests);
    this.#untold = addCounts(this.#untold, requests);
  }

  note(text: string): void {
    this.#line("              ", text, "dim");
  }

  #deed(deed: BotDeed): void {
    this.#line("         bot  ", printable(describeDeed(deed)), "blue");
    if (deed.do === "comment" || deed.do === "open-issue") this.#quote(shortened(plainLines(deed.text)));
    if (deed.do === "edit") this.#quote(shortened(changedLines(deed)));
  }

  #quote(lines: readonly string[]): void {
    for (const line of lines) this.#line("              │ ", printable(line), "dim", "              │   ");
  }

  #newDay(at: Instant): void {
    const day = new Intl.DateTimeFormat("en-GB", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(at);
    if (day === this.#day) return;
    this.#day = day;
    this.blank();
    this.#line("", `${day} (times in UTC)`, "green");
  }

  #line(prefix: string, text: string, style?: Style, further?: string): void {
    const indent = further ?? " ".repeat(displayWidth(prefix));
    const lines = wrapText(text, WIDTH - Math.max(displayWidth(prefix), displayWidth(indent)));
    for (const [index, line] of lines.entries()) {
      this.#terminal.out(`${index === 0 ? prefix : indent}${this.#styled(line, style)}\n`);
    }
  }

  #styled(text: string, style: Style | undefined): string {
    if (style === undefined || !this.#terminal.colour || text === "") return text;
    return `\u001B[${CODES[style]}m${text}\u001B[0m`;
  }
}

export function requestWords(count: number): string {
  return `${count} ${count === 1 ? "request" : "requests"}`;
}

export function readWords(count: number): string {
  return `${count} ${count === 1 ? "read" : "reads"}`;
}

export function writeWords(count: number): string {
  return `${count} ${count === 1 ? "write" : "writes"}`;
}

function describeDeed(deed: BotDeed): string {
  switch (deed.do) {
    case "commit":
      return `commits "${deed.headline}" to ${deed.branch} (${fewOf(deed.files)})`;
    case "delete-branch":
      return `deletes the branch ${deed.branch}`;
    case "open-issue":
      return `opens issue #${deed.number} "${deed.title}"`;
    case "open-pull-request":
      return `opens pull request #${deed.number} "${deed.title}" (${deed.files.join(", ")})`;
    case "comment":
      return `comments on #${deed.on.number}`;
    case "edit":
      if (deed.restored) return "puts its comment back as it was";
      return headingOf(deed.before) === headingOf(deed.after)
        ? "brings its comment up to date"
        : "rewrites its comment";
    case "react":
      return `answers ${deed.to} with ${REACTIONS[deed.content] ?? deed.content}`;
    case "labels":
      return [
        ...(deed.set.length > 0 ? [`sets ${deed.set.map(quoted).join(", ")}`] : []),
        ...(deed.gone.length > 0 ? [`takes off ${deed.gone.map(quoted).join(", ")}`] : []),
      ].join("; ");
    case "close":
      return `closes #${deed.on.number}${deed.reason === "" ? "" : ` as ${deed.reason}`}`;
    case "reopen":
      return `reopens #${deed.on.number}`;
  }
}

/** A site has many files. */
function fewOf(files: readonly string[]): string {
  const more = files.length - FILES_NAMED;
  if (more <= 1) return files.join(", ");
  return `${files.slice(0, FILES_NAMED).join(", ")} and ${more} more`;
}

function quoted(name: string): string {
  return `"${name}"`;
}

/** A new message is quoted from its beginning, another version by what is new in it. */
function changedLines({ before, after }: { before: string; after: string }): string[] {
  return headingOf(before) === headingOf(after) ? newLines(before, after) : plainLines(after);
}

function shortened(lines: readonly string[]): string[] {
  return lines.length > LINES_QUOTED ? [...lines.slice(0, LINES_QUOTED), "…"] : [...lines];
}
