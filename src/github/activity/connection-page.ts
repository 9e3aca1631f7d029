import { z } from "zod";
import { instantSchema } from "../fragments.ts";

/** The lists of a repository with which reading begins. Releases come with the first page of commits. */
export const CONNECTIONS = ["pullRequests", "issues", "commits"] as const;
export type ConnectionName = (typeof CONNECTIONS)[number];
/** The lists that are read page by page: so are releases where the first page is not all. */
export type PagedName = ConnectionName | "releases";

/** So many reviews and comments of one pull request or issue come with it, the newest ones; more are asked for apart. */
const NESTED = 20;

const PERSON = "__typename login ... on User { databaseId }";
const COMMENTS = (size: string) =>
  `comments(last: ${size}) { pageInfo { hasPreviousPage startCursor } nodes { id url createdAt author { ${PERSON} } } }`;
const REVIEWS = (size: string) =>
  `reviews(last: ${size}) { pageInfo { hasPreviousPage startCursor } nodes { id url submittedAt author { ${PERSON} } } }`;
const PAGE_INFO = "pageInfo { hasNextPage endCursor }";

const releasesOf = (first: string, after: string | null) =>
  `releases(first: ${first}${after === null ? "" : `, after: ${after}`}, orderBy: { field: CREATED_AT, direction: DESC }) {
      ${PAGE_INFO}
      nodes { id url createdAt publishedAt isDraft author { databaseId login } }
    }`;

/** The names of the variables of a page. */
interface PageVariables {
  first: string;
  after: string;
  since: string;
  from: string;
  /** Of the commit that was the head before; `null` where nothing depends on whether it still is among the commits. */
  head: string | null;
  /** Of that commit too; `null` where its commits need not be counted. */
  known: string | null;
}

/** What is asked for of one list. `releases`: of how many releases beside the first page of commits; `null` for another page. */
export function selectionOf(
  connection: PagedName,
  { first, after, since, from, head, known }: PageVariables,
  releases: number | null,
): string {
  switch (connection) {
    case "pullRequests":
      return `pullRequests(first: ${first}, after: ${after}, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE_INFO}
      nodes { id url createdAt mergedAt updatedAt body author { ${PERSON} } ${REVIEWS(`${NESTED}`)} ${COMMENTS(`${NESTED}`)} }
    }`;
    case "issues":
      return `issues(
      first: ${first}, after: ${after}, filterBy: { since: ${since} }, orderBy: { field: UPDATED_AT, direction: DESC }
    ) {
      ${PAGE_INFO}
      nodes { id url createdAt updatedAt author { ${PERSON} } ${COMMENTS(`${NESTED}`)} }
    }`;
    case "commits":
      return `defaultBranchRef {
      ${head === null ? "" : `compare(headRef: ${head}) { aheadBy }`}
      target {
        oid
        ... on Commit {
          history(first: ${first}, after: ${after}, since: ${since}) {
            ${PAGE_INFO}
            nodes { id oid url committedDate message parents(first: 2) { totalCount } author { user { databaseId login } } }
          }
          all: history(first: 1, since: ${from}) { totalCount }
        }
      }
    }
    ${known === null ? "" : `known: object(oid: ${known}) { ... on Commit { history(first: 1, since: ${since}) { totalCount } } }`}
    ${releases === null ? "" : releasesOf(`${releases}`, null)}`;
    case "releases":
      return releasesOf(first, after);
  }
}

/** What is asked for of the older reviews or comments of one thing. */
export function olderSelection(list: NestedList, size: string, before: string): string {
  const arguments_ = `${size}, before: ${before}`;
  return list === "reviews"
    ? `... on PullRequest { ${REVIEWS(arguments_)} }`
    : `... on PullRequest { ${COMMENTS(arguments_)} } ... on Issue { ${COMMENTS(arguments_)} }`;
}

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
  url: z.string(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  author: actorSchema,
  comments: commentsSchema,
};

const historySchema = z.object({
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
    issues: z.object({ pageInfo: forwards, nodes: z.array(z.object(conversation).nullable()) }).optional(),
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
    known: z.object({ history: z.object({ totalCount: z.int() }).optional() }).nullish(),
    releases: z
      .object({
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
export type Comments = z.output<typeof commentsSchema>;
export type Reviews = z.output<typeof reviewsSchema>;
export type Actor = z.output<typeof actorSchema>;

export const rateLimitSchema = z.object({
  cost: z.int(),
  limit: z.int(),
  remaining: z.int(),
  resetAt: instantSchema,
});
