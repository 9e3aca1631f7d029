import { rateSubject } from "../caller.ts";
import type { Allowance } from "../rate-limit.ts";
import { publicRoute, type Route } from "./route.ts";

const TEMPLATES = {
  current_user_url: "user",
  authorizations_url: "authorizations",
  code_search_url: "search/code?q={query}{&page,per_page,sort,order}",
  commit_search_url: "search/commits?q={query}{&page,per_page,sort,order}",
  emails_url: "user/emails",
  emojis_url: "emojis",
  events_url: "events",
  feeds_url: "feeds",
  followers_url: "user/followers",
  following_url: "user/following{/target}",
  gists_url: "gists{/gist_id}",
  issue_search_url: "search/issues?q={query}{&page,per_page,sort,order}",
  issues_url: "issues",
  keys_url: "user/keys",
  label_search_url: "search/labels?q={query}&repository_id={repository_id}{&page,per_page}",
  notifications_url: "notifications",
  organization_url: "orgs/{org}",
  organization_repositories_url: "orgs/{org}/repos{?type,page,per_page,sort}",
  organization_teams_url: "orgs/{org}/teams",
  public_gists_url: "gists/public",
  rate_limit_url: "rate_limit",
  repository_url: "repos/{owner}/{repo}",
  repository_search_url: "search/repositories?q={query}{&page,per_page,sort,order}",
  current_user_repositories_url: "user/repos{?type,page,per_page,sort}",
  starred_url: "user/starred{/owner}{/repo}",
  starred_gists_url: "gists/starred",
  user_url: "users/{user}",
  user_organizations_url: "user/orgs",
  user_repositories_url: "users/{user}/repos{?type,page,per_page,sort}",
  user_search_url: "search/users?q={query}{&page,per_page,sort,order}",
};

export const metaRoutes: readonly Route[] = [
  publicRoute({ operation: "meta/root", route: "GET /", docs: "meta/meta#github-api-root" }, ({ state }) => ({
    status: 200,
    body: {
      current_user_authorizations_html_url: `${state.urls.web}/settings/connections/applications{/client_id}`,
      ...Object.fromEntries(
        Object.entries(TEMPLATES).map(([name, template]) => [name, `${state.urls.api}/${template}`]),
      ),
    },
  })),
  publicRoute(
    { operation: "meta/get", route: "GET /meta", docs: "meta/meta#get-apiname-meta-information" },
    () => ({ status: 200, body: { verifiable_password_authentication: false } }),
  ),
  publicRoute(
    {
      operation: "rate-limit/get",
      route: "GET /rate_limit",
      docs: "rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user",
    },
    ({ caller, limits }) => {
      const subject = rateSubject(caller);
      const core = represent(limits.look(subject, "core"));
      const graphql = represent(limits.look(subject, "graphql"));
      // Searches are counted by the minute; the sandbox has none.
      const search = { limit: 30, remaining: 30, reset: core.reset, used: 0 };
      return { status: 200, body: { resources: { core, graphql, search }, rate: core } };
    },
  ),
];

function represent({ limit, remaining, reset, used }: Allowance): Omit<Allowance, "resource"> {
  return { limit, remaining, reset, used };
}
