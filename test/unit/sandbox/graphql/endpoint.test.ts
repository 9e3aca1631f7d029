import { describe, expect, it } from "vitest";
import { installationSubject } from "../../../../src/sandbox/caller.ts";
import { createGraphQL } from "../../../../src/sandbox/graphql/endpoint.ts";
import { RateLimits } from "../../../../src/sandbox/rate-limit.ts";
import { createWorld } from "./world.ts";

describe("rateLimit", () => {
  const document = `{
    rateLimit { cost nodeCount limit remaining used resetAt }
    repository(owner: "octo-org", name: "program") { issues(first: 100) { nodes {
      comments(first: 50) { nodes { reactions(first: 10) { nodes { id } } } } } } }
  }`;

  it("says what the call costs and what is left, and counts down", async () => {
    const world = createWorld();
    const limits = new RateLimits(() => Date.parse("2026-03-02T09:00:00Z"));
    const endpoint = createGraphQL(world.state, limits);
    const first = await endpoint.execute({ document, viewer: world.bot });
    // 1 for the issues, 100 for their comments, 5,000 for the reactions on them.
    expect(first.data).toMatchObject({
      rateLimit: {
        cost: 51,
        nodeCount: 100 + 5000 + 50_000,
        limit: 5000,
        used: 51,
        remaining: 4949,
        resetAt: "2026-03-02T10:00:00Z",
      },
    });
    await endpoint.execute({ document: "{ viewer { login } }", viewer: world.bot });
    expect(limits.look(installationSubject(world.installation.id), "graphql").used).toBe(52);
  });

  it("refuses without data when too few points are left, and takes none", async () => {
    const world = createWorld();
    const limits = new RateLimits();
    const subject = installationSubject(world.installation.id);
    limits.set(subject, "graphql", 50);
    expect(await createGraphQL(world.state, limits).execute({ document, viewer: world.bot })).toEqual({
      errors: [
        {
          type: "RATE_LIMITED",
          message: `API rate limit already exceeded for installation ID ${world.installation.id}.`,
        },
      ],
    });
    expect(limits.look(subject, "graphql").remaining).toBe(50);
  });
});

describe("execute", () => {
  it("runs the operation that is named", async () => {
    const world = createWorld();
    const document = "query A { viewer { id } } query B { viewer { login } }";
    expect(await world.endpoint.execute({ document, operationName: "B", viewer: world.bot })).toEqual({
      data: { viewer: { login: "partnerbot[bot]" } },
    });
    expect(await world.endpoint.execute({ document, viewer: world.bot })).toEqual({
      errors: [{ message: "An operation name is required" }],
    });
  });

  it("does introspection, as GitHub does", async () => {
    const world = createWorld();
    expect(
      await world.endpoint.execute({ document: '{ __type(name: "Issue") { kind } }', viewer: world.bot }),
    ).toEqual({
      data: { __type: { kind: "OBJECT" } },
    });
  });
});
