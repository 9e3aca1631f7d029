import { findAccountById } from "../accounts.ts";
import type { Deliveries } from "../deliveries.ts";
import type { Person } from "../people.ts";
import { fullName } from "../repositories.ts";
import type { Repository, State } from "../state.ts";
import type { Visit } from "./exchange.ts";

/** What every page is made from. */
export interface Scene {
  readonly state: State;
  readonly deliveries: Deliveries | null;
  readonly visit: Visit;
  /** As whom the browser acts. */
  readonly visitor: Person | null;
  /** The repository of the page; the first one on pages that are about none. */
  readonly repository: Repository;
}

/** `/owner/name` */
export function repositoryPath({ state, repository }: Scene): string {
  return `/${fullName(state, repository)}`;
}

/** The login, or GitHub's name for an account that is gone. */
export function loginOf(state: State, accountId: number): string {
  return findAccountById(state, accountId)?.login ?? "ghost";
}

export function isBot(state: State, accountId: number): boolean {
  return findAccountById(state, accountId)?.type === "Bot";
}
