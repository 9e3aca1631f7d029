import { actorAccount } from "../../accounts.ts";
import { closeIssue, editIssue, openIssue, reopenIssue } from "../../issues.ts";
import { findNode } from "../../nodes.ts";
import { actorFields } from "../account.ts";
import { conversationFields } from "../issue.ts";
import { findTarget } from "../node.ts";
import { Refusal } from "../refusal.ts";
import type { Scene } from "../scene.ts";
import { type Input, payload } from "./input.ts";
import { labelNames } from "./labels.ts";

const CLOSE_REASONS = { COMPLETED: "completed", NOT_PLANNED: "not_planned", DUPLICATE: "duplicate" } as const;

interface CreateIssue extends Input {
  repositoryId: string;
  title: string;
  body?: string | null;
  labelIds?: readonly string[] | null;
  assigneeIds?: readonly string[] | null;
}

interface UpdateIssue extends Input {
  id: string;
  title?: string | null;
  body?: string | null;
  state?: "OPEN" | "CLOSED" | null;
  labelIds?: readonly string[] | null;
  assigneeIds?: readonly string[] | null;
}

interface CloseIssue extends Input {
  issueId: string;
  stateReason?: keyof typeof CLOSE_REASONS | null;
  duplicateIssueId?: string | null;
}

/** The mutations on issues. */
export function issueMutations(scene: Scene) {
  const { state, viewer } = scene;
  const find = (id: string) => findTarget(scene, id, "Issue", ["Issue"]);
  return {
    createIssue: ({ input }: { input: CreateIssue }) => {
      const repository = findTarget(scene, input.repositoryId, "Repository", ["Repository"]);
      const issue = openIssue(state, viewer, {
        repository,
        title: input.title,
        body: input.body ?? null,
        labels: labelNames(scene, { repositoryId: repository.id }, input.labelIds ?? []),
        assignees: logins(scene, input.assigneeIds ?? []),
      });
      return payload("CreateIssuePayload", input, { issue: () => conversationFields(scene, issue) });
    },
    updateIssue: ({ input }: { input: UpdateIssue }) => {
      const issue = find(input.id);
      const { title, body, labelIds, assigneeIds } = input;
      editIssue(state, viewer, issue, {
        ...(title == null ? {} : { title }),
        ...(body == null ? {} : { body }),
        ...(input.state == null ? {} : { state: input.state === "OPEN" ? "open" : "closed" }),
        ...(labelIds == null ? {} : { labels: labelNames(scene, issue, labelIds) }),
        ...(assigneeIds == null ? {} : { assignees: logins(scene, assigneeIds) }),
      });
      return payload("UpdateIssuePayload", input, {
        issue: () => conversationFields(scene, issue),
        actor: () => actorFields(scene, actorAccount(state, viewer)),
      });
    },
    closeIssue: ({ input }: { input: CloseIssue }) => {
      const issue = find(input.issueId);
      if (input.duplicateIssueId != null) {
        const original = find(input.duplicateIssueId);
        if (original.id === issue.id || input.stateReason !== "DUPLICATE") {
          throw new Refusal("UNPROCESSABLE", "Could not close the issue as a duplicate.");
        }
      }
      closeIssue(state, viewer, issue, CLOSE_REASONS[input.stateReason ?? "COMPLETED"]);
      return payload("CloseIssuePayload", input, { issue: () => conversationFields(scene, issue) });
    },
    reopenIssue: ({ input }: { input: Input & { issueId: string } }) => {
      const issue = find(input.issueId);
      reopenIssue(state, viewer, issue);
      return payload("ReopenIssuePayload", input, { issue: () => conversationFields(scene, issue) });
    },
  };
}

/** Logins of people by their node ids. */
export function logins(scene: Scene, ids: readonly string[]): string[] {
  return ids.map((id) => {
    const node = findNode(scene.state, id);
    if (node?.type !== "User") {
      throw new Refusal("NOT_FOUND", `Could not resolve to User node with the global id of '${id}'.`);
    }
    return node.login;
  });
}
