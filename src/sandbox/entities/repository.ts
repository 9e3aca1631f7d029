import type { Instant } from "../../program/instant.ts";
import type { ObjectStore } from "../git/object.ts";
import type { Identity } from "./account.ts";
import type { CheckRun, CheckSuite } from "./check.ts";
import type { IssueOrPullRequest } from "./conversation.ts";

/** What one person may do in one repository, weakest first. */
export type RepositoryPermission = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export interface Repository extends Identity {
  readonly type: "Repository";
  ownerId: number;
  name: string;
  description: string | null;
  homepage: string | null;
  private: boolean;
  archived: boolean;
  /** The repository it was forked from. */
  parentId: number | null;
  hasIssues: boolean;
  defaultBranch: string;
  deleteBranchOnMerge: boolean;
  createdAt: Instant;
  updatedAt: Instant;
  pushedAt: Instant;
  readonly collaborators: Map<number, RepositoryPermission>;
  readonly teams: Map<number, RepositoryPermission>;
  /** By lower-case name. */
  readonly labels: Map<string, Label>;
  lastNumber: number;
  /** Issues and pull requests by number; deleted ones are gone. */
  readonly issues: Map<number, IssueOrPullRequest>;
  /** Shared by all forks of a network, as on GitHub. */
  readonly objects: ObjectStore;
  /** `refs/heads/main` → commit id. */
  readonly refs: Map<string, string>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  /** Published ones, oldest first. */
  readonly releases: Release[];
}

export interface Release extends Identity {
  readonly type: "Release";
  readonly repositoryId: number;
  readonly authorId: number;
  readonly tag: string;
  /** As on GitHub, of the commit that is released, which may be much older. */
  readonly createdAt: Instant;
  readonly publishedAt: Instant;
}

export interface Label extends Identity {
  readonly type: "Label";
  readonly repositoryId: number;
  name: string;
  /** Six hexadecimal digits, no `#`. */
  color: string;
  description: string | null;
  isDefault: boolean;
  createdAt: Instant;
  updatedAt: Instant;
}
