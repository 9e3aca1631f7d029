import { parseArgs } from "node:util";
import { UserError } from "../errors.ts";
import { nearest } from "../program/nearest-word.ts";
import type { Arguments, Command } from "./command.ts";

/**
 * Reads what was typed after the name of a command.
 * @throws {UserError} `usage` for an option that the command does not have, a value that is missing or too many operands.
 */
export function parseArguments(name: string, command: Command, words: readonly string[]): Arguments {
  const help = `partnerbot ${name} --help shows all options.`;
  const { tokens } = parseArgs({ args: [...words], options: shapeOf(command), strict: false, tokens: true });
  const texts = new Map<string, string>();
  const flags = new Set<string>();
  const operands: string[] = [];

  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const { rawName, value } = token;
    const option = command.options[token.name];
    if (token.name === "help" || option?.type === "boolean") {
      if (value !== undefined) throw new UserError("usage", `${rawName} takes no value.`, help);
      flags.add(token.name);
    } else if (option === undefined) {
      const meant = rawName.startsWith("--") ? nearest(token.name, Object.keys(command.options)) : null;
      const hint = meant === null ? "" : `Did you mean --${meant}? `;
      throw new UserError("usage", `partnerbot ${name} has no option ${rawName}.`, `${hint}${help}`);
    } else if (value === undefined || value === "" || (!token.inlineValue && /^-./.test(value))) {
      throw new UserError("usage", `${rawName} needs a value: ${rawName} ${option.value ?? "TEXT"}.`, help);
    } else {
      texts.set(token.name, value);
    }
  }
  const [first] = operands;
  if (first !== undefined && command.operands === null && !flags.has("help")) {
    throw new UserError("usage", `partnerbot ${name} does not know what to do with "${first}".`, help);
  }
  return {
    text: (option) => texts.get(option) ?? null,
    flag: (option) => flags.has(option),
    operands,
  };
}

function shapeOf(command: Command) {
  const shapes = Object.entries(command.options).map(([name, { type, short }]) => [
    name,
    short === undefined ? { type } : { type, short },
  ]);
  return { ...Object.fromEntries(shapes), help: { type: "boolean" as const, short: "h" } };
}
