import { UserError } from "../../errors.ts";
import { type Account, isSameAccount } from "../account.ts";
import { accountDigest, loginDigest } from "../activity/left-out.ts";
import type { Registry } from "../registry.ts";

/** Who is to be forgotten. */
export interface ForgottenPerson {
  login: string;
  /** GitHub's numeric account id; `null` where nobody knows it. */
  id: number | null;
  /** Every login under which the registry has the account, the given one first. Without regard to case each is there once. */
  logins: readonly string[];
  /** Whether the registry has the login for another account too: then the login alone tells nothing. */
  hasNamesake: boolean;
}

/**
 * Whose account it is, as far as the registry knows: the number is taken from its entries where it is not given.
 *
 * @throws UserError `account-unclear` when the registry has the login for several accounts and no number is given, or for
 * another account than the given one alone.
 */
export function identifyPerson(
  { partners }: Pick<Registry, "partners">,
  login: string,
  given: number | null,
): ForgottenPerson {
  const accounts = partners.flatMap(({ people, contacts }) => [...people, ...contacts]);
  const namesakes = accounts.filter((account) => isSameLogin(account.login, login));
  const ids = [...new Set(namesakes.flatMap(({ id }) => id ?? []))];
  const [known = null, ...more] = ids;
  if (given === null && more.length > 0) {
    throw new UserError(
      "account-unclear",
      `The registry has ${login} as the login of the accounts ${ids.join(" and ")}.`,
      "Say which of them is meant: --id NUMBER.",
    );
  }
  const id = given ?? known;
  const own = accounts.filter((account) => isSameAccount({ login, id }, account));
  if (own.length === 0 && ids.length > 0) {
    throw new UserError(
      "account-unclear",
      `The registry has ${login} as the login of the account ${ids.join(" and ")}, and not of ${id}.`,
      "See which account is meant, and give its login and number.",
    );
  }
  const logins = [login, ...own.map((account) => account.login)];
  return {
    login,
    id,
    logins: logins.filter((name, index) => logins.findIndex((other) => isSameLogin(other, name)) === index),
    hasNamesake: ids.some((other) => other !== id),
  };
}

/** Whether an account is that of the person: by the number where both are known, else by the login. */
export function isForgotten({ login, id }: ForgottenPerson, account: Account): boolean {
  return isSameAccount({ login, id }, account);
}

/** Whether a login is one of the person's, and nobody else's. */
export function isOwnLogin({ logins, hasNamesake }: ForgottenPerson, login: string): boolean {
  return !hasNamesake && logins.some((own) => isSameLogin(own, login));
}

/** What `activity.opted-out` has to hold. A login that another account has as well would leave that one out too. */
export function digestsOf({ login, id, hasNamesake }: ForgottenPerson): string[] {
  return [...(hasNamesake ? [] : [loginDigest(login)]), ...(id === null ? [] : [accountDigest(id)])];
}

function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
