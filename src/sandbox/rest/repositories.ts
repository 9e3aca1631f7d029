import { hasAtLeast, permissionOf } from "../access.ts";
import { findAccount } from "../accounts.ts";
import { notFound } from "../errors.ts";
import { readCommit } from "../git/history.ts";
import { representUser } from "../representations/account.ts";
import { representFullRepository } from "../representations/repository.ts";
import type { Repository, RepositoryPermission } from "../state.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import { representFullCommit } from "./represent-commit.ts";
import { parameter, type RepositoryCall, type Route, readRoute } from "./route.ts";
import { apiUrl, encodePath, webUrl } from "./urls.ts";

export const repositoryRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "repos/get",
      route: "GET /repos/{owner}/{repo}",
      docs: "repos/repos#get-a-repository",
      need: NEEDS.metadata,
    },
    ({ state, repository, actor }) => ({
      status: 200,
      body: representFullRepository(state, repository, actor ?? undefined),
    }),
  ),
  readRoute(
    {
      operation: "repos/get-collaborator-permission-level",
      route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
      docs: "collaborators/collaborators#get-repository-permissions-for-a-user",
      need: NEEDS.push,
    },
    (call) => {
      const login = parameter(call, "username");
      const account = findAccount(call.state, login);
      if (!account) throw notFound(`${login} is not a user`);
      const role = permissionOf(call.state, account, call.repository);
      const user = {
        ...representUser(call.state, account),
        permissions: flags(role),
        role_name: role,
      };
      return { status: 200, body: { permission: coarse(role), role_name: role, user } };
    },
  ),
  readRoute(
    {
      operation: "repos/list-branches",
      route: "GET /repos/{owner}/{repo}/branches",
      docs: "branches/branches#list-branches",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const branches = call.url.searchParams.get("protected") === "true" ? [] : branchesOf(call.repository);
      return page(call, branches, ({ name, oid }) => ({
        name,
        commit: { sha: oid, url: apiUrl(call.state, call.repository, `commits/${oid}`) },
        protected: false,
      }));
    },
  ),
  readRoute(
    {
      operation: "repos/get-branch",
      route: "GET /repos/{owner}/{repo}/branches/{branch}",
      docs: "branches/branches#get-a-branch",
      need: NEEDS.contentsRead,
    },
    (call) => {
      const name = parameter(call, "branch");
      const oid = call.repository.refs.get(`refs/heads/${name}`);
      if (oid === undefined) throw notFound("Branch not found");
      return { status: 200, body: representBranch(call, name, oid) };
    },
  ),
];

function branchesOf(repository: Repository): { name: string; oid: string }[] {
  return [...repository.refs]
    .filter(([ref]) => ref.startsWith("refs/heads/"))
    .map(([ref, oid]) => ({ name: ref.slice("refs/heads/".length), oid }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function representBranch(
  { state, repository }: RepositoryCall,
  name: string,
  oid: string,
): Record<string, unknown> {
  const self = apiUrl(state, repository, `branches/${encodePath(name)}`);
  return {
    name,
    commit: representFullCommit(state, repository, readCommit(repository.objects, oid)),
    _links: { self, html: webUrl(state, repository, `tree/${encodePath(name)}`) },
    protected: false,
    protection: {
      enabled: false,
      required_status_checks: { enforcement_level: "off", contexts: [], checks: [] },
    },
    protection_url: `${self}/protection`,
  };
}

/** REST's older `permission` knows no triage and no maintain. */
function coarse(role: RepositoryPermission): "admin" | "write" | "read" | "none" {
  if (role === "maintain") return "write";
  return role === "triage" ? "read" : role;
}

function flags(role: RepositoryPermission): Record<string, boolean> {
  return {
    admin: role === "admin",
    maintain: hasAtLeast(role, "maintain"),
    push: hasAtLeast(role, "write"),
    triage: hasAtLeast(role, "triage"),
    pull: hasAtLeast(role, "read"),
  };
}
