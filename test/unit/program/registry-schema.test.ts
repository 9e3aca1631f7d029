import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseRegistry } from "../../../src/program/registry.ts";
import { registryJsonSchema } from "../../../src/program/registry-schema.ts";
import { soundProgram } from "../../support/checkout.ts";
import { expectFile, readFileText } from "../../support/golden.ts";
import { GLOBEX, INITECH, registryOf } from "../../support/updates.ts";

const PATH = "docs/partners.schema.json";

it("publishes the schema that editors complete the registry by", () => {
  expectFile(PATH, `${JSON.stringify(registryJsonSchema(), null, 2)}\n`);
});

it("is named where editors look for it", () => {
  expect(readFileText("docs/configuration.md")).toMatch(
    /^# yaml-language-server: \$schema=https:\/\/raw\.githubusercontent\.com\/OWNER\/partnerbot\/main\/docs\/partners\.schema\.json$/m,
  );
});

describe("the published schema of the registry", () => {
  const validate = new Ajv2020({ allErrors: true }).compile(registryJsonSchema());
  /** Where it is not as the schema says. */
  const places = (text: string) => {
    validate(parse(text) ?? {});
    return [...new Set((validate.errors ?? []).map(({ instancePath }) => instancePath))];
  };
  const entry = (lines: string) => `partners:\n  - { id: acme, name: Acme, since: "2026-01-05", ${lines} }\n`;

  it.each([
    ["a first file", "version: 1\npartners: []\n"],
    ["no partners", "partners:\n"],
    ["the partners of a program", soundProgram()["partners.yml"] ?? ""],
    ["entries with everything", registryOf(GLOBEX, INITECH)],
    ["an address in another script", entry('url: "https://münchen.example/"')],
    ["a logo in the repository", entry("logo: { light: logos/acme.svg }")],
  ])("takes what the registry takes: %s", (_, text) => {
    expect(parseRegistry(text).ok).toBe(true);
    expect(places(text)).toEqual([]);
  });

  it.each([
    ["another version", "version: 2\npartners: []\n", "/version"],
    ["a mistyped key", entry("serivces: [x]"), "/partners/0"],
    ["an id that is none", entry("x: 1").replace("id: acme", "id: Acme Labs"), "/partners/0/id"],
    ["a name that is missing", 'partners: [{ id: acme, since: "2026-01-05" }]\n', "/partners/0"],
    ["a day that is none", entry("status-since: soon"), "/partners/0/status-since"],
    ["a script for a website", entry('url: "javascript:alert(1)"'), "/partners/0/url"],
    ["a status that there is not", entry("status: retired"), "/partners/0/status"],
    ["a badge without its day", entry("badges: [{ category: marketing }]"), "/partners/0/badges/0"],
    ["a logo outside", entry("logo: { light: ../acme.svg }"), "/partners/0/logo/light"],
    [
      "a consent that is none",
      entry('people: [{ login: ada, from: "2026-01-05", consent: { state: maybe } }]'),
      "/partners/0/people/0/consent/state",
    ],
    [
      "an account that is no number",
      entry("contacts: [{ login: ada, id: ada }]"),
      "/partners/0/contacts/0/id",
    ],
  ])("refuses what the registry refuses: %s", (_, text, place) => {
    expect(parseRegistry(text).ok).toBe(false);
    expect(places(text)).toContain(place);
  });
});
