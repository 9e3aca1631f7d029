import { covers } from "./access.ts";
import { createBot, findAccountById } from "./accounts.ts";
import { unprocessable } from "./errors.ts";
import { newIdentity, newInstallationIdentity, nextId, register } from "./nodes.ts";
import { emitInstallation, emitInstallationRepositories } from "./payloads/installation.ts";
import type { Account, App, Bot, Installation, Permissions, Repository, State } from "./state.ts";

export interface NewApp {
  slug: string;
  name: string;
  owner: Account;
  description?: string;
  permissions: Permissions;
  events: readonly string[];
  /** PEM (SPKI). */
  publicKey: string;
  webhook?: { url: string; secret: string };
}

/** Any one of these permissions lets an app subscribe to the event, as GitHub asks for in a manifest. */
const NEEDED_FOR: Readonly<Record<string, readonly string[]>> = {
  check_run: ["checks"],
  check_suite: ["checks"],
  create: ["contents"],
  delete: ["contents"],
  issue_comment: ["issues", "pull_requests"],
  issues: ["issues"],
  label: ["metadata"],
  member: ["members"],
  membership: ["members"],
  organization: ["members"],
  pull_request: ["pull_requests"],
  pull_request_review: ["pull_requests"],
  pull_request_review_comment: ["pull_requests"],
  push: ["contents"],
  release: ["contents"],
  repository: ["metadata"],
  team: ["members"],
  team_add: ["members"],
};

/** The app and its bot account. 422 for an event whose permission is not asked for. */
export function createApp(state: State, input: NewApp): App {
  for (const event of input.events) checkEvent(event, input.permissions);
  const identity = newIdentity(state, "App", [input.owner.id]);
  const app: App = {
    ...identity,
    type: "App",
    slug: input.slug,
    name: input.name,
    description: input.description ?? "",
    clientId: `Iv23li${identity.id.toString(36).padStart(14, "0")}`,
    ownerId: input.owner.id,
    botId: createBot(state, input.slug, identity.id).id,
    permissions: { metadata: "read", ...input.permissions },
    events: [...input.events],
    publicKey: input.publicKey,
    webhook: input.webhook === undefined ? null : { id: nextId(state), ...input.webhook },
    createdAt: state.clock.now(),
  };
  state.apps.set(app.id, app);
  return register(state, app);
}

function checkEvent(event: string, permissions: Permissions): void {
  const needed = NEEDED_FOR[event];
  const granted = needed?.some(
    (permission) => permission === "metadata" || permissions[permission] !== undefined,
  );
  if (granted !== true) throw unprocessable(`Default events unsupported: ${event}`);
}

export function botOf(state: State, app: App): Bot {
  const bot = findAccountById(state, app.botId);
  if (bot?.type !== "Bot") throw new Error(`app ${app.slug} has no bot`);
  return bot;
}

/** Emits `installation.created`. `repositories: "all"` covers those to come too. `sender`: the account, unless said. */
export function installApp(
  state: State,
  input: { app: App; account: Account; repositories: "all" | readonly Repository[]; sender?: Account },
): Installation {
  const { app, account, repositories } = input;
  const now = state.clock.now();
  const installation: Installation = {
    ...newInstallationIdentity(state),
    type: "Installation",
    appId: app.id,
    accountId: account.id,
    repositorySelection: repositories === "all" ? "all" : "selected",
    repositoryIds: new Set(repositories === "all" ? [] : repositories.map(({ id }) => id)),
    permissions: { ...app.permissions },
    events: [...app.events],
    createdAt: now,
    updatedAt: now,
    suspendedAt: null,
  };
  state.installations.set(installation.id, register(state, installation));
  emitInstallation(state, input.sender ?? account, installation, "created");
  return installation;
}

export function uninstallApp(state: State, installation: Installation, sender: Account): void {
  emitInstallation(state, sender, installation, "deleted");
  state.installations.delete(installation.id);
  state.nodes.delete(installation.nodeId);
}

export function suspendInstallation(state: State, installation: Installation, sender: Account): void {
  installation.suspendedAt = state.clock.now();
  emitInstallation(state, sender, installation, "suspend");
}

export function unsuspendInstallation(state: State, installation: Installation, sender: Account): void {
  installation.suspendedAt = null;
  emitInstallation(state, sender, installation, "unsuspend");
}

/** Only for an installation on selected repositories. */
export function addRepositories(
  state: State,
  installation: Installation,
  repositories: readonly Repository[],
  sender: Account,
): void {
  const added = repositories.filter(({ id }) => !installation.repositoryIds.has(id));
  for (const { id } of added) installation.repositoryIds.add(id);
  installation.updatedAt = state.clock.now();
  emitInstallationRepositories(state, sender, installation, { added, removed: [] });
}

/** Only for an installation on selected repositories. */
export function removeRepositories(
  state: State,
  installation: Installation,
  repositories: readonly Repository[],
  sender: Account,
): void {
  const removed = repositories.filter(({ id }) => installation.repositoryIds.delete(id));
  installation.updatedAt = state.clock.now();
  emitInstallationRepositories(state, sender, installation, { added: [], removed });
}

/** The installation that covers a repository, `null` when there is none. */
export function installationFor(state: State, app: App, repository: Repository): Installation | null {
  for (const installation of state.installations.values()) {
    if (installation.appId === app.id && covers(installation, repository)) return installation;
  }
  return null;
}

/** The repositories that an installation covers, by id. */
export function installationRepositories(state: State, installation: Installation): Repository[] {
  return [...state.repositories.values()].filter((repository) => covers(installation, repository));
}
