import { describe, expect, it } from "vitest";
import { day, printed, type Sketch } from "./counting.ts";

const ROLL = [
  "chair, points: 3, role: chair",
  "s-1, points: 2",
  "s-2, points: 2",
  "m-1",
  "old, in-base: false",
];
const EVENTS = [
  day(3, "chair", "vote: yes"),
  day(3, "s-1", "vote: no"),
  day(3, "s-2", "vote: abstain"),
  day(3, "m-1", "vote: present"),
  day(3, "old", "vote: yes"),
];

describe("bases", () => {
  it.each([
    ["cast", "points", "4 2 2 1", "6", "4"],
    ["cast-and-abstain", "points", "4 2 2 1", "8", "5"],
    ["eligible", "points", "4 2 2 1", "8", "5"],
    ["cast", "heads", "2 1 1 1", "3", "2"],
    ["cast-and-abstain", "heads", "2 1 1 1", "4", "3"],
    ["eligible", "heads", "2 1 1 1", "4", "3"],
  ])("of %s, counted in %s", (of, count, amounts, base, needed) => {
    const rule = `{ pass: { over: 1/2, of: ${of} }, count: ${count} }`;
    const result = printed({ rule, roll: ROLL, events: EVENTS });
    expect([result.yes, result.no, result.abstain, result.present].join(" ")).toBe(amounts);
    expect([result.base, result.needed]).toEqual([base, needed]);
  });

  it("keep their seats whatever happens to people", () => {
    const rule = "{ pass: { over: 1/2, of: seats }, seats: 5, count: heads }";
    const events = [day(3, "chair", "recuse: true"), day(3, "s-1", "vote: yes"), day(3, "s-2", "vote: yes")];
    expect(printed({ rule, roll: ROLL, events })).toMatchObject({
      outcome: "failed",
      base: "5",
      needed: "3",
    });
  });

  it("tell over from at least, exactly", () => {
    const of = (pass: string, yes: number) => {
      const roll = ["a", "b", "c", "d", "e", "f"];
      const events = roll.slice(0, yes).map((login) => day(3, login, "vote: yes"));
      return printed({ rule: `{ pass: { ${pass}, of: eligible }, count: heads }`, roll, events });
    };
    expect(of("over: 1/2", 3)).toMatchObject({ outcome: "failed", needed: "4" });
    expect(of("at-least: 1/2", 3)).toMatchObject({ outcome: "passed", needed: "3" });
    expect(of("at-least: 2/3", 4)).toMatchObject({ outcome: "passed", needed: "4" });
    expect(of("over: 2/3", 4)).toMatchObject({ outcome: "failed", needed: "5" });
    expect(of("at-least: 1", 6)).toMatchObject({ outcome: "passed", needed: "6" });
  });

  it("are never reached by no votes at all", () => {
    for (const pass of ["at-least: 1/2", "over: 1/2", "over: 0"]) {
      const rule = `{ pass: { ${pass}, of: cast } }`;
      expect(printed({ rule, roll: ROLL, events: [] })).toMatchObject({
        outcome: "failed",
        base: "0",
        needed: "1",
      });
    }
  });
});

describe("what is needed", () => {
  const needed = (points: readonly string[], pass: string, more = "") => {
    const roll = points.map((value, index) => `v-${index}, points: ${value}`);
    return printed({ rule: `{ pass: { ${pass}, of: eligible }${more} }`, roll, events: [] }).needed;
  };

  it("is an amount that people can make up together", () => {
    expect(needed(["3", "2", "2"], "over: 1/2")).toBe("4");
    expect(needed(["5", "2"], "over: 1/2")).toBe("5");
    expect(needed(["2", "2", "2", "2"], "over: 1/2")).toBe("6");
    expect(needed(["3/2", "3/2", "3/2", "1"], "over: 1/2")).toBe("3");
    expect(needed(["3/2", "3/2", "3/2", "2"], "at-least: 1")).toBe("13/2");
  });

  it("takes as many people as the rule wants", () => {
    expect(needed(["3", "1", "1", "1"], "over: 1/2", ", minimum: { yes: 3 }")).toBe("5");
    expect(needed(["3", "2", "2", "2"], "over: 1/4", ", minimum: { yes: 3 }")).toBe("6");
    expect(needed(["1", "1"], "over: 1/2", ", minimum: { yes: 3 }")).toBe("3");
  });
});

describe("conditions on people", () => {
  it("come on top of the fraction", () => {
    const rule = "{ pass: { over: 1/2, of: cast }, minimum: { yes: 2 }, maximum: { no: 1 } }";
    const one = printed({ rule, roll: ROLL, events: [day(3, "chair", "vote: yes")] });
    expect(one).toMatchObject({ outcome: "failed", why: "Failed: 1 person said yes, and at least 2 must." });
    const roll = ["a, points: 5", "b, points: 5", "c", "d"];
    const events = ["a", "b"].map((login) => day(3, login, "vote: yes"));
    expect(printed({ rule, roll, events }).outcome).toBe("passed");
    const against = ["c", "d"].map((login) => day(3, login, "vote: no"));
    expect(printed({ rule, roll, events: [...events, ...against] })).toMatchObject({
      outcome: "failed",
      why: "Failed: 2 people said no, and at most 1 may.",
    });
  });
});

describe("ties", () => {
  const tie = (chair: string | null, more = "") => {
    const events = [day(3, "a", "vote: yes"), day(3, "b", "vote: no")];
    if (chair !== null) events.push(day(3, "c", chair));
    const rule = `{ pass: { over: 1/2, of: cast }, count: heads, tie: chair${more} }`;
    return { rule, roll: ["a", "b", "c, role: chair", "d"], events } satisfies Sketch;
  };

  it("are decided by the chair's vote where yes and no are equal", () => {
    const base = tie("vote: yes");
    const equal = { ...base, events: [...base.events, day(3, "d", "vote: no")] };
    expect(printed(equal)).toMatchObject({ outcome: "passed", yes: "2", no: "2" });
    expect(printed(equal).why).toContain("the chair said yes");
    expect(printed({ ...equal, rule: equal.rule.replace("tie: chair", "tie: fails") }).outcome).toBe(
      "failed",
    );
    expect(
      printed({ ...tie("vote: no"), events: [...tie("vote: no").events, day(3, "d", "vote: yes")] }).outcome,
    ).toBe("failed");
  });

  it.each([[null], ["vote: abstain"], ["vote: present"], ["recuse: true"]])(
    "fail with the chair's %s",
    (chair) => {
      expect(printed(tie(chair)).outcome).toBe("failed");
    },
  );

  it("still want the people that the rule wants", () => {
    const base = tie("vote: yes", ", minimum: { yes: 3 }");
    expect(printed({ ...base, events: [...base.events, day(3, "d", "vote: no")] }).outcome).toBe("failed");
  });
});

describe("organizations", () => {
  const firm = (count: number) =>
    Array.from({ length: count }, (_, index) => `f-${index}, organization: Firm`);
  const capped = (of: string, cap: number) =>
    `{ pass: { over: 1/2, of: ${of} }, count: heads, organization: { cap: ${cap} } }`;

  it("have only their excess cut: eight yes under a cap of six are six", () => {
    const events = firm(8).map((_, index) => day(3, `f-${index}`, "vote: yes"));
    const result = printed({ rule: capped("cast", 6), roll: [...firm(8), "x"], events });
    expect(result).toMatchObject({
      yes: "6",
      base: "6",
      capped: [{ organization: "Firm", from: "8", to: "6" }],
    });
  });

  it("share a cap in proportion: yes and no under a cap of one are a half each", () => {
    const events = [day(3, "f-0", "vote: yes"), day(3, "f-1", "vote: no")];
    const result = printed({ rule: capped("cast", 1), roll: firm(2), events });
    expect(result).toMatchObject({ yes: "1/2", no: "1/2", base: "1", outcome: "failed" });
  });

  it("are not cut below the cap, and weigh at most the cap in the base", () => {
    const events = [day(3, "f-0", "vote: yes"), day(3, "f-1", "vote: no")];
    const result = printed({ rule: capped("eligible", 3), roll: [...firm(8), "x"], events });
    expect(result).toMatchObject({ yes: "1", no: "1", base: "4", needed: "3" });
    expect(result.capped).toEqual([{ organization: "Firm", from: "8", to: "3" }]);
  });

  it("of one person each count for people without an organization", () => {
    const rule = "{ pass: { over: 1/2, of: eligible }, organization: { cap: 2 } }";
    const result = printed({
      rule,
      roll: ["a, points: 3", "b, points: 3"],
      events: [day(3, "a", "vote: yes")],
    });
    expect(result).toMatchObject({ yes: "2", base: "4" });
    expect(result.capped.map(({ organization }) => organization)).toEqual(["a", "b"]);
  });

  it("split one vote among those who are not recused", () => {
    const rule = "{ pass: { over: 1/2, of: cast }, count: heads, organization: split }";
    const events = [day(3, "f-0", "vote: yes"), day(3, "f-1", "vote: no"), day(3, "x", "vote: yes")];
    expect(printed({ rule, roll: [...firm(3), "x"], events })).toMatchObject({
      yes: "4/3",
      no: "1/3",
      base: "5/3",
    });
    const recused = [...events, day(4, "f-2", "recuse: true")];
    expect(printed({ rule, roll: [...firm(3), "x"], events: recused })).toMatchObject({
      yes: "3/2",
      no: "1/2",
    });
  });

  it("collapse equal votes and keep different ones", () => {
    const rule = "{ pass: { over: 1/2, of: cast-and-abstain }, organization: collapse-identical }";
    const roll = ["f-0, organization: Firm, points: 2", ...firm(5).slice(1), "x"];
    const events = [
      day(3, "f-0", "vote: yes"),
      day(3, "f-1", "vote: yes"),
      day(3, "f-2", "vote: no"),
      day(3, "f-3", "vote: abstain"),
      day(3, "f-4", "vote: abstain"),
      day(3, "x", "vote: yes"),
    ];
    expect(printed({ rule, roll, events })).toMatchObject({
      yes: "3",
      no: "1",
      abstain: "1",
      base: "5",
      outcome: "passed",
      capped: [{ organization: "Firm", from: "6", to: "4" }],
    });
  });
});

describe("quorum", () => {
  const roll = ["chair, points: 6", "a", "b", "c", "old, in-base: false"];
  const of = (quorum: string, events: readonly string[]) => {
    const rule = `{ pass: { over: 1/2, of: cast }, quorum: ${quorum} }`;
    return printed({ rule, roll, events });
  };

  it("counts people in the base, whatever they say, unless the rule says otherwise", () => {
    const events = [day(3, "a", "vote: yes"), day(3, "b", "vote: present"), day(3, "old", "vote: yes")];
    expect(of("{ at-least: 1/2 }", events).quorum).toEqual({ met: true, have: "2", need: "2" });
    expect(of("{ over: 1/2 }", events).quorum).toEqual({ met: false, have: "2", need: "3" });
    expect(of("{ at-least: 1/2, votes: [yes, no] }", events).quorum).toEqual({
      met: false,
      have: "1",
      need: "2",
    });
    expect(of("{ at-least: 1/2, count: points }", events).quorum).toEqual({
      met: false,
      have: "2",
      need: "6",
    });
    expect(of("{ minimum: 2 }", events).quorum).toEqual({ met: true, have: "2", need: "2" });
    expect(of("{ at-least: 1/4, minimum: 3 }", events).quorum).toEqual({ met: false, have: "2", need: "3" });
  });

  it("is missing: the outcome says so, and why", () => {
    const result = of("{ at-least: 3/4 }", [day(3, "a", "vote: yes")]);
    expect(result).toMatchObject({ outcome: "no-quorum", why: "No quorum: 1 of 3 needed voters took part." });
  });
});
