import { formatInstant, type Instant } from "../../program/instant.ts";
import type { NestedList } from "./connection-page.ts";
import type { PageRequest } from "./list-part.ts";

/** So many reviews and comments of one pull request or issue come with it, the newest ones; more are asked for apart. */
const NESTED = 20;

const PERSON = "__typename login ... on User { databaseId }";
const COMMENTS = (size: string) =>
  `comments(last: ${size}) { pageInfo { hasPreviousPage startCursor } nodes { id url createdAt author { ${PERSON} } } }`;
const REVIEWS = (size: string) =>
  `reviews(last: ${size}) { pageInfo { hasPreviousPage startCursor } nodes { id url submittedAt author { ${PERSON} } } }`;
const PAGE_INFO = "totalCount pageInfo { hasNextPage endCursor }";
const COMMITS =
  "nodes { id oid url committedDate message parents(first: 2) { totalCount } author { user { databaseId login } } }";

/** A variable of a page in the document: its name there, and GitHub's type. */
interface PageVariable {
  name: string;
  type: string;
  value: string | number | null;
}

/** What a page takes from outside. `from`: since when all is wanted; `size`: how many things a page has at the most. */
export function variablesOf(
  request: PageRequest,
  index: number,
  from: Instant,
  size: number,
): PageVariable[] {
  const { connection, cursor, since, until, at, compared, counted } = request;
  const isCommits = connection === "commits";
  const given: [name: string, type: string, value: string | number | null | false][] = [
    ["first", "Int!", Math.min(request.size, size)],
    ["after", "String", cursor],
    [
      "since",
      isCommits ? "GitTimestamp!" : "DateTime!",
      (isCommits || connection === "issues") && formatInstant(since),
    ],
    ["until", "GitTimestamp!", until !== null && formatInstant(until)],
    ["at", "GitObjectID!", at ?? false],
    ["from", "GitTimestamp!", isCommits && at === null && formatInstant(from)],
    ["compared", "String!", compared ?? false],
    ["counted", "GitObjectID!", counted ?? false],
  ];
  return given.flatMap(([name, type, value]) =>
    value === false ? [] : [{ name: `${name}${index}`, type, value }],
  );
}

/** What is asked for of a repository with a page. `releases`: how many releases come with it; `null` for none. */
export function selectionOf(request: PageRequest, index: number, releases: number | null): string {
  const { connection, direction, states } = request;
  const pages = `first: $first${index}, after: $after${index}`;
  const order = (field: string) => `orderBy: { field: ${field}, direction: ${direction} }`;
  switch (connection) {
    case "pullRequests":
      return `pullRequests(${pages}${states === null ? "" : `, states: [${states.join(", ")}]`}, ${order("UPDATED_AT")}) {
      ${PAGE_INFO}
      nodes { id number url createdAt mergedAt updatedAt body author { ${PERSON} } ${REVIEWS(`${NESTED}`)} ${COMMENTS(`${NESTED}`)} }
    }`;
    case "issues":
      return `issues(${pages}, filterBy: { since: $since${index} }, ${order("UPDATED_AT")}) {
      ${PAGE_INFO}
      nodes { id number url createdAt updatedAt author { ${PERSON} } ${COMMENTS(`${NESTED}`)} }
    }`;
    case "commits":
      return `${historySelection(request, index, pages)}
    ${releases === null ? "" : releasesSelection(`first: ${releases}`, "orderBy: { field: CREATED_AT, direction: DESC }")}`;
    case "releases":
      return releasesSelection(pages, order("CREATED_AT"));
  }
}

function historySelection(
  { at, until, compared, counted }: PageRequest,
  index: number,
  pages: string,
): string {
  const times = `since: $since${index}${until === null ? "" : `, until: $until${index}`}`;
  const history = `history(${pages}, ${times}) { ${PAGE_INFO} ${COMMITS} }`;
  if (at !== null) return `pinned: object(oid: $at${index}) { ... on Commit { ${history} } }`;
  const since = `history(first: 1, since: $since${index}) { totalCount }`;
  return `defaultBranchRef {
      ${compared === null ? "" : `compare(headRef: $compared${index}) { aheadBy }`}
      target { oid ... on Commit { ${history} all: history(first: 1, since: $from${index}) { totalCount } } }
    }
    ${counted === null ? "" : `known: object(oid: $counted${index}) { ... on Commit { ${since} } }`}`;
}

function releasesSelection(pages: string, order: string): string {
  return `releases(${pages}, ${order}) {
      ${PAGE_INFO}
      nodes { id url createdAt publishedAt isDraft author { databaseId login } }
    }`;
}

/** What is asked for of the older reviews or comments of one thing. */
export function olderSelection(list: NestedList, size: string, before: string): string {
  const arguments_ = `${size}, before: ${before}`;
  return list === "reviews"
    ? `... on PullRequest { ${REVIEWS(arguments_)} }`
    : `... on PullRequest { ${COMMENTS(arguments_)} } ... on Issue { ${COMMENTS(arguments_)} }`;
}
