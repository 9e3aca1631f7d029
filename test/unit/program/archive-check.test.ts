import { describe, expect, it } from "vitest";
import { renderArchivePage } from "../../../src/pages/archive-page.ts";
import {
  type ArchivedPartner,
  archiveDigest,
  printArchive,
  type YearArchive,
} from "../../../src/program/archive.ts";
import { checkArchive, checkArchivePage, checkArchiveText } from "../../../src/program/archive-check.ts";
import { redactArchive } from "../../../src/program/archive-redaction.ts";
import { archiveYear } from "../../../src/program/archive-year.ts";
import { CONFIG, REGISTRY } from "../../support/archives.ts";

const archive = archiveYear({ registry: REGISTRY, config: CONFIG, year: 2025, frozen: "2026-01-02" });
const redacted = redactArchive(archive, "zeta", "2026-05-01", "Why");
const [first, second, ...others] = archive.partners;

/** With another content, and the digest of it. */
function withPartners(before: YearArchive, partners: readonly (ArchivedPartner | undefined)[]): YearArchive {
  const entries = partners.filter((partner) => partner !== undefined);
  return { ...before, partners: entries, digest: archiveDigest({ year: before.year, partners: entries }) };
}

const messages = (before: YearArchive | null, after: YearArchive) =>
  checkArchive(before, after).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("the check of an archive", () => {
  it("accepts a new one, an unchanged one, and one with marked redactions", () => {
    const twice = redactArchive(redacted, "by-hand", "2026-05-01", "Why");
    expect(checkArchive(null, archive)).toEqual([]);
    expect(checkArchive(archive, structuredClone(archive))).toEqual([]);
    expect(checkArchive(archive, redacted)).toEqual([]);
    expect(checkArchive(redacted, twice)).toEqual([]);
    expect(checkArchive(archive, twice)).toEqual([]);
  });

  it("names a digest that does not match", () => {
    expect(messages(null, { ...archive, digest: "0".repeat(64) })).toEqual([
      `digest: the content is not the one that was frozen: its digest is ${archive.digest}. Restore the file from its history`,
    ]);
  });

  it("names what has changed, although the digest was made anew", () => {
    const changed = first && { ...first, name: "Another" };
    expect(messages(archive, withPartners(archive, [changed, second, ...others]))).toEqual([
      'partners.0: "acme" has changed: the year 2025 is frozen: restore the entry from its history, or redact it by `partnerbot archive 2025 --redact`',
    ]);
    expect(messages(archive, withPartners(archive, [first, ...others]))).toEqual([
      'partners: "by-hand" is missing: the year 2025 is frozen: restore the entry from its history',
    ]);
    const added = first && { ...first, id: "friend" };
    expect(messages(archive, withPartners(archive, [added, ...archive.partners]))).toEqual([
      'partners.0: "friend" was not in it: the year 2025 is frozen',
    ]);
    expect(messages(archive, withPartners(archive, [second, first, ...others]))).toEqual([
      "partners: the order of the entries has changed: restore it from its history",
    ]);
    expect(messages(archive, { ...archive, frozen: "2026-01-03" })).toEqual([
      "frozen: it was frozen on 2026-01-02",
    ]);
  });

  it("refuses a redaction that takes more with it", () => {
    const shorter = redacted.partners.map((partner) =>
      partner.redacted === null ? partner : { ...partner, from: "2025-02-01" },
    );
    expect(messages(archive, withPartners(redacted, shorter)).join()).toContain(
      'partners.3: "redacted-1" has changed',
    );
  });

  it("refuses a redaction that is taken back, and one that hides its trace", () => {
    expect(messages(redacted, archive)).toEqual([
      'partners: "redacted-1" is missing: the year 2025 is frozen: restore the entry from its history',
      'partners.3: "zeta" was not in it: the year 2025 is frozen',
    ]);
    const [redaction] = redacted.redactions ?? [];
    const forged = redaction && { ...redaction, "digest-before": "0".repeat(64) };
    expect(messages(archive, { ...redacted, redactions: [forged].flatMap((entry) => entry ?? []) })).toEqual([
      "redactions: the list of redactions is not what was redacted: restore it from its history",
    ]);
    const { redactions: _, ...untold } = redacted;
    expect(messages(archive, untold)).not.toEqual([]);
  });

  it("refuses a redaction of what is redacted, or is not there", () => {
    const [redaction] = redacted.redactions ?? [];
    const again = [redaction, redaction].flatMap((entry) => entry ?? []);
    expect(messages(archive, { ...redacted, redactions: again })).toEqual([
      'redactions.1: "redacted-1" was redacted on 2026-05-01 already.',
    ]);
    const unknown = [redaction && { ...redaction, id: "redacted-7" }].flatMap((entry) => entry ?? []);
    expect(messages(archive, { ...redacted, redactions: unknown })).toContain(
      'redactions.0: there is no redacted entry "redacted-7"',
    );
  });
});

describe("the check of the file of an archive", () => {
  const text = printArchive(archive);

  it("accepts the file as it was, another layout of it, and a redaction", () => {
    expect(checkArchiveText(null, text)).toEqual([]);
    expect(checkArchiveText(text, `# more\n${text}`)).toEqual([]);
    expect(checkArchiveText(text, printArchive(redacted))).toEqual([]);
  });

  it("says where it is wrong", () => {
    expect(checkArchiveText(text, text.replace('"name":"Acme"', '"name":"Acne"'))).toEqual([
      { line: 7, column: 9, message: expect.stringContaining("the content is not the one that was frozen") },
    ]);
    const changed = withPartners(archive, [first && { ...first, name: "Acne" }, second, ...others]);
    expect(checkArchiveText(text, printArchive(changed))).toEqual([
      { line: 10, column: 5, message: expect.stringContaining('"acme" has changed') },
    ]);
    expect(checkArchiveText(text, "year: [\n")).toEqual([
      { line: 2, column: 1, message: expect.stringContaining("not valid YAML") },
    ]);
  });

  it("has nothing to compare with what was no archive", () => {
    expect(checkArchiveText("partners: []\n", text)).toEqual([]);
  });
});

describe("the check of the page of an archive", () => {
  const page = renderArchivePage(archive);
  const before = { archive, page };

  it("accepts the page of a new archive, the one that was there, and that of a redaction", () => {
    expect(checkArchivePage({ archive: null, page: null }, { archive, page })).toBeNull();
    expect(checkArchivePage(before, { archive, page })).toBeNull();
    const older = { archive, page: "# As an older version wrote it\n" };
    expect(checkArchivePage(older, older)).toBeNull();
    expect(checkArchivePage(before, { archive: redacted, page: renderArchivePage(redacted) })).toBeNull();
  });

  it("refuses a change, with its line", () => {
    const changed = page.replace("## Acme", "## Acne");
    expect(checkArchivePage(before, { archive, page: changed })).toEqual({
      line: 7,
      column: 1,
      message: "the page of 2025 is frozen: restore it from its history",
    });
    expect(
      checkArchivePage(before, { archive, page: page.slice(0, page.indexOf("\n\n## Acme")) }),
    ).toMatchObject({ line: 5 });
  });

  it("refuses a page that still says what was redacted", () => {
    expect(checkArchivePage(before, { archive: redacted, page })).toMatchObject({
      message: "this is not the page of the archive: make it by `partnerbot archive 2025`",
    });
  });
});
