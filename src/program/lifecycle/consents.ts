import { createHash } from "node:crypto";
import type { Command } from "../../text/command.ts";
import { parseMarker, printMarker } from "../../text/marker.ts";
import { type Account, isSameAccount } from "../account.ts";
import { formatDay } from "../instant.ts";
import type { ObservedIssue, Person } from "../observation.ts";
import type { Partner } from "../partner.ts";
import type { Consent } from "../partner-people.ts";
import type { UpdateReading } from "../partner-update.ts";
import { isTampered, readCommands, saidAt } from "./commands.ts";
import { writerOf } from "./update-asker.ts";
import type { UpdateRequest } from "./update-request.ts";

/**
 * What people have said of themselves on an update: who wrote it by naming themselves in it, and others by `/confirm` and
 * `/decline`, of which the last one holds.
 */
export function consentsOf(request: UpdateRequest, partner: Partner, reading: UpdateReading): Consent[] {
  const writer = writerOf(request);
  const own = reading.update.joins.filter((joining) => writer !== null && isSameAccount(joining, writer));
  return saidConsents(request.look.issue, own, (person) => isNamed(partner, reading, person));
}

/**
 * What people have said of themselves in an issue. `own` are accounts of who wrote its first comment that it names; others
 * speak by `/confirm` and `/decline`, where they are named, and the last word of each holds.
 */
export function saidConsents(
  issue: ObservedIssue,
  own: readonly Account[],
  named: (person: Person) => boolean,
): Consent[] {
  const day = formatDay(issue.lastEditedAt ?? issue.createdAt);
  const consents: Consent[] = own.map((account) => ({ account, state: "confirmed", day, ref: issue.url }));
  for (const { comment, person, commands } of readCommands(issue)) {
    const word = commands.findLast(isConsent);
    if (word === undefined || isTampered(comment) || !named(person)) continue;
    const state = CONSENT_STATES[word.name];
    consents.push({ account: person, state, day: formatDay(saidAt(comment)), ref: comment.url });
  }
  return consents.filter(
    ({ account }, index) => !consents.slice(index + 1).some((later) => isSameAccount(later.account, account)),
  );
}

const MARK = "consents";
/** Hexadecimal digits: enough to tell them apart. */
const DIGEST = 16;

/** Marks the text of a pull request with the consents that are in it; empty where there are none. */
export function consentsMark(consents: readonly Consent[]): string {
  if (consents.length === 0) return "";
  const said = consents
    .map(({ account, state, ref }) => `${account.id ?? account.login} ${state} ${ref}`)
    .sort();
  const digest = createHash("sha256").update(said.join("\n")).digest("hex");
  return printMarker({ name: MARK, key: digest.slice(0, DIGEST) });
}

/** Whether a text has this mark of {@link consentsMark}. */
export function hasMark(text: string, mark: string): boolean {
  const marker = parseMarker(text);
  return mark === (marker?.name === MARK ? printMarker(marker) : "");
}

/** What each command by which people speak of themselves says. */
export const CONSENT_STATES = { confirm: "confirmed", decline: "declined" } as const;

export type ConsentWord = keyof typeof CONSENT_STATES;

/** Whether a command says something of the person who gives it. */
export function isConsent(command: Command): command is Extract<Command, { name: ConsentWord }> {
  return command.name in CONSENT_STATES;
}

/** Whether an account is one of the people of the entry, or would be by the update. */
export function isNamed(partner: Partner, reading: UpdateReading, person: Person): boolean {
  const named: readonly Account[] = [...partner.people, ...reading.update.joins];
  return named.some((account) => isSameAccount(account, person));
}

/** Whom the update names anew, and who have not said yet whether they want to be. */
export function askedByUpdate(request: UpdateRequest, partner: Partner, reading: UpdateReading): string[] {
  const consents = consentsOf(request, partner, reading);
  const isKnown = (joining: Account) =>
    consents.some(({ account }) => isSameAccount(account, joining)) ||
    partner.people.some((person) => isSameAccount(person, joining) && person.consent.state !== "suggested");
  return reading.update.joins.filter((joining) => !isKnown(joining)).map(({ login }) => login);
}
