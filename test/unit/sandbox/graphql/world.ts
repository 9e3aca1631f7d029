import { generateKeyPairSync } from "node:crypto";
import { expect } from "vitest";
import { parseInstant } from "../../../../src/program/instant.ts";
import { createOrganization, createUser } from "../../../../src/sandbox/accounts.ts";
import { botOf, createApp, installApp } from "../../../../src/sandbox/apps.ts";
import { Clock } from "../../../../src/sandbox/clock.ts";
import { createGraphQL, type GraphQLAnswer } from "../../../../src/sandbox/graphql/endpoint.ts";
import { openIssue } from "../../../../src/sandbox/issues.ts";
import { createRepository, setCollaborator } from "../../../../src/sandbox/repositories.ts";
import { type Account, type Actor, createState, type Permissions } from "../../../../src/sandbox/state.ts";
import { createTeam, setMembership } from "../../../../src/sandbox/teams.ts";
import { checkGraphQL } from "../../../oracles/graphql.ts";

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const START = parseInstant("2026-03-02T09:00:00Z");

/** What the app of these tests may do. */
export const PERMISSIONS: Permissions = {
  metadata: "read",
  issues: "write",
  contents: "write",
  pull_requests: "write",
  members: "read",
};

type Json = Record<string, unknown>;

/** A small GitHub: an organization with a team, a repository with files, an app installed there, and its endpoint. */
export function createWorld() {
  let now: number = START ?? 0;
  const clock = new Clock(() => now);
  const state = createState({ clock });
  const octo = createOrganization(state, { login: "octo-org", name: "Octo" });
  const admin = createUser(state, { login: "Ada", name: "Ada Admin", email: "ada@example.org" });
  const carla = createUser(state, { login: "carla" });
  const stranger = createUser(state, { login: "stranger" });
  octo.members.set(admin.id, "admin");
  const committee = createTeam(state, { organization: octo, name: "Committee" });
  const chairs = createTeam(state, { organization: octo, name: "Chairs", parent: committee });
  setMembership(state, committee, admin, "maintainer");
  setMembership(state, chairs, carla);
  const repository = createRepository(state, {
    owner: octo,
    name: "program",
    files: new Map<string, string | Uint8Array>([
      ["README.md", "# Program\n"],
      [".github/partnerbot.yml", "version: 1\n"],
      ["logo.png", new Uint8Array([137, 80, 78, 71, 0, 1, 2])],
    ]),
  });
  const secret = createRepository(state, { owner: octo, name: "secret", private: true, files: new Map() });
  setCollaborator(repository, carla, "write");
  const app = createApp(state, {
    slug: "partnerbot",
    name: "Partnerbot",
    owner: octo,
    permissions: PERMISSIONS,
    events: ["issues", "issue_comment", "pull_request", "push"],
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  });
  const installation = installApp(state, { app, account: octo, repositories: [repository] });
  const endpoint = createGraphQL(state);
  const bot: Actor = {
    kind: "installation",
    installationId: installation.id,
    permissions: PERMISSIONS,
    repositoryIds: null,
  };

  /** Executes as `viewer`; the document must satisfy GitHub's own schema. */
  async function ask(document: string, variables: Json = {}, viewer: Actor = bot): Promise<GraphQLAnswer> {
    expect(checkGraphQL(document, variables)).toEqual([]);
    return endpoint.execute({ document, variables, viewer });
  }

  /** Like `ask`, and there must be no errors. */
  async function data(document: string, variables: Json = {}, viewer: Actor = bot): Promise<Json> {
    const answer = await ask(document, variables, viewer);
    expect(answer.errors).toBeUndefined();
    return answer.data ?? {};
  }

  return {
    state,
    octo,
    admin,
    carla,
    stranger,
    repository,
    secret,
    app,
    installation,
    botAccount: botOf(state, app),
    bot,
    endpoint,
    ask,
    data,
    person: (account: Account): Actor => ({ kind: "person", accountId: account.id }),
    /** The same installation with other permissions. */
    botWith: (permissions: Permissions): Actor => ({ ...bot, permissions }),
    fileIssue: (title = "Acme wants in", body = "### Company\n\nAcme") =>
      openIssue(state, { kind: "person", accountId: stranger.id }, { repository, title, body }),
    tick: (seconds = 60) => {
      now += seconds * 1000;
    },
  };
}

/** Digs into an answer: `at(data, "repository", "issue", "nodes", 0)`. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner) && typeof step === "number") return inner[step];
    return typeof inner === "object" && inner !== null
      ? Object.entries(inner).find(([key]) => key === step)?.[1]
      : undefined;
  }, value);
}

/** A list in an answer. */
export function list(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = at(value, ...path);
  if (!Array.isArray(found)) throw new TypeError(`no list at ${path.join(".")}`);
  return found;
}

/** A text in an answer. */
export function text(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== "string") throw new TypeError(`no text at ${path.join(".")}`);
  return found;
}
