import type { GraphQLResolveInfo } from "graphql";
import { type Fields, selectedNames } from "./fields.ts";
import { notImplemented, Refusal } from "./refusal.ts";

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

interface Listing<T> {
  /** All items, in the order in which they are paged. */
  items: readonly T[];
  /** Tells items apart and, where they are in its order, finds the place of one that is gone since. */
  key: (item: T, index: number) => number;
  /** By which number the items are sorted, and then by their keys: what is changed meanwhile leaves its place, and a cursor does not. */
  order?: { of: (item: T) => number; isRising: boolean };
  fields: (item: T) => Fields | null;
  /** Further fields of an edge. */
  edge?: (item: T) => Readonly<Record<string, unknown>>;
}

/** GitHub's greatest page. */
const MOST = 100;
/** Fields of a connection that can be asked for without saying how many nodes. */
const UNPAGED = new Set(["__typename", "totalCount"]);

/** A page of a connection: `nodes`, `edges`, `pageInfo`, `totalCount`, under GitHub's rules for `first` and `last`. */
export function connection<T>(page: PageArguments, info: GraphQLResolveInfo, listing: Listing<T>): Fields {
  const type = typeName(info.returnType.toString());
  const { order } = listing;
  const keyed = listing.items.map((item, index) => ({
    item,
    place: [...(order === undefined ? [] : [order.of(item)]), listing.key(item, index)],
  }));
  const { start, end } = window(
    keyed.map(({ place }) => place),
    page,
    info,
    order?.isRising,
  );
  const shown = keyed.slice(start, end).map(({ item, place }) => ({
    __typename: type.replace(/Connection$/, "Edge"),
    ...listing.edge?.(item),
    cursor: cursorOf(...place),
    node: listing.fields(item),
  }));
  return {
    __typename: type,
    totalCount: keyed.length,
    nodes: shown.map(({ node }) => node),
    edges: shown,
    pageInfo: {
      __typename: "PageInfo",
      hasPreviousPage: start > 0,
      hasNextPage: end < keyed.length,
      startCursor: shown[0]?.cursor ?? null,
      endCursor: shown.at(-1)?.cursor ?? null,
    },
  };
}

/** Opaque to clients, and like GitHub's own in that it names the item, and by what it was sorted, and not how many are before it. */
export function cursorOf(...place: readonly number[]): string {
  return Buffer.from(`cursor:v2:${place.join(",")}`).toString("base64");
}

function window(
  places: readonly (readonly number[])[],
  page: PageArguments,
  info: GraphQLResolveInfo,
  isRising: boolean | undefined,
): { start: number; end: number } {
  const first = page.first ?? null;
  const last = page.last ?? null;
  checkSize("first", first, info.fieldName);
  checkSize("last", last, info.fieldName);
  if (first !== null && last !== null) {
    throw new Refusal(
      "INVALID_PAGINATION",
      `Passing both \`first\` and \`last\` to paginate the \`${info.fieldName}\` connection is not supported.`,
    );
  }
  const indexOf = (cursor: string, side: "after" | "before") =>
    isRising === undefined
      ? indexOfItem(
          places.map(([key = 0]) => key),
          cursor,
          side,
        )
      : indexInOrder(places, cursor, side, isRising);
  let start = page.after == null ? 0 : indexOf(page.after, "after");
  let end = page.before == null ? places.length : Math.max(start, indexOf(page.before, "before"));
  if (first !== null) end = Math.min(end, start + first);
  else if (last !== null) start = Math.max(start, end - last);
  else {
    if ([...selectedNames(info)].some((name) => !UNPAGED.has(name))) {
      throw new Refusal(
        "MISSING_PAGINATION_BOUNDARIES",
        `You must provide a \`first\` or \`last\` value to properly paginate the \`${info.fieldName}\` connection.`,
      );
    }
    end = start;
  }
  return { start, end };
}

function checkSize(name: "first" | "last", size: number | null, connectionName: string): void {
  if (size === null) return;
  if (size > MOST) {
    throw new Refusal(
      "EXCESSIVE_PAGINATION",
      `Requesting ${size} records on the \`${connectionName}\` connection exceeds the \`${name}\` limit of ${MOST} records.`,
    );
  }
  if (size < 1) {
    throw new Refusal(
      "INVALID_PAGINATION",
      `\`${name}\` on the \`${connectionName}\` connection cannot be less than one.`,
    );
  }
}

/** The index at which a page after (or up to which a page before) the cursor's item begins (or ends). */
function indexOfItem(keys: readonly number[], cursor: string, side: "after" | "before"): number {
  const [key = 0] = numbersOf(cursor, 1);
  const exact = keys.indexOf(key);
  if (exact >= 0) return side === "after" ? exact + 1 : exact;
  const rising = (keys[0] ?? 0) <= (keys.at(-1) ?? 0);
  if (keys.some((other, index) => index > 0 && other > (keys[index - 1] ?? other) !== rising)) {
    throw notImplemented("a cursor whose item is gone, in an order that is not that of the ids");
  }
  const next = keys.findIndex((other) => (rising ? other > key : other < key));
  return next < 0 ? keys.length : next;
}

/** The same where the cursor says where in the order its item was. */
function indexInOrder(
  places: readonly (readonly number[])[],
  cursor: string,
  side: "after" | "before",
  isRising: boolean,
): number {
  const [value = 0, key = 0] = numbersOf(cursor, 2);
  const found = places.findIndex(([otherValue = 0, otherKey = 0]) => {
    const distance = (otherValue - value || otherKey - key) * (isRising ? 1 : -1);
    return side === "after" ? distance > 0 : distance >= 0;
  });
  return found < 0 ? places.length : found;
}

function numbersOf(cursor: string, count: number): number[] {
  const text = /^cursor:v2:(-?\d+(?:,-?\d+)*)$/.exec(Buffer.from(cursor, "base64").toString())?.[1];
  const numbers = text?.split(",").map(Number) ?? [];
  if (numbers.length !== count || cursorOf(...numbers) !== cursor) {
    throw new Refusal("INVALID_CURSOR_ARGUMENTS", `\`${cursor}\` does not appear to be a valid cursor.`);
  }
  return numbers;
}

function typeName(type: string): string {
  return type.replace(/!$/, "");
}
