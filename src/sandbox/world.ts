import { generateKeyPairSync } from "node:crypto";
import { createOrganization, createUser, findAccount } from "./accounts.ts";
import { createApp, installApp } from "./apps.ts";
import type { Clock } from "./clock.ts";
import { parseManifest } from "./manifest.ts";
import { Person } from "./people.ts";
import { createRepository, findRepository, setCollaborator, setTeamPermission } from "./repositories.ts";
import {
  type Account,
  type App,
  createState,
  type Installation,
  type Organization,
  type Repository,
  type RepositoryPermission,
  type State,
  type Team,
} from "./state.ts";
import { createTeam, findTeam, setMembership } from "./teams.ts";

export interface WorldDescription {
  clock?: Clock;
  urls?: State["urls"];
  /** Logins, or more about a person. */
  users: readonly (string | { login: string; name?: string; email?: string })[];
  organizations?: readonly OrganizationDescription[];
  repositories?: readonly RepositoryDescription[];
  app?: AppDescription;
}

interface OrganizationDescription {
  login: string;
  name?: string;
  basePermission?: Organization["basePermission"];
  owners?: readonly string[];
  members?: readonly string[];
  /** A parent stands before its children. */
  teams?: readonly {
    name: string;
    parent?: string;
    members?: readonly string[];
    maintainers?: readonly string[];
    privacy?: Team["privacy"];
  }[];
}

interface RepositoryDescription {
  /** `owner/name` */
  name: string;
  description?: string;
  private?: boolean;
  archived?: boolean;
  defaultBranch?: string;
  deleteBranchOnMerge?: boolean;
  files?: Readonly<Record<string, string | Uint8Array>>;
  /** Permission by login. */
  collaborators?: Readonly<Record<string, RepositoryPermission>>;
  /** Permission by team slug. */
  teams?: Readonly<Record<string, RepositoryPermission>>;
}

interface AppDescription {
  /** The text of `app.yml`. */
  manifest: string;
  /** Made of the name when left out. */
  slug?: string;
  /** Login; the first account on which it is installed when left out. */
  owner?: string;
  /** PEM (SPKI); a new pair is made when left out. */
  publicKey?: string;
  webhook?: { url: string; secret: string };
  installations: readonly { account: string; repositories?: "all" | readonly string[] }[];
}

export interface World {
  readonly state: State;
  /** `null` when none was described. */
  readonly app: App | null;
  /** PEM (PKCS #8), when the pair was made here. */
  readonly privateKey: string | null;
  readonly installations: readonly Installation[];
  /** The person of a login. Throws when there is none. */
  as(login: string): Person;
  /** By `owner/name`. Throws when there is none. */
  repository(fullName: string): Repository;
}

/** Builds a GitHub from a plain description. Nobody is told of it: no webhook is emitted. */
export function buildWorld(description: WorldDescription): World {
  const { clock, urls } = description;
  const state = createState({ ...(clock && { clock }), ...(urls && { urls }) });
  for (const user of description.users) createUser(state, typeof user === "string" ? { login: user } : user);
  for (const organization of description.organizations ?? []) buildOrganization(state, organization);
  for (const repository of description.repositories ?? []) buildRepository(state, repository);
  const built = description.app === undefined ? null : buildApp(state, description.app);
  return {
    state,
    app: built?.app ?? null,
    privateKey: built?.privateKey ?? null,
    installations: built?.installations ?? [],
    as: (login) => new Person(state, login),
    repository: (fullName) => requireRepository(state, fullName),
  };
}

function buildOrganization(state: State, description: OrganizationDescription): void {
  const { owners = [], members = [], teams = [], ...fields } = description;
  const organization = createOrganization(state, fields);
  for (const login of members) organization.members.set(requireAccount(state, login).id, "member");
  for (const login of owners) organization.members.set(requireAccount(state, login).id, "admin");
  for (const { parent, members: inTeam = [], maintainers = [], ...team } of teams) {
    const above = parent === undefined ? {} : { parent: requireTeam(state, organization, parent) };
    const made = createTeam(state, { ...team, ...above, organization });
    for (const login of inTeam) setMembership(state, made, requireAccount(state, login));
    for (const login of maintainers) setMembership(state, made, requireAccount(state, login), "maintainer");
  }
}

function buildRepository(state: State, description: RepositoryDescription): void {
  const { name: fullName, archived, files = {}, collaborators = {}, teams = {}, ...fields } = description;
  const [login = "", name = ""] = fullName.split("/");
  const owner = requireAccount(state, login);
  const repository = createRepository(state, {
    ...fields,
    owner,
    name,
    files: new Map(Object.entries(files)),
  });
  for (const [person, permission] of Object.entries(collaborators)) {
    setCollaborator(repository, requireAccount(state, person), permission);
  }
  for (const [slug, permission] of Object.entries(teams)) {
    if (owner.type !== "Organization") throw new Error(`${login} is no organization and has no teams`);
    setTeamPermission(repository, requireTeam(state, owner, slug), permission);
  }
  repository.archived = archived ?? false;
}

function buildApp(state: State, description: AppDescription) {
  const { name, ...manifest } = parseManifest(description.manifest);
  const pair = description.publicKey === undefined ? newKeyPair() : null;
  const owner = requireAccount(state, description.owner ?? description.installations[0]?.account ?? "");
  const app = createApp(state, {
    ...manifest,
    name,
    slug: description.slug ?? name.toLowerCase().replace(/[^a-z\d]+/g, "-"),
    owner,
    publicKey: description.publicKey ?? pair?.publicKey ?? "",
    ...(description.webhook && { webhook: description.webhook }),
  });
  const installations = description.installations.map(({ account, repositories = "all" }) =>
    installApp(state, {
      app,
      account: requireAccount(state, account),
      repositories: repositories === "all" ? "all" : repositories.map((one) => requireRepository(state, one)),
    }),
  );
  return { app, privateKey: pair?.privateKey ?? null, installations };
}

function newKeyPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

function requireAccount(state: State, login: string): Account {
  const account = findAccount(state, login);
  if (account === null) throw new Error(`no account ${login}`);
  return account;
}

function requireTeam(state: State, organization: Organization, slug: string): Team {
  const team = findTeam(state, organization, slug);
  if (team === null) throw new Error(`no team ${organization.login}/${slug}`);
  return team;
}

function requireRepository(state: State, fullName: string): Repository {
  const [owner = "", name = ""] = fullName.split("/");
  const repository = findRepository(state, owner, name);
  if (repository === null) throw new Error(`no repository ${fullName}`);
  return repository;
}
