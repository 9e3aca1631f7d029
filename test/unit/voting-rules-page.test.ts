import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkRule } from "../../src/program/ballot/rule-check.ts";
import { parseScenario } from "../../src/program/ballot/scenario.ts";
import { BALLOT_KINDS, type Config } from "../../src/program/config.ts";
import { renderConfigReference } from "../../src/program/config-reference.ts";
import { readConfig } from "../../src/program/program-files.ts";
import { runPartnerbot } from "../support/command-line.ts";
import { readFileText } from "../support/golden.ts";

const PAGE = readFileText("docs/voting-rules.md");
const RULES = "test/fixtures/rules/";
const top = fileURLToPath(new URL("../../", import.meta.url));

const [introduction = "", ...recipes] = PAGE.split(/^(?=### \d+\. )/m);
const titleOf = (recipe: string) => /^### (.+)$/m.exec(recipe)?.[1] ?? "";
const scenariosIn = (text: string) =>
  [...text.matchAll(/\]\(\.\.\/test\/fixtures\/rules\/([\w-]+\.yml)\)/g)].map(([, file]) => file ?? "");

function configIn(text: string): Config {
  const [snippet, ...more] = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml]) => yaml ?? "");
  expect(more).toEqual([]);
  const read = readConfig(snippet ?? "");
  if (!read.ok)
    throw new Error(read.problems.map(({ line, message }) => `line ${line}: ${message}`).join("; "));
  return read.config;
}

describe("the cookbook of voting rules", () => {
  it("has 17 rules in order, and shows every scenario file", () => {
    expect(recipes.map((recipe) => Number.parseInt(titleOf(recipe), 10))).toEqual(
      Array.from({ length: 17 }, (_, index) => index + 1),
    );
    const files = readdirSync(top + RULES).filter((file) => file.endsWith(".yml"));
    expect(recipes.flatMap(scenariosIn).sort()).toEqual(files.sort());
  });

  it.each(recipes.map((recipe) => [titleOf(recipe), recipe]))(
    "%s: a source, a config that is accepted, the scenario's rule",
    (_, recipe) => {
      expect(recipe).toMatch(/^Source: .*\]\(https:\/\//m);
      const { rules } = configIn(recipe);
      const written = BALLOT_KINDS.flatMap((kind) => rules[kind] ?? []);
      expect(written.length).toBeGreaterThan(0);
      for (const rule of written) expect(checkRule(rule)).toEqual([]);
      const scenarios = scenariosIn(recipe);
      expect(scenarios.length).toBeGreaterThan(0);
      for (const file of scenarios) {
        expect(file.slice(1, 3)).toBe(titleOf(recipe).split(".")[0]?.padStart(2, "0"));
        const parsed = parseScenario(readFileText(RULES + file));
        if (!parsed.ok) throw new Error(`${file} is not valid`);
        expect(written).toContainEqual(parsed.scenario.ballot.rule);
      }
    },
  );

  it("begins with a rule that is accepted", () => {
    expect(configIn(introduction).rules.admit?.quorum).not.toBeNull();
  });

  it("explains every key of a rule and of the roll", () => {
    const keys = [...renderConfigReference().matchAll(/^- `(?:rules\.admit|roll\[\])\.([a-z.-]+)`/gm)].map(
      ([, key]) => key?.split(".").at(-1) ?? "",
    );
    expect(keys).toContain("on-edit");
    const unexplained = keys.filter((key) => !new RegExp(`[\`{ ]${key}(?:[\`:]| )`).test(introduction));
    expect(unexplained).toEqual([]);
  });

  it("shows what simulate really prints", async () => {
    const examples = [
      ...PAGE.matchAll(/^```sh\nnpm run --silent partnerbot -- (simulate .*)\n```\n+```json\n(.*)\n```$/gm),
    ];
    expect(examples).toHaveLength(2);
    for (const [, line = "", printed = ""] of examples) {
      const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
      const { status, out } = await runPartnerbot(words, top);
      expect(status).toBe(0);
      // Sentences are cut on the page.
      expect(out.trimEnd().replace(/"why":"[^"]*"/g, '"why":"…"')).toBe(printed);
    }
  });
});
