import { describe, expect, it } from "vitest";
import { renderArchivePage } from "../../../../src/pages/archive-page.ts";
import {
  archiveDigest,
  parseArchive,
  printArchive,
  type YearArchive,
} from "../../../../src/program/archive.ts";
import { redactArchive } from "../../../../src/program/archive-redaction.ts";
import type { ProgramCheckFiles } from "../../../../src/program/check/check-files.ts";
import { checkProgram, programState } from "../../../../src/program/check/check-program.ts";
import type { CheckFinding } from "../../../../src/program/check/finding.ts";
import {
  CONFIG_FILE,
  changed,
  DECISION_FILE,
  FORM_FILE,
  HOME,
  REPORT_FORM_FILE,
  soundProgram,
  UPDATE_FORM_FILE,
  withLists,
} from "../../../support/checkout.ts";
import { expectGolden } from "../../../support/golden.ts";

type Files = Readonly<Record<string, string | null>>;

const SOUND = soundProgram();
const textOf = (path: string): string => SOUND[path] ?? "";

function check(files: Files, more: Partial<ProgramCheckFiles> = {}): CheckFinding[] {
  return checkProgram({
    repository: HOME,
    today: "2026-11-24",
    texts: new Map(Object.entries(files).filter(([path]) => !path.startsWith("logos/"))),
    exists: (path) => Object.hasOwn(files, path),
    isPicture: (path) => !(files[path] ?? "").includes("<script"),
    pageTemplates: new Set(["index", "partner"]),
    base: null,
    ...more,
  });
}

function print({ path, line, column, level, message, mend }: CheckFinding): string {
  const said = `${path}:${line}:${column} ${level}: ${message}`;
  return mend === "" ? said : `${said}\n    ${mend}`;
}

const without = (path: string): Record<string, string> => {
  const { [path]: _, ...rest } = SOUND;
  return rest;
};
const registry = (from: string, to: string) => withLists(changed(SOUND, "partners.yml", from, to));
/** The lists stay as they were. */
const outdated = (from: string, to: string) => changed(SOUND, "partners.yml", from, to);
const config = (from: string, to: string) => changed(SOUND, CONFIG_FILE, from, to);
const archive = (from: string, to: string) => changed(SOUND, "partners/2025.yml", from, to);
const template = (name: string, text: string) => ({ ...SOUND, [`.github/partnerbot/${name}`]: text });
const personAtGlobex = (person: string) =>
  registry("    name: Globex\n", `    name: Globex\n    people: [{ ${person} }]\n`);

/** What is changed in a sound program. */
const TABLE: readonly [what: string, files: Files][] = [
  ["no config", without(CONFIG_FILE)],
  ["a config that is no YAML", config("roll: [{", "roll: [{{")],
  ["a mistyped key of the config", config("tiers:", "teirs:")],
  ["a config that cannot be read", { ...SOUND, [CONFIG_FILE]: null }],
  ["a tier that nobody reaches", config("badges: 2", "badges: 9")],
  ["the same file twice under supported-by", config("[README.md]", "[README.md, README.md]")],
  ["the registry under supported-by", config("[README.md]", "[partners.yml]")],
  ["a file under supported-by that is not there", config("[README.md]", "[docs/README.md]")],
  ["no issue form", without(FORM_FILE)],
  [
    "an issue form that is no YAML",
    changed(SOUND, FORM_FILE, "type: input\n    id: company", "type: input\n    idd: [company"),
  ],
  ["a field that the form does not have", config("roll:", "intake: { fields: { company: Firma } }\nroll:")],
  ["a broken form of updates", { ...SOUND, [UPDATE_FORM_FILE]: "name: [\n" }],
  ["a broken form of reports", { ...SOUND, [REPORT_FORM_FILE]: "name: [\n" }],
  ["a form that cannot be read", { ...SOUND, [FORM_FILE]: null }],
  ["a hand edit that breaks YAML", registry("    name: Globex\n", "   name: Globex\n")],
  ["a day that is none", registry('since: "2025-03-01"', "since: soon")],
  ["a javascript: link", registry("url: https://globex.example.com/", 'url: "javascript:alert(1)"')],
  ["two entries with one id", registry("id: globex", "id: acme-labs")],
  ["a registry that cannot be read", { ...SOUND, "partners.yml": null }],
  ["no registry yet", without("partners.yml")],
  ["a badge of an unknown category", registry("category: engineering", "category: enginering")],
  [
    "an expired badge of an unknown category",
    registry(
      'category: engineering\n        awarded: "2026-01-09"\n        expires: "2028-01-09"',
      'category: plumbing\n        awarded: "2026-01-09"\n        expires: "2026-03-09"',
    ),
  ],
  ["a partner from the future", registry('since: "2025-03-01"', 'since: "2027-03-01"')],
  [
    "an award in the future",
    registry(
      '        awarded: "2026-01-09"\n        expires: "2028-01-09"',
      '        awarded: "2026-11-25"\n        expires: "2028-01-09"',
    ),
  ],
  [
    "an agreement in the future",
    registry('agreement: { date: "2025-02-01" }', 'agreement: { date: "2027-02-01" }'),
  ],
  ["an event in the future", registry('{ at: "2025-06-01"', '{ at: "2027-06-01"')],
  ["a consent in the future", registry('at: "2026-01-10", ref', 'at: "2027-01-10", ref')],
  ["a day that is in no calendar", registry('since: "2025-03-01"', 'since: "2025-02-30"')],
  [
    "a badge from before the partnership",
    registry(
      '        awarded: "2026-01-09"\n        expires: "2028-01-09"',
      '        awarded: "2026-01-08"\n        expires: "2028-01-09"',
    ),
  ],
  ["a badge that expires before its award", registry('expires: "2028-01-09"', 'expires: "2026-01-08"')],
  [
    "a status from before the partnership",
    registry('status-since: "2025-10-01"', 'status-since: "2024-10-01"'),
  ],
  [
    "a person who leaves before coming",
    registry('from: "2026-01-09"\n', 'from: "2026-01-09"\n        to: "2026-01-01"\n'),
  ],
  ["a history out of order", registry('{ at: "2025-06-01"', '{ at: "2025-01-01"')],
  ["two entries of the same name", registry("name: Globex\n", 'name: "Acme  Labs."\n')],
  [
    "two entries with the same website",
    registry("url: https://globex.example.com/", "url: https://acme.example.com/en"),
  ],
  ["two entries with the same domain", registry("globex.example.net", "www.acme.example.com")],
  [
    "a former name that is another's name",
    registry("former-names: [Globex Industries]", "former-names: [ACME Labs]"),
  ],
  [
    "an account confirmed at two partners, by id",
    personAtGlobex('login: anna-new-name, id: 11, from: "2026-02-01", consent: { state: confirmed, ref: x }'),
  ],
  [
    "an account confirmed at two partners, by login",
    personAtGlobex('login: Anna-Acme, from: "2025-03-01", consent: { state: confirmed, ref: x }'),
  ],
  [
    "an account that changed from one partner to another",
    personAtGlobex(
      'login: anna-acme, id: 11, from: "2025-03-01", to: "2026-01-09", consent: { state: confirmed, ref: x }',
    ),
  ],
  [
    "a login that another account has now",
    personAtGlobex('login: anna-acme, id: 12, from: "2025-03-01", consent: { state: confirmed, ref: x }'),
  ],
  [
    "an account that has not confirmed",
    personAtGlobex('login: anna-acme, id: 11, from: "2025-03-01", consent: { state: suggested }'),
  ],
  [
    "a confirmation without a trace",
    registry(
      'consent: { state: confirmed, at: "2026-01-10", ref: issue 12 }',
      "consent: { state: confirmed }",
    ),
  ],
  ["a decision that is not there", without(DECISION_FILE)],
  ["a logo that is not there", without("logos/acme-labs.svg")],
  [
    "a logo that could do something",
    { ...SOUND, "logos/acme-labs.svg": "<svg><script>alert(1)</script></svg>" },
  ],
  ["a logo on another host", registry("logos/acme-labs.svg", "https://cdn.example.com/a.png")],
  [
    "a website that is not public",
    registry("url: https://globex.example.com/", "url: http://localhost:8080/"),
  ],
  ["a status without its day", registry('    status-since: "2025-10-01"\n', "")],
  ["no agreement", registry('    agreement: { date: "2025-02-01" }\n', "")],
  ["a decision of another shape", changed(SOUND, DECISION_FILE, "kind: admit", "kind: 7")],
  ["a decision about something unknown", changed(SOUND, DECISION_FILE, "kind: admit", "kind: coronation")],
  [
    "a decision under another path",
    { ...without(DECISION_FILE), "decisions/2026/13-acme-labs-admit.yml": textOf(DECISION_FILE) },
  ],
  ["a decision that counts to something else", changed(SOUND, DECISION_FILE, 'needed: "4"', 'needed: "3"')],
  ["a decision that cannot be read", { ...SOUND, [DECISION_FILE]: null }],
  ["an archive that was edited", archive('"name":"Globex"', '"name":"Globex AG"')],
  [
    "an archive under another year",
    { ...without("partners/2025.yml"), "partners/2024.yml": textOf("partners/2025.yml") },
  ],
  [
    "the page of an archive that was edited",
    changed(SOUND, "partners/2025.md", "## [Globex]", "## [Globex AG]"),
  ],
  ["an archive without its page", without("partners/2025.md")],
  ["a page without its archive", without("partners/2025.yml")],
  ["an archive that cannot be read", { ...SOUND, "partners/2025.yml": null }],
  ["a partners list without markers", { ...SOUND, "PARTNERS.md": "# Partners\n" }],
  ["an empty partners list", { ...SOUND, "PARTNERS.md": "\n" }],
  ["doubled markers", { ...SOUND, "PARTNERS.md": textOf("PARTNERS.md").repeat(2) }],
  ["a marker without its partner", changed(SOUND, "PARTNERS.md", "<!-- partnerbot:partners:end -->\n", "")],
  [
    "markers the wrong way round",
    {
      ...SOUND,
      "PARTNERS.md": "# P\n<!-- partnerbot:partners:end -->\n\n<!-- partnerbot:partners:start -->\n",
    },
  ],
  ["an empty file under supported-by", { ...SOUND, "README.md": "" }],
  ["a list of decisions without markers", { ...SOUND, "decisions/README.md": "# D\n" }],
  ["no partners list yet", without("PARTNERS.md")],
  ["a partners list that was written by hand", changed(SOUND, "PARTNERS.md", "## [Globex]", "## [Globexx]")],
  ["a partners list that lacks what the registry has", outdated("    name: Globex\n", "    name: Globecs\n")],
  ["a block of names that was written by hand", changed(SOUND, "README.md", "[Globex]", "[Globexx]")],
  ["a page template of the program's own", template("index.liquid", "<h1>{{ site.project }}</h1>\n")],
  ["a template that no page has", template("indx.html", "<h1>Hi</h1>\n")],
  ["a template that is not closed", template("partner.liquid", "<h1>\n{% if x %}\n</h1>\n")],
  ["a filter that there is not", template("partner.liquid", "<h1>\n\n{{ x | shout }}\n</h1>\n")],
  ["a template that cannot be read", { ...SOUND, ".github/partnerbot/index.liquid": null }],
];

describe("the check of a program", () => {
  it("finds nothing where nothing is wrong", () => {
    expect(check(SOUND)).toEqual([]);
  });

  it("says of each thing where it is, and what to do", () => {
    // Nothing may be found twice, or be without a place.
    for (const [what, files] of TABLE) {
      const findings = check(files);
      expect(new Set(findings.map(print)).size, what).toBe(findings.length);
      expect(
        findings.every(({ line, column }) => line > 0 && column > 0),
        what,
      ).toBe(true);
    }
    const found = TABLE.map(([what, files]) => {
      const findings = check(files).map(print);
      return `# ${what}\n${findings.length === 0 ? "nothing" : findings.join("\n")}\n`;
    });
    expectGolden("check/findings.txt", found.join("\n"));
  });

  it("knows nothing of teams where the owner is not known", () => {
    const files = config("roll: [{ users: [ada, bo] }]", "roll: [{ team: other/committee }]");
    expect(check(files).map(({ message }) => message)).toEqual([
      expect.stringContaining("belongs to another organization"),
    ]);
    expect(check(files, { repository: null })).toEqual([]);
  });

  it("says that a change takes the config away, and leaves that to its people", () => {
    const base = { config: null, registry: null, archives: new Map(), archived: [], changed: [] };
    expect(check(without(CONFIG_FILE), { base }).map(print)).toEqual([
      `${CONFIG_FILE}:1:1 warning: the config is taken away: Partnerbot does nothing in this repository from then on\n    Keep it if the program goes on.`,
    ]);
  });

  it("checks a registry of a thousand entries without comparing each with each", () => {
    const entries = Array.from(
      { length: 1000 },
      (_, index) =>
        `  - { id: partner-${index}, name: Partner ${index}, url: "https://p${index}.example.com/", since: "2026-01-01", agreement: { date: "2026-01-01" } }\n`,
    );
    const files = withLists({ ...SOUND, "partners.yml": textOf("partners.yml") + entries.join("") });
    expect(check(files)).toEqual([]);
  });
});

/** What is found against what was there before. */
function compare(
  files: Files,
  changes: Record<string, "added" | "changed" | "deleted" | "renamed">,
  from: Files = SOUND,
): string[] {
  const before = programState(new Map(Object.entries(from)));
  const base = {
    ...before,
    archives: new Map(Object.entries(SOUND)),
    archived: Object.keys(SOUND).filter((path) => path.startsWith("partners/")),
    changed: Object.entries(changes).map(([path, change]) => ({ path, change })),
  };
  return check(files, { base }).map(print);
}

describe("a change of a program", () => {
  it("may add entries, events and names", () => {
    const files = changed(
      registry(
        "name: Globex\n    former-names: [Globex Industries]",
        "name: Globecs\n    former-names: [Globex Industries, Globex]",
      ),
      "partners.yml",
      '      - { at: "2025-06-01", event: renamed }\n',
      '      - { at: "2025-06-01", event: renamed }\n      - { at: "2026-06-01", event: renamed }\n',
    );
    expect(compare(files, { "partners.yml": "changed" })).toEqual([]);
  });

  it.each([
    [
      "an entry that is gone",
      registry(textOf("partners.yml").slice(textOf("partners.yml").indexOf("  - id: initech")), ""),
      "partners.yml:3:1 failure: the entry of Initech (id initech) is gone, and with it that it was a partner\n    Put it back. A partner that left has the status `former`.",
    ],
    [
      "an id that changes",
      registry("id: globex", "id: globex-international"),
      "partners.yml:22:9 failure: the id of Globex was globex, and an id never changes: addresses and records hold it\n    Write globex again.",
    ],
    [
      "an id that goes to another company",
      registry(
        "name: Globex\n    former-names: [Globex Industries]\n    url: https://globex.example.com/\n    domains: [globex.example.net]",
        "name: Hooli\n    url: https://hooli.example.com/",
      ),
      "partners.yml:22:9 failure: the id globex belongs to Globex, and is given to Hooli here\n    Give the other company an id of its own. If it is a new name, add the old one under `former-names`.",
    ],
    [
      "an earlier name that is not kept",
      registry("name: Globex\n", "name: Globecs\n"),
      'partners.yml:23:11 warning: Globex is called Globecs here, and its earlier name is not kept\n    Add "Globex" under `former-names`, so that it is still found by it.',
    ],
    [
      "an event that is gone",
      registry('      - { at: "2025-06-01", event: renamed }\n', ""),
      "partners.yml:30:7 failure: the event renamed of 2025-06-01 is not at its place any more: the history is only added to\n    Put it back as it was, and add what is new at the end.",
    ],
    [
      "an event that is changed",
      registry(
        '{ at: "2025-03-01", event: admitted }',
        '{ at: "2025-03-01", event: admitted, actor: The CEO }',
      ),
      "partners.yml:30:9 failure: the event admitted of 2025-03-01 was changed: the history is only added to\n    Put it back as it was, and add what is new at the end.",
    ],
  ])("may not lose anything: %s", (_, files, finding) => {
    expect(compare(files, { "partners.yml": "changed" })).toEqual([finding]);
  });

  it("may take out who did something, for somebody who asked to be forgotten", () => {
    const event = "event: renamed, actor: gil-globex }";
    const before = registry("event: renamed }", event);
    const found = (now: string) =>
      compare(changed(before, "partners.yml", event, now), { "partners.yml": "changed" }, before);
    expect(found("event: renamed, actor: (forgotten) }")).toEqual([]);
    expect(found("event: renamed, actor: somebody }")).toHaveLength(1);
    expect(found("event: updated, actor: (forgotten) }")).toHaveLength(1);
    const added = registry("event: renamed }", "event: renamed, actor: (forgotten) }");
    expect(compare(added, { "partners.yml": "changed" })).toHaveLength(1);
  });

  it("may add decisions and archives, and neither edit nor remove them", () => {
    const said = (path: string, change: "added" | "changed" | "deleted", files: Files = SOUND) =>
      compare(files, { [path]: change }).map((line) => line.split("\n")[0]);
    expect(said(DECISION_FILE, "added")).toEqual([]);
    expect(said(DECISION_FILE, "changed")).toEqual([
      `${DECISION_FILE}:1:1 failure: the record of a decision is edited: it stays as it was when the vote closed`,
    ]);
    expect(said(DECISION_FILE, "deleted", without(DECISION_FILE))[0]).toBe(
      `${DECISION_FILE}:1:1 failure: the record of a decision is taken away`,
    );
    expect(said("partners/2025.yml", "changed")).toEqual([]);
  });

  it("may not take an archive away, by whatever means", () => {
    const data = "partners/2025.yml:1:1 failure: the archive of 2025 is taken away";
    const page = "partners/2025.md:1:1 failure: the archive of 2025 is taken away";
    const said = (files: Files, changes: Parameters<typeof compare>[1]) =>
      compare(files, changes).map((line) => line.split("\n")[0]);
    expect(said(without("partners/2025.yml"), { "partners/2025.yml": "deleted" })).toEqual([data]);
    expect(said(without("partners/2025.md"), { "partners/2025.md": "deleted" })).toEqual([page]);
    // GitHub only says what a renamed file is called now.
    const renamed = { ...without("partners/2025.yml"), "attic/2025.yml": textOf("partners/2025.yml") };
    expect(said(renamed, { "attic/2025.yml": "renamed" })).toEqual([data]);
    const other = { ...without("partners/2025.yml"), "partners/2024.yml": textOf("partners/2025.yml") };
    expect(said(other, { "partners/2024.yml": "renamed" })).toContain(data);
    expect(compare(without("partners/2025.yml"), {})[0]).toContain("--redact");

    // The folder may move, and the archives with it, unchanged.
    const elsewhere = config("files:\n", "files:\n  archive: years\n");
    const gone = [`${page}: it is not at years/2025.md`, `${data}: it is not at years/2025.yml`];
    expect(said(elsewhere, { [CONFIG_FILE]: "changed" }).sort()).toEqual(gone);
    const { "partners/2025.yml": archived = "", "partners/2025.md": shown = "", ...rest } = elsewhere;
    const moved = { ...rest, "years/2025.yml": archived, "years/2025.md": shown };
    const changes = {
      [CONFIG_FILE]: "changed",
      "years/2025.yml": "renamed",
      "years/2025.md": "renamed",
    } as const;
    expect(said(moved, changes)).toEqual([]);
    const edited = { ...moved, "years/2025.md": shown.replace("## [Globex]", "## [Globexx]") };
    expect(said(edited, changes)).toEqual([
      expect.stringMatching(/^years\/2025\.md:\d+:1 failure: the page/),
    ]);

    // It does not help to take the program away as well.
    const { [CONFIG_FILE]: _, ...without2025 } = without("partners/2025.yml");
    expect(said(without2025, { [CONFIG_FILE]: "deleted" })).toEqual([
      expect.stringContaining("the config is taken away"),
      data,
    ]);
  });

  it("is told that a list is not what the registry gives, when it touches one of them", () => {
    const files = outdated("    name: Globex\n", "    name: Globecs\n");
    const levels = (changes: Parameters<typeof compare>[1]) =>
      compare(files, changes)
        .filter((line) => line.includes("is not what the registry gives"))
        .map((line) => line.split(": what")[0]);
    expect(levels({ "partners.yml": "changed" })).toEqual([
      expect.stringMatching(/^PARTNERS\.md:\d+:1 notice$/),
      expect.stringMatching(/^README\.md:\d+:1 notice$/),
    ]);
    expect(levels({ "PARTNERS.md": "changed" })).toEqual([
      expect.stringMatching(/^PARTNERS\.md:\d+:1 warning$/),
    ]);
    expect(levels({ [DECISION_FILE]: "added" })).toEqual([]);
    // Where it is on GitHub is told by the list itself in a checkout.
    expect(check(SOUND, { repository: null })).toEqual([]);
    const fork = changed(SOUND, "PARTNERS.md", "/stackwright/community/", "/mallory/community/");
    expect(check(fork, { repository: null })).toEqual([]);
    expect(check(fork).map(({ level }) => level)).toEqual(["warning"]);
  });

  it("may redact an archive, and change nothing else in it, not even with a digest that fits", () => {
    const read = parseArchive(textOf("partners/2025.yml"));
    if (!read.ok) throw new Error("the archive is broken");
    const write = (archive: YearArchive): Files => ({
      ...SOUND,
      "partners/2025.yml": printArchive(archive),
      "partners/2025.md": renderArchivePage(archive),
    });
    const changes = { "partners/2025.yml": "changed", "partners/2025.md": "changed" } as const;
    const redacted = redactArchive(read.value, "globex", "2026-02-01", "asked for");
    expect(compare(write(redacted), changes)).toEqual([]);

    const partners = read.value.partners.filter(({ id }) => id !== "globex");
    const forged = { ...read.value, partners, digest: archiveDigest({ year: 2025, partners }) };
    expect(compare(write(forged), changes).join("\n")).toContain(
      '"globex" is missing: the year 2025 is frozen',
    );
  });
});
