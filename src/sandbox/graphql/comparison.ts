import type { GraphQLResolveInfo } from "graphql";
import { resolveCommit } from "../branches.ts";
import { compare, readCommit } from "../git/history.ts";
import type { Repository } from "../state.ts";
import { commitFields } from "./commit.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { notImplemented, Refusal } from "./refusal.ts";
import type { Scene } from "./scene.ts";

/** How a branch, tag or commit stands to a ref, which is the base. NOT_FOUND where there is none, or nothing in common. */
export function comparisonFields(
  scene: Scene,
  repository: Repository,
  baseRef: string,
  headRef: string,
): Fields {
  if (headRef.includes(":")) throw notImplemented("a comparison with a branch of another repository");
  const base = repository.refs.get(baseRef);
  const head = resolveCommit(repository, headRef);
  const comparison = base === undefined || head === null ? null : compare(repository.objects, base, head);
  if (base === undefined || head === null || comparison === null) {
    throw new Refusal("NOT_FOUND", `Could not compare the ref with \`${headRef}\`.`);
  }
  const target = (oid: string) => commitFields(scene, repository, readCommit(repository.objects, oid));
  return {
    __typename: "Comparison",
    id: Buffer.from(`Comparison:${repository.id}:${base}...${head}`).toString("base64url"),
    aheadBy: comparison.aheadBy,
    behindBy: comparison.behindBy,
    status: comparison.status.toUpperCase(),
    baseTarget: () => target(base),
    headTarget: () => target(head),
    commits: (page: PageArguments, info: GraphQLResolveInfo) =>
      connection(page, info, {
        items: comparison.commits,
        key: (_commit, index) => index,
        fields: (commit) => commitFields(scene, repository, commit),
      }),
  };
}
