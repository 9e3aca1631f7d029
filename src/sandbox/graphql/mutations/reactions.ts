import { actorAccount } from "../../accounts.ts";
import { addReaction, removeReaction } from "../../reactions.ts";
import type { IssueComment, IssueOrPullRequest } from "../../state.ts";
import { commentFields } from "../comment.ts";
import type { Fields } from "../fields.ts";
import { conversationFields } from "../issue.ts";
import { findTarget } from "../node.ts";
import { reactionContentOf, reactionFields, reactionGroups } from "../reaction.ts";
import { Refusal } from "../refusal.ts";
import type { Scene } from "../scene.ts";
import { type Input, payload } from "./input.ts";

type ReactionInput = Input & { subjectId: string; content: string };

/** The mutations on reactions. */
export function reactionMutations(scene: Scene) {
  const { state, viewer } = scene;
  const find = (id: string) => findTarget(scene, id, "Reactable", ["Issue", "PullRequest", "IssueComment"]);
  return {
    addReaction: ({ input }: { input: ReactionInput }) => {
      const target = find(input.subjectId);
      const subject = () => subjectFields(scene, target);
      const { reaction } = addReaction(state, viewer, target, reactionContentOf(input.content));
      return payload("AddReactionPayload", input, {
        reaction: () => reactionFields(scene, reaction, subject),
        reactionGroups: () => reactionGroups(scene, target, subject),
        subject,
      });
    },
    removeReaction: ({ input }: { input: ReactionInput }) => {
      const target = find(input.subjectId);
      const subject = () => subjectFields(scene, target);
      const content = reactionContentOf(input.content);
      const own = actorAccount(state, viewer).id;
      const reaction = target.reactions.find((one) => one.accountId === own && one.content === content);
      if (reaction === undefined)
        throw new Refusal("NOT_FOUND", "Could not resolve to a Reaction by the viewer.");
      removeReaction(state, viewer, target, reaction);
      return payload("RemoveReactionPayload", input, {
        reaction: () => reactionFields(scene, reaction, subject),
        reactionGroups: () => reactionGroups(scene, target, subject),
        subject,
      });
    },
  };
}

function subjectFields(scene: Scene, target: IssueOrPullRequest | IssueComment): Fields {
  return target.type === "IssueComment" ? commentFields(scene, target) : conversationFields(scene, target);
}
