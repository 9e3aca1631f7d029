import type { Instant } from "../../program/instant.ts";
import type { Identity } from "./account.ts";
import type { Conversation, StateReason } from "./conversation.ts";

export type TimelineEvent = Identity & {
  readonly at: Instant;
  readonly actorId: number;
  readonly appId: number | null;
} & (
    | {
        readonly type: "ClosedEvent";
        readonly stateReason: StateReason | null;
        readonly closer: Closer | null;
      }
    | { readonly type: "ReopenedEvent" }
    | {
        readonly type: "LabeledEvent" | "UnlabeledEvent";
        readonly label: { readonly id: number; readonly name: string; readonly color: string };
      }
    | { readonly type: "CommentDeletedEvent"; readonly deletedCommentAuthorId: number }
    | { readonly type: "RenamedTitleEvent"; readonly from: string; readonly to: string }
    | {
        readonly type: "CrossReferencedEvent";
        readonly source: { readonly repositoryId: number; readonly number: number };
        readonly willCloseTarget: boolean;
      }
    | { readonly type: "ReferencedEvent"; readonly repositoryId: number; readonly commitOid: string }
    | { readonly type: "MergedEvent"; readonly commitOid: string; readonly ref: string }
    | { readonly type: "HeadRefDeletedEvent"; readonly ref: string }
    | { readonly type: "HeadRefForcePushedEvent"; readonly before: string; readonly after: string }
    | { readonly type: "MentionedEvent" | "SubscribedEvent"; readonly accountId: number }
    | { readonly type: "LockedEvent"; readonly lockReason: Conversation["lockReason"] }
    | { readonly type: "UnlockedEvent" }
  );

/** What closed an issue, when it was not a click. */
export type Closer =
  | { readonly type: "PullRequest"; readonly repositoryId: number; readonly number: number }
  | { readonly type: "Commit"; readonly repositoryId: number; readonly oid: string };
