import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Count } from "../program/ballot/ballot.ts";
import { countBallot } from "../program/ballot/count.ts";
import { printCount } from "../program/ballot/count-print.ts";
import {
  parseScenario,
  type Scenario,
  type ScenarioProblem,
  type ScenarioResult,
} from "../program/ballot/scenario.ts";
import type { Act } from "../program/ballot/vote.ts";
import type { Command, ExitStatus, Terminal } from "./command.ts";
import { renderCount } from "./count-text.ts";
import { parseSupposedVotes, type SupposedVote } from "./supposed-votes.ts";

/** Says what a vote would come to, offline (`DESIGN.md` section 10). */
export const simulate: Command = {
  summary: "Say what a vote would come to, from files, offline",
  describe: [
    "Reads each FILE (YAML or JSON: a rule, a roll, events), counts the vote as it stands at the file's `now`, and prints the outcome with its numbers. docs/voting-rules.md has a file for each of 17 real committees.",
    "With --as-if it also counts votes that nobody has cast, as if they had come at the last moment.",
  ],
  options: {
    json: { type: "boolean", describe: "Print one JSON object a line for each file, in order." },
    "as-if": {
      type: "string",
      value: "VOTES",
      describe: 'Votes to try out: "chair-1 yes, maint-2 no, maint-3 recuse".',
    },
  },
  operands: "FILE…",
  examples: [
    { line: "simulate vote.yml", does: "What would this vote come to?" },
    { line: 'simulate vote.yml --as-if "chair-1 yes, maint-2 no"', does: "And if these two voted so?" },
    { line: "simulate *.yml --json", does: "Many files, one JSON object a line" },
  ],
  exits: { 0: "every file was counted", 1: "a file is not valid", 2: "used wrongly" },

  async run(given, terminal) {
    if (given.operands.length === 0) {
      throw new UserError("usage", "simulate needs a file.", "partnerbot simulate FILE…");
    }
    const supposed = parseSupposedVotes(given.text("as-if") ?? "");
    let status: ExitStatus = 0;
    for (const file of given.operands) {
      const parsed = readScenario(resolve(terminal.folder, file));
      if (!parsed.ok) {
        status = 1;
        printProblems(terminal, file, parsed.problems, given.flag("json"));
        continue;
      }
      const { scenario } = parsed;
      const count = countWith(supposed, scenario);
      terminal.out(
        given.flag("json")
          ? `${JSON.stringify(printCount(count))}\n`
          : renderCount(`${file}: ${count.outcome}`, scenario.ballot.rule, count),
      );
    }
    return status;
  },
};

/** Supposed votes happen at the last moment: now, or in the second in which the vote closed. */
function countWith(supposed: readonly SupposedVote[], { ballot, acts, now }: Scenario): Count {
  const count = countBallot(ballot, acts, now);
  if (supposed.length === 0) return count;
  const tried = supposed.map(
    ({ login, deed }, index): Act => ({
      ...deed,
      by: { login, id: null },
      at: count.decided ?? now,
      until: null,
      order: [Number.MAX_SAFE_INTEGER, index],
      link: null,
      void: null,
    }),
  );
  return countBallot(ballot, [...acts, ...tried], now);
}

/** A file that cannot be read is one more file that is not valid: the others are still counted. */
function readScenario(path: string): ScenarioResult {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ line: 1, column: 1, message: `the file cannot be read: ${reason}` }] };
  }
  return parseScenario(text);
}

function printProblems(
  terminal: Terminal,
  file: string,
  problems: readonly ScenarioProblem[],
  json: boolean,
): void {
  if (json) {
    terminal.out(
      `${JSON.stringify({ problems: problems.map(({ line, column, message }) => ({ line, column, message })) })}\n`,
    );
    return;
  }
  for (const { line, column, message } of problems) terminal.error(`${file}:${line}:${column}: ${message}\n`);
}
