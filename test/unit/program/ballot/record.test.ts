import { describe, expect, it } from "vitest";
import { countBallot } from "../../../../src/program/ballot/count.ts";
import { printCount } from "../../../../src/program/ballot/count-print.ts";
import {
  type BallotRecord,
  ballotOf,
  compareRecount,
  parseBallotRecord,
  printBallotRecord,
  recountRecord,
  withRecordedEvents,
} from "../../../../src/program/ballot/record.ts";
import { parseDuration } from "../../../../src/program/duration.ts";
import { instantOf } from "../../../../src/program/instant.ts";
import { day, scenarioOf } from "./counting.ts";

const { ballot, acts, now } = scenarioOf({
  rule: "{ pass: { over: 1/2, of: eligible }, quorum: { at-least: 1/2 }, organization: { cap: 2 }, veto: { by: roll } }",
  roll: ["a, points: 3, role: chair, organization: Acme", "b, points: 3/2", "c", "d, alternate-for: c"],
  subject: "{ organization: Globex, applicant: g-1, claims: [b] }",
  events: [
    day(3, "a", "vote: yes, reason: 'fine: \"yes\" # really'"),
    day(4, "b", "vote: no, edited-by: mallory, edited-at: 2026-03-05T00:00:00Z"),
    day(4, "c", "vote: yes, edited-by: c, edited-at: 2026-03-05T00:00:00Z"),
    day(5, "stranger", "vote: yes"),
    day(6, "a", "extend: 3d"),
    day(20, "b", "vote: no"),
  ],
});

const OPEN: BallotRecord = {
  issue: 12,
  kind: "admit",
  number: 1,
  opened: { at: ballot.opened, by: { login: "a", id: 1 }, order: [99, 0] },
  subject: ballot.subject,
  partner: { id: "globex", name: "Globex: the #1 company" },
  categories: ["engineering", "yes"],
  taken: [],
  reason: null,
  digest: "0".repeat(64),
  proposal: null,
  rule: ballot.rule,
  roll: ballot.roll,
  events: [
    {
      do: "extend",
      at: instantOf(Date.UTC(2026, 2, 6, 10)),
      by: { login: "a", id: null },
      order: [4, 0],
      link: null,
      duration: parseDuration("3d"),
      reason: null,
    },
  ],
  config: null,
  earlier: [],
  result: null,
};

const DECIDED: BallotRecord = {
  ...OPEN,
  result: { counted: now, count: printCount(countBallot(ballot, acts, now)), acts, left: ["gone"] },
};

describe("a ballot record", () => {
  it("is read as it was printed, with and without a result", () => {
    for (const record of [OPEN, DECIDED]) {
      const text = printBallotRecord(record);
      expect(parseBallotRecord(text)).toEqual({ ok: true, record });
      expect(printBallotRecord(record)).toBe(text);
    }
  });

  it("says by which config it was opened, where that is known", () => {
    const config = "5f6cc62f0c0f3d3a8ae4e0b0a1b2c3d4e5f60718";
    const text = printBallotRecord({ ...OPEN, config });
    expect(text).toContain(`\nconfig: ${config}\n`);
    expect(parseBallotRecord(text)).toEqual({ ok: true, record: { ...OPEN, config } });
    expect(printBallotRecord(OPEN)).not.toContain("\nconfig:");
    expect(parseBallotRecord(text.replace(config, "main"))).toMatchObject({ ok: false });
  });

  it("keeps every kind of event", () => {
    const { at, by, link } = {
      at: instantOf(Date.UTC(2026, 2, 6)),
      by: { login: "b", id: null },
      link: "https://x",
    };
    const common = { at, by, link };
    const record: BallotRecord = {
      ...OPEN,
      events: [
        { do: "cancel", ...common, order: [5, 0], reason: "duplicate" },
        { do: "close", ...common, order: [5, 1] },
        { do: "restart", ...common, order: [0, 1] },
        { do: "void", ...common, order: [6, 0], reason: "its last commit is not this app's" },
      ],
    };
    expect(parseBallotRecord(printBallotRecord(record))).toEqual({ ok: true, record });
  });

  it("is refused when its roll was changed by hand", () => {
    const text = printBallotRecord(DECIDED).replace("login: b\n", "login: mallory\n");
    const parsed = parseBallotRecord(text);
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
      "the roll is not the one that was frozen: its digest differs",
    ]);
  });

  it("is refused with unknown keys, or a version to come", () => {
    expect(parseBallotRecord(`${printBallotRecord(OPEN)}extra: 1\n`).ok).toBe(false);
    expect(parseBallotRecord(printBallotRecord(OPEN).replace("version: 1", "version: 2")).ok).toBe(false);
  });

  it("holds all that a recount needs", () => {
    const parsed = parseBallotRecord(printBallotRecord(DECIDED));
    if (!parsed.ok) throw new Error("refused");
    expect(recountRecord(parsed.record)).toEqual(countBallot(ballot, acts, now));
    expect(compareRecount(parsed.record)).toEqual([]);
  });

  it("says where a recount differs", () => {
    const { result } = DECIDED;
    if (result === null) throw new Error("no result");
    const forged = {
      ...DECIDED,
      result: { ...result, count: { ...result.count, outcome: "failed" as const, yes: "9" } },
    };
    expect(compareRecount(forged)).toEqual([
      { key: "outcome", recorded: '"failed"', recounted: '"passed"' },
      { key: "yes", recorded: '"9"', recounted: '"3"' },
    ]);
  });

  it("lets what was accepted stand when its comment is gone, and counts it once when it is there", () => {
    const withoutExtension = acts.filter((act) => act.do !== "extend");
    for (const read of [acts, withoutExtension]) {
      const count = countBallot(ballotOf(OPEN), withRecordedEvents(OPEN, read), now);
      expect(count.extensions).toHaveLength(1);
      expect(count.closes).toBe(Date.UTC(2026, 2, 12, 9));
    }
  });

  it("ends a ballot that was voided or taken back, by whomever", () => {
    const common = { at: instantOf(Date.UTC(2026, 2, 4)), by: { login: "g-1", id: 7 }, link: null };
    const taken = {
      ...OPEN,
      events: [{ do: "withdraw" as const, ...common, order: [7, 0] as [number, number] }],
    };
    expect(recountRecord(taken)).toMatchObject({ outcome: "cancelled", decided: common.at });
    const voided = {
      ...OPEN,
      events: [
        { do: "void" as const, ...common, order: [7, 0] as [number, number], reason: "tampered with" },
      ],
    };
    expect(recountRecord(voided).why).toContain("tampered with");
  });
});
