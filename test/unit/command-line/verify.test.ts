import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printBallotRecord } from "../../../src/program/ballot/record.ts";
import { rollDigest } from "../../../src/program/ballot/roll.ts";
import { printDecision } from "../../../src/program/decision.ts";
import { runPartnerbot } from "../../support/command-line.ts";
import { decidedRecord } from "../../support/decided-record.ts";

const record = decidedRecord();
const decision = printDecision({ ballot: record, entry: null }, "decisions/2026/12-acme-labs-admit.yml");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "verify-"));
  const files = {
    "decision.yml": decision,
    "ballot.yml": printBallotRecord(record),
    "open.yml": printBallotRecord({ ...record, result: null }),
    "vote-changed.yml": decision.replace('choice: "yes"', 'choice: "no"'),
    "roll-changed.yml": decision.replace('points: "3"', 'points: "4"'),
    "act-broken.yml": decision.replace('choice: "yes"', "choice: perhaps"),
    "other.yml": "rule: { pass: { over: 1/2, of: cast } }\n",
    "text.yml": "- just\n- a list\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});

afterAll(() => rmSync(folder, { recursive: true }));

const verify = (...words: string[]) => runPartnerbot(["verify", ...words], folder);

describe("verify", () => {
  it("recounts the record of a decision, and a ballot record, offline", async () => {
    const { status, out, error } = await verify("decision.yml", "ballot.yml");
    expect(error).toBe("");
    expect(status).toBe(0);
    expect(out).toBe(
      ["decision.yml", "ballot.yml"]
        .map(
          (file) => `${file}: passed, agrees (admit acme-labs, issue 12)
  The roll: 4 voters, SHA-256 ${rollDigest(record.roll)}, as it was frozen.
  The count: 5 yes, 0 no, 4 of 6 needed, as the acts in it come to.
`,
        )
        .join(""),
    );
  });

  it("lists where the count does not hold, and exits with 1", async () => {
    const { status, out } = await verify("vote-changed.yml", "decision.yml");
    expect(status).toBe(1);
    expect(out).toContain("vote-changed.yml: passed, differs");
    expect(out).toContain('\n  outcome: the record says "passed", its acts come to "failed"\n');
    expect(out).toContain('\n  yes: the record says "5", its acts come to "2"\n');
    expect(out).toContain("\ndecision.yml: passed, agrees");
  });

  it("says that there is no result yet", async () => {
    const { status, out } = await verify("open.yml");
    expect(status).toBe(0);
    expect(out).toContain("open.yml: open (admit acme-labs, issue 12)");
  });

  it.each([
    ["roll-changed.yml", /^roll-changed\.yml:\d+:\d+: .*digest differs\n$/],
    ["act-broken.yml", /^act-broken\.yml:\d+:\d+: .*perhaps.*\n$/],
    ["other.yml", /^other\.yml:1:1: this is neither the record of a decision nor a ballot record\n$/],
    ["text.yml", /^text\.yml:1:1: .*\n$/],
    ["absent.yml", /^absent\.yml:1:1: the file cannot be read: .*\n$/],
  ])("refuses %s with line and column", async (file, problem) => {
    const { status, out, error } = await verify(file);
    expect(status).toBe(1);
    expect(out).toBe("");
    expect(error).toMatch(problem);
  });

  it("prints one JSON object a line for each file", async () => {
    const { status, out } = await verify("--json", "decision.yml", "vote-changed.yml", "other.yml");
    expect(status).toBe(1);
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(lines).toEqual([
      {
        file: "decision.yml",
        agrees: true,
        issue: 12,
        kind: "admit",
        partner: "acme-labs",
        outcome: "passed",
        "roll-digest": rollDigest(record.roll),
        differences: [],
      },
      expect.objectContaining({
        agrees: false,
        differences: expect.arrayContaining([{ key: "yes", recorded: "5", recounted: "2" }]),
      }),
      { file: "other.yml", problems: [expect.objectContaining({ line: 1, column: 1 })] },
    ]);
  });

  it("is used wrongly without a file", async () => {
    expect(await verify()).toMatchObject({
      status: 2,
      error: expect.stringContaining("verify needs a file"),
    });
  });
});
