import { formatInstant } from "../../program/instant.ts";
import { notFound } from "../errors.ts";
import { representOrganization, representUser } from "../representations/account.ts";
import { representTeam } from "../representations/team.ts";
import type { Organization, State, Team } from "../state.ts";
import { findTeam, teamMembers } from "../teams.ts";
import { requireOrganization } from "./accounts.ts";
import { choice } from "./input.ts";
import { page } from "./pagination.ts";
import { type Call, parameter, publicRoute, type Route } from "./route.ts";

export const teamRoutes: readonly Route[] = [
  publicRoute(
    { operation: "teams/list", route: "GET /orgs/{org}/teams", docs: "teams/teams#list-teams" },
    (call) => {
      const organization = requireOrganization(call);
      const teams = [...call.state.teams.values()]
        .filter((team) => team.organizationId === organization.id)
        .sort((one, other) => one.id - other.id);
      return page(call, teams, (team) => representTeam(call.state, team));
    },
  ),
  publicRoute(
    {
      operation: "teams/get-by-name",
      route: "GET /orgs/{org}/teams/{team_slug}",
      docs: "teams/teams#get-a-team-by-name",
    },
    (call) => {
      const { organization, team } = requireTeam(call);
      return { status: 200, body: representFully(call.state, organization, team) };
    },
  ),
  publicRoute(
    {
      operation: "teams/list-members-in-org",
      route: "GET /orgs/{org}/teams/{team_slug}/members",
      docs: "teams/members#list-team-members",
    },
    (call) => {
      const { team } = requireTeam(call);
      const role = choice(call.url.searchParams, "role", ["member", "maintainer", "all"], "all");
      const members = teamMembers(call.state, team).filter(
        (member) => role === "all" || member.role === role,
      );
      return page(call, members, ({ account }) => representUser(call.state, account));
    },
  ),
];

function requireTeam(call: Call): { organization: Organization; team: Team } {
  const organization = requireOrganization(call);
  const team = findTeam(call.state, organization, parameter(call, "team_slug"));
  if (!team) throw notFound();
  return { organization, team };
}

function representFully(state: State, organization: Organization, team: Team): Record<string, unknown> {
  const repositories = [...state.repositories.values()].filter((repository) => repository.teams.has(team.id));
  return {
    ...representTeam(state, team),
    members_count: teamMembers(state, team).length,
    repos_count: repositories.length,
    created_at: formatInstant(team.createdAt),
    updated_at: formatInstant(team.createdAt),
    organization: representOrganization(state, organization),
  };
}
