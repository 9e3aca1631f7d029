import { may } from "./access.ts";
import { closeConversation } from "./closing.ts";
import { textOf } from "./content.ts";
import { conversationNeed } from "./conversation-need.ts";
import { commitsBetween, readCommit } from "./git/history.ts";
import type { Commit } from "./git/object.ts";
import type { RefMove } from "./ref-moves.ts";
import { referencesIn } from "./references.ts";
import { repositoryOf } from "./repositories.ts";
import type { Actor, Issue, PullRequest, Repository, State } from "./state.ts";
import { addTimelineEvent } from "./timeline.ts";

/** What `Closes #12` in its body names, when its base is the default branch. */
export function closingIssues(state: State, pullRequest: PullRequest): Issue[] {
  const repository = repositoryOf(state, pullRequest);
  if (pullRequest.base.ref !== repository.defaultBranch) return [];
  return closedBy(state, repository, textOf(pullRequest.body));
}

function closedBy(state: State, repository: Repository, text: string): Issue[] {
  return referencesIn(state, repository, text).flatMap(({ target, closes }) =>
    closes && target.type === "Issue" ? [target] : [],
  );
}

/** After a merge: GitHub closes as the person who merged, wherever that person may close. */
export function closeIssuesByPullRequest(state: State, actor: Actor, pullRequest: PullRequest): void {
  const { repositoryId, number } = pullRequest;
  for (const issue of closingIssues(state, pullRequest)) {
    closeIfOpen(state, actor, issue, { type: "PullRequest", repositoryId, number });
  }
}

/** After a push to the default branch: commits that name an issue leave a trace there, and may close it. */
export function closeIssuesByCommits(
  state: State,
  actor: Actor,
  repository: Repository,
  move: RefMove,
): void {
  const isDefault = move.name === `refs/heads/${repository.defaultBranch}`;
  for (const commit of newCommits(repository, move)) {
    for (const { target, closes } of referencesIn(state, repository, commit.message)) {
      // GitHub's own "Merge pull request #1" is no reference to it.
      if (target.type === "PullRequest" && target.merge?.commitOid === commit.oid) continue;
      const known = target.timeline.some(
        (event) => event.type === "ReferencedEvent" && event.commitOid === commit.oid,
      );
      const { id: repositoryId } = repository;
      if (!known) {
        addTimelineEvent(state, actor, target, {
          type: "ReferencedEvent",
          repositoryId,
          commitOid: commit.oid,
        });
      }
      if (closes && isDefault && target.type === "Issue") {
        closeIfOpen(state, actor, target, { type: "Commit", repositoryId, oid: commit.oid });
      }
    }
  }
}

function newCommits(repository: Repository, { before, after }: RefMove): Commit[] {
  if (after === null || repository.objects.get(after)?.type !== "commit") return [];
  if (before !== null) return commitsBetween(repository.objects, before, after);
  const isKnown = [...repository.refs.values()].filter((oid) => oid === after).length > 1;
  return isKnown ? [] : [readCommit(repository.objects, after)];
}

type Closer = NonNullable<Parameters<typeof closeConversation>[3]>["closer"];

function closeIfOpen(state: State, actor: Actor, issue: Issue, closer: NonNullable<Closer>): void {
  if (issue.state === "closed") return;
  if (
    actor.kind === "person" &&
    !may(state, actor, repositoryOf(state, issue), conversationNeed(issue, "triage"))
  )
    return;
  closeConversation(state, actor, issue, { reason: "completed", closer });
}
