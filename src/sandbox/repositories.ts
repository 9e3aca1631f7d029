import { requireAccess } from "./access.ts";
import { actorAccount, findAccountById } from "./accounts.ts";
import { invalid } from "./errors.ts";
import { writeBlob, writeCommit, writeTree } from "./git/object.ts";
import { updateTree } from "./git/tree.ts";
import { newIdentity, register } from "./nodes.ts";
import { signatureOf, WEB_FLOW } from "./signatures.ts";
import type { Account, Actor, Label, Repository, RepositoryPermission, State, Team } from "./state.ts";

export interface NewRepository {
  owner: Account;
  name: string;
  description?: string;
  private?: boolean;
  defaultBranch?: string;
  hasIssues?: boolean;
  deleteBranchOnMerge?: boolean;
  /** With files there is a first commit on the default branch; else the repository is empty. */
  files?: ReadonlyMap<string, string | Uint8Array>;
}

/** What GitHub gives to every new repository. */
const DEFAULT_LABELS: readonly (readonly [name: string, color: string, description: string])[] = [
  ["bug", "d73a4a", "Something isn't working"],
  ["documentation", "0075ca", "Improvements or additions to documentation"],
  ["duplicate", "cfd3d7", "This issue or pull request already exists"],
  ["enhancement", "a2eeef", "New feature or request"],
  ["good first issue", "7057ff", "Good for newcomers"],
  ["help wanted", "008672", "Extra attention is needed"],
  ["invalid", "e4e669", "This doesn't seem right"],
  ["question", "d876e3", "Further information is requested"],
  ["wontfix", "ffffff", "This will not be worked on"],
];

export function createRepository(state: State, input: NewRepository): Repository {
  const { owner, name } = input;
  if (!/^[\w.-]{1,100}$/.test(name))
    throw invalid({ resource: "Repository", field: "name", code: "invalid" });
  const repository = addRepository(state, owner, name, {
    description: input.description ?? null,
    private: input.private ?? false,
    hasIssues: input.hasIssues ?? true,
    defaultBranch: input.defaultBranch ?? "main",
    deleteBranchOnMerge: input.deleteBranchOnMerge ?? false,
    parentId: null,
    objects: new Map(),
  });
  for (const [label, color, description] of DEFAULT_LABELS) {
    addLabel(state, repository, { name: label, color, description, isDefault: true });
  }
  if (input.files !== undefined) writeFirstCommit(state, repository, owner, input.files);
  return repository;
}

type Settings = Pick<
  Repository,
  "description" | "private" | "hasIssues" | "defaultBranch" | "deleteBranchOnMerge" | "parentId" | "objects"
>;

function addRepository(state: State, owner: Account, name: string, settings: Settings): Repository {
  if (findRepository(state, owner.login, name) !== null) {
    const message = "name already exists on this account";
    throw invalid({ resource: "Repository", code: "custom", field: "name", message });
  }
  const now = state.clock.now();
  const repository: Repository = {
    ...newIdentity(state, "Repository"),
    type: "Repository",
    ownerId: owner.id,
    name,
    homepage: null,
    archived: false,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    collaborators: new Map(),
    teams: new Map(),
    labels: new Map(),
    lastNumber: 0,
    issues: new Map(),
    refs: new Map(),
    releases: [],
    checkSuites: new Map(),
    checkRuns: new Map(),
    ...settings,
  };
  state.repositories.set(repository.id, repository);
  return register(state, repository);
}

/** The label is taken to be valid and new: see `createLabel` for the operation. */
export function addLabel(
  state: State,
  repository: Repository,
  input: Pick<Label, "name" | "color" | "description" | "isDefault">,
): Label {
  const now = state.clock.now();
  const label: Label = {
    ...newIdentity(state, "Label", [repository.id]),
    type: "Label",
    repositoryId: repository.id,
    ...input,
    createdAt: now,
    updatedAt: now,
  };
  repository.labels.set(label.name.toLowerCase(), label);
  return register(state, label);
}

function writeFirstCommit(
  state: State,
  repository: Repository,
  owner: Account,
  files: ReadonlyMap<string, string | Uint8Array>,
): void {
  const store = repository.objects;
  const blobs = [...files].map(([path, content]) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    return [path, { mode: "100644", oid: writeBlob(store, bytes).oid }] as const;
  });
  const tree = blobs.length === 0 ? writeTree(store, []).oid : updateTree(store, null, new Map(blobs));
  const now = state.clock.now();
  const commit = writeCommit(store, {
    tree,
    parents: [],
    author: signatureOf(owner, now),
    committer: { ...WEB_FLOW, seconds: now / 1000, zone: "+0000" },
    message: "Initial commit",
    signedByGitHub: true,
  });
  repository.refs.set(`refs/heads/${repository.defaultBranch}`, commit.oid);
}

/** A copy of all branches under the actor's account. 422 when it has one of that name already. */
export function forkRepository(state: State, actor: Actor, repository: Repository): Repository {
  requireAccess(state, actor, repository, { app: { contents: "read" }, person: "read" });
  const fork = addRepository(state, actorAccount(state, actor), repository.name, {
    description: repository.description,
    private: repository.private,
    hasIssues: false,
    defaultBranch: repository.defaultBranch,
    deleteBranchOnMerge: false,
    parentId: repository.id,
    objects: repository.objects,
  });
  for (const [name, oid] of repository.refs) fork.refs.set(name, oid);
  return fork;
}

/** Renames a repository, or gives it to another owner. Its former name leads to it until another one takes that name. */
export function moveRepository(
  state: State,
  repository: Repository,
  to: { owner?: Account; name?: string },
): void {
  state.redirects.set(fullName(state, repository).toLowerCase(), repository.id);
  repository.ownerId = to.owner?.id ?? repository.ownerId;
  repository.name = to.name ?? repository.name;
}

/** Names without case, former ones too; `null` when there is none. Does not look at access: see `canSee`. */
export function findRepository(state: State, owner: string, name: string): Repository | null {
  const wanted = name.toLowerCase();
  for (const repository of state.repositories.values()) {
    if (repository.name.toLowerCase() !== wanted) continue;
    if (ownerOf(state, repository).login.toLowerCase() === owner.toLowerCase()) return repository;
  }
  const moved = state.redirects.get(`${owner}/${name}`.toLowerCase());
  return (moved === undefined ? undefined : state.repositories.get(moved)) ?? null;
}

export function ownerOf(state: State, repository: Repository): Account {
  const owner = findAccountById(state, repository.ownerId);
  if (owner === null) throw new Error(`repository ${repository.name} has no owner`);
  return owner;
}

/** The repository in which an issue, a comment, a label, … is. */
export function repositoryOf(state: State, entity: { readonly repositoryId: number }): Repository {
  const repository = state.repositories.get(entity.repositoryId);
  if (repository === undefined) throw new Error(`no repository ${entity.repositoryId}`);
  return repository;
}

/** `octo/app` */
export function fullName(state: State, repository: Repository): string {
  return `${ownerOf(state, repository).login}/${repository.name}`;
}

export function setCollaborator(
  repository: Repository,
  account: Account,
  permission: RepositoryPermission,
): void {
  repository.collaborators.set(account.id, permission);
}

export function setTeamPermission(
  repository: Repository,
  team: Team,
  permission: RepositoryPermission,
): void {
  repository.teams.set(team.id, permission);
}
