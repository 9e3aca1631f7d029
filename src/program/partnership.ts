import type { Partner } from "./partner.ts";
import { isListed } from "./registry.ts";

/** A time as a partner: first and last day, UTC; `to` is `null` while it lasts. */
export interface Partnership {
  readonly from: string;
  readonly to: string | null;
}

/** Events of the history by which a company becomes a partner, and stops being one. Others change neither. */
const BEGINNINGS: readonly string[] = ["admitted", "readmitted", "reinstated"];
const ENDS: readonly string[] = ["removed", "left", "suspended", "former"];

/**
 * The times for which a company is or was a partner, oldest first. The day of an end is its last day. A suspended company
 * is no partner, as it is not on the list.
 *
 * The history is believed first, then `since` (a partner that was listed by hand has no `admitted`), and the status for
 * what the history does not say: a partner that was taken off by hand stopped on `status-since`, or else on the last day
 * that its entry knows. A return that is written down nowhere leaves no gap.
 */
export function partnershipsOf(partner: Partner): Partnership[] {
  const ended: Partnership[] = [];
  let from: string | null = null;
  for (const { day, begins } of turnsOf(partner)) {
    if (begins) from ??= day;
    else if (from !== null) {
      ended.push({ from, to: day });
      from = null;
    }
  }
  const known = partner["status-since"];
  if (isListed(partner)) {
    const left = ended.at(-1)?.to ?? partner.since;
    return [...ended, { from: from ?? laterOf(known ?? left, left), to: null }];
  }
  if (from === null) return ended;
  const last = partner.history.reduce((day, { at }) => laterOf(day, at), partner.since);
  return [...ended, { from, to: laterOf(known ?? last, from) }];
}

interface Turn {
  readonly day: string;
  readonly begins: boolean;
}

/** When it became a partner and stopped being one, oldest first; those of one day in the order of the history. */
function turnsOf({ since, history }: Partner): Turn[] {
  const written = history.flatMap(({ at, event }): Turn[] => {
    if (BEGINNINGS.includes(event)) return [{ day: at, begins: true }];
    return ENDS.includes(event) ? [{ day: at, begins: false }] : [];
  });
  const turns = [{ day: since, begins: true }, ...written].sort(byDay);
  const [first] = turns;
  if (first === undefined || first.begins) return turns;
  // A company that came back later has another `since`: what it was before began on the first day that is known.
  const days = history.map(({ at }) => at).sort();
  return [{ day: days[0] ?? first.day, begins: true }, ...turns];
}

function byDay(one: Turn, other: Turn): number {
  return one.day === other.day ? 0 : one.day < other.day ? -1 : 1;
}

function laterOf(one: string, other: string): string {
  return one < other ? other : one;
}
