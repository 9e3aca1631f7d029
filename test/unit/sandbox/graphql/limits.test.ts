import { Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { contentsOf } from "../../../../src/sandbox/graphql/document.ts";
import { weigh } from "../../../../src/sandbox/graphql/limits.ts";
import { loadSchema } from "../../../../src/sandbox/graphql/schema.ts";

function weighText(document: string, variables: Record<string, unknown> = {}) {
  const { operations, fragments } = contentsOf(parse(document));
  const operation = operations[0];
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError("no operation");
  return weigh(loadSchema(), operation, fragments, variables);
}

describe("weigh", () => {
  it("counts the nodes of GitHub's own two examples", () => {
    expect(
      weighText(
        `{ viewer { repositories(first: 50) { edges { node { name issues(first: 10) { totalCount edges { node { title } } } } } } } }`,
      ).nodeCount,
    ).toBe(550);
    expect(
      weighText(`{ viewer {
        repositories(first: 50) { edges { node { name
          pullRequests(first: 20) { edges { node { title comments(first: 10) { edges { node { bodyHTML } } } } } }
          issues(first: 20) { totalCount edges { node { title bodyHTML comments(first: 10) { edges { node { bodyHTML } } } } } }
        } } }
        followers(first: 10) { edges { node { login } } }
      } }`).nodeCount,
    ).toBe(22_060);
  });

  it("costs what GitHub's own example costs", () => {
    const weight = weighText(`{ viewer { login repositories(first: 100) { edges { node { id
      issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } } } } } } }`);
    expect(weight.cost).toBe(51);
  });

  it("costs at least one point", () => {
    expect(weighText("{ viewer { login } }")).toEqual({ nodeCount: 0, cost: 1 });
  });

  it("reads sizes from variables, unfolds fragments, counts a connection named twice once, and leaves out what is skipped", () => {
    const document = `query ($size: Int!, $more: Boolean!) {
      repository(owner: "o", name: "n") {
        issues(first: $size) { nodes { ...part ...part } }
        pullRequests(first: 100) @include(if: $more) { nodes { id } }
      }
    }
    fragment part on Issue { comments(last: 7) { nodes { id } } }`;
    expect(weighText(document, { size: 30, more: false }).nodeCount).toBe(30 + 30 * 7);
    expect(weighText(document, { size: 30, more: true }).nodeCount).toBe(30 + 30 * 7 + 100);
  });

  it("multiplies by the ids of `nodes`", () => {
    const document =
      "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { comments(first: 10) { nodes { id } } } } }";
    expect(weighText(document, { ids: ["a", "b", "c"] }).nodeCount).toBe(3 + 30);
  });

  it("refuses more than 500,000 nodes in GitHub's words", () => {
    const document = `{ repository(owner: "o", name: "n") { issues(first: 100) { nodes {
      comments(first: 100) { nodes { reactions(first: 100) { nodes { id } } } } } } } }`;
    expect(() => weighText(document)).toThrow(
      "This query requests up to 1,010,100 possible nodes which exceeds the maximum limit of 500,000.",
    );
  });
});
