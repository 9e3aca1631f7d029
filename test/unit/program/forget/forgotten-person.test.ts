import { describe, expect, it } from "vitest";
import { accountDigest, loginDigest } from "../../../../src/program/activity/left-out.ts";
import {
  digestsOf,
  identifyPerson,
  isForgotten,
  isOwnLogin,
} from "../../../../src/program/forget/forgotten-person.ts";
import { person, registryOf } from "../../../support/activities.ts";

const REGISTRY = registryOf({
  acme: [
    person(11, "2025-01-01", { login: "Anna" }),
    person(11, "2024-01-01", { login: "anna-before" }),
    person(12, "2025-01-01", { login: "bert" }),
  ],
  globex: [person(13, "2025-01-01", { login: "BERT" }), { ...person(14, "2025-01-01"), login: "cleo" }],
});

describe("who is to be forgotten", () => {
  it("has the number that the registry knows, and every login of that account", () => {
    const known = identifyPerson(REGISTRY, "anna", null);
    expect(known).toEqual({ login: "anna", id: 11, logins: ["anna", "anna-before"], hasNamesake: false });
    expect(digestsOf(known)).toEqual([loginDigest("anna"), accountDigest(11)]);
    expect(isForgotten(known, { login: "whatever", id: 11 })).toBe(true);
    expect(isForgotten(known, { login: "ANNA" })).toBe(true);
    expect(isForgotten(known, { login: "anna", id: 99 })).toBe(false);
    expect(["ANNA", "Anna-Before", "cleo"].map((login) => isOwnLogin(known, login))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("may be in no registry, with a number or without", () => {
    expect(identifyPerson(REGISTRY, "dan", null)).toEqual({
      login: "dan",
      id: null,
      logins: ["dan"],
      hasNamesake: false,
    });
    expect(digestsOf(identifyPerson(REGISTRY, "dan", null))).toEqual([loginDigest("dan")]);
    expect(digestsOf(identifyPerson(REGISTRY, "dan", 20))).toEqual([loginDigest("dan"), accountDigest(20)]);
  });

  it("has to be said where the registry has the login for two accounts", () => {
    expect(() => identifyPerson(REGISTRY, "bert", null)).toThrow("the accounts 12 and 13");
    const first = identifyPerson(REGISTRY, "bert", 12);
    expect(first).toMatchObject({ id: 12, hasNamesake: true });
    // The other one would be left out by the login.
    expect(digestsOf(first)).toEqual([accountDigest(12)]);
    expect(isOwnLogin(first, "bert")).toBe(false);
  });

  it("is not taken for an account that has the login now, when another number is given", () => {
    expect(() => identifyPerson(REGISTRY, "cleo", 99)).toThrow("and not of 99");
  });
});
