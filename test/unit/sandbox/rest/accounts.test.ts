import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTeam, setMembership } from "../../../../src/sandbox/teams.ts";
import { createWorld, HERE, refusalOf, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.deviations).toEqual([]);
});

describe("people and organizations over REST", () => {
  it("are found by login, whatever its case", async () => {
    const bot = world.asBot.rest;
    expect((await bot.users.getByUsername({ username: "ADA" })).data).toMatchObject({
      login: "Ada",
      type: "User",
    });
    expect((await bot.orgs.get({ org: "Example" })).data.login).toBe("example");
    expect((await refusalOf(bot.users.getByUsername({ username: "nobody" }))).status).toBe(404);
    expect((await refusalOf(bot.orgs.get({ org: "writer" }))).status).toBe(404);
    expect((await world.as(world.people.writer).rest.users.getAuthenticated()).data.login).toBe("writer");
    expect((await refusalOf(bot.users.getAuthenticated())).status).toBe(403);
    expect((await bot.orgs.checkMembershipForUser({ org: "example", username: "ada" })).status).toBe(204);
    expect(
      (await refusalOf(bot.orgs.checkMembershipForUser({ org: "example", username: "writer" }))).status,
    ).toBe(404);
  });

  it("have teams, with the members of child teams", async () => {
    const { state, organization, people } = world;
    const parent = createTeam(state, { organization, name: "Maintainers" });
    const child = createTeam(state, { organization, name: "Senior Maintainers", parent });
    setMembership(state, parent, people.admin, "maintainer");
    setMembership(state, child, people.writer);
    const { teams } = world.asBot.rest;
    expect((await teams.list({ org: "example" })).data.map((one) => [one.slug, one.parent?.slug])).toEqual([
      ["maintainers", undefined],
      ["senior-maintainers", "maintainers"],
    ]);
    const team_slug = "maintainers";
    expect((await teams.getByName({ org: "example", team_slug })).data).toMatchObject({ members_count: 2 });
    const logins = async (query: object): Promise<string[]> =>
      (await teams.listMembersInOrg({ org: "example", team_slug, ...query })).data.map((one) => one.login);
    expect((await logins({})).sort()).toEqual(["Ada", "writer"]);
    expect(await logins({ role: "maintainer" })).toEqual(["Ada"]);
    expect((await refusalOf(teams.getByName({ org: "example", team_slug: "none" }))).status).toBe(404);
    const outsider = world.as(people.stranger).rest.teams;
    expect((await refusalOf(outsider.list({ org: "example" }))).status).toBe(403);
    expect((await refusalOf(world.anonymous.rest.teams.list({ org: "example" }))).status).toBe(401);
  });
});

describe("permissions", () => {
  it("are asked of an installation for each operation", async () => {
    const { apps } = world.asApp.rest;
    const limited = async (permissions: object) => {
      const { data } = await apps.createInstallationAccessToken({
        installation_id: world.installation.id,
        permissions,
      });
      return data.token;
    };
    const post = async (path: string, token: string, body: object) =>
      fetch(`${world.server.url}/repos/example/program/${path}`, {
        method: "POST",
        headers: { authorization: `token ${token}` },
        body: JSON.stringify(body),
      });
    const readOnly = await limited({ issues: "read", contents: "read" });
    const refused = await post("issues", readOnly, { title: "x" });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-accepted-github-permissions")).toBe("issues=write");
    expect(await refused.json()).toMatchObject({ message: "Resource not accessible by integration" });
    const labels = await post("labels", readOnly, { name: "x" });
    expect(labels.headers.get("x-accepted-github-permissions")).toBe("issues=write; pull_requests=write");
    expect((await post("git/blobs", readOnly, { content: "x" })).status).toBe(403);
    expect((await post("check-runs", readOnly, { name: "x", head_sha: "y" })).status).toBe(403);
    const issues = await limited({ issues: "write" });
    expect((await post("issues", issues, { title: "x" })).status).toBe(201);
  });

  it("hide a private repository from those who may not see it", async () => {
    const there = { owner: "example", repo: "hidden" };
    for (const client of [world.asBot, world.anonymous, world.as(world.people.stranger)]) {
      expect(await refusalOf(client.rest.repos.get(there))).toMatchObject({
        status: 404,
        body: { message: "Not Found" },
      });
      expect((await refusalOf(client.rest.repos.getContent({ ...there, path: "README.md" }))).status).toBe(
        404,
      );
    }
    expect((await world.as(world.people.admin).rest.repos.get(there)).data.private).toBe(true);
  });

  it("let anyone read, and nobody write anonymously", async () => {
    expect((await world.anonymous.rest.repos.get(HERE)).status).toBe(200);
    expect((await world.anonymous.rest.issues.listForRepo(HERE)).data).toEqual([]);
    expect(await refusalOf(world.anonymous.rest.issues.create({ ...HERE, title: "x" }))).toMatchObject({
      status: 401,
      body: { message: "Requires authentication" },
    });
  });
});
