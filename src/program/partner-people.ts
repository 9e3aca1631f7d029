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

interface PeopleChange {
  joins: readonly NamedAccount[];
  leaves: readonly NamedAccount[];
  /** The day of the change, which is the first one for who joins and the last one for who leaves. */
  day: string;
}

/** What cannot be done about a person, and the login. */
export interface PersonProblem {
  why: "declined" | "not-there" | "named-twice";
  login: string;
}

/**
 * The people of an entry after a change. Who joins is `suggested`, since only the person can confirm it; of somebody who is
 * there already only the role changes, where another one is given. Who is not named stays.
 */
export function changePeople(
  people: readonly PersonEntry[],
  { joins, leaves, day }: PeopleChange,
): { people: PersonEntry[]; problems: PersonProblem[] } {
  const problems: PersonProblem[] = [];
  let changed = [...people];
  for (const joining of joins) {
    const { login, id, role } = joining;
    const there = changed.find((person) => isSameAccount(person, joining) && !hasLeft(person, day));
    const declined = changed.some(
      (person) => isSameAccount(person, joining) && person.consent.state === "declined",
    );
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
  return { people: changed, problems };
}

/** Whether the last day with the partner is over. */
function hasLeft({ to }: PersonEntry, day: string): boolean {
  return to !== undefined && to < day;
}
