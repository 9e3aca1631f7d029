import { createPublicKey, randomBytes, verify } from "node:crypto";
import { instantOf } from "../program/instant.ts";
import { findAccountById } from "./accounts.ts";
import { installationRepositories } from "./apps.ts";
import { forbidden, invalid, SandboxError, unprocessable } from "./errors.ts";
import type {
  Account,
  Actor,
  App,
  Installation,
  PermissionLevel,
  Permissions,
  Repository,
  State,
  Token,
} from "./state.ts";

/** Who sends a request: nobody in particular, an app as itself (JWT), or an installation or person. */
export type Caller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "app"; readonly app: App }
  | { readonly kind: "actor"; readonly actor: Actor };

const HOUR = 3_600_000;
/** How far GitHub lets a client's clock be off, in seconds. */
const TOLERANCE = 60;
const LONGEST_JWT = 600;

/**
 * Finds out who sends a request, from its `Authorization` header. Throws 401 as GitHub does.
 *
 * Lifetimes of JWTs and tokens are measured in real time, not in the sandbox's: a client signs and caches with its own
 * clock, and the sandbox's may be years ahead of it.
 */
export function authenticate(
  state: State,
  authorization: string | undefined,
  realTime: () => number = Date.now,
): Caller {
  if (authorization === undefined) return { kind: "anonymous" };
  const [, secret] = /^(?:bearer|token)\s+(\S+)$/i.exec(authorization.trim()) ?? [];
  if (secret === undefined) throw badCredentials();
  if (secret.split(".").length === 3)
    return { kind: "app", app: verifyJwt(state, secret, realTime() / 1000) };
  const token = state.tokens.get(secret);
  if (!token) throw badCredentials();
  return { kind: "actor", actor: actorOf(state, token, realTime()) };
}

function actorOf(state: State, token: Token, now: number): Actor {
  if (token.kind === "personal") {
    if (findAccountById(state, token.accountId) === null) throw badCredentials();
    return { kind: "person", accountId: token.accountId };
  }
  const installation = state.installations.get(token.installationId);
  if (!installation || token.expiresAt <= now) throw badCredentials();
  if (installation.suspendedAt !== null) throw forbidden("This installation has been suspended");
  return {
    kind: "installation",
    installationId: token.installationId,
    permissions: token.permissions,
    repositoryIds: token.repositoryIds,
  };
}

function verifyJwt(state: State, jwt: string, now: number): App {
  const [head, claims, signature] = jwt.split(".");
  const header = decode(head);
  const payload = decode(claims);
  if (header === null || payload === null || header["alg"] !== "RS256") throw undecodable();
  const { iat, exp, iss } = payload;
  const app = [...state.apps.values()].find((one) => String(iss) === String(one.id) || iss === one.clientId);
  if (!app) throw new SandboxError("NOT_FOUND", "Integration not found");
  const signed = Buffer.from(`${head}.${claims}`);
  const authentic = verify(
    "RSA-SHA256",
    signed,
    createPublicKey(app.publicKey),
    Buffer.from(signature ?? "", "base64url"),
  );
  if (!authentic) throw undecodable();
  if (typeof iat !== "number" || iat > now + TOLERANCE) {
    throw unauthorized(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== "number" || exp < now - TOLERANCE) {
    throw unauthorized(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + LONGEST_JWT + TOLERANCE) {
    throw unauthorized("'Expiration time' claim ('exp') is too far in the future");
  }
  return app;
}

function decode(part: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** A token with which a person calls the API, such as `ghp_…`. It never expires. */
export function createPersonalToken(state: State, account: Account): string {
  const secret = `ghp_${randomBytes(18).toString("hex")}`;
  state.tokens.set(secret, { kind: "personal", accountId: account.id });
  return secret;
}

/** What a new installation token is narrowed to; all that the installation has, when left out. */
export interface TokenScope {
  readonly repositories?: readonly string[];
  readonly repositoryIds?: readonly number[];
  readonly permissions?: Permissions;
}

const LEVELS: readonly PermissionLevel[] = ["read", "write", "admin"];

/** A token of an installation, such as `ghs_…`, for one hour of real time. 422 for more than the installation has. */
export function createInstallationToken(
  state: State,
  installation: Installation,
  scope: TokenScope = {},
  realTime: () => number = Date.now,
): {
  secret: string;
  token: Extract<Token, { kind: "installation" }>;
  repositories: readonly Repository[] | null;
} {
  const repositories = narrowRepositories(state, installation, scope);
  const permissions = narrowPermissions(installation, scope.permissions);
  const secret = `ghs_${randomBytes(18).toString("hex")}`;
  const token = {
    kind: "installation" as const,
    installationId: installation.id,
    repositoryIds: repositories === null ? null : new Set(repositories.map((repository) => repository.id)),
    permissions,
    expiresAt: instantOf(Math.floor(realTime() / 1000) * 1000 + HOUR),
  };
  state.tokens.set(secret, token);
  return { secret, token, repositories };
}

function narrowRepositories(
  state: State,
  installation: Installation,
  scope: TokenScope,
): Repository[] | null {
  if (scope.repositories === undefined && scope.repositoryIds === undefined) return null;
  const covered = installationRepositories(state, installation);
  const find = (matches: (repository: Repository) => boolean): Repository => {
    const found = covered.find(matches);
    if (found) return found;
    throw unprocessable(
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  };
  const byName = (scope.repositories ?? []).map((name) =>
    find((one) => one.name.toLowerCase() === name.toLowerCase()),
  );
  const byId = (scope.repositoryIds ?? []).map((id) => find((one) => one.id === id));
  return [...new Set([...byName, ...byId])];
}

function narrowPermissions(installation: Installation, wanted: Permissions | undefined): Permissions {
  if (wanted === undefined) return { ...installation.permissions };
  for (const [name, level] of Object.entries(wanted)) {
    if (!LEVELS.includes(level))
      throw invalid({ resource: "Installation", field: "permissions", code: "invalid" });
    const granted = installation.permissions[name];
    if (granted === undefined || LEVELS.indexOf(granted) < LEVELS.indexOf(level)) {
      throw unprocessable("The permissions requested are not granted to this installation.");
    }
  }
  return { metadata: "read", ...wanted };
}

function unauthorized(message: string): SandboxError {
  return new SandboxError("UNAUTHORIZED", message);
}

function badCredentials(): SandboxError {
  return unauthorized("Bad credentials");
}

/** 401 for what only an app may ask, with its JWT. */
export function undecodable(): SandboxError {
  return unauthorized("A JSON web token could not be decoded");
}

/** 401 for what an anonymous caller may not ask. */
export function requiresAuthentication(): SandboxError {
  return unauthorized("Requires authentication");
}
