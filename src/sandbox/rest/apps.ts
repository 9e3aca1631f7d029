import { z } from "zod";
import { formatInstant } from "../../program/instant.ts";
import { findAccount } from "../accounts.ts";
import { installationFor, installationRepositories } from "../apps.ts";
import { createInstallationToken } from "../authentication.ts";
import { forbidden, notFound } from "../errors.ts";
import { findRepository } from "../repositories.ts";
import { representApp, representInstallation } from "../representations/app.ts";
import { representRepository } from "../representations/repository.ts";
import type { App, Installation } from "../state.ts";
import { NO_BODY, present } from "./input.ts";
import { page } from "./pagination.ts";
import {
  actorOf,
  appRoute,
  type Call,
  numberParameter,
  parameter,
  publicRoute,
  type Route,
} from "./route.ts";

const LEVEL = z.enum(["read", "write", "admin"]);

export const appRoutes: readonly Route[] = [
  appRoute(
    {
      operation: "apps/get-authenticated",
      route: "GET /app",
      docs: "apps/apps#get-the-authenticated-app",
      body: NO_BODY,
    },
    (call, app) => ({
      status: 200,
      body: { ...representApp(call.state, app), installations_count: installationsOf(call, app).length },
    }),
  ),
  appRoute(
    {
      operation: "apps/list-installations",
      route: "GET /app/installations",
      docs: "apps/apps#list-installations-for-the-authenticated-app",
      body: NO_BODY,
    },
    (call, app) => page(call, installationsOf(call, app), (one) => representInstallation(call.state, one)),
  ),
  appRoute(
    {
      operation: "apps/get-installation",
      route: "GET /app/installations/{installation_id}",
      docs: "apps/apps#get-an-installation-for-the-authenticated-app",
      body: NO_BODY,
    },
    (call, app) => ({ status: 200, body: representInstallation(call.state, requireInstallation(call, app)) }),
  ),
  appRoute(
    {
      operation: "apps/create-installation-access-token",
      route: "POST /app/installations/{installation_id}/access_tokens",
      docs: "apps/apps#create-an-installation-access-token-for-an-app",
      body: z.strictObject({
        repositories: z.array(z.string()).exactOptional(),
        repository_ids: z.array(z.int()).exactOptional(),
        permissions: z.record(z.string(), LEVEL).exactOptional(),
      }),
      resource: "Installation",
    },
    (call, app, body) => {
      const installation = requireInstallation(call, app);
      if (installation.suspendedAt !== null) throw forbidden("This installation has been suspended");
      const scope = present({
        repositories: body.repositories,
        repositoryIds: body.repository_ids,
        permissions: body.permissions,
      });
      const { secret, token, repositories } = createInstallationToken(call.state, installation, scope);
      return {
        status: 201,
        body: {
          token: secret,
          expires_at: formatInstant(token.expiresAt),
          permissions: token.permissions,
          repository_selection: repositories === null ? installation.repositorySelection : "selected",
          ...(repositories === null
            ? {}
            : {
                repositories: repositories.map((repository) => representRepository(call.state, repository)),
              }),
        },
      };
    },
  ),
  appRoute(
    {
      operation: "apps/get-repo-installation",
      route: "GET /repos/{owner}/{repo}/installation",
      docs: "apps/apps#get-a-repository-installation-for-the-authenticated-app",
      body: NO_BODY,
    },
    (call, app) => {
      const repository = findRepository(call.state, parameter(call, "owner"), parameter(call, "repo"));
      return found(call, repository && installationFor(call.state, app, repository));
    },
  ),
  appRoute(
    {
      operation: "apps/get-org-installation",
      route: "GET /orgs/{org}/installation",
      docs: "apps/apps#get-an-organization-installation-for-the-authenticated-app",
      body: NO_BODY,
    },
    (call, app) => installationOn(call, app, "org", "Organization"),
  ),
  appRoute(
    {
      operation: "apps/get-user-installation",
      route: "GET /users/{username}/installation",
      docs: "apps/apps#get-a-user-installation-for-the-authenticated-app",
      body: NO_BODY,
    },
    (call, app) => installationOn(call, app, "username", "User"),
  ),
  publicRoute(
    {
      operation: "apps/list-repos-accessible-to-installation",
      route: "GET /installation/repositories",
      docs: "apps/installations#list-repositories-accessible-to-the-app-installation",
    },
    (call) => {
      const actor = actorOf(call);
      if (actor.kind === "person") {
        throw forbidden(
          "You must authenticate with an installation access token in order to list repositories.",
        );
      }
      const installation = call.state.installations.get(actor.installationId);
      if (!installation) throw notFound();
      const repositories = installationRepositories(call.state, installation).filter(
        (repository) => actor.repositoryIds?.has(repository.id) ?? true,
      );
      return page(
        call,
        repositories,
        (repository) => representRepository(call.state, repository, actor),
        (shown, total) => ({
          total_count: total,
          repository_selection: installation.repositorySelection,
          repositories: shown,
        }),
      );
    },
  ),
  publicRoute(
    {
      operation: "apps/revoke-installation-access-token",
      route: "DELETE /installation/token",
      docs: "apps/installations#revoke-an-installation-access-token",
    },
    (call) => {
      const actor = actorOf(call);
      if (actor.kind === "person") throw forbidden("Resource not accessible by personal access token");
      // Every token has permissions of its own, by which it is found again.
      for (const [secret, token] of call.state.tokens) {
        if (token.kind === "installation" && token.permissions === actor.permissions)
          call.state.tokens.delete(secret);
      }
      return { status: 204 };
    },
  ),
];

function installationsOf(call: Call, app: App): Installation[] {
  return [...call.state.installations.values()].filter((one) => one.appId === app.id);
}

function requireInstallation(call: Call, app: App): Installation {
  const installation = call.state.installations.get(numberParameter(call, "installation_id"));
  if (installation?.appId !== app.id) throw notFound();
  return installation;
}

function installationOn(
  call: Call,
  app: App,
  name: string,
  type: "Organization" | "User",
): ReturnType<typeof found> {
  const account = findAccount(call.state, parameter(call, name));
  const installation = installationsOf(call, app).find((one) => one.accountId === account?.id);
  return found(call, account?.type === type ? installation : undefined);
}

function found(call: Call, installation: Installation | null | undefined): { status: 200; body: unknown } {
  if (!installation) throw notFound();
  return { status: 200, body: representInstallation(call.state, installation) };
}
