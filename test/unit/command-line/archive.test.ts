import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createArchive } from "../../../src/command-line/archive.ts";
import { parseArguments } from "../../../src/command-line/arguments.ts";
import { parseArchive } from "../../../src/program/archive.ts";
import { runPartnerbot } from "../../support/command-line.ts";

const CONFIG = "roll: [{ users: [octo-chair] }]\n";
const REGISTRY = `partners:
  - { id: acme, name: Acme, since: "2024-02-29" }
  - { id: gone, name: Gone, since: "2020-01-01", status: former, status-since: "2025-01-15" }
`;

const folder = mkdtempSync(join(tmpdir(), "archive-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const read = (path: string) => readFileSync(join(folder, path), "utf8");

beforeEach(() => {
  rmSync(folder, { recursive: true });
  write("checkout/.github/partnerbot.yml", CONFIG);
  write("checkout/partners.yml", REGISTRY);
});

/** Runs `partnerbot archive WORDS…` on a day. What is refused is thrown. */
async function archiveOn(day: string, ...words: string[]) {
  const command = createArchive(() => Date.parse(`${day}T12:00:00Z`));
  let out = "";
  const status = await command.run(parseArguments("archive", command, words), {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      throw new Error(text);
    },
    colour: false,
    folder,
  });
  return { status, out };
}

const freeze = (day = "2026-01-02") => archiveOn(day, "2025", "--from", "checkout");

describe("archive", () => {
  it("freezes a year in a checkout", async () => {
    const { status, out } = await freeze();
    const archived = parseArchive(read("checkout/partners/2025.yml"));
    const digest = archived.ok ? archived.value.digest : "";
    expect(status).toBe(0);
    expect(out).toBe(`2025: 2 partners, frozen on 2026-01-02, SHA-256 ${digest}
  partners/2025.yml: written
  partners/2025.md: written
`);
    expect(read("checkout/partners/2025.md")).toContain("- Partner from 2020-01-01 to 2025-01-15\n");
  });

  it("changes nothing when it is asked again", async () => {
    await freeze();
    const before = read("checkout/partners/2025.yml");
    const { out } = await freeze("2026-11-24");
    expect(out).toContain("frozen on 2026-01-02");
    expect(out).toContain("  partners/2025.yml: as it was\n  partners/2025.md: as it was\n");
    expect(read("checkout/partners/2025.yml")).toBe(before);
  });

  it("prints one JSON object", async () => {
    const { out } = await archiveOn("2026-01-02", "2025", "--from", "checkout", "--json");
    expect(JSON.parse(out)).toEqual({
      year: 2025,
      frozen: "2026-01-02",
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      partners: 2,
      files: [
        { path: "partners/2025.yml", written: true },
        { path: "partners/2025.md", written: true },
      ],
    });
  });

  it("redacts an entry, with the day", async () => {
    await freeze();
    const words = ["2025", "--from", "checkout", "--redact", "gone", "--reason", "Asked for by its owner"];
    expect(await archiveOn("2026-05-01", ...words)).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^2025: 2 partners, frozen on 2026-01-02, .*written\n.*written\n$/s),
    });
    expect(read("checkout/partners/2025.md")).toContain("Redacted on 2026-05-01: Asked for by its owner");
    for (const file of ["2025.yml", "2025.md"])
      expect(read(`checkout/partners/${file}`)).not.toMatch(/gone/i);
    await expect(archiveOn("2026-05-02", ...words)).rejects.toMatchObject({ code: "archive-no-partner" });
    expect((await freeze("2026-11-24")).out).toContain("partners/2025.yml: as it was");
  });

  it("refuses a year that is not over, and leaves no file", async () => {
    await expect(freeze("2025-12-31")).rejects.toMatchObject({ code: "year-not-over" });
    expect(() => read("checkout/partners/2025.yml")).toThrow();
  });

  it("refuses to change what is frozen", async () => {
    await freeze();
    const before = read("checkout/partners/2025.yml");
    write("checkout/partners.yml", REGISTRY.replace("name: Acme", "name: Acme Labs"));
    await expect(freeze("2026-11-24")).rejects.toMatchObject({
      code: "archive-frozen",
      message: expect.stringContaining("acme"),
    });
    expect(read("checkout/partners/2025.yml")).toBe(before);
  });

  it("uses the current folder and the paths of the config", async () => {
    write(".github/partnerbot.yml", `${CONFIG}files: { registry: data/list.yml, archive: years }\n`);
    write("data/list.yml", REGISTRY);
    expect((await archiveOn("2026-01-02", "2025")).out).toContain("  years/2025.yml: written\n");
  });

  it.each([
    [
      "a checkout without a config",
      ".github/partnerbot.yml",
      null,
      "There is no .github/partnerbot.yml in checkout.",
    ],
    [
      "a config that is broken",
      ".github/partnerbot.yml",
      "rol: []\nroll: [{ users: [bo] }]\n",
      '.github/partnerbot.yml:1:1: unknown key "rol"',
    ],
    ["a checkout without a registry", "partners.yml", null, "There is no partners.yml in checkout."],
    ["a registry that is broken", "partners.yml", "partners:\n  - { id: acme }\n", "partners.yml:2:5: "],
    ["an archive that is broken", "partners/2025.yml", "year: 2025\n", "partners/2025.yml:1:1: "],
    ["a file in the place of the folder", "partners", "mine\n", "partners/2025.yml cannot be written."],
  ])("refuses %s", async (_, path, text, message) => {
    if (text === null) rmSync(join(folder, "checkout", path));
    else write(`checkout/${path}`, text);
    await expect(freeze()).rejects.toThrowError(message);
  });

  it.each([
    ["no year", [], "archive needs one year."],
    ["two years", ["2024", "2025"], "archive needs one year."],
    ["something else than a year", ["last"], "last is not a year."],
    ["a redaction without a reason", ["2025", "--redact", "acme"], "A redaction needs a reason."],
    ["a reason without a redaction", ["2025", "--reason", "why"], "--reason is for a redaction."],
  ])("is used wrongly with %s", async (_, words, message) => {
    expect(await runPartnerbot(["archive", ...words], folder)).toMatchObject({
      status: 2,
      out: "",
      error: expect.stringContaining(message),
    });
  });

  it("goes by the real clock from the command line, and says no with 1", async () => {
    expect(await runPartnerbot(["archive", "2000", "--from", "checkout"], folder)).toMatchObject({
      status: 0,
    });
    expect(await runPartnerbot(["archive", "9998", "--from", "checkout"], folder)).toMatchObject({
      status: 1,
      error: expect.stringContaining("The year 9998 is not over"),
    });
  });
});
