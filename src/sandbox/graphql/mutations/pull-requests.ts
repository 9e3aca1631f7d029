import { actorAccount } from "../../accounts.ts";
import { editIssue } from "../../issues.ts";
import { editPullRequest, type MergeMethod, mergePullRequest, openPullRequest } from "../../pull-requests.ts";
import { ownerOf } from "../../repositories.ts";
import { actorFields } from "../account.ts";
import { conversationFields } from "../issue.ts";
import { findTarget } from "../node.ts";
import type { Scene } from "../scene.ts";
import { type Input, payload } from "./input.ts";
import { logins } from "./issues.ts";
import { labelNames } from "./labels.ts";

interface CreatePullRequest extends Input {
  repositoryId: string;
  headRepositoryId?: string | null;
  headRefName: string;
  baseRefName: string;
  title: string;
  body?: string | null;
  draft?: boolean | null;
  maintainerCanModify?: boolean | null;
}

interface UpdatePullRequest extends Input {
  pullRequestId: string;
  title?: string | null;
  body?: string | null;
  state?: "OPEN" | "CLOSED" | null;
  baseRefName?: string | null;
  labelIds?: readonly string[] | null;
  assigneeIds?: readonly string[] | null;
}

interface MergePullRequest extends Input {
  pullRequestId: string;
  commitHeadline?: string | null;
  commitBody?: string | null;
  expectedHeadOid?: string | null;
  mergeMethod?: "MERGE" | "SQUASH" | "REBASE" | null;
}

const METHODS = { MERGE: "merge", SQUASH: "squash", REBASE: "rebase" } as const satisfies Record<
  string,
  MergeMethod
>;

/** The mutations on pull requests. */
export function pullRequestMutations(scene: Scene) {
  const { state, viewer } = scene;
  const find = (id: string) => findTarget(scene, id, "PullRequest", ["PullRequest"]);
  const actor = () => actorFields(scene, actorAccount(state, viewer));
  return {
    createPullRequest: ({ input }: { input: CreatePullRequest }) => {
      const repository = findTarget(scene, input.repositoryId, "Repository", ["Repository"]);
      const pullRequest = openPullRequest(state, viewer, {
        repository,
        title: input.title,
        body: input.body ?? null,
        head: headOf(scene, input),
        base: input.baseRefName.replace(/^refs\/heads\//, ""),
        draft: input.draft ?? false,
        maintainerCanModify: input.maintainerCanModify ?? true,
      });
      return payload("CreatePullRequestPayload", input, {
        pullRequest: () => conversationFields(scene, pullRequest),
      });
    },
    updatePullRequest: ({ input }: { input: UpdatePullRequest }) => {
      const pullRequest = find(input.pullRequestId);
      const { title, body, baseRefName, labelIds, assigneeIds } = input;
      editPullRequest(state, viewer, pullRequest, {
        ...(title == null ? {} : { title }),
        ...(body == null ? {} : { body }),
        ...(baseRefName == null ? {} : { base: baseRefName }),
        ...(input.state == null ? {} : { state: input.state === "OPEN" ? "open" : "closed" }),
      });
      if (labelIds != null || assigneeIds != null) {
        editIssue(state, viewer, pullRequest, {
          ...(labelIds == null ? {} : { labels: labelNames(scene, pullRequest, labelIds) }),
          ...(assigneeIds == null ? {} : { assignees: logins(scene, assigneeIds) }),
        });
      }
      return payload("UpdatePullRequestPayload", input, {
        actor,
        pullRequest: () => conversationFields(scene, pullRequest),
      });
    },
    closePullRequest: ({ input }: { input: Input & { pullRequestId: string } }) => {
      const pullRequest = find(input.pullRequestId);
      editPullRequest(state, viewer, pullRequest, { state: "closed" });
      return payload("ClosePullRequestPayload", input, {
        pullRequest: () => conversationFields(scene, pullRequest),
      });
    },
    reopenPullRequest: ({ input }: { input: Input & { pullRequestId: string } }) => {
      const pullRequest = find(input.pullRequestId);
      editPullRequest(state, viewer, pullRequest, { state: "open" });
      return payload("ReopenPullRequestPayload", input, {
        pullRequest: () => conversationFields(scene, pullRequest),
      });
    },
    mergePullRequest: ({ input }: { input: MergePullRequest }) => {
      const pullRequest = find(input.pullRequestId);
      const { commitHeadline, commitBody, expectedHeadOid } = input;
      mergePullRequest(state, viewer, pullRequest, {
        method: METHODS[input.mergeMethod ?? "MERGE"],
        ...(commitHeadline == null ? {} : { title: commitHeadline }),
        ...(commitBody == null ? {} : { message: commitBody }),
        ...(expectedHeadOid == null ? {} : { expectedHead: expectedHeadOid }),
      });
      return payload("MergePullRequestPayload", input, {
        actor,
        pullRequest: () => conversationFields(scene, pullRequest),
      });
    },
  };
}

/** `branch`, or `owner:branch` when it is in a fork. */
function headOf(scene: Scene, input: CreatePullRequest): string {
  const branch = input.headRefName.replace(/^refs\/heads\//, "");
  if (input.headRepositoryId == null) return branch;
  const repository = findTarget(scene, input.headRepositoryId, "Repository", ["Repository"]);
  return `${ownerOf(scene.state, repository).login}:${branch}`;
}
