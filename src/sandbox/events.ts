import { covers } from "./access.ts";
import { actorAccount, findAccountById } from "./accounts.ts";
import { representSimpleOrganization, representUser } from "./representations/account.ts";
import { representRepository } from "./representations/repository.ts";
import type { Account, Actor, Installation, Listener, Repository, State, WebhookEvent } from "./state.ts";

/** Hears every webhook event, before any delivery. Returns how to stop. */
export function subscribe(state: State, listener: Listener): () => void {
  state.listeners.add(listener);
  return () => state.listeners.delete(listener);
}

/**
 * Tells every installation that covers the repository. `fields` are those of this event alone; they are asked for once,
 * and only when somebody is told.
 */
export function emitRepositoryEvent(
  state: State,
  actor: Actor,
  repository: Repository,
  name: { event: string; action: string | null },
  fields: () => Record<string, unknown>,
): void {
  const installations = [...state.installations.values()].filter((installation) =>
    covers(installation, repository),
  );
  if (installations.length === 0 || state.listeners.size === 0) return;
  const shared = {
    ...(name.action === null ? {} : { action: name.action }),
    repository: representRepository(state, repository),
    ...organizationField(state, findAccountById(state, repository.ownerId)),
    sender: representUser(state, actorAccount(state, actor)),
    ...fields(),
  };
  for (const installation of installations) {
    const payload = { ...shared, installation: { id: installation.id, node_id: installation.nodeId } };
    tell(state, { ...name, installationId: installation.id, payload });
  }
}

/** Tells one installation about itself. */
export function emitInstallationEvent(
  state: State,
  sender: Account,
  installation: Installation,
  name: { event: string; action: string },
  fields: Record<string, unknown>,
): void {
  const payload = { action: name.action, ...fields, sender: representUser(state, sender) };
  tell(state, { ...name, installationId: installation.id, payload });
}

function organizationField(state: State, owner: Account | null): Record<string, unknown> {
  return owner?.type === "Organization" ? { organization: representSimpleOrganization(state, owner) } : {};
}

function tell(state: State, event: WebhookEvent): void {
  for (const listener of state.listeners) listener({ ...event, payload: structuredClone(event.payload) });
}
