import { describe, expect, it } from "vitest";
import { fraction, printFraction } from "../../../../src/program/ballot/fraction.ts";
import {
  frozenRollSchema,
  isVoter,
  printRoll,
  type Roll,
  rollDigest,
  rollSchema,
  type Voter,
} from "../../../../src/program/ballot/roll.ts";
import { buildRoll } from "../../../../src/program/ballot/roll-build.ts";
import { checkSeconds } from "../../../../src/program/ballot/seconds.ts";
import { parseYaml } from "../../../../src/program/yaml-problems.ts";

const CONFIG = rollSchema.parse({
  roles: [
    { role: "chair", points: 3, users: ["octo-chair"] },
    { role: "senior", points: "3/2", team: "example/seniors" },
    {
      role: "maintainer",
      team: "example/maintainers",
      alternates: { "Maint-1": "deputy-1", "maint-2": "senior-1" },
    },
    { role: "emeritus", users: ["founder"], "in-base": false },
  ],
  exclude: ["Bot-Account"],
});
const person = (login: string, id: number) => ({ login, id });
const MEMBERS = [
  [person("octo-chair", 1)],
  [person("senior-1", 2), person("Octo-Chair", 1)],
  [person("maint-1", 3), person("maint-2", 4), person("bot-account", 5)],
  [person("founder", 6), person("senior-1", 2)],
];
const built = buildRoll(CONFIG, MEMBERS, ({ login }) => (login === "maint-1" ? ["Acme"] : []));

describe("the roll", () => {
  it("is built of roles, with the highest points where people overlap", () => {
    const rows = built.roll.map((voter) => [
      voter.login,
      voter.role,
      printFraction(voter.points),
      voter.inBase,
    ]);
    expect(rows).toEqual([
      ["octo-chair", "chair", "3", true],
      ["senior-1", "senior", "3/2", true],
      ["maint-1", "maintainer", "1", true],
      ["maint-2", "maintainer", "1", true],
      ["founder", "emeritus", "1", false],
      ["deputy-1", "maintainer", "1", false],
    ]);
    expect(built.excluded).toEqual(["bot-account"]);
  });

  it("seats alternates for their voters, unless they vote themselves", () => {
    expect(built.roll.at(-1)).toMatchObject({ login: "deputy-1", id: null, alternateFor: "maint-1" });
    expect(built.droppedAlternates).toEqual(["senior-1"]);
  });

  it("keeps the other roles of people in several entries, in the order of the entries", () => {
    const others = built.roll.map(({ login, otherRoles }) => [login, otherRoles]);
    expect(others).toEqual([
      ["octo-chair", ["senior"]],
      ["senior-1", ["emeritus"]],
      ["maint-1", undefined],
      ["maint-2", undefined],
      ["founder", undefined],
      ["deputy-1", undefined],
    ]);
    const config = rollSchema.parse([
      { role: "reviewer", users: ["a"] },
      { role: "senior", points: 2, users: ["a"], alternates: { a: "b" } },
      { users: ["a"] },
      { role: "maintainer", users: ["a"] },
      { role: "senior", users: ["a"] },
      { role: "reviewer", users: ["A"] },
    ]);
    const a = person("a", 1);
    const { roll } = buildRoll(config, [[a], [a], [a], [a], [a], [{ ...a, login: "A" }]], () => []);
    expect(roll.map(({ login, role, otherRoles }) => [login, role, otherRoles])).toEqual([
      ["a", "senior", ["reviewer", "maintainer"]],
      ["b", "senior", undefined],
    ]);
  });

  it("does not name roles that have no name", () => {
    const config = rollSchema.parse([
      { points: 2, users: ["a", "b"] },
      { role: "chair", users: ["b"] },
      { users: ["a"] },
    ]);
    const { roll } = buildRoll(
      config,
      [[person("a", 1), person("b", 2)], [person("b", 2)], [person("a", 1)]],
      () => [],
    );
    expect(roll.map(({ role, otherRoles }) => [role, otherRoles])).toEqual([
      [null, undefined],
      [null, ["chair"]],
    ]);
  });

  it("is printed with further roles only where there are any, and its digest holds them", () => {
    const alone = built.roll.map(({ otherRoles: _, ...voter }): Voter => voter);
    expect(printRoll(alone).flatMap((voter) => Object.keys(voter))).not.toContain("other-roles");
    expect(printRoll(built.roll)[0]).toMatchObject({ "other-roles": ["senior"] });
    expect(rollDigest(alone)).toBe("603b62649e5f2458a4715c8a33332e9dafc10d39d38fbacdb11050208dcde912");
    expect(rollDigest(built.roll)).not.toBe(rollDigest(alone));
  });

  it("takes a higher role wherever it stands in the list", () => {
    const config = rollSchema.parse([
      { points: 1, users: ["a"] },
      { role: "chair", points: 2, users: ["A"] },
    ]);
    const { roll } = buildRoll(config, [[person("a", 1)], [person("A", 1)]], () => []);
    expect(roll.map((voter) => [voter.role, voter.points])).toEqual([["chair", fraction(2)]]);
  });

  it("takes a seat in the base on equal points, in either order", () => {
    const outside = { role: "emeritus", users: ["a"], "in-base": false };
    const inside = { role: "maintainer", users: ["a"] };
    for (const entries of [
      [outside, inside],
      [inside, outside],
    ]) {
      const members = entries.map(() => [person("a", 1)]);
      const { roll } = buildRoll(rollSchema.parse(entries), members, () => []);
      expect(roll).toMatchObject([{ role: "maintainer", inBase: true, otherRoles: ["emeritus"] }]);
    }
  });

  it("can be empty, which opens nothing", () => {
    expect(buildRoll(CONFIG, [[], [], [], []], () => []).roll).toEqual([]);
  });

  it("is printed and read back, and its digest knows neither order nor case", () => {
    const { roll } = built;
    expect(frozenRollSchema.parse(JSON.parse(JSON.stringify(printRoll(roll))))).toEqual(roll);
    const shouted: Roll = roll.map((voter) => ({ ...voter, login: voter.login.toUpperCase() })).reverse();
    expect(rollDigest(shouted)).toBe(rollDigest(roll));
    expect(rollDigest(roll)).toMatch(/^[0-9a-f]{64}$/);
    expect(rollDigest(roll.slice(1))).not.toBe(rollDigest(roll));
    const [first, ...rest] = roll;
    if (first === undefined) throw new Error("empty");
    expect(rollDigest([{ ...first, points: fraction(4) }, ...rest])).not.toBe(rollDigest(roll));
  });

  it("knows people by account id first, then by login without case", () => {
    const voter = { ...built.roll[0], login: "Octo", id: 1 };
    if (voter.points === undefined) throw new Error("empty");
    const full = {
      ...voter,
      role: null,
      points: fraction(1),
      organizations: [],
      inBase: true,
      alternateFor: null,
    };
    expect(isVoter(full, { login: "renamed", id: 1 })).toBe(true);
    expect(isVoter(full, { login: "octo", id: 2 })).toBe(false);
    expect(isVoter(full, { login: "oCTO", id: null })).toBe(true);
  });

  it.each([
    ["[]", "1:1 found an empty list, expected a list of at least 1"],
    ["- { role: a }", "1:3 names nobody: write `users`, `team` or `file`"],
    [
      "- { team: maintainers }",
      '1:11 found the text "maintainers", expected a team such as example/maintainers',
    ],
    ["- { users: [a b] }", '1:13 found the text "a b", expected a GitHub login'],
    ["- { users: [a], points: 0.5 }", "1:25 0.5 is not an exact fraction"],
    ["- { users: [a], in-bas: false }", '1:17 unknown key "in-bas": did you mean "in-base"?'],
    ["roles: [{ users: [a] }]\nexclud: [b]", '2:1 unknown key "exclud": did you mean "exclude"?'],
    ["everyone", '1:1 found the text "everyone", expected a list, or a mapping'],
  ])("%j is refused at its place", (text, problem) => {
    const parsed = parseYaml(text, rollSchema);
    const problems = parsed.ok ? [] : parsed.problems.map((p) => `${p.line}:${p.column} ${p.message}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("counts seconders on the roll, once each, without the proposer", () => {
    const { roll } = built;
    const seconders = [
      person("MAINT-1", 3),
      person("maint-1", 3),
      person("stranger", 99),
      person("octo-chair", 1),
    ];
    expect(checkSeconds({ second: 2 }, roll, person("octo-chair", 1), seconders)).toEqual({
      met: false,
      have: ["maint-1"],
      need: 2,
    });
    expect(checkSeconds({ second: 2 }, roll, null, seconders).met).toBe(true);
    expect(checkSeconds({ second: 0 }, roll, null, []).met).toBe(true);
  });
});
