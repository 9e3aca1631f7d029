import { describe, expect, it } from "vitest";
import { affiliationsOf, confirmedLogins } from "../../../../src/program/activity/affiliation.ts";
import { accountDigest, loginDigest } from "../../../../src/program/activity/left-out.ts";
import { activityConfig, days, person, registryOf } from "../../../support/activities.ts";

const problemsOf = (people: Parameters<typeof registryOf>[0]) =>
  affiliationsOf(registryOf(people), activityConfig()).problems;

const confirmed = (partner: string) => ({ partner, state: "confirmed" });

describe("affiliations", () => {
  it("hold on all days from the first to the last, in UTC", () => {
    const registry = registryOf({
      acme: [person(1, "2026-01-01", { to: "2026-02-28" }), person(2, "2026-01-01")],
    });
    const { periods, problems } = affiliationsOf(registry, activityConfig());
    const { from, to } = days("2026-01-01", "2026-02-28");
    expect(periods.get(1)).toEqual([{ from, to, shares: [confirmed("acme")], declined: [] }]);
    expect(periods.get(2)).toEqual([{ from, to: null, shares: [confirmed("acme")], declined: [] }]);
    expect(problems).toEqual([]);
  });

  it("are cut where somebody begins at a second partner, and where the first ends", () => {
    const registry = registryOf({
      globex: [person(1, "2026-02-01", { consent: { state: "suggested" } })],
      acme: [person(1, "2026-01-01", { to: "2026-02-28" })],
    });
    const suggested = { partner: "globex", state: "suggested" };
    expect(affiliationsOf(registry, activityConfig()).periods.get(1)).toEqual([
      { ...days("2026-01-01", "2026-01-31"), shares: [confirmed("acme")], declined: [] },
      { ...days("2026-02-01", "2026-02-28"), shares: [confirmed("acme"), suggested], declined: [] },
      { from: days("2026-03-01", "2026-03-01").from, to: null, shares: [suggested], declined: [] },
    ]);
  });

  it("have no period between two times at a partner", () => {
    const registry = registryOf({
      acme: [person(1, "2026-03-01"), person(1, "2026-01-01", { to: "2026-01-31" })],
    });
    const periods = affiliationsOf(registry, activityConfig()).periods.get(1);
    expect(periods?.map(({ from, to }) => [from, to])).toEqual([
      Object.values(days("2026-01-01", "2026-01-31")),
      [days("2026-03-01", "2026-03-01").from, null],
    ]);
  });

  it.each([
    [
      "a last day before the first",
      { to: "2025-12-31" },
      "to-before-from",
      "2025-12-31, before the first, 2026-01-01",
    ],
    ["no account id", { id: undefined }, "no-account-id", "nothing can be credited"],
    ["a day that is not", { to: "2026-02-30" }, "no-such-day", "not in the calendar"],
  ])("with %s do not count, and are reported", (_, more, kind, message) => {
    const { id, ...rest } = { ...person(1, "2026-01-01"), ...more };
    const registry = registryOf({ acme: [id === undefined ? rest : { ...rest, id }] });
    const { periods, problems } = affiliationsOf(registry, activityConfig());
    expect(periods.size).toBe(0);
    expect(problems).toEqual([
      { kind, partner: "acme", login: "person-1", message: expect.stringContaining(message) },
    ]);
  });

  it("of one day count", () => {
    expect(problemsOf({ acme: [person(1, "2026-01-01", { to: "2026-01-01" })] })).toEqual([]);
  });

  it("that overlap at one partner are reported; those that meet, or are at two partners, are not", () => {
    const first = person(1, "2026-01-01", { to: "2026-01-31" });
    expect(problemsOf({ acme: [first, person(1, "2026-01-31")] })).toMatchObject([{ kind: "overlap" }]);
    expect(problemsOf({ acme: [person(1, "2026-01-31"), first] })).toMatchObject([{ kind: "overlap" }]);
    expect(problemsOf({ acme: [first, person(1, "2026-02-01")] })).toEqual([]);
    expect(problemsOf({ acme: [first], globex: [person(1, "2026-01-15")] })).toEqual([]);
    expect(problemsOf({ acme: [first, person(2, "2026-01-15")] })).toEqual([]);
  });

  it("say where a login passed on to another account", () => {
    const found = problemsOf({
      acme: [person(1, "2026-01-01", { login: "ada" })],
      globex: [person(2, "2026-01-01", { login: "Ada" })],
    });
    expect(found.map(({ kind, partner, login }) => [kind, partner, login])).toEqual([
      ["login-of-another-account", "acme", "ada"],
      ["login-of-another-account", "globex", "Ada"],
    ]);
  });

  it("leave out bots and who opted out, and do not name them", () => {
    const registry = registryOf({
      acme: [
        person(1, "2026-01-01", { login: "acme-bot" }),
        person(2, "2026-01-01", { login: "Shy", to: "2025-01-01" }),
        person(3, "2026-01-01"),
        person(4, "2026-01-01", { login: "renamed" }),
      ],
    });
    const optedOut = [loginDigest("shy"), accountDigest(4), accountDigest(5)];
    const config = activityConfig({ bots: ["*-bot"], "opted-out": optedOut });
    const { periods, leftOut, isOptedOut, problems } = affiliationsOf(registry, config);
    expect([...periods.keys()]).toEqual([3]);
    expect([...leftOut]).toEqual([1, 2, 4]);
    expect([1, 2, 3, 4, 5].filter(isOptedOut)).toEqual([4, 5]);
    expect(problems).toEqual([]);
  });

  it("name only those who confirmed", () => {
    const registry = registryOf({
      acme: [
        person(1, "2026-01-01"),
        person(2, "2026-01-01", { consent: { state: "suggested" } }),
        person(3, "2026-01-01", { consent: { state: "declined" } }),
      ],
    });
    expect(confirmedLogins(registry)).toEqual(new Map([[1, "person-1"]]));
  });
});
