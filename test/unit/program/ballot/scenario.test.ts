import { describe, expect, it } from "vitest";
import { countBallot } from "../../../../src/program/ballot/count.ts";
import { printCount } from "../../../../src/program/ballot/count-print.ts";
import { parseScenario } from "../../../../src/program/ballot/scenario.ts";

const DESIGN = `rule:    { pass: { over: 1/2, of: eligible }, count: points, period: { open-for: 7d } }
roll:
  - { login: chair-1, points: 3, role: chair, organization: acme }
  - { login: senior-1, points: 2 }
  - { login: senior-2, points: 2 }
  - { login: founder, points: 1, in-base: false }
subject: { organization: globex, applicant: g-1, proposer: chair-1 }
opened:  2026-03-02T09:00:00Z
now:     2026-03-09T09:00:01Z
events:
  - { by: chair-1, vote: yes, at: 2026-03-03T10:00:00Z }
  - { by: chair-1, recuse: my employer, at: 2026-03-04T10:00:00Z }
  - { by: senior-1, vote: no, at: 2026-03-04T11:00:00Z, edited-by: someone-else, edited-at: 2026-03-05T00:00:00Z }
  - { by: senior-2, veto: breaks the charter, at: 2026-03-04T12:00:00Z }
  - { by: chair-1, extend: 3d, at: 2026-03-08T12:00:00Z }
`;

function result(text: string): unknown {
  const parsed = parseScenario(text);
  if (!parsed.ok) return parsed.problems;
  const { ballot, acts, now } = parsed.scenario;
  return printCount(countBallot(ballot, acts, now));
}

function problems(text: string): string[] {
  const parsed = parseScenario(text);
  return parsed.ok ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("a scenario file", () => {
  it("gives the documented result, keys in the documented order", () => {
    expect(JSON.stringify(result(DESIGN))).toBe(
      JSON.stringify({
        outcome: "open",
        closes: "2026-03-12T09:00:00Z",
        decided: null,
        why: "The vote is open until 2026-03-12 09:00 UTC: 0 points of yes so far, 3 needed.",
        yes: "0",
        no: "0",
        abstain: "0",
        present: "0",
        base: "4",
        needed: "3",
        quorum: null,
        recused: [{ login: "chair-1", why: "my employer" }],
        ignored: [
          {
            by: "senior-1",
            at: "2026-03-04T11:00:00Z",
            why: "is void: the comment was edited by someone-else",
          },
          { by: "senior-2", at: "2026-03-04T12:00:00Z", why: "cast a veto, and the rule has none" },
        ],
        capped: [],
      }),
    );
  });

  it("may be JSON, with tabs, and on one line", () => {
    const data = {
      rule: { pass: { over: "1/2", of: "cast" } },
      roll: [
        { login: "a", organization: null },
        { login: "b", "in-base": false },
      ],
      opened: "2026-03-02T09:00:00Z",
      now: "2026-03-10T09:00:00Z",
      events: [
        { by: "a", vote: "yes", at: "2026-03-03T09:00:00Z" },
        { by: "a", vote: "no", at: "2026-03-03T09:00:00Z" },
      ],
    };
    for (const text of [
      JSON.stringify(data),
      JSON.stringify(data, null, "\t"),
      JSON.stringify(data, null, 2),
    ]) {
      expect(result(text)).toMatchObject({ outcome: "failed", yes: "0", no: "1" });
    }
  });

  it("may leave events and subject out or empty", () => {
    const bare = DESIGN.slice(0, DESIGN.indexOf("events:")).replace(/subject:.*\n/, "");
    expect(result(bare)).toMatchObject({ outcome: "failed" });
    expect(result(`${bare}events:\nsubject:\n`)).toMatchObject({ outcome: "failed" });
  });

  it("takes time zones and fractions of seconds as GitHub's clock would", () => {
    const text = DESIGN.replace("at: 2026-03-03T10:00:00Z", "at: 2026-03-02T10:00:00.900+01:00");
    expect(result(text)).toMatchObject({ ignored: [{ by: "senior-1" }, { by: "senior-2" }] });
  });

  it.each([
    ["a date that is none", ["2026-03-02T09", "2026-13-02T09"], '8:10 "2026-13-02T09:00:00Z" is not a date'],
    [
      "a day that does not exist",
      ["2026-03-02T09", "2026-02-30T09"],
      '8:10 "2026-02-30T09:00:00Z" is not a date',
    ],
    ["a date without a time", ["2026-03-02T09:00:00Z", "2026-03-02"], '8:10 "2026-03-02" is not a date'],
    ["a date without a zone", ["2026-03-02T09:00:00Z", "2026-03-02T09:00:00"], "8:10"],
    ["an unknown key", ["subject:", "subjekt:"], '7:1 unknown key "subjekt": did you mean "subject"?'],
    ["an unknown key of a voter", ["role:", "rolle:"], '3:34 unknown key "rolle": did you mean "role"?'],
    [
      "an unknown key of an event",
      ["recuse:", "recuze:"],
      '12:20 unknown key "recuze": did you mean "recuse"?',
    ],
    [
      "an unknown key of the rule",
      ["period:", "periode:"],
      '1:62 unknown key "periode": did you mean "period"?',
    ],
    ["a duplicate login", ["login: founder", "login: CHAIR-1"], '6:14 "CHAIR-1" is on the roll twice'],
    ["a duplicate key", ["points: 1,", "points: 1, points: 2,"], "6:34 this key is written twice"],
    ["a float", ["points: 3", "points: 2.5"], "3:31 2.5 is not an exact fraction"],
    ["a vote that is none", ["vote: yes", "vote: maybe"], '11:26 found the text "maybe"'],
    ["an event without a deed", ["vote: yes, ", ""], "11:5 says nothing: write one of vote, recuse"],
    ["an event with two deeds", ["vote: yes", "vote: yes, recuse: x"], "11:39 says both `vote` and `recuse`"],
    ["an extension by nothing", ["extend: 3d", "extend: 0d"], "15:28 0d is a duration of zero"],
    [
      "an edit before its act",
      ["edited-at: 2026-03-05", "edited-at: 2026-03-01"],
      "13:93 `edited-at` is before `at`",
    ],
    ["no roll", [/roll:\n(?: {2}- .*\n)+/, ""], '1:1 missing "roll": expected a list'],
    [
      "a text for a list",
      [/roll:\n(?: {2}- .*\n)+/, "roll: everyone\n"],
      '2:7 found the text "everyone", expected a list',
    ],
    ["a rule that contradicts itself", ["count: points", "organization: split"], "1:61 `split` gives each"],
    ["an alternate of nobody", ["in-base: false", "alternate-for: ghost"], '6:49 "ghost" has no seat'],
    ["syntax", ["roll:", "roll: ["], "not valid YAML"],
    ["nothing", [/[\s\S]*/, ""], "1:1 the file is empty: expected a mapping"],
    ["a list", [/[\s\S]*/, "- a\n"], "1:1 found a list, expected a mapping"],
  ] as const)("with %s is refused at its place", (_, [before, after], problem) => {
    expect(problems(DESIGN.replace(before, after))[0]).toContain(problem);
  });

  it("names all problems, in the order of the file", () => {
    const text = DESIGN.replace("over: 1/2", "over: 0.5")
      .replace("founder", "CHAIR-1")
      .replace("vote: no", "vote: nay");
    expect(problems(text).map((problem) => problem.slice(0, 4))).toEqual(["1:26", "6:14", "13:2"]);
  });

  it("survives hostile files", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
      .split("")
      .map(
        (name, index) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${"abcdefg"[index] ?? "a"}`)
            .join(",")}]\n`,
      )
      .join("")}`;
    expect(problems(bomb)[0]).toContain("1:1 an alias cannot be followed");
    expect(problems("[".repeat(20_000)).length).toBeGreaterThan(0);
    expect(problems("__proto__: { polluted: true }\n").length).toBeGreaterThan(0);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(problems("\u0000")).not.toEqual([]);
  });
});
