import type { GraphQLResolveInfo } from "graphql";
import type { App, CheckRun, CheckSuite, Repository } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { addresses, enumName, requireRead, type Scene, time } from "./scene.ts";

export type CheckSuitePage = PageArguments & {
  filterBy?: { appId?: number | null; checkName?: string | null } | null;
};

/** The check suites of a commit, oldest first; of a name those that have a run of it. */
export function checkSuiteConnection(
  scene: Scene,
  repository: Repository,
  commitOid: string,
  page: CheckSuitePage,
  info: GraphQLResolveInfo,
): Fields {
  requireRead(scene, repository, "checks");
  const appId = page.filterBy?.appId ?? null;
  const checkName = page.filterBy?.checkName ?? null;
  const suites = [...repository.checkSuites.values()].filter(
    (suite) =>
      suite.headOid === commitOid &&
      (appId === null || suite.appId === appId) &&
      (checkName === null || runsOf(repository, suite).some(({ name }) => name === checkName)),
  );
  return connection(page, info, {
    items: suites,
    key: (suite) => suite.id,
    fields: (suite) => suiteFields(scene, repository, suite),
  });
}

function runsOf(repository: Repository, suite: CheckSuite): CheckRun[] {
  return [...repository.checkRuns.values()].filter((run) => run.checkSuiteId === suite.id);
}

function suiteFields(scene: Scene, repository: Repository, suite: CheckSuite): Fields {
  const app = scene.state.apps.get(suite.appId);
  return {
    __typename: "CheckSuite",
    id: suite.nodeId,
    databaseId: suite.id,
    createdAt: time(suite.createdAt),
    updatedAt: time(suite.updatedAt),
    app: app === undefined ? null : appFields(app),
    checkRuns: (page: CheckRunPage, info: GraphQLResolveInfo) =>
      runConnection(scene, repository, suite, page, info),
  };
}

function appFields(app: App): Fields {
  return { __typename: "App", id: app.nodeId, databaseId: app.id, slug: app.slug, name: app.name };
}

type CheckRunPage = PageArguments & {
  filterBy?: { appId?: number | null; checkName?: string | null; checkType?: "ALL" | "LATEST" | null } | null;
};

/** Newest first; of each name only the last one, unless all are asked for. */
function runConnection(
  scene: Scene,
  repository: Repository,
  suite: CheckSuite,
  page: CheckRunPage,
  info: GraphQLResolveInfo,
): Fields {
  const appId = page.filterBy?.appId ?? null;
  const checkName = page.filterBy?.checkName ?? null;
  const all = page.filterBy?.checkType === "ALL";
  const newestFirst = runsOf(repository, suite).reverse();
  const latest = new Set(newestFirst.map(({ name }) => name));
  const runs = newestFirst.filter(
    (run) =>
      (all || latest.delete(run.name)) &&
      (appId === null || run.appId === appId) &&
      (checkName === null || run.name === checkName),
  );
  return connection(page, info, {
    items: runs,
    key: (run) => run.id,
    fields: (run) => runFields(scene, repository, run),
  });
}

function runFields(scene: Scene, repository: Repository, run: CheckRun): Fields {
  const { title, summary, text, annotations } = run.output;
  return {
    __typename: "CheckRun",
    id: run.nodeId,
    databaseId: run.id,
    ...addresses(scene, repository, `/runs/${run.id}`),
    name: run.name,
    externalId: run.externalId === "" ? null : run.externalId,
    status: enumName(run.status),
    conclusion: run.conclusion === null ? null : enumName(run.conclusion),
    startedAt: time(run.startedAt),
    completedAt: time(run.completedAt),
    title,
    summary,
    text,
    annotations: (page: PageArguments, info: GraphQLResolveInfo) =>
      connection(page, info, {
        items: annotations,
        key: (_annotation, index) => index,
        fields: (annotation) => ({
          __typename: "CheckAnnotation",
          path: annotation.path,
          message: annotation.message,
          title: annotation.title,
          rawDetails: annotation.rawDetails,
          annotationLevel: enumName(annotation.level),
        }),
      }),
  };
}
