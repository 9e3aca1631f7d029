import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderPartnersList } from "../../../src/pages/partners-list.ts";
import { linkFrom, renderSupportedBy, renderSupportedByFile } from "../../../src/pages/supported-by.ts";
import { type PartnerInput, partnerSchema } from "../../../src/program/partner.ts";
import type { Registry } from "../../../src/program/registry.ts";
import { expectGolden } from "../../support/golden.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { lively } from "../../support/posted-markdown.ts";

const HOME = "https://github.com/example/community";
const applyUrl = `${HOME}/issues/new?template=partnership-proposal.yml`;
const names = { program: "Partner Program", applyUrl };

const EMPTY =
  "# Ours\n\nHello.\n\n<!-- partnerbot:supported-by:start -->\n<!-- partnerbot:supported-by:end -->\n\nBye.\n";

function registryOf(...partners: (Partial<PartnerInput> & { name: string })[]): Registry {
  return {
    version: 1,
    partners: partners.map((partner, index) =>
      partnerSchema.parse({ id: `p-${index}`, since: "2026-03-09", ...partner }),
    ),
  };
}

const block = (registry: Registry) => renderSupportedBy(registry, names, "PARTNERS.md");

describe("the block of names", () => {
  it("links every listed partner that has a web site, and the list", () => {
    const registry = registryOf(
      { name: "Initech" },
      { name: "Globex", url: "https://globex.example/a_(b)?x=[2]" },
      { name: "Acme", url: "https://www.acme.example" },
      { name: "Gone", status: "former" },
      { name: "Barred", status: "suspended" },
    );
    expectGolden("supported-by/some.md", renderSupportedByFile(EMPTY, block(registry)));
  });

  it("says how to apply when there is no partner", () => {
    const registry = registryOf({ name: "Gone", status: "former" });
    expectGolden("supported-by/none.md", renderSupportedByFile(EMPTY, block(registry)));
  });

  it("names one partner, two, and one whose name ends the sentence", () => {
    expect(block(registryOf({ name: "Acme" }))).toBe(
      "Supported by the partners in the Partner Program: Acme. [All partners](PARTNERS.md)\n",
    );
    expect(block(registryOf({ name: "Initech" }, { name: "Acme" }))).toContain(": Acme and Initech. [");
    expect(block(registryOf({ name: "Initech Inc." }, { name: "Acme" }))).toContain(
      ": Acme and Initech Inc. [",
    );
  });

  it("has the order of the list for people", () => {
    const registry = registryOf({ name: "zeta" }, { name: "Team 10" }, { name: "Ärzte" }, { name: "Team 9" });
    const list = renderPartnersList(registry, { ...names, project: "Example", categories: [] });
    const listed = [...list.matchAll(/^## (.*)$/gm)].map(([, name]) => name);
    expect(listed).toEqual(["Ärzte", "Team 9", "Team 10", "zeta"]);
    expect(block(registry)).toContain(": Ärzte, Team 9, Team 10 and zeta. ");
  });

  it("makes hostile text inert", () => {
    const registry = registryOf(
      {
        name: "](https://evil.example) @octo-chair #1 <img src=x onerror=alert(1)> `x` | **y** {{ 1 }}",
        url: "https://acme.example/a_(b)?x=[1]",
      },
      { name: "<!-- partnerbot:supported-by:end -->" },
      { name: "- Login", url: "https://octo:secret@acme.example/" },
      { name: "Local", url: "http://localhost:8080/" },
    );
    const hostile = renderSupportedBy(
      registry,
      { program: "Friends [x](https://evil.example)", applyUrl },
      "PARTNERS.md",
    );
    expectGolden("supported-by/hostile.md", renderSupportedByFile(EMPTY, hostile));
  });

  it("makes any name and any program inert, in one line", () => {
    const named = hostileText.filter((name) => partnerSchema.shape.name.safeParse(name).success);
    fc.assert(
      fc.property(fc.array(named, { maxLength: 3 }), hostileText, (partners, program) => {
        const registry = registryOf(...partners.map((name) => ({ name })));
        const text = renderSupportedBy(registry, { program, applyUrl }, `${HOME}/PARTNERS.md`);
        expect(text.trimEnd().split(/[\n\r\u2028\u2029]/)).toHaveLength(1);
        expect(lively(text, HOME, [])).toEqual([]);
        renderSupportedByFile(EMPTY, text);
      }),
    );
  });
});

describe("the file with the block", () => {
  it("keeps everything else, and is the same when nothing changes", () => {
    const crlf = EMPTY.replaceAll("\n", "\r\n");
    const once = renderSupportedByFile(crlf, "Names.\n");
    expect(once).toBe(crlf.replace("start -->\r\n", "start -->\r\n\r\nNames.\r\n\r\n"));
    expect(renderSupportedByFile(once, "Names.\n")).toBe(once);
  });

  it.each([
    ["is not there", null, "supported-by-no-file"],
    ["is empty", "", "managed-section-missing"],
    ["has no markers", "# Ours\n", "managed-section-missing"],
    [
      "has its markers in code",
      "```\n<!-- partnerbot:supported-by:start -->\n```\n",
      "managed-section-missing",
    ],
    ["has a marker twice", `${EMPTY}<!-- partnerbot:supported-by:start -->\n`, "managed-section-doubled"],
    ["lost its end marker", "<!-- partnerbot:supported-by:start -->\n", "managed-section-missing"],
  ])("is not made when it %s, and a person is told", (_, text, code) => {
    expect(() => renderSupportedByFile(text, "Names.\n")).toThrowError(
      expect.objectContaining({ name: "UserError", code }),
    );
  });
});

it.each([
  ["README.md", "PARTNERS.md", "PARTNERS.md"],
  ["docs/README.md", "PARTNERS.md", "../PARTNERS.md"],
  ["docs/team/us.md", "docs/PARTNERS.md", "../PARTNERS.md"],
  ["docs/us.md", "docs/lists/PARTNERS.md", "lists/PARTNERS.md"],
  ["docs/us.md", "other/docs/PARTNERS.md", "../other/docs/PARTNERS.md"],
  ["docs", "docs/PARTNERS.md", "docs/PARTNERS.md"],
  ["README.md", "our list/a(b)#1?.md", "our%20list/a%28b%29%231%3F.md"],
])("links from %s to %s", (file, target, link) => {
  expect(linkFrom(file, target)).toBe(link);
});
