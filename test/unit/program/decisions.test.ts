import { describe, expect, it } from "vitest";
import { type BallotRecord, printBallotRecord } from "../../../src/program/ballot/record.ts";
import {
  decisionPathOf,
  formatDecisionPath,
  parseDecision,
  printDecision,
} from "../../../src/program/decision.ts";
import {
  type DecisionFile,
  gatherDecisions,
  missingBallots,
  type ObservedDecisions,
} from "../../../src/program/decisions.ts";
import type { ObservedCommit } from "../../../src/program/observation.ts";
import { decidedRecord } from "../../support/decided-record.ts";
import { observedFile } from "../../support/looks.ts";

const passed = decidedRecord();
const failed = decidedRecord("no", undefined, { issue: 15 });
const second = decidedRecord("no", undefined, { issue: 15, kind: "award", number: 2 });

const pathOf = (record: BallotRecord, folder = "decisions") =>
  formatDecisionPath(decisionPathOf(record, folder));

const ballotFile = (record: BallotRecord, path = `ballots/${record.issue}-${record.kind}.yml`) =>
  observedFile(path, printBallotRecord(record));

function decisionFile(ballot: BallotRecord, path = pathOf(ballot)): DecisionFile {
  return observedFile(path, printDecision({ ballot, entry: null }, path));
}

/** The record with another outcome written into its count. */
function counted(
  record: BallotRecord,
  change: { outcome?: "no-quorum" | "cancelled" | "open"; decided?: string },
) {
  const { result } = record;
  if (result === null) throw new Error("the ballot is open");
  return { ...record, result: { ...result, count: { ...result.count, ...change } } };
}

const missingOf = (
  files: readonly ReturnType<typeof observedFile>[],
  present: readonly DecisionFile[] = [],
) => missingBallots(files, present, "decisions").map(({ path }) => path);

describe("a ballot whose decision is missing", () => {
  it.each([
    ["failed", failed],
    ["had no quorum", counted(failed, { outcome: "no-quorum" })],
    ["was cancelled", counted(failed, { outcome: "cancelled" })],
    ["is a second one", second],
  ])("is one that %s", (_, record) => {
    expect(missingOf([ballotFile(record)])).toEqual([`ballots/15-${record.kind}.yml`]);
  });

  it.each([
    ["passed", ballotFile(passed)],
    ["is open", ballotFile({ ...failed, result: null })],
    ["says that it is decided and open at once", ballotFile(counted(failed, { outcome: "open" }))],
    ["closed at no time", ballotFile(counted(failed, { decided: "yesterday" }))],
    ["cannot be read", observedFile("ballots/15-admit.yml", "version: 1\n")],
    ["has the name of another issue", ballotFile(failed, "ballots/16-admit.yml")],
    ["has the name of another kind", ballotFile(failed, "ballots/15-award.yml")],
    ["has another name", ballotFile(failed, "ballots/old/15-admit.yml")],
    ["is of an unknown kind", ballotFile({ ...failed, kind: "promote" })],
    [
      "would be filed elsewhere",
      ballotFile({ ...failed, partner: { id: "../../.github/x", name: "Acme Labs" } }),
    ],
  ])("is none that %s", (_, file) => {
    expect(missingOf([file])).toEqual([]);
  });

  it("is none whose decision is in the folder, whatever is in that file", () => {
    const broken = { ...decisionFile(failed), text: "" };
    expect(missingOf([ballotFile(failed), ballotFile(second)], [broken])).toEqual(["ballots/15-award.yml"]);
    expect(missingOf([ballotFile(failed)], [decisionFile(failed, pathOf(failed, "votes"))])).toHaveLength(1);
  });
});

const commit = (oid: string): ObservedCommit => ({
  oid,
  url: `https://github.com/example/community/commit/${oid}`,
  own: true,
  signature: "github",
  parents: [],
});

const isTrusted = ({ oid }: ObservedCommit) => oid === "own";

function gather(observed: Partial<ObservedDecisions>, folder = "decisions") {
  return gatherDecisions({ readme: null, files: [], ballots: [], ...observed }, folder, isTrusted);
}

describe("all decisions", () => {
  it("are those in the folder, and the missing ones, which are carried there", () => {
    const { listed, carried, unreadable } = gather({
      files: [decisionFile(passed)],
      ballots: [
        { file: ballotFile(failed), commits: [commit("own"), commit("other")] },
        { file: ballotFile(second), commits: [commit("own")] },
      ],
    });
    expect(listed).toEqual([
      { ballot: passed, path: "decisions/2026/12-acme-labs-admit.yml" },
      { ballot: failed, path: "decisions/2026/15-acme-labs-admit.yml" },
      { ballot: second, path: "decisions/2026/15-acme-labs-award.2.yml" },
    ]);
    expect(carried.map(({ path }) => path)).toEqual(listed.slice(1).map(({ path }) => path));
    const decisions = carried.map(({ content }) => parseDecision(content));
    expect(decisions.map((decision) => decision.ok && decision.value)).toEqual([
      { ballot: failed, entry: null },
      { ballot: second, entry: null },
    ]);
    expect(unreadable).toEqual([]);
  });

  it("are the same once what was carried is in the folder", () => {
    const ballots = [{ file: ballotFile(failed), commits: [commit("own")] }];
    const { listed, carried } = gather({ ballots });
    const files = carried.map(({ path, content }) => observedFile(path, content));
    expect(gather({ ballots, files })).toEqual({ listed, carried: [], unreadable: [] });
  });

  it("leave out a ballot which somebody else wrote last, or whose author is not known", () => {
    const ballots = [
      { file: ballotFile(failed), commits: [commit("other"), commit("own")] },
      { file: ballotFile(second), commits: [] },
    ];
    expect(gather({ ballots })).toEqual({ listed: [], carried: [], unreadable: [] });
  });

  it.each([
    ["cannot be read", { ...decisionFile(failed), text: "version: 1\n" }],
    ["is not whole", { ...decisionFile(failed), text: null }],
    ["stands under another name", decisionFile(failed, "decisions/2026/16-acme-labs-admit.yml")],
    ["stands in another year", decisionFile(failed, "decisions/2025/15-acme-labs-admit.yml")],
    ["is another number", decisionFile(second, "decisions/2026/15-acme-labs-award.yml")],
    ["is no decision", observedFile("decisions/2026/notes.yml", "hello: world\n")],
    ["is of an unknown kind", withText("kind: admit", "kind: promote")],
    ["closed at no time", withText(/decided: .*/, 'decided: "yesterday"')],
    ["is open", withText("outcome: failed", "outcome: open")],
  ])("name a file that %s, and go on with the others", (_, file) => {
    expect(gather({ files: [file, decisionFile(passed)] })).toEqual({
      listed: [{ ballot: passed, path: pathOf(passed) }],
      carried: [],
      unreadable: [file.path],
    });
  });

  it("do not put a ballot in the place of its broken decision", () => {
    const files = [{ ...decisionFile(failed), text: "" }];
    const ballots = [{ file: ballotFile(failed), commits: [commit("own")] }];
    expect(gather({ files, ballots })).toEqual({ listed: [], carried: [], unreadable: [pathOf(failed)] });
  });

  it("are in the folder that the config names", () => {
    const ballots = [{ file: ballotFile(failed), commits: [commit("own")] }];
    const files = [decisionFile(passed, pathOf(passed, "docs/votes"))];
    expect(gather({ files, ballots }, "docs/votes").listed.map(({ path }) => path)).toEqual([
      "docs/votes/2026/12-acme-labs-admit.yml",
      "docs/votes/2026/15-acme-labs-admit.yml",
    ]);
  });
});

/** The decision of the failed ballot with a line edited by hand. */
function withText(line: string | RegExp, edited: string): DecisionFile {
  const file = decisionFile(failed);
  const text = file.text?.replace(line, edited) ?? "";
  if (text === file.text) throw new Error(`there is no ${line}`);
  return { ...file, text };
}
