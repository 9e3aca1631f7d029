import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../../src/command-line/run.ts";
import { COMMANDS } from "../../../src/command-line/table.ts";

const folder = mkdtempSync(join(tmpdir(), "partnerbot-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...words: string[]) {
  let out = "";
  let error = "";
  const status = await runCommandLine(words, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    colour: false,
    folder,
  });
  return { status, out, error };
}

describe("the command line", () => {
  it("lists exactly the commands that there are", async () => {
    const { status, out } = await run("--help");
    expect(status).toBe(0);
    const listed = [...out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name);
    expect(listed).toEqual(Object.keys(COMMANDS));
    expect(out).toContain("Exit status:");
  });

  it("prints the version of the package", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    expect(await run("--version")).toEqual({ status: 0, out: `partnerbot ${version}\n`, error: "" });
  });

  it("shows the help and is used wrongly without a command", async () => {
    const { status, out, error } = await run();
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(error).toContain("Usage: partnerbot COMMAND");
  });

  it.each(["dmeo", "Demo", "demos"])("asks whether demo was meant by %s", async (word) => {
    const { status, error } = await run(word);
    expect(status).toBe(2);
    expect(error).toBe(
      `partnerbot has no command ${word}.\nDid you mean partnerbot demo? partnerbot --help lists them.\n`,
    );
  });

  it("suggests nothing that is far from what was typed, and knows no inherited names", async () => {
    for (const word of ["frobnicate", "constructor", "__proto__"]) {
      const { status, error } = await run(word);
      expect(status).toBe(2);
      expect(error).toBe(`partnerbot has no command ${word}.\npartnerbot --help lists them.\n`);
    }
  });

  it("refuses unknown options before a command", async () => {
    expect(await run("--hlep")).toMatchObject({
      status: 2,
      error:
        "partnerbot has no option --hlep.\nDid you mean partnerbot --help? partnerbot --help lists them.\n",
    });
  });
});

describe.each(Object.keys(COMMANDS))("partnerbot %s", (name) => {
  it.each([
    ["--help", [name, "--help"]],
    ["-h", [name, "-h"]],
    ["help before it", ["help", name]],
  ])("has a help (%s) with options, examples and exit statuses", async (_, words) => {
    const { status, out, error } = await run(...words);
    expect({ status, error }).toEqual({ status: 0, error: "" });
    for (const part of [`Usage: partnerbot ${name}`, "Options:", "Examples:", "Exit status:", "--help"]) {
      expect(out).toContain(part);
    }
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("says so for an option that it does not have", async () => {
    const { status, out, error } = await run(name, "--frobnicate");
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).toBe(
      `partnerbot ${name} has no option --frobnicate.\npartnerbot ${name} --help shows all options.\n`,
    );
  });
});

describe("partnerbot demo, before it starts anything", () => {
  it.each([
    ["a slip", ["--serv"], "Did you mean --serve?"],
    ["a value that is missing", ["--proposal"], "--proposal needs a value: --proposal FILE."],
    ["an option in place of a value", ["--proposal", "--serve"], "--proposal needs a value"],
    ["a value that is not wanted", ["--serve=yes"], "--serve takes no value."],
    ["an operand", ["issue.md"], 'does not know what to do with "issue.md"'],
    ["a port without the web view", ["--port", "4000"], "--port is for the web view."],
    ["a port that is none", ["--serve", "--port", "http"], "http is not a port."],
    ["a form without a proposal", ["--form", "form.yml"], "the story needs a proposal"],
  ])("refuses %s", async (_, words, message) => {
    const { status, out, error } = await run("demo", ...words);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).toContain(message);
    expect(error).not.toContain("undefined");
  });

  it("names a file that is not there", async () => {
    expect(await run("demo", "--proposal", "nowhere.md")).toEqual({
      status: 1,
      out: "",
      error: "nowhere.md cannot be read.\nCheck the name of the file.\n",
    });
  });

  it("names the place where a config is broken", async () => {
    writeFileSync(join(folder, "broken.yml"), "roll:\n  - { rle: chair, users: [octo] }\n");
    writeFileSync(join(folder, "issue.md"), "Hello\n");
    const { status, error } = await run("demo", "--proposal", "issue.md", "--config", "broken.yml");
    expect(status).toBe(1);
    expect(error).toMatch(/^broken\.yml:2:\d+: /);
  });

  it("refuses an issue that is too long for GitHub", async () => {
    writeFileSync(join(folder, "long.md"), "x".repeat(65_537));
    const { status, error } = await run("demo", "--proposal", "long.md");
    expect(status).toBe(1);
    expect(error).toContain("65537 characters, and GitHub takes 65536");
  });

  it("leaves a folder alone that it has not made", async () => {
    mkdirSync(join(folder, "partnerbot-demo"));
    writeFileSync(join(folder, "partnerbot-demo", "precious.txt"), "mine");
    const { status, error } = await run("demo");
    expect(status).toBe(1);
    expect(error).toContain("is there already, and the demo has not made it.");
    expect(readFileSync(join(folder, "partnerbot-demo", "precious.txt"), "utf8")).toBe("mine");
  });
});
