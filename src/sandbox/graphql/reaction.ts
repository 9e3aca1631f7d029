import type { GraphQLResolveInfo } from "graphql";
import { actorAccount, findAccountById } from "../accounts.ts";
import type { Reaction, ReactionContent } from "../state.ts";
import { actorFieldsById, userFields } from "./account.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { type Order, type Scene, sorted, time } from "./scene.ts";

/** In GitHub's own order. */
const CONTENTS: readonly (readonly [string, ReactionContent])[] = [
  ["THUMBS_UP", "+1"],
  ["THUMBS_DOWN", "-1"],
  ["LAUGH", "laugh"],
  ["HOORAY", "hooray"],
  ["CONFUSED", "confused"],
  ["HEART", "heart"],
  ["ROCKET", "rocket"],
  ["EYES", "eyes"],
];

/** `THUMBS_UP` → `+1`. */
export function reactionContentOf(name: string): ReactionContent {
  const found = CONTENTS.find(([graphql]) => graphql === name);
  if (found === undefined) throw new RangeError(`no reaction ${name}`);
  return found[1];
}

type Reactable = { readonly reactions: readonly Reaction[] };

/** The fields of everything that can be reacted to. `subject` gives the fields of the thing itself. */
export function reactableFields(
  scene: Scene,
  reactable: Reactable,
  subject: () => Fields,
): Omit<Fields, "__typename"> {
  return {
    reactionGroups: () => reactionGroups(scene, reactable, subject),
    reactions: (
      page: PageArguments & { content?: string | null; orderBy?: Order | null },
      info: GraphQLResolveInfo,
    ) => {
      const content = page.content == null ? null : reactionContentOf(page.content);
      const order = page.orderBy ?? { field: "CREATED_AT", direction: "ASC" };
      return {
        ...connection(page, info, {
          items: sorted(
            reactable.reactions.filter((reaction) => content === null || reaction.content === content),
            order,
            { CREATED_AT: (reaction) => reaction.createdAt },
          ),
          key: (reaction) => reaction.id,
          fields: (reaction) => reactionFields(scene, reaction, subject),
        }),
        viewerHasReacted: reactable.reactions.some((reaction) => isViewers(scene, reaction)),
      };
    },
  };
}

/** All eight kinds, also those that nobody used. */
export function reactionGroups(scene: Scene, reactable: Reactable, subject: () => Fields): Fields[] {
  return CONTENTS.map(([name, content]) => {
    const reactions = reactable.reactions.filter((reaction) => reaction.content === content);
    return {
      __typename: "ReactionGroup",
      content: name,
      createdAt: time(reactions[0]?.createdAt ?? null),
      viewerHasReacted: reactions.some((reaction) => isViewers(scene, reaction)),
      subject,
      reactors: (page: PageArguments, info: GraphQLResolveInfo) =>
        connection(page, info, {
          items: reactions,
          key: (reaction) => reaction.id,
          fields: (reaction) => actorFieldsById(scene, reaction.accountId),
          edge: (reaction) => ({ reactedAt: time(reaction.createdAt) }),
        }),
    };
  });
}

export function reactionFields(scene: Scene, reaction: Reaction, subject: () => Fields): Fields {
  const account = findAccountById(scene.state, reaction.accountId);
  return {
    __typename: "Reaction",
    id: reaction.nodeId,
    databaseId: reaction.id,
    content: CONTENTS.find(([, content]) => content === reaction.content)?.[0],
    createdAt: time(reaction.createdAt),
    user: account === null ? null : userFields(scene, account),
    reactable: subject,
  };
}

function isViewers(scene: Scene, reaction: Reaction): boolean {
  return reaction.accountId === actorAccount(scene.state, scene.viewer).id;
}
