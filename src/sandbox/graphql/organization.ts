import type { GraphQLResolveInfo } from "graphql";
import { findAccountById } from "../accounts.ts";
import { forbidden } from "../errors.ts";
import type { Account, Organization, Team } from "../state.ts";
import { childTeams, findTeam, teamMembers } from "../teams.ts";
import { accountFields, userFields } from "./account.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { type RepositoryPage, repositoryConnection } from "./repository-list.ts";
import { enumName, type Order, type Scene, sorted, time } from "./scene.ts";

type Listed = PageArguments & { query?: string | null; orderBy?: Order | null };

export function organizationFields(scene: Scene, organization: Organization): Fields {
  return {
    ...accountFields(scene, organization),
    __typename: "Organization",
    login: organization.login,
    name: organization.name,
    viewerIsAMember: scene.viewer.kind === "person" && organization.members.has(scene.viewer.accountId),
    repositories: (page: RepositoryPage, info: GraphQLResolveInfo) =>
      repositoryConnection(scene, organization, page, info),
    team: ({ slug }: { slug: string }) => {
      requireMembers(scene, organization);
      const team = findTeam(scene.state, organization, slug);
      return team === null ? null : teamFields(scene, team);
    },
    teams: (page: Listed, info: GraphQLResolveInfo) => {
      requireMembers(scene, organization);
      const teams = [...scene.state.teams.values()].filter((team) => team.organizationId === organization.id);
      return teamConnection(scene, teams, page, info);
    },
    membersWithRole: (page: PageArguments, info: GraphQLResolveInfo) => {
      requireMembers(scene, organization);
      return peopleConnection(
        scene,
        [...organization.members].map(([id, role]) => ({ account: findAccountById(scene.state, id), role })),
        page,
        info,
      );
    },
  };
}

export function teamFields(scene: Scene, team: Team): Fields {
  const organization = scene.state.accounts.get(team.organizationId);
  if (organization?.type !== "Organization") throw new RangeError(`team ${team.id} has no organization`);
  const resourcePath = `/orgs/${organization.login}/teams/${team.slug}`;
  return {
    __typename: "Team",
    id: team.nodeId,
    databaseId: team.id,
    slug: team.slug,
    combinedSlug: `${organization.login}/${team.slug}`,
    name: team.name,
    description: team.description,
    privacy: team.privacy === "secret" ? "SECRET" : "VISIBLE",
    createdAt: time(team.createdAt),
    resourcePath,
    url: `${scene.state.urls.web}${resourcePath}`,
    organization: () => organizationFields(scene, organization),
    parentTeam: () => {
      const parent = team.parentId === null ? undefined : scene.state.teams.get(team.parentId);
      return parent === undefined ? null : teamFields(scene, parent);
    },
    childTeams: (page: Listed, info: GraphQLResolveInfo) =>
      teamConnection(scene, childTeams(scene.state, team), page, info),
    members: (
      page: PageArguments & { membership?: string | null; role?: string | null; query?: string | null },
      info: GraphQLResolveInfo,
    ) => {
      const membership = page.membership ?? "ALL";
      const role = page.role ?? null;
      const words = page.query?.toLowerCase() ?? "";
      const members = teamMembers(scene.state, team)
        .filter(({ direct }) => membership === "ALL" || direct === (membership === "IMMEDIATE"))
        .filter((member) => role === null || member.role === role.toLowerCase())
        .filter(({ account }) => account.login.toLowerCase().includes(words));
      return peopleConnection(scene, members, page, info);
    },
  };
}

function teamConnection(
  scene: Scene,
  teams: readonly Team[],
  page: Listed,
  info: GraphQLResolveInfo,
): Fields {
  const words = page.query?.toLowerCase() ?? "";
  const order = page.orderBy ?? { field: "NAME", direction: "ASC" };
  return connection(page, info, {
    items: sorted(
      teams.filter((team) => `${team.slug} ${team.name}`.toLowerCase().includes(words)),
      order,
      { NAME: (team) => team.name.toLowerCase() },
    ),
    key: (team) => team.id,
    fields: (team) => teamFields(scene, team),
  });
}

/** Accounts that are gone are in no list. */
function peopleConnection(
  scene: Scene,
  people: readonly { account: Account | null; role: string }[],
  page: PageArguments,
  info: GraphQLResolveInfo,
): Fields {
  return connection(page, info, {
    items: people.flatMap(({ account, role }) => (account === null ? [] : [{ account, role }])),
    key: ({ account }) => account.id,
    fields: ({ account }) => userFields(scene, account),
    edge: ({ role }) => ({ role: enumName(role) }),
  });
}

/** Members and teams: for an app installed on this organization with `members`, and for its members. */
function requireMembers(scene: Scene, organization: Organization): void {
  const { viewer, state } = scene;
  if (viewer.kind === "person") {
    if (organization.members.has(viewer.accountId)) return;
    throw forbidden("You must be a member of this organization.");
  }
  const installation = state.installations.get(viewer.installationId);
  if (installation?.accountId === organization.id && viewer.permissions["members"] !== undefined) return;
  throw forbidden("Resource not accessible by integration");
}
