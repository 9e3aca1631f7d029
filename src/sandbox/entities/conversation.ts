import type { Instant } from "../../program/instant.ts";
import type { Identity } from "./account.ts";
import type { TimelineEvent } from "./timeline-event.ts";

/** A text that can be edited, with all its versions. */
export interface Content {
  /** Never empty, oldest first: the first is the original, by the author; the last is what is shown. */
  readonly versions: ContentVersion[];
}

export interface ContentVersion {
  readonly nodeId: string;
  readonly at: Instant;
  readonly editorId: number;
  readonly text: string;
}

export type StateReason = "completed" | "not_planned" | "duplicate" | "reopened";

/** What issues and pull requests have in common. */
export interface Conversation extends Identity {
  readonly repositoryId: number;
  readonly number: number;
  readonly authorId: number;
  /** The app through which it was written. */
  readonly appId: number | null;
  title: string;
  readonly body: Content;
  readonly createdAt: Instant;
  updatedAt: Instant;
  state: "open" | "closed";
  stateReason: StateReason | null;
  closedAt: Instant | null;
  closedById: number | null;
  locked: boolean;
  lockReason: "off-topic" | "too heated" | "resolved" | "spam" | null;
  /** Ids, in the order in which they were set. */
  labelIds: number[];
  assigneeIds: number[];
  /** Oldest first. */
  comments: IssueComment[];
  reactions: Reaction[];
  /** Oldest first; comments are not in it. */
  readonly timeline: TimelineEvent[];
}

export interface Issue extends Conversation {
  readonly type: "Issue";
}

export interface PullRequest extends Conversation {
  readonly type: "PullRequest";
  /** `id` is that of REST's issue view; this is that of its pull request view. */
  readonly pullRequestId: number;
  draft: boolean;
  maintainerCanModify: boolean;
  /** `ref` is the branch name; `oid` the commit it had when last seen (it stays when the branch is deleted). */
  head: { repositoryId: number; ref: string; oid: string };
  base: { ref: string; oid: string };
  merge: { at: Instant; byId: number; commitOid: string } | null;
  /** The pair of commits for which GitHub has worked out whether they merge. */
  mergeabilityKnownFor: string | null;
  /** Submitted ones, oldest first. */
  reviews: Review[];
}

export interface Review extends Identity {
  readonly type: "PullRequestReview";
  readonly repositoryId: number;
  readonly issueNumber: number;
  readonly authorId: number;
  readonly body: Content;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";
  readonly createdAt: Instant;
  updatedAt: Instant;
}

export type IssueOrPullRequest = Issue | PullRequest;

export interface IssueComment extends Identity {
  readonly type: "IssueComment";
  readonly repositoryId: number;
  readonly issueNumber: number;
  readonly authorId: number;
  readonly appId: number | null;
  readonly body: Content;
  readonly createdAt: Instant;
  updatedAt: Instant;
  reactions: Reaction[];
}

export type ReactionContent = "+1" | "-1" | "laugh" | "confused" | "heart" | "hooray" | "rocket" | "eyes";

export interface Reaction extends Identity {
  readonly type: "Reaction";
  readonly accountId: number;
  readonly content: ReactionContent;
  readonly createdAt: Instant;
}
