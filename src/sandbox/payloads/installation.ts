import { covers } from "../access.ts";
import { emitInstallationEvent } from "../events.ts";
import { fullName } from "../repositories.ts";
import { representInstallation } from "../representations/app.ts";
import type { Account, Installation, Repository, State } from "../state.ts";

/** Emits `installation`. */
export function emitInstallation(
  state: State,
  sender: Account,
  installation: Installation,
  action: "created" | "deleted" | "suspend" | "unsuspend",
): void {
  const repositories = [...state.repositories.values()].filter((repository) =>
    covers(installation, repository),
  );
  emitInstallationEvent(
    state,
    sender,
    installation,
    { event: "installation", action },
    {
      installation: representInstallation(state, installation),
      repositories: repositories.map((repository) => representShort(state, repository)),
      ...(action === "created" ? { requester: null } : {}),
    },
  );
}

/** Emits `installation_repositories`: `added` when any were added, else `removed`. */
export function emitInstallationRepositories(
  state: State,
  sender: Account,
  installation: Installation,
  changes: { added: readonly Repository[]; removed: readonly Repository[] },
): void {
  const action = changes.added.length > 0 ? "added" : "removed";
  emitInstallationEvent(
    state,
    sender,
    installation,
    { event: "installation_repositories", action },
    {
      installation: representInstallation(state, installation),
      repository_selection: installation.repositorySelection,
      repositories_added: changes.added.map((repository) => representShort(state, repository)),
      repositories_removed: changes.removed.map((repository) => representShort(state, repository)),
      requester: null,
    },
  );
}

function representShort(state: State, repository: Repository) {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(state, repository),
    private: repository.private,
  };
}
