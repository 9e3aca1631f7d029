import { z } from "zod";
import type { Instant } from "../../program/instant.ts";
import { graphql } from "../graphql.ts";
import type { ActivityReader } from "./activity-reader.ts";
import type { Chain } from "./collection.ts";
import {
  type Comments,
  type ConnectionPage,
  type NestedList,
  olderSchema,
  type Reviews,
  rateLimitSchema,
} from "./connection-page.ts";
import type { Gathered } from "./page-contributions.ts";
import { olderSelection } from "./page-selection.ts";

/** With pages of a hundred, fifty lists are asked for in one call. */
const PAGE_FOR_A_LIST = 2;

/** Reviews or comments of one thing that did not fit beside it. */
interface Older {
  id: string;
  list: NestedList;
  before: string;
  since: Instant;
  gathered: Gathered;
}

interface Found {
  older: Older;
  lists: z.output<typeof olderSchema>;
}

/**
 * Reads the reviews and comments that are older than those that came with the pages, as far back as is asked for. They are
 * kept when all of them are there, since after a failure the pages are read again.
 */
export async function readOlder(
  reader: ActivityReader,
  batch: readonly Chain[],
  pages: readonly (ConnectionPage | string)[],
): Promise<void> {
  const asked = batch.flatMap((chain, index) => {
    const page = pages[index];
    return typeof page === "object" ? olderThan(page, chain) : [];
  });
  // Where two parts of a list meet, both have read it.
  let wanted = [...new Map(asked.map((older) => [`${older.list} ${older.id}`, older])).values()];
  const found: Found[] = [];
  while (wanted.length > 0) {
    const size = Math.ceil(reader.pageSize / PAGE_FOR_A_LIST);
    const read = await readGroup(reader, wanted.slice(0, size));
    wanted = [...wanted.slice(size), ...read.flatMap(goOn)];
    found.push(...read);
  }
  for (const { older, lists } of found) {
    if (lists.reviews !== undefined) older.gathered.reviews(lists.reviews);
    if (lists.comments !== undefined) older.gathered.comments(lists.comments);
  }
}

function olderThan(page: ConnectionPage, { collection }: Chain): Older[] {
  const common = { since: collection.nestedSince, gathered: collection.gathered(page) };
  const pullRequests = (page.pullRequests?.nodes ?? []).flatMap((node) =>
    node === null || collection.hasRead("pullRequests", node)
      ? []
      : [
          ...further({ ...common, id: node.id, list: "reviews" }, node.reviews),
          ...further({ ...common, id: node.id, list: "comments" }, node.comments),
        ],
  );
  const issues = (page.issues?.nodes ?? []).flatMap((node) =>
    node === null || collection.hasRead("issues", node)
      ? []
      : further({ ...common, id: node.id, list: "comments" }, node.comments),
  );
  return [...pullRequests, ...issues];
}

/** What is to be read before a list; nothing where it is there from its beginning, or goes back far enough. */
function further(of: Omit<Older, "before">, { pageInfo, nodes }: Comments | Reviews): Older[] {
  const { hasPreviousPage, startCursor } = pageInfo;
  if (!hasPreviousPage || startCursor == null) return [];
  const oldest = nodes.find((node) => node !== null);
  const at = oldest == null ? null : "createdAt" in oldest ? oldest.createdAt : oldest.submittedAt;
  return at !== null && at < of.since ? [] : [{ ...of, before: startCursor }];
}

function goOn({ older, lists }: Found): Older[] {
  // What is gone by now was deleted, or moved to another repository.
  const list = lists[older.list];
  return list === undefined ? [] : further(older, list);
}

async function readGroup(reader: ActivityReader, group: readonly Older[]): Promise<Found[]> {
  const variables = Object.fromEntries(
    group.flatMap(({ id, before }, index) => [
      [`id${index}`, id],
      [`before${index}`, before],
    ]),
  );
  const { data } = await graphql(
    reader.client,
    olderDocument(group.map(({ list }) => list)),
    { ...variables, last: reader.pageSize },
    z.looseObject({ rateLimit: rateLimitSchema }),
    (path) => /^older\d+$/.test(path),
  );
  const { rateLimit, ...found } = data;
  reader.count(rateLimit);
  return group.map((older, index) => ({ older, lists: olderSchema.parse(found[`older${index}`] ?? {}) }));
}

function olderDocument(lists: readonly NestedList[]): string {
  const parameters = lists.map((_, index) => `, $id${index}: ID!, $before${index}: String!`);
  const nodes = lists.map(
    (list, index) =>
      `older${index}: node(id: $id${index}) { ${olderSelection(list, "$last", `$before${index}`)} }`,
  );
  return /* GraphQL */ `query OlderActivity($last: Int!${parameters.join("")}) {
  rateLimit { cost limit remaining resetAt }
  ${nodes.join("\n  ")}
}
`;
}
