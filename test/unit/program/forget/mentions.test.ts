import { describe, expect, it } from "vitest";
import { mentionsOf, namesPerson } from "../../../../src/program/forget/mentions.ts";

const ANNA = { login: "anna", id: 11, logins: ["anna", "ann.x[bot]"], hasNamesake: false };

describe("what names a person", () => {
  it.each([
    ["Founded by @anna.", true],
    ["@Anna, @bert", true],
    ["https://github.com/anna", true],
    ["see github.com/ANNA/things", true],
    ["http://www.github.com/anna?tab=repositories", true],
    ["anna", false],
    ["@anna-bell", false],
    ["@annabell", false],
    ["mail@anna", false],
    ["https://github.com/annabell", false],
    ["https://github.com/example/anna", false],
    ["https://notgithub.com/anna", false],
    ["https://github.com.example/anna", false],
    ["https://githubXcom/anna", false],
  ])("%s: %s", (text, wanted) => {
    expect(namesPerson(text, ANNA, "github.com")).toBe(wanted);
  });

  it("is nothing where another account has the login too", () => {
    expect(namesPerson("@anna", { ...ANNA, hasNamesake: true }, "github.com")).toBe(false);
  });

  it("is found by the word and by the number as an id, with its lines", () => {
    const texts: [string, string][] = [
      ["b.yml", "by: { login: Anna }\nid: 11\nid: 111\n"],
      ["a.json", '{"id":11}\n'],
      ["c.md", "annabell, anna-b, 11, 2026-11-11, annx, x[bot]"],
      ["d.md", "ann.x[bot]"],
    ];
    expect(mentionsOf(texts, ANNA)).toEqual([
      { path: "a.json", lines: [1] },
      { path: "b.yml", lines: [1, 2] },
      { path: "d.md", lines: [1] },
    ]);
    expect(mentionsOf([["b.yml", "id: 11"]], { ...ANNA, id: null })).toEqual([]);
  });
});
