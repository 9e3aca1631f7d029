import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import {
  archiveDigest,
  parseArchive,
  printArchive,
  readPrintedArchive,
} from "../../../src/program/archive.ts";
import { redactArchive } from "../../../src/program/archive-redaction.ts";
import { archiveYear } from "../../../src/program/archive-year.ts";
import { CONFIG, REGISTRY } from "../../support/archives.ts";
import { expectGolden } from "../../support/golden.ts";

const archive = archiveYear({ registry: REGISTRY, config: CONFIG, year: 2025, frozen: "2026-01-02" });
const text = printArchive(archive);

/** The problems of a file that was changed. */
function problemsOf(changed: string): string[] {
  expect(changed).not.toBe(text);
  const read = parseArchive(changed);
  return read.ok ? [] : read.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

/** The same with the digest of the changed content. */
function resealed(changed: string): string {
  const { year, partners } = parse(changed);
  return changed.replace(archive.digest, archiveDigest({ year, partners }));
}

describe("the file of an archive", () => {
  it("is printed as it is read", () => {
    expectGolden("archive/2025.yml", text);
    const read = parseArchive(text);
    expect(read).toMatchObject({ ok: true, value: archive });
    expect(read.ok && printArchive(read.value)).toBe(text);
  });

  it("keeps the list of redactions", () => {
    const redacted = redactArchive(archive, "by-hand", "2026-05-01", "Asked for by its owner");
    expectGolden("archive/2025-redacted.yml", printArchive(redacted));
    expect(parseArchive(printArchive(redacted))).toMatchObject({ ok: true, value: redacted });
  });

  it("has a digest that is the SHA-256 of its year and partners as JSON", () => {
    const { year, partners } = parse(text);
    const digest = createHash("sha256").update(JSON.stringify({ year, partners })).digest("hex");
    expect(archive.digest).toBe(digest);
  });

  it("may be laid out in another way: the digest is about what it says", () => {
    const flowing = `# by hand\r\n${text.replaceAll("\n", "\r\n")}`.replace(
      '"tier":null,',
      "\r\n      tier:   null, # none\r\n      ",
    );
    const blocks = stringify(parse(text));
    for (const other of [flowing, blocks]) {
      expect(readPrintedArchive(other)).toBeNull();
      expect(parseArchive(other)).toMatchObject({ ok: true, value: archive });
    }
  });

  it("may have entries of any length", () => {
    const { year, partners } = archive;
    const long = partners.map((partner) => ({
      ...partner,
      description: "Long: {}, [] # ".repeat(500).trim(),
    }));
    const content = { ...archive, partners: long, digest: archiveDigest({ year, partners: long }) };
    const file = printArchive(content);
    expect(readPrintedArchive(file)).toEqual(content);
    expect(parseArchive(`# by hand\n${file}`)).toMatchObject({ ok: true, value: content });
  });

  it.each([
    ["a name", '"name":"Acme"', '"name":"Acne"'],
    ["a day", '"from":"2019-07-01"', '"from":"2018-07-01"'],
    ["a tier", '"tier":"Gold"', '"tier":"Silver"'],
    ["an address", '"url":null', '"url":"https://evil.example/"'],
  ])("is refused at its digest when %s was changed", (_, before, after) => {
    expect(problemsOf(text.replace(before, after))).toEqual([
      expect.stringMatching(/^7:9: the content is not the one that was frozen: its digest is [0-9a-f]{64}\./),
    ]);
  });

  it("is refused when another year is written over it", () => {
    expect(problemsOf(text.replace("year: 2025", "year: 2024")).join()).toContain("7:9: the content is not");
  });

  it.each([
    [
      "a year that was not over",
      'frozen: "2026-01-02"',
      'frozen: "2025-12-31"',
      /^6:9: the year 2025 was not over on 2025-12-31$/,
    ],
    ["an entry twice", '"id":"zeta"', '"id":"acme"', /^13:11: "acme" is in the archive twice/],
    [
      "a last day in another year",
      '"to":"2025-01-15"',
      '"to":"2026-01-15"',
      /^12:\d+: the last day, 2026-01-15, is not in 2025$/,
    ],
    [
      "a first day behind the last",
      '"from":"2024-02-29"',
      '"from":"2025-02-28"',
      /^12:\d+: the first day, 2025-02-28, is after its last day, 2025-01-15$/,
    ],
    [
      "a first day behind the year",
      '"from":"2025-12-31"',
      '"from":"2026-01-01"',
      /^10:\d+: the first day, 2026-01-01, is after the year 2025 ended$/,
    ],
    [
      "a mark that is not in the list",
      '"redacted":null',
      '"redacted": { at: "2026-05-01", reason: why }',
      /^10:\d+: "acme" is marked as redacted, and is not in the list of redactions$/,
    ],
    [
      "a key that is none",
      '"description":',
      '"descripton":',
      /unknown key "descripton": did you mean "description"\?/,
    ],
    [
      "an address that runs code",
      '"url":null',
      '"url":"javascript:alert(1)"',
      /an address that begins with https/,
    ],
    ["a version from the future", "version: 1", "version: 2", /^5:10: /],
  ])("is refused with line and column for %s", (_, before, after, problem) => {
    const problems = problemsOf(resealed(text.replace(before, after)));
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  it("is refused when a redaction is listed that is not there", () => {
    const redaction = `redactions:\n  - at: "2026-05-01"\n    id: redacted-1\n    digest-before: ${archive.digest}\n`;
    expect(problemsOf(text.replace("year:", `${redaction}year:`))).toEqual([
      '9:5: no entry "redacted-1" is marked as redacted on 2026-05-01',
    ]);
  });

  it.each([
    ["nothing", ""],
    ["a list", "- a\n"],
    ["broken YAML", "year: [\n"],
    ["something else", "version: 1\npartners: []\n"],
  ])("is no archive when it holds %s", (_, other) => {
    expect(problemsOf(other)).not.toEqual([]);
  });
});
