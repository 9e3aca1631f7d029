import { z } from "zod";
import { BALLOT_KINDS } from "../program/config.ts";
import {
  commentSchema,
  commitSchema,
  fileSchema,
  fragmentsOf,
  instantSchema,
  labelNodesSchema,
  pageInfoSchema,
  personSchema,
  programRepositoryShape,
  pullRequestSchema,
  timelineItemSchema,
} from "./fragments.ts";

export const TIMELINE = "itemTypes: [CLOSED_EVENT, REOPENED_EVENT, COMMENT_DELETED_EVENT]";

/**
 * The query of one look; of an update also its branches, and the registry on the one that is looked for, of a report also its record. Logins are asked for as `u0`, `u1`, …, and open issues with each of `others` labels as
 * `others0`, `others1`, …: one list a label, since GitHub does not say what several labels in one filter mean. So are files
 * with a block of names, as `supported0`, `supported1`, ….
 */
export function lookDocument(
  logins: readonly string[],
  withBranch: boolean,
  others: readonly string[],
  { isUpdate, isReport }: { isUpdate: boolean; isReport: boolean },
  supportedBy: readonly string[],
): string {
  const accounts = logins
    .map((_, index) => `u${index}: user(login: $u${index}) { login databaseId }`)
    .join("\n  ");
  const parameters = [
    ...logins.map((_, index) => `, $u${index}: String!`),
    ...others.map((_, index) => `, $other${index}: String!`),
    ...supportedBy.map((_, index) => `, $supported${index}: String!`),
  ].join("");
  const lists = others.map(
    (_, index) =>
      `others${index}: issues(first: 100, states: [OPEN], labels: [$other${index}]) { nodes { id number url title body } }`,
  );
  const blocks = supportedBy.map(
    (_, index) => `supported${index}: object(expression: $supported${index}) { ...File }`,
  );
  const branch = withBranch
    ? `branch: ref(qualifiedName: $branchRef) { target { ...Commit ... on Commit { messageBody } } }
    pullRequests(headRefName: $branch, first: 10, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { ...PullRequest }
    }`
    : "";
  const updateParameters = `$updateBranches: String!${withBranch ? ", $updatedRegistry: String!" : ""}`;
  const update = isUpdate
    ? `updateBranches: refs(refPrefix: "refs/heads/", query: $updateBranches, first: 100) {
      nodes { name target { ...Commit } }
    }
    ${withBranch ? "updatedRegistry: object(expression: $updatedRegistry) { ...File }" : ""}`
    : "";
  const ballots = BALLOT_KINDS.map((kind) => `${kind}Ballot: object(expression: $${kind}Ballot) { ...File }`);
  const histories = BALLOT_KINDS.map(
    (kind) => `${kind}: history(first: 10, path: $${kind}Path) { nodes { ...Commit } }`,
  );
  const ballotParameters = BALLOT_KINDS.map((kind) => `$${kind}Ballot: String!, $${kind}Path: String!`);
  const report = isReport ? "report: object(expression: $report) { ...File }" : "";
  if (isReport) histories.push("report: history(first: 10, path: $reportPath) { nodes { ...Commit } }");
  const query = /* GraphQL */ `query ApplicationLook(
  $owner: String!, $name: String!, $number: Int!, $config: String!, $form: String!, $updateForm: String!, $reportForm: String!
  $registry: String!, $list: String!, $dataRef: String!, ${ballotParameters.join(", ")}
  ${withBranch ? "$branchRef: String!, $branch: String!" : ""} ${isUpdate ? updateParameters : ""} ${isReport ? "$report: String!, $reportPath: String!" : ""}${parameters}
) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    ...ProgramRepository
    list: object(expression: $list) { ...File }
    ${blocks.join("\n    ")}
    ${ballots.join("\n    ")}
    ${report}
    data: ref(qualifiedName: $dataRef) {
      target { oid ... on Commit { ${histories.join("\n      ")} } }
    }
    ${branch}
    ${update}
    labels(first: 100) { nodes { id name } pageInfo { hasNextPage endCursor } }
    ${lists.join("\n    ")}
    issue(number: $number) {
      id number url title body createdAt lastEditedAt state
      author { ...Person } editor { ...Person }
      labels(first: 100) { nodes { id name } }
      comments(first: 100) { nodes { ...IssueComment } pageInfo { hasNextPage endCursor } }
      timelineItems(first: 100, ${TIMELINE}) { nodes { ...TimelineItem } pageInfo { hasNextPage endCursor } }
    }
  }
  ${accounts}
}
`;
  return query + fragmentsOf(query);
}

export const commentPageSchema = z.object({
  nodes: z.array(commentSchema.nullable()).nullish(),
  pageInfo: pageInfoSchema,
});

export const timelinePageSchema = z.object({
  nodes: z.array(timelineItemSchema.nullable()).nullish(),
  pageInfo: pageInfoSchema,
});

const issueSchema = z.object({
  id: z.string(),
  number: z.int(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  createdAt: instantSchema,
  lastEditedAt: instantSchema.nullish(),
  state: z.enum(["OPEN", "CLOSED"]),
  author: personSchema.nullish(),
  editor: personSchema.nullish(),
  labels: z.object({ nodes: labelNodesSchema }),
  comments: commentPageSchema,
  timelineItems: timelinePageSchema,
});

export const accountSchema = z.object({ login: z.string(), databaseId: z.int() }).nullish();

const otherIssuesSchema = z.object({
  nodes: z
    .array(
      z
        .object({ id: z.string(), number: z.int(), url: z.string(), title: z.string(), body: z.string() })
        .nullable(),
    )
    .nullish(),
});

const historySchema = z.object({ nodes: z.array(commitSchema.nullable()).nullish() }).optional();

const repositorySchema = z.looseObject({
  ...programRepositoryShape,
  list: fileSchema,
  admitBallot: fileSchema,
  awardBallot: fileSchema,
  removeBallot: fileSchema,
  reinstateBallot: fileSchema,
  report: fileSchema,
  data: z
    .object({
      target: z.object({
        oid: z.string(),
        admit: historySchema,
        award: historySchema,
        remove: historySchema,
        reinstate: historySchema,
        report: historySchema,
      }),
    })
    .nullish(),
  branch: z.object({ target: commitSchema.extend({ messageBody: z.string().optional() }) }).nullish(),
  pullRequests: z.object({ nodes: z.array(pullRequestSchema.nullable()).nullish() }).nullish(),
  updateBranches: z
    .object({ nodes: z.array(z.object({ name: z.string(), target: commitSchema }).nullable()).nullish() })
    .nullish(),
  updatedRegistry: fileSchema,
  labels: z.object({ nodes: labelNodesSchema, pageInfo: pageInfoSchema }),
  issue: issueSchema.nullish(),
});

export const lookSchema = z
  .looseObject({ viewer: z.object({ login: z.string() }), repository: repositorySchema.nullish() })
  .transform(({ viewer, repository, ...accounts }) => ({ viewer, repository, accounts }));

/** Open issues with one of the labels asked for, each once, oldest first. */
export function otherIssues(repository: Readonly<Record<string, unknown>>) {
  const found = Object.entries(repository)
    .filter(([alias]) => /^others\d+$/.test(alias))
    .flatMap(([, list]) => otherIssuesSchema.parse(list).nodes ?? [])
    .filter((issue) => issue !== null);
  return [...new Map(found.map((issue) => [issue.number, issue])).values()].sort(
    (one, other) => one.number - other.number,
  );
}
