import type { PrintedCount } from "../../program/ballot/count-print.ts";
import type { BallotRecord } from "../../program/ballot/record.ts";
import type { BallotKind, Config } from "../../program/config.ts";
import { decidedAt, kindOf } from "../../program/decision.ts";
import type { FiledDecision } from "../../program/decisions.ts";
import { formatInstant } from "../../program/instant.ts";
import type { Partner } from "../../program/partner.ts";
import type { SiteInput } from "../site/site-input.ts";
import { isTold } from "../site/told-event.ts";
import { isDay } from "./day.ts";
import { plainLine } from "./plain-text.ts";

/** Something that happened in the program. Texts are plain. */
export interface News {
  /** The same for ever, and no other news have it: the program's repository, and what happened there. */
  readonly key: string;
  /** Such as `2026-03-09T09:00:00Z`; an event of which only the day is known is at its beginning. */
  readonly at: string;
  readonly title: string;
  /** What more there is to say. */
  readonly summary: string;
  /** In one word, such as `badge-awarded`. */
  readonly event: string;
  /** Id of the partner. */
  readonly partner: string;
  /** Where it is written down: a path in the repository, an address, or words; `null` when nobody says. */
  readonly reference: string | null;
}

const TITLES: ReadonlyMap<string, (name: string) => string> = new Map([
  ["admitted", (name) => `${name} became a partner`],
  ["badge-awarded", (name) => `${name} received a badge`],
  ["badge-withdrawn", (name) => `${name} no longer has a badge`],
  ["removed", (name) => `${name} is no longer a partner`],
  ["left", (name) => `${name} is no longer a partner`],
  ["former", (name) => `${name} is no longer a partner`],
  ["reinstated", (name) => `${name} is a partner again`],
  ["readmitted", (name) => `${name} is a partner again`],
  ["updated", (name) => `${name} changed its entry`],
  ["winding-down", (name) => `The partnership with ${name} is winding down`],
]);

const DECISIONS: Readonly<Record<BallotKind, string>> = {
  admit: "Vote passed: admit",
  award: "Vote passed: change the badges of",
  remove: "Vote passed: remove",
  reinstate: "Vote passed: reinstate",
};

/**
 * Everything that the registry's history and the passed decisions tell, newest first. A decision and what it made of an entry
 * are one piece of news. Nothing comes from suspended partners, nor from days that are still to come or in no calendar.
 */
export function newsOf(
  input: Pick<SiteInput, "config" | "registry" | "decisions" | "repository" | "day">,
): News[] {
  const { registry, day } = input;
  const told = registry.partners.filter(({ status }) => status !== "suspended");
  const silent = new Set(
    registry.partners.filter(({ status }) => status === "suspended").map(({ id }) => id),
  );
  const passed = new Map(input.decisions.filter(hasPassed).map((decision) => [decision.path, decision]));
  const fromHistory = told.flatMap((partner) => historyNews(input, partner, passed));
  const followed = new Set(fromHistory.flatMap(({ reference }) => reference ?? []));
  const names = new Map(told.map(({ id, name }) => [id, name]));
  const alone = [...passed.values()]
    .filter(({ ballot, path }) => !followed.has(path) && !silent.has(ballot.partner.id))
    .map(({ ballot, path }) => decisionNews(input, ballot, path, names.get(ballot.partner.id)));
  return [...fromHistory, ...alone].filter(({ at }) => at.slice(0, 10) <= day).sort(newestFirst);
}

type Passed = ReadonlyMap<string, FiledDecision>;

function historyNews(
  { config, repository }: Pick<SiteInput, "config" | "repository">,
  partner: Partner,
  passed: Passed,
): News[] {
  const name = plainLine(partner.name) || partner.id;
  const times = new Map<string, number>();
  return partner.history.flatMap(({ at, event, ref }) => {
    const key = `${at} ${event}`;
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    if (!isTold({ config }, event) || !isDay(at)) return [];
    const decision = passed.get(ref ?? "");
    const decided = decision === undefined ? null : formatInstant(decidedAt(decision.ballot));
    return {
      key: `${repository.url}#${partner.id} ${key} ${time}`,
      at: decided?.slice(0, 10) === at ? decided : `${at}T00:00:00Z`,
      title: TITLES.get(event)?.(name) ?? `${name}: ${event.replaceAll("-", " ")}`,
      summary: decision === undefined ? "" : summaryOf(config, decision.ballot),
      event,
      partner: partner.id,
      reference: ref ?? null,
    };
  });
}

function decisionNews(
  { config, repository }: Pick<SiteInput, "config" | "repository">,
  ballot: BallotRecord,
  path: string,
  current: string | undefined,
): News {
  const kind = kindOf(ballot);
  const name = plainLine(current ?? ballot.partner.name) || ballot.partner.id;
  return {
    key: `${repository.url}#decision ${ballot.issue} ${kind} ${ballot.number}`,
    at: formatInstant(decidedAt(ballot)),
    title: `${DECISIONS[kind]} ${name}`,
    summary: summaryOf(config, ballot),
    event: `decided-${kind}`,
    partner: ballot.partner.id,
    reference: path,
  };
}

function summaryOf(config: Config, ballot: BallotRecord): string {
  const title = (category: string) =>
    plainLine(config.categories.find(({ id }) => id === category)?.name ?? category) || category;
  const given = ballot.categories.map(title);
  const taken = ballot.taken.map(title);
  const count = ballot.result?.count;
  return [
    ...(given.length === 0 ? [] : [`Badges given: ${given.join(", ")}.`]),
    ...(taken.length === 0 ? [] : [`Badges taken away: ${taken.join(", ")}.`]),
    ...(count === undefined
      ? []
      : [`Decided by the ${plainLine(config.program.committee)}: ${tally(count)}.`]),
  ].join(" ");
}

function tally({ yes, no, abstain, base, needed }: PrintedCount): string {
  const cast = [`${yes} yes`, `${no} no`, ...(abstain === "0" ? [] : [`${abstain} abstain`])].join(", ");
  return `${cast}, ${needed} of ${base} needed`;
}

function hasPassed({ ballot }: FiledDecision): boolean {
  return ballot.result?.count.outcome === "passed";
}

function newestFirst(one: News, other: News): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return one.key < other.key ? -1 : 1;
}
