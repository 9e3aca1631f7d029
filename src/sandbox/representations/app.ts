import { formatInstant } from "../../program/instant.ts";
import { findAccountById } from "../accounts.ts";
import type { App, Installation, State } from "../state.ts";
import { representUser } from "./account.ts";
import { formatOrNull } from "./issue.ts";

export function representApp(state: State, app: App): Record<string, unknown> {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: app.nodeId,
    owner: representUser(state, findAccountById(state, app.ownerId)),
    name: app.name,
    description: app.description,
    external_url: `${state.urls.web}/apps/${app.slug}`,
    html_url: `${state.urls.web}/apps/${app.slug}`,
    created_at: formatInstant(app.createdAt),
    updated_at: formatInstant(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}

export function representInstallation(state: State, installation: Installation): Record<string, unknown> {
  const app = state.apps.get(installation.appId);
  const account = findAccountById(state, installation.accountId);
  const url = `${state.urls.api}/app/installations/${installation.id}`;
  const settings = account?.type === "Organization" ? `organizations/${account.login}/settings` : "settings";
  return {
    id: installation.id,
    ...(app === undefined ? {} : { client_id: app.clientId }),
    account: representUser(state, account),
    repository_selection: installation.repositorySelection,
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${state.urls.api}/installation/repositories`,
    html_url: `${state.urls.web}/${settings}/installations/${installation.id}`,
    app_id: installation.appId,
    app_slug: app?.slug ?? "",
    target_id: installation.accountId,
    target_type: account?.type ?? "User",
    permissions: installation.permissions,
    events: installation.events,
    created_at: formatInstant(installation.createdAt),
    updated_at: formatInstant(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : representUser(state, account),
    suspended_at: formatOrNull(installation.suspendedAt),
  };
}
