import type { GraphQLResolveInfo } from "graphql";
import { permissionOf } from "../access.ts";
import { actorAccount, findAccountById } from "../accounts.ts";
import { findIssue } from "../issues.ts";
import { findLabel } from "../labels.ts";
import { fullName, ownerOf } from "../repositories.ts";
import type { Account, Repository } from "../state.ts";
import { teamMembers } from "../teams.ts";
import { actorFields, userFields } from "./account.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { findObject, gitObjectFields } from "./git-object.ts";
import { conversationFields } from "./issue.ts";
import { type IssuePage, issueConnection } from "./issue-list.ts";
import { type LabelPage, labelConnection, labelFields } from "./label.ts";
import { type PullRequestPage, pullRequestConnection, pullRequestsIn } from "./pull-request.ts";
import { type RefPage, refConnection, refFields, refFieldsByName, resolveRef } from "./ref.ts";
import { notImplemented, Refusal } from "./refusal.ts";
import { type ReleasePage, releaseConnection } from "./release.ts";
import { addresses, enumName, requireRead, type Scene, time } from "./scene.ts";

export function repositoryFields(scene: Scene, repository: Repository): Fields {
  const { state } = scene;
  const owner = ownerOf(state, repository);
  return {
    __typename: "Repository",
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(state, repository),
    ...addresses(scene, repository, ""),
    owner: () => actorFields(scene, owner),
    description: repository.description,
    homepageUrl: repository.homepage,
    visibility: repository.private ? "PRIVATE" : "PUBLIC",
    isPrivate: repository.private,
    isArchived: repository.archived,
    isFork: repository.parentId !== null,
    isInOrganization: owner.type === "Organization",
    isEmpty: () => repository.refs.size === 0,
    hasIssuesEnabled: repository.hasIssues,
    deleteBranchOnMerge: repository.deleteBranchOnMerge,
    createdAt: time(repository.createdAt),
    updatedAt: () => time(repository.updatedAt),
    pushedAt: () => time(repository.pushedAt),
    viewerPermission: () => viewerPermission(scene, repository),
    parent: () => {
      const parent = repository.parentId === null ? undefined : state.repositories.get(repository.parentId);
      return parent === undefined ? null : repositoryFields(scene, parent);
    },
    collaborators: (page: CollaboratorPage, info: GraphQLResolveInfo) =>
      collaboratorConnection(scene, repository, page, info),
    ...issueParts(scene, repository),
    ...pullRequestParts(scene, repository),
    ...gitParts(scene, repository),
  };
}

function issueParts(scene: Scene, repository: Repository): Omit<Fields, "__typename"> {
  return {
    label: ({ name }: { name: string }) => {
      requireRead(scene, repository, "issues", "pull_requests");
      const label = findLabel(repository, name);
      return label === null ? null : labelFields(scene, label);
    },
    labels: (page: LabelPage & { query?: string | null }, info: GraphQLResolveInfo) => {
      requireRead(scene, repository, "issues", "pull_requests");
      const words = page.query?.toLowerCase() ?? "";
      const labels = [...repository.labels.values()].filter((label) =>
        `${label.name} ${label.description ?? ""}`.toLowerCase().includes(words),
      );
      return labelConnection(scene, labels, page, info);
    },
    issue: ({ number }: { number: number }) => {
      requireRead(scene, repository, "issues");
      const issue = findIssue(repository, number);
      if (issue?.type !== "Issue") {
        throw new Refusal("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
      }
      return conversationFields(scene, issue);
    },
    issues: (page: IssuePage, info: GraphQLResolveInfo) => {
      requireRead(scene, repository, "issues");
      return issueConnection(scene, repository, page, info);
    },
    issueOrPullRequest: ({ number }: { number: number }) => {
      const found = findIssue(repository, number);
      requireRead(scene, repository, found?.type === "PullRequest" ? "pull_requests" : "issues");
      if (found === null) {
        throw new Refusal(
          "NOT_FOUND",
          `Could not resolve to an issue or pull request with the number of ${number}.`,
        );
      }
      return conversationFields(scene, found);
    },
  };
}

function pullRequestParts(scene: Scene, repository: Repository): Omit<Fields, "__typename"> {
  return {
    pullRequest: ({ number }: { number: number }) => {
      requireRead(scene, repository, "pull_requests");
      const pullRequest = findIssue(repository, number);
      if (pullRequest?.type !== "PullRequest") {
        throw new Refusal("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
      }
      return conversationFields(scene, pullRequest);
    },
    pullRequests: (page: PullRequestPage, info: GraphQLResolveInfo) => {
      requireRead(scene, repository, "pull_requests");
      return pullRequestConnection(scene, pullRequestsIn(repository), page, info);
    },
  };
}

function gitParts(scene: Scene, repository: Repository): Omit<Fields, "__typename"> {
  return {
    defaultBranchRef: () => {
      requireRead(scene, repository, "contents");
      return refFieldsByName(scene, repository, `refs/heads/${repository.defaultBranch}`);
    },
    ref: ({ qualifiedName }: { qualifiedName: string }) => {
      requireRead(scene, repository, "contents");
      const name = resolveRef(repository, qualifiedName);
      return name === null ? null : refFields(scene, repository, name);
    },
    refs: (page: RefPage, info: GraphQLResolveInfo) => {
      requireRead(scene, repository, "contents");
      return refConnection(scene, repository, page, info);
    },
    releases: (page: ReleasePage, info: GraphQLResolveInfo) => {
      requireRead(scene, repository, "contents");
      return releaseConnection(scene, repository, page, info);
    },
    object: ({ expression, oid }: { expression?: string | null; oid?: string | null }) => {
      requireRead(scene, repository, "contents");
      if (oid != null) {
        const object = repository.objects.get(oid);
        return object === undefined ? null : gitObjectFields(scene, repository, object);
      }
      if (expression == null) throw notImplemented("an `object` without `expression` or `oid`");
      const found = findObject(repository, expression);
      return found === null ? null : gitObjectFields(scene, repository, found.object, found.path);
    },
  };
}

/** What the viewer may do; an app has no role, as on GitHub. */
function viewerPermission(scene: Scene, repository: Repository): string | null {
  if (scene.viewer.kind === "installation") return null;
  const permission = permissionOf(scene.state, actorAccount(scene.state, scene.viewer), repository);
  return permission === "none" ? null : enumName(permission);
}

type CollaboratorPage = PageArguments & {
  affiliation?: "ALL" | "DIRECT" | "OUTSIDE" | null;
  login?: string | null;
  query?: string | null;
};

/** Everyone whom the repository, one of its teams or the organization lets in; not those who may only read it because it is public. */
function collaboratorConnection(
  scene: Scene,
  repository: Repository,
  page: CollaboratorPage,
  info: GraphQLResolveInfo,
): Fields {
  requireRead(scene, repository, "metadata");
  const { state } = scene;
  const owner = ownerOf(state, repository);
  const members: ReadonlyMap<number, string> = owner.type === "Organization" ? owner.members : new Map();
  const direct = new Set([...repository.collaborators.keys(), ...(owner.type === "User" ? [owner.id] : [])]);
  const everyone = new Set([...direct, ...memberIds(scene, repository, members)]);
  const affiliation = page.affiliation ?? "ALL";
  const words = page.query?.toLowerCase() ?? "";
  const login = page.login?.toLowerCase() ?? null;
  const accounts = [...everyone]
    .filter(
      (id) => affiliation === "ALL" || (direct.has(id) && (affiliation === "DIRECT" || !members.has(id))),
    )
    .map((id) => findAccountById(state, id))
    .filter((account): account is Account => account !== null)
    .filter((account) => account.login.toLowerCase().includes(words))
    .filter((account) => login === null || account.login.toLowerCase() === login)
    .sort((one, other) => one.id - other.id);
  return connection(page, info, {
    items: accounts,
    key: (account) => account.id,
    fields: (account) => userFields(scene, account),
    edge: (account) => ({ permission: enumName(permissionOf(state, account, repository)) }),
  });
}

function memberIds(scene: Scene, repository: Repository, members: ReadonlyMap<number, string>): number[] {
  const { state } = scene;
  const owner = ownerOf(state, repository);
  const byTeam = [...repository.teams.keys()].flatMap((id) => {
    const team = state.teams.get(id);
    return team === undefined ? [] : teamMembers(state, team).map(({ account }) => account.id);
  });
  const open = owner.type === "Organization" && owner.basePermission !== "none";
  const byMembership = [...members].filter(([, role]) => open || role === "admin").map(([id]) => id);
  return [...byTeam, ...byMembership];
}
