import { type ActivityConfig, activitySchema } from "../../src/program/activity/activity-config.ts";
import { firstInstantOf, lastInstantOf } from "../../src/program/activity/activity-window.ts";
import type { Contribution, PlacedContribution } from "../../src/program/activity/contribution.ts";
import type { RepositoryCoverage } from "../../src/program/activity/coverage.ts";
import { type Instant, parseInstant } from "../../src/program/instant.ts";
import type { PartnerInput } from "../../src/program/partner.ts";
import { parseRegistry, type Registry } from "../../src/program/registry.ts";

export const REPOSITORY = "example/engine";

/** A time such as `2026-03-02T09:00:00Z`, or 09:00 of a day. */
export function time(text: string): Instant {
  const at = parseInstant(text.includes("T") ? text : `${text}T09:00:00Z`);
  if (at === null) throw new Error(`${text} is no time`);
  return at;
}

/** Both days included. */
export function days(since: string, until: string) {
  const [from, to] = [firstInstantOf(since), lastInstantOf(until)];
  if (from === undefined || to === undefined) throw new Error("no such day");
  return { from, to };
}

/** A commit of account 1, unless something else is said. The id follows from the time. */
export function contribution(at: string, more: Partial<Contribution> = {}): Contribution {
  return { id: `C_${at}`, kind: "commit", at: time(at), by: 1, path: `commit/${at.slice(0, 10)}`, ...more };
}

/** The same in a repository. */
export function placed(at: string, more: Partial<Contribution> = {}): PlacedContribution {
  return { repository: REPOSITORY, contribution: contribution(at, more) };
}

export function activityConfig(input: object = {}): ActivityConfig {
  return activitySchema.parse({ repositories: [REPOSITORY], ...input });
}

type PersonInput = NonNullable<PartnerInput["people"]>[number];

/** A person who has confirmed; its login is `person-<id>`. */
export function person(id: number, from: string, more: Partial<PersonInput> = {}): PersonInput {
  return { login: `person-${id}`, id, from, consent: { state: "confirmed" }, ...more };
}

/** Partners by their ids, each with its people, partners since 2020. */
export function registryOf(people: Readonly<Record<string, readonly PersonInput[]>>): Registry {
  const partners = Object.entries(people).map(([id, list]) => ({
    id,
    name: id.toUpperCase(),
    since: "2020-01-01",
    people: list,
  }));
  const parsed = parseRegistry(JSON.stringify({ version: 1, partners }));
  if (!parsed.ok) throw new Error(`no registry: ${parsed.problems[0]?.message}`);
  return parsed.registry;
}

/** A repository of which everything is known between two times. */
export function repositoryCoverage(
  from: string,
  to: string | null,
  more: Partial<RepositoryCoverage> = {},
): RepositoryCoverage {
  return {
    id: "R_1",
    from: time(from),
    to: to === null ? null : time(to),
    head: "0123456789abcdef0123456789abcdef01234567",
    files: {},
    commits: 0,
    recent: 0,
    unattributed: 0,
    unfinished: null,
    problem: null,
    ...more,
  };
}
