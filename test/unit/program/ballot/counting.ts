import type { Count } from "../../../../src/program/ballot/ballot.ts";
import { countBallot } from "../../../../src/program/ballot/count.ts";
import { type PrintedCount, printCount } from "../../../../src/program/ballot/count-print.ts";
import { parseScenario, type Scenario } from "../../../../src/program/ballot/scenario.ts";

/** A scenario that opens on Monday 2026-03-02 09:00 UTC; days of March stand for instants at 10:00. */
export interface Sketch {
  rule: string;
  /** `login points` or `login`, with more keys behind a comma. */
  roll: readonly string[];
  subject?: string;
  events: readonly string[];
  now?: string;
}

export function scenarioOf({
  rule,
  roll,
  subject = "{}",
  events,
  now = "2026-03-31T00:00:00Z",
}: Sketch): Scenario {
  const text = [
    `rule: ${rule}`,
    roll.length === 0 ? "roll: []" : "roll:",
    ...roll.map((voter) => `  - { login: ${voter} }`),
    `subject: ${subject}`,
    "opened: 2026-03-02T09:00:00Z",
    `now: ${now}`,
    "events:",
    ...events.map((event) => `  - { ${event} }`),
  ].join("\n");
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

/** `day(3, "a", "vote: yes")`: on 2026-03-03 at 10:00 UTC. */
export function day(date: number, by: string, what: string, time = "10:00:00"): string {
  return `by: ${by}, ${what}, at: 2026-03-${String(date).padStart(2, "0")}T${time}Z`;
}

export function countOf(sketch: Sketch): Count {
  const { ballot, acts, now } = scenarioOf(sketch);
  return countBallot(ballot, acts, now);
}

export function printed(sketch: Sketch): PrintedCount {
  return printCount(countOf(sketch));
}
