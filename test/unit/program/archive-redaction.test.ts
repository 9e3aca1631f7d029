import { describe, expect, it } from "vitest";
import { renderArchivePage } from "../../../src/pages/archive-page.ts";
import { archiveProblems, printArchive } from "../../../src/program/archive.ts";
import { redactArchive } from "../../../src/program/archive-redaction.ts";
import { archiveYear } from "../../../src/program/archive-year.ts";
import { CONFIG, REGISTRY, registryOf } from "../../support/archives.ts";

const archive = archiveYear({ registry: REGISTRY, config: CONFIG, year: 2025, frozen: "2026-01-02" });
const redacted = redactArchive(archive, "zeta", "2026-05-01", " Asked for\nby its owner ");

describe("a redaction", () => {
  it("takes out what is personal, marks it, and keeps dates, tier and badges", () => {
    const [, , , original] = archive.partners;
    expect(redacted.partners[3]).toEqual({
      id: "redacted-1",
      name: "Redacted partner",
      url: null,
      description: "",
      tier: original?.tier,
      badges: original?.badges,
      from: original?.from,
      to: original?.to,
      redacted: { at: "2026-05-01", reason: "Asked for by its owner" },
    });
    expect(redacted.partners.slice(0, 3)).toEqual(archive.partners.slice(0, 3));
    expect(printArchive(redacted) + renderArchivePage(redacted)).not.toMatch(/zeta|Söhne|search|people/i);
  });

  it("changes the digest, keeps the one before, and leaves the day of the archive", () => {
    expect(archiveProblems(redacted)).toEqual([]);
    expect(redacted.digest).not.toBe(archive.digest);
    expect(redacted.frozen).toBe(archive.frozen);
    expect(redacted.redactions).toEqual([
      { at: "2026-05-01", id: "redacted-1", "digest-before": archive.digest },
    ]);
  });

  it("follows another one", () => {
    const twice = redactArchive(redacted, "acme", "2026-06-01", "Too");
    expect(archiveProblems(twice)).toEqual([]);
    expect(twice.partners.map(({ id }) => id)).toEqual(["redacted-2", "by-hand", "nordlicht", "redacted-1"]);
    expect(twice.redactions?.map((entry) => entry["digest-before"])).toEqual([
      archive.digest,
      redacted.digest,
    ]);
  });

  it("takes no id that a company has", () => {
    const registry = registryOf({ id: "acme" }, { id: "redacted-1", name: "Redacted 1 Ltd" });
    const odd = archiveYear({ registry, config: CONFIG, year: 2025, frozen: "2026-01-02" });
    const once = redactArchive(odd, "acme", "2026-05-01", "Why");
    expect(once.partners.map(({ id }) => id)).toEqual(["redacted-2", "redacted-1"]);
    const both = redactArchive(once, "redacted-1", "2026-05-01", "Why");
    expect(both.partners.map(({ id }) => id)).toEqual(["redacted-2", "redacted-3"]);
    expect(archiveProblems(both)).toEqual([]);
  });

  it.each([
    ["of somebody who is not in it", "nobody", "Why", "archive-no-partner"],
    ["of what is redacted already", "redacted-1", "Why", "archive-redacted"],
    ["without a reason", "acme", " \n", "redaction-without-reason"],
  ])("is refused %s", (_, id, reason, code) => {
    expect(() => redactArchive(redacted, id, "2026-05-02", reason)).toThrowError(
      expect.objectContaining({ code }),
    );
  });
});
