import { z } from "zod";
import { type Instant, parseInstant } from "../program/instant.ts";
import type {
  ContentEdit,
  ObservedComment,
  ObservedCommit,
  ObservedFile,
  ObservedPullRequest,
  Person,
  TimelineEvent,
} from "../program/observation.ts";

/** What is asked of GitHub for each kind of thing. */
const FRAGMENTS = /* GraphQL */ `
fragment Person on Actor { __typename login ... on User { databaseId } ... on Bot { databaseId } }
fragment Edits on Comment {
  userContentEdits(first: 20) { nodes { editedAt deletedAt diff editor { ...Person } } }
}
fragment IssueComment on IssueComment {
  id databaseId url body createdAt lastEditedAt
  author { ...Person } editor { ...Person } ...Edits
  reactionGroups { content viewerHasReacted }
}
fragment File on GitObject { ... on Blob { oid text isTruncated } }
fragment Commit on Commit {
  oid url
  author { name email user { login } }
  signature { isValid wasSignedByGitHub }
  parents(first: 2) { nodes { oid } }
}
fragment TimelineItem on IssueTimelineItems {
  __typename
  ... on ClosedEvent { createdAt actor { ...Person } }
  ... on ReopenedEvent { createdAt actor { ...Person } }
  ... on CommentDeletedEvent { createdAt actor { ...Person } deletedCommentAuthor { ...Person } }
}
fragment PullRequest on PullRequest {
  id number url state title body closedAt mergedAt isCrossRepository
  author { ...Person } mergedBy { ...Person }
  commits(last: 1) { nodes { commit { ...Commit } } }
}
`;

/** The fragments that a document names, and those that they name: GitHub refuses a document with unused ones. */
export function fragmentsOf(document: string): string {
  const all = new Map(
    FRAGMENTS.split(/^(?=fragment )/m).flatMap((text) => {
      const name = /^fragment (\w+)/.exec(text)?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
  const used = new Set<string>();
  const use = (text: string) => {
    for (const [, name] of text.matchAll(/\.\.\.(\w+)/g)) {
      const fragment = name === undefined ? undefined : all.get(name);
      if (name === undefined || fragment === undefined || used.has(name)) continue;
      used.add(name);
      use(fragment);
    }
  };
  use(document);
  return [...used].map((name) => all.get(name)).join("");
}

export const instantSchema = z.string().transform((text, context): Instant => {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  context.addIssue({ code: "custom", message: `not a date-time: ${text}` });
  return z.NEVER;
});

export const personSchema = z.looseObject({
  __typename: z.string(),
  login: z.string(),
  databaseId: z.int().nullish(),
});

export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

export const labelNodesSchema = z
  .array(z.object({ id: z.string(), name: z.string() }).nullable())
  .nullish()
  .transform((nodes) =>
    (nodes ?? []).flatMap((label) => (label ? [{ nodeId: label.id, name: label.name }] : [])),
  );

export const commentSchema = z.looseObject({
  id: z.string(),
  databaseId: z.int(),
  url: z.string(),
  body: z.string(),
  createdAt: instantSchema,
  lastEditedAt: instantSchema.nullish(),
  author: personSchema.nullish(),
  editor: personSchema.nullish(),
  userContentEdits: z
    .object({
      nodes: z.array(
        z
          .object({
            editedAt: instantSchema,
            deletedAt: instantSchema.nullish(),
            diff: z.string().nullish(),
            editor: personSchema.nullish(),
          })
          .nullable(),
      ),
    })
    .nullish(),
  reactionGroups: z.array(z.object({ content: z.string(), viewerHasReacted: z.boolean() })).nullish(),
});

/** A blob, or `{}` for a folder or a submodule at that path, or `null` for nothing. */
export const fileSchema = z
  .object({ oid: z.string().optional(), text: z.string().nullish(), isTruncated: z.boolean().optional() })
  .nullish();

export const commitSchema = z.looseObject({
  oid: z.string(),
  url: z.string(),
  author: z
    .object({
      name: z.string().nullish(),
      email: z.string().nullish(),
      user: z.object({ login: z.string() }).nullish(),
    })
    .nullish(),
  signature: z.object({ isValid: z.boolean(), wasSignedByGitHub: z.boolean() }).nullish(),
  parents: z.object({ nodes: z.array(z.object({ oid: z.string() }).nullable()).nullish() }).nullish(),
});

export const timelineItemSchema = z.looseObject({
  __typename: z.string(),
  createdAt: instantSchema.optional(),
  actor: personSchema.nullish(),
  deletedCommentAuthor: personSchema.nullish(),
});

export const pullRequestSchema = z.looseObject({
  id: z.string(),
  number: z.int(),
  url: z.string(),
  state: z.enum(["OPEN", "CLOSED", "MERGED"]),
  title: z.string(),
  body: z.string(),
  closedAt: instantSchema.nullish(),
  mergedAt: instantSchema.nullish(),
  isCrossRepository: z.boolean(),
  author: personSchema.nullish(),
  mergedBy: personSchema.nullish(),
  commits: z.object({ nodes: z.array(z.object({ commit: commitSchema }).nullable()).nullish() }),
});

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
 * The bot's account, or its noreply address where GitHub links no account to it. An address can be forged; whether
 * it was is told by the signature, which GitHub makes only for whoever really committed.
 */
function isOwnAuthor(author: z.output<typeof commitSchema>["author"], app: string): boolean {
  const bot = `${app}[bot]`.toLowerCase();
  if (author?.user?.login.toLowerCase() === bot) return true;
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
