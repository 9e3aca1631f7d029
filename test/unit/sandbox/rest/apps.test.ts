import { createSign } from "node:crypto";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installApp, suspendInstallation, uninstallApp } from "../../../../src/sandbox/apps.ts";
import { createInstallationToken } from "../../../../src/sandbox/authentication.ts";
import { createWorld, HERE, refusalOf, SILENT, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.deviations).toEqual([]);
});

const now = (): number => Math.floor(Date.now() / 1000);

function jwt(claims: object, header: object = { alg: "RS256", typ: "JWT" }): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(world.privateKey, "base64url")}`;
}

async function get(path: string, token?: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${world.server.url}/api/v3${path}`, { headers });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

describe("an app as itself", () => {
  it("is described, with its installations", async () => {
    const { apps } = world.asApp.rest;
    expect((await apps.getAuthenticated()).data).toMatchObject({
      slug: "partnerbot",
      installations_count: 1,
    });
    expect((await apps.listInstallations()).data).toMatchObject([
      { id: world.installation.id, app_slug: "partnerbot" },
    ]);
    const installation_id = world.installation.id;
    expect((await apps.getInstallation({ installation_id })).data.id).toBe(installation_id);
    expect((await apps.getRepoInstallation(HERE)).data.id).toBe(installation_id);
    expect((await apps.getOrgInstallation({ org: "example" })).data.id).toBe(installation_id);
    expect((await refusalOf(apps.getUserInstallation({ username: "writer" }))).status).toBe(404);
    installApp(world.state, { app: world.app, account: world.people.writer, repositories: "all" });
    expect((await apps.getUserInstallation({ username: "writer" })).data.account).toMatchObject({
      login: "writer",
    });
    expect((await refusalOf(apps.getRepoInstallation({ owner: "example", repo: "hidden" }))).status).toBe(
      404,
    );
    expect((await refusalOf(apps.getInstallation({ installation_id: 1 }))).status).toBe(404);
  });

  it("is known by its client id too", async () => {
    const claims = { iat: now() - 30, exp: now() + 300, iss: world.app.clientId };
    expect((await get("/app", jwt(claims))).status).toBe(200);
  });

  it("is measured by the real clock, though the sandbox is years ahead", async () => {
    world.state.clock.advance(5 * 365 * 86_400_000);
    expect((await world.asApp.rest.apps.getAuthenticated()).status).toBe(200);
    expect((await world.asBot.rest.repos.get(HERE)).status).toBe(200);
  });

  it("is refused with a JWT that is not right", async () => {
    const good = { iat: now() - 30, exp: now() + 300, iss: String(world.app.id) };
    expect((await get("/app", jwt(good))).status).toBe(200);
    const refused = async (token: string): Promise<unknown> => (await get("/app", token)).body["message"];
    expect(await refused(jwt({ ...good, exp: now() - 120 }))).toMatch(
      /^'Expiration time' claim \('exp'\) must be/,
    );
    expect(await refused(jwt({ ...good, exp: now() + 3600 }))).toMatch(/too far in the future$/);
    expect(await refused(jwt({ ...good, iat: now() + 300 }))).toMatch(/^'Issued at' claim \('iat'\)/);
    expect(await refused(`${jwt(good).slice(0, -6)}AAAAAA`)).toBe("A JSON web token could not be decoded");
    expect(await refused(jwt(good, { alg: "none" }))).toBe("A JSON web token could not be decoded");
    expect(await refused(jwt({ ...good, iss: "1" }))).toBe("Integration not found");
    expect(await refused("ghs_unknown")).toBe("Bad credentials");
    expect((await get("/app")).status).toBe(401);
  });
});

describe("an installation", () => {
  it("gets a token for an hour through Probot's own authentication", async () => {
    const auth = { appId: world.app.id, privateKey: world.privateKey, installationId: world.installation.id };
    const octokit = new Octokit({
      baseUrl: world.server.url,
      authStrategy: createAppAuth,
      auth,
      log: SILENT,
    });
    await octokit.rest.repos.get(HERE);
    await octokit.rest.repos.get(HERE);
    expect(world.server.requests().map((one) => [one.kind, one.operation, one.actor, one.status])).toEqual([
      ["token", "apps/create-installation-access-token", "app:partnerbot", 201],
      ["rest", "repos/get", "partnerbot[bot]", 200],
      ["rest", "repos/get", "partnerbot[bot]", 200],
    ]);
    const repositories = await octokit.rest.apps.listReposAccessibleToInstallation();
    expect(repositories.data).toMatchObject({
      total_count: 1,
      repositories: [{ full_name: "example/program" }],
    });
  });

  it("gets a narrower token when it asks for one, never a wider", async () => {
    const { apps } = world.asApp.rest;
    const installation_id = world.installation.id;
    const { data } = await apps.createInstallationAccessToken({
      installation_id,
      repositories: ["program"],
      permissions: { issues: "read" },
    });
    expect(data).toMatchObject({ permissions: { issues: "read" }, repository_selection: "selected" });
    const narrow = new Octokit({ baseUrl: world.server.url, auth: data.token, log: SILENT });
    const refused = await refusalOf(narrow.rest.issues.create({ ...HERE, title: "x" }));
    expect(refused).toMatchObject({
      status: 403,
      body: { message: "Resource not accessible by integration" },
    });
    await narrow.rest.apps.revokeInstallationAccessToken();
    expect((await get("/repos/example/program", data.token)).status).toBe(401);
    const wider = { installation_id, permissions: { contents: "write", administration: "write" } } as const;
    expect((await refusalOf(apps.createInstallationAccessToken(wider))).status).toBe(422);
    const elsewhere = { installation_id, repositories: ["hidden"] };
    expect((await refusalOf(apps.createInstallationAccessToken(elsewhere))).status).toBe(422);
  });

  it("is refused when its token is old, and when it is suspended or gone", async () => {
    const hourAgo = () => Date.now() - 3_600_001;
    const old = createInstallationToken(world.state, world.installation, {}, hourAgo);
    expect(await get("/repos/example/program", old.secret)).toMatchObject({
      status: 401,
      body: { message: "Bad credentials" },
    });
    const fresh = createInstallationToken(world.state, world.installation);
    expect((await get("/repos/example/program", fresh.secret)).status).toBe(200);
    suspendInstallation(world.state, world.installation, world.people.admin);
    expect((await get("/repos/example/program", fresh.secret)).status).toBe(403);
    uninstallApp(world.state, world.installation, world.people.admin);
    expect((await get("/repos/example/program", fresh.secret)).status).toBe(401);
  });
});

describe("webhook deliveries", () => {
  it("are listed, looked into and repeated", async () => {
    await world.as(world.people.stranger).rest.issues.create({ ...HERE, title: "x" });
    await world.deliveries.idle();
    const { apps } = world.asApp.rest;
    const { data } = await apps.listWebhookDeliveries({ per_page: 1 });
    const [last] = data;
    expect(last).toMatchObject({
      event: "issues",
      action: "opened",
      status_code: 0,
      installation_id: world.installation.id,
    });
    const delivery_id = last?.id ?? 0;
    const one = await apps.getWebhookDelivery({ delivery_id });
    expect(one.data.request.payload).toMatchObject({ action: "opened", issue: { title: "x" } });
    expect((await apps.redeliverWebhookDelivery({ delivery_id })).status).toBe(202);
    await world.deliveries.idle();
    const again = await apps.listWebhookDeliveries({ per_page: 100 });
    expect(again.data[0]).toMatchObject({ guid: last?.guid, redelivery: true });
    expect((await refusalOf(apps.getWebhookDelivery({ delivery_id: 1 }))).status).toBe(404);
  });
});
