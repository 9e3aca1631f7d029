import { z } from "zod";
import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import type { Instant } from "../../program/instant.ts";
import { graphql } from "../graphql.ts";
import type { ActivityReader } from "./activity-reader.ts";
import type { Chain } from "./collection.ts";
import { type ConnectionPage, pageSchema, rateLimitSchema } from "./connection-page.ts";
import { selectionOf, variablesOf } from "./page-selection.ts";

/** A page, or why GitHub does not show the repository. */
export type Page = ConnectionPage | NonNullable<RepositoryCoverage["problem"]>;

const pagesSchema = z.looseObject({ rateLimit: rateLimitSchema });

/**
 * The next pages of some parts of lists, in one call, and when GitHub answered.
 * @throws what GitHub said, when a page is not whole.
 */
export async function readPages(
  reader: ActivityReader,
  batch: readonly Chain[],
): Promise<{ pages: Page[]; at: Instant }> {
  const asked = batch.map(({ collection, part }, index) => {
    const { linked, from } = collection.task;
    const [owner = "", name = ""] = linked.split("/");
    const variables = [
      { name: `owner${index}`, type: "String!", value: owner },
      { name: `name${index}`, type: "String!", value: name },
      ...variablesOf(part.request, index, from, reader.pageSize),
    ];
    const releases = collection.wantsReleases(part) ? reader.pageSize : null;
    const selection = `page${index}: repository(owner: $owner${index}, name: $name${index}) {
    id nameWithOwner url
    ${selectionOf(part.request, index, releases)}
  }`;
    return { variables, selection };
  });
  const variables = asked.flatMap((page) => page.variables);
  const document = /* GraphQL */ `query Activity(${variables.map(({ name, type }) => `$${name}: ${type}`).join(", ")}) {
  rateLimit { cost limit remaining resetAt }
  ${asked.map(({ selection }) => selection).join("\n  ")}
}
`;
  const { data, at, forbidden } = await graphql(
    reader.client,
    document,
    Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    pagesSchema,
    isPageAlias,
    isPageAlias,
    isComparison,
  );
  const { rateLimit, ...found } = data;
  reader.count(rateLimit);
  const pages = batch.map((_, index): Page => {
    const alias = `page${index}`;
    if (forbidden.has(alias)) return "forbidden";
    return pageSchema.parse(found[alias] ?? null) ?? "not-found";
  });
  return { pages, at };
}

function isPageAlias(path: string): boolean {
  return /^page\d+$/.test(path);
}

/** Of commits that are gone GitHub says in several ways that it cannot compare them. */
function isComparison(path: string): boolean {
  return /^page\d+\.defaultBranchRef\.compare$/.test(path);
}
