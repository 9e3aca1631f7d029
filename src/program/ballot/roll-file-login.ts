import { webAddress } from "../../text/escape.ts";
import { findInlinePieces } from "../../text/inline-html.ts";

type LoginsResult =
  | { readonly ok: true; readonly logins: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Longer than any login; GitHub's own limit is 39. */
const LONGEST_LOGIN = 39;
const LOGIN = "[A-Za-z0-9][A-Za-z0-9_-]*";

const LINK = /\[([^[\]]*)\]\(\s*<?([^\s()<>]*)>?[^()]*\)/g;
const ADDRESS = /https?:\/\/[^\s<>()[\]"'|]+/g;
/** Not part of an e-mail address, an account elsewhere (`@name@host`, `host.example/@name`), or a team (`@organization/team`). */
const MENTION = new RegExp(
  String.raw`(?<![A-Za-z0-9@.+-])(?<!\.[a-z]+/)@(${LOGIN})(?![A-Za-z0-9@-]|/\w)`,
  "g",
);

/**
 * The logins in one block of text, in order. In running text (`listed` is false) only links that say a login and lead
 * to its profile count.
 */
export function loginsIn(text: string, host: string, listed: boolean): LoginsResult {
  const found: { login: string; at: number }[] = [];
  const problems: string[] = [];
  const blank = (part: string) => " ".repeat(part.length);

  const withoutLinks = withoutSilence(text).replace(
    LINK,
    (link, label: string, target: string, at: number) => {
      const said = mentionsIn(label).map(({ login }) => login);
      const led = profileOf(target, host);
      const [first] = said;
      if (led !== null) {
        if (first !== undefined && (said.length > 1 || first.toLowerCase() !== led.toLowerCase())) {
          problems.push(`the link says @${said.join(", @")} and leads to the profile of ${led}`);
        }
        if (listed || first !== undefined) found.push({ login: led, at });
      } else if (listed && !isElsewhere(target, host)) {
        found.push(...said.map((login) => ({ login, at })));
      }
      return blank(link);
    },
  );
  const withoutAddresses = withoutLinks.replace(ADDRESS, (address, at: number) => {
    const login = profileOf(address.replace(/[.,;:!?*_]+$/, ""), host);
    if (listed && login !== null) found.push({ login, at });
    return blank(address);
  });
  if (listed) found.push(...mentionsIn(withoutAddresses));

  const [problem] = problems;
  if (problem !== undefined) return { ok: false, problem };
  const logins = found.sort((one, other) => one.at - other.at).map(({ login }) => login);
  return { ok: true, logins: logins.filter((login) => login.length <= LONGEST_LOGIN) };
}

function mentionsIn(text: string): { login: string; at: number }[] {
  // What ends in `_` ends an emphasis, as in `_@login_`.
  return [...text.matchAll(MENTION)].map(({ 1: login = "", index }) => ({
    login: login.replace(/[-_]+$/, ""),
    at: index,
  }));
}

/** Whose profile an address is; `null` for any other address. */
function profileOf(address: string, host: string): string | null {
  const url = webAddress(address);
  if (url === null || !isGitHub(url, host) || url.search !== "" || url.hash !== "") return null;
  return PROFILE.exec(url.pathname)?.[1] ?? null;
}

const PROFILE = new RegExp(`^/(${LOGIN})/?$`);

/** Another site, where a name is another person's. */
function isElsewhere(address: string, host: string): boolean {
  const url = webAddress(address);
  return url !== null && !isGitHub(url, host);
}

function isGitHub(url: URL, host: string): boolean {
  return [host.toLowerCase(), "github.com", "www.github.com"].includes(url.host.toLowerCase());
}

/** Without code, HTML and what is struck out. */
function withoutSilence(text: string): string {
  let visible = "";
  let at = 0;
  for (const { from, to } of findInlinePieces(text)) {
    visible += `${text.slice(at, from)} `;
    at = to;
  }
  return (visible + text.slice(at)).replace(/~~[^~]*~~/g, " ");
}
