import type { Attachment } from "./attachments.ts";
import { Clock } from "./clock.ts";
import type { Account, App, Installation, Permissions, Team, Token } from "./entities/account.ts";
import type { CheckRun, CheckSuite } from "./entities/check.ts";
import type { IssueComment, IssueOrPullRequest, Reaction, Review } from "./entities/conversation.ts";
import type { Label, Release, Repository } from "./entities/repository.ts";
import type { TimelineEvent } from "./entities/timeline-event.ts";

export type * from "./entities/account.ts";
export type * from "./entities/check.ts";
export type * from "./entities/conversation.ts";
export type * from "./entities/repository.ts";
export type * from "./entities/timeline-event.ts";

/**
 * Every entity of the in-memory GitHub. Entities name each other by database id; `type` is GraphQL's `__typename`.
 * Reading is free to everyone; only the operations (`issues.ts`, `comments.ts`, …) write.
 */
export interface State {
  readonly clock: Clock;
  /** No trailing slashes: `http://localhost:4100` and `http://localhost:4100/api/v3`. */
  urls: { web: string; api: string };
  lastId: number;
  /** Deleted accounts stay here with `deletedAt`; `findAccountById` does not give them out. */
  readonly accounts: Map<number, Account>;
  readonly teams: Map<number, Team>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly repositories: Map<number, Repository>;
  /** Ids of renamed and transferred repositories by the name that they had, in lower case. */
  readonly redirects: Map<string, number>;
  /** By node id. Git objects and refs are not here: see `findNode` in `nodes.ts`. */
  readonly nodes: Map<string, Entity>;
  readonly listeners: Set<Listener>;
  /** By secret. Written and checked by the authentication of the HTTP server. */
  readonly tokens: Map<string, Token>;
  /** Files attached to issues, by the last part of their address. */
  readonly attachments: Map<string, Attachment>;
}

/** Everything that has a node id and is kept by this. */
export type Entity =
  | Account
  | Team
  | App
  | Installation
  | Repository
  | Label
  | IssueOrPullRequest
  | IssueComment
  | Review
  | Release
  | Reaction
  | TimelineEvent
  | CheckSuite
  | CheckRun;

/** One webhook event for one installation, before it is delivered. */
export interface WebhookEvent {
  /** As in `X-GitHub-Event`. */
  event: string;
  action: string | null;
  installationId: number;
  /** A snapshot: later changes do not show in it. */
  payload: Record<string, unknown>;
}

export type Listener = (event: WebhookEvent) => void;

/** On whose behalf an operation runs. */
export type Actor =
  | { readonly kind: "person"; readonly accountId: number }
  | {
      readonly kind: "installation";
      readonly installationId: number;
      /** Those of the token, which may be fewer than the installation's. */
      readonly permissions: Permissions;
      readonly repositoryIds: ReadonlySet<number> | null;
    };

/** An empty GitHub. */
export function createState(options: { clock?: Clock; urls?: State["urls"] } = {}): State {
  return {
    clock: options.clock ?? new Clock(),
    urls: options.urls ?? { web: "https://github.com", api: "https://api.github.com" },
    lastId: 1_000_000,
    accounts: new Map(),
    teams: new Map(),
    apps: new Map(),
    installations: new Map(),
    repositories: new Map(),
    nodes: new Map(),
    listeners: new Set(),
    tokens: new Map(),
    attachments: new Map(),
    redirects: new Map(),
  };
}
