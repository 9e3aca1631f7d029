import { formatInstant } from "../../program/instant.ts";
import { hasAtLeast, may, permissionOf } from "../access.ts";
import { findAccountById } from "../accounts.ts";
import { ownerOf } from "../repositories.ts";
import type { Actor, Repository, RepositoryPermission, State } from "../state.ts";
import { representUser } from "./account.ts";

const TEMPLATED: Readonly<Record<string, string>> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

/** `http://localhost:4100/api/v3/repos/octo/app` */
export function repositoryUrl(state: State, repository: Repository): string {
  return `${state.urls.api}/repos/${ownerOf(state, repository).login}/${repository.name}`;
}

/** `http://localhost:4100/octo/app` */
export function repositoryPage(state: State, repository: Repository): string {
  return `${state.urls.web}/${ownerOf(state, repository).login}/${repository.name}`;
}

/** As in lists and inside other resources; `permissions` are the actor's, where one is given. */
export function representRepository(
  state: State,
  repository: Repository,
  actor?: Actor,
): Record<string, unknown> & { full_name: string } {
  const url = repositoryUrl(state, repository);
  const page = repositoryPage(state, repository);
  const host = new URL(page).host;
  const owner = ownerOf(state, repository);
  const openIssues = [...repository.issues.values()].filter((issue) => issue.state === "open").length;
  const forks = [...state.repositories.values()].filter(({ parentId }) => parentId === repository.id).length;
  const urls = Object.entries(TEMPLATED).map(([name, path]) => [name, `${url}${path}`]);
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: `${owner.login}/${repository.name}`,
    private: repository.private,
    owner: representUser(state, owner),
    html_url: page,
    description: repository.description,
    fork: repository.parentId !== null,
    url,
    ...Object.fromEntries(urls),
    created_at: formatInstant(repository.createdAt),
    updated_at: formatInstant(repository.updatedAt),
    pushed_at: formatInstant(repository.pushedAt),
    git_url: `git://${host}/${owner.login}/${repository.name}.git`,
    ssh_url: `git@${host}:${owner.login}/${repository.name}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: repository.homepage,
    size: repository.objects.size,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: repository.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: forks,
    mirror_url: null,
    archived: repository.archived,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? "private" : "public",
    forks,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repository.defaultBranch,
    ...(actor === undefined ? {} : { permissions: permissionsOf(state, repository, actor) }),
  };
}

function permissionsOf(state: State, repository: Repository, actor: Actor): Record<string, boolean> {
  const has = (need: RepositoryPermission) => {
    if (actor.kind === "installation") {
      const level = need === "admin" || need === "maintain" ? "admin" : need === "read" ? "read" : "write";
      const permission = level === "admin" ? "administration" : "contents";
      return may(state, actor, repository, {
        app: { [permission]: level === "admin" ? "write" : level },
        person: need,
      });
    }
    const account = findAccountById(state, actor.accountId);
    return account !== null && hasAtLeast(permissionOf(state, account, repository), need);
  };
  return {
    admin: has("admin"),
    maintain: has("maintain"),
    push: has("write"),
    triage: has("triage"),
    pull: has("read"),
  };
}

/** As `GET /repos/{owner}/{repo}`. */
export function representFullRepository(
  state: State,
  repository: Repository,
  actor?: Actor,
): Record<string, unknown> & { full_name: string } {
  const owner = ownerOf(state, repository);
  const parent = repository.parentId === null ? undefined : state.repositories.get(repository.parentId);
  return {
    ...representRepository(state, repository, actor),
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    allow_update_branch: false,
    delete_branch_on_merge: repository.deleteBranchOnMerge,
    ...(owner.type === "Organization" ? { organization: representUser(state, owner) } : {}),
    ...(parent === undefined
      ? {}
      : { parent: representRepository(state, parent), source: representRepository(state, parent) }),
    subscribers_count: 0,
    network_count: 0,
  };
}
