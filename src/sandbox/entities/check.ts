import type { Instant } from "../../program/instant.ts";
import type { Identity } from "./account.ts";

export interface CheckSuite extends Identity {
  readonly type: "CheckSuite";
  readonly repositoryId: number;
  readonly appId: number;
  readonly headOid: string;
  readonly headBranch: string | null;
  readonly createdAt: Instant;
  updatedAt: Instant;
}

export type CheckStatus = "queued" | "in_progress" | "completed";
export type CheckConclusion =
  | "success"
  | "failure"
  | "neutral"
  | "cancelled"
  | "skipped"
  | "timed_out"
  | "action_required"
  | "stale";

export interface CheckAnnotation {
  path: string;
  startLine: number;
  endLine: number;
  startColumn: number | null;
  endColumn: number | null;
  level: "notice" | "warning" | "failure";
  message: string;
  title: string | null;
  rawDetails: string | null;
}

export interface CheckRun extends Identity {
  readonly type: "CheckRun";
  readonly repositoryId: number;
  readonly appId: number;
  readonly checkSuiteId: number;
  readonly headOid: string;
  name: string;
  detailsUrl: string | null;
  externalId: string;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: Instant | null;
  completedAt: Instant | null;
  output: {
    title: string | null;
    summary: string | null;
    text: string | null;
    annotations: CheckAnnotation[];
  };
}
