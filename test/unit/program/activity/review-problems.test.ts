import { describe, expect, it } from "vitest";
import type { Account } from "../../../../src/program/account.ts";
import type { Misnamed } from "../../../../src/program/activity/partner-activity.ts";
import { reviewedLogins, reviewProblems } from "../../../../src/program/activity/review-problems.ts";
import { activityConfig, person, registryOf, time } from "../../../support/activities.ts";

const CONFIG = activityConfig();
const textsOf = (...given: Parameters<typeof reviewProblems>) =>
  reviewProblems(...given).map(({ text }) => text);
const NOBODY = new Map<string, Account | null>();

describe("what may not count as it was meant", () => {
  it("is nothing where the registry is right and the logins are whose they were", () => {
    const registry = registryOf({ acme: [person(1, "2025-01-01")], globex: [person(2, "2025-01-01")] });
    const accounts = new Map([
      ["person-1", { login: "Person-1", id: 1 }],
      ["person-2", { login: "person-2", id: 2 }],
    ]);
    expect(textsOf(registry, CONFIG, accounts, [])).toEqual([]);
  });

  it("is an affiliation that overlaps another, ends before it starts, or is of no known account", () => {
    const registry = registryOf({
      acme: [
        person(1, "2025-01-01"),
        person(1, "2026-01-01"),
        person(2, "2026-03-01", { to: "2026-02-01" }),
        { login: "nobody", from: "2025-01-01", consent: { state: "confirmed" } },
      ],
    });
    expect(textsOf(registry, CONFIG, NOBODY, [])).toEqual([
      "ACME, people: person-1 has entries that overlap, from 2026-01-01 on: each day counts once.",
      "ACME, people: person-2 has a last day, 2026-02-01, before the first, 2026-03-01: that entry does not count.",
      "ACME, people: nobody has no account id, so nothing can be credited.",
    ]);
  });

  it("is a login that another account has now, or none, each said once for a partner", () => {
    const registry = registryOf({
      acme: [person(1, "2025-01-01"), person(2, "2025-01-01"), person(2, "2024-01-01", { to: "2024-02-01" })],
    });
    const accounts = new Map([
      ["person-1", { login: "person-1", id: 9 }],
      ["person-2", null],
    ]);
    expect(textsOf(registry, CONFIG, accounts, [])).toEqual([
      "ACME: the login person-1 is another account's by now (9, and the registry has 1). Correct the login in the registry; only the account 1 counts.",
      "ACME: no account is called person-2 any more. Correct the login in the registry; what the account did goes on to count by its number.",
    ]);
  });

  it("is a contribution that names a partner that is not there, and of many only some are named", () => {
    const misnamed = Array.from(
      { length: 23 },
      (_, index): Misnamed => ({
        at: time("2026-03-02"),
        partner: "hooli",
        url: `https://github.example/${index}`,
      }),
    );
    const problems = reviewProblems(registryOf({}), CONFIG, NOBODY, misnamed);
    expect(problems).toHaveLength(21);
    expect(problems[0]).toEqual({
      text: "A contribution names the partner hooli, and no partner has that id, so it counts for whom its person works for.",
      link: "https://github.example/0",
    });
    expect(problems[20]?.text).toBe(
      "3 more contributions that name a partner that is not there are like that.",
    );
  });
});

describe("the logins that a review looks up", () => {
  it("are those of people who are there, and of contacts, of partners on the list, each once", () => {
    const registry = registryOf({
      acme: [
        person(1, "2025-01-01"),
        person(2, "2025-01-01", { to: "2025-12-31" }),
        person(3, "2025-01-01", { consent: { state: "declined" } }),
      ],
      globex: [person(1, "2026-01-01", { login: "PERSON-1" })],
    });
    const [acme] = registry.partners;
    expect(reviewedLogins(registry)).toEqual(["person-1"]);
    if (acme === undefined) throw new Error("there is no partner");
    const contact = { ...acme, contacts: [{ login: "Gus" }] };
    expect(reviewedLogins({ partners: [contact] })).toEqual(["gus", "person-1"]);
    expect(reviewedLogins({ partners: [{ ...acme, status: "former" }] })).toEqual([]);
  });
});
