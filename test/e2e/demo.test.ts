import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const LOOPBACK_ONLY = new URL("../support/loopback-only.mjs", import.meta.url).href;
const SAMPLES = fileURLToPath(new URL("../fixtures/samples/", import.meta.url));
/** A demo that is still running by then hangs. It promises less than a minute on a machine of its own. */
const DEADLINE = 180_000;

let folder: string;
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnerbot-test-"));
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the built program in the test's folder. Nothing of this process's environment reaches it but what it needs. */
function startProgram(words: readonly string[]) {
  const { PATH } = process.env;
  const env = { PATH, NODE_OPTIONS: `--import ${LOOPBACK_ONLY}` };
  const child = spawn(process.execPath, [CLI, ...words], { cwd: folder, env });
  running.add(child);
  const printed = { out: "", error: "" };
  child.stdout.on("data", (chunk) => {
    printed.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed.error += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, printed, ended };
}

const start = (...words: string[]) => startProgram(["demo", ...words]);
const run = (...words: string[]) => execute(["demo", ...words]);

async function execute(words: readonly string[]) {
  const { printed, ended } = startProgram(words);
  const status = await ended;
  return { status, ...printed };
}

const sample = (name: string) => join(SAMPLES, name);
const FORM = ["--form", sample("solutions-provider.form.yml")];
const read = (path: string) => readFileSync(join(folder, "partnerbot-demo", path), "utf8");

function expectInOrder(text: string, parts: readonly string[]): void {
  let position = 0;
  for (const part of parts) {
    const found = text.indexOf(part, position);
    expect(found, `${part}\nafter\n${text.slice(0, position)}`).toBeGreaterThanOrEqual(0);
    position = found + part.length;
  }
}

describe("the demo", () => {
  it("plays the story to its end, and leaves the repository as files", { timeout: DEADLINE }, async () => {
    const { status, out, error } = await run();
    expect({ status, error }).toEqual({ status: 0, error: "" });
    expectInOrder(out, [
      "Monday, 2 March 2026",
      "Ida Holm of Lanternfish Labs files a proposal",
      "Agreement: Please tick the box",
      'sets "partner: incomplete"',
      "Ida Holm mends the proposal",
      'sets "partner: review"',
      "/confirm",
      "/category +professional-services -marketing",
      'takes off "partner: marketing"',
      "The three days of discussion are over",
      'sets "partner: voting"',
      "no webhook told it",
      "Pat Moore is not on the committee",
      "pat-moore is not on the roll",
      "Björn Lund votes",
      "farah-nasser is recused",
      "Dalia Haddad ticks her box",
      "puts its comment back as it was",
      "Emeka Obi edits the comment",
      "The seven days of the vote are over",
      "opens pull request #2",
      "said yes to Lanternfish Labs",
      "no webhook told it",
      "Björn Lund reads pull request #2 and merges it",
      "Welcome, Lanternfish Labs!",
      "closes #1 as completed",
      "Farah Nasser has worked in stackwright/packs",
      'commits "activity: 1 repository" to partnerbot-data',
      "activity/stackwright/packs/2026-03.ndjson",
      "Three months go by",
      'opens issue #3 "Lanternfish Labs: has the partnership come to an end?"',
      "@ida-holm: Lanternfish Labs is a partner",
      "Thirty days later",
      "@ida-holm: nothing of Lanternfish Labs has been counted since this was opened",
      "no webhook told it",
      "commits it to stackwright/packs",
      "Lanternfish Labs is active, and stays a partner",
      "closes #3 as completed",
      'the application is "listed"',
      "Issue #3, which told the partner that it has gone quiet, is closed as completed.",
    ]);
    // Not of each vote: on a busy machine what the bot does daily can fall into a step, and is told with it.
    expect(out).toContain("2 requests to GitHub: 1 read, 1 write");
    expect(Math.max(...out.split("\n").map((line) => [...line].length))).toBeLessThanOrEqual(100);
    expect(out).not.toContain("\u001B");

    const registry = read("partners.yml");
    expect(registry).toContain("  # Our first partner: they carried the release machinery");
    expect(registry).toContain("- Build machines   # since the 2.0 release");
    expect(registry).toContain("name: Lanternfish Labs");
    expect(read("PARTNERS.md")).toContain("- Badges: Engineering, Professional Services");
    expect(read(".github/partnerbot.yml")).toContain("# Who votes.");
    expect(readdirSync(join(folder, "partnerbot-demo", "decisions", "2026"))).toEqual([
      "1-lanternfish-labs-admit.yml",
    ]);
    expect(read("partnerbot-data/ballots/1-admit.yml")).toContain("outcome: passed");
    expectInOrder(read("story.md"), [
      "**ida-holm**",
      "/vote yes I have read it",
      "said yes to Lanternfish Labs",
      "Welcome",
      "has the partnership come to an end?",
      "stays a partner",
    ]);
    expect(read("site/partners/lanternfish-labs/index.html")).toContain('<svg class="chart"');
    // Only who was silent is told.
    expect(out).not.toContain("Old Mill Hosting: has the partnership come to an end?");
    expect(readdirSync(folder)).toEqual(["partnerbot-demo"]);

    const [, ...command] = /^npm run partnerbot -- (activity .*) \\\n *(--since .*)$/m.exec(out) ?? [];
    const activity = await execute(command.flatMap((line) => line.split(" ")));
    expect({ status: activity.status, error: activity.error }).toEqual({ status: 0, error: "" });
    expect(activity.out.match(/^2026-\d\d-\d\d {2}[\w-]+/gm)).toEqual([
      "2026-03-17  commit",
      "2026-03-17  commit",
      "2026-03-17  issue",
      "2026-03-17  pull-request-merged",
      "2026-03-17  pull-request-opened",
      "2026-03-17  review",
      "2026-07-20  commit",
    ]);
  });

  it("plays a real proposal on a real project's form up to the merge", { timeout: DEADLINE }, async () => {
    const { status, out, error } = await run("--proposal", sample("solutions-provider.filled.md"), ...FORM);
    expect({ status, error }).toEqual({ status: 0, error: "" });
    expectInOrder(out, [
      "so one was derived from its labels",
      "[SolutionsProvider] Nordlicht Suche GmbH",
      "opens pull request #2",
      "closes #1 as completed",
    ]);
    expect(read("partners.yml")).toContain("name: Nordlicht Suche GmbH");
    expect(read(".github/partnerbot.yml")).toContain('company: "Organization Name"');
  });

  it.each([
    ["a careless one", "solutions-provider.careless.md", ["Something is missing", "- Logo: "]],
    ["one without the form", "free-text.md", ["Please use the form"]],
  ])("says what is missing in %s, and that is its end", { timeout: DEADLINE }, async (_, file, answers) => {
    const { status, out, error } = await run("--proposal", sample(file), ...FORM);
    expect({ status, error }).toEqual({ status: 0, error: "" });
    for (const answer of answers) expect(out).toContain(answer);
    expect(out).toContain('Issue #1 is open, and the application is "incomplete".');
    expect(out).not.toContain("pull request");
    expect(existsSync(join(folder, "partnerbot-demo", "story.md"))).toBe(true);
  });

  it("keeps running with a web view in which people act", { timeout: DEADLINE }, async () => {
    writeFileSync(join(folder, "hello.md"), "Hello, we would like to help.\n");
    const { child, printed, ended } = start("--serve", "--proposal", "hello.md");
    const waitFor = async (holds: () => boolean | Promise<boolean>) => {
      while (!(await holds())) {
        if (child.exitCode !== null) throw new Error(`it ended: ${printed.error}`);
        await sleep(50);
      }
    };
    await waitFor(() => printed.out.includes("Ctrl-C stops"));
    const url = /is at (http:\S+)\//.exec(printed.out)?.[1];
    const issue = `${url}/stackwright/community/issues/1`;
    const page = async () => (await fetch(issue)).text();
    expect(await page()).toContain("Hello, we would like to help.");
    const body = new URLSearchParams({ as: "pat-moore", text: "/help" });
    await fetch(`${issue}/comments`, { method: "POST", body });
    await waitFor(async () => (await page()).includes("What can be said here"));
    child.kill("SIGTERM");
    expect({ status: await ended, error: printed.error }).toEqual({ status: 0, error: "" });
    expect(printed.out).toMatch(/Stopped\.\n$/);
  });
});
