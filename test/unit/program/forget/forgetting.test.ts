import { describe, expect, it } from "vitest";
import { accountDigest, loginDigest } from "../../../../src/program/activity/left-out.ts";
import { parseArchive } from "../../../../src/program/archive.ts";
import { type Forgetting, forgetPerson } from "../../../../src/program/forget/forgetting.ts";
import { identifyPerson } from "../../../../src/program/forget/forgotten-person.ts";
import { readConfig } from "../../../../src/program/program-files.ts";
import { requireRegistry } from "../../../../src/program/registry.ts";
import { CONFIG_FILE, changed, DECISION_FILE, soundProgram } from "../../../support/checkout.ts";

type Files = Readonly<Record<string, string>>;

function forget(files: Files, login: string, records: Files = {}): Forgetting {
  const config = readConfig(files[CONFIG_FILE] ?? "");
  if (!config.ok) throw new Error("the config is broken");
  const registry = requireRegistry(files["partners.yml"] ?? "");
  return forgetPerson({
    person: identifyPerson(registry, login, null),
    config: config.config,
    registry,
    texts: new Map(Object.entries(files)),
    records: new Map(Object.entries(records)),
    credit: new Map(),
    host: "github.com",
    day: "2026-03-02",
  });
}

const fileOf = ({ files }: Forgetting, path: string) =>
  files.find((file) => file.path === path)?.content ?? "";

/** An archive whose first entry says something else, frozen anew. */
function described(files: Files, description: string): Files {
  const registry = changed(
    files,
    "partners.yml",
    "name: Globex\n",
    `name: Globex\n    description: ${description}\n`,
  );
  return soundProgram(registry["partners.yml"]);
}

describe("forgetting a person in the files of a program", () => {
  it("changes the registry and the config, and says what", () => {
    const files = soundProgram();
    const forgotten = forget(files, "ANNA-acme");
    expect(forgotten.files.map(({ path }) => path)).toEqual(["partners.yml", CONFIG_FILE]);
    expect(forgotten.partners).toEqual([{ id: "acme-labs", people: 1, contacts: 0, events: 0, weeks: 0 }]);
    expect(forgotten).toMatchObject({
      digests: 2,
      archives: { checked: [2025], redacted: [] },
      mentions: [],
    });
    expect(fileOf(forgotten, CONFIG_FILE)).toBe(
      `${files[CONFIG_FILE]}activity:\n  opted-out:\n    - ${loginDigest("anna-acme")}\n    - ${accountDigest(11)}\n`,
    );
    expect(fileOf(forgotten, "partners.yml")).toBe(
      (files["partners.yml"] ?? "").replace(/people:\n(?: {6}.*\n)+/, "people: []\n"),
    );
  });

  it("takes the login out of lists of the config that say the same, and keeps the other entries", () => {
    const lists =
      "activity:\n  people: [Anna-Acme, build-bot]\n  bots:\n    - '*-bot'\n    - anna-acme # why\n";
    const files = { ...soundProgram() };
    files[CONFIG_FILE] += lists;
    const text = fileOf(forget(files, "anna-acme"), CONFIG_FILE);
    expect(text).toContain("activity:\n  people: [build-bot]\n  bots:\n    - '*-bot'\n  opted-out:\n");
  });

  it("says which records and other places still have the login", () => {
    const files = soundProgram();
    files["PARTNERS.md"] = "# Partners\n\nThanks to anna-acme!\n";
    files[DECISION_FILE] += "# anna-acme\n";
    const forgotten = forget(files, "anna-acme", {
      "reports/7.yml": "reported-by: { login: anna-acme, id: 11 }\n",
    });
    expect(forgotten.records.map(({ path }) => path)).toEqual([DECISION_FILE, "reports/7.yml"]);
    expect(forgotten.mentions).toEqual([{ path: "PARTNERS.md", lines: [3] }]);
  });

  it("redacts what an archive says of the person, with a mark, and keeps the digest from before", () => {
    const files = described(soundProgram(), '"By @anna-acme and friends."');
    const before = parseArchive(files["partners/2025.yml"] ?? "");
    const forgotten = forget(files, "anna-acme");
    expect(forgotten.archives).toEqual({ checked: [2025], redacted: [{ year: 2025, id: "globex" }] });
    const after = parseArchive(fileOf(forgotten, "partners/2025.yml"));
    if (!before.ok || !after.ok) throw new Error("an archive is broken");
    expect(after.value.redactions).toMatchObject([
      { at: "2026-03-02", "digest-before": before.value.digest },
    ]);
    expect(after.value.partners.filter(({ redacted }) => redacted !== null)).toMatchObject([
      { name: "Redacted partner", description: "" },
    ]);
    expect(fileOf(forgotten, "partners/2025.yml") + fileOf(forgotten, "partners/2025.md")).not.toMatch(
      /anna|globex/i,
    );
    // The registry says it as well, which is for people to put right.
    expect(forgotten.mentions.map(({ path }) => path)).toEqual(["PARTNERS.md", "partners.yml"]);
  });

  it("leaves an archive alone where the login is a word like any other, and says where", () => {
    const forgotten = forget(described(soundProgram(), "We anna-acme all day."), "anna-acme");
    expect(forgotten.archives.redacted).toEqual([]);
    expect(forgotten.mentions.map(({ path }) => path)).toEqual([
      "PARTNERS.md",
      "partners.yml",
      "partners/2025.md",
      "partners/2025.yml",
    ]);
  });

  it("changes nothing of somebody of whom nothing is there but the digests", () => {
    const files = soundProgram();
    const once = forget(files, "nobody");
    expect(once.files.map(({ path }) => path)).toEqual([CONFIG_FILE]);
    const again = forget({ ...files, [CONFIG_FILE]: fileOf(once, CONFIG_FILE) }, "Nobody");
    expect(again).toMatchObject({ files: [], partners: [], digests: 0 });
  });
});
