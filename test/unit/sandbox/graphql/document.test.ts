import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { chooseOperation, contentsOf, operationNamesOf } from "../../../../src/sandbox/graphql/document.ts";

describe("operationNamesOf", () => {
  it("names the operation and its root fields, not their aliases", () => {
    expect(
      operationNamesOf(
        "mutation Act { a: addComment(input: $i) { clientMutationId } b: addComment(input: $j) { x } closeIssue { y } }",
      ),
    ).toEqual(["Act", "addComment", "closeIssue"]);
    expect(operationNamesOf("{ viewer { login } }")).toEqual(["viewer"]);
  });

  it("is empty for what is no GraphQL", () => {
    expect(operationNamesOf("{ viewer")).toEqual([]);
  });
});

describe("chooseOperation", () => {
  const { operations } = contentsOf(parse("query A { viewer { id } } query B { viewer { login } }"));

  it("takes the named one, and needs a name where there are two", () => {
    expect(chooseOperation(operations, "B")).toEqual({ operation: operations[1] });
    expect(chooseOperation(operations, null)).toEqual({ problem: "An operation name is required" });
    expect(chooseOperation(operations, "C")).toEqual({ problem: 'No operation named "C"' });
    expect(chooseOperation(operations.slice(0, 1), "")).toEqual({ operation: operations[0] });
  });
});
