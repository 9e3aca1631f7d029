import { z } from "zod";
import { type Instant, parseInstant } from "../program/instant.ts";

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
fragment ProgramRepository on Repository {
  id name url
  owner { login }
  defaultBranchRef { name target { oid ... on Commit { tree { oid } } } }
  config: object(expression: $config) { ...File }
  form: object(expression: $form) { ...File }
  updateForm: object(expression: $updateForm) { ...File }
  reportForm: object(expression: $reportForm) { ...File }
  registry: object(expression: $registry) { ...File }
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

/** A repository with the files of its program, as the fragment asks for them. */
export const programRepositoryShape = {
  id: z.string(),
  name: z.string(),
  url: z.string(),
  owner: z.object({ login: z.string() }),
  defaultBranchRef: z
    .object({ name: z.string(), target: z.object({ oid: z.string(), tree: z.object({ oid: z.string() }) }) })
    .nullable(),
  config: fileSchema,
  form: fileSchema,
  updateForm: fileSchema,
  reportForm: fileSchema,
  registry: fileSchema,
};

const programRepositorySchema = z.object(programRepositoryShape);

export type ProgramRepository = z.output<typeof programRepositorySchema>;

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
