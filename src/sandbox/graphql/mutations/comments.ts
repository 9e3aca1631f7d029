import { requireAccess } from "../../access.ts";
import { createComment, deleteComment, editComment, issueOf } from "../../comments.ts";
import { conversationNeed } from "../../conversation-need.ts";
import { repositoryOf } from "../../repositories.ts";
import { commentFields, minimize } from "../comment.ts";
import { cursorOf } from "../connection.ts";
import { conversationFields } from "../issue.ts";
import { findConversation, findTarget } from "../node.ts";
import type { Scene } from "../scene.ts";
import { type Input, payload } from "./input.ts";

/** The mutations on comments of issues and pull requests. */
export function commentMutations(scene: Scene) {
  const { state, viewer } = scene;
  return {
    addComment: ({ input }: { input: Input & { subjectId: string; body: string } }) => {
      const issue = findConversation(scene, input.subjectId, "Issue or PullRequest");
      const comment = createComment(state, viewer, issue, input.body);
      const edge = { cursor: cursorOf(comment.id), node: () => commentFields(scene, comment) };
      return payload("AddCommentPayload", input, {
        commentEdge: { __typename: "IssueCommentEdge", ...edge },
        timelineEdge: { __typename: "IssueTimelineItemEdge", ...edge },
        subject: () => conversationFields(scene, issue),
      });
    },
    updateIssueComment: ({ input }: { input: Input & { id: string; body: string } }) => {
      const comment = findTarget(scene, input.id, "IssueComment", ["IssueComment"]);
      const edited = editComment(state, viewer, comment, input.body);
      return payload("UpdateIssueCommentPayload", input, {
        issueComment: () => commentFields(scene, edited),
      });
    },
    deleteIssueComment: ({ input }: { input: Input & { id: string } }) => {
      deleteComment(state, viewer, findTarget(scene, input.id, "IssueComment", ["IssueComment"]));
      return payload("DeleteIssueCommentPayload", input, {});
    },
    minimizeComment: ({ input }: { input: Input & { subjectId: string; classifier: string } }) => {
      const comment = findTarget(scene, input.subjectId, "Minimizable", ["IssueComment"]);
      requireAccess(
        state,
        viewer,
        repositoryOf(state, comment),
        conversationNeed(issueOf(state, comment), "write"),
      );
      minimize(comment, input.classifier);
      return payload("MinimizeCommentPayload", input, {
        minimizedComment: () => commentFields(scene, comment),
      });
    },
  };
}
