import { invalid } from "./errors.ts";
import { newIdentity, register } from "./nodes.ts";
import type { Account, Actor, App, Bot, Organization, State, User } from "./state.ts";

const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;

export function createUser(state: State, input: { login: string; name?: string; email?: string }): User {
  checkLogin(state, input.login);
  return addAccount(state, {
    ...newIdentity(state, "User"),
    type: "User",
    login: input.login,
    name: input.name ?? null,
    email: input.email ?? null,
    siteAdmin: false,
    createdAt: state.clock.now(),
    deletedAt: null,
  });
}

export function createOrganization(
  state: State,
  input: { login: string; name?: string; basePermission?: Organization["basePermission"] },
): Organization {
  checkLogin(state, input.login);
  return addAccount(state, {
    ...newIdentity(state, "Organization"),
    type: "Organization",
    login: input.login,
    name: input.name ?? null,
    members: new Map(),
    basePermission: input.basePermission ?? "read",
    createdAt: state.clock.now(),
    deletedAt: null,
  });
}

/** The account by which an app acts, `slug[bot]`. */
export function createBot(state: State, slug: string, appId: number): Bot {
  return addAccount(state, {
    ...newIdentity(state, "Bot"),
    type: "Bot",
    login: `${slug}[bot]`,
    name: null,
    appId,
    createdAt: state.clock.now(),
    deletedAt: null,
  });
}

function addAccount<Kind extends Account>(state: State, account: Kind): Kind {
  state.accounts.set(account.id, account);
  return register(state, account);
}

function checkLogin(state: State, login: string): void {
  if (!LOGIN.test(login)) throw invalid({ resource: "User", field: "login", code: "invalid" });
  if (findAccount(state, login)) throw invalid({ resource: "User", field: "login", code: "already_exists" });
}

/** Login without case; `null` when there is none, or it was deleted. Bots are `slug[bot]`. */
export function findAccount(state: State, login: string): Account | null {
  const wanted = login.toLowerCase();
  for (const account of state.accounts.values()) {
    if (account.deletedAt === null && account.login.toLowerCase() === wanted) return account;
  }
  return null;
}

/** `null` is GitHub's ghost. */
export function findAccountById(state: State, id: number): Account | null {
  const account = state.accounts.get(id);
  return account === undefined || account.deletedAt !== null ? null : account;
}

/** Everything it wrote stays, by the ghost. It leaves its organizations, teams and repositories. */
export function deleteAccount(state: State, account: User): void {
  account.deletedAt = state.clock.now();
  state.nodes.delete(account.nodeId);
  for (const team of state.teams.values()) team.members.delete(account.id);
  for (const repository of state.repositories.values()) repository.collaborators.delete(account.id);
  for (const other of state.accounts.values()) {
    if (other.type === "Organization") other.members.delete(account.id);
  }
}

/** The person, or the app's bot. Throws for one that is gone: an actor must exist. */
export function actorAccount(state: State, actor: Actor): Account {
  const app = actorApp(state, actor);
  const id = app === null ? (actor.kind === "person" ? actor.accountId : 0) : app.botId;
  const account = findAccountById(state, id);
  if (account === null) throw new Error("the actor's account does not exist");
  return account;
}

/** The app behind an actor; `null` for a person. */
export function actorApp(state: State, actor: Actor): App | null {
  if (actor.kind === "person") return null;
  const installation = state.installations.get(actor.installationId);
  const app = installation === undefined ? undefined : state.apps.get(installation.appId);
  if (app === undefined) throw new Error("the actor's installation does not exist");
  return app;
}

/** The account behind a commit's author or committer address (also GitHub's no-reply ones); `null` when it is nobody's. */
export function findAccountByEmail(state: State, email: string): Account | null {
  const wanted = email.toLowerCase();
  const noReply = /^(?:(\d+)\+)?(.+)@users\.noreply\.github\.com$/.exec(wanted);
  if (noReply?.[1] !== undefined) return findAccountById(state, Number(noReply[1]));
  if (noReply?.[2] !== undefined) return findAccount(state, noReply[2]);
  for (const account of state.accounts.values()) {
    const address = account.type === "User" && account.deletedAt === null ? account.email : null;
    if (address?.toLowerCase() === wanted) return account;
  }
  return null;
}
