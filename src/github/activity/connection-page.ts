import { z } from "zod";
import { instantSchema } from "../fragments.ts";

/** The lists of a repository with which reading begins. Releases come with the first page of commits. */
export type ConnectionName = "pullRequests" | "issues" | "commits";
/** The lists that are read page by page: so are releases where the first page is not all. */
export type PagedName = ConnectionName | "releases";

export const PULL_REQUEST_STATES = ["OPEN", "CLOSED", "MERGED"] as const;
export type PullRequestState = (typeof PULL_REQUEST_STATES)[number];

export type NestedList = "reviews" | "comments";

/** Who did something, where GitHub says it; a deleted account is `null`. */
const actorSchema = z
  .object({ __typename: z.string(), login: z.string(), databaseId: z.int().nullish() })
  .nullish();
/** An account that can only be a person's, or one of an app that shows as a person. */
const userSchema = z.object({ login: z.string(), databaseId: z.int().nullish() }).nullish();

const backwards = z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullish() });
const forwards = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

const commentsSchema = z.object({
  pageInfo: backwards,
  nodes: z.array(
    z.object({ id: z.string(), url: z.string(), createdAt: instantSchema, author: actorSchema }).nullable(),
  ),
});

const reviewsSchema = z.object({
  pageInfo: backwards,
  nodes: z.array(
    z
      .object({
        id: z.string(),
        url: z.string(),
        submittedAt: instantSchema.nullable(),
        author: actorSchema,
      })
      .nullable(),
  ),
});

export const olderSchema = z.object({
  reviews: reviewsSchema.optional(),
  comments: commentsSchema.optional(),
});

const conversation = {
  id: z.string(),
  number: z.int(),
  url: z.string(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  author: actorSchema,
  comments: commentsSchema,
};

const historySchema = z.object({
  totalCount: z.int(),
  pageInfo: forwards,
  nodes: z.array(
    z
      .object({
        id: z.string(),
        oid: z.string(),
        url: z.string(),
        committedDate: instantSchema,
        message: z.string(),
        parents: z.object({ totalCount: z.int() }),
        author: z.object({ user: userSchema }).nullish(),
      })
      .nullable(),
  ),
});

/** One page of one list, with the repository that it is of. */
export const pageSchema = z
  .object({
    id: z.string(),
    nameWithOwner: z.string(),
    url: z.string(),
    pullRequests: z
      .object({
        totalCount: z.int(),
        pageInfo: forwards,
        nodes: z.array(
          z
            .object({
              ...conversation,
              mergedAt: instantSchema.nullable(),
              body: z.string(),
              reviews: reviewsSchema,
            })
            .nullable(),
        ),
      })
      .optional(),
    issues: z
      .object({
        totalCount: z.int(),
        pageInfo: forwards,
        nodes: z.array(z.object(conversation).nullable()),
      })
      .optional(),
    defaultBranchRef: z
      .object({
        // Nothing where the commit is gone, or has nothing in common with the branch.
        compare: z.object({ aheadBy: z.int() }).nullish(),
        target: z.object({
          oid: z.string(),
          history: historySchema,
          all: z.object({ totalCount: z.int() }),
        }),
      })
      .nullish(),
    /** The history of a commit that is named; nothing where there is none of that name any more. */
    pinned: z.object({ history: historySchema.optional() }).nullish(),
    known: z.object({ history: z.object({ totalCount: z.int() }).optional() }).nullish(),
    releases: z
      .object({
        totalCount: z.int(),
        pageInfo: forwards,
        nodes: z.array(
          z
            .object({
              id: z.string(),
              url: z.string(),
              createdAt: instantSchema,
              publishedAt: instantSchema.nullable(),
              isDraft: z.boolean(),
              author: userSchema,
            })
            .nullable(),
        ),
      })
      .optional(),
  })
  .nullable();

export type ConnectionPage = NonNullable<z.output<typeof pageSchema>>;
/** A page of a list, as GitHub gives it. */
export interface ConnectionOf<Node> {
  totalCount: number;
  pageInfo: z.output<typeof forwards>;
  nodes: readonly (Node | null)[];
}
type History = z.output<typeof historySchema>;
export type Comments = z.output<typeof commentsSchema>;
export type Reviews = z.output<typeof reviewsSchema>;
export type Actor = z.output<typeof actorSchema>;

export const rateLimitSchema = z.object({
  cost: z.int(),
  limit: z.int(),
  remaining: z.int(),
  resetAt: instantSchema,
});

/** The commits of a page; `null` where there are none, since the branch has none or the commit is gone. */
export function historyOf({ defaultBranchRef, pinned }: ConnectionPage): History | null {
  return defaultBranchRef?.target.history ?? pinned?.history ?? null;
}

/** Where the next page begins; `null` at the end of the list. */
export function nextCursor(pageInfo: z.output<typeof forwards> | undefined): string | null {
  return pageInfo?.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}
