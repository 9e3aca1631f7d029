import { describe, expect, it } from "vitest";
import { parseArchive } from "../../../src/program/archive.ts";
import { archiveFiles, archivePaths, redactArchiveFiles } from "../../../src/program/archive-files.ts";
import { configSchema } from "../../../src/program/config.ts";
import type { Registry } from "../../../src/program/registry.ts";
import { CONFIG, entryOf, REGISTRY } from "../../support/archives.ts";

const year = 2025;
const base = { config: CONFIG, year, archiveText: null, pageText: null };
const first = archiveFiles({ ...base, registry: REGISTRY, frozen: "2026-01-02" });
const [data = { path: "", content: "" }, page = { path: "", content: "" }] = first.files;
const frozen = { ...base, archiveText: data.content, pageText: page.content };

const renamed: Registry = {
  version: 1,
  partners: [
    ...REGISTRY.partners.filter(({ id }) => id !== "by-hand"),
    entryOf({ id: "by-hand", name: "Other" }),
  ],
};

const refusal = (code: string, message?: string) =>
  expect.objectContaining({ code, ...(message === undefined ? {} : { message }) });

describe("the files of an archive", () => {
  it("are data and page in the folder that the config says", () => {
    expect(first.files.map(({ path }) => path)).toEqual(["partners/2025.yml", "partners/2025.md"]);
    expect(page.content).toContain(first.archive.digest);
    const config = configSchema.parse({ roll: [{ users: ["bo"] }], files: { archive: "docs/years/" } });
    expect(archivePaths(config, 2025)).toEqual({ data: "docs/years/2025.yml", page: "docs/years/2025.md" });
  });

  it("stay as they are when the year is archived again, on whichever day", () => {
    const again = archiveFiles({ ...frozen, registry: REGISTRY, frozen: "2026-11-24" });
    expect(again).toEqual(first);
  });

  it("do not depend on what happened after the year", () => {
    const partners = REGISTRY.partners.map((partner) =>
      partner.id === "zeta"
        ? {
            ...partner,
            status: "former" as const,
            "status-since": "2026-02-01",
            history: [...partner.history, { at: "2026-02-01", event: "removed" }],
          }
        : partner,
    );
    const again = archiveFiles({ ...frozen, registry: { version: 1, partners }, frozen: "2026-11-24" });
    expect(again).toEqual(first);
  });

  it("keep a page of an older version, and make a missing one", () => {
    const files = (pageText: string | null) =>
      archiveFiles({ ...frozen, pageText, registry: REGISTRY, frozen: "2026-11-24" }).files;
    expect(files("# Older\n")).toEqual([data, { ...page, content: "# Older\n" }]);
    expect(files(null)).toEqual([data, page]);
  });

  it("are not changed when the registry says something else by now", () => {
    expect(() => archiveFiles({ ...frozen, registry: renamed, frozen: "2026-11-24" })).toThrowError(
      refusal(
        "archive-frozen",
        "partners/2025.yml was frozen on 2026-01-02, and the registry now says something else about 2025: by-hand.",
      ),
    );
  });

  it("are not made while the year is not over", () => {
    expect(() => archiveFiles({ ...base, registry: REGISTRY, frozen: "2025-12-31" })).toThrowError(
      refusal("year-not-over"),
    );
  });

  it("are not made over a file that is no archive of that year", () => {
    const attempt = (archiveText: string) => () =>
      archiveFiles({ ...frozen, archiveText, registry: REGISTRY, frozen: "2026-11-24" });
    expect(attempt(data.content.replace('"name":"Acme"', '"name":"Acne"'))).toThrowError(
      /^partners\/2025\.yml:7:9: /,
    );
    expect(attempt("mine: true\n")).toThrowError(refusal("archive-invalid"));
    const other = archiveFiles({ ...base, year: 2024, registry: REGISTRY, frozen: "2026-01-02" });
    expect(attempt(other.files[0]?.content ?? "")).toThrowError(
      "partners/2025.yml: this is the archive of 2024",
    );
  });
});

describe("the files of a redaction", () => {
  const change = { ...frozen, partner: "by-hand", at: "2026-05-01", reason: "Asked for by its owner" };
  const redacted = redactArchiveFiles(change);

  it("are both, without the name", () => {
    expect(redacted.files.map(({ path }) => path)).toEqual(["partners/2025.yml", "partners/2025.md"]);
    for (const { content } of redacted.files) expect(content).not.toMatch(/by[- ]hand/i);
    expect(parseArchive(redacted.files[0]?.content ?? "")).toMatchObject({
      ok: true,
      value: redacted.archive,
    });
  });

  it("stay as they are when the year is archived again", () => {
    const [redactedData, redactedPage] = redacted.files;
    const again = archiveFiles({
      ...base,
      archiveText: redactedData?.content ?? null,
      pageText: redactedPage?.content ?? null,
      registry: REGISTRY,
      frozen: "2026-11-24",
    });
    expect(again).toEqual(redacted);
  });

  it("are not told by the refusal of another change", () => {
    const archiveText = redacted.files[0]?.content ?? null;
    const attempt = () => archiveFiles({ ...frozen, archiveText, registry: renamed, frozen: "2026-11-24" });
    expect(attempt).toThrowError(refusal("archive-frozen"));
    expect(attempt).not.toThrowError(/by-hand/);
  });

  it("need an archive, and an entry in it", () => {
    expect(() => redactArchiveFiles({ ...change, archiveText: null })).toThrowError(
      refusal("archive-missing"),
    );
    expect(() => redactArchiveFiles({ ...change, partner: "nobody" })).toThrowError(
      refusal("archive-no-partner"),
    );
  });
});
