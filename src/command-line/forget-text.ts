import type { Forgetting } from "../program/forget/forgetting.ts";
import type { ForgottenPerson } from "../program/forget/forgotten-person.ts";
import type { Mention } from "../program/forget/mentions.ts";
import { escapeLog } from "../text/escape.ts";

/** How it went: what was done with the changed files. */
export interface ForgetOutcome {
  readonly person: ForgottenPerson;
  readonly forgetting: Forgetting;
  /** Files of the ledger that are not as the bot wrote them. */
  readonly altered: readonly string[];
  /** The address of the pull request; `null` where the files were written into a checkout, or nothing was. */
  readonly pullRequest: string | null;
}

/** What stays outside of the files, and what the person can do about it. */
const BEYOND = [
  "Not touched, since only GitHub or the person can:",
  "  Git's history keeps what the files said before, and so do clones and forks. Only rewriting the history takes that out, which breaks every clone.",
  "  Issues, comments, reviews and commits stay under the account. The person can edit or delete their own comments, ask the owners to delete an issue, or delete the account: GitHub then shows ghost.",
];

/** What was done, what stays, and what is to be done next. */
export function renderForget({ person, forgetting, altered, pullRequest }: ForgetOutcome): string {
  const { files, partners, digests, archives, records, mentions, unread } = forgetting;
  const lines = [
    ...(files.length === 0 ? [`There is nothing to forget of ${person.login} in the files.`] : ["Changed:"]),
    ...files.map(({ path }) => `  ${escapeLog(path)}`),
    ...partners.map(
      ({ id, people, contacts, events, weeks }) =>
        `  ${id}: out of ${people} of people, ${contacts} of contacts, ${events} of the history; ${count(weeks, "week")} of contributions kept without the person`,
    ),
    ...(digests === 0 ? [] : [`  activity.opted-out: ${count(digests, "digest")} added`]),
    ...(person.id === null
      ? [
          "The account's number is not known, so a renamed account is not recognized, and lines of the ledger stay: give it by --id (`gh api users/LOGIN --jq .id` says it).",
        ]
      : []),
    ...(person.hasNamesake
      ? [`Another account has the login ${person.login} too, so only entries with the number were taken out.`]
      : []),
    archivesLine(archives),
    ...listed(
      "These records still name the person. Votes, decisions and confirmed reports are official acts, and stay:",
      records,
    ),
    ...listed("These files still have the login as a word. See whether it means the person:", mentions),
    ...listed(
      "These files could not be looked at:",
      unread.map((path) => ({ path, lines: [] })),
    ),
    ...listed(
      "These files of the ledger are not as the bot wrote them, so what was kept may be wrong:",
      altered.map((path) => ({ path, lines: [] })),
    ),
    ...BEYOND,
    ...nextSteps(files.length > 0, pullRequest),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** The same as plain data. */
export function printForget({ person, forgetting, altered, pullRequest }: ForgetOutcome): object {
  const { files, partners, digests, archives, records, mentions, unread } = forgetting;
  return {
    "account-known": person.id !== null,
    files: files.map(({ path }) => path),
    partners,
    digests,
    archives,
    records,
    mentions,
    unread,
    altered,
    "pull-request": pullRequest,
  };
}

function archivesLine({ checked, redacted }: Forgetting["archives"]): string {
  if (checked.length === 0) return "There are no archives of past years.";
  const years = checked.join(", ");
  if (redacted.length === 0)
    return `Archives of past years were checked, and name nobody by account: ${years}.`;
  const entries = redacted.map(({ year, id }) => `${id} in ${year}`).join(", ");
  return `Archives of past years were checked: ${years}. Redacted, marked, and the digest from before kept: ${entries}.`;
}

function listed(heading: string, mentions: readonly Mention[]): string[] {
  if (mentions.length === 0) return [];
  return [
    heading,
    ...mentions.map(
      ({ path, lines }) => `  ${escapeLog(path)}${lines.length === 0 ? "" : `:${lines.join(",")}`}`,
    ),
  ];
}

function nextSteps(isChanged: boolean, pullRequest: string | null): string[] {
  if (!isChanged) return [];
  const then =
    "When it is on the default branch, the bot takes the lines of the account out of the ledger with its next daily look.";
  return pullRequest === null
    ? [`Next: review the change (git diff), commit it with a message that names nobody, and push it. ${then}`]
    : [`Next: review and merge ${pullRequest}. ${then}`];
}

function count(number: number, thing: string): string {
  return `${number} ${number === 1 ? thing : `${thing}s`}`;
}
