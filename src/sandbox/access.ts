import { findAccountById } from "./accounts.ts";
import { forbidden, notFound } from "./errors.ts";
import type {
  Account,
  Actor,
  Installation,
  PermissionLevel,
  Repository,
  RepositoryPermission,
  State,
  Team,
} from "./state.ts";
import { childTeams } from "./teams.ts";

/** What an operation needs: of an app any one of the named permissions; of a person at least `person`. */
export interface Need {
  readonly app: Readonly<Record<string, PermissionLevel>>;
  readonly person: RepositoryPermission;
}

const ORDER: readonly RepositoryPermission[] = ["none", "read", "triage", "write", "maintain", "admin"];
const LEVELS: readonly PermissionLevel[] = ["read", "write", "admin"];

export function hasAtLeast(have: RepositoryPermission, need: RepositoryPermission): boolean {
  return ORDER.indexOf(have) >= ORDER.indexOf(need);
}

/** What a person may do: the highest of owner, collaborator, teams and the organization's base; public means at least read. */
export function permissionOf(state: State, account: Account, repository: Repository): RepositoryPermission {
  const grants: RepositoryPermission[] = [repository.private ? "none" : "read"];
  grants.push(repository.collaborators.get(account.id) ?? "none");
  const owner = findAccountById(state, repository.ownerId);
  if (owner?.id === account.id) grants.push("admin");
  if (owner?.type === "Organization") {
    const membership = owner.members.get(account.id);
    if (membership === "admin") grants.push("admin");
    if (membership === "member") grants.push(owner.basePermission);
  }
  for (const [teamId, permission] of repository.teams) {
    const team = state.teams.get(teamId);
    if (team !== undefined && isIn(state, team, account)) grants.push(permission);
  }
  return grants.reduce((best, grant) => (hasAtLeast(grant, best) ? grant : best), "none");
}

/** Child teams have what their parents have. */
function isIn(state: State, team: Team, account: Account): boolean {
  return team.members.has(account.id) || childTeams(state, team).some((child) => isIn(state, child, account));
}

/** Whether the installation covers the repository. */
export function covers(installation: Installation, repository: Repository): boolean {
  return (
    installation.accountId === repository.ownerId &&
    (installation.repositorySelection === "all" || installation.repositoryIds.has(repository.id))
  );
}

/** Whether an actor (`null`: nobody in particular) sees the repository at all (else GitHub answers 404). */
export function canSee(state: State, actor: Actor | null, repository: Repository): boolean {
  if (!repository.private) return true;
  if (actor === null) return false;
  if (actor.kind === "installation") return reaches(state, actor, repository);
  const account = findAccountById(state, actor.accountId);
  return account !== null && permissionOf(state, account, repository) !== "none";
}

function reaches(state: State, actor: Actor & { kind: "installation" }, repository: Repository): boolean {
  const installation = state.installations.get(actor.installationId);
  if (installation === undefined || !covers(installation, repository)) return false;
  return actor.repositoryIds === null || actor.repositoryIds.has(repository.id);
}

/** Whether the actor may do what needs this; seeing the repository is taken for granted. */
export function may(state: State, actor: Actor, repository: Repository, need: Need): boolean {
  if (actor.kind === "person") {
    const account = findAccountById(state, actor.accountId);
    return account !== null && hasAtLeast(permissionOf(state, account, repository), need.person);
  }
  const wanted = Object.entries(need.app);
  // Anyone may read what is public, installed there or not.
  if (
    !repository.private &&
    wanted.every(([, level]) => level === "read") &&
    !reaches(state, actor, repository)
  ) {
    return true;
  }
  return (
    reaches(state, actor, repository) &&
    wanted.some(([name, level]) => isGranted(actor.permissions[name], level))
  );
}

function isGranted(have: PermissionLevel | undefined, need: PermissionLevel): boolean {
  return have !== undefined && LEVELS.indexOf(have) >= LEVELS.indexOf(need);
}

/**
 * Throws 404 when the actor does not see the repository, 403 when it may not do this, and 403 when the repository is
 * archived and more than reading is asked.
 */
export function requireAccess(state: State, actor: Actor, repository: Repository, need: Need): void {
  if (!canSee(state, actor, repository)) throw notFound();
  if (!may(state, actor, repository, need)) {
    throw forbidden(
      actor.kind === "installation"
        ? "Resource not accessible by integration"
        : "Must have admin rights to Repository.",
    );
  }
  requireUnarchived(repository, need);
}

function requireUnarchived(repository: Repository, need: Need): void {
  const writes = Object.values(need.app).some((level) => level !== "read");
  if (repository.archived && writes) throw forbidden("Repository was archived so is read-only.");
}
