import { describe, expect, it } from "vitest";
import { isLeftOut, loginDigest } from "../../../../src/program/activity/left-out.ts";
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
});
