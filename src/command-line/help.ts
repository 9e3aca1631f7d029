import type { Command, Option } from "./command.ts";
import { wrapText } from "./wrapping.ts";

const WIDTH = 100;
const EXITS = [0, 1, 2, 3] as const;

/** What `partnerbot --help` prints. */
export function renderHelp(commands: Readonly<Record<string, Command>>): string {
  return [
    "partnerbot runs an open-source project's partner program on GitHub.",
    "",
    "Usage: partnerbot COMMAND [options]",
    "",
    "Commands:",
    ...columns(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
    "",
    "Options:",
    ...columns([
      ["-h, --help", "Show this help, or that of a command: partnerbot COMMAND --help"],
      ["--version", "Show the version"],
    ]),
    "",
    "Exit status:",
    ...columns([
      ["0", "done"],
      ["1", "it says no: something is invalid, failed, or differs"],
      ["2", "used wrongly"],
      ["3", "GitHub did not answer"],
    ]),
    "",
  ].join("\n");
}

/** What `partnerbot COMMAND --help` prints. */
export function renderCommandHelp(name: string, command: Command): string {
  const { operands, describe, options, examples, exits } = command;
  const all = Object.entries({ ...options, help: HELP });
  return [
    `Usage: partnerbot ${name} [options]${operands === null ? "" : ` ${operands}`}`,
    ...describe.flatMap((paragraph) => ["", ...wrapText(paragraph, WIDTH)]),
    "",
    "Options:",
    ...columns(all.map(([key, option]) => [spelling(key, option), option.describe])),
    "",
    "Examples:",
    ...examples.flatMap(({ line, does }) => [
      ...wrapText(`# ${does}`, WIDTH - 2).map((text) => `  ${text}`),
      `  partnerbot ${line}`,
    ]),
    "",
    "Exit status:",
    ...columns(EXITS.flatMap((status) => (exits[status] ? [[`${status}`, exits[status]]] : []))),
    "",
  ].join("\n");
}

const HELP: Option = { type: "boolean", short: "h", describe: "Show this help." };

function spelling(name: string, { short, type, value }: Option): string {
  const long = type === "string" ? `--${name} ${value ?? "TEXT"}` : `--${name}`;
  return short === undefined ? long : `-${short}, ${long}`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const left = Math.max(...rows.map(([term = ""]) => term.length));
  return rows.flatMap(([term = "", text = ""]) =>
    wrapText(text, WIDTH - left - 4).map(
      (line, index) => `  ${(index === 0 ? term : "").padEnd(left)}  ${line}`,
    ),
  );
}
