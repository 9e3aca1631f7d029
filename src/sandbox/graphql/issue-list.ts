import type { GraphQLResolveInfo } from "graphql";
import { parseInstant } from "../../program/instant.ts";
import { findAccountById } from "../accounts.ts";
import { labelsOf } from "../labels.ts";
import type { Issue, IssueOrPullRequest, Repository } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { conversationFields } from "./issue.ts";
import { type Order, ordering, type Scene, sorted } from "./scene.ts";

/** By what issues and pull requests are sorted. */
export const MEASURES = {
  CREATED_AT: (item: IssueOrPullRequest) => item.createdAt,
  UPDATED_AT: (item: IssueOrPullRequest) => item.updatedAt,
  COMMENTS: (item: IssueOrPullRequest) => item.comments.length,
};

export type IssuePage = PageArguments & {
  states?: readonly string[] | null;
  labels?: readonly string[] | null;
  orderBy?: Order | null;
  filterBy?: {
    since?: string | null;
    createdBy?: string | null;
    labels?: readonly string[] | null;
    states?: readonly string[] | null;
  } | null;
};

/** A repository's issues without its pull requests, filtered as asked, oldest first unless said otherwise. */
export function issueConnection(
  scene: Scene,
  repository: Repository,
  page: IssuePage,
  info: GraphQLResolveInfo,
): Fields {
  const { orderBy, filterBy } = page;
  const states = [page.states, filterBy?.states];
  const labels = [page.labels, filterBy?.labels];
  const since = filterBy?.since == null ? null : parseInstant(filterBy.since);
  const createdBy = filterBy?.createdBy?.toLowerCase() ?? null;
  const wanted = [...repository.issues.values()]
    .filter((issue): issue is Issue => issue.type === "Issue")
    .filter((issue) => states.every((some) => some == null || some.includes(issue.state.toUpperCase())))
    .filter((issue) => labels.every((some) => some == null || hasLabel(scene, issue, some)))
    .filter((issue) => since === null || issue.updatedAt >= since)
    .filter((issue) => createdBy === null || authorLogin(scene, issue) === createdBy);
  const order = orderBy ?? { field: "CREATED_AT", direction: "ASC" };
  return connection(page, info, {
    items: sorted(wanted, order, MEASURES),
    order: ordering(order, MEASURES),
    key: (issue) => issue.id,
    fields: (issue) => conversationFields(scene, issue),
  });
}

/** Whether it has at least one of the labels; case does not matter. */
export function hasLabel(scene: Scene, issue: IssueOrPullRequest, names: readonly string[]): boolean {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return labelsOf(scene.state, issue).some((label) => wanted.has(label.name.toLowerCase()));
}

function authorLogin(scene: Scene, issue: Issue): string | null {
  return findAccountById(scene.state, issue.authorId)?.login.toLowerCase() ?? null;
}
