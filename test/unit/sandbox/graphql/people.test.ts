import { describe, expect, it } from "vitest";
import { at, createWorld } from "./world.ts";

describe("viewer", () => {
  it("is the bot's user for an installation, and the person for a person", async () => {
    const world = createWorld();
    const document = "{ viewer { __typename id login databaseId } }";
    expect(await world.data(document)).toEqual({
      viewer: {
        __typename: "User",
        id: world.botAccount.nodeId,
        login: "partnerbot[bot]",
        databaseId: world.botAccount.id,
      },
    });
    expect(at(await world.data(document, {}, world.person(world.carla)), "viewer", "login")).toBe("carla");
  });
});

describe("accounts", () => {
  it("are found by login without case, as what they are", async () => {
    const world = createWorld();
    const data = await world.data(`{
      user(login: "ADA") { login databaseId name url }
      organization(login: "OCTO-ORG") { login name }
      owner: repositoryOwner(login: "octo-org") { __typename login }
      none: repositoryOwner(login: "nobody") { login }
    }`);
    expect(data).toEqual({
      user: {
        login: "Ada",
        databaseId: world.admin.id,
        name: "Ada Admin",
        url: `${world.state.urls.web}/Ada`,
      },
      organization: { login: "octo-org", name: "Octo" },
      owner: { __typename: "Organization", login: "octo-org" },
      none: null,
    });
  });

  it("are nodes, each under its own id", async () => {
    const world = createWorld();
    const ids = [world.carla.nodeId, world.botAccount.nodeId, world.octo.nodeId, world.repository.nodeId];
    const data = await world.data(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on User { login } ... on Bot { login } } }",
      { ids },
    );
    expect(at(data, "nodes")).toEqual([
      { __typename: "User", id: ids[0], login: "carla" },
      { __typename: "Bot", id: ids[1], login: "partnerbot" },
      { __typename: "Organization", id: ids[2] },
      { __typename: "Repository", id: ids[3] },
    ]);
  });
});

describe("teams", () => {
  it("list direct members and those of child teams", async () => {
    const world = createWorld();
    const data = await world.data(`{ organization(login: "octo-org") {
      team(slug: "committee") {
        slug name databaseId combinedSlug privacy
        everyone: members(first: 10) { totalCount edges { role } nodes { login databaseId } }
        own: members(first: 10, membership: IMMEDIATE) { nodes { login } }
        inherited: members(first: 10, membership: CHILD_TEAM) { nodes { login } }
        page: members(first: 1) { pageInfo { hasNextPage } }
        childTeams(first: 5) { nodes { slug parentTeam { slug } } }
      }
      teams(first: 10) { totalCount nodes { slug } }
      membersWithRole(first: 10) { edges { role node { login } } }
    } }`);
    expect(at(data, "organization")).toMatchObject({
      team: {
        slug: "committee",
        combinedSlug: "octo-org/committee",
        privacy: "VISIBLE",
        everyone: {
          totalCount: 2,
          edges: [{ role: "MAINTAINER" }, { role: "MEMBER" }],
          nodes: [
            { login: "Ada", databaseId: world.admin.id },
            { login: "carla", databaseId: world.carla.id },
          ],
        },
        own: { nodes: [{ login: "Ada" }] },
        inherited: { nodes: [{ login: "carla" }] },
        page: { pageInfo: { hasNextPage: true } },
        childTeams: { nodes: [{ slug: "chairs", parentTeam: { slug: "committee" } }] },
      },
      teams: { totalCount: 2, nodes: [{ slug: "chairs" }, { slug: "committee" }] },
      membersWithRole: {
        edges: [
          { role: "ADMIN", node: { login: "Ada" } },
          { role: "MEMBER", node: { login: "carla" } },
        ],
      },
    });
  });
});
