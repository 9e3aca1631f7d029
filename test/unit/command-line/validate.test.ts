import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createValidate } from "../../../src/command-line/validate.ts";
import { changed, soundProgram, TemporaryFolder, withLists } from "../../support/checkout.ts";
import { runPartnerbot } from "../../support/command-line.ts";

const SOUND = soundProgram();
let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
});

afterEach(() => folder.remove());

const registry = (from: string, to: string) => withLists(changed(SOUND, "partners.yml", from, to));
const validate = (...words: string[]) => runPartnerbot(["validate", ...words], folder.path);

describe("validate", () => {
  it("finds nothing in a sound program, here or elsewhere", async () => {
    folder.write(SOUND);
    const here = await validate();
    expect(here).toEqual({
      status: 0,
      out: "Everything is as it should be: 11 files, 1 of them records of decisions.\n",
      error: "",
    });
    folder.write(Object.fromEntries(Object.entries(SOUND).map(([path, text]) => [`other/${path}`, text])));
    expect(await validate("other")).toEqual(here);
  });

  it("prints places as editors read them, and what to do, and exits with 1", async () => {
    folder.write(registry("category: engineering", "category: enginering"));
    const { status, out, error } = await validate();
    expect({ status, error }).toEqual({ status: 1, error: "" });
    expect(out).toMatch(
      /^partners\.yml:10:19: there is no category enginering in the config, so this badge does not count\n {2}Did you mean engineering\?.*\n1 problem\n$/,
    );
  });

  it("exits with 0 where there are only warnings", async () => {
    folder.write(registry("name: Globex\n", "name: Globex\n    status: at-risk\n"));
    const { status, out } = await validate();
    expect(status).toBe(0);
    expect(out).toMatch(
      /^partners\.yml:24:13: warning: nothing says since when it is at-risk.*\n.*\n1 warning\n$/,
    );
  });

  it("prints one JSON object", async () => {
    folder.write(registry('since: "2025-03-01"', 'since: "2025-02-30"'));
    const { status, out } = await validate("--json");
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      findings: [
        {
          path: "partners.yml",
          line: 27,
          column: 12,
          level: "failure",
          message: "`since` is 2025-02-30, and there is no such day in the calendar",
          mend: "Write a day such as 2026-01-31.",
        },
      ],
    });
    expect(out.trimEnd()).not.toContain("\n");
  });

  it("makes the pages once, to find what a template of the program's own asks for in vain", async () => {
    folder.write({ ...SOUND, ".github/partnerbot/index.liquid": "<h1>\n{{ site.projekt }}\n</h1>\n" });
    const { status, out } = await validate();
    expect(status).toBe(1);
    expect(out).toMatch(/^\.github\/partnerbot\/index\.liquid:2:1: undefined variable: site\.projekt\n/);
  });

  it("follows no link out of the folder, and takes what is no text for what it is", async () => {
    const secret = new TemporaryFolder().write({ "secret.yml": "version: 1\nsecret: yes\n" });
    folder.write({ ...SOUND, "decisions/2026/13-beta-admit.yml": new Uint8Array([0xff, 0xfe, 0x00]) });
    symlinkSync(join(secret.path, "secret.yml"), join(folder.path, "decisions/2026/14-gamma-admit.yml"));
    symlinkSync("15-delta-admit.yml", join(folder.path, "decisions/2026/15-delta-admit.yml"));
    const { out } = await validate();
    secret.remove();
    expect(out).toBe(
      "decisions/2026/13-beta-admit.yml:1:1: this file cannot be read: it is too large, or not text\n  Keep it below 500 kB, as text in UTF-8.\n1 problem\n",
    );
  });

  it("shows characters that reorder what is read as escapes", async () => {
    folder.write(registry("name: Globex\n", 'name: "Acme Labs\\u202E"\n'));
    const { out } = await validate();
    expect(out).toContain("Acme Labs\\u{202e} and Acme Labs (id acme-labs) are the same company");
    expect(out).not.toContain("\u202E");
  });

  it("says that an archive lacks its page, or a page its archive, and that a list is out of date", async () => {
    const { "partners/2025.md": page = "", ...pageless } = SOUND;
    folder.write(changed(pageless, "README.md", "[Globex]", "[Globexx]"));
    const first = await validate();
    expect(first.status).toBe(0);
    expect(first.out).toMatch(/^partners\/2025\.yml:1:1: warning: there is no partners\/2025\.md/m);
    expect(first.out).toMatch(
      /^README\.md:\d+:1: warning: what stands between the markers .*\n {2}The bot writes/m,
    );
    folder.write({ "partners/2024.md": page });
    const second = await validate();
    expect(second.status).toBe(1);
    expect(second.out).toMatch(/^partners\/2024\.md:1:1: there is no partners\/2024\.yml of which this is/m);
  });

  it("goes by the day on which it runs", async () => {
    folder.write(registry('since: "2025-03-01"', 'since: "2027-03-01"'));
    const runOn = async (day: string) => {
      let out = "";
      const command = createValidate(() => Date.parse(`${day}T12:00:00Z`));
      const status = await command.run(
        { text: () => null, flag: () => false, operands: [] },
        { out: (text) => (out += text), error: () => {}, colour: false, folder: folder.path },
      );
      return { status, out };
    };
    expect((await runOn("2027-02-28")).status).toBe(1);
    expect((await runOn("2027-03-01")).status).toBe(0);
  });

  it.each([
    [["nowhere"], 1, "There is no folder nowhere.\n"],
    [["one", "two"], 2, "validate checks one folder at a time.\n"],
  ])("says what is wrong with %j", async (words, status, error) => {
    const ended = await validate(...words);
    expect(ended.status).toBe(status);
    expect(ended.error).toContain(error);
  });

  it("says that there is no config", async () => {
    const { status, out } = await validate();
    expect(status).toBe(1);
    expect(out).toContain(".github/partnerbot.yml:1:1: there is no config");
  });
});
