import { z } from "zod";
import { COVERAGE_PATH } from "../program/activity/coverage.ts";
import { LEDGER_FOLDER } from "../program/activity/ledger.ts";
import { CONFIG_PATH } from "../program/config.ts";
import { formatInstant, type Instant } from "../program/instant.ts";
import type { ListedIssue, ProgramLook } from "../program/observation.ts";
import { DATA_BRANCH, REPORTS_FOLDER } from "../program/places.ts";
import { type GitHubClient, isGitHubCom } from "./client.ts";
import {
  fragmentsOf,
  instantSchema,
  labelNodesSchema,
  pageInfoSchema,
  personSchema,
  programRepositoryShape,
} from "./fragments.ts";
import { type GraphQLAnswer, graphql, orNull } from "./graphql.ts";
import { observedPerson, withoutBotSuffix } from "./observed.ts";
import { baseOf, observedProgramFiles, observedRepository } from "./observed-repository.ts";

const LISTED = `nodes {
      id number title body state lastEditedAt closedAt
      author { ...Person }
      labels(first: 50) { nodes { id name } }
      comments(last: 5) { nodes { body author { ...Person } reactionGroups { content viewerHasReacted } } }
    } pageInfo { hasNextPage endCursor }`;

const PROGRAM = /* GraphQL */ `query ProgramLook(
  $owner: String!, $name: String!, $config: String!, $form: String!, $updateForm: String!, $reportForm: String!
  $registry: String!
  $since: DateTime!, $pullRequests: Boolean!, $open: Boolean!, $openAfter: String, $closed: Boolean!, $closedAfter: String
) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    ...ProgramRepository
    data: ref(qualifiedName: "refs/heads/${DATA_BRANCH}") @include(if: $pullRequests) { target { oid } }
    coverage: object(expression: "${DATA_BRANCH}:${COVERAGE_PATH}") @include(if: $pullRequests) { oid }
    ledger: object(expression: "${DATA_BRANCH}:${LEDGER_FOLDER}") @include(if: $pullRequests) { oid }
    reports: object(expression: "${DATA_BRANCH}:${REPORTS_FOLDER}") @include(if: $pullRequests) { oid }
    pullRequests(first: 100, states: [OPEN], orderBy: { field: UPDATED_AT, direction: DESC })
      @include(if: $pullRequests) { nodes { number headRefOid } }
    open: issues(first: 100, after: $openAfter, states: [OPEN], orderBy: { field: CREATED_AT, direction: ASC })
      @include(if: $open) { ${LISTED} }
    closed: issues(
      first: 100, after: $closedAfter, states: [CLOSED], filterBy: { since: $since }
      orderBy: { field: CREATED_AT, direction: ASC }
    ) @include(if: $closed) { ${LISTED} }
  }
}
`;

const listedCommentSchema = z.object({
  body: z.string(),
  author: personSchema.nullish(),
  reactionGroups: z.array(z.object({ content: z.string(), viewerHasReacted: z.boolean() })).nullish(),
});

const listedSchema = z.object({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  body: z.string(),
  state: z.enum(["OPEN", "CLOSED"]),
  lastEditedAt: instantSchema.nullish(),
  closedAt: instantSchema.nullish(),
  author: personSchema.nullish(),
  labels: z.object({ nodes: labelNodesSchema }).nullish(),
  comments: z.object({ nodes: z.array(listedCommentSchema.nullable()).nullish() }),
});

const listSchema = z.object({ nodes: z.array(listedSchema.nullable()).nullish(), pageInfo: pageInfoSchema });

const programSchema = z.object({
  viewer: z.object({ login: z.string() }),
  repository: z
    .object({
      ...programRepositoryShape,
      data: z.object({ target: z.object({ oid: z.string() }) }).nullish(),
      coverage: z.object({ oid: z.string() }).nullish(),
      ledger: z.object({ oid: z.string() }).nullish(),
      reports: z.object({ oid: z.string() }).nullish(),
      pullRequests: z
        .object({
          nodes: z.array(z.object({ number: z.int(), headRefOid: z.string() }).nullable()).nullish(),
        })
        .optional(),
      open: listSchema.optional(),
      closed: listSchema.optional(),
    })
    .nullish(),
});

/**
 * Looks at a program repository: its config, form and registry, its open issues, and the closed ones that have
 * changed since `since`, a hundred of each a request; and the hundred open pull requests that changed last.
 * @returns `null` when there is no such repository, or nothing in it yet.
 */
export async function findProgram(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
  paths: { form: string; updateForm: string; reportForm: string; registry: string },
  since: Instant,
): Promise<ProgramLook | null> {
  const variables = {
    owner,
    name,
    config: `HEAD:${CONFIG_PATH}`,
    form: `HEAD:${paths.form}`,
    updateForm: `HEAD:${paths.updateForm}`,
    reportForm: `HEAD:${paths.reportForm}`,
    registry: `HEAD:${paths.registry}`,
    since: formatInstant(since),
  };
  const document = PROGRAM + fragmentsOf(PROGRAM);
  const read = (pages: Pages): Promise<GraphQLAnswer<z.output<typeof programSchema>> | null> =>
    orNull(graphql(client, document, { ...variables, ...pages }, programSchema));
  const issues: ListedIssue[] = [];
  const pullRequests: { number: number; head: string }[] = [];
  let data: ProgramLook["data"] = { head: null, coverage: null, ledger: null, reports: null };
  let pages: Pages = { pullRequests: true, open: true, openAfter: null, closed: true, closedAfter: null };
  for (;;) {
    const answer = await read(pages);
    const repository = answer?.data.repository;
    const base = baseOf(repository);
    if (!answer || !repository || base === null) return null;
    const app = withoutBotSuffix(answer.data.viewer.login);
    if (pages.pullRequests) {
      data = {
        head: repository.data?.target.oid ?? null,
        coverage: repository.coverage?.oid ?? null,
        ledger: repository.ledger?.oid ?? null,
        reports: repository.reports?.oid ?? null,
      };
    }
    for (const node of repository.pullRequests?.nodes ?? []) {
      if (node) pullRequests.push({ number: node.number, head: node.headRefOid });
    }
    for (const list of [repository.open, repository.closed]) {
      for (const issue of list?.nodes ?? []) if (issue) issues.push(listedIssue(issue, app));
    }
    const [open, closed] = [repository.open?.pageInfo, repository.closed?.pageInfo];
    pages = {
      pullRequests: false,
      open: open?.hasNextPage ?? false,
      openAfter: open?.endCursor ?? null,
      closed: closed?.hasNextPage ?? false,
      closedAfter: closed?.endCursor ?? null,
    };
    if (pages.open || pages.closed) continue;
    return {
      at: answer.at,
      app,
      repository: {
        ...observedRepository(repository, base, isGitHubCom(client)),
        labels: [],
        allLabels: false,
      },
      ...observedProgramFiles(repository, paths),
      issues,
      pullRequests,
      data,
    };
  }
}

/** Which of the lists are asked for, and from where. */
interface Pages {
  pullRequests: boolean;
  open: boolean;
  openAfter: string | null;
  closed: boolean;
  closedAfter: string | null;
}

function listedIssue(issue: z.output<typeof listedSchema>, app: string): ListedIssue {
  return {
    nodeId: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    author: observedPerson(issue.author, app),
    state: issue.state === "OPEN" ? "open" : "closed",
    labels: (issue.labels?.nodes ?? []).map((label) => label.name),
    lastEditedAt: issue.lastEditedAt ?? null,
    closedAt: issue.closedAt ?? null,
    lastComments: (issue.comments.nodes ?? []).flatMap((comment) =>
      comment === null
        ? []
        : [
            {
              author: observedPerson(comment.author, app),
              body: comment.body,
              answered: comment.reactionGroups?.some((group) => group.viewerHasReacted) ?? false,
            },
          ],
    ),
  };
}
