import { describe, expect, it } from "vitest";
import { countOf, day, printed, type Sketch } from "./counting.ts";

const rule = "{ pass: { over: 1/2, of: cast }, count: heads }";
const roll = ["a", "b", "c"];
const amounts = (sketch: Sketch) => {
  const { yes, no, abstain, present } = printed(sketch);
  return [yes, no, abstain, present].join(" ");
};

describe("what counts of what people said", () => {
  it("takes the latest choice, and none after a withdrawal", () => {
    const events = [
      day(3, "a", "vote: yes"),
      day(4, "a", "vote: no"),
      day(3, "b", "vote: yes"),
      day(5, "b", "vote: withdraw"),
    ];
    expect(amounts({ rule, roll, events })).toBe("0 1 0 0");
    expect(amounts({ rule, roll, events: events.toReversed() })).toBe("0 1 0 0");
    expect(printed({ rule, roll, events }).ignored).toEqual([]);
  });

  it("takes the later line of two at the same second", () => {
    expect(amounts({ rule, roll, events: [day(3, "a", "vote: yes"), day(3, "a", "vote: no")] })).toBe(
      "0 1 0 0",
    );
    expect(amounts({ rule, roll, events: [day(3, "a", "vote: no"), day(3, "a", "vote: yes")] })).toBe(
      "1 0 0 0",
    );
  });

  it("compares logins without case, and names who is not on the roll", () => {
    const events = [day(3, "A", "vote: yes"), day(3, "stranger", "vote: no")];
    const count = printed({ rule, roll, events });
    expect(count.yes).toBe("1");
    expect(count.ignored).toEqual([
      { by: "stranger", at: "2026-03-03T10:00:00Z", why: "is not on the roll" },
    ]);
  });

  it("counts both ends of the window, and names what is outside", () => {
    const events = [
      day(2, "a", "vote: yes", "08:59:59"),
      day(2, "b", "vote: yes", "09:00:00"),
      day(9, "c", "vote: yes", "09:00:00"),
      day(9, "a", "vote: yes", "09:00:01"),
    ];
    const count = printed({ rule, roll, events });
    expect(count.yes).toBe("2");
    expect(count.ignored.map(({ at, why }) => [at, why])).toEqual([
      ["2026-03-02T08:59:59Z", "came before the vote opened"],
      ["2026-03-09T09:00:01Z", "came after the close"],
    ]);
  });

  it("is still open at the closing second, and what is later than now has not happened", () => {
    const events = [day(9, "a", "vote: yes", "09:00:00"), day(9, "b", "vote: yes", "09:00:01")];
    const open = countOf({ rule, roll, events, now: "2026-03-09T09:00:00Z" });
    expect(open).toMatchObject({ outcome: "open", decided: null, ignored: [] });
    const closed = printed({ rule, roll, events, now: "2026-03-09T09:00:01Z" });
    expect(closed).toMatchObject({ outcome: "passed", yes: "1", decided: "2026-03-09T09:00:00Z" });
  });

  it("falls back to the vote before one that somebody else edited", () => {
    const edited = "vote: no, edited-by: mallory, edited-at: 2026-03-05T00:00:00Z";
    const count = printed({ rule, roll, events: [day(3, "a", "vote: yes"), day(4, "a", edited)] });
    expect([count.yes, count.no]).toEqual(["1", "0"]);
    expect(count.ignored.map(({ why }) => why)).toEqual(["is void: the comment was edited by mallory"]);
  });

  it("does not mind an edit after the close, by anyone", () => {
    const late = "edited-at: 2026-03-09T09:00:01Z";
    const events = [
      day(3, "a", `vote: yes, edited-by: mallory, ${late}`),
      day(3, "b", `vote: yes, edited-by: b, ${late}`),
    ];
    expect(printed({ rule, roll, events })).toMatchObject({ yes: "2", ignored: [] });
  });

  it("gives a vote the time of its author's own edit", () => {
    const first = day(3, "a", "vote: yes, edited-by: A, edited-at: 2026-03-06T00:00:00Z");
    const between = day(4, "a", "vote: no");
    expect(amounts({ rule, roll, events: [first, between] })).toBe("1 0 0 0");
    const early = day(1, "b", "vote: yes, edited-by: b, edited-at: 2026-03-03T00:00:00Z");
    expect(printed({ rule, roll, events: [early] })).toMatchObject({ yes: "1", ignored: [] });
  });

  it("names a vote that somebody else deleted", () => {
    const events = [day(3, "a", "vote: yes, deleted-by: mallory"), day(3, "b", "vote: yes, deleted-by: b")];
    const count = printed({ rule, roll, events });
    expect(count.yes).toBe("0");
    expect(count.ignored.map(({ why }) => why)).toEqual([
      "is void: the comment was deleted by mallory",
      "is void: the author deleted the comment",
    ]);
  });

  it("wants a reason for a no where the rule says so", () => {
    const strict = "{ pass: { over: 1/2, of: cast }, count: heads, no-needs-reason: true }";
    const events = [
      day(3, "a", "vote: yes"),
      day(4, "a", "vote: no"),
      day(4, "b", "vote: no, reason: too early"),
    ];
    const count = printed({ rule: strict, roll, events });
    expect([count.yes, count.no]).toEqual(["1", "1"]);
    expect(count.ignored.map(({ by, why }) => [by, why])).toEqual([
      ["a", "gave no reason, and the rule wants one"],
    ]);
  });
});

describe("recusals", () => {
  const eligible = "{ pass: { over: 1/2, of: eligible }, count: heads, quorum: { at-least: 1/2 } }";

  it("leave the base and the quorum, and take an earlier vote with them", () => {
    const count = printed({
      rule: eligible,
      roll,
      events: [day(3, "a", "vote: yes"), day(4, "a", "recuse: my employer")],
    });
    expect(count).toMatchObject({
      yes: "0",
      base: "2",
      needed: "2",
      quorum: { met: false, have: "0", need: "1" },
    });
    expect(count.recused).toEqual([{ login: "a", why: "my employer" }]);
  });

  it("end with a later vote when declared, and stand when automatic", () => {
    const events = [
      day(3, "a", "recuse: true"),
      day(4, "a", "vote: yes"),
      day(3, "b", "vote: yes"),
      day(4, "b", "recuse: also"),
    ];
    const subject = "{ organization: Globex }";
    const members = ["a", 'b, organization: " gLOBEX "', "c"];
    const count = printed({ rule: eligible, roll: members, subject, events });
    expect(count).toMatchObject({ yes: "1", base: "2" });
    expect(count.recused).toEqual([{ login: "b", why: "affiliated with gLOBEX" }]);
    expect(count.ignored).toEqual([{ by: "b", at: "2026-03-03T10:00:00Z", why: "is recused" }]);
  });

  it("cover the applicant, the proposer and the subject, each by its own ground", () => {
    const subject = "{ applicant: A, proposer: B, person: C }";
    const of = (grounds: string) => {
      const text = `{ pass: { over: 1/2, of: cast }, recuse: [${grounds}] }`;
      return printed({ rule: text, roll: [...roll, "d"], subject, events: [] }).recused.map(
        ({ login }) => login,
      );
    };
    expect(of("affiliated")).toEqual(["a"]);
    expect(of("proposer")).toEqual(["b"]);
    expect(of("subject")).toEqual(["c"]);
    expect(of("affiliated, proposer, subject")).toEqual(["a", "b", "c"]);
    expect(of("")).toEqual([]);
  });

  it("do not follow from a claim of the proposal: the voter votes, and the claim is shown", () => {
    const subject = "{ organization: globex, claims: [A] }";
    const count = countOf({ rule: eligible, roll, subject, events: [day(3, "a", "vote: yes")] });
    expect(count.voters.map(({ state, claimed }) => [state, claimed])).toEqual([
      ["choice", true],
      ["silent", false],
      ["silent", false],
    ]);
  });

  it("of everyone fail the ballot, and it is not extended", () => {
    const extended =
      "{ pass: { over: 1/2, of: eligible }, quorum: { at-least: 1/2 }, no-quorum: { extend: 7d } }";
    const events = roll.map((login) => day(3, login, "recuse: conflict"));
    const count = printed({ rule: extended, roll, events });
    expect(count).toMatchObject({ outcome: "failed", decided: "2026-03-09T09:00:00Z", base: "0" });
    expect(count.why).toContain("everyone is recused");
    expect(printed({ rule: extended, roll: [], events: [] })).toMatchObject({ outcome: "failed" });
    expect(
      printed({ rule: extended, roll: ["a, in-base: false"], events: [day(3, "a", "vote: yes")] }),
    ).toMatchObject({
      outcome: "failed",
      why: "Failed: nobody on the roll is in the base.",
    });
  });
});

describe("the proposer's implicit yes", () => {
  const implicit =
    "{ pass: { over: 1/2, of: eligible }, count: heads, quorum: { minimum: 1 }, proposer: implicit-yes }";
  const subject = "{ proposer: A }";

  it("counts from the opening, for the quorum too", () => {
    const count = countOf({ rule: implicit, roll, subject, events: [], now: "2026-03-02T09:00:00Z" });
    expect(count).toMatchObject({ outcome: "open", quorum: { met: true } });
    expect(count.voters[0]).toMatchObject({ choice: "yes", implicit: true });
  });

  it.each([
    ["vote: no", "0 1"],
    ["vote: withdraw", "0 0"],
    ["recuse: true", "0 0"],
    ["vote: no, edited-by: mallory", "1 0"],
  ])("is replaced by the proposer's %s", (what, expected) => {
    const { yes, no } = printed({ rule: implicit, roll, subject, events: [day(3, "a", what)] });
    expect(`${yes} ${no}`).toBe(expected);
  });

  it("is not said by someone off the roll or recused", () => {
    expect(printed({ rule: implicit, roll, subject: "{ proposer: stranger }", events: [] }).yes).toBe("0");
    expect(printed({ rule: implicit, roll, subject: "{ proposer: a, applicant: a }", events: [] }).yes).toBe(
      "0",
    );
  });
});

describe("vetoes", () => {
  const veto = "{ pass: { over: 1/2, of: cast }, count: heads, veto: { by: roll, reason: required } }";
  const yes = [day(3, "a", "vote: yes"), day(3, "b", "vote: yes")];

  it("defeat when they stand at the close, without being a vote or a presence", () => {
    const count = countOf({ rule: veto, roll, events: [...yes, day(4, "c", "veto: breaks the charter")] });
    expect(count).toMatchObject({ outcome: "failed", why: "Failed: c vetoed it: breaks the charter." });
    expect(count.vetoes.map(({ login, reason }) => [login, reason])).toEqual([["c", "breaks the charter"]]);
    expect(count.people).toEqual({ yes: 2, no: 0, abstain: 0, present: 0 });
  });

  it.each([["veto: withdraw"], ["recuse: after all"]])("fall with %s", (what) => {
    const events = [...yes, day(4, "c", "veto: breaks the charter"), day(5, "c", what)];
    expect(printed({ rule: veto, roll, events }).outcome).toBe("passed");
  });

  it("do not come back when a vote ends the recusal that took them", () => {
    const events = [
      ...yes,
      day(4, "c", "veto: no way"),
      day(5, "c", "recuse: oh"),
      day(6, "c", "vote: abstain"),
    ];
    expect(printed({ rule: veto, roll, events }).outcome).toBe("passed");
  });

  it("are refused without a reason, from the recused, from outside, and where the rule has none", () => {
    const events = [
      ...yes,
      day(4, "c", "veto: true"),
      day(4, "stranger", "veto: no"),
      day(5, "c", "recuse: true"),
      day(6, "c", "veto: against"),
    ];
    const count = printed({ rule: veto, roll, events });
    expect(count.outcome).toBe("passed");
    expect(count.ignored.map(({ why }) => why)).toEqual([
      "gave no reason, and the rule wants one",
      "is not on the roll",
      "is recused",
    ]);
    const none = printed({ rule, roll, events: [...yes, day(4, "c", "veto: against")] });
    expect(none).toMatchObject({
      outcome: "passed",
      ignored: [{ why: "cast a veto, and the rule has none" }],
    });
  });
});

describe("alternates", () => {
  const seats = ["a", "b", "c, alternate-for: A"];
  const eligible = "{ pass: { over: 1/2, of: eligible }, count: heads }";

  it("vote in the seat of a voter who has no vote", () => {
    const count = countOf({
      rule: eligible,
      roll: seats,
      events: [day(3, "c", "vote: yes"), day(3, "b", "vote: yes")],
    });
    expect(count).toMatchObject({ outcome: "passed", people: { yes: 2 } });
    expect(count.voters.map(({ state, alternate }) => [state, alternate])).toEqual([
      ["silent", "c"],
      ["choice", null],
      ["choice", null],
    ]);
  });

  it("give way to the voter", () => {
    const events = [day(3, "c", "vote: yes"), day(4, "a", "vote: no")];
    expect(printed({ rule: eligible, roll: seats, events })).toMatchObject({ yes: "0", no: "1", base: "2" });
    const recused = [day(3, "c", "vote: yes"), day(4, "a", "recuse: true")];
    expect(printed({ rule: eligible, roll: seats, events: recused })).toMatchObject({ yes: "0", base: "1" });
  });

  it("leave the seat open until the voter has voted", () => {
    const early =
      "{ pass: { over: 1/2, of: eligible }, count: heads, period: { close-early: when-decided } }";
    const events = [day(3, "c", "vote: yes"), day(3, "b", "vote: yes"), day(5, "a", "vote: yes")];
    expect(printed({ rule: early, roll: seats, events }).decided).toBe("2026-03-05T10:00:00Z");
  });
});
