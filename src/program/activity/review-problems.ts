import { type Account, isSameAccount } from "../account.ts";
import type { Partner } from "../partner.ts";
import type { Registry } from "../registry.ts";
import { isListed } from "../registry.ts";
import type { ActivityConfig } from "./activity-config.ts";
import { affiliationsOf } from "./affiliation.ts";
import type { Misnamed } from "./partner-activity.ts";

/** Accounts as GitHub has them now, by login in lower case; `null` where no account has it. */
export type FoundAccounts = ReadonlyMap<string, Account | null>;

/** Why something may not count as somebody meant. */
export interface ReviewProblem {
  /** A sentence. */
  text: string;
  /** The address of what it is about; empty where the registry is. */
  link: string;
}

/** So many are said of one kind; the others are counted. */
const MOST_NAMED = 20;

/** The logins of partners on the list that are to be looked up, to see whether they still are whose they were. */
export function reviewedLogins({ partners }: Pick<Registry, "partners">): string[] {
  const logins = partners.filter(isListed).flatMap(namedAccounts);
  return [...new Set(logins.map(({ login }) => login.toLowerCase()))];
}

/**
 * Why something may not count as somebody meant: entries of the registry that cannot be matched, logins that
 * are another account's by now, and contributions that name a partner that there is not.
 */
export function reviewProblems(
  registry: Pick<Registry, "partners">,
  config: Pick<ActivityConfig, "bots" | "people" | "opted-out">,
  accounts: FoundAccounts,
  misnamed: readonly Misnamed[],
): ReviewProblem[] {
  const names = new Map(registry.partners.map(({ id, name }) => [id, name]));
  const { problems } = affiliationsOf(registry, config);
  return [
    ...shortened(
      problems.map(({ partner, login, message }) =>
        ofRegistry(`${names.get(partner) ?? partner}, people: ${login} ${message}.`),
      ),
      "entries of people",
    ),
    ...shortened(
      registry.partners.filter(isListed).flatMap((partner) => accountProblems(partner, accounts)),
      "logins",
    ),
    ...shortened(misnamed.map(misnamedProblem), "contributions that name a partner that is not there"),
  ];
}

function namedAccounts({ people, contacts }: Partner): Account[] {
  return [
    ...contacts,
    ...people.filter(({ to, consent }) => to === undefined && consent.state !== "declined"),
  ];
}

function ofRegistry(text: string): ReviewProblem {
  return { text, link: "" };
}

function accountProblems(partner: Partner, accounts: FoundAccounts): ReviewProblem[] {
  const named = namedAccounts(partner);
  const once = named.filter(
    (account, index) => !named.slice(0, index).some((other) => isSameAccount(other, account)),
  );
  return once.flatMap(({ login, id }) => {
    const found = accounts.get(login.toLowerCase());
    if (found === undefined) return [];
    if (found === null) {
      return [
        ofRegistry(
          `${partner.name}: no account is called ${login} any more. Correct the login in the registry; what the account did goes on to count by its number.`,
        ),
      ];
    }
    if (id === undefined || found.id == null || found.id === id) return [];
    return [
      ofRegistry(
        `${partner.name}: the login ${login} is another account's by now (${found.id}, and the registry has ${id}). Correct the login in the registry; only the account ${id} counts.`,
      ),
    ];
  });
}

function misnamedProblem({ partner, url }: Misnamed): ReviewProblem {
  const text = `A contribution names the partner ${partner}, and no partner has that id, so it counts for whom its person works for.`;
  return { text, link: url };
}

function shortened(problems: readonly ReviewProblem[], what: string): ReviewProblem[] {
  const further = problems.length - MOST_NAMED;
  return further <= 0
    ? [...problems]
    : [...problems.slice(0, MOST_NAMED), ofRegistry(`${further} more ${what} are like that.`)];
}
