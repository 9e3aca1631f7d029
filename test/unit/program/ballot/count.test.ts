import { describe, expect, it } from "vitest";
import { countBallot } from "../../../../src/program/ballot/count.ts";
import { day, scenarioOf } from "./counting.ts";

const PERIOD = "period: { open-for: 14d }";
const ROLL = ["a", "b", "c"];

describe("the acts that a count names", () => {
  it("are those that were given, and no copies", () => {
    const { ballot, acts, now } = scenarioOf({
      rule: `{ pass: { over: 1/2, of: cast }, veto: { reason: required }, on-edit: restart, ${PERIOD} }`,
      roll: ROLL,
      events: [
        day(3, "a", "vote: yes"),
        day(4, "a", "edit: proposal"),
        day(5, "stranger", "vote: yes"),
        day(5, "b", "veto: it is against the charter"),
        day(6, "c", "cancel: it is over"),
        day(7, "a", "vote: no"),
      ],
    });
    const count = countBallot(ballot, acts, now);
    const named = [
      ...count.fallen,
      ...count.ignored.map(({ act }) => act),
      ...count.vetoes.map(({ act }) => act),
      count.closedBy,
    ];
    expect(named.map((act) => act?.do)).toEqual(["vote", "vote", "vote", "veto", "cancel"]);
    expect(named.every((act) => act !== null && acts.includes(act))).toBe(true);
  });
});

describe("an edit that restarts the vote", () => {
  it("lets votes fall once, in the order of the roll, however often it comes", () => {
    const { ballot, acts, now } = scenarioOf({
      rule: `{ pass: { over: 1/2, of: eligible }, on-edit: restart, ${PERIOD} }`,
      roll: ROLL,
      events: [
        day(3, "c", "vote: yes"),
        day(3, "b", "recuse: mine", "11:00:00"),
        day(3, "a", "vote: no", "12:00:00"),
        day(4, "a", "edit: proposal"),
        day(5, "a", "edit: proposal"),
      ],
    });
    const { fallen, yes, no, recused, edits } = countBallot(ballot, acts, now);
    expect(fallen.map(({ by }) => by.login)).toEqual(["a", "c"]);
    expect([yes.numerator, no.numerator, edits.length]).toEqual([0n, 0n, 2]);
    expect(recused).toEqual([{ login: "b", why: "mine" }]);
  });
});
