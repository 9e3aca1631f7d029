/** A person whom GitHub knows, as a member of a team or by login. */
export interface Account {
  login: string;
  id: number;
}

/** Whom the config's roll names, as GitHub answered when it was asked. */
export interface Roster {
  /** By lower-case `organization/team`; `null` when there is no such team, or the app may not see it. */
  teams: ReadonlyMap<string, readonly Account[] | null>;
  /** By lower-case login; `null` when there is no such account. */
  users: ReadonlyMap<string, Account | null>;
}
