import { generateKeyPairSync } from "node:crypto";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { createOrganization, createUser } from "../../../../src/sandbox/accounts.ts";
import { createApp, installApp } from "../../../../src/sandbox/apps.ts";
import { createPersonalToken } from "../../../../src/sandbox/authentication.ts";
import { Deliveries } from "../../../../src/sandbox/deliveries.ts";
import { createRepository, setCollaborator } from "../../../../src/sandbox/repositories.ts";
import { type SandboxServer, startSandboxServer } from "../../../../src/sandbox/server.ts";
import { type Account, createState, type Permissions } from "../../../../src/sandbox/state.ts";
import { collectDeviations } from "../../../oracles/exchanges.ts";

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const PERMISSIONS: Permissions = {
  metadata: "read",
  contents: "write",
  issues: "write",
  pull_requests: "write",
  checks: "write",
  members: "read",
};

/** A small GitHub with an organization, a repository, an app installed on it and people, served over HTTP. */
export async function createWorld() {
  const state = createState();
  const organization = createOrganization(state, { login: "example", name: "Example" });
  const people = {
    admin: createUser(state, { login: "Ada", name: "Ada", email: "ada@example.org" }),
    writer: createUser(state, { login: "writer", email: "writer@example.org" }),
    stranger: createUser(state, { login: "stranger" }),
  };
  organization.members.set(people.admin.id, "admin");
  const files = new Map([
    ["README.md", "# Program\n"],
    [".github/partnerbot.yml", "version: 1\n"],
    ["docs/a/deep file.md", "deep\n"],
  ]);
  const repository = createRepository(state, { owner: organization, name: "program", files });
  const hidden = createRepository(state, { owner: organization, name: "hidden", private: true, files });
  setCollaborator(repository, people.writer, "write");
  const app = createApp(state, {
    slug: "partnerbot",
    name: "Partnerbot",
    owner: organization,
    permissions: PERMISSIONS,
    events: ["issues", "issue_comment"],
    publicKey: keys.publicKey,
    webhook: { url: "http://127.0.0.1:9/nobody-listens", secret: "secret" },
  });
  const deliveries = new Deliveries(state, { timeout: 1000 });
  const installation = installApp(state, { app, account: organization, repositories: [repository] });
  const server = await startSandboxServer({ github: { state, deliveries }, port: 0, host: "127.0.0.1" });
  const deviations = collectDeviations(server);
  const clients = createClients(server, app.id, installation.id);
  return {
    state,
    organization,
    people,
    repository,
    hidden,
    app,
    installation,
    deliveries,
    server,
    deviations,
    privateKey: keys.privateKey,
    ...clients,
    /** A client with a personal token. */
    as: (account: Account): Octokit =>
      new Octokit({
        baseUrl: `${server.url}/api/v3`,
        auth: createPersonalToken(state, account),
        log: SILENT,
      }),
    close: async (): Promise<void> => {
      deliveries.stop();
      await server.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Where the program repository is. */
export const HERE = { owner: "example", repo: "program" };

export const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function nothing(): void {}

function createClients(server: SandboxServer, appId: number, installationId: number) {
  const baseUrl = `${server.url}/api/v3`;
  const auth = { appId, privateKey: keys.privateKey };
  return {
    /** The app as itself. */
    asApp: new Octokit({ baseUrl, authStrategy: createAppAuth, auth, log: SILENT }),
    /** The app in its installation. */
    asBot: new Octokit({
      baseUrl,
      authStrategy: createAppAuth,
      auth: { ...auth, installationId },
      log: SILENT,
    }),
    anonymous: new Octokit({ baseUrl, log: SILENT }),
  };
}

/** The status and body of a refusal; the error itself when it is none. */
export async function refusalOf(
  promise: Promise<unknown>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  try {
    await promise;
  } catch (error) {
    if (isRefusal(error)) return { status: error.status, body: error.response.data };
    throw error;
  }
  throw new Error("it was not refused");
}

function isRefusal(error: unknown): error is { status: number; response: { data: Record<string, unknown> } } {
  return error instanceof Error && "status" in error && "response" in error && error.response !== undefined;
}
