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
export function isLeftOut(config: Lists, { login, kind }: ContributingAccount): boolean {
  const name = login.toLowerCase();
  if (kind === "Bot" || kind === "Mannequin" || name.endsWith("[bot]")) return true;
  if (config["opted-out"].length > 0 && config["opted-out"].includes(loginDigest(name))) return true;
  return (
    config.bots.some((bot) => matchesGlob(bot, name)) &&
    !config.people.some((person) => person.toLowerCase() === name)
  );
}

/** What `opted-out` holds of a login: so that the list does not name those who want not to be listed. */
export function loginDigest(login: string): string {
  return createHash("sha256").update(login.toLowerCase()).digest("hex");
}
