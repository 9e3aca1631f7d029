import { describe, expect, it } from "vitest";
import type { ChangedFile } from "../../../../src/program/check/check-files.ts";
import { type CheckAction, checkReading, checkVerdict } from "../../../../src/program/check/check-verdict.ts";
import type { PullRequestLook } from "../../../../src/program/check/pull-request-look.ts";
import { instantOf } from "../../../../src/program/instant.ts";
import {
  CONFIG_FILE,
  changed,
  DECISION_FILE,
  FORM_FILE,
  soundProgram,
  withLists,
} from "../../../support/checkout.ts";
import { render } from "../../../support/vote-situations.ts";

const SOUND = soundProgram();
const CONFIG = SOUND[CONFIG_FILE] ?? "";
const ARCHIVED = ["partners/2025.yml", "partners/2025.md"];

function look(more: Partial<PullRequestLook> = {}): PullRequestLook {
  return {
    at: instantOf(Date.UTC(2026, 10, 24)),
    app: "partnerbot",
    repository: {
      nodeId: "repository",
      owner: "stackwright",
      name: "community",
      url: "https://github.com/stackwright/community",
      base: { branch: "main", oid: "1".repeat(40), tree: "2".repeat(40) },
      labels: [],
      allLabels: false,
      onGitHubCom: true,
    },
    number: 7,
    open: true,
    into: "main",
    head: "3".repeat(40),
    parents: ["1".repeat(40)],
    changed: [{ path: "partners.yml", change: "changed" }],
    allChanged: true,
    config: { head: CONFIG, base: CONFIG },
    check: null,
    ...more,
  };
}

const touching = (path: string, change: ChangedFile["change"] = "changed") =>
  checkReading(look({ changed: [{ path, change }] })) !== null;

describe("what is read of a pull request", () => {
  it.each([
    CONFIG_FILE,
    FORM_FILE,
    ".github/ISSUE_TEMPLATE/partner-update.yml",
    "partners.yml",
    "PARTNERS.md",
    "README.md",
    "decisions/README.md",
    DECISION_FILE,
    "decisions/2026/anything.yml",
    "partners/2025.yml",
    "partners/2025.md",
    "logos/acme-labs.svg",
    ".github/partnerbot/index.liquid",
  ])("is something where it touches %s", (path) => {
    expect(touching(path)).toBe(true);
    expect(touching(path, "deleted")).toBe(true);
  });

  it.each([
    "src/index.js",
    "docs/README.md",
    "partners/notes.yml",
    "partners/2025.txt",
    "decisions/2026.yml",
    ".github/partnerbot/old/index.liquid",
    ".github/ISSUE_TEMPLATE/bug.yml",
  ])("is nothing where it touches only %s", (path) => {
    expect(touching(path)).toBe(false);
  });

  it("is something where a file got another name, since GitHub does not say which one it had", () => {
    expect(touching("docs/list.yml", "renamed")).toBe(true);
  });

  it("is something where there are more files than GitHub lists", () => {
    const changedFiles: ChangedFile[] = [{ path: "docs/0001.md", change: "added" }];
    expect(checkReading(look({ changed: changedFiles }))).toBeNull();
    expect(checkReading(look({ changed: changedFiles, allChanged: false }))).not.toBeNull();
  });

  it("follows the config of the pull request and that of the base", () => {
    const moved = changed(SOUND, CONFIG_FILE, "files:", "files:\n  registry: data/friends.yml")[CONFIG_FILE];
    const config = { head: moved, base: CONFIG };
    for (const path of ["data/friends.yml", "partners.yml"]) {
      expect(checkReading(look({ config, changed: [{ path, change: "changed" }] }))).not.toBeNull();
    }
    const reading = checkReading(look({ config }));
    expect(reading?.head).toContain("data/friends.yml");
    expect(reading?.base).toEqual([CONFIG_FILE, "partners.yml", "data/friends.yml"]);
  });

  it("is only the config where that cannot be read", () => {
    const reading = checkReading(look({ config: { head: "roll: [", base: CONFIG } }));
    expect(reading).toEqual({
      head: [CONFIG_FILE],
      base: [CONFIG_FILE, "partners.yml"],
      decisions: null,
      logos: null,
      archives: { head: "partners", base: "partners" },
    });
    expect(checkReading(look({ config: { head: null, base: undefined } }))).toBeNull();
    const first = look({
      config: { head: null, base: undefined },
      changed: [{ path: CONFIG_FILE, change: "added" }],
    });
    expect(checkReading(first)?.head).toEqual([CONFIG_FILE]);
  });

  it("is nothing in a repository without a program, on another branch, or when it is closed", () => {
    expect(checkReading(look({ config: { head: undefined, base: undefined } }))).toBeNull();
    expect(checkReading(look({ into: "next" }))).toBeNull();
    expect(checkReading(look({ open: false }))).toBeNull();
  });
});

function verdict(head: Record<string, string>, more: Partial<PullRequestLook> = {}): CheckAction | null {
  const texts = {
    head: new Map(Object.entries(head)),
    base: new Map(Object.entries(SOUND)),
    present: (path: string) => Object.hasOwn(head, path),
    archived: ARCHIVED,
  };
  const found = checkVerdict(look(more), texts, new Set(), render);
  if ("needs" in found) throw new Error("everything is known");
  return found.action;
}

describe("the verdict", () => {
  it("asks for what it has to know before it says anything", () => {
    const texts = {
      head: new Map(Object.entries(SOUND)),
      base: new Map(Object.entries(SOUND)),
      present: (path: string) => (path === DECISION_FILE || ARCHIVED.includes(path) ? true : null),
      archived: ARCHIVED,
    };
    expect(checkVerdict(look(), texts, new Set(), render)).toEqual({ needs: ["logos/acme-labs.svg"] });
  });

  it("is written once, gone on with where it was cut off, and written anew when it is another", () => {
    const first = verdict(SOUND);
    if (first === null) throw new Error("there is no result");
    expect(first).toMatchObject({ conclusion: "success", started: null });
    const { externalId } = first;
    const check = { id: 5, externalId, completed: true, annotations: 0 };
    expect(verdict(SOUND, { check })).toBeNull();
    expect(verdict(SOUND, { check: { ...check, completed: false, annotations: 50 } })).toEqual({
      ...first,
      started: { id: 5, annotations: 50 },
    });
    const other = withLists(changed(SOUND, "partners.yml", "name: Globex\n", "name: Globecs\n"));
    expect(verdict(other, { check })).toMatchObject({ conclusion: "neutral", started: null });
    expect(verdict(SOUND, { check, head: "4".repeat(40) })).toMatchObject({ started: null });
  });

  it("keeps within what GitHub takes, however much changes", () => {
    const emoji = "🦄".repeat(80);
    const entries = Array.from(
      { length: 1200 },
      (_, index) => `  - { id: new-${index}, name: "${emoji} ${index}", since: "2031-01-01" }\n`,
    );
    const files = { ...SOUND, "partners.yml": `${SOUND["partners.yml"]}${entries.join("")}` };
    const action = verdict(withLists(files));
    expect(action?.annotations).toHaveLength(500);
    expect(Buffer.byteLength(action?.summary ?? "")).toBeLessThanOrEqual(65_535);
    expect(action?.summary).toContain("1200 problems have to be mended");
    // Each entry also lacks its agreement.
    expect(action?.summary).toContain("1900 more are shown when those are mended");
    expect(action?.summary).toMatch(/… and 1\d{3} more\./);
  });
});
