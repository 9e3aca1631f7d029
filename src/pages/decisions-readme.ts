import type { PrintedCount } from "../program/ballot/count-print.ts";
import type { BallotRecord } from "../program/ballot/record.ts";
import type { BallotKind } from "../program/config.ts";
import { decidedAt, kindOf } from "../program/decision.ts";
import type { FiledDecision } from "../program/decisions.ts";
import { formatDay } from "../program/instant.ts";
import { escapeMarkdown, markdownCode, markdownLink, webAddress } from "../text/escape.ts";
import { replaceManagedSection } from "../text/managed-section.ts";
import { renderMarkdownTable } from "../text/markdown-table.ts";
import { participationOf } from "./participation.ts";

/** A closed ballot, and where its record is. */
export interface ListedDecision {
  readonly ballot: BallotRecord;
  /** From the folder of the decisions, such as `2026/12-acme-admit.yml`, or a whole address. */
  readonly link: string;
}

/** What the list of decisions calls things. */
interface DecisionsNames {
  readonly program: string;
  readonly committee: string;
  /** Address of the program repository, such as `https://github.com/example/partners`. */
  readonly repositoryUrl: string;
}

const SECTION = "decisions";

const FIRST_FILE = `# Decisions

<!-- partnerbot:${SECTION}:start -->
<!-- partnerbot:${SECTION}:end -->
`;

/**
 * The whole text of `<folder>/README.md`, from its text on the base (`null`: there is none yet), all decisions with
 * their whole paths, and the paths in the folder at which no decision can be read.
 *
 * @throws UserError when there is not exactly one pair of markers (see `replaceManagedSection`).
 */
export function decisionsReadmeFile(
  text: string | null,
  listed: readonly FiledDecision[],
  unreadable: readonly string[],
  folder: string,
  names: DecisionsNames,
): string {
  const decisions = listed.map(({ ballot, path }) => ({ ballot, link: path.slice(folder.length + 1) }));
  return renderDecisionsReadmeFile(text, renderDecisionsReadme(decisions, names, unreadable));
}

/**
 * Every decision, newest first, who took part in them, alphabetically, and the files that cannot be read: Markdown as
 * Prettier leaves it, the same bytes for the same decisions in any order. An open ballot is a bug and throws.
 */
export function renderDecisionsReadme(
  decisions: readonly ListedDecision[],
  names: DecisionsNames,
  unreadable: readonly string[] = [],
): string {
  const rest = unreadable.length === 0 ? [] : [unlisted(unreadable)];
  const parts = decisions.length + rest.length === 0 ? [nothingYet(names)] : listing(decisions, names);
  return `${[...parts, ...rest].join("\n\n")}\n`;
}

function nothingYet({ committee, program }: DecisionsNames): string {
  return `The ${escapeMarkdown(committee)} has decided nothing about the ${escapeMarkdown(program)} yet.`;
}

function unlisted(paths: readonly string[]): string {
  const files = [...paths].sort().map(markdownCode).join(", ");
  return paths.length === 1
    ? `This file is not listed, because it cannot be read as the decision that it is named after: ${files}. Restore it from its history.`
    : `These files are not listed, because they cannot be read as the decisions that they are named after: ${files}. Restore them from their history.`;
}

function listing(decisions: readonly ListedDecision[], names: DecisionsNames): string[] {
  if (decisions.length === 0) return [];
  const newestFirst = [...decisions].sort(
    ({ ballot: one }, { ballot: other }) =>
      decidedAt(other) - decidedAt(one) || other.issue - one.issue || (one.kind < other.kind ? -1 : 1),
  );
  const table = renderMarkdownTable(
    ["Date", "Decision", "Outcome", "Tally", "Issue", "Record"],
    newestFirst.map((decision) => row(decision, names)),
  );
  const intro = `What the ${escapeMarkdown(names.committee)} has decided about the ${escapeMarkdown(names.program)}, newest first. A record holds the rule, the roll, every vote with its link, and the count: \`npm run partnerbot -- verify FILE\`, in a checkout of Partnerbot, counts it again.`;
  return [intro, table, ...renderParticipation(newestFirst, names)];
}

/**
 * The file with its section renewed; `null` makes a first file. Everything outside of the markers stays.
 *
 * @throws UserError when there is not exactly one pair of markers (see `replaceManagedSection`).
 */
export function renderDecisionsReadmeFile(text: string | null, content: string): string {
  return replaceManagedSection(text === null || text.trim() === "" ? FIRST_FILE : text, SECTION, content);
}

const KINDS: Readonly<Record<BallotKind, string>> = {
  admit: "Admit",
  award: "Award a badge to",
  remove: "Remove",
  reinstate: "Reinstate",
};

function row({ ballot, link }: ListedDecision, { repositoryUrl }: DecisionsNames): string[] {
  const count = ballot.result?.count;
  return [
    formatDay(decidedAt(ballot)),
    `${KINDS[kindOf(ballot)]} ${escapeMarkdown(ballot.partner.name)}`,
    count === undefined ? "" : count.outcome.replace("-", " "),
    count === undefined ? "" : escapeMarkdown(tally(count)),
    markdownLink(`${ballot.issue}`, `${repositoryUrl}/issues/${ballot.issue}`),
    recordLink(link),
  ];
}

function tally({ outcome, yes, no, abstain, base, needed }: PrintedCount): string {
  const cast = [`${yes} yes`, `${no} no`, ...(abstain === "0" ? [] : [`${abstain} abstain`])].join(", ");
  return outcome === "cancelled" ? cast : `${cast}; ${needed} of ${base} needed`;
}

function recordLink(link: string): string {
  if (webAddress(link) !== null) return markdownLink("record", link);
  const path = encodeURI(link).replace(/[()|]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `[record](${path})`;
}

function renderParticipation(
  decisions: readonly ListedDecision[],
  { repositoryUrl }: DecisionsNames,
): string[] {
  const participants = participationOf(decisions.map(({ ballot }) => ballot));
  if (participants.length === 0) return [];
  const { origin } = new URL(repositoryUrl);
  const table = renderMarkdownTable(
    ["Member", "On the roll", "Voted", "Recused", "Silent"],
    participants.map(({ login, voted, recused, silent }) => [
      markdownLink(login, `${origin}/${login}`),
      `${voted + recused + silent}`,
      `${voted}`,
      `${recused}`,
      `${silent}`,
    ]),
  );
  const intro =
    "In how many of these votes each member was on the roll, and took part, in alphabetical order. Voting includes abstaining and being present. Cancelled votes are left out, and members who vote without being counted in the base are listed with the votes that they cast.";
  return ["## Participation", intro, table];
}
