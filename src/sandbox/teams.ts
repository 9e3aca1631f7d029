import { findAccountById } from "./accounts.ts";
import { invalid } from "./errors.ts";
import { newIdentity, register } from "./nodes.ts";
import type { Account, Organization, State, Team, TeamRole } from "./state.ts";

export interface NewTeam {
  organization: Organization;
  name: string;
  parent?: Team;
  privacy?: Team["privacy"];
  description?: string;
}

export function createTeam(state: State, input: NewTeam): Team {
  const { organization, name, parent } = input;
  const slug = name.toLowerCase().replace(/[^a-z\d_-]+/g, "-");
  if (findTeam(state, organization, slug) !== null) {
    throw invalid({
      resource: "Team",
      code: "unprocessable",
      field: "data",
      message: "Name must be unique for this org",
    });
  }
  if (parent !== undefined && parent.organizationId !== organization.id) {
    throw invalid({ resource: "Team", code: "invalid", field: "parent_team_id" });
  }
  const team: Team = {
    ...newIdentity(state, "Team", [organization.id]),
    type: "Team",
    organizationId: organization.id,
    slug,
    name,
    description: input.description ?? null,
    privacy: input.privacy ?? "closed",
    parentId: parent?.id ?? null,
    createdAt: state.clock.now(),
    members: new Map(),
  };
  state.teams.set(team.id, team);
  return register(state, team);
}

/** Adds to the organization too when needed. */
export function setMembership(state: State, team: Team, account: Account, role: TeamRole = "member"): void {
  const organization = organizationOf(state, team);
  if (!organization.members.has(account.id)) organization.members.set(account.id, "member");
  team.members.set(account.id, role);
}

export function removeMembership(team: Team, account: Account): void {
  team.members.delete(account.id);
}

export function organizationOf(state: State, team: Team): Organization {
  const account = state.accounts.get(team.organizationId);
  if (account?.type !== "Organization") throw new Error(`team ${team.slug} belongs to no organization`);
  return account;
}

/** By slug without case; `null` when there is none. */
export function findTeam(state: State, organization: Organization, slug: string): Team | null {
  const wanted = slug.toLowerCase();
  for (const team of state.teams.values()) {
    if (team.organizationId === organization.id && team.slug === wanted) return team;
  }
  return null;
}

/** The teams right below this one. */
export function childTeams(state: State, team: Team): Team[] {
  return [...state.teams.values()].filter((other) => other.parentId === team.id);
}

export interface TeamMember {
  account: Account;
  role: TeamRole;
  /** Named in this team itself, not only in one below it. */
  direct: boolean;
}

/** Direct members and those of all nested child teams, each once, by id; an inherited one is a plain member. */
export function teamMembers(state: State, team: Team): TeamMember[] {
  const found = new Map<number, { role: TeamRole; direct: boolean }>();
  for (const [id, role] of team.members) found.set(id, { role, direct: true });
  for (const child of childTeams(state, team)) {
    for (const { account } of teamMembers(state, child)) {
      if (!found.has(account.id)) found.set(account.id, { role: "member", direct: false });
    }
  }
  return [...found]
    .sort(([one], [other]) => one - other)
    .flatMap(([id, membership]) => {
      const account = findAccountById(state, id);
      return account === null ? [] : [{ account, ...membership }];
    });
}
