import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseArguments } from "../../../src/command-line/arguments.ts";
import { createRender } from "../../../src/command-line/render.ts";
import { changed, soundProgram, TemporaryFolder } from "../../support/checkout.ts";
import { runPartnerbot } from "../../support/command-line.ts";

const SOUND = soundProgram();
/** With git's own note of where the checkout comes from. */
const CHECKOUT = {
  ...SOUND,
  ".git/config":
    '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:stackwright/community.git\n',
  ".git/HEAD": "ref: refs/heads/main\n",
};

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write(Object.fromEntries(Object.entries(CHECKOUT).map(([path, text]) => [`program/${path}`, text])));
});

afterEach(() => folder.remove());

const render = (...words: string[]) =>
  runPartnerbot(
    ["render", "--from", "program", "--to", "site", "--day", "2026-11-24", ...words],
    folder.path,
  );

const read = (path: string) => readFileSync(join(folder.path, path), "utf8");

const edit = (path: string, from: string, to: string) => {
  folder.write({ [`program/${path}`]: changed(SOUND, path, from, to)[path] ?? "" });
};

/** When each file of the site was written, by path. */
function writings(): Map<string, number> {
  const site = join(folder.path, "site");
  return new Map(
    readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(site.length + 1), statSync(path).mtimeMs]),
  );
}

describe("render", () => {
  it("makes the whole site, and writes it once", async () => {
    const first = await render();
    expect(first).toMatchObject({ status: 0, error: "" });
    expect(first.out).toMatch(/^site: \d+ files written, 0 removed, 0 as they were\n$/);
    for (const path of ["index.html", "partners/acme-labs/index.html", "years/2025/index.html", "404.html"]) {
      expect(existsSync(join(folder.path, "site", path)), path).toBe(true);
    }
    expect(read("site/index.html")).toContain("Globex");
    expect(read("site/partners/acme-labs/index.html")).toContain("https://github.com/stackwright/community/");
    const before = writings();
    expect((await render()).out).toMatch(/^site: 0 files written, 0 removed, \d+ as they were\n$/);
    expect(writings()).toEqual(before);
  });

  it("writes only what an edit concerns, and removes what is not made any more", async () => {
    await render();
    const before = writings();
    edit(
      "partners.yml",
      "name: Globex\n",
      'name: Globex\n    status: former\n    status-since: "2026-02-01"\n',
    );
    const { status, out } = await render();
    expect(status).toBe(0);
    expect(Number(/(\d+) removed/.exec(out)?.[1])).toBeGreaterThan(0);
    expect(existsSync(join(folder.path, "site/partners/globex"))).toBe(false);
    expect(existsSync(join(folder.path, "site/partners/acme-labs/index.html"))).toBe(true);
    const style = [...before.keys()].find((path) => path.endsWith("style.css")) ?? "";
    expect(writings().get(style)).toBe(before.get(style));
  });

  it("leaves alone what people have put beside the site, and refuses a folder of theirs", async () => {
    await render();
    folder.write({ "site/CNAME": "partners.example.org\n", "site/partners/own.html": "ours\n" });
    edit(
      "partners.yml",
      "name: Globex\n",
      'name: Globex\n    status: suspended\n    status-since: "2026-02-01"\n',
    );
    expect((await render()).status).toBe(0);
    expect(read("site/CNAME")).toBe("partners.example.org\n");
    expect(read("site/partners/own.html")).toBe("ours\n");

    folder.write({ "other/index.html": "Mine\n" });
    const { status, error } = await runPartnerbot(
      ["render", "--from", "program", "--to", "other"],
      folder.path,
    );
    expect(status).toBe(1);
    expect(error).toContain("other holds something that is not the site.\nName a folder of its own");
    expect(read("other/index.html")).toBe("Mine\n");
    expect(
      (await runPartnerbot(["render", "--from", "program", "--to", "program"], folder.path)).status,
    ).toBe(1);
  });

  it("does not write through a link", async () => {
    await render();
    folder.write({ "target.html": "precious\n" });
    rmSync(join(folder.path, "site/index.html"));
    symlinkSync(join(folder.path, "target.html"), join(folder.path, "site/index.html"));
    expect((await render()).status).toBe(0);
    expect(read("target.html")).toBe("precious\n");
    expect(read("site/index.html")).toContain("Globex");

    mkdirSync(join(folder.path, "elsewhere"));
    rmSync(join(folder.path, "site/years"), { recursive: true });
    symlinkSync(join(folder.path, "elsewhere"), join(folder.path, "site/years"));
    expect(await render()).toMatchObject({
      status: 1,
      error: expect.stringContaining("The site cannot be written to site."),
    });
    expect(readdirSync(join(folder.path, "elsewhere"))).toEqual([]);
  });

  it("takes the program's own templates, and says where one is broken", async () => {
    await render();
    const template = "program/.github/partnerbot/not-found.liquid";
    folder.write({ [template]: "<p>Nothing of {{ site.project }} here</p>\n" });
    expect((await render()).out).toMatch(/^site: 1 file written, 0 removed/);
    expect(read("site/404.html")).toContain("Nothing of Stackwright here");

    for (const [source, place] of [
      ["<p>\n{{ site.projekt }}", "2:1: undefined variable: site.projekt"],
      ["<p>\n\n{% if %}", "3:1: "],
    ] as const) {
      folder.write({ [template]: source });
      const { status, error } = await render();
      expect(status).toBe(1);
      expect(error.match(/not-found\.liquid/g)).toHaveLength(1);
      expect(error).toContain(`.github/partnerbot/not-found.liquid:${place}`);
    }
    expect(read("site/404.html")).toContain("Nothing of Stackwright here");
  });

  it("refuses a registry that cannot be read, and keeps the site as it was", async () => {
    await render();
    const before = writings();
    edit("partners.yml", "    name: Globex\n", "   name: Globex\n");
    const { status, out, error } = await render();
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(error).toMatch(/^partners\.yml:23:1: not valid YAML: /);
    expect(error).toMatch(/There is no site without a config and a registry that can be read\.\n$/);
    expect(writings()).toEqual(before);
  });

  it("makes the site of a registry in which something is wrong, and says it", async () => {
    edit("partners.yml", "category: engineering", "category: enginering");
    const { status, error } = await render();
    expect(status).toBe(0);
    expect(error).toMatch(/^partners\.yml:10:19: there is no category enginering/m);
  });

  it("goes by the day, the address and the repository that are named", async () => {
    await render("--url", "https://partners.example.org/list", "--repository", "https://git.example.org/a/b");
    expect(read("site/index.html")).toContain('href="https://partners.example.org/list/"');
    expect(read("site/partners/acme-labs/index.html")).toContain("https://git.example.org/a/b/");
    const badge = read("site/partners/acme-labs/index.html");
    await render("--day", "2029-01-01");
    expect(read("site/partners/acme-labs/index.html")).not.toBe(badge);
  });

  it("supposes a repository where nothing says which one it is, and says so", async () => {
    rmSync(join(folder.path, "program/.git"), { recursive: true });
    const { status, error } = await render();
    expect(status).toBe(0);
    expect(error).toBe(
      "The checkout does not say which repository it is of, so links lead to https://github.com/Stackwright/partners. Name it with --repository URL.\n",
    );
  });

  it.each([
    [["render"], "render needs a folder for the site."],
    [["render", "--to", "site", "--day", "2026-02-30"], "2026-02-30 is not a day."],
    [["render", "--to", "site", "--url", "javascript:x"], "javascript:x is not an address."],
    [["render", "--to", "site", "--repository", "nowhere"], "nowhere is not the address of a repository."],
  ])("is used wrongly as %j", async (words, error) => {
    const ended = await runPartnerbot(words, folder.path);
    expect(ended.status).toBe(2);
    expect(ended.error).toContain(error);
  });
});

describe("render --watch", () => {
  it("makes the site again when a file changes, and ends when it is interrupted", async () => {
    let stop = () => {};
    const interrupted = () => new Promise<void>((resolve) => (stop = resolve));
    const command = createRender({ now: () => Date.UTC(2026, 10, 24), interrupted });
    const said: string[] = [];
    const say = (text: string) => said.push(text);
    const words = ["--from", "program", "--to", "program/site", "--watch"];
    const ended = command.run(parseArguments("render", command, words), {
      out: say,
      error: say,
      colour: false,
      folder: folder.path,
    });
    const until = async (holds: () => boolean) => {
      while (!holds()) await sleep(20);
    };
    await until(() => said.includes("Watching program. Ctrl-C ends it.\n"));
    const wrote = /^program\/site: \d+ files written/;
    expect(said.filter((text) => wrote.test(text))).toHaveLength(1);

    edit("partners.yml", "name: Globex\n", "name: Globecs\n");
    await until(() => read("program/site/index.html").includes("Globecs"));
    edit("partners.yml", "    name: Globex\n", "   name: Globex\n");
    await until(() => said.some((text) => text.startsWith("There is no site without")));
    expect(read("program/site/index.html")).toContain("Globecs");
    folder.write({ "program/partners.yml": SOUND["partners.yml"] ?? "" });
    await until(() => !read("program/site/index.html").includes("Globecs"));
    folder.write({ "program/.github/partnerbot/not-found.liquid": "<p>Not here</p>\n" });
    await until(() => read("program/site/404.html").includes("Not here"));
    stop();
    expect(await ended).toBe(0);
    // What it wrote itself was no reason to make it again.
    expect(said.filter((text) => /: 0 files written, 0 removed/.test(text))).toEqual([]);
  });
});
