import { z } from "zod";
import type { Account, Roster } from "../program/roster.ts";
import type { GitHubClient } from "./client.ts";
import { pageInfoSchema } from "./fragments.ts";
import { graphql } from "./graphql.ts";

const accountSchema = z.object({ login: z.string(), databaseId: z.int() });

const membersSchema = z.object({
  nodes: z.array(accountSchema.nullable()).nullish(),
  pageInfo: pageInfoSchema,
});

const teamSchema = z.object({ team: z.object({ members: membersSchema }).nullish() }).nullish();

const answerSchema = z.record(z.string(), z.unknown());

const MEMBERS =
  "members(first: 100, after: $AFTER) { nodes { login databaseId } pageInfo { hasNextPage endCursor } }";

/**
 * Reads the members of teams (with those of child teams) and the accounts of single users: one query, and one more
 * for each further hundred members. What does not exist, or may not be seen, is `null`; nothing is ever left out.
 */
export async function findRoster(
  client: GitHubClient,
  wanted: { teams: readonly string[]; users: readonly string[] },
): Promise<Roster> {
  const teams = new Map<string, Account[] | null>(wanted.teams.map((team) => [team.toLowerCase(), []]));
  const users = new Map<string, Account | null>();
  let unfinished = [...teams.keys()].map((team) => ({ team, after: null as string | null }));
  let askUsers = [...new Set(wanted.users.map((login) => login.toLowerCase()))];

  while (unfinished.length > 0 || askUsers.length > 0) {
    const { document, variables } = rosterDocument(unfinished, askUsers);
    const { data } = await graphql(client, document, variables, answerSchema, (path) =>
      /^[ut]\d+(\.team)?$/.test(path),
    );
    askUsers.forEach((login, index) => {
      const account = accountSchema.nullish().parse(data[`u${index}`]);
      users.set(login, account ? { login: account.login, id: account.databaseId } : null);
    });
    unfinished = unfinished.flatMap(({ team }, index) => {
      const page = teamSchema.parse(data[`t${index}`])?.team?.members;
      const members = teams.get(team);
      if (page === undefined || !members) {
        teams.set(team, null);
        return [];
      }
      for (const member of page.nodes ?? [])
        if (member) members.push({ login: member.login, id: member.databaseId });
      return page.pageInfo.hasNextPage ? [{ team, after: page.pageInfo.endCursor ?? null }] : [];
    });
    askUsers = [];
  }
  return { teams, users };
}

function rosterDocument(
  teams: readonly { team: string; after: string | null }[],
  users: readonly string[],
): { document: string; variables: Record<string, unknown> } {
  const variables: Record<string, unknown> = {};
  const parameters: string[] = [];
  const fields: string[] = [];
  teams.forEach(({ team, after }, index) => {
    const [organization, slug] = team.split("/");
    Object.assign(variables, { [`o${index}`]: organization, [`s${index}`]: slug, [`a${index}`]: after });
    parameters.push(`$o${index}: String!, $s${index}: String!, $a${index}: String`);
    const members = MEMBERS.replace("$AFTER", `$a${index}`);
    fields.push(`t${index}: organization(login: $o${index}) { team(slug: $s${index}) { ${members} } }`);
  });
  users.forEach((login, index) => {
    variables[`u${index}`] = login;
    parameters.push(`$u${index}: String!`);
    fields.push(`u${index}: user(login: $u${index}) { login databaseId }`);
  });
  return { document: `query Roster(${parameters.join(", ")}) {\n  ${fields.join("\n  ")}\n}\n`, variables };
}
