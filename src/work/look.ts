import { act } from "../github/act.ts";
import type { InstallationClients } from "../github/client.ts";
import { findApplication } from "../github/find-application.ts";
import { findDecisions } from "../github/find-decisions.ts";
import { findRoster } from "../github/find-roster.ts";
import type { LinkFinder } from "../links/find-dead-link.ts";
import type { LogoSource } from "../logos/logo-source.ts";
import type { DeadLinkReason } from "../program/evidence-link.ts";
import type { Instant } from "../program/instant.ts";
import { readApplication } from "../program/lifecycle/application.ts";
import { readCommittee, rosterWanted } from "../program/lifecycle/committee.ts";
import { decideReading, type Known, subjectOf, type UnderstoodReading } from "../program/lifecycle/decide.ts";
import { type Render, stepsOf } from "../program/lifecycle/steps.ts";
import type { Needs, Verdict } from "../program/lifecycle/verdict.ts";
import type { EncodedLogo, LogoRefusal } from "../program/logo.ts";
import type { Key } from "./key.ts";
import { knownActivity } from "./known-activity.ts";
import type { Memory } from "./memory.ts";

export interface LookContext {
  clients(installation: number): InstallationClients;
  memory: Memory;
  render: Render;
  logos: LogoSource;
  links: LinkFinder;
  /** Our own templates of pages, by name. */
  pages: ReadonlyMap<string, string>;
}

/** What a look came to. */
export type Looked =
  | { kind: "nothing" }
  /** The config, form or registry cannot be used: the program itself has to be looked at. */
  | { kind: "broken" }
  | { kind: "done"; stage: Verdict["stage"]; actions: number; at: Instant; next: Instant | null };

/** A config that changes while it is read, or a decision that leads to the next, settles within so many rounds. */
const MOST_ROUNDS = 8;

/**
 * Observes one application, update or report, decides what should be true of it, and makes it true. Safe to repeat at any time.
 * @throws what GitHub's client throws; the next look starts from what was done until then.
 */
export async function lookAtApplication(
  context: LookContext,
  key: Extract<Key, { kind: "application" }>,
): Promise<Looked> {
  const { memory, render, logos, links } = context;
  const clients = context.clients(key.installation);
  const { read, write } = clients;
  let places = memory.places(key);
  let actions = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const look = await findApplication(read, key, places);
    if (look === null) return { kind: "nothing" };
    memory.rememberLook(look);
    const reading = readApplication(look, places);
    if (reading.kind === "ignored") return { kind: "nothing" };
    if (reading.kind === "broken") return { kind: "broken" };
    if (reading.kind === "look-elsewhere") {
      places = reading.places;
      continue;
    }
    memory.rememberPlaces(key, reading.places);
    const { config } = subjectOf(reading);
    const verdict = await decide({ clients, logos, links, memory }, reading);
    const steps = stepsOf(look, config.categories, verdict, render);
    await act(write, look.repository, steps);
    actions += steps.length;
    if (!(verdict.again && steps.length > 0)) {
      return { kind: "done", stage: verdict.stage, actions, at: look.at, next: verdict.next };
    }
  }
  throw new Error(`${key.owner}/${key.name}#${key.number} does not settle`);
}

/**
 * What only some decisions need is read only for them: the roll when a vote opens or closes and when a member gives a
 * command before it, the decisions so far and the logos when a pull request is written, what partners did in a wind-down,
 * and whether the addresses of a report are dead while it waits.
 */
async function decide(
  {
    clients,
    logos,
    links,
    memory,
  }: Pick<LookContext, "logos" | "links" | "memory"> & {
    clients: InstallationClients;
  },
  reading: UnderstoodReading,
): Promise<Verdict> {
  const { read } = clients;
  const { config, registry, look } = subjectOf(reading);
  const logosMade = new Map<string, EncodedLogo | LogoRefusal>();
  const linksTried = new Map<string, DeadLinkReason | null>();
  const known: Known = {
    committee: null,
    decisions: null,
    activity: null,
    logos: logosMade,
    links: linksTried,
  };
  for (;;) {
    const verdict = decideReading(reading, known);
    if (!("needs" in verdict)) return verdict;
    if (isKnown(known, verdict)) throw new Error(`${verdict.needs} is known and still asked for`);
    switch (verdict.needs) {
      case "committee": {
        const roster = await findRoster(read, look.repository, rosterWanted(config));
        known.committee = readCommittee(config, registry, roster, look.at);
        break;
      }
      case "decisions": {
        const { base } = look.repository;
        known.decisions = await findDecisions(
          read,
          look.repository,
          base.oid,
          config.files.decisions,
          look.app,
        );
        break;
      }
      case "activity":
        known.activity = await knownActivity(
          memory,
          clients,
          { repository: look.repository, app: look.app, config, registry, at: look.at },
          look.dataHead,
        );
        break;
      case "logo":
        logosMade.set(verdict.address, await logos(verdict.address, look.repository.url, clients.token));
        break;
      case "links":
        await Promise.all(
          verdict.addresses.map(async (address) => {
            const remembered = memory.link(address, look.at);
            const tried = remembered === null ? await links(address, look.repository.url) : remembered.reason;
            if (remembered === null) memory.rememberLink(address, { at: look.at, reason: tried });
            linksTried.set(address, tried);
          }),
        );
    }
  }
}

function isKnown(known: Known, needed: Needs): boolean {
  switch (needed.needs) {
    case "logo":
      return known.logos.has(needed.address);
    case "links":
      return needed.addresses.every((address) => known.links.has(address));
    default:
      return known[needed.needs] !== null;
  }
}
