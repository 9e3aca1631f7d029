import { describe, expect, it } from "vitest";
import {
  isGlob,
  isLinked,
  linkedNames,
  linkedOwners,
  matchesRepository,
} from "../../../../src/program/activity/repository-glob.ts";

describe("linked repositories", () => {
  it.each([
    ["example/engine", "example/engine", true],
    ["Example/Engine", "example/ENGINE", true],
    ["example/engine", "example/engines", false],
    ["example/engine", "other/engine", false],
    ["example/*", "example/engine", true],
    ["example/*", "example-two/engine", false],
    ["example/st2*", "example/st2", true],
    ["example/st2*", "example/st2-web", true],
    ["example/st2*", "example/web-st2", false],
    ["example/*-web", "example/st2-web", true],
    ["example/*-web", "example/st2-web-old", false],
    ["example/st?", "example/st2", true],
    ["example/st?", "example/st", false],
    ["example/a.b", "example/a-b", false],
  ])("%s means %s: %s", (linked, repository, wanted) => {
    expect(matchesRepository(linked, repository)).toBe(wanted);
  });

  it("lets no star go across the slash", () => {
    expect(matchesRepository("exam*", "example/engine")).toBe(false);
    expect(matchesRepository("e/*", "e/a/b")).toBe(true);
    expect(matchesRepository("*", "example/engine")).toBe(false);
  });

  it("are what any of the entries means; nothing is linked by none", () => {
    expect(isLinked(["example/a", "other/*"], "other/b")).toBe(true);
    expect(isLinked([], "other/b")).toBe(false);
  });

  it("are asked for by name, and listed by owner for globs", () => {
    const linked = ["example/a", "Example/A", "example/*", "EXAMPLE/b?", "other/x", "third/*"];
    expect(linkedNames(linked)).toEqual(["example/a", "other/x"]);
    expect(linkedOwners(linked)).toEqual(["example", "third"]);
    expect(linked.filter(isGlob)).toEqual(["example/*", "EXAMPLE/b?", "third/*"]);
  });
});
