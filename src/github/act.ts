import type { Action, Label } from "../program/action.ts";
import type { ObservedRepository } from "../program/observation.ts";
import { DATA_BRANCH } from "../program/places.ts";
import type { GitHubClient } from "./client.ts";
import { createCommit, moveBranch } from "./commit.ts";
import { commitToDataBranch } from "./data-branch.ts";
import { GraphQLAnswerError } from "./graphql.ts";
import { createLabels, findLabels } from "./labels.ts";
import { type Mutation, mutate } from "./mutate.ts";
import { writeCheck } from "./write-check.ts";

/**
 * Makes actions true, in their order. Neighbours that do not depend on each other go out as one request.
 * A failure stops here and is thrown: what was done so far shows at the next look, which decides what is left.
 */
export async function act(
  client: GitHubClient,
  repository: ObservedRepository,
  actions: readonly Action[],
): Promise<void> {
  let batch: Mutation[] = [];
  const send = async () => {
    const mutations = batch;
    batch = [];
    await mutate(client, mutations);
  };
  for (const action of actions) {
    switch (action.do) {
      case "record":
        await send();
        await commitToDataBranch(client, repository, { ...action, branch: DATA_BRANCH });
        break;
      case "propose":
        await send();
        await propose(client, repository, action);
        break;
      case "add-labels": {
        const labels = await labelIds(client, repository, action.labels);
        batch.push(mutation("addLabelsToLabelable", { labelableId: action.subject, labelIds: labels }));
        break;
      }
      case "delete-branch":
        await send();
        await client.rest.git.deleteRef({
          owner: repository.owner,
          repo: repository.name,
          ref: `heads/${action.branch}`,
        });
        break;
      case "check":
        await send();
        await writeCheck(client, repository, action);
        break;
      default:
        batch.push(simpleMutation(repository, action));
    }
  }
  await send();
}

type SimpleAction = Exclude<Action, { do: "record" | "propose" | "add-labels" | "delete-branch" | "check" }>;

const REACTIONS = { "thumbs-up": "THUMBS_UP", confused: "CONFUSED" } as const;
const REASONS = { completed: "COMPLETED", "not-planned": "NOT_PLANNED", duplicate: "DUPLICATE" } as const;

function simpleMutation(repository: ObservedRepository, action: SimpleAction): Mutation {
  switch (action.do) {
    case "comment":
      return mutation("addComment", { subjectId: action.subject, body: action.body });
    case "edit-comment":
      return mutation("updateIssueComment", { id: action.comment, body: action.body });
    case "react":
      return mutation(action.present ? "addReaction" : "removeReaction", {
        subjectId: action.comment,
        content: REACTIONS[action.reaction],
      });
    case "remove-labels":
      return mutation("removeLabelsFromLabelable", {
        labelableId: action.subject,
        labelIds: action.labelIds,
      });
    case "close-issue":
      return mutation("closeIssue", {
        issueId: action.issue,
        stateReason: REASONS[action.reason],
        ...(action.duplicateOf === null ? {} : { duplicateIssueId: action.duplicateOf }),
      });
    case "reopen-issue":
      return mutation("reopenIssue", { issueId: action.issue });
    case "open-issue":
      return mutation("createIssue", {
        repositoryId: repository.nodeId,
        title: action.title,
        body: action.body,
      });
    case "edit-issue":
      return mutation("updateIssue", { id: action.issue, title: action.title, body: action.body });
  }
}

function mutation(name: string, input: Record<string, unknown>): Mutation {
  return { name, input, selection: "clientMutationId" };
}

/** Ids of labels, which are made where they are missing. */
async function labelIds(
  client: GitHubClient,
  repository: ObservedRepository,
  labels: readonly Label[],
): Promise<string[]> {
  const known = new Map(repository.labels.map((label) => [label.name.toLowerCase(), label.nodeId]));
  const learn = (found: ReadonlyMap<string, string>) => {
    for (const [name, id] of found) known.set(name, id);
  };
  const missing = () => labels.filter((label) => !known.has(label.name.toLowerCase()));
  if (missing().length > 0 && !repository.allLabels) learn(await findLabels(client, repository, missing()));
  try {
    learn(await createLabels(client, repository, missing()));
  } catch (error) {
    // Another look may have made them in the meantime: several proposals often come at once.
    if (!(error instanceof GraphQLAnswerError)) throw error;
    learn(await findLabels(client, repository, missing()));
    if (missing().length > 0) throw error;
  }
  return labels.flatMap((label) => known.get(label.name.toLowerCase()) ?? []);
}

/**
 * Builds the tree and the commit first and moves the branch to it afterwards: a branch that points at the base's
 * head while its pull request is open would be taken for merged (`DESIGN.md` section 7).
 */
async function propose(
  client: GitHubClient,
  repository: ObservedRepository,
  action: Extract<Action, { do: "propose" }>,
): Promise<void> {
  const message = action.body === "" ? action.headline : `${action.headline}\n\n${action.body}`;
  const oid = await createCommit(client, repository, action.base, message, action.files);
  await moveBranch(client, repository, action.branch, oid, action.branchExists);
  const { title, body, existing } = action.pullRequest;
  await mutate(client, [
    existing === null
      ? mutation("createPullRequest", {
          repositoryId: repository.nodeId,
          baseRefName: action.base.branch,
          headRefName: action.branch,
          title,
          body,
        })
      : mutation("updatePullRequest", { pullRequestId: existing, title, body }),
  ]);
}
