import type { GraphQLResolveInfo } from "graphql";
import { repositoryOf } from "../repositories.ts";
import type { Label } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { repositoryFields } from "./repository.ts";
import { addresses, type Order, type Scene, sorted, time } from "./scene.ts";

export function labelFields(scene: Scene, label: Label): Fields {
  const repository = repositoryOf(scene.state, label);
  return {
    __typename: "Label",
    id: label.nodeId,
    name: () => label.name,
    color: () => label.color,
    description: () => label.description,
    isDefault: label.isDefault,
    createdAt: time(label.createdAt),
    updatedAt: () => time(label.updatedAt),
    repository: () => repositoryFields(scene, repository),
    ...addresses(scene, repository, `/labels/${encodeURIComponent(label.name)}`),
  };
}

export type LabelPage = PageArguments & { orderBy?: Order | null };

/** By default in the order in which the labels were made, not set, as on GitHub. */
export function labelConnection(
  scene: Scene,
  labels: Iterable<Label>,
  page: LabelPage,
  info: GraphQLResolveInfo,
): Fields {
  const order = page.orderBy ?? { field: "CREATED_AT", direction: "ASC" };
  return connection(page, info, {
    items: sorted(labels, order, {
      CREATED_AT: (label) => label.createdAt,
      NAME: (label) => label.name.toLowerCase(),
    }),
    key: (label) => label.id,
    fields: (label) => labelFields(scene, label),
  });
}
