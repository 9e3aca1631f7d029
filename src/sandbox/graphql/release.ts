import type { GraphQLResolveInfo } from "graphql";
import { findAccountById } from "../accounts.ts";
import type { Release, Repository } from "../state.ts";
import { userFields } from "./account.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { repositoryFields } from "./repository.ts";
import { addresses, type Order, ordering, type Scene, sorted, time } from "./scene.ts";

function releaseFields(scene: Scene, repository: Repository, release: Release): Fields {
  const author = findAccountById(scene.state, release.authorId);
  return {
    __typename: "Release",
    id: release.nodeId,
    databaseId: release.id,
    ...addresses(scene, repository, `/releases/tag/${release.tag}`),
    tagName: release.tag,
    name: release.tag,
    isDraft: false,
    isPrerelease: false,
    createdAt: time(release.createdAt),
    publishedAt: time(release.publishedAt),
    updatedAt: time(release.publishedAt),
    author: author === null ? null : () => userFields(scene, author),
    repository: () => repositoryFields(scene, repository),
  };
}

const MEASURES = { CREATED_AT: (release: Release) => release.createdAt };

export type ReleasePage = PageArguments & { orderBy?: Order | null };

export function releaseConnection(
  scene: Scene,
  repository: Repository,
  { orderBy, ...page }: ReleasePage,
  info: GraphQLResolveInfo,
): Fields {
  const order = orderBy ?? { field: "CREATED_AT", direction: "ASC" };
  return connection(page, info, {
    items: sorted(repository.releases, order, MEASURES),
    order: ordering(order, MEASURES),
    key: (release) => release.id,
    fields: (release) => releaseFields(scene, repository, release),
  });
}
