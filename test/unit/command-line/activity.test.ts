import { createHash } from "node:crypto";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createActivity } from "../../../src/command-line/activity.ts";
import { ItemPrinter } from "../../../src/command-line/activity-items.ts";
import { parseArguments } from "../../../src/command-line/arguments.ts";
import { printCoverage } from "../../../src/program/activity/coverage.ts";
import { printLedger } from "../../../src/program/activity/ledger.ts";
import { contribution, placed, repositoryCoverage } from "../../support/activities.ts";
import { TemporaryFolder } from "../../support/checkout.ts";
import { runPartnerbot } from "../../support/command-line.ts";
import { expectGolden } from "../../support/golden.ts";

const CONFIG = `roll: [{ users: [ada] }]
activity:
  repositories: [example/engine, "example/st2*"]
`;

const REGISTRY = `version: 1
partners:
  - id: acme
    name: Acme Labs
    since: "2025-01-01"
    people:
      - { login: ada, id: 1, from: "2025-01-01", consent: { state: confirmed } }
      - { login: bo, id: 2, from: "2025-01-01", to: "2026-03-31", consent: { state: suggested } }
      - { login: cy, from: "2025-01-01", consent: { state: confirmed } }
  - id: globex
    name: '=HYPERLINK("https://evil.example", "Globex")'
    since: "2025-01-01"
    people:
      - { login: ada, id: 1, from: "2026-03-01", consent: { state: confirmed } }
      - { login: dee, id: 4, from: "2026-03-01", to: "2026-02-01", consent: { state: confirmed } }
  - id: initech
    name: Initech
    since: "2025-01-01"
`;

const MARCH = printLedger([
  contribution("2026-03-02", { path: "commit/aaaa" }),
  contribution("2026-03-03", { kind: "review", path: "pull/7#pullrequestreview-70" }),
  contribution("2026-03-04", { kind: "pull-request-merged", by: 2, path: "pull/8" }),
  contribution("2026-03-05", {
    kind: "comment",
    by: 99,
    path: "issues/9#issuecomment-90",
    partner: "initech",
  }),
  contribution("2026-03-06", { kind: "issue", path: "issues/10", partner: "hooli" }),
  contribution("2026-03-07", { by: 99, path: "commit/bbbb" }),
]);
const FEBRUARY = printLedger([
  contribution("2026-02-28T23:59:59Z", { id: "R_1", kind: "release", path: "releases/tag/v1" }),
]);

const blobId = (text: string) => createHash("sha1").update(`blob ${text.length}\0${text}`).digest("hex");

const COVERAGE = printCoverage({
  repositories: {
    "example/engine": repositoryCoverage("2025-01-01T00:00:00Z", "2026-04-01T00:00:00Z", {
      files: { "2026-03": blobId(MARCH) },
    }),
    "example/st2": repositoryCoverage("2025-02-01T00:00:00Z", "2026-04-02T08:00:00Z", {
      files: { "2026-02": blobId(FEBRUARY) },
    }),
  },
});

const PROGRAM = { ".github/partnerbot.yml": CONFIG, "partners.yml": REGISTRY };
const LEDGER = {
  "data/activity/coverage.json": COVERAGE,
  "data/activity/example/engine/2026-03.ndjson": MARCH,
  "data/activity/example/st2/2026-02.ndjson": FEBRUARY,
};

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
});

afterEach(() => folder.remove());

const activity = (...words: string[]) => runPartnerbot(["activity", "--from", "data", ...words], folder.path);
const MARCH_ONLY = ["--since", "2026-03-01", "--until", "2026-03-31"];

describe("activity", () => {
  it("prints what was counted, the sums, and what the ledger is complete for", async () => {
    folder.write({ ...PROGRAM, ...LEDGER });
    const { status, out, error } = await activity("--since", "2026-02-01", "--until", "2026-03-31");
    expect({ status, error }).toEqual({ status: 0, error: "" });
    expectGolden("activity/report.txt", out);
  });

  it("prints the sums alone, or one partner alone", async () => {
    folder.write({ ...PROGRAM, ...LEDGER });
    const sums = await activity(...MARCH_ONLY, "--sums");
    expectGolden("activity/sums.txt", sums.out);
    const one = await activity(...MARCH_ONLY, "--partner", "globex");
    expectGolden("activity/partner.txt", one.out);
  });

  it("does not name people for a partner that they have not confirmed, though they have for another", () => {
    const printer = new ItemPrinter("text", {
      logins: new Map([[1, "ada"]]),
      home: "https://g.example",
      partner: null,
    });
    const shares = [
      { partner: "acme", state: "confirmed" as const },
      { partner: "globex", state: "suggested" as const },
    ];
    const lines = printer.print(placed("2026-03-02"), { shares, refused: null }).split("\n");
    expect(lines[0]).toMatch(/ acme {2}ada /);
    expect(lines[1]).toMatch(/ globex {2}account 1 /);
  });

  it("prints one JSON object", async () => {
    folder.write({ ...PROGRAM, ...LEDGER });
    const { status, out } = await activity(...MARCH_ONLY, "--json");
    expect(status).toBe(0);
    expect(out.trimEnd()).not.toContain("\n");
    expectGolden("activity/report.json", `${JSON.stringify(JSON.parse(out), null, 2)}\n`);
    const { items, ...rest } = JSON.parse(out);
    expect(items).toHaveLength(8);
    expect(JSON.parse((await activity(...MARCH_ONLY, "--json", "--sums")).out)).toEqual(rest);
  });

  it("prints CSV that holds no formula", async () => {
    folder.write({ ...PROGRAM, ...LEDGER });
    const items = await activity(...MARCH_ONLY, "--csv");
    expect(items.error).toBe("");
    expectGolden("activity/items.csv", items.out);
    const sums = await activity(...MARCH_ONLY, "--csv", "--sums");
    expectGolden("activity/sums.csv", sums.out);
    expect(sums.out).toContain(`"'=HYPERLINK(""https://evil.example"", ""Globex"")"`);
  });

  it("says beside CSV that something may be missing", async () => {
    folder.write({ ...PROGRAM, ...LEDGER, "data/activity/example/st2/2026-02.ndjson": "" });
    const { status, error } = await activity("--since", "2024-01-01", "--until", "2026-03-31", "--csv");
    expect(status).toBe(0);
    expect(error).toBe(
      "Complete from 2025-02-01 00:00 UTC to 2026-04-01 00:00 UTC, 2 of 2 repositories. The time asked for begins earlier: what is older may be missing.\nThese files are not as the bot wrote them, so what is in them may be wrong:\n  activity/example/st2/2026-02.ndjson\n",
    );
  });

  it("says who would be quiet under another config, side by side", async () => {
    const other = `${CONFIG}  standing: { quiet-after: 20d, reminders: [], minimum: { people: 1, weeks: 1 } }\n  kinds: { reviews: false, issues: false }\n`;
    folder.write({ ...PROGRAM, ...LEDGER, "other.yml": other });
    const { status, out } = await activity("--what-if", "other.yml");
    expect(status).toBe(0);
    expectGolden("activity/what-if.txt", out);
    expectGolden("activity/what-if.csv", (await activity("--what-if", "other.yml", "--csv")).out);
    const json = JSON.parse((await activity("--what-if", "other.yml", "--json", "--partner", "acme")).out);
    expect(json["what-if"].partners).toEqual([
      {
        id: "acme",
        name: "Acme Labs",
        current: { standing: "active", people: 1, weeks: 2 },
        other: { standing: "quiet", people: 0, weeks: 0 },
      },
    ]);
    const both = await activity(...MARCH_ONLY, "--sums", "--what-if", "other.yml");
    expect(both.out).toContain("Activity from 2026-03-01 to 2026-03-31");
    expect(both.out).toContain("How partners stand under this config");
    const older = await activity("--until", "2026-03-01", "--what-if", "other.yml");
    expect(older.out).toContain("to 2026-03-01 23:59:59 UTC counts");
  });

  it("counts until today where nothing else is said", async () => {
    folder.write({ ...PROGRAM, ...LEDGER });
    const command = createActivity(() => Date.UTC(2026, 2, 3));
    let out = "";
    const words = ["--from", "data", "--since", "2026-03-01", "--sums"];
    const terminal = {
      out: (text: string) => (out += text),
      error: () => {},
      colour: false,
      folder: folder.path,
    };
    await command.run(parseArguments("activity", command, words), terminal);
    expect(out).toContain("Activity from 2026-03-01 to 2026-03-03");
    expect(out).toContain("2 contributions");
  });

  it("reads another checkout, with the ledger in it, and links to its GitHub", async () => {
    const moved = (files: object, to: string) =>
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [`${to}/${path.replace(/^data\//, "")}`, text]),
      );
    folder.write({
      ...moved(PROGRAM, "community"),
      ...moved(LEDGER, "community"),
      "community/.git/config": '[remote "origin"]\n\turl = git@github.acme.example:example/community.git\n',
    });
    const { out } = await runPartnerbot(["activity", "community", ...MARCH_ONLY], folder.path);
    expect(out).toContain("https://github.acme.example/example/engine/commit/aaaa");
  });

  it("finds files that are not as the bot wrote them, and those that are not there", async () => {
    const tampered = MARCH.replace(/^.*\n/, "");
    const { "data/activity/example/st2/2026-02.ndjson": _, ...rest } = LEDGER;
    folder.write({ ...PROGRAM, ...rest, "data/activity/example/engine/2026-03.ndjson": tampered });
    const { status, out } = await activity("--since", "2026-02-01", "--until", "2026-03-31", "--sums");
    expect(status).toBe(0);
    expect(out).toContain(
      "These files are not as the bot wrote them, so what is in them may be wrong:\n  activity/example/st2/2026-02.ndjson\n  activity/example/engine/2026-03.ndjson\n",
    );
    expect((await activity(...MARCH_ONLY, "--sums")).out).not.toContain("2026-02.ndjson");
  });

  it("counts nothing where nothing was collected, and says so", async () => {
    folder.write({ ...PROGRAM, "data/activity/.keep": "" });
    const { status, out } = await activity(...MARCH_ONLY);
    expect(status).toBe(0);
    expect(out).toContain(
      "0 contributions, 0 of them for no partner.\nNot known to be complete for any time, 0 of 2 repositories",
    );
  });

  it("reads a last line without an end, and lines across the pieces in which a file is read", async () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      contribution("2026-03-02", { id: `C_${index}`, path: `commit/${"0".repeat(30)}${index}` }),
    );
    const text = printLedger(many);
    expect(text.length).toBeGreaterThan(200_000);
    folder.write({ ...PROGRAM, ...LEDGER, "data/activity/example/engine/2026-03.ndjson": text.trimEnd() });
    expect((await activity(...MARCH_ONLY, "--sums")).out).toContain("2000 contributions, 0 of them");
  });

  it("follows no links", async () => {
    folder.write({ ...PROGRAM, ...LEDGER, "secret/2026-03.ndjson": "secret\n" });
    symlinkSync(join(folder.path, "secret"), join(folder.path, "data/activity/example/st2x"));
    symlinkSync(
      join(folder.path, "secret/2026-03.ndjson"),
      join(folder.path, "data/activity/example/engine/2026-02.ndjson"),
    );
    const { status } = await activity("--since", "2026-02-01", "--until", "2026-03-31");
    expect(status).toBe(0);
  });

  it.each([
    ["no first day", [], "activity needs the first day."],
    ["a day that is not", ["--since", "2026-02-30"], "2026-02-30 is not a day."],
    ["a last day that is not", ["--since", "2026-02-01", "--until", "now"], "now is not a day."],
    [
      "the days the wrong way round",
      ["--since", "2026-03-02", "--until", "2026-03-01"],
      "The last day, 2026-03-01, is before the first, 2026-03-02.",
    ],
    ["two forms", [...MARCH_ONLY, "--json", "--csv"], "--json and --csv are two forms of one thing."],
    ["two checkouts", ["a", "b", ...MARCH_ONLY], "activity reads one checkout at a time."],
  ])("is used wrongly with %s", async (_, words, message) => {
    folder.write({ ...PROGRAM, ...LEDGER });
    const { status, out, error } = await activity(...words);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).toContain(message);
  });

  it.each([
    ["no config", { ".github/partnerbot.yml": undefined }, "There is no .github/partnerbot.yml in ."],
    ["no registry", { "partners.yml": undefined }, "There is no partners.yml in ."],
    [
      "a config that is not valid",
      { ".github/partnerbot.yml": `${CONFIG}  repositorys: []\n` },
      '.github/partnerbot.yml:4:3: unknown key "repositorys": did you mean "repositories"?',
    ],
    [
      "a registry that is not valid",
      { "partners.yml": REGISTRY.replace("id: 2,", "id: two,") },
      'partners.yml:8:26: found the text "two"',
    ],
    [
      "a ledger that is not valid",
      { "data/activity/example/engine/2026-03.ndjson": `${MARCH}${MARCH}` },
      "activity/example/engine/2026-03.ndjson:7:1: this contribution is there twice",
    ],
    [
      "a ledger with a line without end",
      { "data/activity/example/engine/2026-03.ndjson": "x".repeat(200_000) },
      "activity/example/engine/2026-03.ndjson: has a line that is too long",
    ],
    [
      "a coverage that is not valid",
      { "data/activity/coverage.json": "{}" },
      "activity/coverage.json: version: ",
    ],
  ])("says no to %s", async (_, files, message) => {
    const all: Record<string, string | undefined> = { ...PROGRAM, ...LEDGER, ...files };
    folder.write(
      Object.fromEntries(
        Object.entries(all).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
      ),
    );
    const { status, error } = await activity(...MARCH_ONLY, "--sums");
    expect(status).toBe(1);
    expect(error).toContain(message);
  });

  it("says no to a folder without a ledger, a partner that is not, and another config that is broken", async () => {
    folder.write({ ...PROGRAM, ...LEDGER, "other.yml": "roll: []\n" });
    const elsewhere = await runPartnerbot(["activity", ...MARCH_ONLY], folder.path);
    expect(elsewhere).toMatchObject({
      status: 1,
      out: "",
      error: expect.stringContaining("There is no folder activity in ."),
    });
    expect(await activity(...MARCH_ONLY, "--partner", "acne")).toEqual({
      status: 1,
      out: "",
      error: "There is no partner acne in the registry.\nDid you mean acme?\n",
    });
    expect(await activity("--what-if", "other.yml")).toMatchObject({
      status: 1,
      error: expect.stringMatching(/^other\.yml:1:7: /),
    });
    expect(await activity("--what-if", "none.yml")).toMatchObject({
      status: 1,
      error: expect.stringContaining("none.yml cannot be read."),
    });
  });
});
