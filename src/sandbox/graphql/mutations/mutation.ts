import type { Fields } from "../fields.ts";
import type { Scene } from "../scene.ts";
import { branchMutations } from "./branches.ts";
import { commentMutations } from "./comments.ts";
import { issueMutations } from "./issues.ts";
import { labelMutations } from "./labels.ts";
import { pullRequestMutations } from "./pull-requests.ts";
import { reactionMutations } from "./reactions.ts";

/** The fields of `Mutation`. */
export function mutationFields(scene: Scene): Fields {
  return {
    __typename: "Mutation",
    ...commentMutations(scene),
    ...reactionMutations(scene),
    ...labelMutations(scene),
    ...issueMutations(scene),
    ...pullRequestMutations(scene),
    ...branchMutations(scene),
  };
}
