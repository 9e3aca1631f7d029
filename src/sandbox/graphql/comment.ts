import type { GraphQLResolveInfo } from "graphql";
import { issueOf } from "../comments.ts";
import { repositoryOf } from "../repositories.ts";
import { representComment } from "../representations/issue.ts";
import type { IssueComment } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import { contentFields } from "./content.ts";
import type { Fields } from "./fields.ts";
import { conversationFields } from "./issue.ts";
import { reactableFields } from "./reaction.ts";
import { repositoryFields } from "./repository.ts";
import { addresses, type Order, type Scene, sorted } from "./scene.ts";

/** Why a comment was folded away. REST does not show it, so only GraphQL keeps it. */
const minimized = new WeakMap<IssueComment, string>();

/** `classifier` is one of GitHub's `ReportedContentClassifiers`. */
export function minimize(comment: IssueComment, classifier: string): void {
  minimized.set(comment, classifier.toLowerCase().replace("_", "-"));
}

export function commentFields(scene: Scene, comment: IssueComment): Fields {
  const repository = repositoryOf(scene.state, comment);
  const issue = issueOf(scene.state, comment);
  const kind = issue.type === "Issue" ? "issues" : "pull";
  return {
    __typename: "IssueComment",
    id: comment.nodeId,
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    ...addresses(scene, repository, `/${kind}/${issue.number}#issuecomment-${comment.id}`),
    ...contentFields(scene, comment),
    ...reactableFields(scene, comment, () => commentFields(scene, comment)),
    authorAssociation: () => representComment(scene.state, comment)["author_association"],
    isMinimized: () => minimized.has(comment),
    minimizedReason: () => minimized.get(comment) ?? null,
    issue: () => conversationFields(scene, issue),
    pullRequest: () => (issue.type === "PullRequest" ? conversationFields(scene, issue) : null),
    repository: () => repositoryFields(scene, repository),
  };
}

export type CommentPage = PageArguments & { orderBy?: Order | null };

export function commentConnection(
  scene: Scene,
  comments: readonly IssueComment[],
  page: CommentPage,
  info: GraphQLResolveInfo,
): Fields {
  const order = page.orderBy ?? null;
  return connection(page, info, {
    items:
      order === null ? comments : sorted(comments, order, { UPDATED_AT: (comment) => comment.updatedAt }),
    key: (comment) => comment.id,
    fields: (comment) => commentFields(scene, comment),
  });
}
