import { z } from "zod";
import { durationSchema } from "../duration.ts";
import { formatDay, type Instant, instantOf, parseInstant } from "../instant.ts";
import { parseYaml, type YamlProblem } from "../yaml-problems.ts";
import type { Ballot } from "./ballot.ts";
import { fractionSchema } from "./fraction.ts";
import { CHOICES, ruleSchema } from "./rule.ts";
import { actsOfEvent } from "./scenario-event.ts";
import type { Act } from "./vote.ts";

/** A vote that somebody tries out: everything that a count needs (`DESIGN.md` section 10). */
export interface Scenario {
  readonly ballot: Ballot;
  readonly acts: readonly Act[];
  readonly now: Instant;
}

export type ScenarioResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

export interface ScenarioProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Instants stay far enough below the year 10000 for every duration to be added. */
const LAST_YEAR = 9000;

const instantSchema = z.string().transform((text, context): Instant => {
  const instant = parseInstant(text);
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split("-").map(Number);
  const exists =
    instant !== null && formatDay(instantOf(Date.UTC(year, month - 1, day))) === text.slice(0, 10);
  if (exists && year <= LAST_YEAR) return instant;
  const message = `${JSON.stringify(text)} is not a date and time: write it as 2026-03-02T09:00:00Z`;
  context.addIssue({ code: "custom", message, input: text });
  return z.NEVER;
});

const login = z.string().min(1);
const words = z.union([z.string(), z.literal(true), z.null()]);
const names = z
  .union([z.string().transform((name) => [name]), z.array(z.string()), z.null().transform(() => [])])
  .prefault([]);

/** A key that is left out, or written with nothing behind it. */
function orEmpty<S extends z.ZodType>(empty: z.input<S>, schema: S) {
  return z.preprocess((value) => value ?? empty, schema);
}

const voterSchema = z.strictObject({
  login,
  points: fractionSchema.prefault(1),
  role: z.string().nullable().default(null),
  organization: names,
  "in-base": z.boolean().default(true),
  "alternate-for": login.nullable().default(null),
});

const eventSchema = z.strictObject({
  by: login,
  at: instantSchema,
  vote: z.enum([...CHOICES, "withdraw"]).optional(),
  reason: z.string().optional(),
  recuse: words.optional(),
  veto: words.optional(),
  extend: durationSchema.optional(),
  cancel: words.optional(),
  close: z.literal(true).optional(),
  edit: z.literal("proposal").optional(),
  "edited-by": login.optional(),
  "edited-at": instantSchema.optional(),
  "deleted-by": login.optional(),
  "deleted-at": instantSchema.optional(),
});

/** One event of a scenario file. */
export type ScenarioEvent = z.output<typeof eventSchema>;

const scenarioSchema = z.strictObject({
  rule: ruleSchema,
  roll: z.array(voterSchema).superRefine(checkRoll),
  subject: orEmpty(
    {},
    z.strictObject({
      organization: names,
      applicant: login.nullable().default(null),
      proposer: login.nullable().default(null),
      person: login.nullable().default(null),
      claims: z.array(login).default([]),
    }),
  ),
  opened: instantSchema,
  now: instantSchema,
  events: orEmpty([], z.array(eventSchema)),
});

type ScenarioFile = z.output<typeof scenarioSchema>;

/** Reads a scenario file, YAML or JSON; every problem has its line and column. */
export function parseScenario(text: string): ScenarioResult {
  const parsed = parseYaml(text, scenarioSchema);
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map(short) };
  const file = parsed.value;
  const events = file.events.map((event, index) => actsOfEvent(event, index));
  const found = events.flatMap((event, index) =>
    event.ok ? [] : [{ path: ["events", index, ...event.path], message: event.message }],
  );
  if (found.length > 0) {
    return { ok: false, problems: found.map(({ path, message }) => ({ ...parsed.locate(path), message })) };
  }
  const acts = events.flatMap((event) => (event.ok ? event.acts : []));
  return { ok: true, scenario: { ballot: ballotOf(file), acts, now: file.now } };
}

function short({ line, column, message }: YamlProblem): ScenarioProblem {
  return { line, column, message };
}

type FileRoll = readonly z.output<typeof voterSchema>[];

function checkRoll(roll: FileRoll, context: z.RefinementCtx): void {
  const refuse = (index: number, key: string, message: string) =>
    context.addIssue({ code: "custom", message, path: [index, key], input: roll });
  const seats = new Map<string, z.output<typeof voterSchema>>();
  roll.forEach((voter, index) => {
    const key = voter.login.toLowerCase();
    if (seats.has(key))
      refuse(index, "login", `${JSON.stringify(voter.login)} is on the roll twice: each login stands once`);
    else seats.set(key, voter);
  });
  roll.forEach((voter, index) => {
    const principal = voter["alternate-for"];
    const seat = principal === null ? undefined : seats.get(principal.toLowerCase());
    const seated = seat !== undefined && seat !== voter && seat["alternate-for"] === null;
    if (principal !== null && !seated) {
      refuse(index, "alternate-for", `${JSON.stringify(principal)} has no seat of their own on the roll`);
    }
  });
}

function ballotOf({ rule, roll, subject, opened }: ScenarioFile): Ballot {
  const { organization, ...people } = subject;
  return {
    rule,
    roll: roll.map((voter) => ({
      login: voter.login,
      id: null,
      role: voter.role,
      points: voter.points,
      organizations: voter.organization,
      inBase: voter["in-base"],
      alternateFor: voter["alternate-for"],
    })),
    subject: { organizations: organization, ...people },
    opened,
  };
}
