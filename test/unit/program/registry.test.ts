import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { UserError } from "../../../src/errors.ts";
import { type Partner, type PartnerInput, partnerSchema } from "../../../src/program/partner.ts";
import {
  addPartner,
  findPartner,
  isListed,
  parseRegistry,
  printPartner,
  replacePartner,
  sameCompany,
} from "../../../src/program/registry.ts";
import { expectGolden } from "../../support/golden.ts";

function partner(change: Partial<PartnerInput> = {}): Partner {
  return partnerSchema.parse({ id: "acme", name: "Acme", since: "2026-03-09", ...change });
}

function registryOf(text: string | null) {
  const result = parseRegistry(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.registry;
}

function problemsOf(text: string) {
  const result = parseRegistry(text);
  return result.ok ? [] : result.problems.map(({ line, column, message }) => ({ line, column, message }));
}

const FULL = partner({
  "former-names": ["Acme Labs"],
  url: "https://acme.example/",
  domains: ["acme.example"],
  github: ["acme-labs"],
  description: "Builds packs.\nAnd runs them.",
  services: ["Consulting", "Training"],
  regions: ["Europe"],
  languages: ["Deutsch", "English"],
  links: { support: "https://acme.example/support", "case-studies": ["https://acme.example/story"] },
  logo: { light: "logos/acme.png", dark: "logos/acme-dark.png", alt: "Acme" },
  badges: [
    {
      category: "engineering",
      awarded: "2026-03-09",
      expires: "2027-03-09",
      evidence: ["https://github.com/example/packs/pull/7"],
      decision: "decisions/2026/12-acme-admit.yml",
    },
  ],
  contacts: [{ login: "anna-acme", id: 11 }],
  people: [
    { login: "ben-acme", id: 12, role: "Developer", from: "2026-03-09", consent: { state: "suggested" } },
  ],
  agreement: { version: "1.0", signatory: "Anna Acme", title: "CEO", date: "2026-03-01" },
  application: 12,
  history: [{ at: "2026-03-09", event: "admitted", actor: "Technical Steering Committee" }],
});

describe("reading the registry", () => {
  it.each([
    ["no file", null],
    ["an empty file", ""],
    ["only comments", "# nothing yet\n\n"],
    ["an empty list", "partners: []\n"],
    ["a key without a value", "version: 1\npartners:\n"],
    ["a byte order mark", "\uFEFF# nothing\r\n"],
  ])("takes %s as no partners", (_, text) => {
    expect(registryOf(text)).toEqual({ version: 1, partners: [] });
  });

  it("reads what it wrote", () => {
    expect(registryOf(addPartner(null, FULL)).partners).toEqual([FULL]);
  });

  it("says where a hand edit went wrong, and what is expected there", () => {
    const text = [
      "version: 1",
      "partners:",
      "  - id: acme",
      "    name: Acme",
      "    since: 2026-03-09",
      "  - id: acme",
      "    name: Other",
      "    since: 2026-03-10",
      "    status: gone",
      "    url: javascript:alert(1)",
      "    nmae: Typo",
      "",
    ].join("\n");
    expect(problemsOf(text)).toEqual([
      { line: 9, column: 13, message: expect.stringContaining('"active"') },
      { line: 10, column: 10, message: expect.stringContaining("begins with https:// or http://") },
      { line: 11, column: 5, message: expect.stringContaining('did you mean "name"?') },
    ]);
  });

  it("refuses an id that two have, and a second badge of one category", () => {
    const badge = "{ category: marketing, awarded: '2026-03-09' }";
    const text = `partners:
  - { id: acme, name: Acme, since: '2026-03-09' }
  - { id: acme, name: Other, since: '2026-03-09', badges: [${badge}, ${badge}] }
`;
    expect(problemsOf(text)).toEqual([
      { line: 3, column: 11, message: expect.stringMatching(/^the id "acme" belongs to entry 1 \("Acme"\)/) },
      {
        line: 3,
        column: expect.any(Number),
        message: expect.stringContaining('a second badge for "marketing"'),
      },
    ]);
  });

  it("says where broken YAML is broken", () => {
    expect(problemsOf("partners:\n  - id: acme\n   name: Acme\n")[0]).toMatchObject({ line: 3 });
  });

  it("refuses a file of a later version", () => {
    expect(problemsOf("version: 2\npartners: []\n")[0]).toMatchObject({ line: 1, column: 10 });
  });
});

describe("adding a partner", () => {
  it("makes a first file that says what it is", () => {
    expectGolden("registry/first.yml", addPartner(null, FULL));
  });

  it("keeps every other byte", () => {
    const before = [
      "# Our partners. Ask @octo-chair before you edit.",
      "",
      "version:   1   # do not touch",
      "partners:",
      "- id:    'zeta'     # the first one",
      '  name:  "Zeta"',
      "  since: 2020-02-29",
      "  description: >",
      "    folded",
      "    text",
    ].join("\r\n");
    const after = addPartner(before, partner());
    expect(after.startsWith(before)).toBe(true);
    expect(after.slice(before.length)).toBe(
      '\r\n- id: acme\r\n  name: Acme\r\n  status: active\r\n  since: "2026-03-09"',
    );
  });

  it("keeps a comment after the last entry, and a key after the list", () => {
    const before =
      "partners:\n  - id: zeta\n    name: Zeta\n    since: '2020-02-29'\n# the end\nversion: 1\n";
    const after = addPartner(before, partner());
    expect(after).toContain("# the end\nversion: 1\n");
    expect(registryOf(after).partners.map(({ id }) => id)).toEqual(["zeta", "acme"]);
  });

  it("adds to a file of comments only", () => {
    const after = addPartner("# ours\n", partner());
    expect(after.startsWith("# ours\n")).toBe(true);
    expect(registryOf(after).partners).toEqual([partner()]);
  });

  it("refuses to touch a file that is not valid, and says where", () => {
    const broken = "partners:\n  - id: acme\n";
    expect(() => addPartner(broken, partner({ id: "other" }))).toThrowError(
      expect.objectContaining({ code: "registry-invalid", message: expect.stringContaining("line 2") }),
    );
  });

  it("never gives an id twice", () => {
    const text = addPartner(null, partner({ status: "former" }));
    expect(() => addPartner(text, partner({ name: "Other" }))).toThrow("taken");
  });

  it.each([
    "yes",
    "null",
    "~",
    "123",
    "0x1F",
    "1e3",
    "2026-01-01",
    "- x",
    "a: b",
    "a #b",
    "#hash",
    '"quotes"',
    "it's",
    "{ a: b }",
    "[x]",
    "&anchor",
    "*alias",
    "!!js/function x",
    "| block",
    "> folded",
    "%TAG",
    "---",
    "...",
    "? key",
    "@handle",
    "`code`",
    "\\u0041",
    "🎉 Party & Söhne 👩‍👩‍👧",
    "שלום עולם",
    "日本電気株式会社",
    "x".repeat(300),
    "word ".repeat(60).trim(),
    "partners:",
    "<script>alert(1)</script>",
    "{{ site.title }}",
  ])("writes the name %j so that it reads back the same", (name) => {
    const first = addPartner(null, partner({ name }));
    const second = addPartner(first, partner({ id: "acme-2", name, description: `${name}\n\n${name} ` }));
    const read = registryOf(second).partners;
    expect(read.map((entry) => entry.name)).toEqual([name, name]);
    expect(read[1]?.description).toBe(`${name}\n\n${name} `);
    // Jekyll and PyYAML read YAML 1.1: there, too, it has to be this text.
    expect(parse(second, { version: "1.1" }).partners[1]).toMatchObject({ name, since: "2026-03-09" });
  });

  it("does not let a line break in a name make a key of its own", () => {
    expect(() => addPartner(null, { ...partner(), name: "Acme\nstatus: former" })).toThrow(
      "text on one line",
    );
  });
});

describe("replacing a partner", () => {
  const before = [
    "# top",
    "partners:",
    "  # about zeta",
    "  - { id: zeta, name: Zeta, since: '2020-02-29' }   # flow",
    "",
    "  # about acme",
    "  - id: acme",
    "    name: Acme",
    "    since: 2026-03-09",
    "",
    "  # about yeti",
    "  - id: yeti",
    "    name:   Yeti",
    "    since: '2021-01-01'",
    "",
  ].join("\n");

  it("keeps every byte outside of the entry", () => {
    const after = replacePartner(before, "acme", partner({ status: "former", "status-since": "2026-12-01" }));
    const [head, tail] = before.split("  - id: acme\n    name: Acme\n    since: 2026-03-09\n");
    expect(after.startsWith(head ?? "?")).toBe(true);
    expect(after.endsWith(tail ?? "?")).toBe(true);
    expect(registryOf(after).partners[1]).toMatchObject({ id: "acme", status: "former" });
  });

  it("says when there is no such entry", () => {
    expect(() => replacePartner(before, "nobody", partner())).toThrowError(UserError);
  });
});

describe("finding a company", () => {
  const registry = registryOf(
    addPartner(
      addPartner(
        addPartner(null, FULL),
        partner({ id: "gh", name: "Octo", url: "https://github.com/octo-org" }),
      ),
      partner({ id: "party", name: "🎉", url: "https://party.example:8443/x?y" }),
    ),
  );
  const find = (company: Parameters<typeof findPartner>[1]) => findPartner(registry, company)?.id ?? null;

  it.each([
    [{ name: "ACME" }, "acme"],
    [{ name: " ácmé! " }, "acme"],
    [{ name: "acme-labs" }, "acme"],
    [{ name: "Acme Corporation" }, null],
    [{ name: "🎉" }, "party"],
    [{ name: "🎊" }, null],
    [{ name: "" }, null],
    [{ name: "Other", url: "http://WWW.acme.example/de?x=1" }, "acme"],
    [{ url: "https://shop.acme.example" }, null],
    [{ domain: "acme.example" }, "acme"],
    [{ url: "https://party.example" }, "party"],
    [{ url: "https://github.com/Octo-Org/repo" }, "gh"],
    [{ url: "https://github.com/someone-else" }, null],
    [{ url: "https://github.com" }, null],
    [{ name: "Nobody", url: null, domain: null }, null],
    [{ url: "not an address" }, null],
  ])("%j is %j", (company, id) => {
    expect(find(company)).toBe(id);
  });

  it("prefers the name to the address", () => {
    expect(find({ name: "Octo", url: "https://acme.example" })).toBe("gh");
  });

  it("keeps apart names that differ by more than accents", () => {
    expect(sameCompany({ name: "日本電気" }, { name: "日本放送" })).toBe(false);
    expect(sameCompany({ name: "कि" }, { name: "का" })).toBe(false);
    expect(sameCompany({}, {})).toBe(false);
  });
});

it("prints an entry in the schema's order, without what is empty", () => {
  const jumbled = partnerSchema.parse({ since: "2026-03-09", services: [], name: "Acme", id: "acme" });
  expect(Object.entries(printPartner(jumbled))).toEqual([
    ["id", "acme"],
    ["name", "Acme"],
    ["status", "active"],
    ["since", "2026-03-09"],
  ]);
});

it("lists everyone but former and suspended partners", () => {
  const listed = (["active", "at-risk", "winding-down", "former", "suspended"] as const).filter((status) =>
    isListed(partner({ status })),
  );
  expect(listed).toEqual(["active", "at-risk", "winding-down"]);
});
