import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printCoverage } from "../../../src/program/activity/coverage.ts";
import { printLedger } from "../../../src/program/activity/ledger.ts";
import { accountDigest, loginDigest } from "../../../src/program/activity/left-out.ts";
import { blobId } from "../../../src/program/publication.ts";
import { contribution, repositoryCoverage } from "../../support/activities.ts";
import { CONFIG_FILE, DECISION_FILE, soundProgram, TemporaryFolder } from "../../support/checkout.ts";
import { runPartnerbot } from "../../support/command-line.ts";

let folder: TemporaryFolder;

const LEDGER = printLedger([
  contribution("2026-03-02", { by: 11 }),
  contribution("2026-03-05", { by: 11 }),
  contribution("2026-03-05T10:00:00Z", { by: 11, kind: "review" }),
  contribution("2026-03-10", { by: 12 }),
  contribution("2026-03-11", { by: 11, partner: "globex" }),
]);

beforeEach(() => {
  const files = soundProgram();
  const sound = Object.entries(files).map(([path, text]) => [`community/${path}`, text]);
  const coverage = repositoryCoverage("2026-01-01", "2026-04-01", { files: { "2026-03": blobId(LEDGER) } });
  folder = new TemporaryFolder().write({
    ...Object.fromEntries(sound),
    [`community/${CONFIG_FILE}`]: `${files[CONFIG_FILE]}activity:\n  repositories: [example/engine]\n`,
    "data/activity/example/engine/2026-03.ndjson": LEDGER,
    "data/activity/coverage.json": printCoverage({ repositories: { "example/engine": coverage } }),
    "data/reports/7.yml": "reported-by: { login: anna-acme, id: 11 }\n",
    "data/ballots/12-admit.yml": "by: { login: bo, id: 2 }\n",
  });
});

afterEach(() => folder.remove());

const partnerbot = (...words: string[]) => runPartnerbot(words, folder.path);
const read = (path: string) => readFileSync(join(folder.path, "community", path), "utf8");

describe("partnerbot forget in a checkout", () => {
  it("takes the person out, keeps what was counted, and changes nothing the second time", async () => {
    const [config, registry] = [read(CONFIG_FILE), read("partners.yml")];
    const first = await partnerbot("forget", "@Anna-Acme", "community", "--from", "data", "--json");
    expect(first).toMatchObject({ status: 0, error: "" });
    expect(JSON.parse(first.out)).toEqual({
      "account-known": true,
      files: ["partners.yml", CONFIG_FILE],
      partners: [{ id: "acme-labs", people: 1, contacts: 0, events: 0, weeks: 2 }],
      digests: 2,
      archives: { checked: [2025], redacted: [] },
      // A voter of that decision has the same number.
      records: [
        { path: DECISION_FILE, lines: [26, 27, 59] },
        { path: "reports/7.yml", lines: [1] },
      ],
      mentions: [],
      unread: [],
      altered: [],
      "pull-request": null,
    });
    expect(read(CONFIG_FILE)).toBe(
      `${config}  opted-out:\n    - ${loginDigest("anna-acme")}\n    - ${accountDigest(11)}\n`,
    );
    const [head = "", tail = ""] = registry.split(/people:\n(?: {6}.*\n)+/);
    const [before, after] = [
      tail.slice(0, tail.indexOf("  - id: globex")),
      tail.slice(tail.indexOf("  - id: globex")),
    ];
    expect(read("partners.yml")).toBe(
      `${head}people: []\n${before}    anonymous:\n      - week: "2026-03-02"\n        commit: 2\n        review: 1\n      - week: "2026-03-09"\n        commit: 1\n${after}`,
    );
    expect(await partnerbot("validate", "community")).toMatchObject({ status: 0 });

    const files = [read(CONFIG_FILE), read("partners.yml")];
    const again = await partnerbot("forget", "anna-acme", "community", "--from", "data");
    expect(again.status).toBe(1);
    expect(again.out).toContain("There is nothing to forget of anna-acme in the files.");
    expect(again.out).toContain("reports/7.yml:1");
    expect([read(CONFIG_FILE), read("partners.yml")]).toEqual(files);
  });

  it("leaves the sums of the partner as they were", async () => {
    const sums = async () => {
      const words = ["--from", "data", "--since", "2026-03-02", "--until", "2026-03-15", "--json", "--sums"];
      const { out } = await partnerbot("activity", "community", ...words);
      const { partners }: { partners: unknown } = JSON.parse(out);
      return partners;
    };
    const before = await sums();
    await partnerbot("forget", "anna-acme", "community", "--from", "data");
    expect(await sums()).toEqual(before);
  });

  it("says what it did, what stays, and what is next", async () => {
    const { out } = await partnerbot("forget", "anna-acme", "community", "--from", "data");
    expect(out).toContain("Changed:\n  partners.yml\n  .github/partnerbot.yml\n");
    expect(out).toContain("acme-labs: out of 1 of people, 0 of contacts, 0 of the history; 2 weeks");
    expect(out).toContain("Archives of past years were checked, and name nobody by account: 2025.");
    expect(out).toContain("official acts, and stay:\n");
    expect(out).toContain("\n  reports/7.yml:1\n");
    expect(out).toContain("Git's history keeps");
    expect(out).toContain("commit it with a message that names nobody");
  });

  it("adds the digests of somebody who is in no registry, and says that the number is not known", async () => {
    const { status, out } = await partnerbot("forget", "stranger", "community");
    expect(status).toBe(0);
    expect(out).toContain("The account's number is not known");
    expect(read(CONFIG_FILE)).toContain(loginDigest("stranger"));
    expect(await partnerbot("forget", "stranger", "community")).toMatchObject({ status: 1 });
    expect(await partnerbot("forget", "stranger", "community", "--id", "99")).toMatchObject({ status: 0 });
    expect(read(CONFIG_FILE)).toContain(accountDigest(99));
  });

  it("does not forget what was counted for want of the ledger", async () => {
    const before = read("partners.yml");
    const { status, error } = await partnerbot("forget", "anna-acme", "community");
    expect(status).toBe(1);
    expect(error).toContain("--from FOLDER");
    expect(read("partners.yml")).toBe(before);
  });

  it("says which files of the ledger are not as the bot wrote them", async () => {
    folder.write({ "data/activity/example/engine/2026-03.ndjson": LEDGER.slice(LEDGER.indexOf("\n") + 1) });
    const { status, out } = await partnerbot("forget", "anna-acme", "community", "--from", "data");
    expect(status).toBe(0);
    expect(out).toContain("what was kept may be wrong:\n  activity/example/engine/2026-03.ndjson\n");
  });

  it.each([
    [[], "forget needs one login"],
    [["anna", "community", "data"], "forget needs one login"],
    [["anna acme"], "is not a login"],
    [["$(reboot)"], "is not a login"],
    [["../anna"], "is not a login"],
    [["an|na"], "is not a login"],
    [[".*"], "is not a login"],
    [["anna\n- evil"], "is not a login"],
    [["renovate[bot]"], "is not a login"],
    [["a".repeat(101)], "is not a login"],
    [["\u202Eanna"], "is not a login"],
    [["anna", "--id", "0"], "is not the number"],
    [["anna", "--id", "11x"], "is not the number"],
    [["anna", "--id", "9".repeat(16)], "is not the number"],
  ])("refuses %j", async (words, message) => {
    const { status, error } = await partnerbot("forget", ...words);
    expect(status).toBe(2);
    expect(error).toContain(message);
  });

  it("says where a file is not valid, and changes none", async () => {
    folder.write({ "community/partners.yml": "partners:\n  - { id: acme }\n" });
    const { status, error } = await partnerbot("forget", "anna-acme", "community", "--from", "data");
    expect(status).toBe(1);
    expect(error).toMatch(/^partners\.yml:2:\d+: /);
    expect(read(CONFIG_FILE)).not.toContain("opted-out");
    expect(await partnerbot("forget", "anna-acme", "nowhere")).toMatchObject({ status: 1 });
    expect(await partnerbot("forget", "anna-acme", "data")).toMatchObject({ status: 1 });
  });

  it("reads and writes nothing outside of the checkout", async () => {
    folder.write({ "elsewhere/partners.yml": read("partners.yml") });
    folder.write({ "linked/.github/partnerbot.yml": read(CONFIG_FILE) });
    symlinkSync(join(folder.path, "elsewhere/partners.yml"), join(folder.path, "linked/partners.yml"));
    const { status, error } = await partnerbot("forget", "anna-acme", "linked", "--from", "data");
    expect(status).toBe(1);
    expect(error).toContain("There is no partners.yml that can be read.");
    expect(readFileSync(join(folder.path, "elsewhere/partners.yml"), "utf8")).toContain("anna-acme");
  });

  it("leaves records of decisions as they are", async () => {
    folder.write({ [`community/${DECISION_FILE}`]: `${read(DECISION_FILE)}# anna-acme\n` });
    const before = read(DECISION_FILE);
    const { out } = await partnerbot("forget", "anna-acme", "community", "--from", "data");
    expect(read(DECISION_FILE)).toBe(before);
    expect(out).toContain(`${DECISION_FILE}:`);
  });
});
