import { openPullRequests } from "../pull-request-rules.ts";
import { repositoryOf } from "../repositories.ts";
import type { CheckRun, PullRequest, Repository, State } from "../state.ts";
import { representApp } from "./app.ts";
import { formatOrNull } from "./issue.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";

/** As `GET /repos/{owner}/{repo}/check-runs/{id}`. */
export function representCheckRun(state: State, checkRun: CheckRun) {
  const repository = repositoryOf(state, checkRun);
  const url = `${repositoryUrl(state, repository)}/check-runs/${checkRun.id}`;
  const page = `${repositoryPage(state, repository)}/runs/${checkRun.id}`;
  const app = state.apps.get(checkRun.appId);
  const { title, summary, text, annotations } = checkRun.output;
  return {
    id: checkRun.id,
    name: checkRun.name,
    node_id: checkRun.nodeId,
    head_sha: checkRun.headOid,
    external_id: checkRun.externalId,
    url,
    html_url: page,
    details_url: checkRun.detailsUrl ?? page,
    status: checkRun.status,
    conclusion: checkRun.conclusion,
    started_at: formatOrNull(checkRun.startedAt),
    completed_at: formatOrNull(checkRun.completedAt),
    output: {
      title,
      summary,
      text,
      annotations_count: annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: checkRun.checkSuiteId },
    app: app === undefined ? null : representApp(state, app),
    pull_requests: pullRequestsWith(repository, checkRun.headOid).map((pullRequest) =>
      representMinimal(state, repository, pullRequest),
    ),
  };
}

/** The open pull requests of the repository's own branches whose head it is. */
export function pullRequestsWith(repository: Repository, oid: string): PullRequest[] {
  return openPullRequests(repository).filter(
    ({ head }) => head.oid === oid && head.repositoryId === repository.id,
  );
}

/** As check runs and suites name their pull requests. */
export function representMinimal(state: State, repository: Repository, pullRequest: PullRequest) {
  const url = repositoryUrl(state, repository);
  const repo = { id: repository.id, url, name: repository.name };
  return {
    url: `${url}/pulls/${pullRequest.number}`,
    id: pullRequest.pullRequestId,
    number: pullRequest.number,
    head: { ref: pullRequest.head.ref, sha: pullRequest.head.oid, repo },
    base: { ref: pullRequest.base.ref, sha: pullRequest.base.oid, repo },
  };
}
