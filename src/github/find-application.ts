import { z } from "zod";
import { BALLOT_KINDS, type BallotKind, CONFIG_PATH } from "../program/config.ts";
import { updateBranchStem } from "../program/decision-branch.ts";
import type {
  ApplicationLook,
  ObservedComment,
  ObservedRecord,
  TimelineEvent,
} from "../program/observation.ts";
import { type ApplicationKey, ballotPath, DATA_BRANCH, type Places, reportPath } from "../program/places.ts";
import { type GitHubClient, isGitHubCom } from "./client.ts";
import { type commitSchema, fileSchema, fragmentsOf } from "./fragments.ts";
import { graphql, orNull } from "./graphql.ts";
import {
  accountSchema,
  commentPageSchema,
  lookDocument,
  lookSchema,
  otherIssues,
  TIMELINE,
  timelinePageSchema,
} from "./look-document.ts";
import {
  observedComment,
  observedCommit,
  observedFile,
  observedPerson,
  observedPullRequest,
  observedTimeline,
  withoutBotSuffix,
} from "./observed.ts";
import { baseOf, observedProgramFiles, observedRepository } from "./observed-repository.ts";

/** Says which app's the records are: it gets the apps that committed the record of each kind of ballot, newest first. */
type AppNaming = (committers: Readonly<Record<BallotKind, readonly string[]>>) => string;

/**
 * Looks at one application: one GraphQL query, and one more for each further hundred comments or events. The app whose
 * records and comments these are is the one that looks, unless `nameApp` says another: a person's token is no app.
 * @returns `null` when there is no such issue (deleted, transferred, or a pull request).
 * @throws {GraphQLAnswerError} when GitHub's answer is not whole.
 */
export async function findApplication(
  client: GitHubClient,
  key: ApplicationKey,
  places: Places,
  nameApp?: AppNaming,
): Promise<ApplicationLook | null> {
  const { owner, name, number } = key;
  const variables: Record<string, unknown> = {
    owner,
    name,
    number,
    config: `HEAD:${CONFIG_PATH}`,
    form: `HEAD:${places.form}`,
    updateForm: `HEAD:${places.updateForm}`,
    reportForm: `HEAD:${places.reportForm}`,
    registry: `HEAD:${places.registry}`,
    list: `HEAD:${places.list}`,
    dataRef: `refs/heads/${DATA_BRANCH}`,
  };
  for (const kind of BALLOT_KINDS) {
    const path = ballotPath(number, kind);
    Object.assign(variables, { [`${kind}Path`]: path, [`${kind}Ballot`]: `${DATA_BRANCH}:${path}` });
  }
  if (places.branch !== null)
    Object.assign(variables, { branch: places.branch, branchRef: `refs/heads/${places.branch}` });
  const stem = updateBranchStem(number);
  if (places.isUpdate) {
    variables["updateBranches"] = stem;
    if (places.branch !== null) variables["updatedRegistry"] = `${places.branch}:${places.registry}`;
  }
  if (places.isReport) {
    const path = reportPath(number);
    Object.assign(variables, { reportPath: path, report: `${DATA_BRANCH}:${path}` });
  }
  places.logins.forEach((login, index) => {
    variables[`u${index}`] = login;
  });
  const others = places.others ?? [];
  others.forEach((label, index) => {
    variables[`other${index}`] = label;
  });
  places.supportedBy.forEach((path, index) => {
    variables[`supported${index}`] = `HEAD:${path}`;
  });
  const hasBranch = places.branch !== null;
  const document = lookDocument(places.logins, hasBranch, others, places, places.supportedBy);
  const absent = (path: string) => /^u\d+$/.test(path);
  const answer = await orNull(graphql(client, document, variables, lookSchema, absent));
  const repository = answer?.data.repository;
  const issue = repository?.issue;
  const base = baseOf(repository);
  if (!answer || !repository || !issue || base === null) return null;

  const present = <Item>(nodes: (Item | null)[] | null | undefined) =>
    (nodes ?? []).filter((node) => node !== null);
  const commits = ofEachKind((kind) => present(repository.data?.target[kind]?.nodes));
  const app =
    nameApp?.(ofEachKind((kind) => commits[kind].flatMap(botOf))) ??
    withoutBotSuffix(answer.data.viewer.login);
  const comments = present(issue.comments.nodes).map((comment) => observedComment(comment, app));
  const timeline = observedTimeline(present(issue.timelineItems.nodes), app);
  await readFurtherPages(client, key, app, issue, comments, timeline);

  return {
    at: answer.at,
    app,
    repository: {
      ...observedRepository(repository, base, isGitHubCom(client)),
      labels: repository.labels.nodes,
      allLabels: !repository.labels.pageInfo.hasNextPage,
    },
    ...observedProgramFiles(repository, places),
    issue: {
      nodeId: issue.id,
      number: issue.number,
      url: issue.url,
      title: issue.title,
      body: issue.body,
      author: observedPerson(issue.author, app),
      createdAt: issue.createdAt,
      lastEditedAt: issue.lastEditedAt ?? null,
      editor: observedPerson(issue.editor, app),
      state: issue.state === "OPEN" ? "open" : "closed",
      labels: issue.labels.nodes,
      comments,
      timeline,
    },
    others: otherIssues(repository).map(({ id, ...other }) => ({ nodeId: id, ...other })),
    list: observedFile(places.list, repository.list),
    supportedBy: places.supportedBy.map((path, index) => ({
      path,
      file: observedFile(path, fileSchema.parse(repository[`supported${index}`])),
    })),
    ballots: ofEachKind(
      (kind): ObservedRecord => ({
        record: observedFile(ballotPath(number, kind), repository[`${kind}Ballot`]),
        commits: commits[kind].map((commit) => observedCommit(commit, app)),
      }),
    ),
    report: {
      record: observedFile(reportPath(number), repository.report),
      commits: present(repository.data?.target.report?.nodes).map((commit) => observedCommit(commit, app)),
    },
    dataHead: repository.data?.target.oid ?? null,
    branch: repository.branch ? observedCommit(repository.branch.target, app) : null,
    pullRequest:
      present(repository.pullRequests?.nodes)
        .map((pullRequest) => observedPullRequest(pullRequest, app))
        .find((pullRequest) => pullRequest !== null) ?? null,
    updated: {
      registry: observedFile(places.registry, repository.updatedRegistry),
      message: repository.branch?.target.messageBody ?? "",
      // GitHub also finds the branches that have it somewhere in their names.
      branches: present(repository.updateBranches?.nodes)
        .filter(({ name }) => name.startsWith(stem))
        .map(({ name, target }) => ({ name, head: observedCommit(target, app) })),
    },
    accounts: new Map(
      places.logins.map((login, index) => {
        const account = accountSchema.parse(answer.data.accounts[`u${index}`]);
        return [login.toLowerCase(), account ? { login: account.login, id: account.databaseId } : null];
      }),
    ),
  };
}

function ofEachKind<Value>(make: (kind: BallotKind) => Value): Record<BallotKind, Value> {
  return { admit: make("admit"), award: make("award"), remove: make("remove"), reinstate: make("reinstate") };
}

/** The app whose bot account authored a commit, by its account or, where GitHub links none, by its noreply address. */
function botOf({ author }: z.output<typeof commitSchema>): string[] {
  const address = /^(?:\d+\+)?([^@+]+)@users\.noreply\./.exec(author?.email ?? "");
  const login = author?.user?.login ?? address?.[1] ?? "";
  return login.endsWith("[bot]") ? [withoutBotSuffix(login)] : [];
}

const pagesSchema = z.object({
  repository: z.object({
    issue: z.object({ comments: commentPageSchema.optional(), timelineItems: timelinePageSchema.optional() }),
  }),
});

interface Pages {
  comments: { pageInfo: PageInfo };
  timelineItems: { pageInfo: PageInfo };
}
type PageInfo = z.output<typeof commentPageSchema>["pageInfo"];

/** Reads what did not fit on the first page, both lists in one query as long as both go on. */
async function readFurtherPages(
  client: GitHubClient,
  key: ApplicationKey,
  app: string,
  first: Pages,
  comments: ObservedComment[],
  timeline: TimelineEvent[],
): Promise<void> {
  let cursors = cursorsAfter(first.comments.pageInfo, first.timelineItems.pageInfo);
  while (cursors.comments !== null || cursors.timeline !== null) {
    const issue = await readPage(client, key, cursors);
    for (const comment of issue.comments?.nodes ?? [])
      if (comment) comments.push(observedComment(comment, app));
    const items = (issue.timelineItems?.nodes ?? []).filter((item) => item !== null);
    timeline.push(...observedTimeline(items, app));
    cursors = cursorsAfter(issue.comments?.pageInfo, issue.timelineItems?.pageInfo);
  }
}

/** Where the next page of each list begins; `null` when there is none. */
interface Cursors {
  comments: string | null;
  timeline: string | null;
}

function cursorsAfter(comments: PageInfo | undefined, timeline: PageInfo | undefined): Cursors {
  const cursor = (page: PageInfo | undefined) => (page?.hasNextPage ? (page.endCursor ?? null) : null);
  return { comments: cursor(comments), timeline: cursor(timeline) };
}

async function readPage(
  client: GitHubClient,
  key: ApplicationKey,
  cursors: Cursors,
): Promise<z.output<typeof pagesSchema>["repository"]["issue"]> {
  const parameters = ["$owner: String!", "$name: String!", "$number: Int!"];
  const fields: string[] = [];
  const { owner, name, number } = key;
  const variables: Record<string, unknown> = { owner, name, number };
  if (cursors.comments !== null) {
    parameters.push("$comments: String!");
    variables["comments"] = cursors.comments;
    fields.push(
      "comments(first: 100, after: $comments) { nodes { ...IssueComment } pageInfo { hasNextPage endCursor } }",
    );
  }
  if (cursors.timeline !== null) {
    parameters.push("$timeline: String!");
    variables["timeline"] = cursors.timeline;
    fields.push(
      `timelineItems(first: 100, after: $timeline, ${TIMELINE}) { nodes { ...TimelineItem } pageInfo { hasNextPage endCursor } }`,
    );
  }
  const query = `query ApplicationPages(${parameters.join(", ")}) {
  repository(owner: $owner, name: $name) { issue(number: $number) { ${fields.join("\n")} } }
}
`;
  const answer = await graphql(client, query + fragmentsOf(query), variables, pagesSchema);
  return answer.data.repository.issue;
}
