import { formatInstant } from "../../program/instant.ts";
import { findAccountById } from "../accounts.ts";
import type { Reaction, ReactionContent, State } from "../state.ts";
import { representUser } from "./account.ts";

const CONTENTS = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"] as const;

export function representReaction(state: State, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: representUser(state, findAccountById(state, reaction.accountId)),
    content: reaction.content,
    created_at: formatInstant(reaction.createdAt),
  };
}

/** The counts that go with what was reacted to, whose own URL is given. */
export function representReactionRollup(url: string, reactions: readonly Reaction[]) {
  const count = (content: ReactionContent) =>
    reactions.filter((reaction) => reaction.content === content).length;
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    ...Object.fromEntries(CONTENTS.map((content) => [content, count(content)])),
  };
}
