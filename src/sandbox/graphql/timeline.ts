import type { GraphQLResolveInfo } from "graphql";
import { type Instant, parseInstant } from "../../program/instant.ts";
import { canSee } from "../access.ts";
import { readCommit } from "../git/history.ts";
import type { Commit } from "../git/object.ts";
import { findIssue } from "../issues.ts";
import { pullRequestCommits } from "../pull-requests.ts";
import { repositoryOf } from "../repositories.ts";
import type { Closer, IssueComment, IssueOrPullRequest, Repository, TimelineEvent } from "../state.ts";
import { actorFieldsById } from "./account.ts";
import { commentFields } from "./comment.ts";
import { commitFields } from "./commit.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { conversationFields } from "./issue.ts";
import { labelFields } from "./label.ts";
import { pullRequestCommitFields } from "./pull-request.ts";
import { refFieldsByName } from "./ref.ts";
import { notImplemented } from "./refusal.ts";
import { repositoryFields } from "./repository.ts";
import { addresses, enumName, type Scene, time } from "./scene.ts";

export type TimelinePage = PageArguments & { itemTypes?: readonly string[] | null; since?: string | null };

type Item =
  | { kind: "event"; at: Instant; id: number; event: TimelineEvent }
  | { kind: "comment"; at: Instant; id: number; comment: IssueComment }
  | { kind: "commit"; at: Instant; id: number; commit: Commit };

/** Events, comments and a pull request's commits, oldest first. */
export function timelineConnection(
  scene: Scene,
  conversation: IssueOrPullRequest,
  page: TimelinePage,
  info: GraphQLResolveInfo,
): Fields {
  const types = page.itemTypes ?? null;
  const since = page.since == null ? null : parseInstant(page.since);
  const items = itemsOf(scene, conversation)
    .filter((item) => types === null || types.includes(enumName(typeOf(item))))
    .filter((item) => since === null || item.at >= since);
  return connection(page, info, {
    items,
    key: (item) => item.id,
    fields: (item) => itemFields(scene, conversation, item),
  });
}

function itemsOf(scene: Scene, conversation: IssueOrPullRequest): Item[] {
  const events = conversation.timeline
    .filter((event) => event.type !== "CrossReferencedEvent" || isVisible(scene, event.source.repositoryId))
    .map((event): Item => ({ kind: "event", at: event.at, id: event.id, event }));
  const comments = conversation.comments.map(
    (comment): Item => ({ kind: "comment", at: comment.createdAt, id: comment.id, comment }),
  );
  const all = [...events, ...comments].sort((one, other) => one.at - other.at || one.id - other.id);
  if (conversation.type === "Issue") return all;
  // Commits have no database id; negative ones stand in for their cursors. A branch's commits come before the talk about them.
  const commits = pullRequestCommits(scene.state, conversation).map(
    (commit, index): Item => ({ kind: "commit", at: conversation.createdAt, id: -1 - index, commit }),
  );
  return [...commits, ...all];
}

/** What happened in a repository that the viewer does not see is not told. */
function isVisible(scene: Scene, repositoryId: number): boolean {
  const repository = scene.state.repositories.get(repositoryId);
  return repository !== undefined && canSee(scene.state, scene.viewer, repository);
}

function typeOf(item: Item): string {
  if (item.kind === "comment") return "IssueComment";
  return item.kind === "commit" ? "PullRequestCommit" : item.event.type;
}

function itemFields(scene: Scene, conversation: IssueOrPullRequest, item: Item): Fields {
  if (item.kind === "comment") return commentFields(scene, item.comment);
  if (item.kind === "event") return eventFields(scene, conversation, item.event);
  if (conversation.type === "Issue") throw new RangeError("an issue has no commits");
  return pullRequestCommitFields(scene, conversation, item.commit);
}

/** One event on an issue or a pull request. */
function eventFields(scene: Scene, conversation: IssueOrPullRequest, event: TimelineEvent): Fields {
  const repository = repositoryOf(scene.state, conversation);
  const subject = () => conversationFields(scene, conversation);
  const kind = conversation.type === "Issue" ? "issues" : "pull";
  const address = addresses(scene, repository, `/${kind}/${conversation.number}#event-${event.id}`);
  const base = {
    __typename: event.type,
    id: event.nodeId,
    createdAt: time(event.at),
    actor: () => actorFieldsById(scene, event.actorId),
  };
  switch (event.type) {
    case "ClosedEvent":
      return {
        ...base,
        ...address,
        closable: subject,
        stateReason: event.stateReason === null ? null : enumName(event.stateReason),
        closer: () => (event.closer === null ? null : closerFields(scene, event.closer)),
      };
    case "ReopenedEvent":
      return { ...base, closable: subject, stateReason: conversation.type === "Issue" ? "REOPENED" : null };
    case "LabeledEvent":
    case "UnlabeledEvent":
      return { ...base, labelable: subject, label: () => eventLabel(scene, repository, event.label) };
    case "CommentDeletedEvent":
      return {
        ...base,
        databaseId: event.id,
        deletedCommentAuthor: () => actorFieldsById(scene, event.deletedCommentAuthorId),
      };
    case "RenamedTitleEvent":
      return { ...base, previousTitle: event.from, currentTitle: event.to, subject };
    case "CrossReferencedEvent":
      return {
        ...base,
        ...address,
        referencedAt: time(event.at),
        isCrossRepository: event.source.repositoryId !== repository.id,
        willCloseTarget: event.willCloseTarget,
        source: () => sourceFields(scene, event.source),
        target: subject,
      };
    case "ReferencedEvent": {
      const origin = repositoryOf(scene.state, event);
      return {
        ...base,
        subject,
        isCrossRepository: origin.id !== repository.id,
        commitRepository: () => repositoryFields(scene, origin),
        commit: () => commitFields(scene, origin, readCommit(origin.objects, event.commitOid)),
      };
    }
    case "MergedEvent":
      return {
        ...base,
        ...address,
        pullRequest: subject,
        mergeRefName: event.ref,
        mergeRef: () => refFieldsByName(scene, repository, `refs/heads/${event.ref}`),
        commit: () => commitFields(scene, repository, readCommit(repository.objects, event.commitOid)),
      };
    case "HeadRefDeletedEvent":
      return { ...base, pullRequest: subject, headRef: null, headRefName: event.ref };
    case "HeadRefForcePushedEvent":
      return {
        ...base,
        pullRequest: subject,
        beforeCommit: () => commitFields(scene, repository, readCommit(repository.objects, event.before)),
        afterCommit: () => commitFields(scene, repository, readCommit(repository.objects, event.after)),
      };
    case "LockedEvent":
      return {
        ...base,
        lockable: subject,
        lockReason: event.lockReason === null ? null : enumName(event.lockReason),
      };
    case "UnlockedEvent":
      return { ...base, lockable: subject };
    case "MentionedEvent":
      return { ...base, databaseId: event.id };
    case "SubscribedEvent":
      return { ...base, subscribable: subject };
  }
}

/** The label as it is now; one that is gone keeps the name and colour that it had. */
function eventLabel(
  scene: Scene,
  repository: Repository,
  label: { readonly id: number; readonly name: string; readonly color: string },
): Fields {
  const now = [...repository.labels.values()].find(({ id }) => id === label.id);
  if (now !== undefined) return labelFields(scene, now);
  return { __typename: "Label", name: label.name, color: label.color };
}

function closerFields(scene: Scene, closer: Closer): Fields | null {
  if (!isVisible(scene, closer.repositoryId)) return null;
  if (closer.type === "PullRequest") return sourceFields(scene, closer);
  const repository = repositoryOf(scene.state, closer);
  return commitFields(scene, repository, readCommit(repository.objects, closer.oid));
}

function sourceFields(
  scene: Scene,
  source: { readonly repositoryId: number; readonly number: number },
): Fields {
  const found = findIssue(repositoryOf(scene.state, source), source.number);
  if (found === null) throw notImplemented("references from what was deleted");
  return conversationFields(scene, found);
}
