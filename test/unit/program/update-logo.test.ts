import { describe, expect, it } from "vitest";
import type { EncodedLogo, LogoRefusal } from "../../../src/program/logo.ts";
import { partnerSchema } from "../../../src/program/partner.ts";
import type { PartnerUpdate } from "../../../src/program/partner-update.ts";
import {
  hasMarks,
  logoMarks,
  markedLogos,
  receivedLogos,
  type SentLogos,
  sentLogos,
  updateLogoFiles,
  updateLogoPaths,
  usedLogos,
  withLogoPaths,
} from "../../../src/program/update-logo.ts";
import { GLOBEX, INITECH } from "../../support/updates.ts";

const PATHS = { light: "logos/globex.png", dark: "logos/globex-dark.png" };
const ONE: EncodedLogo = { light: Uint8Array.of(1), dark: Uint8Array.of(2) };
const OTHER: EncodedLogo = { light: Uint8Array.of(3), dark: Uint8Array.of(4) };
const FETCHED = new Map<string, EncodedLogo | LogoRefusal>([
  ["one", ONE],
  ["other", OTHER],
  ["bad", { problem: "It is too small." }],
]);

function update(logo?: string | null, dark?: string | null): PartnerUpdate {
  return {
    name: undefined,
    website: undefined,
    description: undefined,
    services: undefined,
    regions: undefined,
    languages: undefined,
    support: undefined,
    training: undefined,
    "case-studies": undefined,
    logo,
    "logo-dark": dark,
    joins: [],
    leaves: [],
    ends: false,
  };
}

/** What the entry gets, and the bytes of each file. */
function made(asked: PartnerUpdate, partner = GLOBEX) {
  const received = receivedLogos(sentLogos(asked), FETCHED);
  if ("awaited" in received) throw new Error(`${received.awaited} is not there`);
  const used = usedLogos(partnerSchema.parse(partner), asked, received.usable);
  const { logo, "logo-dark": dark } = withLogoPaths(asked, used, PATHS);
  const files = updateLogoFiles(asked, used, FETCHED, PATHS);
  return [logo, dark, ...files.map(({ path, content }) => `${path}: ${content[0]}`)];
}

describe("the pictures of an update", () => {
  const { light, dark } = PATHS;
  it.each([
    ["none", update(), [undefined, undefined]],
    ["one for both", update("one"), [light, dark, `${light}: 1`, `${dark}: 2`]],
    ["two", update("one", "other"), [light, dark, `${light}: 1`, `${dark}: 4`]],
    ["one for light backgrounds alone", update("one", null), [light, null, `${light}: 1`]],
    ["one for dark backgrounds alone", update(undefined, "other"), [undefined, dark, `${dark}: 4`]],
    ["the logo taken out", update(null), [null, undefined]],
    ["one that is refused", update("bad"), [undefined, undefined]],
    ["the other one refused", update("one", "bad"), [light, dark, `${light}: 1`, `${dark}: 2`]],
    ["the first one refused", update("bad", "other"), [undefined, dark, `${dark}: 4`]],
  ])("are %s", (_, asked, expected) => {
    expect(made(asked)).toEqual(expected);
  });

  it("are not used for dark backgrounds where there would be none for light ones", () => {
    expect(made(update("bad", "other"), INITECH)).toEqual([undefined, undefined]);
  });

  it("are waited for one by one", () => {
    const sent = sentLogos(update("new", "other"));
    expect(receivedLogos(sent, FETCHED)).toEqual({ awaited: "new" });
    expect(receivedLogos(sentLogos(update("bad")), FETCHED)).toEqual({
      usable: new Map(),
      refused: [{ field: "logo", problem: "It is too small." }],
    });
  });

  it("go to where no other partner's logo is", () => {
    const globex = partnerSchema.parse({ ...GLOBEX, logo: { light: PATHS.light } });
    const initech = partnerSchema.parse({ ...INITECH, logo: { light: "logos/a.png", dark: PATHS.dark } });
    const registry = (...partners: (typeof globex)[]) => ({ version: 1 as const, partners });
    expect(updateLogoPaths(registry(globex), globex, "logos")).toEqual(PATHS);
    expect(updateLogoPaths(registry(globex, initech), globex, "logos").light).toBe("logos/globex-2.png");
  });
});

describe("the marks of the pictures in a commit", () => {
  const sent = sentLogos(update("https://a.example/?@ada closes #1", "other"));
  const message = (used: SentLogos) =>
    ["Asked for by gus: https://x/issues/1", "", ...logoMarks(used)].join("\n");

  it("tell which ones it brought", () => {
    expect(markedLogos(sent, message(sent))).toEqual(sent);
    expect(hasMarks(message(sent), sent)).toBe(true);
    const first = new Map([...sent].slice(0, 1));
    expect(markedLogos(sent, message(first))).toEqual(first);
    expect(hasMarks(message(sent), first)).toBe(false);
    expect(hasMarks(message(first), sent)).toBe(false);
    expect(hasMarks(message(new Map()), new Map())).toBe(true);
    // The same picture for the other part is another one.
    expect(markedLogos(sentLogos(update("other")), message(sent)).size).toBe(0);
  });

  it("say nothing of what people write", () => {
    for (const mark of logoMarks(sent)) expect(mark).toMatch(/^Logo[a-z ]*: attachment [0-9a-f]{16}$/);
  });
});
