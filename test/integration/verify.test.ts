import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { parseDecisionBranch } from "../../src/program/decision-branch.ts";
import { DATA_BRANCH } from "../../src/program/places.ts";
import { runPartnerbot, useLocalGitHub } from "../support/command-line.ts";
import { CONFIG, type LocalProgram, startLocalProgram } from "../support/local-program.ts";
import { DAY, HOUR, Vote } from "../support/vote.ts";

let program: LocalProgram;
let folder: string;

beforeAll(async () => {
  program = await startLocalProgram({ config: `${CONFIG}synonyms: { yes: ["+1"] }\n` });
  folder = mkdtempSync(join(tmpdir(), "verify-"));
});

beforeEach(() => {
  useLocalGitHub(program, "mallory");
});

afterEach(() => {
  vi.unstubAllEnvs();
  expect(program.deviations).toEqual([]);
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await program.stop();
});

/** Six members vote, the vote passes, and its record is saved as `NAME.yml`. */
async function decide(name: string) {
  const vote = await Vote.open(program, name);
  const said = {
    bo: vote.say("bo", "/vote yes"),
    cy: vote.say("cy", "+1"),
    dee: vote.say("dee", "/vote no too early"),
    eli: vote.say("eli", "/vote yes"),
    mallory: vote.say("mallory", "/vote no"),
  };
  program.clock.advance(HOUR);
  vote.edit("dee", said.dee, "/vote yes after all");
  vote.edit("ada", said.eli, "/vote no");
  const again = vote.say("eli", "/vote yes");
  await vote.close();
  save(`${name}.yml`, program.file(vote.recordPath, DATA_BRANCH) ?? "");
  program.clock.advance(DAY);
  return { vote, said: { ...said, again } };
}

function save(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

async function verify(...words: string[]) {
  const { status, out, error } = await runPartnerbot(["verify", "--json", ...words], folder);
  const data: { online?: { by: string; change: string; message: string; link: string }[] } = JSON.parse(out);
  return { status, error, data, changes: (data.online ?? []).map(({ by, change }) => `${by}: ${change}`) };
}

describe("verify --online", () => {
  it("finds the same on GitHub, with one request", async () => {
    const { vote } = await decide("Same");
    program.requests();
    const { status, data } = await verify("--online", "Same.yml");
    expect(data).toMatchObject({
      agrees: true,
      issue: vote.number,
      outcome: "passed",
      differences: [],
      online: [],
    });
    expect(status).toBe(0);
    expect(program.requests()).toHaveLength(1);
    const { out } = await runPartnerbot(["verify", "--online", "Same.yml"], folder);
    expect(out).toContain("Same.yml: passed, agrees (admit same, issue ");
    expect(out).toContain("  GitHub says the same.\n");
  });

  it("reads the record of a decision from its pull request, too", async () => {
    const { vote } = await decide("Decision");
    const branch = [...program.repository.refs.keys()]
      .map((ref) => ref.replace("refs/heads/", ""))
      .find((name) => parseDecisionBranch(name)?.issue === vote.number);
    save("decision.yml", program.file(`decisions/2026/${vote.number}-decision-admit.yml`, branch) ?? "");
    expect(await verify("--online", "decision.yml")).toMatchObject({ status: 0, data: { agrees: true } });
  });

  it("says what was deleted, edited by somebody else, and said otherwise since", async () => {
    const { vote, said } = await decide("Changed");
    program.world.as("ada").deleteComment(said.bo);
    vote.edit("ada", said.cy, "/vote no");
    vote.edit("dee", said.dee, "/vote no");
    vote.edit("eli", said.again, "/vote yes\n\nand good luck");
    const { status, data, changes } = await verify("--online", "Changed.yml");
    expect(status).toBe(1);
    expect(changes).toEqual(["bo: deleted", "cy: edited", "dee: says-otherwise"]);
    expect(data).toMatchObject({ agrees: false, differences: [] });
    const { out } = await runPartnerbot(["verify", "--online", "Changed.yml"], folder);
    expect(out).toContain("Changed.yml: passed, differs");
    expect(out).toMatch(/ {2}the comment of bo was deleted by ada on 2026-.* UTC: http.*#issuecomment-\d+\n/);
    expect(out).toMatch(/ {2}the comment of cy was edited by ada on .*, after it was counted: http/);
    expect(out).toContain("the comment of dee said yes (after all) when it was counted, and says no now");
  });

  it("finds a record that does not say what was said, although it counts right", async () => {
    const { vote } = await decide("Forged");
    const text = program.file(vote.recordPath, DATA_BRANCH) ?? "";
    const gone = text
      .replace(/ {4}- do: vote\n(?: {6}.*\n)*? {8}login: mallory\n(?: {6}.*\n)*/, "")
      .replace(/ {6}ignored:\n(?: {8}.*\n)*/, "      ignored: []\n");
    save("gone.yml", gone);
    expect((await verify("--online", "gone.yml")).changes).toEqual(["mallory: not-recorded"]);

    save("forged.yml", text.replace("choice: yes", "choice: no"));
    const forged = await verify("--online", "forged.yml");
    expect(forged.status).toBe(1);
    expect(forged.changes).toEqual(["bo: says-otherwise"]);
    expect(forged.data).toMatchObject({
      differences: expect.arrayContaining([{ key: "yes", recorded: "6", recounted: "4" }]),
    });
  });

  it("says that a comment is by another person than the record says", async () => {
    const { vote } = await decide("Author");
    const text = program.file(vote.recordPath, DATA_BRANCH) ?? "";
    const [, acts = ""] = /\n {2}acts:\n([\s\S]*)$/.exec(text) ?? [];
    const [, id] = /login: fay\n +id: (\d+)/.exec(text) ?? [];
    save("author.yml", text.replace(acts, acts.replace(/login: cy\n( +)id: \d+/, `login: fay\n$1id: ${id}`)));
    const { changes, data } = await verify("--online", "author.yml");
    expect(changes).toEqual(["fay: other-author"]);
    expect(data.online?.[0]?.message).toBe("is by cy");
  });

  it("lets an accepted extension stand when its author edits the comment, and names its deletion", async () => {
    const vote = await Vote.open(program, "Extended");
    const extension = vote.say("bo", "/extend 1d more time");
    await vote.look();
    program.clock.advance(HOUR);
    vote.edit("bo", extension, "thank you");
    await vote.close(8 * DAY + HOUR);
    save("extended.yml", program.file(vote.recordPath, DATA_BRANCH) ?? "");
    expect((await verify("--online", "extended.yml")).changes).toEqual([]);
    program.world.as("bo").deleteComment(extension);
    expect((await verify("--online", "extended.yml")).changes).toEqual(["bo: deleted"]);
  });

  it("says that votes are elsewhere, or that the issue is gone", async () => {
    const { vote } = await decide("Moved");
    const text = program.file(vote.recordPath, DATA_BRANCH) ?? "";
    save("other.yml", text.replace(/(login: bo\n[\s\S]*?)\/issues\/\d+/, "$1/issues/1"));
    const other = await verify("--online", "other.yml");
    expect(other.status).toBe(1);
    program.world.as("ada").deleteIssue(program.issue(vote.number));
    const { status, changes } = await verify("--online", "Moved.yml");
    expect(status).toBe(1);
    expect(new Set(changes)).toEqual(
      new Set(["bo: not-found", "cy: not-found", "dee: not-found", "eli: not-found", "mallory: not-found"]),
    );
  });

  it("sends a token nowhere but to the GitHub that the environment names", async () => {
    await decide("Elsewhere");
    vi.stubEnv("GHE_HOST", "");
    const result = await runPartnerbot(["verify", "--online", "Elsewhere.yml"], folder);
    expect(result).toMatchObject({ status: 1, error: expect.stringContaining("Set GHE_HOST=127.0.0.1:") });
    vi.stubEnv("GITHUB_TOKEN", "");
    vi.stubEnv("GH_TOKEN", "");
    expect(await runPartnerbot(["verify", "--online", "Elsewhere.yml"], folder)).toMatchObject({
      status: 1,
      error: expect.stringContaining("Set GITHUB_TOKEN"),
    });
  });

  it("asks nothing about a vote in which nobody said anything", async () => {
    const vote = await Vote.open(program, "Quiet");
    await vote.close();
    save("quiet.yml", program.file(vote.recordPath, DATA_BRANCH) ?? "");
    program.requests();
    const { status, out } = await runPartnerbot(["verify", "--online", "quiet.yml"], folder);
    expect(status).toBe(0);
    expect(out).toContain("nothing was asked of GitHub");
    expect(program.requests()).toEqual([]);
  });

  it("says that GitHub did not answer", async () => {
    const { vote } = await decide("Silent");
    const text = program.file(vote.recordPath, DATA_BRANCH) ?? "";
    save("silent.yml", text.replaceAll(new URL(program.server.url).host, "127.0.0.1:1"));
    vi.stubEnv("GHE_HOST", "127.0.0.1:1");
    expect(await runPartnerbot(["verify", "--online", "silent.yml"], folder)).toMatchObject({ status: 3 });
  });
});
