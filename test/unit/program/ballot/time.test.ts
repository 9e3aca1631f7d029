import { describe, expect, it } from "vitest";
import { formatInstant } from "../../../../src/program/instant.ts";
import { countOf, day, printed } from "./counting.ts";

const ROLL = ["a", "b", "c", "d", "e"];
const rule = (more: string, of = "eligible") => `{ pass: { over: 1/2, of: ${of} }, count: heads, ${more} }`;
const yes = (login: string, date: number) => day(date, login, "vote: yes");

describe("early close", () => {
  const three = [yes("a", 3), yes("b", 4), yes("c", 5)];

  it("is never unless the rule says so", () => {
    expect(printed({ rule: rule("tie: fails"), roll: ROLL, events: three }).decided).toBe(
      "2026-03-09T09:00:00Z",
    );
  });

  it("when decided: at the act that decides it, and later acts are too late", () => {
    const text = rule("period: { close-early: when-decided }");
    const count = printed({ rule: text, roll: ROLL, events: [...three, day(6, "c", "vote: no")] });
    expect(count).toMatchObject({
      outcome: "passed",
      decided: "2026-03-05T10:00:00Z",
      closes: "2026-03-09T09:00:00Z",
      ignored: [{ by: "c", why: "came after the close" }],
    });
  });

  it("when decided: also a failure", () => {
    const text = rule("period: { close-early: when-decided }");
    const events = [day(3, "a", "vote: no"), day(4, "b", "vote: no"), day(5, "c", "vote: abstain")];
    expect(printed({ rule: text, roll: ROLL, events })).toMatchObject({
      outcome: "failed",
      decided: "2026-03-05T10:00:00Z",
    });
  });

  it("never before the minimum period, and then at its end", () => {
    const text = rule("period: { at-least: 5d, close-early: when-decided }");
    const count = printed({ rule: text, roll: ROLL, events: [...three, day(6, "d", "vote: no")] });
    expect(count).toMatchObject({ outcome: "passed", no: "1", decided: "2026-03-07T09:00:00Z" });
    const undone = printed({
      rule: text,
      roll: ROLL,
      events: [...three, day(6, "c", "vote: no"), yes("d", 8)],
    });
    expect(undone).toMatchObject({ outcome: "passed", decided: "2026-03-08T10:00:00Z" });
  });

  it("never before the quorum", () => {
    const text = rule("quorum: { at-least: 4/5 }, period: { close-early: when-decided }");
    expect(printed({ rule: text, roll: ROLL, events: three }).decided).toBe("2026-03-09T09:00:00Z");
    expect(
      printed({ rule: text, roll: ROLL, events: [...three, day(6, "d", "vote: abstain")] }).decided,
    ).toBe("2026-03-06T10:00:00Z");
  });

  it("never passes while a veto is possible", () => {
    const text = rule("veto: { by: roll }, period: { close-early: when-decided }");
    const all = ROLL.map((login) => yes(login, 3));
    expect(printed({ rule: text, roll: ROLL, events: all })).toMatchObject({
      outcome: "passed",
      decided: "2026-03-09T09:00:00Z",
    });
  });

  it("when passed: on the count so far", () => {
    const text = rule("period: { close-early: when-passed }, quorum: { minimum: 2 }", "cast");
    const events = [yes("a", 3), day(4, "b", "vote: no"), yes("c", 5)];
    expect(printed({ rule: text, roll: ROLL, events }).decided).toBe("2026-03-05T10:00:00Z");
  });

  it("when all have voted: everyone in the base", () => {
    const text = rule("period: { close-early: when-all-voted }");
    const roll = ["a", "b", "c", "old, in-base: false"];
    const events = [yes("a", 3), day(4, "b", "vote: present"), day(5, "c", "recuse: true")];
    expect(printed({ rule: text, roll, events }).decided).toBe("2026-03-05T10:00:00Z");
    expect(printed({ rule: text, roll, events: events.slice(0, 2) }).decided).toBe("2026-03-09T09:00:00Z");
  });

  it("leaves the deciding second open, so that all acts of that second count", () => {
    const text = rule("period: { close-early: when-decided }");
    const events = [...three, day(5, "c", "vote: no")];
    expect(printed({ rule: text, roll: ROLL, events }).decided).toBe("2026-03-09T09:00:00Z");
    const open = countOf({ rule: text, roll: ROLL, events: three, now: "2026-03-05T10:00:00Z" });
    expect(open.outcome).toBe("open");
    expect(open.nextInstant === null ? null : formatInstant(open.nextInstant)).toBe("2026-03-05T10:00:01Z");
  });

  it("is not undone by an edit that comes after it", () => {
    const text = rule("period: { close-early: when-decided }");
    const edited = day(5, "c", "vote: yes, edited-by: mallory, edited-at: 2026-03-06T00:00:00Z");
    expect(printed({ rule: text, roll: ROLL, events: [yes("a", 3), yes("b", 4), edited] })).toMatchObject({
      outcome: "passed",
      decided: "2026-03-05T10:00:00Z",
      ignored: [],
    });
  });
});

describe("people move the end", () => {
  it("extend adds to the current end, as often as asked", () => {
    const events = [day(3, "a", "extend: 3d, reason: holidays"), day(11, "b", "extend: 12h"), yes("c", 12)];
    const count = countOf({ rule: rule("tie: fails", "cast"), roll: ROLL, events });
    expect(count.extensions.map(({ to, cause, reason }) => [formatInstant(to), cause, reason])).toEqual([
      ["2026-03-12T09:00:00Z", "person", "holidays"],
      ["2026-03-12T21:00:00Z", "person", null],
    ]);
    expect(count.outcome).toBe("passed");
  });

  it("only people on the roll, and only before the close", () => {
    const events = [
      day(3, "stranger", "extend: 3d"),
      day(9, "a", "extend: 3d", "09:00:01"),
      day(4, "x", "cancel: no"),
    ];
    const count = printed({ rule: rule("tie: fails"), roll: ROLL, events });
    expect(count.closes).toBe("2026-03-09T09:00:00Z");
    expect(count.ignored.map(({ why }) => why)).toEqual([
      "is not on the roll",
      "is not on the roll",
      "came after the close",
    ]);
  });

  it("an extension at the closing second still counts", () => {
    const events = [day(9, "a", "extend: 1d", "09:00:00")];
    expect(printed({ rule: rule("tie: fails"), roll: ROLL, events }).closes).toBe("2026-03-10T09:00:00Z");
  });

  it("does not extend beyond what a date can hold", () => {
    const events = Array.from({ length: 100 }, (_, index) =>
      day(3, "a", "extend: 36500d", `10:00:${String(index % 60).padStart(2, "0")}`),
    );
    const count = printed({ rule: rule("tie: fails"), roll: ROLL, events });
    expect(count.closes).toMatch(/^\d{4}-/);
    expect(count.ignored.length).toBeGreaterThan(0);
  });

  it("cancel ends it at that instant, on record", () => {
    const events = [yes("a", 3), day(4, "b", "cancel: duplicate of 12"), yes("c", 5)];
    expect(printed({ rule: rule("tie: fails"), roll: ROLL, events })).toMatchObject({
      outcome: "cancelled",
      decided: "2026-03-04T10:00:00Z",
      closes: "2026-03-09T09:00:00Z",
      yes: "1",
      why: "Cancelled by b: duplicate of 12.",
    });
    const now = printed({ rule: rule("tie: fails"), roll: ROLL, events, now: "2026-03-04T10:00:00Z" });
    expect(now.outcome).toBe("cancelled");
  });

  it("close is granted only when it is decided and the minimum period over", () => {
    const text = rule("period: { at-least: 3d }");
    const events = [
      yes("a", 3),
      yes("b", 3),
      yes("c", 3),
      day(4, "a", "close: true"),
      day(6, "stranger", "close: true"),
      day(6, "a", "close: true"),
    ];
    const count = printed({ rule: text, roll: ROLL, events });
    expect(count).toMatchObject({ outcome: "passed", decided: "2026-03-06T10:00:00Z" });
    expect(count.ignored.map(({ why }) => why)).toEqual([
      "asked to close the vote before the minimum period was over",
      "is not on the roll",
    ]);
    const early = printed({ rule: text, roll: ROLL, events: [yes("a", 3), day(7, "a", "close: true")] });
    expect(early).toMatchObject({ decided: "2026-03-09T09:00:00Z" });
    expect(early.ignored.map(({ why }) => why)).toEqual(["asked to close the vote before it was decided"]);
  });
});

describe("no quorum at the end", () => {
  const text = (then: string) =>
    rule(`quorum: { at-least: 2/5 }, no-quorum: { extend: 7d, times: 2, then: ${then} }`, "cast");

  it("extends as often as the rule says, and then says so", () => {
    const count = countOf({ rule: text("fails"), roll: ROLL, events: [yes("a", 3)] });
    expect(count.outcome).toBe("no-quorum");
    expect(count.extensions.map(({ to, cause }) => [formatInstant(to), cause])).toEqual([
      ["2026-03-16T09:00:00Z", "no-quorum"],
      ["2026-03-23T09:00:00Z", "no-quorum"],
    ]);
  });

  it("counts what was cast where the rule says so", () => {
    expect(printed({ rule: text("counts"), roll: ROLL, events: [yes("a", 3)] })).toMatchObject({
      outcome: "passed",
      decided: "2026-03-23T09:00:00Z",
      quorum: { met: false },
    });
    expect(printed({ rule: text("counts"), roll: ROLL, events: [day(3, "a", "vote: no")] }).outcome).toBe(
      "failed",
    );
  });

  it("stops extending when the quorum is there", () => {
    const count = printed({ rule: text("fails"), roll: ROLL, events: [yes("a", 3), yes("b", 12)] });
    expect(count).toMatchObject({ outcome: "passed", decided: "2026-03-16T09:00:00Z" });
  });

  it("is open in between, and says when to look again", () => {
    const count = countOf({ rule: text("fails"), roll: ROLL, events: [], now: "2026-03-09T09:00:01Z" });
    expect(count.outcome).toBe("open");
    expect(count.nextInstant === null ? null : formatInstant(count.nextInstant)).toBe("2026-03-16T09:00:01Z");
  });
});

describe("an edit of the proposal", () => {
  const events = [
    yes("a", 3),
    day(4, "b", "veto: no"),
    day(4, "c", "recuse: mine"),
    day(6, "x", "edit: proposal"),
    yes("d", 7),
  ];
  const text = (onEdit: string) => rule(`on-edit: ${onEdit}, veto: { by: roll }`, "cast");

  it("changes nothing unless it restarts", () => {
    for (const onEdit of ["keep", "warn"]) {
      const count = countOf({ rule: text(onEdit), roll: ROLL, events });
      expect(count).toMatchObject({ outcome: "failed", people: { yes: 2 }, fallen: [] });
      expect(count.edits.map(formatInstant)).toEqual(["2026-03-06T10:00:00Z"]);
    }
  });

  it("lets votes and vetoes fall and runs the whole period anew", () => {
    const count = countOf({ rule: text("restart"), roll: ROLL, events });
    expect(count).toMatchObject({ outcome: "passed", people: { yes: 1 } });
    expect([count.opened, count.closes].map(formatInstant)).toEqual([
      "2026-03-06T10:00:00Z",
      "2026-03-13T10:00:00Z",
    ]);
    expect(count.fallen.map(({ by }) => by.login)).toEqual(["a", "b"]);
    expect(count.recused).toEqual([{ login: "c", why: "mine" }]);
    expect(count.ignored).toEqual([]);
  });

  it("after the close changes nothing", () => {
    const late = [yes("a", 3), day(9, "x", "edit: proposal", "09:00:01")];
    expect(printed({ rule: text("restart"), roll: ROLL, events: late })).toMatchObject({
      outcome: "passed",
      closes: "2026-03-09T09:00:00Z",
      ignored: [],
    });
  });

  it("gives the proposer's implicit yes again", () => {
    const implicit = rule("on-edit: restart, proposer: implicit-yes", "cast");
    const subject = "{ proposer: a }";
    const acts = [day(3, "a", "vote: no"), day(6, "a", "edit: proposal")];
    expect(printed({ rule: implicit, roll: ROLL, subject, events: acts })).toMatchObject({
      yes: "1",
      no: "0",
    });
  });
});

describe("when to look again", () => {
  it("is the end of the minimum period, or the scheduled end", () => {
    const text = rule("period: { at-least: 3d, close-early: when-decided }");
    const at = (now: string) => {
      const { nextInstant, minimumPeriodEnds } = countOf({ rule: text, roll: ROLL, events: [], now });
      expect(minimumPeriodEnds === null ? null : formatInstant(minimumPeriodEnds)).toBe(
        "2026-03-05T09:00:00Z",
      );
      return nextInstant === null ? null : formatInstant(nextInstant);
    };
    expect(at("2026-03-01T00:00:00Z")).toBe("2026-03-02T09:00:00Z");
    expect(at("2026-03-03T00:00:00Z")).toBe("2026-03-05T09:00:01Z");
    expect(at("2026-03-05T09:00:01Z")).toBe("2026-03-09T09:00:01Z");
    expect(at("2026-03-09T09:00:01Z")).toBeNull();
  });
});
