import { may, requireAccess } from "./access.ts";
import { actorAccount, actorApp } from "./accounts.ts";
import { editContent, newContent, textOf } from "./content.ts";
import { conversationNeed } from "./conversation-need.ts";
import { forbidden } from "./errors.ts";
import { newIdentity, register } from "./nodes.ts";
import { emitComment } from "./payloads/comment.ts";
import { recordReferences } from "./references.ts";
import { repositoryOf } from "./repositories.ts";
import type { Actor, IssueComment, IssueOrPullRequest, Repository, State } from "./state.ts";
import { checkCommentBody } from "./text-limits.ts";
import { addTimelineEvent } from "./timeline.ts";

/** 403 on a locked conversation for all but people with write access. */
export function createComment(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  body: string,
): IssueComment {
  const repository = repositoryOf(state, issue);
  requireAccess(state, actor, repository, conversationNeed(issue, "read"));
  if (
    issue.locked &&
    !(actor.kind === "person" && may(state, actor, repository, conversationNeed(issue, "write")))
  ) {
    throw forbidden("Unable to create comment because issue is locked.");
  }
  checkCommentBody(body);
  const now = state.clock.now();
  const authorId = actorAccount(state, actor).id;
  const comment: IssueComment = {
    ...newIdentity(state, "IssueComment", [repository.id]),
    type: "IssueComment",
    repositoryId: repository.id,
    issueNumber: issue.number,
    authorId,
    appId: actorApp(state, actor)?.id ?? null,
    body: newContent(state, authorId, body),
    createdAt: now,
    updatedAt: now,
    reactions: [],
  };
  issue.comments.push(register(state, comment));
  issue.updatedAt = now;
  emitComment(state, actor, issue, comment, "created");
  recordReferences(state, actor, issue, repository, body);
  return comment;
}

export function editComment(state: State, actor: Actor, comment: IssueComment, body: string): IssueComment {
  const issue = issueOf(state, comment);
  requireOwnOrWrite(state, actor, issue, comment);
  checkCommentBody(body);
  const before = textOf(comment.body);
  if (!editContent(state, comment.body, actorAccount(state, actor).id, body)) return comment;
  comment.updatedAt = state.clock.now();
  issue.updatedAt = comment.updatedAt;
  emitComment(state, actor, issue, comment, "edited", { changes: { body: { from: before } } });
  recordReferences(state, actor, issue, repositoryOf(state, issue), body, before);
  return comment;
}

/** The timeline keeps who deleted it and whose it was. */
export function deleteComment(state: State, actor: Actor, comment: IssueComment): void {
  const issue = issueOf(state, comment);
  requireOwnOrWrite(state, actor, issue, comment);
  issue.comments = issue.comments.filter((other) => other !== comment);
  issue.updatedAt = state.clock.now();
  state.nodes.delete(comment.nodeId);
  for (const reaction of comment.reactions) state.nodes.delete(reaction.nodeId);
  addTimelineEvent(state, actor, issue, {
    type: "CommentDeletedEvent",
    deletedCommentAuthorId: comment.authorId,
  });
  emitComment(state, actor, issue, comment, "deleted");
}

function requireOwnOrWrite(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  comment: IssueComment,
): void {
  const own = comment.authorId === actorAccount(state, actor).id;
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, own ? "read" : "write"));
}

/** By database id. */
export function findComment(repository: Repository, id: number): IssueComment | null {
  for (const issue of repository.issues.values()) {
    const comment = issue.comments.find((other) => other.id === id);
    if (comment !== undefined) return comment;
  }
  return null;
}

export function issueOf(state: State, comment: IssueComment): IssueOrPullRequest {
  const issue = repositoryOf(state, comment).issues.get(comment.issueNumber);
  if (issue === undefined) throw new Error(`comment ${comment.id} is on no issue`);
  return issue;
}
