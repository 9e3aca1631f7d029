import { canSee } from "../access.ts";
import { actorAccount, findAccount } from "../accounts.ts";
import { findRepository } from "../repositories.ts";
import { actorFields, userFields } from "./account.ts";
import type { Fields } from "./fields.ts";
import { nodeFields } from "./node.ts";
import { Refusal } from "./refusal.ts";
import { repositoryFields } from "./repository.ts";
import type { Scene } from "./scene.ts";

/** Ids that one `nodes` may ask for. */
const MOST_IDS = 100;

/** The fields of `Query`. `rateLimit` comes from the endpoint, which counts. */
export function queryFields(scene: Scene, rateLimit: () => Fields): Fields {
  return {
    __typename: "Query",
    viewer: () => userFields(scene, actorAccount(scene.state, scene.viewer)),
    rateLimit,
    node: ({ id }: { id: string }) => nodeFields(scene, id),
    nodes: ({ ids }: { ids: readonly string[] }) => {
      if (ids.length > MOST_IDS) {
        throw new Refusal(
          "ARGUMENT_LIMIT",
          `You may not provide more than ${MOST_IDS} node ids; you provided ${ids.length}.`,
        );
      }
      // Each id that stands for nothing is an error of its own beside the others.
      return ids.map((id) => attempt(() => nodeFields(scene, id)));
    },
    user: ({ login }: { login: string }) => {
      const account = findAccount(scene.state, login);
      if (account?.type !== "User") {
        throw new Refusal("NOT_FOUND", `Could not resolve to a User with the login of '${login}'.`);
      }
      return userFields(scene, account);
    },
    organization: ({ login }: { login: string }) => {
      const account = findAccount(scene.state, login);
      if (account?.type !== "Organization") {
        throw new Refusal("NOT_FOUND", `Could not resolve to an Organization with the login of '${login}'.`);
      }
      return actorFields(scene, account);
    },
    repositoryOwner: ({ login }: { login: string }) => {
      const account = findAccount(scene.state, login);
      return account === null || account.type === "Bot" ? null : actorFields(scene, account);
    },
    repository: ({
      owner,
      name,
      followRenames,
    }: {
      owner: string;
      name: string;
      followRenames?: boolean | null;
    }) => {
      const repository = findRepository(scene.state, owner, name);
      if (repository === null || !canSee(scene.state, scene.viewer, repository)) {
        const renames = followRenames === false ? " (renames are not followed)" : "";
        throw new Refusal(
          "NOT_FOUND",
          `Could not resolve to a Repository with the name '${owner}/${name}'.${renames}`,
        );
      }
      return repositoryFields(scene, repository);
    },
  };
}

/** In a list, an error is a value: graphql-js gives it the path of its place. */
function attempt(make: () => Fields): Fields | Error {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
