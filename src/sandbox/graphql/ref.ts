import type { GraphQLResolveInfo } from "graphql";
import { readCommit } from "../git/history.ts";
import { refNodeId } from "../nodes.ts";
import type { PullRequest, Repository } from "../state.ts";
import { commitFields } from "./commit.ts";
import { comparisonFields } from "./comparison.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { type PullRequestPage, pullRequestConnection } from "./pull-request.ts";
import { repositoryFields } from "./repository.ts";
import { type Order, type Scene, sorted } from "./scene.ts";

/** `name` is full: `refs/heads/main`; it is shown without its prefix. */
export function refFields(
  scene: Scene,
  repository: Repository,
  name: string,
  prefix = prefixOf(name),
): Fields {
  return {
    __typename: "Ref",
    id: refNodeId(repository, name),
    prefix,
    name: name.slice(prefix.length),
    repository: () => repositoryFields(scene, repository),
    target: () => {
      const oid = repository.refs.get(name);
      return oid === undefined ? null : commitFields(scene, repository, readCommit(repository.objects, oid));
    },
    compare: ({ headRef }: { headRef: string }) => comparisonFields(scene, repository, name, headRef),
    associatedPullRequests: (page: PullRequestPage, info: GraphQLResolveInfo) =>
      pullRequestConnection(scene, pullRequestsOf(scene, repository, name), page, info),
  };
}

function prefixOf(name: string): string {
  return /^refs\/[^/]+\//.exec(name)?.[0] ?? "refs/";
}

/** `null` when there is no such ref. */
export function refFieldsByName(scene: Scene, repository: Repository, name: string): Fields | null {
  return repository.refs.has(name) ? refFields(scene, repository, name) : null;
}

/** Exact names go before short ones: `refs/heads/main`, then `heads/main`, then `main` as a branch, then as a tag. */
export function resolveRef(repository: Repository, name: string): string | null {
  const candidates = [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`];
  return candidates.find((candidate) => repository.refs.has(candidate)) ?? null;
}

export type RefPage = PageArguments & {
  refPrefix: string;
  query?: string | null;
  direction?: "ASC" | "DESC" | null;
  orderBy?: Order | null;
};

/** Branches or tags under a prefix, by name or by the time of their commit. */
export function refConnection(
  scene: Scene,
  repository: Repository,
  page: RefPage,
  info: GraphQLResolveInfo,
): Fields {
  const prefix = page.refPrefix.endsWith("/") ? page.refPrefix : `${page.refPrefix}/`;
  const words = page.query?.toLowerCase() ?? "";
  const names = [...repository.refs.keys()]
    .filter((name) => name.startsWith(prefix) && name.slice(prefix.length).toLowerCase().includes(words))
    .sort();
  const order = page.orderBy ?? { field: "ALPHABETICAL", direction: page.direction ?? "ASC" };
  const refs = names.map((name, id) => ({ name, id }));
  return connection(page, info, {
    items: sorted(refs, order, {
      ALPHABETICAL: ({ name }) => name,
      TAG_COMMIT_DATE: ({ name }) =>
        readCommit(repository.objects, repository.refs.get(name) ?? "").committer.seconds,
    }),
    key: ({ id }) => id,
    fields: ({ name }) => refFields(scene, repository, name, prefix),
  });
}

function pullRequestsOf(scene: Scene, repository: Repository, name: string): PullRequest[] {
  return [...scene.state.repositories.values()]
    .flatMap((other) => [...other.issues.values()])
    .filter((issue): issue is PullRequest => issue.type === "PullRequest")
    .filter(({ head }) => head.repositoryId === repository.id && `refs/heads/${head.ref}` === name);
}
