import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast } from "../../../src/pages/contrast.ts";
import { graphemesOf, textWidth } from "../../../src/pages/text-width.ts";
import { renderTypeLogo, TYPE_COLORS, typeColors } from "../../../src/pages/type-logo.ts";
import { setType } from "../../../src/pages/type-setting.ts";
import { HOSTILE_TEXTS, hostileText, seen } from "../../support/hostile-text.ts";
import { elementsIn, parseXml, textIn } from "../../support/xml.ts";

const linesOf = (name: string) =>
  elementsIn(parseXml(renderTypeLogo(name, "light")), "tspan").map(({ text }) => text);
const sizeOf = (name: string) =>
  Number(elementsIn(parseXml(renderTypeLogo(name, "light")), "text")[0]?.attributes["font-size"]);

describe("a typographic logo", () => {
  it("is a square of 400 with the name as its title", () => {
    const logo = parseXml(renderTypeLogo("Acme & Sons", "dark"));
    expect(logo.attributes).toMatchObject({
      width: "400",
      height: "400",
      viewBox: "0 0 400 400",
      role: "img",
      "aria-labelledby": "name",
    });
    expect(textIn(logo, "title")).toBe("Acme & Sons");
  });

  it.each([
    ["Acme", ["Acme"]],
    ["Acme Labs", ["Acme", "Labs"]],
    ["OpenInfra Foundation Europe e.V.", ["OpenInfra", "Foundation", "Europe e.V."]],
    ["International Business Machines", ["International", "Business", "Machines"]],
    ["日本電気株式会社", ["日本電気", "株式会社"]],
    ["リクルート（東京）", ["リク", "ルート", "（東京）"]],
    ["Hewlett-Packard", ["Hewlett-", "Packard"]],
    ["AT&T", ["AT&T"]],
    ["삼성전자", ["삼성전자"]],
  ])("breaks %s where it may", (name, lines) => {
    expect(linesOf(name)).toEqual(lines);
  });

  it("breaks a word only when it is too long, and cuts only when all would not fit", () => {
    expect(linesOf("Donaudampfschifffahrtsgesellschaft").join("")).toBe("Donaudampfschifffahrtsgesellschaft");
    expect(linesOf("Die Donaudampfschifffahrtsgesellschaft")[0]).toBe("Die");
    const cut = linesOf("Foundation ".repeat(27));
    expect(cut).toEqual(["Foundation", "Foundation", "Foundation", "Foundation…"]);
    expect(linesOf("x".repeat(300)).map((line) => line.length > 5)).toEqual([true, true, true, true]);
  });

  it("sets right-to-left names from the right", () => {
    const direction = (name: string) =>
      elementsIn(parseXml(renderTypeLogo(name, "light")), "text")[0]?.attributes["direction"];
    expect(["شركة ABC", "3 חברת", "ABC شركة", "日本"].map(direction)).toEqual([
      "rtl",
      "rtl",
      undefined,
      undefined,
    ]);
  });

  it("has a colour that goes by the name, and more than one", () => {
    expect(typeColors("Acme", "light")).toEqual(typeColors(" ACME", "light"));
    const names = Array.from({ length: 200 }, (_, index) => `Company ${index}`);
    const used = new Set(names.map((name) => typeColors(name, "light").ground));
    expect(used.size).toBe(TYPE_COLORS.length);
  });

  it.each(TYPE_COLORS)("is readable in the colours of $light.ink", ({ light, dark }) => {
    expect(contrast(light.ink, light.ground)).toBeGreaterThanOrEqual(7);
    expect(contrast(dark.ink, dark.ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(HOSTILE_TEXTS)("shows %j, and is no more than text on a ground", (name) => {
    const logo = parseXml(renderTypeLogo(name, "light"));
    expect(seen(textIn(logo, "title") ?? "")).toBe(seen(name));
    expect(logo.children.map((child) => child.name)).toEqual(["title", "rect", "text"]);
    const lines = linesOf(name);
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(sizeOf(name)).toBeGreaterThanOrEqual(36);
    if (!lines.at(-1)?.endsWith("…")) {
      expect(lines.join("").replaceAll(" ", "")).toBe(seen(name).replaceAll(" ", ""));
    }
  });

  it("is well-formed for any name, the same twice", () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom("light" as const, "dark" as const), (name, scheme) => {
        const svg = renderTypeLogo(name, scheme);
        expect(parseXml(svg).children.map((child) => child.name)).toEqual(["title", "rect", "text"]);
        expect(renderTypeLogo(name, scheme)).toBe(svg);
      }),
      { numRuns: 300 },
    );
  });
});

describe("type in a box", () => {
  const box = fc.record({
    width: fc.integer({ min: 40, max: 400 }),
    height: fc.integer({ min: 40, max: 400 }),
    largest: fc.integer({ min: 20, max: 90 }),
    smallest: fc.integer({ min: 5, max: 12 }),
    lines: fc.integer({ min: 1, max: 5 }),
  });

  it("keeps to its width, its height, its sizes and its number of lines, and loses nothing but an end", () => {
    fc.assert(
      fc.property(hostileText, box, (text, room) => {
        const { size, lines } = setType(text, room);
        expect(size).toBeGreaterThanOrEqual(room.smallest);
        expect(size).toBeLessThanOrEqual(room.largest);
        expect(lines.length).toBeLessThanOrEqual(room.lines);
        expect(lines.length * size * 1.16).toBeLessThanOrEqual(Math.max(room.height, size * 1.16) + 1e-9);
        const widths = lines
          .filter((line) => graphemesOf(line).length > 1)
          .map((line) => textWidth(line) * 1.04 * size);
        expect(Math.max(0, ...widths)).toBeLessThanOrEqual(room.width + 1e-6);
        const set = lines.join("").replace(/\s/gu, "");
        const whole = text.replace(/\s/gu, "");
        if (set !== whole) {
          expect(set.endsWith("…")).toBe(true);
          expect(whole.startsWith(set.slice(0, -1))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
