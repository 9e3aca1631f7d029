import { readFileSync } from "node:fs";
import { UserError } from "../errors.ts";
import { nearest } from "../program/nearest-word.ts";
import { parseArguments } from "./arguments.ts";
import type { Command, ExitStatus, Terminal } from "./command.ts";
import { renderCommandHelp, renderHelp } from "./help.ts";
import { COMMANDS } from "./table.ts";

/**
 * Does what was typed after `partnerbot`, and says how it ended. What a person can mend is printed; anything else is a
 * bug and is thrown.
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.error(`${error.message}\n${error.mend}\n`);
    return statusOf(error);
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name = "", ...rest] = words;
  if (name === "--version" || name === "-v") {
    terminal.out(`partnerbot ${readVersion()}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h" || (name === "help" && rest[0] === undefined)) {
    terminal.out(renderHelp(await loadAll()));
    return 0;
  }
  if (name === "") {
    terminal.error(renderHelp(await loadAll()));
    return 2;
  }
  const wanted = name === "help" ? (rest[0] ?? "") : name;
  const command = await loadCommand(wanted);
  const given = parseArguments(wanted, command, name === "help" ? [] : rest);
  if (name === "help" || given.flag("help")) {
    terminal.out(renderCommandHelp(wanted, command));
    return 0;
  }
  return command.run(given, terminal);
}

async function loadCommand(name: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load !== undefined) return load();
  const thing = name.startsWith("-") ? "option" : "command";
  const meant = nearest(name.replace(/^-+/, ""), [...Object.keys(COMMANDS), "help", "version"]);
  const spelled = meant === "help" || meant === "version" ? `--${meant}` : meant;
  const hint = spelled === null ? "" : `Did you mean partnerbot ${spelled}? `;
  throw new UserError("usage", `partnerbot has no ${thing} ${name}.`, `${hint}partnerbot --help lists them.`);
}

async function loadAll(): Promise<Record<string, Command>> {
  const loaded = Object.entries(COMMANDS).map(async ([name, load]) => [name, await load()] as const);
  return Object.fromEntries(await Promise.all(loaded));
}

function statusOf(error: UserError): ExitStatus {
  if (error.code === "usage") return 2;
  return error.code === "github-silent" ? 3 : 1;
}

function readVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const manifest: unknown = JSON.parse(text);
  const version = typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, "version") : "";
  return String(version);
}
