import { requireAccess } from "./access.ts";
import { actorAccount } from "./accounts.ts";
import { issueOf } from "./comments.ts";
import { conversationNeed } from "./conversation-need.ts";
import { notFound } from "./errors.ts";
import { newIdentity, register } from "./nodes.ts";
import { repositoryOf } from "./repositories.ts";
import type { Actor, IssueComment, IssueOrPullRequest, Reaction, ReactionContent, State } from "./state.ts";

/** The same reaction by the same account again changes nothing (`created: false`; REST answers 200 instead of 201). */
export function addReaction(
  state: State,
  actor: Actor,
  subject: IssueOrPullRequest | IssueComment,
  content: ReactionContent,
): { reaction: Reaction; created: boolean } {
  requireReacting(state, actor, subject);
  const accountId = actorAccount(state, actor).id;
  const known = subject.reactions.find((other) => other.accountId === accountId && other.content === content);
  if (known !== undefined) return { reaction: known, created: false };
  const reaction: Reaction = {
    ...newIdentity(state, "Reaction", [subject.repositoryId, subject.id]),
    type: "Reaction",
    accountId,
    content,
    createdAt: state.clock.now(),
  };
  subject.reactions.push(reaction);
  return { reaction: register(state, reaction), created: true };
}

/** The actor's own one; 404 when there is none. */
export function removeReaction(
  state: State,
  actor: Actor,
  subject: IssueOrPullRequest | IssueComment,
  reaction: Reaction,
): void {
  requireReacting(state, actor, subject);
  if (!subject.reactions.includes(reaction) || reaction.accountId !== actorAccount(state, actor).id)
    throw notFound();
  subject.reactions = subject.reactions.filter((other) => other !== reaction);
  state.nodes.delete(reaction.nodeId);
}

function requireReacting(state: State, actor: Actor, subject: IssueOrPullRequest | IssueComment): void {
  const issue = subject.type === "IssueComment" ? issueOf(state, subject) : subject;
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, "read"));
}
