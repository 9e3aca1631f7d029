import { addDuration, type Duration, subtractDuration } from "../duration.ts";
import { type Instant, instantOf } from "../instant.ts";
import type { ActivityConfig } from "./activity-config.ts";
import { type CountedFact, lastFact, type ProgramActivity } from "./partner-activity.ts";
import { isEnough, presentOf } from "./standing.ts";

/** A wind-down as it was observed. */
export interface WindDown {
  partner: string;
  /** When the partner was told. */
  started: Instant;
  /** What members have granted: each makes it longer. */
  exceptions: readonly Duration[];
  /** The partner has appealed, and the committee has not answered yet. */
  appealed: boolean;
  /** When each reminder was written, in their order, as far as they were. */
  reminded: readonly Instant[];
}

/** How a wind-down goes on. */
export type WindDownState =
  /** Active again since it began. */
  | { kind: "resumed"; last: CountedFact | null }
  /** Not enough is known: nothing goes on. */
  | { kind: "stalled"; why: string }
  | { kind: "appealed" }
  | { kind: "running"; ends: Instant; remind: boolean; next: Instant }
  /** Time is up, and the committee votes. */
  | { kind: "over"; ends: Instant };

/** A step may come so much earlier after the one before than it was planned, since steps are taken late, never early. */
const SLACK = 86_400_000;

/**
 * How a wind-down goes on at `now`. Each step waits for the one before: what was late, because the activity was not known or
 * nothing ran, moves all that follows, so a partner always has the time between two steps.
 */
export function windDownState(
  windDown: WindDown,
  config: ActivityConfig["standing"],
  activity: ProgramActivity,
  now: Instant,
): WindDownState {
  const facts = activity.facts.get(windDown.partner) ?? [];
  const { coverage } = activity;
  const { started, reminded } = windDown;
  // What is known to have happened counts, however little else is known, also where it is known only now.
  const window = subtractDuration(now, config["quiet-after"]);
  if ([started, window].some((from) => isEnough(facts, from, now, config.minimum))) {
    return { kind: "resumed", last: lastFact(facts, now) };
  }
  const known = presentOf({ coverage }, now);
  if (!known.ok) return { kind: "stalled", why: known.why };
  if (windDown.appealed) return { kind: "appealed" };
  const times = stepTimes(windDown, config, now);
  const step = Math.min(reminded.length, config.reminders.length);
  const next = times[step] ?? started;
  const ends = times.at(-1) ?? started;
  if (next > now) return { kind: "running", ends, remind: false, next };
  return step === config.reminders.length
    ? { kind: "over", ends }
    : { kind: "running", ends, remind: true, next };
}

/** When each reminder was or will be written, and at the end when the committee votes. */
function stepTimes(
  { started, exceptions, reminded }: WindDown,
  config: ActivityConfig["standing"],
  now: Instant,
): Instant[] {
  const base = exceptions.reduce(addDuration, started);
  const planned = [...config.reminders, config["answer-within"]].map((step) => addDuration(base, step));
  const times: Instant[] = [];
  for (const [index, at] of planned.entries()) {
    const last = times[index - 1];
    // What is due and not written yet is written now at the earliest.
    const before = last === undefined || index <= reminded.length ? last : instantOf(Math.max(last, now));
    const gap = at - (planned[index - 1] ?? at);
    const earliest = before === undefined ? at : instantOf(Math.max(at, before + gap - SLACK));
    const isReminder = index < config.reminders.length;
    times.push((isReminder ? reminded[index] : undefined) ?? earliest);
  }
  return times;
}
