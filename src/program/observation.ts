import type { BallotKind } from "./config.ts";
import type { Instant } from "./instant.ts";

/** Who did something. A deleted account (GitHub's ghost) is `null` wherever a person may stand. */
export interface Person {
  login: string;
  /** GitHub's numeric account id; `null` where GitHub does not say it (bots in GraphQL). */
  id: number | null;
  kind: "user" | "bot" | "other";
  /** This app's own account. */
  own: boolean;
}

/** One version of a text in GitHub's edit history, oldest first. */
export interface ContentEdit {
  at: Instant;
  editor: Person | null;
  /** The whole text after this edit; `null` where GitHub no longer has it. */
  text: string | null;
}

export interface ObservedComment {
  nodeId: string;
  id: number;
  url: string;
  author: Person | null;
  body: string;
  createdAt: Instant;
  lastEditedAt: Instant | null;
  /** Who edited it last, when it was edited. */
  editor: Person | null;
  edits: readonly ContentEdit[];
  /** Which of the app's own reactions are on it. */
  reactions: { thumbsUp: boolean; confused: boolean };
}

export type TimelineEvent =
  | { type: "closed"; at: Instant; actor: Person | null }
  | { type: "reopened"; at: Instant; actor: Person | null }
  | { type: "comment-deleted"; at: Instant; actor: Person | null; author: Person | null };

export interface ObservedIssue {
  nodeId: string;
  number: number;
  url: string;
  title: string;
  body: string;
  author: Person | null;
  createdAt: Instant;
  lastEditedAt: Instant | null;
  editor: Person | null;
  state: "open" | "closed";
  labels: readonly { nodeId: string; name: string }[];
  /** All comments, oldest first. */
  comments: readonly ObservedComment[];
  /** Closings, reopenings and deletions of comments, oldest first. */
  timeline: readonly TimelineEvent[];
}

/** A text file at the head of a branch, with its git blob id. */
export interface ObservedFile {
  path: string;
  oid: string;
  text: string;
}

/** A commit as far as trust in it goes. */
export interface ObservedCommit {
  oid: string;
  url: string;
  /** Authored by this app's bot account. */
  own: boolean;
  /** GitHub's signature: made by GitHub itself and valid; `unsigned` where there is none at all. */
  signature: "github" | "unsigned" | "other";
  parents: readonly string[];
}

export interface ObservedPullRequest {
  nodeId: string;
  number: number;
  url: string;
  state: "open" | "closed" | "merged";
  title: string;
  body: string;
  closedAt: Instant | null;
  mergedAt: Instant | null;
  mergedBy: Person | null;
  head: ObservedCommit;
}

/** The head of the branch that pull requests go to. */
export interface Base {
  branch: string;
  oid: string;
  tree: string;
}

/** The program repository, as it was when it was looked at. */
export interface ObservedRepository {
  nodeId: string;
  owner: string;
  name: string;
  url: string;
  /** The default branch, its head commit and that commit's tree. */
  base: Base;
  /** Labels that exist, as far as they were read. */
  labels: readonly { nodeId: string; name: string }[];
  /** Whether `labels` are all of them. */
  allLabels: boolean;
  /** On github.com, which signs every commit that an app makes. Other GitHubs may or may not. */
  onGitHubCom: boolean;
}

/** What was found under a login: an account with its numeric id, or nothing. Keys are lower-case logins. */
export type Accounts = ReadonlyMap<string, { login: string; id: number } | null>;

/** The record of a ballot or a report on the data branch, and the commits that made it what it is, newest first. */
export interface ObservedRecord {
  record: ObservedFile | null;
  commits: readonly ObservedCommit[];
}

/**
 * Everything that a decision about one application needs, read in one query (`DESIGN.md` section 7): nothing in it
 * is remembered from before, so nothing in it can be stale.
 */
export interface ApplicationLook {
  /** GitHub's own clock when it answered. */
  at: Instant;
  /** The login of this app's account, without `[bot]`. */
  app: string;
  repository: ObservedRepository;
  issue: ObservedIssue;
  config: ObservedFile | null;
  form: ObservedFile | null;
  updateForm: ObservedFile | null;
  reportForm: ObservedFile | null;
  registry: ObservedFile | null;
  list: ObservedFile | null;
  /** The files with a block of the partners' names, where they were asked for; `file` is `null` where there is none. */
  supportedBy: readonly { path: string; file: ObservedFile | null }[];
  ballots: Readonly<Record<BallotKind, ObservedRecord>>;
  /** The record of a report; without anything where it was not asked for. */
  report: ObservedRecord;
  /** The head of the data branch; `null` when there is no such branch yet. */
  dataHead: string | null;
  /** The branch of the decision or update and its newest pull request, where the branch name was known. */
  branch: ObservedCommit | null;
  pullRequest: ObservedPullRequest | null;
  /**
   * Of an update: the registry on that branch, what the message of its head says below the first line, and the head of every
   * branch of an update of this issue.
   */
  updated: {
    registry: ObservedFile | null;
    message: string;
    branches: readonly { name: string; head: ObservedCommit }[];
  };
  accounts: Accounts;
  /** Open applications, oldest first, this one among them, where they were asked for. */
  others: readonly { nodeId: string; number: number; url: string; title: string; body: string }[];
}

/** How far the archive of a year has come. */
export interface ObservedArchive {
  /** Whether its data is on the default branch. */
  isThere: boolean;
  /** The head of the branch that freezes it, and this app's newest pull request from there. */
  branch: ObservedCommit | null;
  pullRequest: ObservedPullRequest | null;
  /** The head of the data branch, which shows whether this GitHub signs what apps commit. */
  data: ObservedCommit | null;
}

/** An open issue, or one closed lately, as far as telling whether it is an application needs it. */
export interface ListedIssue {
  nodeId: string;
  number: number;
  title: string;
  body: string;
  author: Person | null;
  state: "open" | "closed";
  labels: readonly string[];
  lastEditedAt: Instant | null;
  closedAt: Instant | null;
  /** The newest few, and whether the app has reacted to each. */
  lastComments: readonly { author: Person | null; body: string; answered: boolean }[];
}

/** A program repository as a whole: its files, and its issues as a list. */
export interface ProgramLook {
  at: Instant;
  app: string;
  repository: ObservedRepository;
  config: ObservedFile | null;
  form: ObservedFile | null;
  updateForm: ObservedFile | null;
  reportForm: ObservedFile | null;
  registry: ObservedFile | null;
  issues: readonly ListedIssue[];
  /** Open ones, with the commit at their head. */
  pullRequests: readonly { number: number; head: string }[];
  /** The head of the data branch, and git's ids of the ledger, its coverage and the reports there; `null` for what is not there yet. */
  data: { head: string | null; coverage: string | null; ledger: string | null; reports: string | null };
}
