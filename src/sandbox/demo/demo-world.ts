import { readFileSync } from "node:fs";
import type { Config } from "../../program/config.ts";
import type { Instant } from "../../program/instant.ts";
import { findAccount } from "../accounts.ts";
import { Clock } from "../clock.ts";
import { buildWorld, type World, type WorldDescription } from "../world.ts";
import { CAST, ORGANIZATION, PACKS, PEOPLE, TEAMS } from "./cast.ts";
import { PACKS_FILES, programFiles, registryNaming } from "./program-files.ts";

/** A program to play with: its config and its forms, checked, and as texts. */
export interface DemoProgram {
  readonly config: Config;
  readonly configText: string;
  readonly form: string;
  readonly updateForm: string;
  readonly reportForm: string;
}

export interface DemoWorld extends World {
  /** `owner/name` of the program repository. */
  readonly fullName: string;
  /** `owner/name` of the repository in which partners' work is counted, where the config is the story's. */
  readonly packs: string;
  /** Logins of everybody on the roll, in its order. */
  readonly committee: readonly string[];
  /** PEM (PKCS #8). */
  readonly privateKey: string;
  readonly appId: number;
}

/**
 * A GitHub with the story's organization, or, for a config that names another one's teams, with that organization and
 * invented people in its teams.
 */
export function buildDemoWorld(input: {
  program: DemoProgram;
  start: Instant;
  /** Address of the sandbox, without a slash at the end. */
  url: string;
  webhook: { url: string; secret: string };
}): DemoWorld {
  const { config } = input.program;
  const owner = ownerOf(config);
  const name = `${owner}/community`;
  const teams = teamsOf(config, owner);
  const committee = committeeOf(config, teams);
  const collaborators = Object.fromEntries(committee.map((login) => [login, "write" as const]));
  const packs = `${owner}/${PACKS}`;
  const clock = new Clock();
  clock.set(input.start);
  const known = new Set(PEOPLE.map((person) => (typeof person === "string" ? person : person.login)));
  const world = buildWorld({
    clock,
    urls: { web: input.url, api: `${input.url}/api/v3` },
    users: [...PEOPLE, ...committee.filter((login) => !known.has(login))],
    organizations: [{ login: owner, name: "Stackwright", owners: [CAST.chair.login], teams }],
    repositories: [
      {
        name,
        description: "How the project is run",
        files: programFiles({ ...input.program, owner, url: `${input.url}/${name}` }),
        collaborators,
      },
      {
        name: packs,
        description: "What it can talk to",
        files: PACKS_FILES,
        collaborators: { ...collaborators, [CAST.neighbour.login]: "write" },
      },
    ],
    app: {
      manifest: readFileSync(new URL("../../../app.yml", import.meta.url), "utf8"),
      webhook: input.webhook,
      installations: [{ account: owner }],
    },
  });
  if (world.app === null || world.privateKey === null) throw new Error("the world has no app");
  nameNeighbour(world, name, config.files.registry);
  return { ...world, fullName: name, packs, committee, privateKey: world.privateKey, appId: world.app.id };
}

/** The number of an account is known only when it is there. */
function nameNeighbour(world: World, repository: string, path: string): void {
  const neighbour = findAccount(world.state, CAST.neighbour.login);
  if (neighbour === null) throw new Error("the world has no neighbour");
  const branch = world.repository(repository).defaultBranch;
  const files = { [path]: registryNaming(neighbour.id) };
  world.as(CAST.chair.login).commit({ repository, branch, files, message: "Who works for Old Mill Hosting" });
}

type Teams = NonNullable<NonNullable<WorldDescription["organizations"]>[number]["teams"]>;

/** The organization of the first team that votes: an app reads teams only where it is installed. */
function ownerOf({ roll }: Config): string {
  const team = roll.roles.find((entry) => entry.team !== null)?.team;
  return team?.split("/")[0] ?? ORGANIZATION;
}

function teamsOf({ roll }: Config, owner: string): Teams {
  const slugs = roll.roles.flatMap(({ team }) => {
    const [organization, slug = ""] = team?.split("/") ?? [];
    return organization?.toLowerCase() === owner.toLowerCase() ? [slug.toLowerCase()] : [];
  });
  return [...new Set(slugs)].map((slug) => {
    const parts = owner === ORGANIZATION ? TEAMS[slug] : undefined;
    const members = parts?.map((part) => CAST[part].login) ?? [1, 2].map((number) => memberOf(slug, number));
    return { name: slug, members };
  });
}

/** `maintainer-1` of the team `maintainers`. */
function memberOf(slug: string, number: number): string {
  const word = slug.replace(/[^a-z\d]+/g, "-").replace(/^-|s?-?$/g, "");
  return `${word.slice(0, 30) || "member"}-${number}`;
}

function committeeOf({ roll }: Config, teams: Teams): string[] {
  const logins = roll.roles.flatMap((entry) => {
    const slug = entry.team?.split("/")[1]?.toLowerCase();
    const members = teams.find(({ name }) => name === slug)?.members ?? [];
    return [...entry.users, ...members, ...Object.values(entry.alternates)];
  });
  const excluded = roll.exclude.map((login) => login.toLowerCase());
  const unique = new Map(logins.map((login) => [login.toLowerCase(), login]));
  return [...unique].flatMap(([key, login]) => (excluded.includes(key) ? [] : [login]));
}
