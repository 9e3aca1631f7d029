import { hasAtLeast, may, permissionOf, requireAccess } from "./access.ts";
import { actorAccount, actorApp, findAccount } from "./accounts.ts";
import { closeConversation, reopenConversation } from "./closing.ts";
import { editContent, newContent, textOf } from "./content.ts";
import { conversationNeed } from "./conversation-need.ts";
import { forbidden, SandboxError } from "./errors.ts";
import { addLabels, changeLabels, findLabel, setLabels } from "./labels.ts";
import { newIdentity, register } from "./nodes.ts";
import { emitConversation } from "./payloads/conversation.ts";
import { recordReferences } from "./references.ts";
import { repositoryOf } from "./repositories.ts";
import type { Actor, Issue, IssueOrPullRequest, Repository, State, StateReason } from "./state.ts";
import { checkIssueBody, checkTitle } from "./text-limits.ts";
import { addTimelineEvent } from "./timeline.ts";

export interface NewIssue {
  repository: Repository;
  title: string;
  body?: string | null;
  /** By the API: silently dropped without triage; those that do not exist are created. */
  labels?: readonly string[];
  /** From an issue form's `labels`: set for anyone, but only those that exist. */
  formLabels?: readonly string[];
  assignees?: readonly string[];
}

/** As PATCH: what is `undefined` stays. `labels` and `assignees` replace all, and are dropped silently without triage. */
export interface IssueChanges {
  title?: string;
  body?: string | null;
  state?: "open" | "closed";
  stateReason?: StateReason | null;
  labels?: readonly string[];
  assignees?: readonly string[];
}

export function openIssue(state: State, actor: Actor, input: NewIssue): Issue {
  const { repository, title } = input;
  requireAccess(state, actor, repository, conversationNeed({ type: "Issue" }, "read"));
  if (!repository.hasIssues)
    throw new SandboxError("NOT_FOUND", "Issues are disabled for this repo", null, 410);
  const body = input.body ?? "";
  checkTitle("Issue", title);
  checkIssueBody("Issue", body);
  const sorts = may(state, actor, repository, conversationNeed({ type: "Issue" }, "triage"));
  const issue: Issue = {
    ...newConversation(state, actor, repository, "Issue", title, body),
    type: "Issue",
    assigneeIds: sorts ? assignableIds(state, repository, input.assignees ?? []) : [],
  };
  repository.issues.set(issue.number, register(state, issue));
  emitConversation(state, actor, issue, "opened");
  if (sorts && input.labels !== undefined) addLabels(state, actor, issue, input.labels);
  const formLabels = (input.formLabels ?? []).flatMap((name) => findLabel(repository, name) ?? []);
  changeLabels(state, actor, issue, formLabels, []);
  recordReferences(state, actor, issue, repository, body);
  return issue;
}

/** What issues and pull requests have in common, with the repository's next number. */
export function newConversation(
  state: State,
  actor: Actor,
  repository: Repository,
  type: IssueOrPullRequest["type"],
  title: string,
  body: string,
): Omit<Issue, "type"> {
  repository.lastNumber += 1;
  const now = state.clock.now();
  const authorId = actorAccount(state, actor).id;
  return {
    ...newIdentity(state, type, [repository.id]),
    repositoryId: repository.id,
    number: repository.lastNumber,
    authorId,
    appId: actorApp(state, actor)?.id ?? null,
    title: title.trim(),
    body: newContent(state, authorId, body),
    createdAt: now,
    updatedAt: now,
    state: "open",
    stateReason: null,
    closedAt: null,
    closedById: null,
    locked: false,
    lockReason: null,
    labelIds: [],
    assigneeIds: [],
    comments: [],
    reactions: [],
    timeline: [],
  };
}

/** Rights and texts are checked before anything is changed. */
export function editIssue<Kind extends IssueOrPullRequest>(
  state: State,
  actor: Actor,
  issue: Kind,
  changes: IssueChanges,
): Kind {
  const repository = repositoryOf(state, issue);
  const own = issue.authorId === actorAccount(state, actor).id;
  const writesText = changes.title !== undefined || changes.body !== undefined;
  requireAccess(
    state,
    actor,
    repository,
    conversationNeed(issue, own ? "read" : writesText ? "write" : "triage"),
  );
  if (changes.state === "closed") requireClosing(state, actor, issue);
  if (changes.state === "open") requireReopening(state, actor, issue);
  if (changes.title !== undefined) checkTitle(issue.type, changes.title);
  if (changes.body != null) checkIssueBody(issue.type, changes.body);
  editTexts(state, actor, issue, changes);
  const sorts = may(state, actor, repository, conversationNeed(issue, "triage"));
  if (sorts && changes.labels !== undefined) setLabels(state, actor, issue, changes.labels);
  if (sorts && changes.assignees !== undefined) {
    issue.assigneeIds = assignableIds(state, repository, changes.assignees);
  }
  if (changes.state === "closed") closeIssue(state, actor, issue, changes.stateReason ?? "completed");
  if (changes.state === "open") reopenIssue(state, actor, issue);
  return issue;
}

function editTexts(state: State, actor: Actor, issue: IssueOrPullRequest, changes: IssueChanges): void {
  const before = { title: issue.title, body: textOf(issue.body) };
  const title = changes.title?.trim() ?? before.title;
  const body = changes.body === undefined ? before.body : (changes.body ?? "");
  const bodyChanged = editContent(state, issue.body, actorAccount(state, actor).id, body);
  if (title === before.title && !bodyChanged) return;
  issue.title = title;
  issue.updatedAt = state.clock.now();
  if (title !== before.title) {
    addTimelineEvent(state, actor, issue, { type: "RenamedTitleEvent", from: before.title, to: title });
  }
  emitConversation(state, actor, issue, "edited", {
    changes: {
      ...(title === before.title ? {} : { title: { from: before.title } }),
      ...(bodyChanged ? { body: { from: before.body } } : {}),
    },
  });
  if (bodyChanged) recordReferences(state, actor, issue, repositoryOf(state, issue), body, before.body);
}

/** Those who may be assigned; GitHub drops the others silently, and all from the eleventh on. */
function assignableIds(state: State, repository: Repository, logins: readonly string[]): number[] {
  const accounts = logins.flatMap((login) => findAccount(state, login) ?? []);
  const fitting = accounts.filter(
    (account) => account.type === "User" && hasAtLeast(permissionOf(state, account, repository), "triage"),
  );
  return [...new Set(fitting.map(({ id }) => id))].slice(0, 10);
}

/** Closed already: nothing happens but a change of the reason. */
export function closeIssue(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  reason: StateReason = "completed",
): void {
  requireClosing(state, actor, issue);
  closeConversation(state, actor, issue, { reason });
}

function requireClosing(state: State, actor: Actor, issue: IssueOrPullRequest): void {
  const own = issue.authorId === actorAccount(state, actor).id;
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, own ? "read" : "triage"));
}

/** An author without triage reopens only what he or she closed. */
export function reopenIssue(state: State, actor: Actor, issue: IssueOrPullRequest): void {
  requireReopening(state, actor, issue);
  reopenConversation(state, actor, issue);
}

function requireReopening(state: State, actor: Actor, issue: IssueOrPullRequest): void {
  const me = actorAccount(state, actor).id;
  const own = issue.authorId === me && (issue.state === "open" || issue.closedById === me);
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, own ? "read" : "triage"));
}

export function lockIssue(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  reason: IssueOrPullRequest["lockReason"] = null,
): void {
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, "write"));
  if (issue.locked) return;
  issue.locked = true;
  issue.lockReason = reason;
  addTimelineEvent(state, actor, issue, { type: "LockedEvent", lockReason: reason });
  emitConversation(state, actor, issue, "locked");
}

export function unlockIssue(state: State, actor: Actor, issue: IssueOrPullRequest): void {
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, "write"));
  if (!issue.locked) return;
  issue.locked = false;
  issue.lockReason = null;
  addTimelineEvent(state, actor, issue, { type: "UnlockedEvent" });
  emitConversation(state, actor, issue, "unlocked");
}

/** Admins only; never by an app. The number is not given out again. */
export function deleteIssue(state: State, actor: Actor, issue: Issue): void {
  const repository = repositoryOf(state, issue);
  requireAccess(state, actor, repository, conversationNeed(issue, "admin"));
  if (actor.kind === "installation") throw forbidden("Resource not accessible by integration");
  repository.issues.delete(issue.number);
  for (const part of [issue, ...issue.comments, ...issue.timeline]) state.nodes.delete(part.nodeId);
  emitConversation(state, actor, issue, "deleted");
}

/** The issue or pull request of a number, `null` when there is none. */
export function findIssue(repository: Repository, number: number): IssueOrPullRequest | null {
  return repository.issues.get(number) ?? null;
}
