import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPersonalToken } from "../../../../src/sandbox/authentication.ts";
import { installationSubject } from "../../../../src/sandbox/caller.ts";
import { createComment } from "../../../../src/sandbox/comments.ts";
import { openIssue } from "../../../../src/sandbox/issues.ts";
import { ROUTES } from "../../../../src/sandbox/rest/routes.ts";
import { createOpenApiOracle } from "../../../oracles/openapi.ts";
import { createWorld, HERE, refusalOf, SILENT, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.deviations).toEqual([]);
});

function addIssue(comments = 0): number {
  const actor = { kind: "person", accountId: world.people.stranger.id } as const;
  const issue = openIssue(world.state, actor, { repository: world.repository, title: "x" });
  for (let index = 1; index <= comments; index += 1)
    createComment(world.state, actor, issue, `comment ${index}`);
  return issue.number;
}

describe("the routes", () => {
  it("are GitHub's own, all of them known to the oracle", () => {
    const oracle = createOpenApiOracle();
    expect([...new Set(ROUTES.map((route) => route.operation))].sort()).toEqual(oracle.operations);
    for (const route of ROUTES) {
      const path = route.path.replace(/\{(\w+)\}/g, "1");
      expect([route.path, oracle.operationOf(route.method, path)]).toEqual([route.path, route.operation]);
    }
  });

  it("answer 404 for what GitHub does not have, and 501 for what the sandbox does not have", async () => {
    const get = async (path: string) => fetch(`${world.server.url}${path}`);
    const none = await get("/api/v3/repos/example/program/partners");
    expect(none.status).toBe(404);
    expect(await none.json()).toMatchObject({ message: "Not Found", status: "404" });
    const missing = await get("/api/v3/repos/example/program/milestones");
    expect(missing.status).toBe(501);
    expect(world.deviations.splice(0)).toHaveLength(1);
    expect(await missing.json()).toMatchObject({
      message: expect.stringContaining("issues/list-milestones"),
    });
  });

  it("answer for the root, and for what GitHub says of itself", async () => {
    expect((await world.anonymous.rest.meta.root()).data.repository_url).toBe(
      `${world.server.url}/api/v3/repos/{owner}/{repo}`,
    );
    expect((await world.anonymous.rest.meta.get()).data.verifiable_password_authentication).toBe(false);
  });

  it("are there with and without the prefix of GitHub Enterprise Server", async () => {
    for (const base of ["", "/api/v3"]) {
      expect((await fetch(`${world.server.url}${base}/repos/example/program`)).status).toBe(200);
    }
  });

  it("have GitHub's headers, with the time of the sandbox", async () => {
    world.state.clock.set(world.state.clock.now());
    world.state.clock.advance(365 * 86_400_000);
    const { headers } = await fetch(`${world.server.url}/repos/example/program`);
    const date = Date.parse(headers.get("date") ?? "");
    expect(Math.abs(date - world.state.clock.precise())).toBeLessThan(60_000);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("x-github-media-type")).toBe("github.v3; format=json");
    expect(headers.get("x-github-request-id")).toMatch(/^[0-9A-F]{4}(:[0-9A-F]{6,8}){4}$/);
    expect(headers.get("x-ratelimit-limit")).toBe("60");
    expect(headers.get("x-ratelimit-resource")).toBe("core");
  });
});

describe("pages", () => {
  it("are followed by Octokit to the last", async () => {
    const issue_number = addIssue(65);
    const all = await world.asBot.paginate(world.asBot.rest.issues.listComments, {
      ...HERE,
      issue_number,
      per_page: 20,
    });
    expect(all.map((one) => one.body)).toEqual(
      Array.from({ length: 65 }, (_, index) => `comment ${index + 1}`),
    );
    const pages = world.server.requests().filter((one) => one.operation === "issues/list-comments");
    expect(pages).toHaveLength(4);
  });

  it("are linked as GitHub links them, by the repository's id", async () => {
    const number = addIssue(65);
    const at = `${world.server.url}/api/v3/repositories/${world.repository.id}/issues/${number}/comments`;
    const links = async (query: string): Promise<string | null> =>
      (
        await fetch(`${world.server.url}/repos/example/program/issues/${number}/comments${query}`)
      ).headers.get("link");
    expect(await links("")).toBe(`<${at}?page=2>; rel="next", <${at}?page=3>; rel="last"`);
    expect(await links("?per_page=20&page=2")).toBe(
      `<${at}?per_page=20&page=1>; rel="prev", <${at}?per_page=20&page=3>; rel="next", <${at}?per_page=20&page=4>; rel="last", <${at}?per_page=20&page=1>; rel="first"`,
    );
    expect(await links("?page=3")).toBe(`<${at}?page=2>; rel="prev", <${at}?page=1>; rel="first"`);
    expect(await links("?per_page=100")).toBeNull();
  });

  it("are of 30, of 100 at most", async () => {
    const number = addIssue(105);
    const size = async (query: string): Promise<number> => {
      const answer = await fetch(
        `${world.server.url}/repos/example/program/issues/${number}/comments${query}`,
      );
      const list: unknown[] = JSON.parse(await answer.text());
      return list.length;
    };
    expect(await size("")).toBe(30);
    expect(await size("?per_page=500")).toBe(100);
    expect(await size("?per_page=0")).toBe(30);
    expect(await size("?per_page=100&page=2")).toBe(5);
    expect(await size("?page=99")).toBe(0);
  });
});

describe("the rate limit", () => {
  it("counts, is shown, and is breached as at GitHub", async () => {
    const subject = installationSubject(world.installation.id);
    const before = (await world.asBot.rest.rateLimit.get()).data.resources.core;
    await world.asBot.rest.repos.get(HERE);
    const after = (await world.asBot.rest.rateLimit.get()).data.resources.core;
    expect([before.limit, after.used - before.used]).toEqual([5000, 1]);
    world.server.limits.set(subject, "core", 1, 90);
    const { headers } = await world.asBot.rest.repos.get(HERE);
    expect(headers["x-ratelimit-remaining"]).toBe("0");
    for (const status of [403, 429] as const) {
      world.server.limits.breachStatus = status;
      const breach = await refusalOf(world.asBot.rest.repos.get(HERE));
      expect(breach.status).toBe(status);
      expect(breach.body["message"]).toMatch(
        `API rate limit exceeded for installation ID ${world.installation.id}.`,
      );
    }
  });

  it("of GraphQL is breached with status 200", async () => {
    world.server.limits.set(installationSubject(world.installation.id), "graphql", 0);
    const { data, headers } = await world.asBot.request("POST /graphql", {
      baseUrl: world.server.url,
      query: "{ viewer { login } }",
    });
    expect(data.errors).toMatchObject([{ type: "RATE_LIMITED" }]);
    expect(headers["x-ratelimit-remaining"]).toBe("0");
    expect(headers["x-ratelimit-resource"]).toBe("graphql");
  });
});

describe("GraphQL over HTTP", () => {
  it("answers at both addresses, and is logged by its operation", async () => {
    const query = 'query Look { repository(owner: "example", name: "program") { id } }';
    for (const path of ["/graphql", "/api/graphql"]) {
      const token = createPersonalToken(world.state, world.people.writer);
      const octokit = new Octokit({ baseUrl: world.server.url, auth: token, log: SILENT });
      const { data } = await octokit.request(`POST ${path}`, { query, operationName: "Look" });
      expect(data).toEqual({ data: { repository: { id: world.repository.nodeId } } });
    }
    expect(world.server.requests().at(-1)).toEqual({
      method: "POST",
      path: "/graphql",
      operation: "graphql",
      status: 200,
      actor: "writer",
      kind: "graphql",
      graphqlOperation: "Look",
    });
    const anonymous = await fetch(`${world.server.url}/graphql`, {
      method: "POST",
      body: JSON.stringify({ query }),
    });
    expect(anonymous.status).toBe(401);
  });

  it("gives half an answer on demand", async () => {
    world.server.faults.add({
      match: { graphql: "repository" },
      effect: { kind: "partial", path: "repository.issues" },
    });
    const query = '{ repository(owner: "example", name: "program") { id issues(first: 1) { totalCount } } }';
    const { data } = await world.asBot.request("POST /graphql", { baseUrl: world.server.url, query });
    expect(data).toMatchObject({
      data: { repository: { id: world.repository.nodeId, issues: null } },
      errors: [{ path: ["repository", "issues"] }],
    });
  });
});
