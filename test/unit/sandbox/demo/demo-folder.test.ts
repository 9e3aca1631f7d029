import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkDemoFolder, demoFolder, writeDemoFolder } from "../../../../src/sandbox/demo/demo-folder.ts";
import { buildSmallWorld } from "../small-world.ts";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "partnerbot-test-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const world = buildSmallWorld();
world.as("ann").commit({
  repository: "octo/program",
  branch: "partnerbot-data",
  message: "record",
  files: {
    "ballots/1-admit.yml": "version: 1\n",
    "partners.yml": null,
    "README.md": null,
    "docs/a.md": null,
  },
});
const repository = world.repository("octo/program");
const read = (path: string) => readFileSync(join(demoFolder(parent), path), "utf8");

describe("the demo's folder", () => {
  it("holds the default branch, the data branch in a folder of its own, and the story", () => {
    writeDemoFolder(parent, repository, "gh-pages", "# Story\n");
    expect(readdirSync(parent)).toEqual(["partnerbot-demo"]);
    expect(readdirSync(demoFolder(parent)).sort()).toEqual([
      ".made-by-partnerbot-demo",
      "README.md",
      "docs",
      "partnerbot-data",
      "partners.yml",
      "story.md",
    ]);
    expect(read("partnerbot-data/ballots/1-admit.yml")).toBe("version: 1\n");
    expect(read("docs/a.md")).toBe("one\ntwo\nthree\n");
  });

  it("is replaced whole when it is the demo's own", () => {
    writeDemoFolder(parent, repository, "gh-pages", "one");
    writeFileSync(join(demoFolder(parent), "old.txt"), "old");
    writeDemoFolder(parent, repository, "gh-pages", "two");
    expect(read("story.md")).toBe("two");
    expect(existsSync(join(demoFolder(parent), "old.txt"))).toBe(false);
  });

  it.each(["a folder with something in it", "a file"])("leaves alone: %s", (kind) => {
    if (kind === "a file") writeFileSync(demoFolder(parent), "mine");
    else {
      mkdirSync(demoFolder(parent));
      writeFileSync(join(demoFolder(parent), "mine.txt"), "mine");
    }
    expect(() => checkDemoFolder(parent)).toThrow("the demo has not made it");
    expect(() => writeDemoFolder(parent, repository, "gh-pages", "x")).toThrow("the demo has not made it");
    expect(readdirSync(parent)).toEqual(["partnerbot-demo"]);
  });

  it("takes an empty folder", () => {
    mkdirSync(demoFolder(parent));
    checkDemoFolder(parent);
  });
});
