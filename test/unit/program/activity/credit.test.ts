import { describe, expect, it } from "vitest";
import { affiliationsOf } from "../../../../src/program/activity/affiliation.ts";
import { creditOf } from "../../../../src/program/activity/credit.ts";
import { accountDigest, loginDigest } from "../../../../src/program/activity/left-out.ts";
import { activityConfig, contribution, person, registryOf } from "../../../support/activities.ts";

type People = Parameters<typeof registryOf>[0];
const suggested = { consent: { state: "suggested" as const } };
const declined = { consent: { state: "declined" as const } };

/** `acme confirmed, globex suggested`, and why the partner that is named does not count. */
function credit(people: People, at: string, partner?: string, by = 1): string {
  const affiliations = affiliationsOf(registryOf(people), activityConfig());
  const named = partner === undefined ? {} : { partner };
  const { shares, refused } = creditOf(affiliations, contribution(at, { by, ...named }));
  const said = shares.map((share) => `${share.partner} ${share.state}`).join(", ");
  return refused === null ? said : `${said} (${refused})`;
}

describe("a contribution", () => {
  const acme = [person(1, "2026-01-01", { to: "2026-06-30" })];

  it.each([
    ["2025-12-31T23:59:59Z", ""],
    ["2026-01-01T00:00:00Z", "acme confirmed"],
    ["2026-06-30T23:59:59Z", "acme confirmed"],
    ["2026-07-01T00:00:00Z", ""],
  ])("at %s is credited on its day in UTC: %j", (at, wanted) => {
    expect(credit({ acme }, at)).toBe(wanted);
  });

  it("is credited on the leap day, where that is the last one or the first one", () => {
    const people = {
      acme: [person(1, "2020-01-01", { to: "2028-02-29" })],
      globex: [person(2, "2028-02-29")],
    };
    expect(credit(people, "2028-02-29T23:59:59Z")).toBe("acme confirmed");
    expect(credit(people, "2028-03-01T00:00:00Z")).toBe("");
    expect(credit(people, "2028-02-28T23:59:59Z", undefined, 2)).toBe("");
    expect(credit(people, "2028-02-29T00:00:00Z", undefined, 2)).toBe("globex confirmed");
  });

  it("is for each of two partners in turn", () => {
    const people = { acme, globex: [person(1, "2026-07-01")] };
    expect(credit(people, "2026-06-30")).toBe("acme confirmed");
    expect(credit(people, "2026-07-01")).toBe("globex confirmed");
  });

  it("is shared by two partners at once, by their ids", () => {
    const people = { globex: [person(1, "2026-03-01", suggested)], acme };
    expect(credit(people, "2026-03-01")).toBe("acme confirmed, globex suggested");
  });

  it("is shared by partners, and not by entries that overlap", () => {
    const people = { acme: [...acme, person(1, "2026-03-01")], globex: [person(1, "2026-03-01")] };
    expect(credit(people, "2026-03-02")).toBe("acme confirmed, globex confirmed");
  });

  it("is for nobody whom the person declined", () => {
    expect(credit({ acme: [person(1, "2026-01-01", declined)] }, "2026-03-02")).toBe("");
    const people = { acme, globex: [person(1, "2026-01-01", declined)] };
    expect(credit(people, "2026-03-02")).toBe("acme confirmed");
  });

  it("counts as the person said, where entries of one partner say different things", () => {
    const more = (state: object) => ({ acme: [...acme, person(1, "2026-03-01", state)] });
    expect(credit(more(suggested), "2026-03-02")).toBe("acme confirmed");
    expect(credit(more(suggested), "2026-07-02")).toBe("acme suggested");
    expect(credit(more(declined), "2026-03-02")).toBe("");
    expect(credit(more(declined), "2026-02-28")).toBe("acme confirmed");
  });

  it("goes by the account's id, and not by its login", () => {
    expect(credit({ acme: [person(1, "2026-01-01", { login: "renamed" })] }, "2026-03-02")).toBe(
      "acme confirmed",
    );
    expect(credit({ acme }, "2026-03-02", undefined, 2)).toBe("");
  });
});

describe("a contribution that names a partner", () => {
  const both = { acme: [person(1, "2026-01-01")], globex: [person(1, "2026-01-01", suggested)] };

  it("is for that one alone, among those that the person works for", () => {
    expect(credit(both, "2026-03-02")).toBe("acme confirmed, globex suggested");
    expect(credit(both, "2026-03-02", "acme")).toBe("acme confirmed");
    expect(credit(both, "2026-03-02", "globex")).toBe("globex suggested");
  });

  it("is suggested where the person is nobody's on that day", () => {
    expect(credit(both, "2026-03-02", "globex", 99)).toBe("globex suggested");
    expect(credit(both, "2025-03-02", "globex")).toBe("globex suggested");
    const gone = { acme: [person(1, "2026-01-01", declined)], globex: [] };
    expect(credit(gone, "2026-03-02", "globex")).toBe("globex suggested");
  });

  it("falls back to the affiliations where there is no such partner", () => {
    expect(credit(both, "2026-03-02", "initech")).toBe("acme confirmed, globex suggested (unknown-partner)");
    expect(credit(both, "2026-03-02", "initech", 99)).toBe(" (unknown-partner)");
    expect(credit(both, "2026-03-02", "constructor", 99)).toBe(" (unknown-partner)");
  });

  it("falls back where the person works for another one on that day", () => {
    const people = {
      acme: [person(1, "2026-01-01")],
      globex: [person(1, "2025-01-01", { to: "2025-12-31" })],
    };
    expect(credit(people, "2026-03-02", "globex")).toBe("acme confirmed (not-its-person)");
    expect(credit(people, "2025-03-02", "globex")).toBe("globex confirmed");
  });

  it("never counts for one that the person declined", () => {
    const people = { acme: [person(1, "2026-01-01", declined)] };
    expect(credit(people, "2026-03-02", "acme")).toBe(" (declined)");
  });

  it("never counts for who is left out", () => {
    const registry = registryOf({ acme: [person(1, "2026-01-01", { login: "shy" })], globex: [] });
    const affiliations = affiliationsOf(registry, activityConfig({ "opted-out": [loginDigest("shy")] }));
    for (const partner of ["acme", "globex"]) {
      expect(creditOf(affiliations, contribution("2026-03-02", { partner })).shares).toEqual([]);
    }
  });

  it("is not even suggested for somebody who is nobody's, and opted out by number", () => {
    const registry = registryOf({ acme: [] });
    const named = contribution("2026-03-02", { partner: "acme" });
    expect(creditOf(affiliationsOf(registry, activityConfig()), named).shares).toHaveLength(1);
    const config = activityConfig({ "opted-out": [accountDigest(1)] });
    expect(creditOf(affiliationsOf(registry, config), named).shares).toEqual([]);
  });
});
