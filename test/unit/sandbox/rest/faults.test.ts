import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createComment } from "../../../../src/sandbox/comments.ts";
import type { Fault } from "../../../../src/sandbox/faults.ts";
import { openIssue } from "../../../../src/sandbox/issues.ts";
import { createWorld, HERE, refusalOf, type World } from "./world.ts";

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

describe("faults", () => {
  const comment = () => world.asBot.rest.issues.createComment({ ...HERE, issue_number: 1, body: "once" });
  const fault = (effect: Fault["effect"], more: Partial<Fault> = {}): void =>
    world.server.faults.add({ match: { operation: "issues/create-comment" }, effect, ...more });
  const comments = (): number => world.repository.issues.get(1)?.comments.length ?? 0;

  beforeEach(() => {
    addIssue();
  });

  it("cut the connection before anything is done, or after", async () => {
    fault({ kind: "refuse" });
    await expect(comment()).rejects.toThrow();
    expect(comments()).toBe(0);
    fault({ kind: "drop" });
    await expect(comment()).rejects.toThrow();
    expect(comments()).toBe(1);
    expect(
      world.server
        .requests()
        .filter((one) => one.operation === "issues/create-comment")
        .map((one) => one.status),
    ).toEqual([0, 0]);
    await comment();
    expect(comments()).toBe(2);
  });

  it("answer 502 before it is applied, or after", async () => {
    fault({ kind: "bad-gateway", applied: false });
    expect((await refusalOf(comment())).status).toBe(502);
    expect(comments()).toBe(0);
    fault({ kind: "bad-gateway", applied: true });
    expect((await refusalOf(comment())).status).toBe(502);
    expect(comments()).toBe(1);
  });

  it("delay, and limit", async () => {
    fault({ kind: "delay", milliseconds: 1 });
    await comment();
    fault({ kind: "secondary-limit", retryAfter: 7 });
    const refusal = await comment().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 403, response: { headers: { "retry-after": "7" } } });
    expect(String(refusal)).toMatch(/secondary rate/);
    expect(comments()).toBe(1);
  });

  it("meet as many requests as they should, after those that go by", async () => {
    fault({ kind: "bad-gateway", applied: false }, { times: 2, after: 1 });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      statuses.push(
        await comment().then(
          ({ status }) => status,
          (error) => error.status,
        ),
      );
    }
    expect(statuses).toEqual([201, 502, 502, 201]);
    expect(world.server.faults.pending).toBe(0);
  });

  it("are matched by method and path, by what is asked in GraphQL, or by a function", async () => {
    const { faults } = world.server;
    const effect = { kind: "bad-gateway", applied: false } as const;
    faults.add({ match: { method: "post", path: "/repos/*/program/issues/1/**" }, effect });
    await world.asBot.rest.issues.get({ ...HERE, issue_number: 1 });
    expect((await refusalOf(comment())).status).toBe(502);
    faults.add({ match: { graphql: "viewer" }, effect });
    await world.asBot.request("POST /graphql", {
      baseUrl: world.server.url,
      query: "{ rateLimit { cost } }",
    });
    expect(
      (
        await refusalOf(
          world.asBot.request("POST /graphql", { baseUrl: world.server.url, query: "{ viewer { login } }" }),
        )
      ).status,
    ).toBe(502);
    faults.add({ match: (target) => target.operation === "repos/get", effect });
    expect((await refusalOf(world.asBot.rest.repos.get(HERE))).status).toBe(502);
    faults.add({ match: {}, effect });
    faults.clear();
    await world.asBot.rest.repos.get(HERE);
  });
});

describe("the controls", () => {
  const control = async (
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`${world.server.url}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };

  it("move the clock", async () => {
    expect((await control("POST", "clock", { set: "2030-01-01T00:00:00Z" })).body).toMatchObject({
      now: expect.stringMatching(/^2030-01-01T00:00:/),
    });
    await control("POST", "clock", { advance: 86_400_000 });
    expect((await control("GET", "clock")).body).toMatchObject({
      now: expect.stringMatching(/^2030-01-02T00:00:/),
    });
    expect((await control("POST", "clock", { set: "tomorrow" })).status).toBe(422);
  });

  it("show and forget requests, add faults and limits, and wait for deliveries", async () => {
    addIssue();
    await control("POST", "idle");
    expect((await control("GET", "deliveries")).body).toMatchObject([
      { event: "installation" },
      { event: "issues" },
    ]);
    await control("POST", "deliveries", { fault: "lose" });
    addIssue();
    await control("POST", "idle");
    expect((await control("GET", "deliveries")).body).toMatchObject([{}, {}, { status: "lost" }]);
    const effect = { kind: "bad-gateway", applied: false };
    expect((await control("POST", "faults", { match: { operation: "repos/get" }, effect })).body).toEqual({
      pending: 1,
    });
    expect((await control("POST", "faults", { match: {}, effect: { kind: "fire" } })).status).toBe(422);
    expect((await refusalOf(world.asBot.rest.repos.get(HERE))).status).toBe(502);
    expect((await control("GET", "requests")).body).toMatchObject([
      { kind: "token" },
      { operation: "repos/get", status: 502 },
    ]);
    await control("DELETE", "requests");
    expect((await control("GET", "requests")).body).toEqual([]);
    await control("DELETE", "faults");
    await control("POST", "limits", { installation: world.installation.id, resource: "core", remaining: 0 });
    expect((await refusalOf(world.asBot.rest.repos.get(HERE))).status).toBe(403);
    expect((await control("GET", "nothing")).status).toBe(404);
  });
});
