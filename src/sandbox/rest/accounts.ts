import { findAccount, findAccountById } from "../accounts.ts";
import { forbidden, notFound } from "../errors.ts";
import { representFullUser, representOrganization } from "../representations/account.ts";
import type { Organization } from "../state.ts";
import { actorOf, type Call, parameter, publicRoute, type Route } from "./route.ts";

export const accountRoutes: readonly Route[] = [
  publicRoute(
    {
      operation: "users/get-authenticated",
      route: "GET /user",
      docs: "users/users#get-the-authenticated-user",
    },
    (call) => {
      const actor = actorOf(call);
      if (actor.kind === "installation") throw forbidden("Resource not accessible by integration");
      const account = findAccountById(call.state, actor.accountId);
      if (!account) throw notFound();
      return { status: 200, body: representFullUser(call.state, account) };
    },
  ),
  publicRoute(
    { operation: "users/get-by-username", route: "GET /users/{username}", docs: "users/users#get-a-user" },
    (call) => {
      const account = findAccount(call.state, parameter(call, "username"));
      if (!account) throw notFound();
      return { status: 200, body: representFullUser(call.state, account) };
    },
  ),
  publicRoute(
    { operation: "orgs/get", route: "GET /orgs/{org}", docs: "orgs/orgs#get-an-organization" },
    (call) => ({
      status: 200,
      body: representOrganization(call.state, findOrganization(call)),
    }),
  ),
  publicRoute(
    {
      operation: "orgs/check-membership-for-user",
      route: "GET /orgs/{org}/members/{username}",
      docs: "orgs/members#check-organization-membership-for-a-user",
    },
    (call) => {
      const organization = requireOrganization(call);
      const account = findAccount(call.state, parameter(call, "username"));
      if (!account || !organization.members.has(account.id)) throw notFound();
      return { status: 204 };
    },
  ),
];

function findOrganization(call: Call): Organization {
  const account = findAccount(call.state, parameter(call, "org"));
  if (account?.type !== "Organization") throw notFound();
  return account;
}

/**
 * An organization whose members and teams the caller may see: a member of it, or an installation on it with
 * `members: read`.
 */
export function requireOrganization(call: Call): Organization {
  const organization = findOrganization(call);
  const actor = actorOf(call);
  if (actor.kind === "person") {
    if (!organization.members.has(actor.accountId))
      throw forbidden("You must be a member of the organization.");
    return organization;
  }
  const installation = call.state.installations.get(actor.installationId);
  if (installation?.accountId !== organization.id || actor.permissions["members"] === undefined) {
    throw forbidden("Resource not accessible by integration");
  }
  return organization;
}
