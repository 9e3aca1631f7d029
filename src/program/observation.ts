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
