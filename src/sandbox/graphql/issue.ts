import type { GraphQLResolveInfo } from "graphql";
import { findAccountById } from "../accounts.ts";
import { labelsOf } from "../labels.ts";
import { repositoryOf } from "../repositories.ts";
import { representIssue } from "../representations/issue.ts";
import type { Account, Issue, IssueOrPullRequest, PullRequest } from "../state.ts";
import { userFields } from "./account.ts";
import { type CommentPage, commentConnection } from "./comment.ts";
import { connection, type PageArguments } from "./connection.ts";
import { contentFields } from "./content.ts";
import type { Fields } from "./fields.ts";
import { type LabelPage, labelConnection } from "./label.ts";
import { pullRequestFields } from "./pull-request.ts";
import { reactableFields } from "./reaction.ts";
import { repositoryFields } from "./repository.ts";
import { addresses, enumName, type Scene, time } from "./scene.ts";
import { type TimelinePage, timelineConnection } from "./timeline.ts";

/** An issue or a pull request, as what it is. */
export function conversationFields(scene: Scene, conversation: IssueOrPullRequest): Fields {
  return conversation.type === "Issue"
    ? issueFields(scene, conversation)
    : pullRequestFields(scene, conversation);
}

function issueFields(scene: Scene, issue: Issue): Fields {
  return {
    ...sharedFields(scene, issue),
    __typename: "Issue",
    databaseId: issue.id,
    fullDatabaseId: String(issue.id),
    state: () => issue.state.toUpperCase(),
    stateReason: ({ enableDuplicate }: { enableDuplicate?: boolean | null }) =>
      stateReasonName(issue.stateReason, enableDuplicate === true),
  };
}

/** A duplicate shows as one only to those who ask for it; to others it is one of those not planned. */
function stateReasonName(reason: Issue["stateReason"], enableDuplicate: boolean): string | null {
  if (reason === null) return null;
  return reason === "duplicate" && !enableDuplicate ? "NOT_PLANNED" : enumName(reason);
}

/** What issues and pull requests have in common. */
export function sharedFields(scene: Scene, conversation: Issue | PullRequest): Omit<Fields, "__typename"> {
  const { state } = scene;
  const repository = repositoryOf(state, conversation);
  const kind = conversation.type === "Issue" ? "issues" : "pull";
  return {
    id: conversation.nodeId,
    number: conversation.number,
    ...addresses(scene, repository, `/${kind}/${conversation.number}`),
    title: () => conversation.title,
    ...contentFields(scene, conversation),
    ...reactableFields(scene, conversation, () => conversationFields(scene, conversation)),
    authorAssociation: () => representIssue(state, conversation)["author_association"],
    closed: () => conversation.state === "closed",
    closedAt: () => time(conversation.closedAt),
    locked: () => conversation.locked,
    activeLockReason: () => (conversation.lockReason === null ? null : enumName(conversation.lockReason)),
    repository: () => repositoryFields(scene, repository),
    labels: (page: LabelPage, info: GraphQLResolveInfo) =>
      labelConnection(scene, labelsOf(state, conversation), page, info),
    comments: (page: CommentPage, info: GraphQLResolveInfo) =>
      commentConnection(scene, conversation.comments, page, info),
    timelineItems: (page: TimelinePage, info: GraphQLResolveInfo) =>
      timelineConnection(scene, conversation, page, info),
    assignees: (page: PageArguments, info: GraphQLResolveInfo) =>
      userConnection(scene, conversation.assigneeIds, page, info),
    participants: (page: PageArguments, info: GraphQLResolveInfo) =>
      userConnection(scene, participantIds(conversation), page, info),
  };
}

/** Those who filed it, wrote under it, changed it or were assigned to it, in that order. */
function participantIds(conversation: IssueOrPullRequest): number[] {
  return [
    ...new Set([
      conversation.authorId,
      ...conversation.comments.map((comment) => comment.authorId),
      ...conversation.timeline.map((event) => event.actorId),
      ...conversation.assigneeIds,
    ]),
  ];
}

function userConnection(
  scene: Scene,
  ids: readonly number[],
  page: PageArguments,
  info: GraphQLResolveInfo,
): Fields {
  const accounts = ids
    .map((id) => findAccountById(scene.state, id))
    .filter((account): account is Account => account !== null);
  return connection(page, info, {
    items: accounts,
    key: (account) => account.id,
    fields: (account) => userFields(scene, account),
  });
}
