import type { ActivityMessageViews } from "./activity-messages.ts";
import type { ArchivePullRequestView } from "./archive-pull-request.ts";
import type { DecisionPullRequestView } from "./decision-pull-request.ts";
import type { ForgetPullRequestView } from "./forget/forget-pull-request.ts";
import type { QuestionView } from "./lifecycle/question.ts";
import type { PartnerMessageViews } from "./partner-messages.ts";

/**
 * Every message that people read, and what it is made of. One template each, `templates/messages/<name>.md`.
 * Values are plain text as people wrote it, or links to GitHub; templates escape them where they are put out.
 */
export interface MessageViews extends PartnerMessageViews, ActivityMessageViews {
  "status-stray": { program: string; project: string; formLink: string };
  "status-incomplete": {
    program: string;
    company: string;
    problems: readonly { field: string; found: string; mend: string; link: string }[];
    expires: string;
    reminded: number;
  };
  "status-duplicate": { company: string; first: number; firstLink: string; committee: string };
  "status-review": {
    program: string;
    committee: string;
    company: string;
    categories: readonly string[];
    /** When the bot opens the vote; empty when the committee does. */
    opens: string;
    /** How many members must ask for the vote before it opens, and who has; 0 where time alone opens it. */
    seconds: number;
    seconders: readonly string[];
    openProblems: readonly string[];
    /** Logins that the proposal names as its own, and that have not said yet whether they want to be. */
    asked: readonly string[];
  };
  "status-voting": VotingView;
  "status-stopped": {
    committee: string;
    company: string;
    commitLink: string;
    commit: string;
    problem: string;
    /** What a member comments to go on. */
    command: string;
  };
  "status-approved": Pick<QuestionView, "company" | "question" | "isAdmission"> & {
    committee: string;
    /** What is true once it is merged, as a clause. */
    merged: string;
    resultLink: string;
    pullRequest: number;
    pullRequestLink: string;
    /** Why the bot leaves the pull request alone, when it does. */
    leftAlone: "" | "closed" | "edited";
    problem: string;
    /** Logins that are mentioned, to be asked whether they want to be named. */
    asked: readonly string[];
  };
  "status-listed": StandingView;
  "status-former": StandingView;
  "status-rejected": { company: string; committee: string; resultLink: string; outcome: string };
  "status-withdrawn": { company: string };
  "status-expired": { company: string; days: string };
  "status-cancelled": { company: string; committee: string; why: string; resultLink: string };
  "result-passed": ResultView;
  "result-failed": ResultView;
  "result-no-quorum": ResultView;
  "result-cancelled": ResultView;
  reminder: { applicant: string; company: string; problems: number; statusLink: string; expires: string };
  "vote-reminder": { mentions: readonly string[]; company: string; closes: string; statusLink: string };
  "vote-again": {
    voter: string;
    /** What became of the comment. */
    how: "edited" | "deleted";
    /** Login; empty where GitHub does not say who it was. */
    by: string;
    /** The comment that was edited. */
    link: string;
    statusLink: string;
  };
  "bring-up": { mention: string; company: string; since: string; committee: string };
  "reopened-by-accident": { person: string; committee: string };
  welcome: {
    applicant: string;
    company: string;
    program: string;
    listLink: string;
    badges: readonly string[];
    /** The partner's page on the site, and the Markdown that shows its badge; `null` where there is no site. */
    embedding: { pageLink: string; badge: string } | null;
  };
  "partner-changed": {
    mentions: readonly string[];
    company: string;
    program: string;
    committee: string;
    kind: string;
    given: readonly string[];
    taken: readonly string[];
    listLink: string;
    resultLink: string;
  };
  reply: {
    person: string;
    refusals: readonly { text: string; why: string; link: string }[];
    help: boolean;
    howToVote: boolean;
    statusLink: string;
  };
  "pull-request": DecisionPullRequestView;
  "archive-pull-request": ArchivePullRequestView;
  "forget-pull-request": ForgetPullRequestView;
  "check-summary": {
    failures: number;
    warnings: number;
    notes: number;
    /** How many of them are not shown at their lines. */
    unshown: number;
    /** Whether what changes could be told. */
    told: boolean;
    changes: readonly { company: string; what: string }[];
    /** How many more partners change. */
    further: number;
  };
  "configuration-problem": {
    problems: readonly { path: string; place: string; link: string; message: string }[];
    /** Whether nothing is done before they are mended. */
    blocks: boolean;
    docs: string;
  };
}

type MessageName = keyof MessageViews;

/** One message: which template, and its values. */
export type Message = { [Name in MessageName]: { name: Name; view: MessageViews[Name] } }[MessageName];

/** How a voter stands, for the checklist and the table of a result. */
export interface VoterView {
  login: string;
  /** `chair, 3 points; also maintainer`. */
  standing: string;
  done: boolean;
  /** `yes`, `abstain`, `recused: works for Acme`; empty for silence. */
  said: string;
  reason: string;
  counted: string;
  when: string;
  link: string;
}

export interface TallyView {
  yes: string;
  no: string;
  abstain: string;
  present: string;
  needed: string;
  base: string;
  unit: string;
  formula: string;
  /** `5 of 5 needed`; empty when the rule has no quorum. */
  quorum: string;
}

/** How a partner stands while no vote is open. */
interface StandingView {
  company: string;
  program: string;
  committee: string;
  listLink: string;
  /** The day since which a former partner is none; empty for a listed one. */
  since: string;
  /** The pull request that listed it; 0 when that is not known or not the last decision. */
  pullRequest: number;
  pullRequestLink: string;
  /** The last vote about the partner, other than its admission. */
  last: {
    question: string;
    outcome: string;
    resultLink: string;
    /** Number of the pull request that a maintainer closed without merging it; 0 for none. */
    closedPullRequest: number;
    pullRequestLink: string;
  } | null;
  /** Votes that too few members have asked for so far. */
  waiting: readonly { question: string; seconders: readonly string[]; needed: number }[];
  /** The commit that changed the record of the admission; empty when there is none. */
  distrusted: string;
  /** The address of the form by which the partner changes its entry; empty where there is none. */
  updateLink: string;
}

interface VotingView extends QuestionView {
  committee: string;
  closes: string;
  tally: TallyView;
  rule: readonly string[];
  voters: readonly VoterView[];
  notices: readonly string[];
}

interface ResultView extends QuestionView {
  committee: string;
  why: string;
  opened: string;
  closed: string;
  tally: TallyView;
  rule: readonly string[];
  voters: readonly VoterView[];
  /** A long roll is folded. */
  folded: boolean;
  ignored: readonly { login: string; what: string; why: string; when: string; link: string }[];
  recused: readonly { login: string; why: string }[];
  capped: readonly { organization: string; from: string; to: string }[];
  notices: readonly string[];
  recordLink: string;
}
