import { createHash } from "node:crypto";
import { matchesGlob } from "../../text/glob.ts";
import type { Account } from "../account.ts";
import type { ActivityConfig } from "./activity-config.ts";

/** Who did something, as GitHub tells it. */
export interface ContributingAccount extends Account {
  /** GitHub's type of the account, such as `User`, `Bot` or `Mannequin`. */
  kind: string;
}

type Lists = Pick<ActivityConfig, "bots" | "people" | "opted-out">;

/**
 * Whether what this account does never counts: it is a bot by its type, its name or the config's list, or a person who
 * wants not to be counted. `people` saves from the config's list alone.
 */
export function isLeftOut(config: Lists, { login, id, kind }: ContributingAccount): boolean {
  const name = login.toLowerCase();
  if (kind === "Bot" || kind === "Mannequin" || name.endsWith("[bot]")) return true;
  if (isOptedOut(config, { login, id })) return true;
  return (
    config.bots.some((bot) => matchesGlob(bot, name)) &&
    !config.people.some((person) => person.toLowerCase() === name)
  );
}

/** Whether this account is on the list of those who want not to be counted or listed, by its login or its number. */
export function isOptedOut({ "opted-out": list }: Pick<Lists, "opted-out">, { login, id }: Account): boolean {
  if (list.length === 0) return false;
  return list.includes(loginDigest(login)) || (typeof id === "number" && list.includes(accountDigest(id)));
}

/** Whether accounts are on the list, by their numbers alone, as the ledger has them. Each is looked up once. */
export function optedOutNumbers({ "opted-out": list }: Pick<Lists, "opted-out">): (id: number) => boolean {
  const digests = new Set(list);
  const known = new Map<number, boolean>();
  return (id) => {
    if (digests.size === 0) return false;
    const found = known.get(id) ?? digests.has(accountDigest(id));
    known.set(id, found);
    return found;
  };
}

/** What `opted-out` holds of a login: so that the list does not name those who want not to be listed. */
export function loginDigest(login: string): string {
  return digest(login.toLowerCase());
}

/**
 * What `opted-out` holds of an account's number. No login has a colon: without what stands before the number, whoever takes
 * a number for a login could have another person's account left out.
 */
export function accountDigest(id: number): string {
  return digest(`id:${id}`);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
