import { z } from "zod";
import { notFound } from "../errors.ts";
import { addReaction, removeReaction } from "../reactions.ts";
import { representReaction } from "../representations/issue.ts";
import type { IssueComment, IssueOrPullRequest } from "../state.ts";
import { requireComment } from "./comments.ts";
import { choice, NO_BODY } from "./input.ts";
import { requireIssue } from "./issues.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import { numberParameter, type RepositoryCall, type Route, readRoute, writeRoute } from "./route.ts";

const CONTENTS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"] as const;

export const reactionRoutes: readonly Route[] = [
  ...routesOf("issue", "issues/{issue_number}", "an-issue", requireIssue),
  ...routesOf("issue-comment", "issues/comments/{comment_id}", "an-issue-comment", requireComment),
];

function routesOf(
  name: string,
  path: string,
  anchor: string,
  find: (call: RepositoryCall) => IssueOrPullRequest | IssueComment,
): Route[] {
  const reactions = `/repos/{owner}/{repo}/${path}/reactions` as const;
  return [
    readRoute(
      {
        operation: `reactions/list-for-${name}`,
        route: `GET ${reactions}`,
        docs: `reactions/reactions#list-reactions-for-${anchor}`,
        need: NEEDS.issuesRead,
      },
      (call) => {
        const content = choice(call.url.searchParams, "content", CONTENTS, null);
        const shown = find(call).reactions.filter((one) => content === null || one.content === content);
        return page(call, shown, (reaction) => representReaction(call.state, reaction));
      },
    ),
    writeRoute(
      {
        operation: `reactions/create-for-${name}`,
        route: `POST ${reactions}`,
        docs: `reactions/reactions#create-reaction-for-${anchor}`,
        need: NEEDS.issuesWrite,
        body: z.strictObject({ content: z.enum(CONTENTS) }),
        resource: "Reaction",
      },
      (call, { content }) => {
        const { reaction, created } = addReaction(call.state, call.actor, find(call), content);
        return { status: created ? 201 : 200, body: representReaction(call.state, reaction) };
      },
    ),
    writeRoute(
      {
        operation: `reactions/delete-for-${name}`,
        route: `DELETE ${reactions}/{reaction_id}`,
        docs: `reactions/reactions#delete-${anchor}-reaction`,
        need: NEEDS.issuesWrite,
        body: NO_BODY,
      },
      (call) => {
        const subject = find(call);
        const id = numberParameter(call, "reaction_id");
        const reaction = subject.reactions.find((one) => one.id === id);
        if (!reaction) throw notFound();
        removeReaction(call.state, call.actor, subject, reaction);
        return { status: 204 };
      },
    ),
  ];
}
