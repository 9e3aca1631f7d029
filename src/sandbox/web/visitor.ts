import { findAccount } from "../accounts.ts";
import { Person } from "../people.ts";
import type { State } from "../state.ts";

const COOKIE = "acting-as";

/** Everybody as whom one can act: all people, no bots. By login. */
export function peopleOf(state: State): { login: string; name: string | null }[] {
  return [...state.accounts.values()]
    .filter((account) => account.type === "User" && account.deletedAt === null)
    .map(({ login, name }) => ({ login, name }))
    .sort((one, other) => one.login.localeCompare(other.login, "en"));
}

/** As whom this browser acts: what its cookie says, else the first person. `null` in a world without people. */
export function visitorOf(state: State, cookies: string | undefined): Person | null {
  const login = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(cookies ?? "")?.[1];
  return personOf(state, login ?? "") ?? personOf(state, peopleOf(state)[0]?.login ?? "");
}

/** The person of a login; `null` when there is none. */
export function personOf(state: State, login: string): Person | null {
  return findAccount(state, login)?.type === "User" ? new Person(state, login) : null;
}

/** The cookie that makes this browser act as a person. Another site's pages cannot use it. */
export function visitorCookie(person: Person): string {
  return `${COOKIE}=${person.login}; Path=/; HttpOnly; SameSite=Strict`;
}
