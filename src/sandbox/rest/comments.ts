import { z } from "zod";
import { createComment, deleteComment, editComment, findComment } from "../comments.ts";
import { notFound } from "../errors.ts";
import { representComment } from "../representations/issue.ts";
import type { IssueComment } from "../state.ts";
import { choice, instantIn, NO_BODY } from "./input.ts";
import { requireIssue } from "./issues.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import { numberParameter, type RepositoryCall, type Route, readRoute, writeRoute } from "./route.ts";

const COMMENT = z.strictObject({ body: z.string() });

export const commentRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "issues/list-comments",
      route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
      docs: "issues/comments#list-issue-comments",
      need: NEEDS.issuesRead,
    },
    (call) => {
      const since = instantIn(call.url.searchParams, "since");
      const comments = requireIssue(call).comments.filter((one) => since === null || one.updatedAt >= since);
      return page(call, comments, (comment) => representComment(call.state, comment));
    },
  ),
  readRoute(
    {
      operation: "issues/list-comments-for-repo",
      route: "GET /repos/{owner}/{repo}/issues/comments",
      docs: "issues/comments#list-issue-comments-for-a-repository",
      need: NEEDS.issuesRead,
    },
    (call) => {
      const query = call.url.searchParams;
      const since = instantIn(query, "since");
      const sort = choice(query, "sort", ["created", "updated"], "created");
      // GitHub ignores the direction unless it is told what to sort by.
      const direction = query.has("sort") ? choice(query, "direction", ["asc", "desc"], "desc") : "asc";
      const order = (comment: IssueComment): number =>
        sort === "updated" ? comment.updatedAt : comment.createdAt;
      const comments = [...call.repository.issues.values()]
        .flatMap((issue) => issue.comments)
        .filter((one) => since === null || one.updatedAt >= since)
        .sort(
          (one, other) => (order(one) - order(other) || one.id - other.id) * (direction === "asc" ? 1 : -1),
        );
      return page(call, comments, (comment) => representComment(call.state, comment));
    },
  ),
  readRoute(
    {
      operation: "issues/get-comment",
      route: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
      docs: "issues/comments#get-an-issue-comment",
      need: NEEDS.issuesRead,
    },
    (call) => ({ status: 200, body: representComment(call.state, requireComment(call)) }),
  ),
  writeRoute(
    {
      operation: "issues/create-comment",
      route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
      docs: "issues/comments#create-an-issue-comment",
      need: NEEDS.issuesWrite,
      body: COMMENT,
      resource: "IssueComment",
    },
    (call, { body }) => {
      const comment = representComment(
        call.state,
        createComment(call.state, call.actor, requireIssue(call), body),
      );
      return { status: 201, body: comment, headers: { Location: String(comment["url"]) } };
    },
  ),
  writeRoute(
    {
      operation: "issues/update-comment",
      route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
      docs: "issues/comments#update-an-issue-comment",
      need: NEEDS.issuesWrite,
      body: COMMENT,
      resource: "IssueComment",
    },
    (call, { body }) => {
      const comment = editComment(call.state, call.actor, requireComment(call), body);
      return { status: 200, body: representComment(call.state, comment) };
    },
  ),
  writeRoute(
    {
      operation: "issues/delete-comment",
      route: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}",
      docs: "issues/comments#delete-an-issue-comment",
      need: NEEDS.issuesWrite,
      body: NO_BODY,
    },
    (call) => {
      deleteComment(call.state, call.actor, requireComment(call));
      return { status: 204 };
    },
  ),
];

/** The comment of a call; 404 when there is none. */
export function requireComment(call: RepositoryCall): IssueComment {
  const comment = findComment(call.repository, numberParameter(call, "comment_id"));
  if (!comment) throw notFound();
  return comment;
}
