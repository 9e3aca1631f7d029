import { addDuration, type Duration, subtractDuration } from "../duration.ts";
import { type Instant, instantOf } from "../instant.ts";
import type { Partner } from "../partner.ts";
import { partnershipsOf } from "../partnership.ts";
import { isListed } from "../registry.ts";
import type { ActivityConfig } from "./activity-config.ts";
import { firstInstantOf } from "./activity-window.ts";
import { type CountedFact, lastFact, measure, type ProgramActivity } from "./partner-activity.ts";

/** How a partner stands, from what is known of what it did. It is computed anew each time, and decides nothing by itself. */
export type Standing =
  | { kind: "former" | "suspended" }
  /** Not enough is known: nothing begins and nothing goes on. */
  | { kind: "unknown"; why: string }
  /** A new partner, or one that came back, has time to begin. */
  | { kind: "exempt"; until: Instant }
  | { kind: "active"; last: CountedFact | null }
  /** Nothing in the later half of the window: without anything new it will have gone quiet on that day. */
  | { kind: "at-risk"; quietOn: Instant; last: CountedFact | null }
  | { kind: "quiet"; last: CountedFact | null };

/** Collected at least so long ago is not taken for the present any more, in milliseconds. */
const STALE = 3 * 86_400_000;

/** How a partner stands at `now`. The window ends where the activity is known, never later. */
export function standingOf(
  partner: Partner,
  config: ActivityConfig["standing"],
  activity: ProgramActivity,
  now: Instant,
): Standing {
  if (partner.status === "suspended") return { kind: "suspended" };
  if (!isListed(partner)) return { kind: "former" };
  const known = presentOf(activity, now);
  if (!known.ok) return { kind: "unknown", why: known.why };
  const { from, to } = known;
  const until = exemptUntil(partner, config["exempt-for"]);
  if (until === null) {
    return { kind: "unknown", why: "The registry has a first day that is not in the calendar." };
  }
  if (until > to) return { kind: "exempt", until };
  const begins = subtractDuration(to, config["quiet-after"]);
  if (begins < from) {
    return { kind: "unknown", why: "The activity is not known for as long as it takes to go quiet." };
  }
  const facts = activity.facts.get(partner.id) ?? [];
  const last = lastFact(facts, to);
  if (!isEnough(facts, begins, to, config.minimum)) return { kind: "quiet", last };
  const middle = instantOf(begins + Math.floor((to - begins) / 2));
  if (isEnough(facts, middle, to, config.minimum)) return { kind: "active", last };
  const quietOn = addDuration(last?.at ?? to, config["quiet-after"]);
  return { kind: "at-risk", quietOn, last };
}

/** Whether what counts after `from` and until `to` is as much as a partner has to do. */
export function isEnough(
  facts: readonly CountedFact[],
  from: Instant,
  to: Instant,
  minimum: ActivityConfig["standing"]["minimum"],
): boolean {
  const { people, weeks } = measure(facts, from, to);
  return weeks >= minimum.weeks && people >= minimum.people;
}

/** From when to when the activity is known, where that reaches to the present. */
export function presentOf(
  { coverage }: Pick<ProgramActivity, "coverage">,
  now: Instant,
): { ok: true; from: Instant; to: Instant } | { ok: false; why: string } {
  if (!coverage.complete) return { ok: false, why: coverage.why };
  const { from, to } = coverage;
  if (now - to > STALE) return { ok: false, why: "The activity has not been collected for some days." };
  return { ok: true, from, to };
}

/** Until when a new partner, or one that came back, is left alone. */
function exemptUntil(partner: Partner, exemptFor: Duration): Instant | null {
  const began = partnershipsOf(partner).at(-1)?.from ?? partner.since;
  const midnight = firstInstantOf(began);
  return midnight === undefined ? null : addDuration(midnight, exemptFor);
}
