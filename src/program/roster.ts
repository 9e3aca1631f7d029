import type { RollFileResult } from "./ballot/roll-file.ts";

/** A person whom GitHub knows, as a member of a team or by login. */
export interface Account {
  login: string;
  id: number;
}

/** A section of a file on the default branch, in which voters are listed. */
export interface RosterFile {
  path: string;
  section: string;
}

/** Whom the config's roll names, as GitHub answered when it was asked. */
export interface Roster {
  /** By lower-case `organization/team`; `null` when there is no such team, or the app may not see it. */
  teams: ReadonlyMap<string, readonly Account[] | null>;
  /** By lower-case login; `null` when there is no such account. Those whom files name are among them. */
  users: ReadonlyMap<string, Account | null>;
  /** By `rosterFileKey`. */
  files: ReadonlyMap<string, RollFileResult>;
}

export function rosterFileKey({ path, section }: RosterFile): string {
  return JSON.stringify([path, section]);
}
