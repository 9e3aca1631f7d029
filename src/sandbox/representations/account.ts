import { formatInstant } from "../../program/instant.ts";
import type { Account, Organization, State } from "../state.ts";

/** REST's simple user. */
export interface RestUser {
  login: string;
  id: number;
  node_id: string;
  avatar_url: string;
  gravatar_id: string;
  url: string;
  html_url: string;
  followers_url: string;
  following_url: string;
  gists_url: string;
  starred_url: string;
  subscriptions_url: string;
  organizations_url: string;
  repos_url: string;
  events_url: string;
  received_events_url: string;
  type: "User" | "Bot" | "Organization";
  user_view_type: "public";
  site_admin: boolean;
}

/** Whom REST names for what a deleted account left behind. */
const GHOST = { login: "ghost", id: 10137, nodeId: "MDQ6VXNlcjEwMTM3", type: "User" } as const;

/** The ghost for a deleted account (`null`). */
export function representUser(state: State, account: Account | null): RestUser {
  const { login, id, nodeId, type } = account ?? GHOST;
  const url = `${state.urls.api}/users/${encodeURIComponent(login)}`;
  const page = type === "Bot" ? `apps/${login.replace("[bot]", "")}` : login;
  return {
    login,
    id,
    node_id: nodeId,
    avatar_url: `${state.urls.web}/avatars/u/${id}?v=4`,
    gravatar_id: "",
    url,
    html_url: `${state.urls.web}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: "public",
    site_admin: account?.type === "User" && account.siteAdmin,
  };
}

/** As `GET /users/{username}`. */
export function representFullUser(state: State, account: Account): RestUser & Record<string, unknown> {
  return {
    ...representUser(state, account),
    name: account.name,
    company: null,
    blog: "",
    location: null,
    email: account.type === "User" ? account.email : null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: publicRepositories(state, account),
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: formatInstant(account.createdAt),
    updated_at: formatInstant(account.createdAt),
  };
}

/** As in lists and webhooks. */
export function representSimpleOrganization(state: State, organization: Organization) {
  const url = `${state.urls.api}/orgs/${organization.login}`;
  return {
    login: organization.login,
    id: organization.id,
    node_id: organization.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${state.urls.web}/avatars/u/${organization.id}?v=4`,
    description: "",
  };
}

/** As `GET /orgs/{org}`. */
export function representOrganization(state: State, organization: Organization) {
  return {
    ...representSimpleOrganization(state, organization),
    ...(organization.name === null ? {} : { name: organization.name }),
    is_verified: false,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: publicRepositories(state, organization),
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${state.urls.web}/${organization.login}`,
    type: organization.type,
    created_at: formatInstant(organization.createdAt),
    updated_at: formatInstant(organization.createdAt),
    archived_at: null,
  };
}

function publicRepositories(state: State, account: Account): number {
  return [...state.repositories.values()].filter(
    ({ ownerId, private: hidden }) => ownerId === account.id && !hidden,
  ).length;
}
