import { describe, expect, it } from "vitest";
import { checkGraphQL } from "../../../oracles/graphql.ts";

const LOOK = `query Look($owner: String!, $name: String!, $number: Int!, $size: Int = 100) {
  repository(owner: $owner, name: $name) { issue(number: $number) { comments(first: $size) { totalCount nodes { id } } } }
}`;

describe("checkGraphQL", () => {
  it("finds nothing wrong with a good call", () => {
    expect(checkGraphQL(LOOK, { owner: "o", name: "n", number: 1 })).toEqual([]);
  });

  it.each([
    ["a syntax error", "{ viewer", {}, /Syntax Error/],
    ["an unknown field", "{ viewer { logni } }", {}, /Cannot query field "logni" on type "User"/],
    ["a value of the wrong type", LOOK, { owner: "o", name: "n", number: "1" }, /Int cannot represent/],
    [
      "a missing variable",
      LOOK,
      { owner: "o", name: "n" },
      /"\$number" of required type "Int!" was not provided/,
    ],
    [
      "a variable that nobody declared",
      LOOK,
      { owner: "o", name: "n", number: 1, nmae: 2 },
      /"\$nmae" is given/,
    ],
    ["too large a page", LOOK, { owner: "o", name: "n", number: 1, size: 101 }, /from 1 to 100, not 101/],
    [
      "no page size",
      '{ repository(owner: "o", name: "n") { issues { nodes { id } } } }',
      {},
      /"issues" needs a "first" or "last"/,
    ],
    [
      "both page sizes",
      '{ repository(owner: "o", name: "n") { issues(first: 1, last: 1) { nodes { id } } } }',
      {},
      /both/,
    ],
    [
      "no commit id",
      'query ($oid: GitObjectID!) { repository(owner: "o", name: "n") { object(oid: $oid) { id } } }',
      { oid: "main" },
      /GitObjectID cannot represent "main"/,
    ],
    [
      "an unknown field of an input object",
      "mutation ($input: AddCommentInput!) { addComment(input: $input) { clientMutationId } }",
      { input: { subjectId: "I_1", body: "x", text: "y" } },
      /Field "text" is not defined/,
    ],
  ])("finds %s", (_what, document, variables, expected) => {
    expect(checkGraphQL(document, variables).join("\n")).toMatch(expected);
  });

  it("lets a bare count go without a page size", () => {
    expect(checkGraphQL('{ repository(owner: "o", name: "n") { issues { totalCount } } }')).toEqual([]);
  });
});
