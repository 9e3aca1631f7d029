import { z } from "zod";
import { parseRollFile, type RollFileResult } from "../program/ballot/roll-file.ts";
import { type Account, type Roster, type RosterFile, rosterFileKey } from "../program/roster.ts";
import type { GitHubClient } from "./client.ts";
import { fileSchema, fragmentsOf, pageInfoSchema } from "./fragments.ts";
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

/** Teams and people by name, and sections of files on the default branch. */
interface WantedRoster {
  teams: readonly string[];
  users: readonly string[];
  files: readonly RosterFile[];
}

/**
 * Reads the members of teams (with those of child teams), the accounts of single users, and files that list people:
 * one query, one more for each further hundred members, and one for the accounts that the files name. What does not
 * exist, or may not be seen, is `null` (or says so); nothing is ever left out.
 */
export async function findRoster(
  client: GitHubClient,
  repository: { owner: string; name: string; url: string },
  wanted: WantedRoster,
): Promise<Roster> {
  const teams = new Map<string, Account[] | null>(wanted.teams.map((team) => [team.toLowerCase(), []]));
  const users = new Map<string, Account | null>();
  const files = new Map<string, RollFileResult>();
  let unfinished = [...teams.keys()].map((team) => ({ team, after: null as string | null }));
  let askUsers = [...new Set(wanted.users.map((login) => login.toLowerCase()))];
  let askFiles = [...new Set(wanted.files.map(({ path }) => path))];

  while (unfinished.length > 0 || askUsers.length > 0 || askFiles.length > 0) {
    const { document, variables } = rosterDocument(unfinished, askUsers, repository, askFiles);
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
    const texts = z.record(z.string(), fileSchema).nullish().parse(data["repository"]);
    const listed = wanted.files.filter(({ path }) => askFiles.includes(path));
    askUsers = [];
    for (const file of listed) {
      const read = readSection(texts?.[`f${askFiles.indexOf(file.path)}`], file.section, repository.url);
      files.set(rosterFileKey(file), read);
      askUsers.push(...(read.ok ? read.logins : []).map((login) => login.toLowerCase()));
    }
    askFiles = [];
    askUsers = [...new Set(askUsers)].filter((login) => !users.has(login));
  }
  return { teams, users, files };
}

function readSection(
  file: z.output<typeof fileSchema>,
  section: string,
  repositoryUrl: string,
): RollFileResult {
  if (!file || file.oid === undefined)
    return { ok: false, problem: "there is no such file on the default branch" };
  if (file.isTruncated || file.text == null)
    return { ok: false, problem: "the file is too large, or it is not text" };
  return parseRollFile(file.text, section, new URL(repositoryUrl).host);
}

function rosterDocument(
  teams: readonly { team: string; after: string | null }[],
  users: readonly string[],
  repository: { owner: string; name: string },
  files: readonly string[],
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
  if (files.length > 0) {
    Object.assign(variables, { owner: repository.owner, name: repository.name });
    const blobs = files.map((path, index) => {
      variables[`f${index}`] = `HEAD:${path}`;
      return `f${index}: object(expression: $f${index}) { ...File }`;
    });
    parameters.push("$owner: String!, $name: String!", ...files.map((_, index) => `$f${index}: String!`));
    fields.push(`repository(owner: $owner, name: $name) {\n    ${blobs.join("\n    ")}\n  }`);
  }
  const query = `query Roster(${parameters.join(", ")}) {\n  ${fields.join("\n  ")}\n}\n`;
  return { document: query + fragmentsOf(query), variables };
}
