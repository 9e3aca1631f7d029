import { canSee } from "../access.ts";
import { issueOf } from "../comments.ts";
import { findNode, type Node } from "../nodes.ts";
import { repositoryOf } from "../repositories.ts";
import type { Issue, IssueComment, IssueOrPullRequest, Label, PullRequest, Repository } from "../state.ts";
import { actorFields } from "./account.ts";
import { commentFields } from "./comment.ts";
import type { Fields } from "./fields.ts";
import { gitObjectFields } from "./git-object.ts";
import { conversationFields } from "./issue.ts";
import { labelFields } from "./label.ts";
import { teamFields } from "./organization.ts";
import { refFields } from "./ref.ts";
import { notImplemented, Refusal } from "./refusal.ts";
import { repositoryFields } from "./repository.ts";
import { requireRead, type Scene } from "./scene.ts";

/** The fields of what a node id stands for. Throws NOT_FOUND, also for what the viewer cannot see. */
export function nodeFields(scene: Scene, id: string): Fields {
  const node = findVisible(scene, id);
  switch (node?.type) {
    case undefined:
      throw new Refusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    case "User":
    case "Bot":
    case "Organization":
      return present(actorFields(scene, node));
    case "Team":
      return teamFields(scene, node);
    case "Repository":
      return repositoryFields(scene, node);
    case "Issue":
      requireRead(scene, repositoryOf(scene.state, node), "issues");
      return conversationFields(scene, node);
    case "PullRequest":
      requireRead(scene, repositoryOf(scene.state, node), "pull_requests");
      return conversationFields(scene, node);
    case "IssueComment":
      requireRead(
        scene,
        repositoryOf(scene.state, node),
        issueOf(scene.state, node).type === "Issue" ? "issues" : "pull_requests",
      );
      return commentFields(scene, node);
    case "Label":
      requireRead(scene, repositoryOf(scene.state, node), "issues", "pull_requests");
      return labelFields(scene, node);
    case "Ref":
      requireRead(scene, node.repository, "contents");
      return refFields(scene, node.repository, node.name);
    case "Commit":
    case "Tree":
    case "Blob":
      requireRead(scene, node.repository, "contents");
      return gitObjectFields(scene, node.repository, node.object);
    default:
      throw notImplemented(`nodes of type ${node?.type}`);
  }
}

function present(fields: Fields | null): Fields {
  if (fields === null) throw new RangeError("an account without fields");
  return fields;
}

interface Kinds {
  Repository: Repository;
  Issue: Issue;
  PullRequest: PullRequest;
  IssueComment: IssueComment;
  Label: Label;
  Ref: Extract<Node, { type: "Ref" }>;
}

/**
 * What a mutation is about. `what` names, in the error, what GitHub wanted there.
 * Throws NOT_FOUND for an id of nothing, of something else, or of what the viewer cannot see.
 */
export function findTarget<Kind extends keyof Kinds>(
  scene: Scene,
  id: string,
  what: string,
  kinds: readonly Kind[],
): Kinds[Kind] {
  const node = findVisible(scene, id);
  if (node === null)
    throw new Refusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  if (!isKind(node, kinds)) {
    throw new Refusal("NOT_FOUND", `Could not resolve to ${what} node with the global id of '${id}'.`);
  }
  return node;
}

function isKind<Kind extends keyof Kinds>(node: Node, kinds: readonly Kind[]): node is Kinds[Kind] & Node {
  return kinds.some((kind) => kind === node.type);
}

function findVisible(scene: Scene, id: string): Node | null {
  const node = findNode(scene.state, id);
  const repository = node === null ? null : homeOf(scene, node);
  return repository !== null && !canSee(scene.state, scene.viewer, repository) ? null : node;
}

function homeOf(scene: Scene, node: Node): Repository | null {
  if (node.type === "Repository") return node;
  if ("repository" in node) return node.repository;
  return "repositoryId" in node ? repositoryOf(scene.state, node) : null;
}

/** The issue or pull request of a mutation. */
export function findConversation(scene: Scene, id: string, what: string): IssueOrPullRequest {
  return findTarget(scene, id, what, ["Issue", "PullRequest"]);
}
