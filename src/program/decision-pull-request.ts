import { escapeMarkdown, truncateText } from "../text/escape.ts";
import { type BallotRecord, recountRecord } from "./ballot/record.ts";
import { badges } from "./ballot-request.ts";
import type { BallotKind, Config } from "./config.ts";
import { decidedAt, decisionPathOf, formatDecisionPath, kindOf } from "./decision.ts";
import { formatDay, formatInstantForPeople } from "./instant.ts";
import { tallyView, voterViews } from "./lifecycle/count-view.ts";
import { categoryNames } from "./lifecycle/question.ts";
import { logoChanges, type ProposedLogo } from "./logo.ts";
import type { TallyView, VoterView } from "./messages.ts";
import type { Partner } from "./partner.ts";
import { supportedByChanges } from "./supported-by-files.ts";

/** What the pull request of a decision says and commits. Titles and messages are plain text, made inert. */
interface DecisionPullRequest {
  title: string;
  /** For the template `messages/pull-request`, which makes the body of it. */
  view: DecisionPullRequestView;
  commit: { headline: string; body: string };
}

/** Values are plain text as people wrote it, or links to GitHub; the template escapes them. */
export interface DecisionPullRequestView {
  /** The hidden first line that tells which consents are in it; empty where there are none. */
  mark: string;
  committee: string;
  company: string;
  /** What was decided, as a clause: `Acme becomes a partner`. */
  decided: string;
  /** Why the vote was asked for; empty where the proposal says it. */
  reason: string;
  issue: number;
  issueLink: string;
  why: string;
  closed: string;
  tally: TallyView;
  /** Who said something, at most {@link MOST_VOTERS}. */
  voters: readonly VoterView[];
  /** How many more there are, who said something or nothing. */
  furtherVoters: number;
  badges: readonly string[];
  /** Logins that the company named and that have not confirmed it. */
  suggested: readonly string[];
  files: readonly { path: string; change: string }[];
  /** The path of the decision's record. */
  record: string;
  /** What is true once it is merged, as a clause. */
  merged: string;
  /** Why the entry has no new logo although the proposal has one, and what to attach; empty where that is not so. */
  logoProblem: string;
}

interface DecisionPullRequestInput {
  /** Closed, and passed. */
  record: BallotRecord;
  /** The entry as the pull request leaves it. */
  partner: Partner;
  /** How many records of votes that did not pass come along. */
  carried: number;
  /** The paths of the files in which the block of the partners' names changes. */
  supportedBy: readonly string[];
  /** What became of the logo in the proposal. */
  logo: ProposedLogo;
  /** The hidden first line of its text; empty for none. */
  mark: string;
  config: Pick<Config, "program" | "categories" | "files">;
  repository: { url: string };
}

/** Bodies may have 65,536 characters; everyone is in the record. */
const MOST_VOTERS = 50;

const TITLES: Record<BallotKind, (name: string) => string> = {
  admit: (name) => `List ${name} as a partner`,
  award: (name) => `Change the badges of ${name}`,
  remove: (name) => `Take ${name} off the partners list`,
  reinstate: (name) => `List ${name} as a partner again`,
};

/** What is true once a decision is merged, as clauses about the company. */
const MERGED: Record<BallotKind, (name: string) => string> = {
  admit: (name) => `${name} is listed`,
  award: (name) => `${name}'s badges change on the list`,
  remove: (name) => `${name} is off the list`,
  reinstate: (name) => `${name} is on the list again`,
};

/** What is true once the pull request of a decision is merged, as a clause: `Acme is listed`. */
export function carriedOutClause(record: BallotRecord): string {
  return MERGED[kindOf(record)](record.partner.name);
}

/** What was decided, as a clause: `Acme becomes a partner`. */
function decidedClause(record: BallotRecord, config: Pick<Config, "categories">, name: string): string {
  const nameOf = categoryNames(config);
  switch (kindOf(record)) {
    case "admit":
      return `${name} becomes a partner`;
    case "award": {
      const given = record.categories.length === 0 ? [] : [`is awarded ${badges(record.categories, nameOf)}`];
      const taken = record.taken.length === 0 ? [] : [`loses ${badges(record.taken, nameOf)}`];
      return `${name} ${[...given, ...taken].join(" and ")}`;
    }
    case "remove":
      return `${name} is no longer a partner`;
    case "reinstate":
      return `${name} is a partner in good standing again`;
  }
}

/** Says who decided what, with the tally and the votes, what changes, and what a maintainer does next. */
export function decisionPullRequest(input: DecisionPullRequestInput): DecisionPullRequest {
  const { record, partner, carried, supportedBy, logo, mark, config, repository } = input;
  const kind = kindOf(record);
  const count = recountRecord(record);
  const tally = tallyView(record.rule, count);
  const issueLink = `${repository.url}/issues/${record.issue}`;
  const path = formatDecisionPath(decisionPathOf(record, config.files.decisions));
  const voters = voterViews(record.rule, count);
  const heard = voters.filter(({ said }) => said !== "").slice(0, MOST_VOTERS);
  const title = TITLES[kind](plainInert(partner.name, 60));
  const outcome = `${tally.yes} yes, ${tally.no} no, ${tally.abstain} abstain; ${tally.needed} of ${tally.base} ${tally.unit} needed`;
  return {
    title,
    view: {
      mark,
      committee: config.program.committee,
      company: partner.name,
      decided: decidedClause(record, config, partner.name),
      reason: record.reason ?? "",
      issue: record.issue,
      issueLink,
      why: count.why,
      closed: formatInstantForPeople(decidedAt(record)),
      tally,
      voters: heard,
      furtherVoters: voters.length - heard.length,
      badges: partner.badges
        .filter(({ decision }) => decision === path)
        .map(({ category }) => categoryNames(config)(category)),
      suggested: partner.people
        .filter(({ consent }) => consent.state === "suggested")
        .map(({ login }) => login),
      files: [
        { path: config.files.registry, change: `the entry "${partner.id}"; every other line stays` },
        { path: config.files.list, change: "what stands between the markers" },
        { path, change: "the record of this decision, for everyone to recount" },
        ...(carried === 0
          ? []
          : [
              {
                path: `${config.files.decisions}/`,
                change: `${carried === 1 ? "the record of one vote" : `the records of ${carried} votes`} that did not pass and had no pull request`,
              },
            ]),
        { path: `${config.files.decisions}/README.md`, change: "the list of all decisions" },
        ...(logo.kind === "usable" ? logoChanges(partner) : []),
        ...supportedByChanges(supportedBy),
      ],
      record: path,
      merged: MERGED[kind](partner.name),
      logoProblem: logo.kind === "refused" ? logo.problem : "",
    },
    commit: {
      headline: title,
      body: [
        `${plainInert(config.program.committee, 100)}, ${formatDay(decidedAt(record))}: ${outcome}.`,
        "",
        `Application: ${issueLink}`,
        `Record: ${path}`,
      ].join("\n"),
    },
  };
}

/**
 * Text for places that know no Markdown: titles and commit messages, where GitHub still looks for mentions,
 * references, addresses and closing words. What Markdown would show of the escaped text is the text, made inert.
 */
export function plainInert(text: string, limit: number): string {
  return escapeMarkdown(truncateText(text, limit))
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
