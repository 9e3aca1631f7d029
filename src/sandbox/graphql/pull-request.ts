import type { GraphQLResolveInfo } from "graphql";
import { readCommit } from "../git/history.ts";
import type { Commit } from "../git/object.ts";
import { gitObjectNodeId } from "../nodes.ts";
import { closingIssues, isMergeable, pullRequestCommits, pullRequestFiles } from "../pull-requests.ts";
import { ownerOf, repositoryOf } from "../repositories.ts";
import type { PullRequest, Repository } from "../state.ts";
import { actorFields, actorFieldsById } from "./account.ts";
import { commitFields } from "./commit.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { conversationFields, sharedFields } from "./issue.ts";
import { hasLabel, MEASURES } from "./issue-list.ts";
import { refFieldsByName } from "./ref.ts";
import { repositoryFields } from "./repository.ts";
import { reviewConnection } from "./review.ts";
import { addresses, type Order, ordering, type Scene, sorted, time } from "./scene.ts";

const CHANGE_TYPES = { added: "ADDED", modified: "MODIFIED", removed: "DELETED" } as const;

export function pullRequestFields(scene: Scene, pullRequest: PullRequest): Fields {
  const { state } = scene;
  const repository = repositoryOf(state, pullRequest);
  const headRepository = () => state.repositories.get(pullRequest.head.repositoryId) ?? null;
  const files = () => pullRequestFiles(state, pullRequest);
  return {
    ...sharedFields(scene, pullRequest),
    __typename: "PullRequest",
    databaseId: pullRequest.pullRequestId,
    fullDatabaseId: String(pullRequest.pullRequestId),
    permalink: addresses(scene, repository, `/pull/${pullRequest.number}`).url,
    state: () => stateOf(pullRequest),
    isDraft: () => pullRequest.draft,
    maintainerCanModify: () => pullRequest.maintainerCanModify,
    merged: () => pullRequest.merge !== null,
    mergedAt: () => time(pullRequest.merge?.at ?? null),
    mergedBy: () => actorFieldsById(scene, pullRequest.merge?.byId ?? null),
    mergeCommit: () => {
      const oid = pullRequest.merge?.commitOid;
      return oid === undefined ? null : commitFields(scene, repository, readCommit(repository.objects, oid));
    },
    mergeable: () => mergeableOf(scene, pullRequest),
    headRefName: () => pullRequest.head.ref,
    headRefOid: () => pullRequest.head.oid,
    headRef: () => {
      const head = headRepository();
      return head === null ? null : refFieldsByName(scene, head, `refs/heads/${pullRequest.head.ref}`);
    },
    headRepository: () => {
      const head = headRepository();
      return head === null ? null : repositoryFields(scene, head);
    },
    headRepositoryOwner: () => {
      const head = headRepository();
      return head === null ? null : actorFields(scene, ownerOf(state, head));
    },
    isCrossRepository: pullRequest.head.repositoryId !== pullRequest.repositoryId,
    baseRefName: () => pullRequest.base.ref,
    baseRefOid: () => pullRequest.base.oid,
    baseRef: () => refFieldsByName(scene, repository, `refs/heads/${pullRequest.base.ref}`),
    baseRepository: () => repositoryFields(scene, repository),
    commits: (page: PageArguments, info: GraphQLResolveInfo) =>
      connection(page, info, {
        items: pullRequestCommits(state, pullRequest),
        key: (_commit, index) => index,
        fields: (commit) => pullRequestCommitFields(scene, pullRequest, commit),
      }),
    files: (page: PageArguments, info: GraphQLResolveInfo) =>
      connection(page, info, {
        items: files(),
        key: (_file, index) => index,
        fields: (file) => ({
          __typename: "PullRequestChangedFile",
          path: file.path,
          additions: file.additions,
          deletions: file.deletions,
          changeType: CHANGE_TYPES[file.status],
          viewerViewedState: "UNVIEWED",
        }),
      }),
    changedFiles: () => files().length,
    additions: () => files().reduce((sum, file) => sum + file.additions, 0),
    deletions: () => files().reduce((sum, file) => sum + file.deletions, 0),
    totalCommentsCount: () => pullRequest.comments.length,
    closingIssuesReferences: (page: PageArguments & { orderBy?: Order | null }, info: GraphQLResolveInfo) =>
      connection(page, info, {
        items: sorted(
          closingIssues(state, pullRequest),
          page.orderBy ?? { field: "CREATED_AT", direction: "ASC" },
          MEASURES,
        ),
        key: (issue) => issue.id,
        fields: (issue) => conversationFields(scene, issue),
      }),
    reviews: (page: PageArguments, info: GraphQLResolveInfo) =>
      reviewConnection(scene, pullRequest, page, info),
    // No branch of the sandbox asks for reviews, and nobody is asked for one.
    reviewDecision: null,
    reviewRequests: (page: PageArguments, info: GraphQLResolveInfo) => emptyConnection(page, info),
  };
}

function emptyConnection(page: PageArguments, info: GraphQLResolveInfo): Fields {
  return connection<never>(page, info, { items: [], key: () => 0, fields: () => null });
}

/** One commit as a part of a pull request. */
export function pullRequestCommitFields(scene: Scene, pullRequest: PullRequest, commit: Commit): Fields {
  const repository = repositoryOf(scene.state, pullRequest);
  return {
    __typename: "PullRequestCommit",
    id: Buffer.from(`PullRequestCommit:${pullRequest.id}:${gitObjectNodeId(repository, commit)}`).toString(
      "base64url",
    ),
    ...addresses(scene, repository, `/pull/${pullRequest.number}/commits/${commit.oid}`),
    commit: () => commitFields(scene, repository, commit),
    pullRequest: () => pullRequestFields(scene, pullRequest),
  };
}

function stateOf(pullRequest: PullRequest): "OPEN" | "CLOSED" | "MERGED" {
  if (pullRequest.merge !== null) return "MERGED";
  return pullRequest.state === "open" ? "OPEN" : "CLOSED";
}

function mergeableOf(scene: Scene, pullRequest: PullRequest): "MERGEABLE" | "CONFLICTING" | "UNKNOWN" {
  const mergeable = isMergeable(scene.state, pullRequest);
  if (mergeable === null) return "UNKNOWN";
  return mergeable ? "MERGEABLE" : "CONFLICTING";
}

/** A repository's pull requests, oldest first. */
export function pullRequestsIn(repository: Repository): PullRequest[] {
  return [...repository.issues.values()].filter(
    (issue): issue is PullRequest => issue.type === "PullRequest",
  );
}

export type PullRequestPage = PageArguments & {
  states?: readonly string[] | null;
  headRefName?: string | null;
  baseRefName?: string | null;
  labels?: readonly string[] | null;
  orderBy?: Order | null;
};

export function pullRequestConnection(
  scene: Scene,
  pullRequests: readonly PullRequest[],
  page: PullRequestPage,
  info: GraphQLResolveInfo,
): Fields {
  const { states, headRefName, baseRefName, labels, orderBy } = page;
  const wanted = pullRequests.filter(
    (pullRequest) =>
      (states == null || states.includes(stateOf(pullRequest))) &&
      (headRefName == null || pullRequest.head.ref === headRefName) &&
      (baseRefName == null || pullRequest.base.ref === baseRefName) &&
      (labels == null || hasLabel(scene, pullRequest, labels)),
  );
  const order = orderBy ?? { field: "CREATED_AT", direction: "ASC" };
  return connection(page, info, {
    items: sorted(wanted, order, MEASURES),
    order: ordering(order, MEASURES),
    key: (pullRequest) => pullRequest.id,
    fields: (pullRequest) => pullRequestFields(scene, pullRequest),
  });
}
