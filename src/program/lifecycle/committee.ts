import { isSameAccount } from "../account.ts";
import { isVoter, type Roll, type Voter } from "../ballot/roll.ts";
import { buildRoll } from "../ballot/roll-build.ts";
import type { RollFileResult } from "../ballot/roll-file.ts";
import type { Rule } from "../ballot/rule.ts";
import { checkRule } from "../ballot/rule-check.ts";
import type { Actor } from "../ballot/vote.ts";
import type { BallotKind, Config } from "../config.ts";
import { formatDay, type Instant } from "../instant.ts";
import { knownNames } from "../organization-name.ts";
import type { Registry } from "../registry.ts";
import { type Account, type Roster, type RosterFile, rosterFileKey } from "../roster.ts";

/** Who votes now, or why that cannot be said. An unknown roll opens no vote (`DESIGN.md` section 2). */
export type Committee = { ok: true; roll: Roll } | { ok: false; problems: readonly string[] };

/** What has to be asked of GitHub to know the roll. */
export function rosterWanted(config: Config): { teams: string[]; users: string[]; files: RosterFile[] } {
  const teams = config.roll.roles.flatMap((entry) => (entry.team === null ? [] : [entry.team]));
  const users = config.roll.roles.flatMap((entry) => [...entry.users, ...Object.values(entry.alternates)]);
  const files = config.roll.roles.flatMap((entry) => entry.file ?? []);
  return { teams: [...new Set(teams)], users: [...new Set(users)], files };
}

export function readCommittee(config: Config, registry: Registry, roster: Roster, now: Instant): Committee {
  const problems: string[] = [];
  const members = config.roll.roles.map((entry): Account[] => {
    const team = entry.team === null ? [] : roster.teams.get(entry.team.toLowerCase());
    if (!team)
      problems.push(`The team ${entry.team} cannot be read: it does not exist, or this app may not see it.`);
    const accountsOf = (logins: readonly string[], place: string) =>
      logins.flatMap((login) => {
        const user = roster.users.get(login.toLowerCase());
        if (!user) problems.push(`There is no account ${login} on GitHub; it is in ${place}.`);
        return user ?? [];
      });
    const listed = listedIn(entry.file, roster);
    if (!listed.ok) problems.push(`The roll cannot be read from ${entry.file?.path}: ${listed.problem}.`);
    return [
      ...(team ?? []),
      ...accountsOf(entry.users, "the roll"),
      ...accountsOf(listed.ok ? listed.logins : [], entry.file?.path ?? ""),
    ];
  });
  if (problems.length > 0) return { ok: false, problems };
  const { roll } = buildRoll(config.roll, members, (person) =>
    organizationsOf(config, registry, person, now),
  );
  if (roll.length === 0)
    return { ok: false, problems: ["Nobody is on the roll: every team and list in it is empty."] };
  return { ok: true, roll };
}

function listedIn(file: RosterFile | null, roster: Roster): RollFileResult {
  if (file === null) return { ok: true, logins: [] };
  return roster.files.get(rosterFileKey(file)) ?? { ok: false, problem: "it was not looked for" };
}

/** For whom a person works, as the config and the registry say it for that day. */
function organizationsOf(config: Config, registry: Registry, person: Actor, now: Instant): string[] {
  const today = formatDay(now);
  const holds = (from: string | undefined, to: string | undefined) =>
    (from === undefined || from <= today) && (to === undefined || today <= to);
  const told = config.affiliations
    .filter((affiliation) => affiliation.login.toLowerCase() === person.login.toLowerCase())
    .filter((affiliation) => holds(affiliation.from, affiliation.to))
    .map((affiliation) => affiliation.organization);
  const confirmed = registry.partners.flatMap((partner) =>
    partner.people
      .filter((entry) => entry.consent.state === "confirmed" && holds(entry.from, entry.to))
      .filter((entry) => isSameAccount(entry, person))
      .map(() => partner.name),
  );
  return [...new Set([...told, ...confirmed].flatMap(knownNames))];
}

/** Why no vote of a kind can be opened now: the roll cannot be read, or with this roll the rule could never pass. */
export function openingProblems(kind: BallotKind, rule: Rule, committee: Committee): readonly string[] {
  if (!committee.ok) return committee.problems;
  return checkRule(rule, { rollSize: committee.roll.length }).map(
    ({ path, message, mend }) => `rules.${kind}.${path.join(".")}: ${message}: ${mend}`,
  );
}

export function findVoter(roll: Roll, person: Actor): Voter | undefined {
  return roll.find((voter) => isVoter(voter, person));
}
