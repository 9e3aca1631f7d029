import type { Instant } from "../instant.ts";

/** What is counted, in the order in which it is shown. */
export const CONTRIBUTION_KINDS = [
  "commit",
  "pull-request-opened",
  "pull-request-merged",
  "review",
  "issue",
  "comment",
  "release",
] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** One countable thing that a person did. No login, no e-mail and no text is kept of it. */
export interface Contribution {
  /** GitHub's node id. With `kind` it is the key, since a pull request is opened and merged: two facts of one id. */
  id: string;
  kind: ContributionKind;
  /** commit: committed date; pull request: created or merged; review: submitted; others: created; release: published. */
  at: Instant;
  /** GitHub's numeric id of the account. A merged pull request is its author's. */
  by: number;
  /** Address below the repository's: `pull/12#pullrequestreview-9`, `commit/<sha>`, `releases/tag/v1`. */
  path: string;
  /** Partner id that the contribution names itself, by a `Partner: <id>` trailer or line; absent without one. */
  partner?: string;
}

/** A contribution and where it was made. */
export interface PlacedContribution {
  /** `owner/name`, as GitHub spells it. */
  repository: string;
  contribution: Contribution;
}
