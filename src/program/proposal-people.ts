import { entryLines, plainText, withoutEnd } from "./proposal-text.ts";

/** An account's name; those that a company manages end in `_` and its short code. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]{1,12})?$/;
const PROFILE = /^(?:https?:\/\/)?(?:www\.)?[a-z0-9.-]+\.[a-z0-9-]+\/([A-Za-z0-9_-]+)\/?(?:[?#]\S*)?$/i;
const PROFILE_IN_TEXT =
  /<?(?:https?:\/\/)?(?<![\w.-])(?:www\.)?github\.[a-z0-9.-]+\/([A-Za-z0-9_-]+)\/?(?:[?#][^\s)>,;]*)?(?![\w/-])>?/gi;
const MENTION = /(?<![\w@./-])@([A-Za-z0-9][A-Za-z0-9_-]*)/g;

/** Longer texts are no login and no address of a profile, and no role either. */
const LONGEST_ADDRESS = 300;
const LONGEST_ROLE = 1000;

/** A login from `@octocat`, `octocat` or its profile's address; `null` when it can be none. */
export function readLogin(text: string): string | null {
  if (text.length > LONGEST_ADDRESS) return null;
  const trimmed = withoutEnd(text.trim().replace(/^[`*_~"']+/, ""), "`*~\"'.,;:").replace(/^<(.*)>$/, "$1");
  const login = PROFILE.exec(trimmed)?.[1] ?? trimmed.replace(/^@/, "");
  return LOGIN.test(login) ? login : null;
}

/** Whom a line names, and as what. `found` need not be a login. */
export interface NamedPerson {
  found: string;
  role: string | null;
}

/**
 * People, one a line: a login, then a role after a comma, colon, dash or in parentheses. Where a line has mentions or
 * addresses of profiles, each of them is a person, whatever else stands there.
 */
export function readPeople(text: string): NamedPerson[] {
  return entryLines(text).flatMap((line) => {
    if (!/[\p{L}\p{N}]/u.test(line)) return [];
    const written = withMentions(line);
    const mentions = [...written.matchAll(MENTION)];
    if (mentions.length === 0) return [firstWord(written)];
    return mentions.map((mention, index) => {
      const next = mentions[index + 1]?.index;
      return {
        found: mention[1] ?? "",
        role: roleOf(written.slice(mention.index + mention[0].length, next), next !== undefined),
      };
    });
  });
}

/** One account: the first that is mentioned, or all of the text, which need not be a login. */
export function readContact(text: string): string {
  const [mention] = withMentions(text.slice(0, LONGEST_ROLE)).matchAll(MENTION);
  return mention?.[1] ?? plainText(text);
}

/** With `@octocat` in place of every address of a profile. */
function withMentions(text: string): string {
  return text
    .replace(/\[[^\]]{0,300}\]\(\s{0,9}<?([^)\s>]{1,300})>?\s{0,9}\)/g, (link, address: string) => {
      const login = PROFILE.exec(address)?.[1];
      return login === undefined ? link : `@${login}`;
    })
    .replace(PROFILE_IN_TEXT, "@$1");
}

function firstWord(line: string): NamedPerson {
  const pattern = /^https?:/i.test(line) ? /^([^\s,;|)]+)(.*)$/su : /^([^\s,;:|(–—]+)(.*)$/su;
  const [, found = line, rest = ""] = pattern.exec(line) ?? [];
  return { found, role: roleOf(rest, false) };
}

function roleOf(text: string, followed: boolean): string | null {
  const said = plainText(text.slice(0, LONGEST_ROLE))
    .replace(/^[\s,;:|()`*_&–—-]+/u, "")
    .replace(/[\s,;:|(`*_&–—-]+$/u, "");
  const alone = followed ? said.replace(/(?:^|[\s,;]+)(?:and|or)$/i, "") : said;
  const role = alone.includes("(") ? alone : alone.replace(/\)+$/, "");
  return /[\p{L}\p{N}]/u.test(role) ? role : null;
}
