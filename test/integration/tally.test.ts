import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { runPartnerbot, useLocalGitHub } from "../support/command-line.ts";
import { CONFIG, type LocalProgram, REPOSITORY, startLocalProgram } from "../support/local-program.ts";
import { DAY, HOUR, SECOND, Vote } from "../support/vote.ts";

let program: LocalProgram;

beforeAll(async () => {
  program = await startLocalProgram({ config: `${CONFIG}synonyms: { yes: ["+1"] }\n` });
});

beforeEach(() => {
  useLocalGitHub(program, "mallory");
});

afterEach(() => {
  vi.unstubAllEnvs();
  expect(program.deviations).toEqual([]);
});

afterAll(() => program.stop());

function addressOf(vote: Vote): string {
  return `${program.server.url}/${REPOSITORY}/issues/${vote.number}`;
}

const tally = (...words: string[]) => runPartnerbot(["tally", ...words], "/");

async function dataOf(vote: Vote, ...words: string[]) {
  const { status, out, error } = await tally(addressOf(vote), "--json", ...words);
  expect(error).toBe("");
  const data: unknown = JSON.parse(out);
  return { status, data };
}

describe("tally", () => {
  it("counts an open vote by GitHub's clock, before the bot has looked, with one request", async () => {
    const vote = await Vote.open(program, "Open");
    vote.say("bo", "/vote yes good people");
    vote.say("cy", "+1");
    vote.say("dee", "/vote no");
    vote.say("mallory", "/vote no");
    program.requests();
    const { status, data } = await dataOf(vote);
    expect(program.requests()).toHaveLength(1);
    expect(status).toBe(0);
    expect(data).toMatchObject({
      outcome: "open",
      yes: "4",
      no: "1",
      base: "10",
      needed: "6",
      app: "partnerbot",
      recorded: null,
      differences: [],
      ignored: [{ by: "mallory", why: "is not on the roll" }],
      voters: [
        { login: "ada" },
        { login: "bo", choice: "yes", counted: "2", reason: "good people" },
        { login: "cy", choice: "yes" },
        { login: "dee", choice: "no" },
        { login: "eli", choice: null, state: "silent" },
        { login: "fay" },
      ],
    });
    await vote.look();
    expect((await dataOf(vote)).data).toEqual(data);

    const { out } = await tally(addressOf(vote), "--app", "partnerbot");
    expect(out).toContain("needed   6 of 10 points");
    expect(out).toContain("mallory is not on the roll");
    expect(out).toMatch(/Counted as of .* from the record that the app partnerbot committed\.\n$/);
  });

  it("reads all pages of a long vote", async () => {
    const vote = await Vote.open(program, "Long");
    for (let index = 0; index < 250; index += 1) vote.say("gus", `comment ${index}`);
    vote.say("bo", "/vote yes");
    program.requests();
    expect((await dataOf(vote)).data).toMatchObject({ yes: "2" });
    expect(program.requests()).toHaveLength(3);
  });

  it("says that a decided vote agrees with its record, and when it no longer does", async () => {
    const vote = await Vote.open(program, "Decided");
    const [first] = [vote.say("bo", "/vote yes"), vote.say("cy", "/vote yes"), vote.say("dee", "/vote yes")];
    vote.say("eli", "/vote yes");
    program.clock.advance(HOUR);
    expect((await tally(addressOf(vote))).out).not.toContain("The vote is over");
    program.clock.advance(7 * DAY);
    expect((await tally(addressOf(vote))).out).toContain(
      "The vote is over; the bot has not written its result down yet.",
    );
    await vote.look();
    program.clock.advance(DAY);
    vote.say("fay", "/vote no");
    const { status, out } = await tally(addressOf(vote));
    expect(out).toContain("The vote is decided, and its record says the same.");
    expect(status).toBe(0);

    program.world.as("ada").deleteComment(first);
    const after = await dataOf(vote);
    expect(after.status).toBe(1);
    expect(after.data).toMatchObject({
      recorded: "passed",
      outcome: "failed",
      differences: expect.arrayContaining([{ key: "yes", recorded: "6", recounted: "4" }]),
    });
    const text = await tally(addressOf(vote));
    expect(text.status).toBe(1);
    expect(text.out).toContain('  yes: the record says "6", the comments come to "4"');
  });

  it("does not believe a record that somebody else changed, or one of another app", async () => {
    const vote = await Vote.open(program, "Forged");
    const other = await tally(addressOf(vote), "--app", "another-app");
    expect(other.status).toBe(1);
    expect(other.error).toContain("Its last commit is not this app's.");

    const text = program.file(vote.recordPath, "partnerbot-data") ?? "";
    program.world.as("ada").commit({
      repository: REPOSITORY,
      branch: "partnerbot-data",
      files: { [vote.recordPath]: text.replace("open-for: 7d", "open-for: 1d") },
      message: "shorter",
    });
    const changed = await tally(addressOf(vote));
    expect(changed.status).toBe(1);
    expect(changed.error).toMatch(/not believed.* The commit: http/);
  });

  it("shows nothing of the text of strangers that a terminal would obey", async () => {
    const vote = await Vote.open(program, "Hostile");
    vote.say("bo", "/vote yes \u001b[2Jhello\u202e");
    const { out } = await tally(addressOf(vote));
    expect(out).toContain("\\x1b[2Jhello\\u{202e}");
    expect(out).not.toContain("\u001b");
  });

  it.each([
    ["no address", [], 2, "the address of one issue"],
    ["something else", ["12"], 2, "12 is not the address of an issue"],
    ["a pull request", ["https://github.com/example/partners/pull/12"], 2, "not the address of an issue"],
    [
      "a kind that is none",
      ["https://github.com/a/b/issues/1", "--kind", "promote"],
      2,
      "of the kind promote",
    ],
    ["another GitHub", ["https://github.com/example/partners/issues/12"], 1, "is on github.com"],
  ])("refuses %s", async (_, words, status, message) => {
    const result = await tally(...words);
    expect(result.status).toBe(status);
    expect(result.error).toContain(message);
  });

  it("says that there is no issue, no vote, no token, a wrong one, or no answer", async () => {
    const vote = Vote.file(program, "None");
    expect(await tally(addressOf(vote))).toMatchObject({
      status: 1,
      error: expect.stringMatching(/^No vote is open/),
    });
    const none = `${program.server.url}/${REPOSITORY}/issues/9999`;
    expect(await tally(none)).toMatchObject({ status: 1, error: expect.stringContaining("no issue 9999") });

    vi.stubEnv("GITHUB_TOKEN", "wrong");
    expect(await tally(none)).toMatchObject({
      status: 1,
      error: expect.stringContaining("does not know this token"),
    });
    vi.stubEnv("GITHUB_TOKEN", "");
    vi.stubEnv("GH_TOKEN", "");
    expect(await tally(none)).toMatchObject({
      status: 1,
      error: expect.stringContaining("Set GITHUB_TOKEN"),
    });
    vi.stubEnv("GH_TOKEN", "any");
    vi.stubEnv("GHE_HOST", "127.0.0.1:1");
    expect(await tally("http://127.0.0.1:1/a/b/issues/1")).toMatchObject({
      status: 3,
      error: expect.stringContaining("GitHub did not answer"),
    });
    program.clock.advance(SECOND);
  });
});
