import type { ForgottenPerson } from "./forgotten-person.ts";

/** A file that has a login of the person, or the account's number as an `id`, in these lines, from 1. */
export interface Mention {
  path: string;
  lines: readonly number[];
}

/** What may stand in a login, so that one inside of a longer word is none. */
const IN_LOGIN = "[A-Za-z0-9_-]";

/** Where texts have the login of the person as a word, or the number as an `id`. It may be the name of something else. */
export function mentionsOf(
  texts: Iterable<readonly [path: string, text: string]>,
  person: ForgottenPerson,
): Mention[] {
  const pattern = new RegExp(
    [
      `(?<!${IN_LOGIN})(?:${anyOf(person.logins)})(?!${IN_LOGIN})`,
      ...(person.id === null ? [] : [`\\bid"?: *${person.id}(?!\\d)`]),
    ].join("|"),
    "i",
  );
  return [...texts]
    .map(([path, text]) => ({
      path,
      lines: text.split("\n").flatMap((line, index) => (pattern.test(line) ? [index + 1] : [])),
    }))
    .filter(({ lines }) => lines.length > 0)
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Whether a text certainly means the person: `@login`, or the address of the account. A word alone may be anything. */
export function namesPerson(text: string, { logins, hasNamesake }: ForgottenPerson, host: string): boolean {
  if (hasNamesake) return false;
  const address = `${literal(host)}/`;
  const named = new RegExp(
    `(?:(?<!${IN_LOGIN})@|(?<![A-Za-z0-9.-])(?:www\\.)?${address})(?:${anyOf(logins)})(?!${IN_LOGIN})`,
    "i",
  );
  return named.test(text);
}

function anyOf(logins: readonly string[]): string {
  return logins.map(literal).join("|");
}

/** The text as a regular expression that means just this text. */
function literal(text: string): string {
  return text.replace(/[.[\]]/g, "\\$&");
}
