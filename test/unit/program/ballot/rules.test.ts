import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countBallot } from "../../../../src/program/ballot/count.ts";
import { printCount } from "../../../../src/program/ballot/count-print.ts";
import { ruleSchema } from "../../../../src/program/ballot/rule.ts";
import { printRule } from "../../../../src/program/ballot/rule-print.ts";
import { parseScenario } from "../../../../src/program/ballot/scenario.ts";

const FOLDER = new URL("../../../fixtures/rules/", import.meta.url);
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".yml"))
  .map((file) => file.slice(0, -4));

function scenarioOf(name: string) {
  const parsed = parseScenario(readFileSync(new URL(`${name}.yml`, FOLDER), "utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

// The expected results were worked out by hand from each project's own text; people are listed by login.
describe("the rule sets of real projects", () => {
  it("are all there", () => {
    const numbers = new Set(names.map((name) => name.slice(0, 3)));
    expect(numbers.size).toBe(17);
  });

  it.each(names)("%s", (name) => {
    const { ballot, acts, now } = scenarioOf(name);
    const { why, recused, ignored, ...count } = printCount(countBallot(ballot, acts, now));
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"));
    expect({
      ...count,
      recused: recused.map(({ login }) => login),
      ignored: ignored.map(({ by }) => by),
    }).toEqual(expected);
    expect(why).toMatch(/^(Passed|Failed|No quorum): .+\.$/);
  });

  it.each(names)("%s is printed as it is read", (name) => {
    const { rule } = scenarioOf(name).ballot;
    expect(ruleSchema.parse(printRule(rule))).toEqual(rule);
  });
});
