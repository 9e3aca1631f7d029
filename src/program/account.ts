/** An account on GitHub, as far as it is known. */
export interface Account {
  login: string;
  id?: number | null | undefined;
}

/** Whether two are one account: by GitHub's numeric id where both are known, which a renamed account keeps, else by login. */
export function isSameAccount(one: Account, other: Account): boolean {
  return typeof one.id === "number" && typeof other.id === "number"
    ? one.id === other.id
    : one.login.toLowerCase() === other.login.toLowerCase();
}
