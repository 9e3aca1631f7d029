import { textOf } from "../content.ts";
import type { Repository } from "../state.ts";

/** What is compared to find out what the bot did in between. */
export interface Snapshot {
  /** Text by comment id. */
  readonly comments: ReadonlyMap<number, string>;
  readonly events: ReadonlySet<number>;
  readonly reactions: ReadonlySet<number>;
  readonly conversations: ReadonlySet<number>;
  /** Commit id by full ref name. */
  readonly refs: ReadonlyMap<string, string>;
}

export function takeSnapshot(repository: Repository): Snapshot {
  const conversations = [...repository.issues.values()];
  const comments = conversations.flatMap((issue) => issue.comments);
  return {
    comments: new Map(comments.map((comment) => [comment.id, textOf(comment.body)])),
    events: new Set(conversations.flatMap((issue) => issue.timeline.map(({ id }) => id))),
    reactions: new Set([...conversations, ...comments].flatMap((one) => one.reactions.map(({ id }) => id))),
    conversations: new Set(conversations.map(({ id }) => id)),
    refs: new Map(repository.refs),
  };
}
