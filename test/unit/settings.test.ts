import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readSettings } from "../../src/settings.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PRIVATE_KEY = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const GIVEN = { APP_ID: "7", PRIVATE_KEY };

describe("the settings", () => {
  it("are GitHub's and paced, with a sweep every five minutes, unless something else is said", () => {
    expect(readSettings(GIVEN)).toEqual({
      appId: 7,
      privateKey: PRIVATE_KEY,
      baseUrl: "https://api.github.com",
      sweepEvery: 300_000,
      paced: true,
    });
    expect(
      readSettings({
        ...GIVEN,
        GHE_HOST: "127.0.0.1:4180",
        GHE_PROTOCOL: "http",
        SWEEP_EVERY: "10s",
        WRITE_PACE: "none",
      }),
    ).toMatchObject({ baseUrl: "http://127.0.0.1:4180/api/v3", sweepEvery: 10_000, paced: false });
  });

  it("are not there before there is an app, also when variables are set to nothing", () => {
    expect(readSettings({})).toBeNull();
    expect(readSettings({ APP_ID: "", PRIVATE_KEY: "", GHE_HOST: "" })).toBeNull();
  });

  it.each([
    ["an id that is no number", { ...GIVEN, APP_ID: "Iv1.abc" }, "APP_ID cannot be used"],
    ["an id without a key", { APP_ID: "7" }, "There is an APP_ID, but no private key."],
    ["a key without an id", { PRIVATE_KEY }, "There is a private key, but no APP_ID."],
    ["a key that is none", { APP_ID: "7", PRIVATE_KEY: "x" }, "The private key cannot be used"],
    [
      "a file that is not there",
      { APP_ID: "7", PRIVATE_KEY_PATH: "/nowhere" },
      "The private key cannot be used",
    ],
    ["a port that is none", { ...GIVEN, PORT: "web" }, "PORT cannot be used: a number is expected"],
    ["an address for a host", { ...GIVEN, GHE_HOST: "https://github.example" }, "GHE_HOST cannot be used"],
    ["a protocol that is none", { ...GIVEN, GHE_PROTOCOL: "ftp" }, "GHE_PROTOCOL cannot be used"],
    ["a duration that is none", { ...GIVEN, SWEEP_EVERY: "often" }, '"often" is not a duration'],
    ["a wait longer than a timer's", { ...GIVEN, SWEEP_EVERY: "60d" }, "it is longer than 24 days"],
  ])("say what is wrong with %s", (_, environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
  });
});
