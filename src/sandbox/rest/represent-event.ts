import { formatInstant } from "../../program/instant.ts";
import { findAccountById } from "../accounts.ts";
import { findIssue } from "../issues.ts";
import { representUser } from "../representations/account.ts";
import { representApp } from "../representations/app.ts";
import { representIssue } from "../representations/issue.ts";
import type { Repository, State, TimelineEvent } from "../state.ts";
import { apiUrl } from "./urls.ts";

const NAMES: Readonly<Record<TimelineEvent["type"], string>> = {
  ClosedEvent: "closed",
  ReopenedEvent: "reopened",
  LabeledEvent: "labeled",
  UnlabeledEvent: "unlabeled",
  CommentDeletedEvent: "comment_deleted",
  RenamedTitleEvent: "renamed",
  CrossReferencedEvent: "cross-referenced",
  ReferencedEvent: "referenced",
  MergedEvent: "merged",
  HeadRefDeletedEvent: "head_ref_deleted",
  HeadRefForcePushedEvent: "head_ref_force_pushed",
  MentionedEvent: "mentioned",
  SubscribedEvent: "subscribed",
  LockedEvent: "locked",
  UnlockedEvent: "unlocked",
};

/** One event of an issue, as REST's issue events and timeline have it. */
export function representEvent(
  state: State,
  repository: Repository,
  event: TimelineEvent,
): Record<string, unknown> {
  // Someone mentioned or subscribed is the actor of that event, at GitHub.
  const actorId = "accountId" in event ? event.accountId : event.actorId;
  const actor = representUser(state, findAccountById(state, actorId));
  const created_at = formatInstant(event.at);
  if (event.type === "CrossReferencedEvent") {
    const source = state.repositories.get(event.source.repositoryId);
    const issue = source ? findIssue(source, event.source.number) : null;
    return {
      event: NAMES[event.type],
      actor,
      created_at,
      updated_at: created_at,
      source: { type: "issue", ...(issue ? { issue: representIssue(state, issue) } : {}) },
    };
  }
  const app = event.appId === null ? undefined : state.apps.get(event.appId);
  const commit = commitOf(event);
  return {
    id: event.id,
    node_id: event.nodeId,
    url: apiUrl(state, repository, `issues/events/${event.id}`),
    actor,
    event: NAMES[event.type],
    commit_id: commit,
    commit_url: commit === null ? null : apiUrl(state, repository, `commits/${commit}`),
    created_at,
    performed_via_github_app: app ? representApp(state, app) : null,
    ...detailsOf(event),
  };
}

function commitOf(event: TimelineEvent): string | null {
  if (event.type === "MergedEvent" || event.type === "ReferencedEvent") return event.commitOid;
  if (event.type === "HeadRefForcePushedEvent") return event.after;
  return event.type === "ClosedEvent" && event.closer?.type === "Commit" ? event.closer.oid : null;
}

function detailsOf(event: TimelineEvent): Record<string, unknown> {
  switch (event.type) {
    case "LabeledEvent":
    case "UnlabeledEvent":
      return { label: { name: event.label.name, color: event.label.color } };
    case "RenamedTitleEvent":
      return { rename: { from: event.from, to: event.to } };
    case "ClosedEvent":
      return { state_reason: event.stateReason };
    case "LockedEvent":
      return { lock_reason: event.lockReason };
    default:
      return {};
  }
}
