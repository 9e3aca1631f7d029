import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DataClone } from "../../../src/command-line/data-clone.ts";
import { printCoverage } from "../../../src/program/activity/coverage.ts";
import { printLedger } from "../../../src/program/activity/ledger.ts";
import { blobId } from "../../../src/program/publication.ts";
import { contribution, repositoryCoverage } from "../../support/activities.ts";
import { TemporaryFolder } from "../../support/checkout.ts";
import { runPartnerbot } from "../../support/command-line.ts";

const CONFIG = `roll: [{ users: [ada] }]
activity: { repositories: [example/engine] }
`;
const REGISTRY = `version: 1
partners:
  - id: acme
    name: Acme Labs
    since: "2025-01-01"
    people: [{ login: ada, id: 1, from: "2025-01-01", consent: { state: confirmed } }]
`;
const PROGRAM = { ".github/partnerbot.yml": CONFIG, "partners.yml": REGISTRY };

const ledgerOf = (month: string, count: number) =>
  printLedger(
    Array.from({ length: count }, (_, index) =>
      contribution(`${month}-02`, { id: `C_${month}_${index}`, path: `commit/${"0".repeat(30)}${index}` }),
    ),
  );

function filesOf(months: Record<string, string>): Record<string, string> {
  const files = Object.fromEntries(Object.entries(months).map(([month, text]) => [month, blobId(text)]));
  const coverage = printCoverage({
    repositories: {
      "example/engine": repositoryCoverage("2025-01-01T00:00:00Z", "2026-07-01T00:00:00Z", { files }),
    },
  });
  const paths = Object.entries(months).map(([month, text]) => [
    `activity/example/engine/${month}.ndjson`,
    text,
  ]);
  return { "activity/coverage.json": coverage, ...Object.fromEntries(paths) };
}

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
});

afterEach(() => folder.remove());

function git(inside: string, ...words: string[]): string {
  const who = ["-c", "user.name=bot", "-c", "user.email=bot@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", ["-C", join(folder.path, inside), ...who, ...words], { encoding: "utf8" });
}

/** Commits files on a branch of the repository `community`, which has nothing else. */
function commit(branch: string, files: Record<string, string>, day = "2026-07-01"): void {
  git("community", "checkout", "-q", "--orphan", branch);
  git("community", "rm", "-rfq", "--ignore-unmatch", ".");
  folder.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`community/${path}`, text])));
  git("community", "add", ".");
  process.env["GIT_COMMITTER_DATE"] = `${day}T00:00:00Z`;
  git("community", "commit", "-qm", "files");
  delete process.env["GIT_COMMITTER_DATE"];
}

function startRepository(): void {
  folder.write({ "community/.keep": "" });
  git("community", "init", "-q");
}

const activity = (...words: string[]) =>
  runPartnerbot(["activity", ...words, "--since", "2026-01-01", "--until", "2026-06-30"], folder.path);

describe("the ledger on the data branch of a clone", () => {
  it("is read without being checked out, as it was fetched last", async () => {
    startRepository();
    commit(
      "partnerbot-data",
      filesOf({ "2026-02": ledgerOf("2026-02", 3), "2026-03": ledgerOf("2026-03", 2) }),
    );
    commit("main", PROGRAM);
    git(".", "clone", "-q", join(folder.path, "community"), "clone");
    const { status, out, error } = await activity("clone", "--partner", "acme", "--json");
    expect({ status, error }).toEqual({ status: 0, error: "" });
    const { items, partners, altered } = JSON.parse(out);
    expect(items).toHaveLength(5);
    expect(partners).toHaveLength(1);
    expect(altered ?? []).toEqual([]);
    // The same, in the clone itself and in the repository.
    expect((await activity("--from", "clone", "clone", "--json", "--partner", "acme")).out).toBe(out);
    expect((await activity("community", "--json", "--partner", "acme")).out).toBe(out);
  });

  it("is the one that was committed last, where a remote has another one", async () => {
    startRepository();
    commit("partnerbot-data", filesOf({ "2026-02": ledgerOf("2026-02", 3) }), "2026-03-01");
    commit("main", PROGRAM);
    git(".", "clone", "-q", join(folder.path, "community"), "clone");
    git("clone", "branch", "-q", "partnerbot-data", "origin/partnerbot-data");
    git("community", "branch", "-qD", "partnerbot-data");
    commit("partnerbot-data", filesOf({ "2026-02": ledgerOf("2026-02", 7) }), "2026-04-01");
    git("clone", "fetch", "-q", "--force", "origin");
    expect(JSON.parse((await activity("clone", "--json")).out).items).toHaveLength(7);
  });

  it("comes in pieces of bounded size, each file whole", () => {
    startRepository();
    const months = ["2026-01", "2026-02", "2026-03"].map((month) => [month, ledgerOf(month, 30_000)]);
    const files = filesOf(Object.fromEntries(months));
    commit("partnerbot-data", files);
    const branch = DataClone.find(folder.path, "community");
    const paths = branch?.list("activity") ?? [];
    expect(paths).toEqual(Object.keys(files).sort());
    const read = [...(branch?.open(paths) ?? [])].map(({ path, pieces }) => {
      const { value } = pieces.next();
      return [path, value?.toString("latin1"), pieces.next().value];
    });
    expect(read).toEqual(paths.map((path) => [path, files[path], blobId(files[path] ?? "")]));
  });

  it("says which files are not as the bot wrote them, and follows no links", async () => {
    startRepository();
    const files = filesOf({ "2026-02": ledgerOf("2026-02", 3), "2026-03": ledgerOf("2026-03", 2) });
    commit("partnerbot-data", { ...files, "activity/example/engine/2026-02.ndjson": ledgerOf("2026-02", 2) });
    symlinkSync("/etc/passwd", join(folder.path, "community/activity/example/engine/2026-04.ndjson"));
    git("community", "add", ".");
    git("community", "commit", "-qm", "a link");
    commit("main", PROGRAM);
    const { status, out } = await activity("community", "--sums");
    expect(status).toBe(0);
    expect(out).toContain(
      "These files are not as the bot wrote them, so what is in them may be wrong:\n  activity/example/engine/2026-02.ndjson\n",
    );
  });

  it("gives way to a ledger in the folder itself", async () => {
    startRepository();
    commit("partnerbot-data", filesOf({ "2026-02": ledgerOf("2026-02", 3) }));
    commit("main", { ...PROGRAM, ...filesOf({ "2026-02": ledgerOf("2026-02", 1) }) });
    expect(JSON.parse((await activity("community", "--json")).out).items).toHaveLength(1);
  });

  it.each([
    ["no clone", () => folder.write({ "community/.keep": "" }), "and no branch partnerbot-data.\nFetch"],
    ["a clone without the branch", startRepository, "and no branch partnerbot-data.\nFetch the branch"],
    [
      "a branch on which nothing was counted",
      () => {
        startRepository();
        commit("partnerbot-data", { "ballots/1-admit.yml": "kind: admit\n" });
      },
      "There is no folder activity on the branch partnerbot-data of community yet.",
    ],
  ])("is said to be missing with %s", async (_, make, message) => {
    make();
    folder.write(
      Object.fromEntries(Object.entries(PROGRAM).map(([path, text]) => [`program/${path}`, text])),
    );
    const { status, error } = await activity("program", "--from", "community");
    expect(status).toBe(1);
    expect(error).toContain(message);
  });

  it("is said to be broken where git has lost a file", async () => {
    startRepository();
    const text = ledgerOf("2026-02", 3);
    commit("partnerbot-data", filesOf({ "2026-02": text }));
    commit("main", PROGRAM);
    const id = blobId(text);
    execFileSync("rm", ["-f", join(folder.path, "community/.git/objects", id.slice(0, 2), id.slice(2))]);
    const { status, error } = await activity("community");
    expect(status).toBe(1);
    expect(error).toContain("activity/example/engine/2026-02.ndjson");
  });

  it("is where forgetting a person finds what the person did, and the records that name the person", async () => {
    startRepository();
    const files = filesOf({ "2026-02": ledgerOf("2026-02", 3) });
    commit("partnerbot-data", { ...files, "reports/7.yml": "reporter: { login: ada, id: 1 }\n" });
    commit("main", PROGRAM);
    const { status, out } = await runPartnerbot(["forget", "ada", "community"], folder.path);
    expect(status).toBe(0);
    expect(out).toContain("acme: out of 1 of people");
    expect(out).toContain("reports/7.yml:1");
    const { out: after } = await activity("community", "--json", "--sums");
    expect(JSON.parse(after).partners[0]).toMatchObject({
      id: "acme",
      confirmed: { counts: { commit: "3" } },
    });
  });
});
