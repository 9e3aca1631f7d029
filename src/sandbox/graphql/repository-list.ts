import type { GraphQLResolveInfo } from "graphql";
import { canSee } from "../access.ts";
import type { Account } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { repositoryFields } from "./repository.ts";
import { type Order, type Scene, sorted } from "./scene.ts";

export type RepositoryPage = PageArguments & {
  isArchived?: boolean | null;
  isFork?: boolean | null;
  orderBy?: Order | null;
};

/** The repositories of an owner that the viewer may see, oldest first unless said otherwise. */
export function repositoryConnection(
  scene: Scene,
  owner: Account,
  { isArchived, isFork, orderBy, ...page }: RepositoryPage,
  info: GraphQLResolveInfo,
): Fields {
  const repositories = [...scene.state.repositories.values()].filter(
    (repository) =>
      repository.ownerId === owner.id &&
      canSee(scene.state, scene.viewer, repository) &&
      (isArchived == null || repository.archived === isArchived) &&
      (isFork == null || (repository.parentId !== null) === isFork),
  );
  return connection(page, info, {
    items: sorted(repositories, orderBy ?? { field: "CREATED_AT", direction: "ASC" }, {
      CREATED_AT: ({ createdAt }) => createdAt,
      UPDATED_AT: ({ updatedAt }) => updatedAt,
      PUSHED_AT: ({ pushedAt }) => pushedAt,
      NAME: ({ id }) => id,
    }),
    key: ({ id }) => id,
    fields: (repository) => repositoryFields(scene, repository),
  });
}
