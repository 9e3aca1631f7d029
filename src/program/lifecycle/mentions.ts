/** Accounts as they are called in a message, each once, whatever the case of its login. */
export function mentionsOf(accounts: readonly { login: string }[]): string[] {
  const unique = new Map(accounts.map(({ login }) => [login.toLowerCase(), `@${login}`]));
  return [...unique.values()];
}
