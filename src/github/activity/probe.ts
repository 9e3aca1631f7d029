import { z } from "zod";
import { type Instant, latest } from "../../program/instant.ts";
import { instantSchema } from "../fragments.ts";
import { graphql } from "../graphql.ts";
import type { ActivityReader } from "./activity-reader.ts";
import { rateLimitSchema } from "./connection-page.ts";

/** So many repositories are looked at in one call. */
const REPOSITORIES_A_CALL = 80;
/** Of a glob that stands for more, nothing is collected: somebody has linked half of GitHub by mistake. */
const MOST_OF_A_GLOB = 500;

/** How a repository is now, in short: enough to see whether anything has happened in it. */
export interface ProbedRepository {
  /** As it was asked for; its own name where its owner's were listed. */
  linked: string;
  id: string;
  name: string;
  isArchived: boolean;
  isFork: boolean;
  /** When anything was updated last; `null` where nothing ever was. */
  updated: Instant | null;
  head: string | null;
}

export interface Probe {
  at: Instant | null;
  repositories: readonly ProbedRepository[];
  /** Names that GitHub does not show. */
  missing: readonly string[];
  /** Owners with more repositories than can be meant. */
  tooMany: readonly string[];
}

const PROBED = `id nameWithOwner isArchived isFork
    defaultBranchRef { target { oid } }
    pullRequests(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }
    issues(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }
    releases(first: 1, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { createdAt } }`;

const updatedSchema = z.object({ nodes: z.array(z.object({ updatedAt: instantSchema }).nullable()) });

const probedSchema = z.object({
  id: z.string(),
  nameWithOwner: z.string(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  defaultBranchRef: z.object({ target: z.object({ oid: z.string() }) }).nullish(),
  pullRequests: updatedSchema,
  issues: updatedSchema,
  releases: z.object({ nodes: z.array(z.object({ createdAt: instantSchema }).nullable()) }),
});

const ownerSchema = z.object({
  repositories: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    nodes: z.array(probedSchema.nullable()),
  }),
});

/** Looks at repositories by name, and at all of those owners: one call for each eighty. */
export async function probeRepositories(
  reader: ActivityReader,
  names: readonly string[],
  owners: readonly string[],
): Promise<Probe> {
  const repositories: ProbedRepository[] = [];
  const missing: string[] = [];
  const tooMany: string[] = [];
  let at: Instant | null = null;
  let left = [...names];
  let lists: { owner: string; after: string | null; count: number }[] = owners.map((owner) => ({
    owner,
    after: null,
    count: 0,
  }));
  while (left.length > 0 || lists.length > 0) {
    const group = left.slice(0, REPOSITORIES_A_CALL);
    const [list] = lists;
    const answer = await ask(reader, group, list ?? null);
    at ??= answer.at;
    for (const [index, linked] of group.entries()) {
      const found = probedSchema.nullable().parse(answer.data[`repository${index}`] ?? null);
      if (found === null) missing.push(linked);
      else repositories.push(probed(found, linked));
    }
    left = left.slice(REPOSITORIES_A_CALL);
    if (list === undefined) continue;
    lists = lists.slice(1);
    const owned = ownerSchema.nullable().parse(answer.data["owner"] ?? null);
    if (owned === null) missing.push(`${list.owner}/*`);
    const nodes = owned?.repositories.nodes.flatMap((node) => node ?? []) ?? [];
    repositories.push(...nodes.map((node) => probed(node, node.nameWithOwner)));
    const count = list.count + nodes.length;
    const { hasNextPage = false, endCursor } = owned?.repositories.pageInfo ?? {};
    if (hasNextPage && count >= MOST_OF_A_GLOB) tooMany.push(list.owner);
    else if (hasNextPage) lists.unshift({ owner: list.owner, after: endCursor ?? null, count });
  }
  return { at, repositories, missing, tooMany };
}

function probed(found: z.output<typeof probedSchema>, linked: string): ProbedRepository {
  const { id, nameWithOwner, isArchived, isFork, defaultBranchRef, pullRequests, issues, releases } = found;
  const times = [
    ...[...pullRequests.nodes, ...issues.nodes].map((node) => node?.updatedAt),
    ...releases.nodes.map((node) => node?.createdAt),
  ].filter((time) => time !== undefined);
  return {
    linked,
    id,
    name: nameWithOwner,
    isArchived,
    isFork,
    updated: latest(times),
    head: defaultBranchRef?.target.oid ?? null,
  };
}

async function ask(
  reader: ActivityReader,
  names: readonly string[],
  list: { owner: string; after: string | null } | null,
) {
  const variables = Object.fromEntries(
    names.flatMap((linked, index) => {
      const [owner = "", name = ""] = linked.split("/");
      return [
        [`owner${index}`, owner],
        [`name${index}`, name],
      ];
    }),
  );
  const parameters = [
    ...names.flatMap((_, index) => [`$owner${index}: String!`, `$name${index}: String!`]),
    ...(list === null ? [] : ["$login: String!", "$after: String"]),
  ];
  const repositories = names.map(
    (_, index) => `repository${index}: repository(owner: $owner${index}, name: $name${index}) { ${PROBED} }`,
  );
  const owned =
    list === null
      ? ""
      : `owner: repositoryOwner(login: $login) {
    repositories(first: ${REPOSITORIES_A_CALL}, after: $after, ownerAffiliations: [OWNER]) {
      pageInfo { hasNextPage endCursor }
      nodes { ${PROBED} }
    }
  }`;
  const document = /* GraphQL */ `query Probe(${parameters.join(", ")}) {
  rateLimit { cost limit remaining resetAt }
  ${repositories.join("\n  ")}
  ${owned}
}
`;
  const answer = await graphql(
    reader.client,
    document,
    { ...variables, ...(list === null ? {} : { login: list.owner, after: list.after }) },
    z.looseObject({ rateLimit: rateLimitSchema }),
    (path) => /^(?:repository\d+|owner)$/.test(path),
  );
  reader.count(answer.data.rateLimit);
  return answer;
}
