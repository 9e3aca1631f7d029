import { compare } from "./fraction.ts";
import type { Roll, RollConfig, Voter } from "./roll.ts";
import type { Actor } from "./vote.ts";

export interface BuiltRoll {
  /** Empty when nobody is left: then no ballot may open. */
  readonly roll: Roll;
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
 * points a seat in the base; the names of their other roles are kept.
 */
export function buildRoll(
  config: RollConfig,
  members: readonly (readonly Actor[])[],
  organizationsOf: (person: Actor) => readonly string[],
): BuiltRoll {
  const excludedLogins = new Set(config.exclude.map((login) => login.toLowerCase()));
  const excluded = new Set<string>();
  const seats = new Map<string, Voter>();
  const rolesOf = new Map<string, Set<string>>();
  config.roles.forEach((entry, index) => {
    for (const person of members[index] ?? []) {
      const key = person.login.toLowerCase();
      if (excludedLogins.has(key)) {
        excluded.add(person.login);
        continue;
      }
      const { role, points, inBase } = entry;
      const roles = rolesOf.get(key) ?? new Set();
      rolesOf.set(key, role === null ? roles : roles.add(role));
      const organizations = organizationsOf(person);
      const seat: Voter = { ...actor(person), role, points, organizations, inBase, alternateFor: null };
      const other = seats.get(key);
      if (other === undefined || isBetter(seat, other)) seats.set(key, seat);
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
    roll: [
      ...[...seats].map(([key, seat]) => withOtherRoles(seat, rolesOf.get(key) ?? new Set())),
      ...alternates.values(),
    ],
    excluded: [...excluded],
    droppedAlternates,
  };
}

function isBetter(seat: Voter, other: Voter): boolean {
  const order = compare(seat.points, other.points);
  return order > 0 || (order === 0 && seat.inBase && !other.inBase);
}

function withOtherRoles(seat: Voter, roles: ReadonlySet<string>): Voter {
  const otherRoles = [...roles].filter((role) => role !== seat.role);
  return otherRoles.length === 0 ? seat : { ...seat, otherRoles };
}

function actor({ login, id }: Actor): Actor {
  return { login, id };
}
