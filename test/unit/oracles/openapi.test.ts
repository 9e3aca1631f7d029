import { describe, expect, it } from "vitest";
import { createOpenApiOracle } from "../../oracles/openapi.ts";

const oracle = createOpenApiOracle();
const label = {
  id: 1,
  node_id: "LA_1",
  url: "https://api.github.com/repos/o/r/labels/a",
  name: "a",
  description: null,
  color: "ededed",
  default: false,
};

describe("the OpenAPI oracle", () => {
  it("knows the operations in use", () => {
    expect(oracle.operations).toContain("issues/create-comment");
    expect(oracle.operations).not.toContain("gists/create");
  });

  it.each([
    ["GET", "/repos/o/r/contents/.github/x.yml", "repos/get-content"],
    ["GET", "/repos/o/r/git/ref/heads/a/b", "git/get-ref"],
    ["GET", "/repos/o/r/commits/heads/a/check-runs?per_page=1", "checks/list-for-ref"],
    ["GET", "/repos/o/r/commits/a", "repos/get-commit"],
    ["GET", "/api/v3/repos/o/r/issues/comments", "issues/list-comments-for-repo"],
    ["GET", "/repos/o/r/issues/7", "issues/get"],
    ["GET", "/", "meta/root"],
    ["GET", "/repos/o/r/nothing", null],
  ])("finds %s %s", (method, url, operation) => {
    expect(oracle.operationOf(method, url)).toBe(operation);
  });

  it("accepts an honest exchange", () => {
    const request = { method: "POST", url: "/repos/o/r/labels", body: { name: "a", color: "ededed" } };
    expect(oracle.check(request, { status: 201, body: label })).toEqual([]);
  });

  it("names unknown and missing fields of a request", () => {
    const request = { method: "POST", url: "/repos/o/r/labels", body: { colour: "ededed" } };
    expect(oracle.check(request, { status: 201, body: label })).toEqual([
      "issues/create-label: request body / must have required property 'name'",
      "issues/create-label: request body /colour is not a documented field",
    ]);
  });

  it("names unknown and invalid query parameters", () => {
    const url = "/repos/o/r/labels?per_page=many&sort=up";
    expect(oracle.check({ method: "GET", url }, { status: 200, body: [] })).toEqual([
      "issues/list-labels-for-repo: query parameter per_page=many: / must be integer",
      "issues/list-labels-for-repo: query parameter sort is not documented",
    ]);
  });

  it("names what a response lacks, has too much, or has wrong", () => {
    const { color: _, ...rest } = label;
    const request = { method: "GET", url: "/repos/o/r/labels/a" };
    expect(oracle.check(request, { status: 200, body: { ...rest, id: "1", colour: "a" } })).toEqual([
      "issues/get-label: 200 body / must have required property 'color'",
      "issues/get-label: 200 body /id must be integer",
      "issues/get-label: 200 body /colour is not a documented field",
    ]);
  });

  it("names an undocumented status and a body that should not be", () => {
    expect(oracle.check({ method: "GET", url: "/repos/o/r/labels/a" }, { status: 202, body: {} })).toEqual([
      "issues/get-label: status 202 is not documented",
    ]);
    expect(oracle.check({ method: "DELETE", url: "/repos/o/r/labels/a" }, { status: 204, body: {} })).toEqual(
      ["issues/delete-label: status 204 has a body, but none is documented"],
    );
  });

  it("understands a nullable reference", () => {
    const request = {
      method: "PATCH",
      url: "/repos/o/r/issues/1",
      body: { milestone: null, state_reason: null },
    };
    expect(oracle.check(request, { status: 403, body: { message: "no" } })).toEqual([]);
  });
});
