import type { z } from "zod";
import type {
  ContentEdit,
  ObservedComment,
  ObservedCommit,
  ObservedFile,
  ObservedPullRequest,
  Person,
  TimelineEvent,
} from "../program/observation.ts";
import type {
  commentSchema,
  commitSchema,
  fileSchema,
  personSchema,
  pullRequestSchema,
  timelineItemSchema,
} from "./fragments.ts";

/**
 * A bot's login is its app's slug in some of GitHub's answers and `slug[bot]` in others: it is kept without `[bot]`.
 */
export function withoutBotSuffix(login: string): string {
  return login.replace(/\[bot\]$/, "");
}

export function observedPerson(
  person: z.output<typeof personSchema> | null | undefined,
  app: string,
): Person | null {
  if (!person) return null;
  const bot = person.__typename === "Bot" || person.login.endsWith("[bot]");
  const login = withoutBotSuffix(person.login);
  return {
    login,
    id: person.databaseId ?? null,
    kind: bot ? "bot" : person.__typename === "User" ? "user" : "other",
    own: bot && login.toLowerCase() === app.toLowerCase(),
  };
}

export function observedComment(comment: z.output<typeof commentSchema>, app: string): ObservedComment {
  const reacted = (content: string) =>
    comment.reactionGroups?.some((group) => group.content === content && group.viewerHasReacted) ?? false;
  return {
    nodeId: comment.id,
    id: comment.databaseId,
    url: comment.url,
    author: observedPerson(comment.author, app),
    body: comment.body,
    createdAt: comment.createdAt,
    lastEditedAt: comment.lastEditedAt ?? null,
    editor: observedPerson(comment.editor, app),
    edits: observedEdits(comment.userContentEdits?.nodes ?? [], app),
    reactions: { thumbsUp: reacted("THUMBS_UP"), confused: reacted("CONFUSED") },
  };
}

type EditNodes = NonNullable<z.output<typeof commentSchema>["userContentEdits"]>["nodes"];

function observedEdits(nodes: EditNodes, app: string): ContentEdit[] {
  return (
    nodes
      .filter((node) => node !== null)
      .map((node) => ({
        at: node.editedAt,
        editor: observedPerson(node.editor, app),
        text: node.deletedAt ? null : (node.diff ?? null),
      }))
      // GitHub gives the newest first; the order within one second must not turn round.
      .reverse()
      .sort((one, other) => one.at - other.at)
  );
}

/** @throws when the file is there but cannot be read as a whole text: a part is never taken for the whole. */
export function observedFile(path: string, file: z.output<typeof fileSchema>): ObservedFile | null {
  if (!file || file.oid === undefined) return null;
  if (file.isTruncated || file.text == null) throw new Error(`${path} is too large or not text`);
  return { path, oid: file.oid, text: file.text };
}

export function observedCommit(commit: z.output<typeof commitSchema>, app: string): ObservedCommit {
  const { signature } = commit;
  const valid = signature?.isValid && signature.wasSignedByGitHub;
  return {
    oid: commit.oid,
    url: commit.url,
    own: isOwnAuthor(commit.author, app),
    signature: valid ? "github" : signature ? "other" : "unsigned",
    parents: (commit.parents?.nodes ?? []).flatMap((parent) => (parent ? [parent.oid] : [])),
  };
}

/**
 * The bot's account, or its noreply address where GitHub links no account to it. GitHub gives nobody else an account
 * of an app's name. An address can be forged; whether it was is told by the signature, which GitHub makes only for
 * whoever really committed.
 */
function isOwnAuthor(author: z.output<typeof commitSchema>["author"], app: string): boolean {
  const bot = `${app}[bot]`.toLowerCase();
  if (withoutBotSuffix(author?.user?.login ?? "").toLowerCase() === app.toLowerCase()) return true;
  const address = /^(?:\d+\+)?([^@+]+)@users\.noreply\./.exec(author?.email?.toLowerCase() ?? "");
  return address?.[1] === bot;
}

export function observedTimeline(items: z.output<typeof timelineItemSchema>[], app: string): TimelineEvent[] {
  return items.flatMap((item): TimelineEvent[] => {
    if (item.createdAt === undefined) return [];
    const at = item.createdAt;
    const actor = observedPerson(item.actor, app);
    switch (item.__typename) {
      case "ClosedEvent":
        return [{ type: "closed", at, actor }];
      case "ReopenedEvent":
        return [{ type: "reopened", at, actor }];
      case "CommentDeletedEvent":
        return [
          { type: "comment-deleted", at, actor, author: observedPerson(item.deletedCommentAuthor, app) },
        ];
      default:
        return [];
    }
  });
}

export function observedPullRequest(
  pullRequest: z.output<typeof pullRequestSchema>,
  app: string,
): ObservedPullRequest | null {
  const last = pullRequest.commits.nodes?.find((node) => node !== null);
  const author = observedPerson(pullRequest.author, app);
  // A branch of the same name in a fork, or somebody else's pull request, is not the decision's.
  if (pullRequest.isCrossRepository || !author?.own || !last) return null;
  const states = { OPEN: "open", CLOSED: "closed", MERGED: "merged" } as const;
  return {
    nodeId: pullRequest.id,
    number: pullRequest.number,
    url: pullRequest.url,
    state: states[pullRequest.state],
    title: pullRequest.title,
    body: pullRequest.body,
    closedAt: pullRequest.closedAt ?? null,
    mergedAt: pullRequest.mergedAt ?? null,
    mergedBy: observedPerson(pullRequest.mergedBy, app),
    head: observedCommit(last.commit, app),
  };
}
