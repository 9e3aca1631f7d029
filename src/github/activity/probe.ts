import { z } from "zod";
import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import { type Instant, latest } from "../../program/instant.ts";
import { instantSchema } from "../fragments.ts";
import { graphql } from "../graphql.ts";
import type { ActivityReader } from "./activity-reader.ts";
import { rateLimitSchema } from "./connection-page.ts";

/** So many repositories are looked at in one call. */
const REPOSITORIES_A_CALL = 80;
/** So many owners' lists of repositories are read beside each other. */
const OWNERS_A_CALL = 3;

/** How a repository is now, in short: enough to see where anything has happened in it. */
export interface ProbedRepository {
  /** As it was asked for; its own name where its owner's were listed. */
  linked: string;
  id: string;
  name: string;
  isArchived: boolean;
  isFork: boolean;
  /** When anything in these lists was updated last; `null` where there is nothing. */
  pullRequests: Instant | null;
  issues: Instant | null;
  releases: Instant | null;
  head: string | null;
}

export interface Probe {
  /** When GitHub answered first. */
  at: Instant;
  repositories: readonly ProbedRepository[];
  /** Repositories and owners that GitHub does not show. */
  hidden: ReadonlyMap<string, NonNullable<RepositoryCoverage["problem"]>>;
}

// What is released is often older: GitHub sorts releases by the time of their commits.
const PROBED = `id nameWithOwner isArchived isFork
    defaultBranchRef { target { oid } }
    pullRequests(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }
    issues(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }
    releases(first: 10, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { createdAt publishedAt } }`;

const updatedSchema = z.object({ nodes: z.array(z.object({ updatedAt: instantSchema }).nullable()) });

const releaseSchema = z.object({ createdAt: instantSchema, publishedAt: instantSchema.nullable() });

const probedSchema = z.object({
  id: z.string(),
  nameWithOwner: z.string(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  defaultBranchRef: z.object({ target: z.object({ oid: z.string() }) }).nullish(),
  pullRequests: updatedSchema,
  issues: updatedSchema,
  releases: z.object({ nodes: z.array(releaseSchema.nullable()) }),
});

const ownerSchema = z.object({
  repositories: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    nodes: z.array(probedSchema.nullable()),
  }),
});

/** One owner's list of repositories, and how far it was read. */
interface OwnerList {
  owner: string;
  after: string | null;
}

/**
 * Looks at repositories by name, and at all of those owners: one call for each eighty. Only where there are any. `isEnough` says
 * when no more of an owner's matter.
 * @throws what GitHub said, when it does not answer for few repositories at once either.
 */
export async function probeRepositories(
  reader: ActivityReader,
  names: readonly string[],
  owners: readonly string[],
  isEnough: (owner: string, found: readonly ProbedRepository[]) => boolean,
): Promise<Probe> {
  const probe = new Gathering();
  let left = [...names];
  let lists: OwnerList[] = owners.map((owner) => ({ owner, after: null }));
  let at: Instant | null = null;
  for (;;) {
    const size = Math.min(REPOSITORIES_A_CALL, reader.pageSize);
    const asked = { names: left.slice(0, size), lists: lists.slice(0, OWNERS_A_CALL) };
    let answer: Answer;
    try {
      answer = await ask(reader, asked.names, asked.lists, size);
    } catch (error) {
      if (!reader.shrink(error)) throw error;
      continue;
    }
    at ??= answer.at;
    for (const [index, linked] of asked.names.entries())
      probe.repository(answer, `repository${index}`, linked);
    const further = asked.lists.flatMap(({ owner }, index) => probe.owner(answer, `owner${index}`, owner));
    left = left.slice(size);
    lists = [
      ...further.filter(({ owner }) => !isEnough(owner, probe.repositories)),
      ...lists.slice(OWNERS_A_CALL),
    ];
    if (left.length + lists.length === 0) return { at, ...probe };
  }
}

type Answer = Awaited<ReturnType<typeof ask>>;

/** What the answers say. */
class Gathering {
  readonly repositories: ProbedRepository[] = [];
  readonly hidden = new Map<string, NonNullable<RepositoryCoverage["problem"]>>();

  repository(answer: Answer, alias: string, linked: string): void {
    const found = this.#read(answer, alias, linked, probedSchema);
    if (found !== null) this.repositories.push(probed(found, linked));
  }

  /** @returns where to read on. */
  owner(answer: Answer, alias: string, owner: string): OwnerList[] {
    const found = this.#read(answer, alias, owner, ownerSchema);
    const { nodes = [], pageInfo } = found?.repositories ?? {};
    this.repositories.push(...nodes.flatMap((node) => (node ? [probed(node, node.nameWithOwner)] : [])));
    return pageInfo?.hasNextPage && pageInfo.endCursor != null ? [{ owner, after: pageInfo.endCursor }] : [];
  }

  #read<Schema extends z.ZodType>(
    { data, forbidden }: Answer,
    alias: string,
    name: string,
    schema: Schema,
  ): z.output<Schema> | null {
    const found = forbidden.has(alias) || data[alias] == null ? null : schema.parse(data[alias]);
    if (found === null) this.hidden.set(name, forbidden.has(alias) ? "forbidden" : "not-found");
    return found;
  }
}

function probed(found: z.output<typeof probedSchema>, linked: string): ProbedRepository {
  const { id, nameWithOwner, isArchived, isFork, defaultBranchRef, pullRequests, issues, releases } = found;
  const updated = ({ nodes }: z.output<typeof updatedSchema>) =>
    latest(nodes.flatMap((node) => node?.updatedAt ?? []));
  const released = releases.nodes.flatMap((node) => (node ? [node.createdAt, node.publishedAt ?? []] : []));
  return {
    linked,
    id,
    name: nameWithOwner,
    isArchived,
    isFork,
    pullRequests: updated(pullRequests),
    issues: updated(issues),
    releases: latest(released.flat()),
    head: defaultBranchRef?.target.oid ?? null,
  };
}

async function ask(
  reader: ActivityReader,
  names: readonly string[],
  lists: readonly OwnerList[],
  size: number,
) {
  const variables = [
    ...names.flatMap((linked, index) => {
      const [owner = "", name = ""] = linked.split("/");
      return [
        [`owner${index}`, owner],
        [`name${index}`, name],
      ];
    }),
    ...lists.flatMap(({ owner, after }, index) => [
      [`login${index}`, owner],
      [`after${index}`, after],
    ]),
  ];
  const parameters = [
    ...names.map((_, index) => `$owner${index}: String!, $name${index}: String!`),
    ...lists.map((_, index) => `$login${index}: String!, $after${index}: String`),
  ];
  const repositories = names.map(
    (_, index) => `repository${index}: repository(owner: $owner${index}, name: $name${index}) { ${PROBED} }`,
  );
  const owned = lists.map(
    (_, index) => `owner${index}: repositoryOwner(login: $login${index}) {
    repositories(first: ${Math.floor(size / lists.length)}, after: $after${index}, ownerAffiliations: [OWNER]) {
      pageInfo { hasNextPage endCursor }
      nodes { ${PROBED} }
    }
  }`,
  );
  const document = /* GraphQL */ `query Probe(${parameters.join(", ")}) {
  rateLimit { cost limit remaining resetAt }
  ${[...repositories, ...owned].join("\n  ")}
}
`;
  const isAlias = (path: string) => /^(?:repository|owner)\d+$/.test(path);
  const answer = await graphql(
    reader.client,
    document,
    Object.fromEntries(variables),
    z.looseObject({ rateLimit: rateLimitSchema }),
    isAlias,
    isAlias,
  );
  reader.count(answer.data.rateLimit);
  return answer;
}
