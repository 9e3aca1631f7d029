import type { State, Team } from "../state.ts";
import { organizationOf } from "../teams.ts";

/** As in lists, with its parent. */
export function representTeam(state: State, team: Team) {
  const parent = team.parentId === null ? undefined : state.teams.get(team.parentId);
  return {
    ...representSimpleTeam(state, team),
    parent: parent === undefined ? null : representSimpleTeam(state, parent),
  };
}

function representSimpleTeam(state: State, team: Team) {
  const organization = organizationOf(state, team);
  const url = `${state.urls.api}/organizations/${organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: team.nodeId,
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: team.privacy,
    notification_setting: "notifications_enabled",
    permission: "pull",
    url,
    html_url: `${state.urls.web}/orgs/${organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: organization.id,
  };
}
