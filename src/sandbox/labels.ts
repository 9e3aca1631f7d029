import { may, requireAccess } from "./access.ts";
import { conversationNeed } from "./conversation-need.ts";
import { invalid, notFound, SandboxError } from "./errors.ts";
import { emitConversation } from "./payloads/conversation.ts";
import { addLabel, repositoryOf } from "./repositories.ts";
import { representLabel } from "./representations/label.ts";
import type { Actor, IssueOrPullRequest, Label, Repository, State } from "./state.ts";
import { addTimelineEvent } from "./timeline.ts";

const NAME_LIMIT = 50;
const DESCRIPTION_LIMIT = 100;
const LABELS_PER_ISSUE = 100;
const MANAGE = { app: { issues: "write", pull_requests: "write" }, person: "write" } as const;

export interface LabelFields {
  name?: string;
  color?: string;
  description?: string | null;
}

export function createLabel(
  state: State,
  actor: Actor,
  repository: Repository,
  input: LabelFields & { name: string },
): Label {
  requireAccess(state, actor, repository, MANAGE);
  checkFields(repository, input, null);
  return addLabel(state, repository, {
    name: input.name,
    color: input.color?.toLowerCase() ?? "ededed",
    description: input.description ?? null,
    isDefault: false,
  });
}

export function updateLabel(state: State, actor: Actor, label: Label, changes: LabelFields): Label {
  const repository = repositoryOf(state, label);
  requireAccess(state, actor, repository, MANAGE);
  checkFields(repository, changes, label);
  repository.labels.delete(label.name.toLowerCase());
  label.name = changes.name ?? label.name;
  label.color = changes.color?.toLowerCase() ?? label.color;
  if (changes.description !== undefined) label.description = changes.description;
  label.updatedAt = state.clock.now();
  repository.labels.set(label.name.toLowerCase(), label);
  return label;
}

/** Takes it off every issue too. */
export function deleteLabel(state: State, actor: Actor, label: Label): void {
  const repository = repositoryOf(state, label);
  requireAccess(state, actor, repository, MANAGE);
  repository.labels.delete(label.name.toLowerCase());
  state.nodes.delete(label.nodeId);
  for (const issue of repository.issues.values())
    issue.labelIds = issue.labelIds.filter((id) => id !== label.id);
}

function checkFields(repository: Repository, fields: LabelFields, own: Label | null): void {
  const { name, color, description } = fields;
  if (name !== undefined) checkName(repository, name, own);
  if (color !== undefined && !/^[\da-f]{6}$/i.test(color)) {
    throw invalid({ resource: "Label", code: "invalid", field: "color" });
  }
  if (description != null && description.length > DESCRIPTION_LIMIT) {
    const message = `description is too long (maximum is ${DESCRIPTION_LIMIT} characters)`;
    throw invalid({ resource: "Label", code: "custom", field: "description", message });
  }
}

function checkName(repository: Repository, name: string, own: Label | null): void {
  if (name.trim() === "") throw invalid({ resource: "Label", code: "missing_field", field: "name" });
  if (name.length > NAME_LIMIT) {
    const message = `name is too long (maximum is ${NAME_LIMIT} characters)`;
    throw invalid({ resource: "Label", code: "custom", field: "name", message });
  }
  const other = findLabel(repository, name);
  if (other !== null && other !== own)
    throw invalid({ resource: "Label", code: "already_exists", field: "name" });
}

/** By name without case. */
export function findLabel(repository: Repository, name: string): Label | null {
  return repository.labels.get(name.toLowerCase()) ?? null;
}

/** In the order in which they were set. */
export function labelsOf(state: State, issue: IssueOrPullRequest): Label[] {
  const labels = [...repositoryOf(state, issue).labels.values()];
  return issue.labelIds.flatMap((id) => labels.find((label) => label.id === id) ?? []);
}

/** Labels that do not exist are created, as REST does. Each newly set one is one event. */
export function addLabels(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  names: readonly string[],
): Label[] {
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, "triage"));
  return changeLabels(state, actor, issue, findOrCreateLabels(state, actor, issue, names), []);
}

/** Replaces all. */
export function setLabels(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  names: readonly string[],
): Label[] {
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, "triage"));
  const wanted = findOrCreateLabels(state, actor, issue, names);
  const gone = labelsOf(state, issue).filter((label) => !wanted.includes(label));
  return changeLabels(state, actor, issue, wanted, gone);
}

/** 404 "Label does not exist" when the issue does not have it. */
export function removeLabel(state: State, actor: Actor, issue: IssueOrPullRequest, name: string): Label[] {
  requireAccess(state, actor, repositoryOf(state, issue), conversationNeed(issue, "triage"));
  const label = findLabel(repositoryOf(state, issue), name);
  if (label === null || !issue.labelIds.includes(label.id)) throw notFound("Label does not exist");
  return changeLabels(state, actor, issue, [], [label]);
}

function findOrCreateLabels(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  names: readonly string[],
): Label[] {
  const repository = repositoryOf(state, issue);
  const unique = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
  const unknown = unique.filter((name) => findLabel(repository, name) === null);
  if (unknown.length > 0 && !may(state, actor, repository, MANAGE)) {
    throw new SandboxError("FORBIDDEN", "Must have admin rights to Repository.");
  }
  for (const name of unknown) checkName(repository, name, null);
  if (unique.length > LABELS_PER_ISSUE) {
    const message = `You can't have more than ${LABELS_PER_ISSUE} labels on an issue`;
    throw invalid({ resource: "Issue", code: "custom", field: "labels", message });
  }
  return unique.map(
    (name) =>
      findLabel(repository, name) ??
      addLabel(state, repository, { name, color: "ededed", description: null, isDefault: false }),
  );
}

/** Sets and takes off labels that exist, with timeline and webhook events, without asking for rights. Returns what it has now. */
export function changeLabels(
  state: State,
  actor: Actor,
  issue: IssueOrPullRequest,
  set: readonly Label[],
  gone: readonly Label[],
): Label[] {
  const changes = [
    ...gone.filter(({ id }) => issue.labelIds.includes(id)).map((label) => ({ label, set: false })),
    ...set.filter(({ id }) => !issue.labelIds.includes(id)).map((label) => ({ label, set: true })),
  ];
  if (changes.length === 0) return labelsOf(state, issue);
  const kept = issue.labelIds.filter((id) => !gone.some((label) => label.id === id));
  issue.labelIds = [...new Set([...kept, ...set.map(({ id }) => id)])];
  issue.updatedAt = state.clock.now();
  for (const { label, set: isSet } of changes) {
    const { id, name, color } = label;
    addTimelineEvent(state, actor, issue, {
      type: isSet ? "LabeledEvent" : "UnlabeledEvent",
      label: { id, name, color },
    });
    emitConversation(state, actor, issue, isSet ? "labeled" : "unlabeled", {
      label: representLabel(state, label),
    });
  }
  return labelsOf(state, issue);
}
