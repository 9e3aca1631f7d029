import { describe, expect, it } from "vitest";
import {
  accountDigest,
  isLeftOut,
  loginDigest,
  optedOutNumbers,
} from "../../../../src/program/activity/left-out.ts";
import { activityConfig } from "../../../support/activities.ts";

const config = activityConfig({
  bots: ["*-bot", "ci-user"],
  people: ["Human-Bot"],
  "opted-out": [loginDigest("shy"), loginDigest("shy-bot")],
});

describe("who never counts", () => {
  it.each([
    ["ada", "User", false],
    ["ci-user", "User", true],
    ["CI-User", "User", true],
    ["build-bot", "User", true],
    ["human-bot", "User", false],
    ["renovate[bot]", "User", true],
    ["renovate", "Bot", true],
    ["imported", "Mannequin", true],
    ["human-bot", "Bot", true],
    ["shy", "User", true],
    ["SHY", "User", true],
    ["example", "Organization", false],
  ])("%s, a %s: %s", (login, kind, wanted) => {
    expect(isLeftOut(config, { login, id: 1, kind })).toBe(wanted);
  });

  it("is who opted out, also when the config says that it is a person", () => {
    const listed = { ...config, people: ["shy", "shy-bot"] };
    expect(isLeftOut(listed, { login: "shy", kind: "User" })).toBe(true);
    expect(isLeftOut(listed, { login: "shy-bot", kind: "User" })).toBe(true);
  });

  it("is kept as the SHA-256 of the login in lower case", () => {
    const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(loginDigest("abc")).toBe(digest);
    expect(loginDigest("ABC")).toBe(digest);
  });

  it("is kept as the SHA-256 of the account's number too, which a renamed account keeps", () => {
    // printf %s id:583231 | sha256sum
    const digest = "ef8f4907f2a37a72323c5eb5da0fb0ff4a5bfbc9c57ee2990c0806a0db11d87d";
    expect(accountDigest(583231)).toBe(digest);
    const listed = activityConfig({ "opted-out": [digest] });
    expect(isLeftOut(listed, { login: "renamed", id: 583231, kind: "User" })).toBe(true);
    expect(isLeftOut(listed, { login: "renamed", id: 583232, kind: "User" })).toBe(false);
    expect(isLeftOut(listed, { login: "renamed", kind: "User" })).toBe(false);
    const isOptedOut = optedOutNumbers(listed);
    expect([583231, 583232, 583231].map(isOptedOut)).toEqual([true, false, true]);
    expect(optedOutNumbers(activityConfig())(583231)).toBe(false);
  });

  it("is never somebody whose number another person has for a login", () => {
    const byLogin = activityConfig({ "opted-out": [loginDigest("583231")] });
    expect(isLeftOut(byLogin, { login: "ada", id: 583231, kind: "User" })).toBe(false);
    expect(optedOutNumbers(byLogin)(583231)).toBe(false);
    const byNumber = activityConfig({ "opted-out": [accountDigest(583231)] });
    expect(isLeftOut(byNumber, { login: "583231", id: 7, kind: "User" })).toBe(false);
  });
});
