import { type Account, isSameAccount } from "./account.ts";
import type { Partner } from "./partner.ts";
import type { NamedAccount } from "./partner-update.ts";

type PersonEntry = Partner["people"][number];

/**
 * Whether the entry names this account as one of its contacts, or as one of its people on that day. Who has declined to
 * be named speaks for nobody.
 */
export function speaksFor(partner: Partner, account: Account, day: string): boolean {
  return (
    partner.contacts.some((contact) => isSameAccount(contact, account)) ||
    partner.people.some(
      (person) =>
        person.consent.state !== "declined" && !hasLeft(person, day) && isSameAccount(person, account),
    )
  );
}

/** Whether the account can end the partnership: a contact, or one of its people on that day who has confirmed to be one. */
export function mayEndPartnership(partner: Partner, account: Account, day: string): boolean {
  return (
    partner.contacts.some((contact) => isSameAccount(contact, account)) ||
    partner.people.some(
      (person) =>
        person.consent.state === "confirmed" && !hasLeft(person, day) && isSameAccount(person, account),
    )
  );
}

/** A person's own word on being named at a partner. */
export interface Consent {
  account: Account;
  state: "confirmed" | "declined";
  /** When it was given, and where. */
  day: string;
  ref: string;
}

interface PeopleChange {
  joins: readonly NamedAccount[];
  leaves: readonly NamedAccount[];
  consents: readonly Consent[];
  /** The day of the change, which is the first one for who joins and the last one for who leaves. */
  day: string;
}

/** What cannot be done about a person, and the login. */
export interface PersonProblem {
  why: "declined" | "not-there" | "named-twice";
  login: string;
}

/**
 * The people of an entry after a change. Who joins is `suggested` until the person confirms it; of somebody who is there
 * already only the role changes, where another one is given. Who is not named stays. What people say of themselves holds:
 * who has declined is named again only by their own word.
 */
export function changePeople(
  people: readonly PersonEntry[],
  { joins, leaves, consents, day }: PeopleChange,
): { people: PersonEntry[]; problems: PersonProblem[] } {
  const problems: PersonProblem[] = [];
  let changed = [...people];
  for (const joining of joins) {
    const { login, id, role } = joining;
    const there = changed.find((person) => isSameAccount(person, joining) && !hasLeft(person, day));
    const declined =
      !consents.some(({ account, state }) => state === "confirmed" && isSameAccount(account, joining)) &&
      changed.some((person) => isSameAccount(person, joining) && person.consent.state === "declined");
    if (leaves.some((leaving) => isSameAccount(leaving, joining)))
      problems.push({ why: "named-twice", login });
    else if (declined) problems.push({ why: "declined", login });
    else if (there === undefined) {
      const account = { login, ...(id === null ? {} : { id }), ...(role === null ? {} : { role }) };
      changed.push({ ...account, from: day, consent: { state: "suggested" } });
    } else if (role !== null) {
      changed = changed.map((person) => (person === there ? { ...person, role } : person));
    }
  }
  for (const leaving of leaves) {
    const isLeaving = (person: PersonEntry) => isSameAccount(person, leaving) && !hasLeft(person, day);
    if (!people.some(isLeaving)) problems.push({ why: "not-there", login: leaving.login });
    changed = changed.map((person) => (isLeaving(person) ? { ...person, to: day } : person));
  }
  for (const { account, state, day: at, ref } of consents) {
    changed = changed.map((person) =>
      isSameAccount(person, account) && !hasLeft(person, day) && person.consent.state !== state
        ? { ...person, consent: { state, at, ref } }
        : person,
    );
  }
  return { people: changed, problems };
}

/** Whether the last day with the partner is over. */
function hasLeft({ to }: PersonEntry, day: string): boolean {
  return to !== undefined && to < day;
}
