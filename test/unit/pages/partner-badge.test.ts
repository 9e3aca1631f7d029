import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, textColorOn } from "../../../src/pages/contrast.ts";
import { type BadgeFace, badgeLabel, renderPartnerBadge } from "../../../src/pages/partner-badge.ts";
import { cutToWidth, graphemesOf, textWidth } from "../../../src/pages/text-width.ts";
import { HOSTILE_TEXTS, hostileText, seen } from "../../support/hostile-text.ts";
import { elementsIn, parseXml, textIn, type XmlElement } from "../../support/xml.ts";

const face: BadgeFace = {
  id: "acme",
  label: "StackStorm partner",
  message: "Gold",
  color: "d4af37",
  description: "Acme is a partner.",
};

const color = fc.integer({ min: 0, max: 0xffffff }).map((number) => number.toString(16).padStart(6, "0"));

function badgeOf(change: Partial<BadgeFace>): XmlElement {
  return parseXml(renderPartnerBadge({ ...face, ...change }));
}

const numberOf = (element: XmlElement | undefined, name: string) => Number(element?.attributes[name]);

describe("a badge", () => {
  it("is an image with a name and a description, which are its own in a page of many", () => {
    const badge = badgeOf({});
    expect(badge.attributes).toMatchObject({
      role: "img",
      "aria-labelledby": "badge-acme-title badge-acme-description",
    });
    const [title] = elementsIn(badge, "title");
    const [description] = elementsIn(badge, "desc");
    expect([title?.attributes["id"], title?.text]).toEqual(["badge-acme-title", "StackStorm partner: Gold"]);
    expect([description?.attributes["id"], description?.text]).toEqual([
      "badge-acme-description",
      "Acme is a partner.",
    ]);
  });

  it("writes both sides, each in the middle of its ground and no wider", () => {
    const badge = badgeOf({});
    const [left, right] = elementsIn(badge, "text");
    expect([left?.text, right?.text]).toEqual(["StackStorm partner", "Gold"]);
    const leftWidth = numberOf(left, "x") * 2;
    const rightWidth = (numberOf(right, "x") - leftWidth) * 2;
    expect(leftWidth + rightWidth).toBe(numberOf(badge, "width"));
    expect(leftWidth - numberOf(left, "textLength")).toBe(12);
    expect(rightWidth - numberOf(right, "textLength")).toBe(12);
  });

  it("has readable text on any colour", () => {
    fc.assert(
      fc.property(color, (ground) => {
        const texts = elementsIn(badgeOf({ color: ground }), "text");
        const fill = texts[1]?.attributes["fill"]?.slice(1) ?? "";
        expect(contrast(fill, ground)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 500 },
    );
    expect([textColorOn("ffffff"), textColorOn("000000"), textColorOn("1d76db")]).toEqual([
      "000000",
      "ffffff",
      "ffffff",
    ]);
  });

  it("measures contrast as WCAG does", () => {
    expect(contrast("000000", "FFFFFF")).toBeCloseTo(21, 5);
    expect(contrast("ffffff", "767676")).toBeCloseTo(4.54, 2);
    expect(contrast("ff0000", "ffffff")).toBeCloseTo(4.0, 2);
  });

  it("cuts a long text in the picture and has all of it in the title", () => {
    const label = badgeLabel("The Extraordinarily Long Named Foundation of Software", "partner");
    expect(label).toBe("The Extraordinarily Long Na… partner");
    const message = "Professional Services and much more than that";
    const badge = badgeOf({ label, message });
    expect(elementsIn(badge, "text")[1]?.text).toBe("Professional Services an…");
    expect(textIn(badge, "title")).toBe(`${label}: ${message}`);
    expect(numberOf(badge, "width")).toBeLessThan(400);
  });

  it.each(HOSTILE_TEXTS)("shows %j as it is, and inert", (text) => {
    const badge = badgeOf({ message: text, description: text });
    expect(seen(textIn(badge, "desc") ?? "")).toBe(seen(text));
    expect(numberOf(badge, "width")).toBeLessThan(400);
    expect(new Set(namesIn(badge))).toEqual(new Set(["title", "desc", "path", "rect", "g", "text"]));
  });

  it("is well-formed for any text, the same twice, and fetches nothing", () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, color, (label, message, description, ground) => {
        const changed = { ...face, label, message, description, color: ground };
        const svg = renderPartnerBadge(changed);
        expect(namesIn(parseXml(svg)).sort()).toEqual(namesIn(badgeOf({})).sort());
        expect(renderPartnerBadge(changed)).toBe(svg);
        expect(Buffer.from(svg).toString("utf8")).toBe(svg);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the width of text", () => {
  it("is what Verdana has for ASCII, and near for other scripts", () => {
    expect(textWidth("StackStorm partner")).toBeCloseTo(9.89, 1);
    expect(textWidth("日本電気")).toBe(4);
    expect(textWidth("é")).toBe(textWidth("e"));
    expect(textWidth("👩‍👩‍👧‍👦")).toBe(1.3);
    expect(textWidth("\u200B\u202E")).toBe(0);
  });

  it("cuts between what people see as characters, and only when it must", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const cut = cutToWidth(text, width);
        expect(textWidth(cut)).toBeLessThanOrEqual(width);
        if (textWidth(text) <= width) expect(cut).toBe(text);
        else {
          expect(cut.endsWith("…")).toBe(true);
          const whole = graphemesOf(text);
          const kept = whole.slice(0, graphemesOf(cut).length - 1).join("");
          expect([kept.trimEnd(), text.slice(0, cut.length - 1)]).toContain(cut.slice(0, -1));
        }
      }),
      { numRuns: 300 },
    );
  });
});

function namesIn(element: XmlElement): string[] {
  return element.children.flatMap((child) => [child.name, ...namesIn(child)]);
}
