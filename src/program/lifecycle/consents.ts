import type { Command } from "../../text/command.ts";
import { type Account, isSameAccount } from "../account.ts";
import { formatDay } from "../instant.ts";
import type { Person } from "../observation.ts";
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
  const { issue } = request.look;
  const writer = writerOf(request);
  const own = reading.update.joins.filter((joining) => writer !== null && isSameAccount(joining, writer));
  const day = formatDay(issue.lastEditedAt ?? issue.createdAt);
  const consents: Consent[] = own.map((account) => ({ account, state: "confirmed", day, ref: issue.url }));
  for (const { comment, person, commands } of readCommands(issue)) {
    const word = commands.findLast(isConsent);
    if (word === undefined || isTampered(comment) || !isNamed(partner, reading, person)) continue;
    const state = word.name === "confirm" ? "confirmed" : "declined";
    consents.push({ account: person, state, day: formatDay(saidAt(comment)), ref: comment.url });
  }
  return consents.filter(
    ({ account }, index) => !consents.slice(index + 1).some((later) => isSameAccount(later.account, account)),
  );
}

/** Whether a command says something of the person who gives it. */
export function isConsent({ name }: Command): boolean {
  return name === "confirm" || name === "decline";
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
