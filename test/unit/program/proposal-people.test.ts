import { describe, expect, it } from "vitest";
import { readLogin, readPeople } from "../../../src/program/proposal-people.ts";

describe("a login", () => {
  it.each([
    ["octocat", "octocat"],
    ["@octocat", "octocat"],
    [" @mary-ann. ", "mary-ann"],
    ["https://github.com/octocat", "octocat"],
    ["github.com/octocat/", "octocat"],
    ["https://www.github.com/octocat?tab=repositories", "octocat"],
    ["https://git.globex.example/octocat", "octocat"],
    ["`octocat`", "octocat"],
    ["**@octocat**", "octocat"],
    ["<https://github.com/octocat>", "octocat"],
    ["octocat_globex", "octocat_globex"],
  ])("is read from %j", (text, login) => {
    expect(readLogin(text)).toBe(login);
  });

  it.each([
    "",
    "@",
    "two words",
    "octo@cat.example",
    "https://github.com/octo/cat",
    "-x",
    "a".repeat(40),
    "ünal",
    "@org/team",
  ])("is not in %j", (text) => {
    expect(readLogin(text)).toBeNull();
  });
});

describe("people", () => {
  it.each<[string, [string, string | null][]]>([
    ["@octocat, maintainer", [["octocat", "maintainer"]]],
    ["octocat, maintainer", [["octocat", "maintainer"]]],
    ["- @octocat: maintainer", [["octocat", "maintainer"]]],
    ["1. octocat - maintainer", [["octocat", "maintainer"]]],
    ["* @octocat — maintainer", [["octocat", "maintainer"]]],
    ["@octocat (maintainer)", [["octocat", "maintainer"]]],
    ["octocat maintainer", [["octocat", "maintainer"]]],
    ["@octocat", [["octocat", null]]],
    ["mary-ann, release engineering", [["mary-ann", "release engineering"]]],
    ["@mary-ann - release engineering", [["mary-ann", "release engineering"]]],
    ["**@octocat**, _maintainer_", [["octocat", "maintainer"]]],
    ["https://github.com/octocat, maintainer", [["octocat", "maintainer"]]],
    ["github.com/octo-cat (maintainer)", [["octo-cat", "maintainer"]]],
    ["[Octo Cat](https://github.com/octocat), maintainer", [["octocat", "maintainer"]]],
    ["Octo Cat (@octocat), maintainer (packs)", [["octocat", "maintainer (packs)"]]],
    ["Octo Cat <https://github.com/octocat>", [["octocat", null]]],
    ["- [x] @octocat, maintainer", [["octocat", "maintainer"]]],
    ["| @octocat | maintainer |", [["octocat", "maintainer"]]],
    [
      "@octocat, @hubot and @mona",
      [
        ["octocat", null],
        ["hubot", null],
        ["mona", null],
      ],
    ],
    [
      "@octocat (lead), @hubot (tests)",
      [
        ["octocat", "lead"],
        ["hubot", "tests"],
      ],
    ],
    [
      "@octocat\r\n\r\n@hubot",
      [
        ["octocat", null],
        ["hubot", null],
      ],
    ],
    ["@octocat_globex, maintainer", [["octocat_globex", "maintainer"]]],
    ["@octocat, [docs](https://docs.example/@mona)", [["octocat", "docs"]]],
    ["<!-- @hidden -->\n---\n@octocat", [["octocat", null]]],
    ["octo@cat.example, boss", [["octo@cat.example", "boss"]]],
  ])("are read from %j", (text, people) => {
    expect(readPeople(text).map(({ found, role }) => [found, role])).toEqual(people);
  });
});
