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
  olderSelection,
  type Reviews,
  rateLimitSchema,
} from "./connection-page.ts";
import type { Gathered } from "./page-contributions.ts";

/** So many lists are asked for in one call. */
const LISTS_A_CALL = 50;

/** Reviews or comments of one thing that did not fit beside it. */
interface Older {
  id: string;
  list: NestedList;
  before: string;
  since: Instant;
  gathered: Gathered;
}

/** Reads the reviews and comments that are older than those that came with the pages, as far back as is asked for. */
export async function readOlder(
  reader: ActivityReader,
  batch: readonly Chain[],
  pages: readonly (ConnectionPage | null)[],
): Promise<void> {
  let wanted = batch.flatMap((chain, index) => {
    const page = pages[index];
    return page ? olderThan(page, chain) : [];
  });
  while (wanted.length > 0) {
    const group = wanted.slice(0, LISTS_A_CALL);
    wanted = [...wanted.slice(LISTS_A_CALL), ...(await readGroup(reader, group))];
  }
}

function olderThan(page: ConnectionPage, { collection, since }: Chain): Older[] {
  const gathered = collection.gathered(page);
  const common = { since, gathered };
  const pullRequests = (page.pullRequests?.nodes ?? []).flatMap((node) =>
    node === null
      ? []
      : [
          ...further({ ...common, id: node.id, list: "reviews" }, node.reviews),
          ...further({ ...common, id: node.id, list: "comments" }, node.comments),
        ],
  );
  const issues = (page.issues?.nodes ?? []).flatMap((node) =>
    node === null ? [] : further({ ...common, id: node.id, list: "comments" }, node.comments),
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

async function readGroup(reader: ActivityReader, group: readonly Older[]): Promise<Older[]> {
  const variables = Object.fromEntries(
    group.flatMap(({ id, before }, index) => [
      [`id${index}`, id],
      [`before${index}`, before],
    ]),
  );
  const { data } = await graphql(
    reader.client,
    olderDocument(group.map(({ list }) => list)),
    variables,
    z.looseObject({ rateLimit: rateLimitSchema }),
    (path) => /^older\d+$/.test(path),
  );
  const { rateLimit, ...found } = data;
  reader.count(rateLimit);
  return group.flatMap((older, index) => {
    // What is gone by now was deleted, or moved to another repository.
    const { reviews, comments } = olderSchema.parse(found[`older${index}`] ?? {});
    if (reviews !== undefined) older.gathered.reviews(reviews);
    if (comments !== undefined) older.gathered.comments(comments);
    const list = older.list === "reviews" ? reviews : comments;
    return list === undefined ? [] : further(older, list);
  });
}

function olderDocument(lists: readonly NestedList[]): string {
  const parameters = lists.map((_, index) => `$id${index}: ID!, $before${index}: String!`);
  const nodes = lists.map(
    (list, index) => `older${index}: node(id: $id${index}) { ${olderSelection(list, `$before${index}`)} }`,
  );
  return /* GraphQL */ `query OlderActivity(${parameters.join(", ")}) {
  rateLimit { cost limit remaining resetAt }
  ${nodes.join("\n  ")}
}
`;
}
