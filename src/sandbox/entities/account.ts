import type { Instant } from "../../program/instant.ts";

/** What everything on GitHub has: its database id and its node id. */
export interface Identity {
  readonly id: number;
  readonly nodeId: string;
}

interface AccountBase extends Identity {
  login: string;
  name: string | null;
  createdAt: Instant;
  deletedAt: Instant | null;
}

export interface User extends AccountBase {
  readonly type: "User";
  /** Public address, used in commits made on the web. */
  email: string | null;
  siteAdmin: boolean;
}

export interface Bot extends AccountBase {
  readonly type: "Bot";
  readonly appId: number;
}

export interface Organization extends AccountBase {
  readonly type: "Organization";
  readonly members: Map<number, "admin" | "member">;
  /** What every member may do in every repository. */
  basePermission: "none" | "read" | "write" | "admin";
}

export type Account = User | Bot | Organization;

export type TeamRole = "member" | "maintainer";

export interface Team extends Identity {
  readonly type: "Team";
  readonly organizationId: number;
  slug: string;
  name: string;
  description: string | null;
  privacy: "closed" | "secret";
  parentId: number | null;
  createdAt: Instant;
  /** Direct members only; `teamMembers` in `teams.ts` adds those of child teams, as GitHub does. */
  readonly members: Map<number, TeamRole>;
}

export type PermissionLevel = "read" | "write" | "admin";
/** As in an app manifest's `default_permissions`: `issues: write`. */
export type Permissions = Record<string, PermissionLevel>;

export interface App extends Identity {
  readonly type: "App";
  slug: string;
  name: string;
  description: string;
  clientId: string;
  ownerId: number;
  botId: number;
  permissions: Permissions;
  events: string[];
  /** PEM (SPKI), against which App JWTs are checked. */
  publicKey: string;
  webhook: { id: number; url: string; secret: string } | null;
  createdAt: Instant;
}

export interface Installation extends Identity {
  readonly type: "Installation";
  readonly appId: number;
  /** The account on which the app is installed. */
  readonly accountId: number;
  repositorySelection: "all" | "selected";
  /** Used when the selection is `selected`. */
  readonly repositoryIds: Set<number>;
  permissions: Permissions;
  events: string[];
  createdAt: Instant;
  updatedAt: Instant;
  suspendedAt: Instant | null;
}

export type Token =
  | {
      kind: "installation";
      installationId: number;
      /** `null`: all of the installation. */
      repositoryIds: ReadonlySet<number> | null;
      permissions: Permissions;
      expiresAt: Instant;
    }
  | { kind: "personal"; accountId: number };
