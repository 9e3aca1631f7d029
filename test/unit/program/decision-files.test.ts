import { describe, expect, it } from "vitest";
import { configSchema } from "../../../src/program/config.ts";
import { parseDecision } from "../../../src/program/decision.ts";
import { type DecisionFilesInput, decisionFiles } from "../../../src/program/decision-files.ts";
import { parseRegistry } from "../../../src/program/registry.ts";
import { decidedRecord, proposalOf } from "../../support/decided-record.ts";
import { expectGolden } from "../../support/golden.ts";

const config = configSchema.parse({ program: { project: "Example" }, roll: [{ users: ["octo-chair"] }] });
const repository = { owner: "example", url: "https://github.com/example/community" };

const NOTHING_DECIDED: DecisionFilesInput["decisions"] = { listed: [], carried: [], unreadable: [] };

function filesOf(change: Partial<DecisionFilesInput> = {}) {
  const input = {
    record: decidedRecord(),
    registryText: null,
    listText: null,
    decisions: NOTHING_DECIDED,
    readmeText: null,
    config,
    repository,
    ...change,
  };
  const { files, partner } = decisionFiles(input);
  return { partner, text: (path: string) => files.find((file) => file.path === path)?.content ?? "", files };
}

function partnersIn(text: string): string[] {
  const result = parseRegistry(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.registry.partners.map(({ id }) => id);
}

describe("the files of a decision's pull request", () => {
  it("are the registry, the list and the record, made out of nothing", () => {
    const { files, text } = filesOf();
    const record = "decisions/2026/12-acme-labs-admit.yml";
    expect(files.map(({ path }) => path)).toEqual([
      "partners.yml",
      "PARTNERS.md",
      record,
      "decisions/README.md",
    ]);
    expectGolden("decision-files/partners.yml", text("partners.yml"));
    expectGolden("decision-files/PARTNERS.md", text("PARTNERS.md"));
    const decision = parseDecision(text(record));
    expect(decision.ok && decision.value.entry).toEqual(filesOf().partner);
  });

  it("are the same bytes each time", () => {
    expect(filesOf().files).toEqual(filesOf().files);
  });

  it("go where the config says", () => {
    const files = { registry: "data/p.yml", list: "docs/P.md", decisions: "votes" };
    expect(filesOf({ config: { ...config, files } }).files.map(({ path }) => path)).toEqual([
      "data/p.yml",
      "docs/P.md",
      "votes/2026/12-acme-labs-admit.yml",
      "votes/README.md",
    ]);
  });

  it("change nothing on a base that has them already, nor what a person corrected there", () => {
    const first = filesOf();
    const registryText = first
      .text("partners.yml")
      .replace("Builds packs", "Builds many packs")
      .replace("status: active", "status:   active   # by hand");
    const again = filesOf({ registryText, listText: first.text("PARTNERS.md") });
    expect(again.text("partners.yml")).toBe(registryText);
    expect(again.text("PARTNERS.md")).toContain("Builds many packs");
  });

  it("are made anew on a base that has moved, so that decisions can be merged in any order", () => {
    const other = decidedRecord(
      "yes",
      proposalOf({ company: "Acme-Labs.", website: "https://other.example/" }),
      {
        issue: 13,
      },
    );
    // The same name after a person changed the first one's by hand.
    const first = filesOf().text("partners.yml").replace("name: Acme Labs", "name: First Labs");
    const both = filesOf({ record: other, registryText: first });
    expect(partnersIn(both.text("partners.yml"))).toEqual(["acme-labs", "acme-labs-2"]);
    expect(both.files.at(-2)?.path).toBe("decisions/2026/13-acme-labs-admit.yml");
  });

  it.each([
    ["the registry is broken", { registryText: "partners:\n  - id: x\n" }, "registry-invalid"],
    ["the list lost its markers", { listText: "# Partners\n" }, "managed-section-missing"],
    [
      "the company became a partner in the meantime",
      { registryText: 'partners:\n  - { id: acme, name: ACME LABS, since: "2020-01-01" }\n' },
      "partner-listed",
    ],
  ])("are not made when %s, and a person is told", (_, change, code) => {
    expect(() => filesOf(change)).toThrowError(expect.objectContaining({ name: "UserError", code }));
  });

  it("are not made for a decision that did not pass, nor for one that is open", () => {
    expect(() => filesOf({ record: decidedRecord("no") })).toThrow("only a passed decision");
    expect(() => filesOf({ record: { ...decidedRecord(), result: null } })).toThrow("only a passed decision");
  });
});
