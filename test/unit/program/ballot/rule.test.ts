import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ruleSchema } from "../../../../src/program/ballot/rule.ts";
import { checkRule } from "../../../../src/program/ballot/rule-check.ts";
import { printRule } from "../../../../src/program/ballot/rule-print.ts";
import { describeRule } from "../../../../src/program/ballot/rule-text.ts";
import { parseYaml } from "../../../../src/program/yaml-problems.ts";

const PASS = { over: "1/2", of: "eligible" };

function refused(text: string): string[] {
  const parsed = parseYaml(text, ruleSchema);
  if (parsed.ok) return [];
  return parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

const FULL = {
  pass: { "at-least": "2/3", of: "seats" },
  seats: 7,
  count: "heads",
  quorum: { over: "1/2", of: "seats", count: "heads", votes: ["yes", "no"], minimum: 3 },
  minimum: { yes: 3 },
  maximum: { no: 1 },
  period: { "open-for": "14d", "at-least": "5bd", "close-early": "when-decided" },
  organization: { cap: "3/2" },
  recuse: ["affiliated", "subject"],
  proposer: "implicit-yes",
  veto: { by: "roll", reason: "required" },
  tie: "chair",
  "no-quorum": { extend: "7d", times: 2, then: "counts" },
  "on-edit": "restart",
  "no-needs-reason": true,
  second: 1,
  remind: ["middle", "24h"],
};

describe("a rule in the config", () => {
  it("has the documented defaults", () => {
    expect(printRule(ruleSchema.parse({ pass: PASS }))).toEqual({
      pass: PASS,
      count: "points",
      quorum: "none",
      minimum: "none",
      maximum: "none",
      period: { "open-for": "7d", "close-early": "never" },
      organization: "none",
      recuse: ["affiliated"],
      proposer: "none",
      veto: "none",
      tie: "fails",
      "no-quorum": "fails",
      "on-edit": "warn",
      "no-needs-reason": false,
      second: 0,
      remind: [],
    });
    expect(ruleSchema.parse({ pass: PASS, quorum: { "at-least": "1/2" } }).quorum).toMatchObject({
      of: "eligible",
      count: "heads",
      votes: ["yes", "no", "abstain", "present"],
    });
  });

  it("is printed as it was written", () => {
    expect(printRule(ruleSchema.parse(FULL))).toEqual(FULL);
  });

  it("describes every key to editors", () => {
    const schema = z.toJSONSchema(ruleSchema, { io: "input" });
    const properties = Object.entries(schema.properties ?? {});
    expect(properties.map(([key]) => key)).toEqual(Object.keys(FULL));
    for (const [, property] of properties) expect(property).toHaveProperty("description");
  });

  it.each([
    ["pass: { over: 0.66, of: cast }", "1:15 0.66 is not an exact fraction"],
    ["pass: { over: 1/0, of: cast }", "1:15 1/0 divides by zero"],
    ["pass: { over: 150 %, of: cast }", '1:15 "150 %" is not an exact fraction'],
    ["pass: { at-least: 3/2, of: cast }", "1:19 at least 3/2 of the whole can never be reached"],
    ["pass: { over: 1, of: cast }", "1:15 more than 1 of the whole can never be reached"],
    ["pass: { at-least: 0, of: cast }", "1:19 at least 0 is always reached"],
    ["pass: { over: 1/2, at-least: 1/2, of: cast }", "1:7 found both `over` and `at-least`"],
    ["pass: { of: cast }", "1:7 found no fraction"],
    ["pass: { over: 1/2 }", '1:7 missing "of": expected "cast", "cast-and-abstain", "eligible" or "seats"'],
    ["pass: { over: 1/2, of: elligible }", '1:24 found the text "elligible"'],
    ["pass: { over: 1/2, of: seats }", "1:24 the fraction is of seats"],
    ["pass: { over: 1/2, of: cast }\nquorum: { over: 1 }", "2:17 more than 1 of the whole"],
    ["pass: { over: 1/2, of: cast }\nquorum: { of: eligible }", "2:9 found an empty quorum"],
    ["pass: { over: 1/2, of: cast }\nquorum: { at-least: 1/2, of: seats }", "2:30 the quorum is of seats"],
    ["pass: { over: 1/2, of: cast }\nperiod: { open-for: 0d }", "2:21 0d is a duration of zero"],
    ["pass: { over: 1/2, of: cast }\nperiod: { open-for: 3d, at-least: 7d }", "2:35 the minimum of 7 days"],
    ["pass: { over: 1/2, of: cast }\norganization: split", "2:15 `split` gives each organization one vote"],
    [
      "pass: { over: 1/2, of: eligible }\norganization: collapse-identical",
      "2:15 `collapse-identical` counts ballots cast",
    ],
    ["pass: { over: 1/2, of: cast }\norganization: { cap: 0 }", "2:22 a cap of 0"],
    [
      "pass: { over: 1/2, of: cast }\nrecuse: [proposer]\nproposer: implicit-yes",
      "3:11 the proposer is recused and says yes by proposing",
    ],
    [
      "pass: { over: 1/2, of: cast }\nquorom: { over: 1/2 }",
      '2:1 unknown key "quorom": did you mean "quorum"?',
    ],
    ["pass: { over: 1/2, of: cast }\nveto: { by: roll, reson: required }", '2:19 unknown key "reson"'],
    ["pass: { over: 1/2, of: cast }\nsecond: -1", "2:9 found the number -1, expected 0 or more"],
    ["pass: { over: 1/2, of: cast }\nremind: [midle]", '2:10 "midle" is not a time for a reminder'],
    ["pass: { over: 1/2, of: cast }\nremind: [0h]", "2:10"],
  ])("%j is refused at its place", (text, problem) => {
    const problems = refused(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("is checked against the roll where it is known", () => {
    const rule = ruleSchema.parse({ pass: PASS, quorum: { minimum: 5 }, minimum: { yes: 4 }, second: 9 });
    expect(checkRule(rule)).toEqual([]);
    expect(checkRule(rule, { rollSize: 3 }).map(({ path }) => path.join("."))).toEqual([
      "quorum.minimum",
      "minimum.yes",
      "second",
    ]);
    expect(checkRule(rule, { rollSize: 9 })).toEqual([]);
  });

  it("allows a minimum in business days that fits some weeks", () => {
    expect(refused("pass: { over: 1/2, of: cast }\nperiod: { open-for: 7d, at-least: 5bd }")).toEqual([]);
    expect(refused("pass: { over: 1/2, of: cast }\nperiod: { open-for: 5d, at-least: 6bd }")).toHaveLength(1);
  });

  it("is said in full words", () => {
    expect(describeRule(ruleSchema.parse(FULL))).toEqual([
      "It passes with at least 2/3 of the 7 seats, vacancies and recusals included.",
      "At least 3 people must say yes.",
      "At most 1 person may say no.",
      "A no counts only with a reason.",
      "The quorum is more than 1/2 of the 7 seats and at least 3 people; it counts yes and no.",
      "Without a quorum at the end it is extended up to 2 times by 7 days; then what was cast is counted.",
      "It is open for 14 days.",
      "It closes early when nothing that those without a vote could still do would change the outcome, but not before 5 business days are over.",
      "One organization weighs at most 3/2 votes; what is more is cut in proportion.",
      "Recused without asking: voters affiliated with the applicant and the person whom it is about.",
      "Proposing counts as a yes until the proposer says otherwise.",
      "Anyone on the roll can veto it with a reason; a veto that stands at the close defeats it.",
      "A tie is decided by the chair's vote.",
      "Editing the proposal restarts the vote.",
      "One voter must second it before it opens.",
    ]);
    expect(describeRule(ruleSchema.parse({ pass: PASS }))).toEqual([
      "It passes with more than 1/2 of all eligible points.",
      "There is no quorum.",
      "It is open for 7 days.",
      "Recused without asking: voters affiliated with the applicant.",
      "A tie fails.",
      "Editing the proposal is pointed out; votes stand.",
    ]);
  });
});
