import { z } from "zod";
import { notFound } from "../errors.ts";
import { findIssue } from "../issues.ts";
import {
  editPullRequest,
  mergePullRequest,
  openPullRequest,
  pullRequestCommits,
  pullRequestFiles,
} from "../pull-requests.ts";
import { ownerOf } from "../repositories.ts";
import { representCommit } from "../representations/commit.ts";
import { representPullRequest, representSimplePullRequest } from "../representations/pull-request.ts";
import type { PullRequest } from "../state.ts";
import { choice, NOT_IN_SANDBOX, present } from "./input.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import { representChange } from "./represent-commit.ts";
import { numberParameter, type RepositoryCall, type Route, readRoute, writeRoute } from "./route.ts";

const PULL = "/repos/{owner}/{repo}/pulls/{pull_number}";

export const pullRequestRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "pulls/list",
      route: "GET /repos/{owner}/{repo}/pulls",
      docs: "pulls/pulls#list-pull-requests",
      need: NEEDS.pullsRead,
    },
    (call) => page(call, selectPullRequests(call), (one) => representSimplePullRequest(call.state, one)),
  ),
  readRoute(
    {
      operation: "pulls/get",
      route: `GET ${PULL}`,
      docs: "pulls/pulls#get-a-pull-request",
      need: NEEDS.pullsRead,
    },
    (call) => ({ status: 200, body: representPullRequest(call.state, requirePullRequest(call)) }),
  ),
  writeRoute(
    {
      operation: "pulls/create",
      route: "POST /repos/{owner}/{repo}/pulls",
      docs: "pulls/pulls#create-a-pull-request",
      need: NEEDS.pullsWrite,
      body: z.strictObject({
        title: z.string(),
        head: z.string(),
        base: z.string(),
        body: z.string().nullable().exactOptional(),
        draft: z.boolean().exactOptional(),
        maintainer_can_modify: z.boolean().exactOptional(),
        head_repo: NOT_IN_SANDBOX,
        issue: NOT_IN_SANDBOX,
      }),
      resource: "PullRequest",
    },
    ({ state, actor, repository }, { title, head, base, body, draft, maintainer_can_modify }) => {
      const opened = openPullRequest(state, actor, {
        repository,
        title,
        head,
        base,
        ...present({ body, draft, maintainerCanModify: maintainer_can_modify }),
      });
      const represented = representPullRequest(state, opened);
      return { status: 201, body: represented, headers: { Location: String(represented["url"]) } };
    },
  ),
  writeRoute(
    {
      operation: "pulls/update",
      route: `PATCH ${PULL}`,
      docs: "pulls/pulls#update-a-pull-request",
      need: NEEDS.pullsWrite,
      body: z.strictObject({
        title: z.string().exactOptional(),
        body: z.string().nullable().exactOptional(),
        state: z.enum(["open", "closed"]).exactOptional(),
        base: z.string().exactOptional(),
        maintainer_can_modify: NOT_IN_SANDBOX,
      }),
      resource: "PullRequest",
    },
    (call, { maintainer_can_modify: _, ...changes }) => {
      const edited = editPullRequest(call.state, call.actor, requirePullRequest(call), changes);
      return { status: 200, body: representPullRequest(call.state, edited) };
    },
  ),
  readRoute(
    {
      operation: "pulls/check-if-merged",
      route: `GET ${PULL}/merge`,
      docs: "pulls/pulls#check-if-a-pull-request-has-been-merged",
      need: NEEDS.pullsRead,
    },
    (call) => {
      if (requirePullRequest(call).merge === null) throw notFound();
      return { status: 204 };
    },
  ),
  writeRoute(
    {
      operation: "pulls/merge",
      route: `PUT ${PULL}/merge`,
      docs: "pulls/pulls#merge-a-pull-request",
      need: NEEDS.contentsWrite,
      body: z.strictObject({
        commit_title: z.string().exactOptional(),
        commit_message: z.string().exactOptional(),
        sha: z.string().exactOptional(),
        merge_method: z.enum(["merge", "squash", "rebase"]).exactOptional(),
      }),
      resource: "PullRequest",
    },
    (call, body) => {
      const options = present({
        method: body.merge_method,
        title: body.commit_title,
        message: body.commit_message,
        expectedHead: body.sha,
      });
      const sha = mergePullRequest(call.state, call.actor, requirePullRequest(call), options);
      return { status: 200, body: { sha, merged: true, message: "Pull Request successfully merged" } };
    },
  ),
  readRoute(
    {
      operation: "pulls/list-files",
      route: `GET ${PULL}/files`,
      docs: "pulls/pulls#list-pull-requests-files",
      need: NEEDS.pullsRead,
    },
    (call) => {
      const pullRequest = requirePullRequest(call);
      return page(call, pullRequestFiles(call.state, pullRequest), (change) =>
        representChange(call.state, call.repository, pullRequest.head.oid, change),
      );
    },
  ),
  readRoute(
    {
      operation: "pulls/list-commits",
      route: `GET ${PULL}/commits`,
      docs: "pulls/pulls#list-commits-on-a-pull-request",
      need: NEEDS.pullsRead,
    },
    (call) =>
      page(call, pullRequestCommits(call.state, requirePullRequest(call)), (commit) =>
        representCommit(call.state, call.repository, commit),
      ),
  ),
];

function requirePullRequest(call: RepositoryCall): PullRequest {
  const found = findIssue(call.repository, numberParameter(call, "pull_number"));
  if (found?.type !== "PullRequest") throw notFound();
  return found;
}

function selectPullRequests(call: RepositoryCall): PullRequest[] {
  const query = call.url.searchParams;
  const shown = choice(query, "state", ["open", "closed", "all"], "open");
  const sort = choice(query, "sort", ["created", "updated"], "created");
  const direction = choice(query, "direction", ["asc", "desc"], query.has("sort") ? "asc" : "desc");
  const base = query.get("base");
  const [headOwner, headRef] = headOf(query.get("head"));
  const order = (one: PullRequest): number => (sort === "updated" ? one.updatedAt : one.createdAt);
  return [...call.repository.issues.values()]
    .flatMap((one) => (one.type === "PullRequest" ? [one] : []))
    .filter(
      (one) =>
        (shown === "all" || one.state === shown) &&
        (base === null || one.base.ref === base) &&
        (headRef === null || (one.head.ref === headRef && headOwnerOf(call, one) === headOwner)),
    )
    .sort(
      (one, other) =>
        (order(one) - order(other) || one.number - other.number) * (direction === "asc" ? 1 : -1),
    );
}

/** `owner:branch`. A bare branch name filters nothing: GitHub ignores it. */
function headOf(head: string | null): [owner: string | null, ref: string | null] {
  const [owner, ref] = head?.split(":") ?? [];
  return owner !== undefined && ref !== undefined ? [owner.toLowerCase(), ref] : [null, null];
}

function headOwnerOf(call: RepositoryCall, { head }: PullRequest): string | null {
  const repository = call.state.repositories.get(head.repositoryId);
  return repository ? ownerOf(call.state, repository).login.toLowerCase() : null;
}
