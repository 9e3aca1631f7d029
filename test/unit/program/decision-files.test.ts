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

const LOGO = { light: Uint8Array.of(1), dark: Uint8Array.of(2) };

function filesOf(change: Partial<DecisionFilesInput> = {}) {
  const input = {
    record: decidedRecord(),
    registryText: null,
    listText: null,
    supportedBy: [],
    decisions: NOTHING_DECIDED,
    readmeText: null,
    logo: LOGO,
    consents: [],
    config,
    repository,
    ...change,
  };
  const { files, partner, logo, supportedBy } = decisionFiles(input);
  const text = (path: string) => {
    const content = files.find((file) => file.path === path)?.content ?? "";
    if (typeof content !== "string") throw new Error(`${path} is no text`);
    return content;
  };
  return { partner, text, files, logo, supportedBy };
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
      "logos/acme-labs.png",
      "logos/acme-labs-dark.png",
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
    const files = {
      ...config.files,
      registry: "data/p.yml",
      list: "docs/P.md",
      decisions: "votes",
      logos: "art",
    };
    expect(filesOf({ config: { ...config, files } }).files.map(({ path }) => path)).toEqual([
      "data/p.yml",
      "docs/P.md",
      "votes/2026/12-acme-labs-admit.yml",
      "votes/README.md",
      "art/acme-labs.png",
      "art/acme-labs-dark.png",
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
    expect(both.files.map(({ path }) => path)).toContain("decisions/2026/13-acme-labs-admit.yml");
  });

  it("bring the logo in the bytes that were made of it, and name it in the entry", () => {
    const { files, partner, logo } = filesOf();
    expect(logo.kind).toBe("usable");
    expect(partner.logo).toEqual({
      light: "logos/acme-labs.png",
      dark: "logos/acme-labs-dark.png",
      alt: "Acme Labs",
    });
    expect(files).toContainEqual({ path: "logos/acme-labs.png", content: LOGO.light });
    expect(files).toContainEqual({ path: "logos/acme-labs-dark.png", content: LOGO.dark });
  });

  it("ask for the logo that is attached, and come without one that cannot be used or is not attached", () => {
    const address = proposalOf().logo;
    expect(filesOf({ logo: null }).logo).toEqual({ kind: "attached", address });
    const refused = filesOf({ logo: { problem: "It is too small." } });
    expect(refused.logo).toEqual({ kind: "refused", problem: "It is too small." });
    for (const logo of [
      "https://tracker.example/logo.png",
      "https://github.com/acme/logo/raw/main/logo.png",
    ]) {
      const linked = filesOf({ record: decidedRecord("yes", proposalOf({ logo })), logo: null });
      expect(linked.logo).toMatchObject({
        kind: "refused",
        problem: expect.stringContaining("another site"),
      });
      expect([linked.partner.logo, refused.partner.logo]).toEqual([undefined, undefined]);
      expect(linked.files.map(({ path }) => path)).not.toContain("logos/acme-labs.png");
    }
    const none = filesOf({ record: decidedRecord("yes", proposalOf({ logo: null })), logo: null });
    expect(none.logo).toEqual({ kind: "none" });
  });

  it("leave the logo of an entry alone that is there already", () => {
    const registryText = filesOf({ logo: { problem: "It is too small." } }).text("partners.yml");
    const again = filesOf({ registryText, logo: null });
    expect(again.logo).toEqual({ kind: "none" });
    expect(again.text("partners.yml")).toBe(registryText);
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

  it("renew the block of names in the files that have one, and leave out those in which it stays", () => {
    const block = "<!-- partnerbot:supported-by:start -->\n<!-- partnerbot:supported-by:end -->\n";
    const first = filesOf({
      supportedBy: [
        { path: "README.md", text: `# Example\n\n${block}` },
        { path: "docs/team.md", text: block },
      ],
    });
    expect(first.supportedBy).toEqual(["README.md", "docs/team.md"]);
    expect(first.files.slice(-2).map(({ path }) => path)).toEqual(first.supportedBy);
    expect(first.text("README.md")).toMatch(/^# Example\n\n[\s\S]*\[Acme Labs\]\([\s\S]*\(PARTNERS\.md\)/);
    expect(first.text("docs/team.md")).toContain("[All partners](../PARTNERS.md)");
    const again = filesOf({
      supportedBy: [
        { path: "README.md", text: first.text("README.md") },
        { path: "docs/team.md", text: block },
      ],
    });
    expect(again.supportedBy).toEqual(["docs/team.md"]);
    expect(again.files.map(({ path }) => path)).not.toContain("README.md");
  });

  it.each([
    ["is not there", { path: "README.md", text: null }, "supported-by-no-file"],
    ["lacks its markers", { path: "README.md", text: "# Example\n" }, "managed-section-missing"],
    ["is the list", { path: "PARTNERS.md", text: "" }, "supported-by-taken"],
    ["is that of all decisions", { path: "decisions/README.md", text: "" }, "supported-by-taken"],
  ])("are not made when a file for a block of names %s, and a person is told which", (_, file, code) => {
    expect(() => filesOf({ supportedBy: [file] })).toThrowError(
      expect.objectContaining({
        name: "UserError",
        code,
        message: expect.stringContaining(`${file.path}: `),
      }),
    );
  });

  it("are not made for a decision that did not pass, nor for one that is open", () => {
    expect(() => filesOf({ record: decidedRecord("no") })).toThrow("only a passed decision");
    expect(() => filesOf({ record: { ...decidedRecord(), result: null } })).toThrow("only a passed decision");
  });
});
