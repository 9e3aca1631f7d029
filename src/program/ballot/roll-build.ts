import { compare } from "./fraction.ts";
import type { Roll, RollConfig, Voter } from "./roll.ts";
import type { Actor } from "./vote.ts";

/** Someone who stands in more than one entry: the seat with the highest points is theirs. */
interface RollOverlap {
  readonly login: string;
  readonly kept: string | null;
  readonly dropped: string | null;
}

export interface BuiltRoll {
  /** Empty when nobody is left: then no ballot may open. */
  readonly roll: Roll;
  readonly overlaps: readonly RollOverlap[];
  /** Excluded people who would have been on the roll. */
  readonly excluded: readonly string[];
  /** Alternates who were left out, because they vote themselves or the voter whom they stand in for does not. */
  readonly droppedAlternates: readonly string[];
}

/**
 * Freezes the roll: who votes, with how many points, for which organizations.
 *
 * `members` holds, for each entry of `config.roles`, the people whom its users, team and file resolve to; an
 * entry that could not be read must not get here. Where people overlap the highest points count, and on equal
 * points a seat in the base.
 */
export function buildRoll(
  config: RollConfig,
  members: readonly (readonly Actor[])[],
  organizationsOf: (person: Actor) => readonly string[],
): BuiltRoll {
  const excludedLogins = new Set(config.exclude.map((login) => login.toLowerCase()));
  const excluded = new Set<string>();
  const overlaps: RollOverlap[] = [];
  const seats = new Map<string, Voter>();
  config.roles.forEach((entry, index) => {
    for (const person of members[index] ?? []) {
      const key = person.login.toLowerCase();
      if (excludedLogins.has(key)) {
        excluded.add(person.login);
        continue;
      }
      const { role, points, inBase } = entry;
      const organizations = organizationsOf(person);
      const seat: Voter = { ...actor(person), role, points, organizations, inBase, alternateFor: null };
      const other = seats.get(key);
      if (other === undefined) {
        seats.set(key, seat);
        continue;
      }
      const order = compare(seat.points, other.points);
      const better = order > 0 || (order === 0 && seat.inBase && !other.inBase);
      if (better) seats.set(key, seat);
      if (role !== other.role || order !== 0 || seat.inBase !== other.inBase) {
        const [kept, dropped] = better ? [role, other.role] : [other.role, role];
        overlaps.push({ login: person.login, kept, dropped });
      }
    }
  });

  const droppedAlternates: string[] = [];
  const alternates = new Map<string, Voter>();
  for (const entry of config.roles) {
    for (const [principal, login] of Object.entries(entry.alternates)) {
      const seat = seats.get(principal.toLowerCase());
      const key = login.toLowerCase();
      if (excludedLogins.has(key)) excluded.add(login);
      else if (seat === undefined || seats.has(key) || alternates.has(key)) droppedAlternates.push(login);
      else {
        const person: Actor = { login, id: null };
        const organizations = organizationsOf(person);
        alternates.set(key, { ...seat, ...person, organizations, inBase: false, alternateFor: seat.login });
      }
    }
  }
  return {
    roll: [...seats.values(), ...alternates.values()],
    overlaps,
    excluded: [...excluded],
    droppedAlternates,
  };
}

function actor({ login, id }: Actor): Actor {
  return { login, id };
}
